package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
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
                        .filter(edge -> isKeptFilled(subject, store, edge))
                        .map(edge -> by(subject, store, edge)))
                .findFirst();
    }

    /// Whether a store only keeps what another one fills it with, in a place from which no application serves or
    /// is to serve: an archive, or files made from the other one. Nobody writes there, so it has no old writer, and
    /// its loss takes no writes.
    static boolean isFilledAside(Subject subject, Store store) {
        boolean isFilled = subject.topology().stores().values().stream()
                .filter(said -> !said.name().equals(store.name()))
                .anyMatch(said -> edgesInto(said).contains(store.name()));
        return isFilled
                && subject.blueprint().applications().values().stream()
                        .noneMatch(owner ->
                                store.members().stream().anyMatch(owner.roles()::containsKey));
    }

    private static boolean isKeptFilled(Subject subject, Store store, Storage.Edge edge) {
        boolean isWhole = edge.promotes().orElse(true)
                && edge.carries().isEmpty()
                && edge.omits().isEmpty()
                && edge.from().contains(store.writer().text());
        boolean goesOn = edge.every().isPresent()
                || edge.mode()
                        .filter(mode -> mode == Storage.ReplicationMode.ASYNC || mode == Storage.ReplicationMode.SYNC)
                        .isPresent();
        return isWhole
                && goesOn
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
