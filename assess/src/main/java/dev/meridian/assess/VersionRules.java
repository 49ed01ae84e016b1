package dev.meridian.assess;

import dev.meridian.topology.Compute;
import dev.meridian.topology.Words;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether what the file pins is still mended by its makers.
final class VersionRules {
    /// So long before the end people still have time for an upgrade in a window of their own.
    private static final int MONTHS_AHEAD = 3;

    /// Of a version with everything behind its number, in characters.
    private static final int LONGEST_VERSION = 40;

    /// End of support of PostgreSQL's major versions: its versioning policy (recalled, 2026-11).
    private static final SequencedMap<String, LocalDate> POSTGRESQL = dates(
            "9.6", "2021-11-11",
            "10", "2022-11-10",
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

    /// End of extended support of MySQL's long-term versions: Oracle's lifetime support policy (recalled,
    /// 2026-11).
    private static final SequencedMap<String, LocalDate> MYSQL = dates(
            "5.7", "2023-10-31",
            "8.0", "2026-04-30",
            "8.4", "2032-04-30");

    /// The number in what people write: `v1.28`, `15.4`, `14-alpine`.
    private static final Pattern NUMBER = Pattern.compile("v?(\\d+(?:\\.\\d+)*).*");

    private VersionRules() {}

    static void check(Subject subject, LocalDate today, List<Finding> findings) {
        Compute compute = subject.topology().compute();
        boolean kubernetes = compute.platform().orElse(Compute.Platform.KUBERNETES) == Compute.Platform.KUBERNETES;
        compute.version()
                .filter(_ -> kubernetes)
                .flatMap(version -> finding("compute.version", "Kubernetes", version, KUBERNETES, today))
                .ifPresent(findings::add);
        subject.topology().stores().forEach((name, store) -> {
            String path = "data." + name + ".version";
            Optional<Finding> finding = switch (store.kind()) {
                case POSTGRESQL ->
                    store.version().flatMap(version -> finding(path, "PostgreSQL", version, POSTGRESQL, today));
                case MYSQL -> store.version().flatMap(version -> finding(path, "MySQL", version, MYSQL, today));
                case COCKROACHDB,
                        MONGODB,
                        DYNAMODB,
                        REDIS,
                        CACHE,
                        KAFKA,
                        STREAM,
                        QUEUE,
                        OBJECT,
                        VOLUME,
                        OPENSEARCH,
                        RAFT_LOG,
                        CLUSTER_OBJECTS,
                        IDENTITY,
                        SQLSERVER,
                        SPANNER,
                        FIRESTORE,
                        COSMOSDB,
                        YUGABYTEDB,
                        CASSANDRA,
                        ELASTICSEARCH,
                        RABBITMQ,
                        ETCD,
                        VAULT,
                        DATABASE -> Optional.empty();
            };
            finding.ifPresent(findings::add);
        });
    }

    private static Optional<Finding> finding(
            String path, String what, String said, SequencedMap<String, LocalDate> ends, LocalDate today) {
        Matcher number = NUMBER.matcher(said.strip());
        if (!number.matches()) {
            return Optional.empty();
        }
        String version = number.group(1);
        String shown = Words.shown(version, LONGEST_VERSION);
        String oldest = ends.firstEntry().getKey();
        if (isOlder(version, oldest)) {
            String since = "before " + ends.firstEntry().getValue();
            return Optional.of(
                    outOfSupport(path, what + " " + shown + " has been out of support since " + since, ends, today));
        }
        return ends.entrySet().stream()
                .filter(entry -> version.equals(entry.getKey()) || version.startsWith(entry.getKey() + "."))
                .map(Map.Entry::getValue)
                .filter(end -> end.minusMonths(MONTHS_AHEAD).isBefore(today))
                .findFirst()
                .map(end -> outOfSupport(
                        path,
                        what + " " + shown + (end.isBefore(today) ? " has been" : " will be") + " out of support "
                                + (end.isBefore(today) ? "since " : "from ") + end,
                        ends,
                        today));
    }

    private static Finding outOfSupport(
            String path, String statement, SequencedMap<String, LocalDate> ends, LocalDate today) {
        String newest = newest(ends, today);
        return Finding.of(
                Rule.OUT_OF_SUPPORT,
                path,
                statement,
                "holes that are found from then on stay open, or cost extra",
                "`version: " + newest + "`, which is supported until " + ends.get(newest));
    }

    /// Number by number; what is missing is as old as what is there: `8` is not older than `8.0`.
    private static boolean isOlder(String version, String than) {
        String[] a = version.split("\\.", -1);
        String[] b = than.split("\\.", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = new BigInteger(a[i]).compareTo(new BigInteger(b[i]));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
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
