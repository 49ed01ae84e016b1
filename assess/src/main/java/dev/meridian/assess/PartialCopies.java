package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Copies that leave something out (`omits`, `carries`), or that the file does not let take over (`promotes:
/// false`). They have the records that they carry, so the store is not gone with its region; whether they are
/// enough is not known, since the file does not say what a promise counts of what is left out.
final class PartialCopies {
    /// Parts of words for what is no record: positions of readers, rights and settings.
    private static final List<String> NO_RECORDS = List.of(
            "offset",
            "position",
            "cursor",
            "acl",
            "grant",
            "permission",
            "right",
            "index",
            "statistic",
            "config",
            "setting");

    private final Subject subject;
    private final Store store;

    PartialCopies(Subject subject, Store store) {
        this.subject = subject;
        this.store = store;
    }

    /// Whether an edge brings anything.
    static boolean copies(Edge edge) {
        return edge.mode() != ReplicationMode.NONE && edge.mode() != ReplicationMode.UNKNOWN;
    }

    /// The way back by such a copy, of the one that lacks least; empty where there is none.
    Optional<Comeback> wayBack() {
        return new Losses(subject)
                .reached(store, edge -> copies(edge) && isAllowed(edge)).entrySet().stream()
                        .filter(copy -> mayGoOn(copy.getKey()))
                        .findFirst()
                        .map(this::by);
    }

    private Comeback by(Map.Entry<RegionName, Term> copy) {
        RegionName region = copy.getKey();
        boolean isWhole = missing(region).stream().noneMatch(PartialCopies::isRecord);
        Term loss = isWhole ? copy.getValue() : leftOut(region, copy.getValue().span());
        return isWritten(region) || isLive(region)
                ? new Comeback(
                        Comeback.Way.OWN_ELSEWHERE,
                        new Figures(subject)
                                .declared(
                                        region + " takes writes already",
                                        Span.ZERO,
                                        "the copy is a service of its own there",
                                        "data." + store.name() + ".replication.edges"),
                        loss,
                        Comeback.Starts.ITSELF)
                : new Comeback(Comeback.Way.PROMOTED, takeover(region), loss, Comeback.Starts.PEOPLE);
    }

    /// The loss where something else than records is left out: no promise about loss is confirmed.
    ///
    /// @param carried the loss of what the copy has
    private Term leftOut(RegionName region, Span carried) {
        return Term.unknown(
                        "what the copy of `" + store.name() + "` in " + region + " leaves out",
                        "the file does not say whether the loss of " + Listed.plain(missing(region)) + " counts",
                        "data." + store.name() + ".replication.edges")
                .with(new Span(carried.best(), Optional.empty()));
    }

    private Term takeover(RegionName region) {
        String path = subject.path(store.application(), "failover.steps.promote.of." + store.name() + ".takes");
        return Term.unknown(
                "going on with the " + (missing(region).isEmpty() ? "" : "partial ") + "copy of `" + store.name()
                        + "` in " + region,
                "no figure is known for that; declare `" + path + "`",
                path);
    }

    /// An edge that residency alone keeps from promoting leads to no copy to go on with.
    private boolean isAllowed(Edge edge) {
        return edge.promotes() || isBarred(edge);
    }

    /// Whether the file says that an edge does not let its end take over.
    private boolean isBarred(Edge edge) {
        String name = edge.name().replaceFirst("\\..*", "");
        return subject.said(store)
                .replication()
                .flatMap(own -> Optional.ofNullable(own.edges().get(name)))
                .flatMap(Storage.Edge::promotes)
                .filter(promotes -> !promotes)
                .isPresent();
    }

    /// Whether the data may be in a region, and somebody may fail over to it.
    private boolean mayGoOn(RegionName region) {
        List<RegionName> kept = subject.said(store).keepIn();
        return (kept.isEmpty() || kept.contains(region))
                && Optional.ofNullable(subject.blueprint().regions().get(region))
                        .filter(found -> found.promotable())
                        .isPresent();
    }

    /// Whether a member takes writes of its region while nothing is wrong.
    private boolean isWritten(RegionName region) {
        Storage.Store said = subject.said(store);
        boolean isNamed = said.primaries().stream()
                .map(name -> Optional.ofNullable(said.members().get(name))
                        .map(Storage.Member::region)
                        .orElseGet(() -> new RegionName(name)))
                .anyMatch(region::equals);
        boolean isServing = Optional.ofNullable(
                        subject.blueprint().applications().get(store.application()))
                .filter(owner -> owner.roles().get(region) != Role.STANDBY)
                .isPresent();
        return isNamed || (isServing && said.use().writes().equals(Optional.of(Storage.Writes.LOCAL)));
    }

    /// Whether the copy is in a service of its own that takes writes: a bucket beside the other one. A copy that
    /// the file keeps from taking over is none.
    private boolean isLive(RegionName region) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return edges().filter(edge -> edge.to().equals(region) && isAllowed(edge))
                .anyMatch(edge -> !isBarred(edge)
                        && (mechanisms.isWrittenEverywhere(store, edge) || LiveCopies.isCaptured(edge)));
    }

    /// What the edges that end in a region leave out.
    private List<String> missing(RegionName region) {
        return edges().filter(edge -> edge.to().equals(region))
                .flatMap(edge -> edge.carries().isEmpty()
                        ? edge.omits().stream()
                        : Stream.of("all but " + Listed.plain(edge.carries())))
                .distinct()
                .toList();
    }

    /// The edges that leave something out and end where the store may have to go on.
    private Stream<Edge> edges() {
        boolean isLocal = subject.said(store).use().writes().equals(Optional.of(Storage.Writes.LOCAL));
        return store.replication().edges().stream()
                .filter(edge -> copies(edge) && !edge.complete())
                .filter(edge -> isLocal || !edge.to().equals(store.writer()))
                .filter(edge -> !subject.reached(store).containsKey(edge.to()));
    }

    static boolean isRecord(String omitted) {
        String word = omitted.toLowerCase(Locale.ROOT);
        return NO_RECORDS.stream().noneMatch(word::contains);
    }

    /// A note about what such copies leave out.
    Optional<Finding> finding() {
        List<Edge> partial = edges().toList();
        if (partial.isEmpty()) {
            return Optional.empty();
        }
        List<RegionName> ends = partial.stream().map(Edge::to).distinct().toList();
        List<String> missing =
                ends.stream().flatMap(end -> missing(end).stream()).distinct().toList();
        boolean isOfReaders =
                RegionalKinds.carriesMessages(store.kind()) && missing.stream().noneMatch(PartialCopies::isRecord);
        return Optional.of(Finding.of(
                Rule.PARTIAL_COPY,
                "data." + store.name() + ".replication.edges."
                        + partial.getFirst().name().replaceFirst("\\..*", ""),
                "the copy of `" + store.name() + "` in " + Listed.regions(ends) + " leaves out "
                        + Listed.plain(missing),
                isOfReaders
                        ? "the records are there; readers who go on there begin at a position of their own, so records"
                                + " are read twice or skipped"
                        : "what it carries is there after a loss of the region that it comes from; what it leaves out"
                                + " is not",
                "nothing, if that can be missed; else a copy of " + Listed.plain(missing) + " too"));
    }
}
