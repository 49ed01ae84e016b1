package dev.meridian.runbooks;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Datastore;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.terraform.Root;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How the writes of a store in memory move that several regions have together, and how far behind they are. Its
/// commands need nothing of the region that had the writes.
final class GlobalDatastore {
    /// What tells how far a part is behind.
    static final String LAG = "AWS/ElastiCache GlobalDatastoreReplicationLag";

    private final Known known;
    private final List<Part> parts;

    /// What one region has of it.
    private record Part(Site site, Cache cache) {
        Datastore global() {
            return cache.global().orElseThrow();
        }
    }

    private GlobalDatastore(Known known, String store) {
        this.known = known;
        this.parts = known.sites().stream()
                .flatMap(site -> site.stores().caches().stream()
                        .filter(cache ->
                                cache.store().equals(store) && cache.global().isPresent())
                        .map(cache -> new Part(site, cache)))
                .toList();
    }

    private static List<GlobalDatastore> all(Known known) {
        return known.sites().stream()
                .flatMap(site -> site.stores().caches().stream())
                .filter(cache -> cache.global().isPresent())
                .map(Cache::store)
                .distinct()
                .map(store -> new GlobalDatastore(known, store))
                .toList();
    }

    /// What other pages find the way to move a store by.
    static String anchor(String store) {
        return Words.anchor(store + " has to be written elsewhere");
    }

    /// How each of them is moved; none where there is none.
    static List<String> sections(Sheet sheet, Known known) {
        return all(known).stream().map(one -> one.section(sheet)).toList();
    }

    /// How far behind each of them is.
    static List<String> lags(Sheet sheet, Known known) {
        return all(known).stream()
                .map(one -> sheet.part(
                        "datastore",
                        one.holes()
                                .and("node", one.writer().cache().nodes().getFirst())
                                .and("anchor", anchor(one.writer().cache().store()))))
                .toList();
    }

    private Part writer() {
        return parts.stream()
                .filter(part -> part.global().isWriter())
                .findFirst()
                .orElseThrow();
    }

    private List<Part> followers() {
        return parts.stream().filter(part -> !part.global().isWriter()).toList();
    }

    private Holes holes() {
        Part writer = writer();
        return known.holes(writer.site())
                .and("store", writer.cache().store())
                .and("datastore", writer.global().name())
                .and("writer", writer.site().region())
                .and(
                        "lags",
                        Words.lines(followers().stream()
                                .flatMap(part -> part.cache().nodes().stream().map(node -> lag(part, node)))
                                .toList()));
    }

    private static String lag(Part part, String node) {
        return "number " + part.site().region() + " " + LAG + " Maximum Name=CacheClusterId,Value=" + node;
    }

    private String section(Sheet sheet) {
        Holes holes = holes();
        String moves = followers().stream()
                .map(part -> sheet.part(
                        "global move",
                        holes.and("target", part.site().region())
                                .and("part", part.cache().name())))
                .collect(Collectors.joining());
        List<String> restarts = new ArrayList<>();
        parts.forEach(part -> restarts.addAll(
                Services.restarts(known, part.site(), part.cache().store())));
        List<RegionName> members =
                parts.stream().map(part -> part.site().region()).toList();
        return sheet.part(
                "global",
                holes.and("members", Words.and(members))
                        .and("first target", followers().getFirst().site().region())
                        .and("budget", budget(writer().cache().store()))
                        .and("moves", moves)
                        .and("protected", "`aws_elasticache_global_replication_group." + label() + "`")
                        .and("setting", Settings.writer(writer().cache().store()))
                        .and(
                                "restarts",
                                Words.lines(restarts.isEmpty() ? List.of("# no service uses it") : restarts, 3)));
    }

    private String label() {
        return Root.label(writer().cache().store());
    }

    private String budget(String store) {
        return Optional.ofNullable(known.meant().stores().get(store))
                .flatMap(meant -> meant.objectives().rpo())
                .map(most -> known.file() + " allows to lose " + Durations.text(most) + ".")
                .orElse("");
    }
}
