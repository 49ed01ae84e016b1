package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import java.util.List;
import java.util.Optional;

/// A failover as it makes up for faults of a region.
///
/// @param regions that can serve
/// @param fatal how many of them have to fail together for the application to stop
/// @param byPeople whether people start it
/// @param automatic whether the plan starts by itself, and people do a part of it
/// @param slow whether the failover leaves a short fault where it is
/// @param pinned whether nothing moves users to another region
/// @param home the cloud of the one region that serves until a failover; empty where several serve
record FailoverMove(
        RecoveryTime.Phase phase,
        int regions,
        int fatal,
        boolean byPeople,
        boolean automatic,
        boolean slow,
        boolean pinned,
        Optional<String> home) {
    /// What the users of a region need there: those of the one that serves, or of the one that reaches least.
    List<Supply.Part> region(Supply supply) {
        return home.flatMap(cloud -> Optional.ofNullable(supply.regions().get(cloud)))
                .orElseGet(supply::region);
    }

    /// Whether the failover never ends, so that an outage lasts as long as that of the region.
    boolean hasNoEnd() {
        return phase.span().best().isEmpty();
    }

    /// Whether short faults of a region count in full.
    boolean leavesShortFaults() {
        return byPeople || slow || pinned || hasNoEnd();
    }

    /// The share of time in which so many regions fail together that the application stops, if they fail
    /// independently of each other.
    ///
    /// @param fault the share of time in which one region fails
    double together(double fault) {
        double share = 0;
        for (int failed = fatal; failed <= regions; failed++) {
            double ways = 1;
            for (int i = 0; i < failed; i++) {
                ways = ways * (regions - i) / (i + 1);
            }
            share += ways * Math.pow(fault, failed) * Math.pow(1 - fault, regions - failed);
        }
        return share;
    }

    /// The reason why the service level of a region counts in full; empty where it does not.
    String why() {
        if (byPeople) {
            return automatic
                    ? ", because people have a part in the recovery, and not for a short fault"
                    : ", because people do not leave a region for a short fault";
        }
        return pinned
                ? ", because nothing moves the users of a region to another one"
                : slow ? ", because a failover that is not quick leaves short faults where they are" : "";
    }

    String togetherText() {
        String some = fatal == regions ? "all " + regions : fatal + " of " + regions;
        return regions == 2 ? "both regions" : some + " regions";
    }
}
