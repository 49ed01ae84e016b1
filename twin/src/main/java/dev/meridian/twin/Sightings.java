package dev.meridian.twin;

import dev.meridian.evidence.DrillRun.Sighting;
import dev.meridian.evidence.LogEntry;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What the words of vantages in an event log say of one region.
final class Sightings {
    private static final String GREY = "GREY";

    private Sightings() {}

    /// One vantage's finding while the log is read.
    private static final class Finding {
        private final long first;
        private final SequencedMap<String, Integer> unanswered = new TreeMap<>();
        private int words;
        private long total;
        private Optional<Long> since = Optional.empty();

        private Finding(long first) {
            this.first = first;
        }

        /// As it begins and ends some probes are a moment ahead of others; those count that most words name.
        private List<String> mostlyUnanswered() {
            return unanswered.entrySet().stream()
                    .filter(entry -> entry.getValue() * 2 >= words)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /// Each vantage that found the region grey after an instant. It counts from the entry that says so to
    /// the next one of the same vantage.
    static List<Sighting> of(List<LogEntry> entries, RegionName region, long from) {
        SequencedMap<String, Finding> findings = new LinkedHashMap<>();
        for (LogEntry entry : entries) {
            Optional<Map<?, ?>> sight = entry.nanos() < from ? Optional.empty() : sight(entry, region);
            if (sight.isEmpty()) {
                continue;
            }
            boolean isGrey = GREY.equals(sight.get().get("verdict"));
            if (isGrey) {
                findings.computeIfAbsent(entry.by(), by -> new Finding(entry.nanos()));
            }
            Finding finding = findings.get(entry.by());
            if (finding != null) {
                finding.total +=
                        finding.since.map(since -> entry.nanos() - since).orElse(0L);
                finding.since = isGrey ? Optional.of(entry.nanos()) : Optional.empty();
                if (isGrey) {
                    finding.words++;
                    unanswered(sight.get()).forEach(kind -> finding.unanswered.merge(kind, 1, Integer::sum));
                }
            }
        }
        List<Sighting> all = new ArrayList<>();
        findings.forEach((by, finding) -> all.add(new Sighting(
                new RegionName(by),
                Duration.ofNanos(finding.first - from),
                Duration.ofNanos(finding.total),
                finding.mostlyUnanswered())));
        return all;
    }

    private static Optional<Map<?, ?>> sight(LogEntry entry, RegionName region) {
        if (!(entry.body().get("sights") instanceof List<?> sights)) {
            return Optional.empty();
        }
        for (Object each : sights) {
            if (each instanceof Map<?, ?> sight && region.text().equals(sight.get("subject"))) {
                return Optional.of(sight);
            }
        }
        return Optional.empty();
    }

    /// What an entry's author thinks of a region, as [dev.meridian.engine.Sight.Verdict] names it; empty if it
    /// does not say.
    static Optional<String> verdict(LogEntry entry, String region) {
        return sight(entry, new RegionName(region)).map(sight -> String.valueOf(sight.get("verdict")));
    }

    private static List<String> unanswered(Map<?, ?> sight) {
        List<String> kinds = new ArrayList<>();
        if (sight.get("probes") instanceof List<?> probes) {
            for (Object each : probes) {
                if (each instanceof Map<?, ?> probe && Boolean.FALSE.equals(probe.get("good"))) {
                    kinds.add(String.valueOf(probe.get("kind")));
                }
            }
        }
        return kinds;
    }

    /// Which start of its agent an entry is of; empty text if it does not say.
    static String incarnation(LogEntry entry) {
        return entry.body().get("stamp") instanceof Map<?, ?> stamp ? String.valueOf(stamp.get("incarnation")) : "";
    }
}
