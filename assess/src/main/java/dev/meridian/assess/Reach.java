package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Journey;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// What something cannot do without: the services, stores and externals that it reaches through hard dependencies.
///
/// @param services in the order in which they are met
/// @param lost those stores too whose state counts although nobody waits for them, needed or not; a store that
///     only elects leaders has no such state
/// @param read those stores of which a journey says that it reads them and that it does not write them
/// @param entrance the one entrance by which users come; empty for all that lead to the services
/// @param elsewhere whether users come for stores alone, and the loss of the primary region hits none of these
record Reach(
        SequencedSet<String> services,
        SequencedSet<String> stores,
        SequencedSet<String> externals,
        SequencedSet<String> lost,
        SequencedSet<String> read,
        Optional<String> entrance,
        boolean elsewhere) {

    /// What an application serves with, and everything that it owns.
    static Reach of(Subject subject, String application) {
        return subject.reach(application);
    }

    static Reach found(Subject subject, String application) {
        List<String> roots = new ArrayList<>();
        for (Service service : subject.blueprint().services().values()) {
            if (service.application().equals(application)) {
                roots.add(service.name());
            }
        }
        List<String> owned = subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application))
                .map(Store::name)
                .toList();
        roots.addAll(unreferenced(subject, application));
        List<String> kept =
                owned.stream().filter(store -> !isBesideUsers(subject, store)).toList();
        return of(subject, roots, kept);
    }

    /// Whether a store is there for something else than what users come for: operation, backups, the control of a
    /// failover, or a copy that takes nothing until one.
    private static boolean isBesideUsers(Subject subject, String store) {
        return isOnlyToOperate(subject, store)
                || isOnlyForBackups(subject, store)
                || isOnlyForControl(subject, store)
                || StandbyTarget.isOne(subject, subject.store(store))
                || StandbyTarget.isCopyAside(subject, subject.store(store));
    }

    /// The stores of an application that no service names. What nobody says to need may be needed all the same:
    /// silence is no proof that it can be missed.
    private static List<String> unreferenced(Subject subject, String application) {
        return subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application))
                .map(Store::name)
                .filter(store -> subject.blueprint().services().values().stream()
                        .noneMatch(service -> service.dependsOn().containsKey(store)))
                .filter(store -> !isBesideUsers(subject, store) && !isWaitedForByNobody(subject, store))
                .toList();
    }

    /// Whether everything that depends on a store needs it with `operate`: it holds what changes or restores other
    /// parts, such as an archive of logs, and no promise of an application counts it.
    static boolean isOnlyToOperate(Subject subject, String store) {
        List<Need> needs = Stream.concat(
                        subject.blueprint().services().keySet().stream(), subject.topology().stores().keySet().stream())
                .flatMap(name -> Optional.ofNullable(needs(subject, name).get(store)).stream())
                .toList();
        return !needs.isEmpty() && needs.stream().allMatch(Need.OPERATE::equals);
    }

    /// Whether nothing of the file needs a store, so that no time to recover and no availability counts it, and
    /// its loss is a loss of data alone: every service of its application says what it needs, and no service,
    /// store, journey or control names this one. A service that says nothing may need it, and logins, secrets,
    /// disks and what a cluster runs on are needed without a word.
    static boolean isWaitedForByNobody(Subject subject, String store) {
        Store owned = subject.store(store);
        List<Service> services = subject.blueprint().services().values().stream()
                .filter(service -> service.application().equals(owned.application()))
                .toList();
        boolean areNeedsSaid = !services.isEmpty()
                && services.stream().noneMatch(service -> service.dependsOn().isEmpty());
        return areNeedsSaid
                && isOfData(owned)
                && !subject.said(owned).use().purposes().contains("sessions")
                && !isNamed(subject, store);
    }

    /// Whether a store is there for the backups of others alone: what a restore reads, and no request.
    static boolean isOnlyForBackups(Subject subject, String store) {
        return keepsBackups(subject, store) && !isNamedByItsUsers(subject, store);
    }

    /// Whether a bucket is there for the control of a failover alone, such as the state of the tool that builds
    /// the other region: a move waits for it, and no request. Any other kind of store may serve both.
    static boolean isOnlyForControl(Subject subject, String store) {
        return subject.store(store).kind() == StoreKind.OBJECT
                && isOfControl(subject, store)
                && !isUsed(subject, store);
    }

    /// Whether requests are answered without a store: objects of a cluster that nothing of the file names are read
    /// when a cluster is built or restored, and by no request.
    static boolean isNeededByNoRequest(Subject subject, String store) {
        return subject.store(store).kind() == StoreKind.CLUSTER_OBJECTS && !isNamed(subject, store);
    }

    private static boolean isNamed(Subject subject, String store) {
        return isNamedByItsUsers(subject, store) || keepsBackups(subject, store);
    }

    private static boolean isNamedByItsUsers(Subject subject, String store) {
        return isUsed(subject, store) || isOfControl(subject, store);
    }

    /// Whether the control of a failover names a store, and nothing else of the file does: what it holds is read
    /// for a move.
    static boolean isNamedByControlAlone(Subject subject, String store) {
        return isOfControl(subject, store) && !isUsed(subject, store);
    }

    private static boolean isOfControl(Subject subject, String store) {
        return subject.topology().applications().values().stream()
                .flatMap(application -> application.failover().control().stream())
                .anyMatch(control -> control.dependsOn().contains(store));
    }

    private static boolean isUsed(Subject subject, String store) {
        return subject.blueprint().services().keySet().stream()
                        .anyMatch(name -> needs(subject, name).containsKey(store))
                || isUsedBesideServices(subject, store);
    }

    /// Whether a store, a journey or the control of a failover names a store.
    static boolean isNamedBesideServices(Subject subject, String store) {
        return isUsedBesideServices(subject, store) || isOfControl(subject, store);
    }

    private static boolean isUsedBesideServices(Subject subject, String store) {
        boolean isNeeded = subject.topology().stores().keySet().stream()
                .anyMatch(name -> needs(subject, name).containsKey(store));
        return isNeeded || isNamedByAJourney(subject, store);
    }

    static boolean isNamedByAJourney(Subject subject, String store) {
        return subject.topology().journeys().values().stream()
                .anyMatch(journey -> Stream.of(journey.uses(), journey.reads(), journey.writes())
                        .anyMatch(names -> names.contains(store)));
    }

    /// Whether no service of an application says what it needs, so that each may need any of its stores.
    static boolean areNeedsUnsaid(Subject subject, String application) {
        return subject.blueprint().services().values().stream()
                .filter(service -> service.application().equals(application))
                .allMatch(service -> service.dependsOn().isEmpty());
    }

    static boolean keepsBackups(Subject subject, String store) {
        return subject.topology().stores().values().stream()
                .flatMap(other -> other.backup().stream())
                .anyMatch(backup -> backup.store().equals(Optional.of(store)));
    }

    /// Whether a store holds what services ask for, rather than logins, secrets, disks or the state of a platform.
    static boolean isOfData(Store store) {
        return switch (store.kind()) {
            case IDENTITY, VAULT, VOLUME, ETCD, RAFT_LOG, CLUSTER_OBJECTS -> false;
            case POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    DYNAMODB,
                    OBJECT,
                    OPENSEARCH,
                    SQLSERVER,
                    SPANNER,
                    FIRESTORE,
                    COSMOSDB,
                    YUGABYTEDB,
                    CASSANDRA,
                    ELASTICSEARCH,
                    QUEUE,
                    STREAM,
                    KAFKA,
                    RABBITMQ,
                    CACHE,
                    REDIS,
                    DATABASE -> true;
        };
    }

    /// What a journey needs from its beginning on. A journey that says what it writes loses nothing else.
    static Reach of(Subject subject, Journey journey) {
        List<String> roots = new ArrayList<>(journey.uses());
        roots.addAll(journey.reads());
        roots.addAll(journey.writes());
        roots.addAll(maybeNeeded(subject, journey));
        Reach all = of(subject, roots, List.of());
        SequencedSet<String> read = new LinkedHashSet<>(journey.reads());
        read.removeAll(journey.writes());
        SequencedSet<String> lost = journey.writes().isEmpty() ? all.lost : new LinkedHashSet<>(journey.writes());
        return new Reach(all.services, all.stores, all.externals, lost, read, Optional.empty(), false);
    }

    /// The stores of which nobody says that a journey can do without them: it names none itself, and one of its
    /// services says nothing of its needs.
    private static List<String> maybeNeeded(Subject subject, Journey journey) {
        List<Service> silent = journey.uses().stream()
                .flatMap(name ->
                        Optional.ofNullable(subject.blueprint().services().get(name)).stream())
                .filter(service -> service.dependsOn().isEmpty())
                .toList();
        boolean namesStores = !journey.reads().isEmpty() || !journey.writes().isEmpty();
        return namesStores
                ? List.of()
                : silent.stream()
                        .map(Service::application)
                        .distinct()
                        .flatMap(application -> unreferenced(subject, application).stream())
                        .toList();
    }

    /// Whether a disruption hits none of the stores, since it is the loss of a region that has none of them.
    boolean isSpared(Promise.Disruption disruption) {
        return elsewhere && disruption == Promise.Disruption.REGION;
    }

    /// The stores that have to come back: all but those of which copies in other regions answer all that is asked,
    /// and in a lost region those that the control of the move reads.
    ///
    /// @param primary the region that is lost with the loss of a region
    List<Store> awaited(Subject subject, Promise.Disruption disruption, RegionName primary) {
        if (isSpared(disruption)) {
            return List.of();
        }
        Stream<Store> ofUsers = stores.stream()
                .map(subject::store)
                .filter(store ->
                        !isLostWith(subject, store, disruption) || !isAnsweredByACopy(subject, store, primary));
        Stream<Store> ofControl = disruption == Promise.Disruption.REGION && !services.isEmpty()
                ? subject.blueprint().stores().values().stream()
                        .filter(store -> isOnlyForControl(subject, store.name()) && isMovedWith(subject, store))
                : Stream.empty();
        return Stream.concat(ofUsers, ofControl.filter(store -> !stores.contains(store.name())))
                .toList();
    }

    /// Whether a copy of a store in another region has to be promoted before the control of its application can
    /// read it. One that has none is said elsewhere.
    private boolean isMovedWith(Subject subject, Store store) {
        boolean isOwned = services.stream()
                .map(service -> subject.blueprint().services().get(service))
                .anyMatch(service -> service != null && service.application().equals(store.application()));
        return isOwned && subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.PROMOTED;
    }

    /// Whether a store does not serve in its region any more: that, or all that it has of it, is gone.
    static boolean isLostWith(Subject subject, Store store, Promise.Disruption disruption) {
        return disruption == Promise.Disruption.REGION
                || (disruption == Promise.Disruption.ZONE
                        && subject.wayBack(store, disruption).way() != Comeback.Way.STAYS);
    }

    /// Whether a copy in another region answers all that is asked of a store: it is only read, and the file lets
    /// copies answer reads.
    ///
    /// @param gone the region that is lost
    private boolean isAnsweredByACopy(Subject subject, Store store, RegionName gone) {
        return read.contains(store.name())
                && subject.said(store)
                        .use()
                        .reads()
                        .filter(reads -> !(reads instanceof Storage.Reads.Primary))
                        .isPresent()
                && store.members().stream().anyMatch(member -> !member.equals(gone));
    }

    /// A store, whatever it needs.
    static Reach ofStoreAlone(String store) {
        SequencedSet<String> only = new LinkedHashSet<>(List.of(store));
        return new Reach(
                new LinkedHashSet<>(),
                only,
                new LinkedHashSet<>(),
                only,
                new LinkedHashSet<>(),
                Optional.empty(),
                false);
    }

    /// An entrance with the service behind it, whatever that needs.
    static Reach ofEntrance(String entrance, String service) {
        SequencedSet<String> none = new LinkedHashSet<>();
        return new Reach(new LinkedHashSet<>(List.of(service)), none, none, none, none, Optional.of(entrance), false);
    }

    /// A service and what it needs.
    static Reach ofService(Subject subject, String service) {
        return of(subject, List.of(service), List.of());
    }

    /// A store and what it needs.
    static Reach ofStore(Subject subject, String store) {
        return of(subject, List.of(store), List.of());
    }

    /// The same of users of an application, who may come for stores alone that the loss of its primary region does
    /// not hit: its standbys alone have them, or copies there answer all that is asked.
    Reach ofUsersOf(Subject subject, Application application) {
        boolean isElsewhere = services.isEmpty()
                && !stores.isEmpty()
                && stores.stream()
                        .map(subject::store)
                        .allMatch(store -> isOfStandbys(application, store)
                                || isAnsweredByACopy(subject, store, application.primary()));
        return new Reach(services, stores, externals, lost, read, entrance, isElsewhere);
    }

    private static boolean isOfStandbys(Application application, Store store) {
        return !store.members().isEmpty()
                && store.members().stream()
                        .allMatch(region -> application.roles().get(region) == Role.STANDBY);
    }

    /// The same without some stores.
    Reach without(List<String> names) {
        SequencedSet<String> fewer = new LinkedHashSet<>(stores);
        SequencedSet<String> fewerLost = new LinkedHashSet<>(lost);
        names.forEach(fewer::remove);
        names.forEach(fewerLost::remove);
        return new Reach(services, fewer, externals, fewerLost, read, entrance, elsewhere);
    }

    private static Reach of(Subject subject, List<String> roots, List<String> owned) {
        SequencedSet<String> seen = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            String name = open.removeFirst();
            if (seen.add(name)) {
                needs(subject, name).forEach((other, need) -> {
                    if (need == Need.HARD) {
                        open.add(other);
                    }
                });
            }
        }
        SequencedSet<String> services = kept(seen, subject.blueprint().services());
        SequencedSet<String> stores = kept(seen, subject.blueprint().stores());
        stores.removeIf(name -> !roots.contains(name) && StandbyTarget.isOne(subject, subject.store(name)));
        SequencedSet<String> externals = kept(seen, subject.topology().externals());
        SequencedSet<String> lost = new LinkedHashSet<>(stores);
        lost.addAll(owned);
        lost.removeIf(name -> !roots.equals(List.of(name)) && CoordinationStores.isOne(subject, subject.store(name)));
        return new Reach(services, stores, externals, lost, new LinkedHashSet<>(), Optional.empty(), false);
    }

    private static SequencedSet<String> kept(SequencedSet<String> names, SequencedMap<String, ?> among) {
        SequencedSet<String> kept = new LinkedHashSet<>(names);
        kept.retainAll(among.keySet());
        return kept;
    }

    /// What a service or a store needs, by name.
    static SequencedMap<String, Need> needs(Subject subject, String name) {
        Service service = subject.blueprint().services().get(name);
        if (service != null) {
            return service.dependsOn();
        }
        SequencedMap<String, Need> needs = new java.util.LinkedHashMap<>();
        var store = subject.topology().stores().get(name);
        if (store != null) {
            store.dependsOn()
                    .forEach((other, need) ->
                            needs.put(other, Need.valueOf(need.need().name())));
        }
        return needs;
    }
}
