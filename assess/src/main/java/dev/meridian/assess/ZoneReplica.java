package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.Optional;

/// The takeover by a replica in another zone of the writer's region, to which writes are copied after they were
/// acknowledged.
///
/// The edge between the two decides: its lag is lost, and its mechanism has to make the replica the writer. An
/// automatic standby of the provider is inside one instance, and no replica is one.
final class ZoneReplica {
    private final Subject subject;
    private final Figures figures;
    private final StoreMechanisms mechanisms;
    private final Takeover takeover;

    ZoneReplica(Subject subject, Takeover takeover) {
        this.subject = subject;
        this.figures = new Figures(subject);
        this.mechanisms = new StoreMechanisms(subject);
        this.takeover = takeover;
    }

    /// Empty for a store without such a replica.
    Optional<Comeback> way(Store store) {
        StoreZones zones = new StoreZones(subject, store);
        boolean counts = !store.managed() || mechanisms.inZones(store).isEmpty() || zones.isPairOfInstances();
        return zones.replicaInside().filter(_ -> counts).map(edge -> along(store, edge));
    }

    private Comeback along(Store store, Storage.Edge edge) {
        Optional<Storage.Replication> replication = subject.said(store).replication();
        boolean copies = edge.mode()
                .or(() -> replication.flatMap(Storage.Replication::mode))
                .equals(Optional.of(Storage.ReplicationMode.COPY));
        Optional<String> via = edge.via().or(() -> replication.flatMap(Storage.Replication::via));
        Optional<Mechanism> mechanism = copies
                ? Optional.empty()
                : mechanisms
                        .ofReplicaInside(store, ReplicationMode.ASYNC, via)
                        .filter(row -> !takeover.isPromotedByOthers(store)
                                || !row.name().contains("Meridian"));
        Comeback.Starts starts = mechanism
                        .filter(row -> row.starter() == Mechanism.Starter.ITSELF)
                        .isPresent()
                ? Comeback.Starts.ITSELF
                : takeover.starts(store, mechanism);
        return new Comeback(
                Comeback.Way.STAYS,
                recovery(store, edge, mechanism),
                loss(store, edge, copies, mechanism),
                starts == Comeback.Starts.UNLESS_REFUSED ? Comeback.Starts.CONTROL : starts);
    }

    private Term recovery(Store store, Storage.Edge edge, Optional<Mechanism> mechanism) {
        String name = "promotion of " + replica(edge) + " of `" + store.name() + "`, in another zone";
        String takes = subject.path(store.application(), "failover.steps.promote.of." + store.name() + ".takes");
        return takeover.declaredPromotion(store)
                .or(() -> mechanism.map(
                        row -> Figures.recovery(row, path(store, edge)).named(name)))
                .orElseGet(() -> Term.unknown(
                        name,
                        "no figure is known for " + mechanisms.description(store, edge.via()) + "; declare `" + takes
                                + "`",
                        path(store, edge)));
    }

    private Term loss(Store store, Storage.Edge edge, boolean copies, Optional<Mechanism> mechanism) {
        Optional<Storage.Replication> replication = subject.said(store).replication();
        String path = path(store, edge);
        if (copies) {
            return edge.every()
                    .or(() -> replication.flatMap(Storage.Replication::every))
                    .map(every -> figures.said("a copy every " + text(every), path + ".every", every))
                    .orElseGet(() -> Term.unknown(
                            "copies to " + replica(edge) + " without a stated interval",
                            "declare `" + path + ".every`",
                            path));
        }
        Duration least = mechanism.flatMap(row -> row.loss().best()).orElse(Duration.ofMillis(1));
        return edge.lag()
                .map(lag -> figures.said("lag " + text(lag) + " of " + replica(edge), path + ".lag", lag)
                        .with(Span.of(least.compareTo(lag) < 0 ? least : lag, lag)))
                .or(() -> mechanism.map(
                        row -> Figures.loss(row, path).named("lag of " + replica(edge) + " of `" + store.name() + "`")))
                .orElseGet(() -> Term.unknown(
                                "lag of " + replica(edge) + " of `" + store.name() + "`",
                                "no lag is known for " + mechanisms.description(store, edge.via()) + "; declare `"
                                        + path + ".lag`",
                                path)
                        .with(Span.from(least)));
    }

    private static String replica(Storage.Edge edge) {
        return "the replica `" + edge.to().getFirst() + "`";
    }

    private static String path(Store store, Storage.Edge edge) {
        return "data." + store.name() + ".replication.edges." + edge.name();
    }
}
