package dev.meridian.blueprint;

import dev.meridian.topology.Failover;
import dev.meridian.topology.Message;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// The rhythm in which probes lead to a verdict on a region.
///
/// Every probe may have its own. A verdict needs all probes that decide, so it has come when the slowest of them
/// has failed often enough: its rhythm is the one that times are counted by. Probes that only observe do not
/// count.
final class ProbeRhythm {
    private static final List<String> KEYS = List.of("every", "timeout", "failures", "window");

    private final Resolved resolved;
    private final String path;
    private final List<String> deciding;

    /// @param path of the probes
    ProbeRhythm(Resolved resolved, Topology.Application application, String path) {
        this.resolved = resolved;
        this.path = path;
        this.deciding = application.failover().probes().values().stream()
                .filter(Failover.Probe::decides)
                .map(Failover.Probe::name)
                .toList();
    }

    /// The values of one probe, by key.
    private record Rhythm(String probe, SequencedMap<String, String> values) {
        Duration time(String key) {
            return Scalars.time(values.getOrDefault(key, "")).orElse(Duration.ZERO);
        }

        int number(String key) {
            return Integer.parseInt(values.getOrDefault(key, "1"));
        }

        /// How long it takes at most until so many probes have failed.
        Duration untilVerdict() {
            return time("every").multipliedBy(number("failures")).plus(time("timeout"));
        }

        ProbePolicy policy() {
            return new ProbePolicy(time("every"), time("timeout"), number("failures"), number("window"));
        }
    }

    /// @param unsaid the value that holds where no probe has the key, and notes it; by the key's path below
    ///     `failover`
    ProbePolicy policy(UnaryOperator<String> unsaid) {
        SequencedMap<String, String> common = new LinkedHashMap<>();
        SequencedMap<String, String> usual = new LinkedHashMap<>();
        for (String key : KEYS) {
            List<String> said = said(key).values().stream().distinct().toList();
            if (said.size() == 1) {
                common.put(key, said.getFirst());
                String source = said(key).firstEntry().getKey();
                resolved.put(
                        path + "." + key,
                        said.getFirst(),
                        resolved.origin(source).orElseThrow());
            } else {
                usual.put(key, unsaid.apply("probes." + key));
                if (said.isEmpty()) {
                    common.put(key, usual.get(key));
                }
            }
        }
        List<Rhythm> rhythms =
                deciding.stream().map(probe -> rhythm(probe, common, usual)).toList();
        if (common.size() == KEYS.size()) {
            Rhythm all = new Rhythm("", common);
            check(all);
            return all.policy();
        }
        rhythms.forEach(this::check);
        Rhythm slowest =
                rhythms.stream().max(Comparator.comparing(Rhythm::untilVerdict)).orElseThrow();
        KEYS.stream()
                .filter(key -> !common.containsKey(key))
                .forEach(key -> resolved.derived(
                        path + "." + key,
                        String.valueOf(slowest.values().get(key)),
                        "that of `" + slowest.probe() + "`, the slowest of the probes that decide"));
        return slowest.policy();
    }

    private Rhythm rhythm(String probe, SequencedMap<String, String> common, SequencedMap<String, String> usual) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (String key : KEYS) {
            String value = Optional.ofNullable(said(key).get(at(probe, key)))
                    .or(() -> Optional.ofNullable(common.get(key)))
                    .or(() -> Optional.ofNullable(usual.get(key)))
                    .orElseThrow();
            values.put(key, value);
        }
        return new Rhythm(probe, values);
    }

    /// What probes that decide say themselves, by the path where they say it.
    private SequencedMap<String, String> said(String key) {
        SequencedMap<String, String> said = new LinkedHashMap<>();
        deciding.forEach(probe -> resolved.topology
                .sources()
                .at(at(probe, key))
                .map(Setting::text)
                .ifPresent(text -> said.put(at(probe, key), text)));
        return said;
    }

    private String at(String probe, String key) {
        return path + "." + probe + "." + key;
    }

    private void check(Rhythm rhythm) {
        int failures = rhythm.number("failures");
        int window = rhythm.number("window");
        boolean isTimeless =
                rhythm.time("every").isZero() || rhythm.time("timeout").isZero();
        if (failures > window || isTimeless) {
            resolved.problem(
                    ProblemId.BAD_TIMES,
                    rhythm.probe().isEmpty() ? path : path + "." + rhythm.probe(),
                    new Message(
                            failures > window
                                    ? failures + " failures of the last " + window + " probes cannot happen"
                                    : "a probe needs a time above zero for `every` and `timeout`",
                            "`failures` counts within `window`, and " + window
                                    + " is what the probes or the profile say",
                            failures > window ? "`window: " + (failures + 1) + "`" : "`every: 5s`, `timeout: 2s`"));
        }
    }
}
