package dev.meridian.runbooks;

import dev.meridian.estate.BackupRegion;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a writer has in the roots of pairs, and which of them change when it moves: each writer's backups are
/// copied to other regions by those of its own pairs, and they let services of other regions reach it. A root asks
/// both of its regions, so while the old writer's is gone, only what is between the others can be applied.
///
/// @param site where the writer is
/// @param database that takes the writes
record Pairs(Known known, Site site, Database database) {
    private static final String LINKS = "links/";

    /// Of a region that has copies of backups alone: the root asks no other.
    private static final String COPIES = "global/backups-";

    /// Those that let services of another region reach a database: applied, they open a fence.
    List<String> doors() {
        return known.roots().stream()
                .filter(root -> root.path().startsWith(LINKS)
                        && root.blocks().stream()
                                .filter(block -> block.labels().contains("aws_security_group"))
                                .anyMatch(this::isAboutIt))
                .map(Root::path)
                .toList();
    }

    private boolean isAboutIt(Block block) {
        return block.text("name").equals(Optional.of(database.name()));
    }

    /// Those that begin copies of the backups of a new writer and ask nothing of the old one's region, each with
    /// the regions of the new writer for which it does.
    SequencedMap<String, SequencedSet<RegionName>> now() {
        return byRoot(writer -> begun(writer).filter(root -> !asksTheOld(root)));
    }

    /// Those that change and ask the old writer's region, or let others reach what will follow there.
    SequencedMap<String, SequencedSet<RegionName>> later() {
        return byRoot(writer -> Stream.of(
                        doors().stream(),
                        ended().filter(root -> isStillThere(root, writer)),
                        begun(writer).filter(this::asksTheOld))
                .flatMap(roots -> roots));
    }

    /// Those that are written no more, since they are there for copies of the old one's backups alone.
    SequencedMap<String, SequencedSet<RegionName>> gone() {
        return byRoot(writer -> ended().filter(root -> !isStillThere(root, writer)));
    }

    private SequencedMap<String, SequencedSet<RegionName>> byRoot(Function<RegionName, Stream<String>> roots) {
        SequencedMap<String, SequencedSet<RegionName>> all = new LinkedHashMap<>();
        for (RegionName writer : writers()) {
            roots.apply(writer)
                    .forEach(root -> all.computeIfAbsent(root, _ -> new LinkedHashSet<>())
                            .add(writer));
        }
        return all;
    }

    private List<RegionName> writers() {
        return known.copies(database).stream().map(copy -> copy.site().region()).toList();
    }

    private Stream<String> begun(RegionName writer) {
        List<String> said = said();
        return Stream.concat(
                targets(writer).map(to -> name(writer, to)),
                known.estate().backupRegions().stream()
                        .map(BackupRegion::region)
                        .filter(to -> said.contains(to.text()) && Database.isCopied(writer, to))
                        .map(to -> COPIES + to));
    }

    private Stream<String> ended() {
        return targets(site.region()).map(to -> name(site.region(), to));
    }

    private boolean asksTheOld(String root) {
        return known.regions().stream()
                .filter(region -> !region.equals(site.region()))
                .anyMatch(region -> root.equals(name(site.region(), region)));
    }

    /// Whether a root that copied the old one's backups is needed for something else.
    private boolean isStillThere(String root, RegionName writer) {
        return begun(writer).anyMatch(root::equals)
                || known.estate().links().stream()
                        .filter(link -> root.equals(LINKS + link.name()))
                        .anyMatch(this::isMoreThanIts);
    }

    /// Whether the file has backups copied from anywhere that the writer may move to.
    boolean areCopied() {
        return writers().stream().anyMatch(writer -> begun(writer).findAny().isPresent());
    }

    /// Where backups of a writer in this region are copied.
    Stream<RegionName> targets(RegionName writer) {
        List<String> said = said();
        return known.regions().stream()
                .filter(to -> !to.equals(writer) && (said.contains("all") || said.contains(to.text())));
    }

    private List<String> said() {
        return known.list("data." + database.store() + ".backup.copyTo");
    }

    private boolean isMoreThanIts(Estate.Link link) {
        Estate.Copies copies = link.copies();
        boolean isOfOthers =
                copies.backups().stream().anyMatch(copy -> !copy.of().name().equals(database.name()));
        return link.isPeered()
                || isOfOthers
                || !copies.tables().isEmpty()
                || !copies.mirrors().isEmpty()
                || !copies.followings().isEmpty()
                || !copies.objects().isEmpty();
    }

    /// As the root of two regions is called, whether it is there already or not.
    private String name(RegionName one, RegionName other) {
        List<RegionName> order = known.regions();
        return order.indexOf(one) < order.indexOf(other) ? LINKS + one + "--" + other : LINKS + other + "--" + one;
    }

    /// How each is applied, and for which writer where it is not for any; one that comes with the move is begun.
    List<String> applied(SequencedMap<String, SequencedSet<RegionName>> roots) {
        List<String> lines = new ArrayList<>();
        roots.forEach((root, regions) -> {
            boolean isThere = known.roots().stream().anyMatch(one -> one.path().equals(root));
            String terraform = "terraform -chdir=terraform/" + root;
            lines.add((isThere ? "" : terraform + " init && ") + terraform + " apply"
                    + (regions.containsAll(writers())
                            ? ""
                            : "   # if the writer is now in "
                                    + regions.stream().map(RegionName::text).collect(Collectors.joining(" or "))));
        });
        return lines;
    }
}
