package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Topology;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A note about promises that no rule judges, so that silence about them is not taken for a ✓.
final class UnjudgedRules {
    private UnjudgedRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            String path = subject.path(application.name(), "objectives");
            check(subject.said(application).objectives().overall(), path, findings);
        }
        subject.topology()
                .journeys()
                .forEach((name, journey) ->
                        check(journey.objectives().overall(), "journeys." + name + ".objectives", findings));
    }

    private static void check(Topology.Levels levels, String path, List<Finding> findings) {
        List<String> promised = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        levels.latency().forEach((tier, latency) -> {
            if (isRefuted(findings, path + ".latency." + tier)) {
                return;
            }
            promised.add("latency of " + tier
                    + most(latency).map(time -> " ≤ " + Durations.text(time)).orElse(""));
            keys.add("latency");
        });
        levels.throughput().forEach((what, rate) -> {
            promised.add("throughput of " + what + " ≥ " + rate);
            keys.add("throughput");
        });
        levels.concurrent().forEach((what, count) -> {
            promised.add(what + " at one time ≥ " + count);
            keys.add("concurrent");
        });
        levels.errors().ifPresent(share -> {
            promised.add("errors");
            keys.add("errors");
        });
        if (path.startsWith("journeys.") && levels.availability().isPresent()) {
            promised.add("availability ≥ "
                    + Availability.percent(levels.availability().getAsDouble()));
            keys.add("availability");
        }
        if (!promised.isEmpty()) {
            findings.add(note(path + "." + keys.getFirst(), promised));
        }
    }

    private static boolean isRefuted(List<Finding> findings, String path) {
        return findings.stream().anyMatch(finding -> finding.objective().equals(Optional.of(path)));
    }

    private static Finding note(String path, List<String> promised) {
        boolean latency = promised.stream().anyMatch(word -> word.startsWith("latency"));
        return Finding.of(
                Rule.NOT_JUDGED,
                path,
                "not judged: " + String.join(", ", promised),
                "the file has no measurement of " + (promised.size() == 1 ? "it" : "them")
                        + (latency
                                ? "; of a latency only the way between regions is compared, which refutes and never"
                                        + " confirms"
                                : ""),
                "a load test or measurements; what this command says nothing about is not confirmed");
    }

    private static Optional<Duration> most(Topology.Latency said) {
        return Stream.of(said.bound(), said.p50(), said.average(), said.p95(), said.p99())
                .flatMap(Optional::stream)
                .findFirst();
    }
}
