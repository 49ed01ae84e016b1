package dev.meridian.assess;

import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Words;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Whether what the file pins is still mended by its makers.
final class VersionRules {
    /// So long before the end people still have time for an upgrade in a window of their own.
    private static final int MONTHS_AHEAD = 3;

    /// Of a version with everything behind its number, in characters.
    private static final int LONGEST_VERSION = 40;

    /// End of support of PostgreSQL's major versions: its versioning policy (recalled, 2026-11).
    private static final SequencedMap<String, LocalDate> POSTGRESQL = dates(
            "11", "2023-11-09",
            "12", "2024-11-21",
            "13", "2025-11-13",
            "14", "2026-11-12",
            "15", "2027-11-11",
            "16", "2028-11-09",
            "17", "2029-11-08",
            "18", "2030-11-14");

    /// End of standard support on Amazon EKS: its release calendar (as listed by endoflife.date, 2026-02); a
    /// year of extended support follows at six times the price (0.60 against 0.10 USD/h).
    private static final SequencedMap<String, LocalDate> KUBERNETES = dates(
            "1.24", "2024-01-31",
            "1.25", "2024-05-01",
            "1.26", "2024-06-11",
            "1.27", "2024-07-24",
            "1.28", "2024-11-26",
            "1.29", "2025-03-23",
            "1.30", "2025-07-23",
            "1.31", "2025-11-26",
            "1.32", "2026-03-23",
            "1.33", "2026-07-29",
            "1.34", "2026-12-02",
            "1.35", "2027-03-27");

    private VersionRules() {}

    static void check(Subject subject, LocalDate today, List<Finding> findings) {
        subject.topology()
                .compute()
                .version()
                .flatMap(version -> finding("compute.version", "Kubernetes", version, KUBERNETES, today))
                .ifPresent(findings::add);
        subject.topology().stores().forEach((name, store) -> {
            StoreKind kind = Objects.requireNonNull(subject.blueprint().stores().get(name))
                    .kind();
            if (kind == StoreKind.POSTGRESQL) {
                store.version()
                        .flatMap(version ->
                                finding("data." + name + ".version", "PostgreSQL", major(version), POSTGRESQL, today))
                        .ifPresent(findings::add);
            }
        });
    }

    private static String major(String version) {
        return version.replaceFirst("\\..*", "");
    }

    private static Optional<Finding> finding(
            String path, String what, String version, SequencedMap<String, LocalDate> ends, LocalDate today) {
        return ends.entrySet().stream()
                .filter(entry -> version.equals(entry.getKey()) || version.startsWith(entry.getKey() + "."))
                .map(Map.Entry::getValue)
                .filter(end -> end.minusMonths(MONTHS_AHEAD).isBefore(today))
                .findFirst()
                .map(end -> Finding.of(
                        Rule.OUT_OF_SUPPORT,
                        path,
                        what + " " + Words.shown(version, LONGEST_VERSION)
                                + (end.isBefore(today) ? " has been" : " will be") + " out of support "
                                + (end.isBefore(today) ? "since " : "on ") + end,
                        "holes that are found from then on stay open, or cost extra",
                        "`version: " + newest(ends, today) + "`, which is supported until "
                                + ends.get(newest(ends, today))));
    }

    /// The newest one that is supported for a year and longer than any other.
    private static String newest(SequencedMap<String, LocalDate> ends, LocalDate today) {
        return ends.entrySet().stream()
                .filter(entry -> entry.getValue().isAfter(today))
                .reduce((_, later) -> later)
                .map(Map.Entry::getKey)
                .orElse(ends.lastEntry().getKey());
    }

    private static SequencedMap<String, LocalDate> dates(String... pairs) {
        SequencedMap<String, LocalDate> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], LocalDate.parse(pairs[i + 1]));
        }
        return map;
    }
}
