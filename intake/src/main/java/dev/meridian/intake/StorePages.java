package dev.meridian.intake;

import dev.meridian.intake.Page.Section;
import java.util.List;
import java.util.Optional;

/// The section `data` of a page.
final class StorePages {
    private StorePages() {}

    static void write(Section data, List<Sketch.Store> stores) {
        stores.forEach(store -> store(data.section(store.name(), store.origin()), store));
    }

    private static void store(Section at, Sketch.Store store) {
        store.doubt().ifPresent(at::doubt);
        at.put("kind", store.kind());
        store.version().ifPresent(version -> at.put("version", version));
        at.put("runs", "provider");
        store.zones().ifPresent(zones -> at.put("zones", zones));
        store.in().ifPresent(regions -> at.raw("in", Said.by("", regions)));
        store.members()
                .forEach(member -> member(at.section("members").section(member.name(), member.origin()), member));
        store.primary().ifPresent(primary -> at.put("primary", primary));
        store.replication().ifPresent(replication -> replication(at, replication));
        store.switches().forEach((path, value) -> at.at(List.of(path.split("\\.", -1)), Said.by("", value)));
        store.backup().ifPresent(backup -> backup(at.section("backup"), backup));
        store.needs().forEach((name, need) -> at.section("dependsOn").put(name, need));
    }

    private static void member(Section at, Sketch.Member member) {
        at.put("region", member.region());
        member.nodes().ifPresent(nodes -> at.put("nodes", nodes));
        member.zones().ifPresent(zones -> at.put("zones", zones));
    }

    private static void backup(Section at, Sketch.Backup backup) {
        at.put("pointInTime", "true");
        backup.keep().ifPresent(keep -> at.put("keep", keep));
        if (!backup.copyTo().isEmpty()) {
            at.raw("copyTo", Said.by("", Page.list(backup.copyTo())));
        }
    }

    private static void replication(Section at, Sketch.Replication replication) {
        Optional<String> via = replication.via();
        if (via.isEmpty()) {
            at.put("replication", replication.mode());
            return;
        }
        Section block = at.section("replication");
        boolean hasEdges = !replication.edges().isEmpty();
        String mode = replication.mode().value();
        block.put("mode", hasEdges ? Said.by("", mode) : replication.mode());
        if (!hasEdges) {
            block.put("via", via.get());
        }
        if (mode.equals("provider")) {
            block.put("consistency", "strong");
        }
        replication.conflicts().ifPresent(conflicts -> block.put("conflicts", conflicts));
        replication
                .edges()
                .forEach(edge -> edge(block.section("edges").section(edge.name(), edge.origin()), edge, mode));
    }

    /// @param mode of the whole, which an edge has too where it says nothing
    private static void edge(Section at, Sketch.Edge edge, String mode) {
        at.put("from", edge.from());
        at.put("to", edge.to());
        if (!edge.mode().equals(mode) && !mode.equals("multi-primary")) {
            at.put("mode", edge.mode());
        }
        at.put("via", edge.via());
        if (!edge.carries().isEmpty()) {
            at.raw("carries", Said.by("", Page.list(edge.carries())));
        }
        edge.target().ifPresent(target -> at.put("target", target));
    }
}
