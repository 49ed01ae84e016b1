package dev.meridian.intake;

import java.util.List;
import java.util.Optional;

/// One way by which a name leads users to what runs: a record of DNS, or an alias of a distribution.
///
/// @param host what users open; empty where it is no name that the format takes
/// @param leadsTo the programs behind it, the default first
/// @param policy how it is chosen among others of its name: `failover`, `latency`; empty for a name with one way
/// @param isBackup whether it is taken only when another one fails
/// @param ttl as the format writes a time
/// @param isTurned whether the provider stops using it when its target does not answer
record Way(
        Resource origin,
        Optional<String> host,
        List<Program> leadsTo,
        Optional<String> policy,
        boolean isBackup,
        Optional<Said> ttl,
        boolean isTurned) {

    boolean isRecord() {
        return origin.is("aws_route53_record");
    }

    boolean isToOneRegion() {
        return leadsTo.stream().map(Program::region).distinct().count() == 1;
    }
}
