package dev.meridian.assess;

import dev.meridian.blueprint.Entrance;
import dev.meridian.topology.Failover;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Whether each health check asks the region that it judges. A probe with `to` does, by construction: it is
/// pinned to the judged region. One with a literal `host` asks whatever that name leads to.
final class ProbeRules {
    private ProbeRules() {}

    static void check(Subject subject, List<Finding> findings) {
        subject.topology()
                .applications()
                .forEach((name, application) -> application
                        .failover()
                        .probes()
                        .values()
                        .forEach(probe -> probe.host()
                                .flatMap(host -> literal(subject, probe, host, subject.path(name, "failover.probes.")))
                                .ifPresent(findings::add)));
    }

    private static Optional<Finding> literal(Subject subject, Failover.Probe probe, String host, String path) {
        String at = path + probe.name() + ".host";
        Optional<Entrance> entrance = subject.blueprint().traffic().entrances().values().stream()
                .filter(known -> known.host().equalsIgnoreCase(host))
                .findFirst();
        if (entrance.isPresent()) {
            String service = Objects.requireNonNull(entrance.get().service());
            return Optional.of(Finding.of(
                    Rule.PROBE_ASKS_THE_FAILOVER_NAME,
                    at,
                    "the probe `" + probe.name() + "` asks " + host + ", which is the entrance `"
                            + entrance.get().name() + "` that moves with a failover",
                    "after a failover it asks the healthy side, and before one any region may answer it",
                    "`to: " + service + "` instead of `host`: it is then asked in the region that is judged"));
        }
        return Optional.of(Finding.of(
                Rule.PROBE_ASKS_NOTHING,
                at,
                "the probe `" + probe.name() + "` asks " + host + ", and nothing in this file has that name",
                "nobody can say which region such an answer is about, nor who changes it",
                "`to: SERVICE` for a service of this file, or declare the name as an entrance"));
    }
}
