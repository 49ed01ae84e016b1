package dev.meridian.runbooks;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import java.util.List;
import java.util.stream.Stream;

/// What is done about a store in memory.
final class CacheTrouble {
    static final String FILE = "cache.md";

    private static final String TITLE = "A cache is full, slow or gone";
    private static final Sheet SHEET = Sheet.named("cache");

    /// What somebody misses when it is gone.
    private static final List<String> MORE = List.of("write-behind", "sessions", "queue", "locks");

    private CacheTrouble() {}

    static Page page(Known known) {
        boolean hasCaches =
                known.sites().stream().anyMatch(site -> !site.stores().caches().isEmpty());
        if (!hasCaches) {
            return Page.none(FILE, TITLE, "no cache is built");
        }
        StringBuilder text = new StringBuilder(SHEET.part(
                "head",
                known.holes()
                        .and(
                                "alarms",
                                known.alarms(
                                        "AWS/ElastiCache EngineCPUUtilization",
                                        "AWS/ElastiCache DatabaseMemoryUsagePercentage"))));
        known.sites().forEach(site -> site.stores().caches().forEach(cache -> text.append(text(known, site, cache))));
        List<String> uses = known.sites().stream()
                .flatMap(site -> site.stores().caches().stream())
                .map(Cache::store)
                .distinct()
                .flatMap(store -> known.list("data." + store + ".usedFor").stream())
                .filter(MORE::contains)
                .toList();
        List<String> global = GlobalDatastore.sections(SHEET, known);
        global.forEach(text::append);
        text.append(SHEET.part("emptied", known.holes().and("commands", Words.lines(emptying(known)))))
                .append(SHEET.part(
                        global.isEmpty() ? "cost" : "cost global",
                        known.holes()
                                .and(
                                        "uses",
                                        uses.isEmpty()
                                                ? ""
                                                : "; " + known.file() + " uses it for " + Words.and(uses)
                                                        + ", which is in no other place")));
        return Page.of(FILE, TITLE, "answers are slow everywhere at once", text.toString());
    }

    private static String text(Known known, Site site, Cache cache) {
        List<String> numbers = nodes(cache)
                .flatMap(node -> Stream.of(
                                "EngineCPUUtilization Average",
                                "DatabaseMemoryUsagePercentage Average",
                                "Evictions Sum")
                        .map(metric -> "number " + site.region() + " AWS/ElastiCache " + metric
                                + " Name=CacheClusterId,Value=" + node))
                .toList();
        Holes holes = known.holes(site)
                .and("store", cache.store())
                .and("cache", cache.name())
                .and("numbers", Words.lines(numbers))
                .and("count", cache.parts())
                .and("parts", cache.isCluster() ? "more parts, below" : "it has one part; larger machines, below")
                .and(
                        "spread",
                        cache.zones() > 1
                                ? "and a copy in another zone takes over meanwhile"
                                : "and everything in it is gone: it has no copy in another zone");
        String with = cache.global().isPresent() ? " global" : "";
        Holes all = cache.global()
                .map(global -> holes.and("datastore", global.name()).and("founder", global.founder()))
                .orElse(holes);
        String grow = SHEET.part("grow" + with, all).strip();
        return SHEET.part("store", all.and("grow", grow)) + (cache.isCluster() ? SHEET.part("many" + with, all) : "");
    }

    /// Once for each kind of them. Of one that divides its keys each part has to be told by itself; the
    /// tool takes its options after the command, not before it (tried with redis-cli 7.0.15, of which
    /// valkey-cli comes, and three parts, 2026-11).
    private static List<String> emptying(Known known) {
        return known.sites().stream()
                .flatMap(site -> site.stores().caches().stream())
                .map(cache -> "HOST=…  # of " + cache.store() + "\nvalkey-cli --tls "
                        + (cache.isCluster()
                                ? "--cluster call \"$HOST:" + Settings.VALKEY
                                        + "\" FLUSHALL ASYNC --cluster-only-masters"
                                : "-h \"$HOST\" FLUSHALL ASYNC"))
                .distinct()
                .toList();
    }

    /// As ElastiCache calls the first node of the first part, whose numbers stand for the others'.
    private static Stream<String> nodes(Cache cache) {
        return Stream.of(cache.name() + (cache.isCluster() ? "-0001-001" : "-001"));
    }
}
