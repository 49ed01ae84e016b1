package dev.meridian.assess;

import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.PlatformVersions;
import dev.meridian.mechanisms.Provider;
import dev.meridian.mechanisms.SupportCalendar;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks that a pinned version is still supported by the platforms on which it runs.
///
/// A cluster is judged by the calendar of its region's cloud, a managed database by its provider's where it has
/// one, a self-run one by its makers'. Where it runs on several platforms the earliest end decides, and the
/// others are named. Nothing is said about a platform without a calendar.
final class VersionRules {
    /// The time that an upgrade in a planned maintenance window needs (Meridian, 2026-11).
    private static final int MONTHS_AHEAD = 3;

    /// The longest version that a finding shows in full, in characters.
    private static final int LONGEST_VERSION = 40;

    /// The number at the beginning of a version: `v1.28`, `15.4`, `14-alpine`.
    private static final Pattern NUMBER = Pattern.compile("v?(\\d+(?:\\.\\d+)*).*");

    private final String version;
    private final List<SupportCalendar> calendars;
    private final LocalDate today;

    private VersionRules(String version, List<SupportCalendar> calendars, LocalDate today) {
        this.version = version;
        this.calendars = calendars;
        this.today = today;
    }

    /// The end of a version on one platform; before the oldest entry of a calendar it is not known to the day.
    private record End(SupportCalendar calendar, LocalDate day, boolean exact) {}

    static void check(Subject subject, LocalDate today, List<Finding> findings) {
        clusters(subject)
                .forEach((path, cluster) -> finding(path, cluster.version, calendars(subject, cluster.regions), today)
                        .ifPresent(findings::add));
        subject.topology()
                .stores()
                .forEach((name, declared) -> declared.version()
                        .flatMap(version -> finding(
                                "data." + name + ".version", version, databases(subject, subject.store(name)), today))
                        .ifPresent(findings::add));
    }

    /// The regions with clusters of one declared version.
    private record Clusters(String version, List<RegionName> regions) {}

    /// The declared versions of Kubernetes, by their paths: that of all regions, and those of single regions.
    private static SequencedMap<String, Clusters> clusters(Subject subject) {
        SequencedMap<String, Clusters> all = new LinkedHashMap<>();
        subject.topology().regions().forEach((name, region) -> {
            boolean kubernetes =
                    region.regional().platform().orElse(Compute.Platform.KUBERNETES) == Compute.Platform.KUBERNETES;
            boolean isOwn = region.overrides().containsKey("compute.version");
            region.regional()
                    .version()
                    .filter(_ -> kubernetes)
                    .ifPresent(version -> all.computeIfAbsent(
                                    isOwn ? "regions." + name + ".overrides.compute.version" : "compute.version",
                                    _ -> new Clusters(version, new ArrayList<>()))
                            .regions
                            .add(name));
        });
        return all;
    }

    private static List<SupportCalendar> calendars(Subject subject, List<RegionName> regions) {
        return providers(subject, regions).stream()
                .flatMap(provider -> PlatformVersions.kubernetes(provider).stream())
                .distinct()
                .toList();
    }

    private static List<SupportCalendar> databases(Subject subject, Store store) {
        List<Provider> providers = store.managed() ? providers(subject, store.members()) : List.of(Provider.SOFTWARE);
        return providers.stream()
                .flatMap(provider -> PlatformVersions.database(store.kind(), provider).stream())
                .distinct()
                .toList();
    }

    private static List<Provider> providers(Subject subject, List<RegionName> regions) {
        return regions.stream()
                .map(name ->
                        Objects.requireNonNull(subject.blueprint().regions().get(name)))
                .map(Region::cloud)
                .distinct()
                .flatMap(cloud -> Provider.of(cloud).stream())
                .toList();
    }

    private static Optional<Finding> finding(
            String path, String declared, List<SupportCalendar> calendars, LocalDate today) {
        Matcher number = NUMBER.matcher(declared.strip());
        return number.matches() ? new VersionRules(number.group(1), calendars, today).finding(path) : Optional.empty();
    }

    private Optional<Finding> finding(String path) {
        List<End> ends = new ArrayList<>();
        for (SupportCalendar calendar : calendars) {
            end(calendar)
                    .filter(end -> end.day().minusMonths(MONTHS_AHEAD).isBefore(today))
                    .ifPresent(ends::add);
        }
        ends.sort((a, b) -> a.day().compareTo(b.day()));
        return ends.isEmpty() ? Optional.empty() : Optional.of(outOfSupport(path, ends));
    }

    private Optional<End> end(SupportCalendar calendar) {
        Map.Entry<String, LocalDate> oldest = calendar.ends().firstEntry();
        if (isOlder(version, oldest.getKey())) {
            return Optional.of(new End(calendar, oldest.getValue(), false));
        }
        return calendar.ends().entrySet().stream()
                .filter(entry -> version.equals(entry.getKey()) || version.startsWith(entry.getKey() + "."))
                .findFirst()
                .map(entry -> new End(calendar, entry.getValue(), true));
    }

    private Finding outOfSupport(String path, List<End> ends) {
        End first = ends.getFirst();
        boolean over = first.day().isBefore(today);
        StringBuilder statement = new StringBuilder(first.calendar().text(Words.shown(version, LONGEST_VERSION))
                + (over ? " has been" : " will be") + " out of support "
                + (over ? "since " : "from ") + day(first));
        ends.stream()
                .skip(1)
                .forEach(end -> statement
                        .append(", on ")
                        .append(end.calendar().platform())
                        .append(end.day().isBefore(today) ? " since " : " from ")
                        .append(day(end)));
        return Finding.of(
                Rule.OUT_OF_SUPPORT,
                path,
                statement.toString(),
                "holes that are found from then on stay open, or cost extra",
                newest().map(newest -> "`version: " + newest + "`, which is supported until " + earliest(newest))
                        .orElse("a version that each of its platforms supports"));
    }

    private static String day(End end) {
        return (end.exact() ? "" : "before ") + end.day();
    }

    /// Number by number; a missing one is as old as the other's: `8` is not older than `8.0`.
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

    /// The newest version that each platform supports today.
    private Optional<String> newest() {
        return calendars.getFirst().ends().sequencedKeySet().reversed().stream()
                .filter(candidate -> calendars.stream()
                        .allMatch(
                                calendar -> Optional.ofNullable(calendar.ends().get(candidate))
                                        .filter(end -> end.isAfter(today))
                                        .isPresent()))
                .findFirst();
    }

    private LocalDate earliest(String candidate) {
        return calendars.stream()
                .map(calendar -> Objects.requireNonNull(calendar.ends().get(candidate)))
                .min(LocalDate::compareTo)
                .orElseThrow();
    }
}
