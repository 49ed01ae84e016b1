package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A store that exists only where its application stands by, and that nobody uses on a quiet day: the target of a
/// failover. Until then it has no writes of its own: no promise about the loss of a place counts it, no old
/// writer of it has to be stopped, and losing it loses nothing that its source does not have.
///
/// Logins, secrets, disks and the state of a platform are needed without a word, wherever they are: they are no
/// targets. Nor is a store that the file says is needed today, that another store is filled from, or that
/// keeps backups.
final class StandbyTarget {
    private StandbyTarget() {}

    static boolean isOne(Subject subject, Store store) {
        List<Application> owners = subject.blueprint().applications().values().stream()
                .filter(application ->
                        store.application().isEmpty() || application.name().equals(store.application()))
                .toList();
        boolean standsBy = !owners.isEmpty()
                && owners.stream()
                        .allMatch(owner -> store.members().stream()
                                .allMatch(member -> owner.roles().get(member) == Role.STANDBY));
        return standsBy
                && Reach.isOfData(store)
                && !subject.said(store).use().purposes().contains("sessions")
                && !isUsed(subject, store)
                && edgesInto(subject.said(store)).isEmpty();
    }

    /// Whether an edge of a store brings its contents into such a target, which takes its writes after a failover.
    static boolean isFilledFrom(Subject subject, Store store) {
        return edgesInto(subject.said(store)).stream()
                .flatMap(
                        name -> Optional.ofNullable(subject.blueprint().stores().get(name)).stream())
                .anyMatch(target -> target.application().equals(store.application()) && isOne(subject, target));
    }

    /// The way back of a store by the target that one of its edges keeps filled; empty where none does so all the
    /// time, such as a copy that the plan makes in the failover. No provider publishes how long it takes until
    /// users go on with the target.
    static Optional<Comeback> wayBack(Subject subject, Store store) {
        return subject.said(store).replication().stream()
                .flatMap(replication -> replication.edges().values().stream()
                        .filter(edge -> isWhole(edge) && isKeptFilled(subject, store, edge))
                        .map(edge -> by(subject, store, edge)))
                .findFirst();
    }

    /// The way back by a target that does not get all that the store has. What it got is there; whether that is
    /// enough is not known.
    static Optional<Comeback> partly(Subject subject, Store store) {
        return partial(subject, store).map(edge -> {
            Comeback whole = by(subject, store, edge);
            return new Comeback(whole.way(), whole.recovery(), leftOut(store, edge, whole.loss()), whole.starts());
        });
    }

    /// Whether a target of another region has what the store has, all of it or a part.
    static boolean isKeptElsewhere(Subject subject, Store store) {
        return wayBack(subject, store).isPresent() || partial(subject, store).isPresent();
    }

    /// Whether an edge of a store keeps such a target filled, all the time and to take over.
    static boolean isTheWayBack(Subject subject, Store store, String edge) {
        return subject.said(store)
                .replication()
                .flatMap(own -> Optional.ofNullable(own.edges().get(edge)))
                .filter(own -> isKeptFilled(subject, store, own))
                .isPresent();
    }

    /// Whether an edge of some store brings its contents into this one, to take over.
    static boolean isTarget(Subject subject, Store store) {
        return subject.topology().stores().values().stream()
                .flatMap(said -> said.replication().stream())
                .flatMap(replication -> replication.edges().values().stream())
                .anyMatch(edge -> edge.into().equals(Optional.of(store.name()))
                        && edge.promotes().orElse(true));
    }

    /// Whether a store only keeps what another one fills it with, in a place from which no application serves or
    /// is to serve: an archive, or files made from the other one. Nobody writes there, so it has no old writer,
    /// and its loss takes no writes.
    static boolean isFilledAside(Subject subject, Store store) {
        boolean isFilled = subject.topology().stores().values().stream()
                .filter(said -> !said.name().equals(store.name()))
                .anyMatch(said -> edgesInto(said).contains(store.name()));
        return isFilled
                && subject.blueprint().applications().values().stream()
                        .noneMatch(owner -> store.members().stream().anyMatch(owner.roles()::containsKey));
    }

    /// Whether such a store is there for what it is filled with alone: nothing of the file needs it today. Nobody
    /// waits for it when a place is lost, and no write is lost with it.
    static boolean isCopyAside(Subject subject, Store store) {
        return isFilledAside(subject, store) && !isUsed(subject, store);
    }

    /// Whether losing such a store loses nothing that the next run does not bring again: it has all that one of
    /// its sources has, as the same sort of contents. Files that are made of a database, and a store that keeps
    /// for a time of its own or is filled from one that does, are an archive: they have what the source has no
    /// more.
    static boolean isFilledAgain(Subject subject, Store store) {
        return isCopyAside(subject, store)
                && subject.said(store).keep().isEmpty()
                && subject.topology().stores().values().stream()
                        .filter(source -> !source.name().equals(store.name())
                                && source.keep().isEmpty()
                                && isOfOneSort(subject.store(source.name()).kind(), store.kind()))
                        .flatMap(source -> source.replication().stream())
                        .flatMap(replication -> replication.edges().values().stream())
                        .anyMatch(edge -> keepsFilled(edge) && edge.into().equals(Optional.of(store.name())));
    }

