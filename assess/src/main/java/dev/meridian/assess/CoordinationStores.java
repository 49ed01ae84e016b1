package dev.meridian.assess;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import java.util.List;
import java.util.Optional;

/// Stores that elect the leaders of others and hold no write of a user: an etcd, a ZooKeeper or a Consul of a
/// place, which nothing needs but the control of a failover or the software that fails over a PostgreSQL. It has
/// the key of the leader, the members, and settings that the software has a copy of (Patroni documentation,
/// Patroni configuration: the leader restores them from `patroni.dynamic.json` where the store has none;
/// 2026-12), and begins empty. A backup, a source or a promise of its own says that its contents are missed.
/// Kafka keeps its topics in such a store, so that its need alone makes none.
final class CoordinationStores {
    private CoordinationStores() {}

    static boolean isOne(Subject subject, Store store) {
        Storage.Store said = subject.said(store);
        boolean isOfItsPlace = store.replication().mode() == ReplicationMode.NONE
                && store.replication().edges().isEmpty();
        boolean isMissed = said.backup().isPresent()
                || StoreContents.areMadeAgain(said)
                || said.objectives().rpo().isPresent()
                || !said.objectives().disruptions().isEmpty();
        return (store.kind() == StoreKind.ETCD || store.kind() == StoreKind.RAFT_LOG)
                && isOfItsPlace
                && !isMissed
                && !isUsed(subject, store.name())
                && isOfControls(subject, store.name());
    }

    /// Whether a service or a journey names a store.
    private static boolean isUsed(Subject subject, String store) {
        return subject.blueprint().services().values().stream()
                        .anyMatch(service -> service.dependsOn().containsKey(store))
                || Reach.isNamedByAJourney(subject, store);
    }

    /// Whether something elects by a store, and no other store needs it.
    private static boolean isOfControls(Subject subject, String store) {
        List<Store> users = subject.blueprint().stores().values().stream()
                .filter(other -> Reach.needs(subject, other.name()).containsKey(store))
                .toList();
        return users.stream().allMatch(other -> other.kind() == StoreKind.POSTGRESQL && !other.managed())
                && (!users.isEmpty() || Reach.isNamedByControlAlone(subject, store));
    }

    /// The way back of such a store. Damage of data does not reach it. Another region has one for itself, or it is
    /// made again empty where its place is lost.
    static Comeback wayBack(Subject subject, Store store, Promise.Disruption disruption) {
        Term none = Figures.none("it elects leaders and holds no write of a user");
        boolean isElsewhere = store.members().size() > 1 && disruption == Promise.Disruption.REGION;
        return switch (disruption) {
            case REGION, ZONE ->
                isElsewhere
                        ? new Comeback(Comeback.Way.OWN_ELSEWHERE, none, none, Comeback.Starts.ITSELF)
                        : new Comeback(Comeback.Way.MADE_AGAIN, made(subject, store), none, Comeback.Starts.PEOPLE);
            case CORRUPTION, BAD_DEPLOY, PLANNED ->
                new Comeback(Comeback.Way.STAYS, none, none, Comeback.Starts.ITSELF);
        };
    }

    private static Term made(Subject subject, Store store) {
        String path = subject.path(store.application(), "failover.steps.promote.of." + store.name() + ".takes");
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                .flatMap(owner -> new Steps(subject, owner).promotionOfItsOwn(store))
                .orElseGet(
                        () -> Term.unknown("`" + store.name() + "` made again empty", "declare `" + path + "`", path));
    }
}