    /// Whether an edge keeps another store filled with all that its source has, as long as both are there.
    static boolean keepsFilled(Storage.Edge edge) {
        return edge.into().isPresent() && isWhole(edge) && goesOn(edge);
    }

    private static boolean goesOn(Storage.Edge edge) {
        return edge.every().isPresent()
                || edge.mode()
                        .filter(mode -> mode == Storage.ReplicationMode.ASYNC || mode == Storage.ReplicationMode.SYNC)
                        .isPresent();
    }

    private static boolean isOfOneSort(StoreKind one, StoreKind other) {
        return RegionalKinds.carriesMessages(one) == RegionalKinds.carriesMessages(other)
                && isOfFiles(one) == isOfFiles(other);
    }

    private static boolean isOfFiles(StoreKind kind) {
        return kind == StoreKind.OBJECT || kind == StoreKind.VOLUME;
    }

    private static Optional<Storage.Edge> partial(Subject subject, Store store) {
        return subject.said(store).replication().stream()
                .flatMap(replication -> replication.edges().values().stream())
                .filter(edge -> !isWhole(edge) && isKeptFilled(subject, store, edge))
                .findFirst();
    }

    private static boolean isWhole(Storage.Edge edge) {
        return edge.carries().isEmpty() && edge.omits().isEmpty();
    }

    private static List<String> missing(Storage.Edge edge) {
        return edge.carries().isEmpty() ? edge.omits() : List.of("all but " + Listed.plain(edge.carries()));
    }

    private static Term leftOut(Store store, Storage.Edge edge, Term carried) {
        return missing(edge).stream().noneMatch(PartialCopies::isRecord)
                ? carried
                : Term.unknown(
                                "what `" + edge.into().orElseThrow() + "` lacks of `" + store.name() + "`",
                                "the file does not say whether the loss of " + Listed.plain(missing(edge)) + " counts",
                                "data." + store.name() + ".replication.edges." + edge.name())
                        .with(new Span(carried.span().best(), Optional.empty()));
    }

    /// A note about what such a target does not get.
    static Optional<Finding> finding(Subject subject, Store store) {
        return partial(subject, store)
                .map(edge -> Finding.of(
                        Rule.PARTIAL_COPY,
                        "data." + store.name() + ".replication.edges." + edge.name(),
                        "the copy of `" + store.name() + "` in `" + edge.into().orElseThrow() + "` leaves out "
                                + Listed.plain(missing(edge)),
                        "what it carries is there after a loss of the region that it comes from; what it leaves out is not",
                        "nothing, if that can be missed; else a copy of " + Listed.plain(missing(edge)) + " too"));
    }

    private static boolean isKeptFilled(Subject subject, Store store, Storage.Edge edge) {
        boolean takesOver = edge.promotes().orElse(true)
                && edge.from().contains(store.writer().text());
        return takesOver
                && goesOn(edge)
                && edge.into()
                        .flatMap(name ->
                                Optional.ofNullable(subject.blueprint().stores().get(name)))
                        .filter(target -> target.application().equals(store.application()) && isOne(subject, target))
                        .isPresent();
    }

    private static Comeback by(Subject subject, Store store, Storage.Edge edge) {
        String target = edge.into().orElseThrow();
        String path = "data." + store.name() + ".replication.edges." + edge.name();
        Figures figures = new Figures(subject);
        String takes = subject.path(store.application(), "failover.steps.promote.of." + store.name() + ".takes");
        Term recovery = new Takeover(subject)
                .declaredPromotion(store)
                .orElseGet(() -> Term.unknown(
                        "going on with `" + target + "`",
                        "nothing says how long it takes to go on with `" + target + "`; declare `" + takes + "`",
                        path));
        Term loss = edge.every()
                .map(every -> figures.declared(
                        "a copy every " + text(every) + " into `" + target + "`",
                        Span.exactly(every),
                        "the last copy is one interval old at worst",
                        path + ".every"))
                .or(() ->
                        edge.lag().map(lag -> figures.said("lag of `" + target + "` " + text(lag), path + ".lag", lag)))
                .orElseGet(() -> Term.unknown("lag of `" + target + "`", "declare `" + path + ".lag`", path)
                        .with(Span.from(Duration.ofMillis(1))));
        return new Comeback(Comeback.Way.MADE_AGAIN, recovery, loss, Comeback.Starts.PEOPLE);
    }

    /// The other stores that the edges of a store bring its contents into.
    static List<String> edgesInto(Storage.Store said) {
        return said.replication().stream()
                .flatMap(replication -> replication.edges().values().stream())
                .flatMap(edge -> edge.into().stream())
                .toList();
    }

    /// Whether something needs a store before a failover. A service that only a failover starts does not.
    private static boolean isUsed(Subject subject, Store store) {
        boolean byAService = subject.blueprint().services().values().stream()
                .filter(service -> service.dependsOn().containsKey(store.name()))
                .map(Service::name)
                .anyMatch(service -> !subject.isOnlyInFailover(service));
        return byAService
                || Reach.isNamedBesideServices(subject, store.name())
                || Reach.keepsBackups(subject, store.name());
    }
}
