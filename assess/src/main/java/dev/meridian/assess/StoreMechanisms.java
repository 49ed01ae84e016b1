package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.BackupsElsewhere;
import dev.meridian.mechanisms.BuiltInBackup;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.mechanisms.Provider;
import dev.meridian.mechanisms.Query;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The published mechanisms behind the stores of a file, by the cloud of their members.
///
/// A managed store has the mechanisms of the provider whose regions it is in. Between two clouds no provider has
/// one, so nothing is published for an edge that leaves its cloud. A self-run store behaves as its software does
/// (docs/adr/0033-unknown-is-a-verdict.md).
final class StoreMechanisms {
    /// Rows of disks, over zones and to another region.
    private static final List<String> DISKS = List.of(
            "regional-persistent-disk",
            "persistent-disk-async-replication",
            "azure-disk-zone-redundant",
            "azure-site-recovery");

    /// Rows of products whose standby in another zone is part of one instance: a read replica is another instance,
    /// which takes over by a call alone (Amazon RDS User Guide, Promoting a read replica; Google Cloud
    /// documentation, Cloud SQL, About replication; Microsoft Learn, Read replicas in Azure Database for MySQL;
    /// 2026-11).
    private static final List<String> STANDBY_INSIDE = List.of(
            "rds-multi-az",
            "cloud-sql-ha",
            "alloydb-ha",
            "azure-postgresql-zone-redundant",
            "azure-mysql-zone-redundant",
            "azure-sql-zone-redundant");

    /// Rows of copies that their provider promotes by a policy when their region is lost.
    private static final List<String> GROUPS_WITH_A_POLICY = List.of("azure-sql-failover-group");

    /// Rows of stores whose provider moves all of it: the call redirects the endpoints, and the copy in the old
    /// primary region is deleted (Microsoft Learn, How customer-managed storage account failover works; read
    /// 2026-11). Azure Cosmos DB has one write region at a time, and moves it itself (Microsoft Learn, Reliability
    /// in Azure Cosmos DB for NoSQL; read 2026-11).
    private static final List<String> MOVED_AS_A_WHOLE = List.of(
            "azure-blob-geo-redundant",
            "azure-blob-geo-priority-replication",
            "cosmos-db-session",
            "cosmos-db-bounded-staleness",
            "cosmos-db-strong");

    private final Subject subject;
    private final MechanismPlaces places;

    StoreMechanisms(Subject subject) {
        this.subject = subject;
        this.places = new MechanismPlaces(subject);
    }

    /// The mechanism that copies along an edge and lets its end take over; empty where none is published.
    Optional<Mechanism> across(Store store, Edge edge) {
        if (Query.isWrittenTwice(edge.transport().via())) {
            return Mechanisms.across(query(
                    store, Provider.SOFTWARE, edge.mode(), edge.transport().via()));
        }
        if (!store.managed()) {
            return Mechanisms.across(query(
                            store,
                            Provider.SOFTWARE,
                            edge.mode(),
                            edge.transport().via()))
                    .filter(row -> !row.name().contains("Meridian") || isRunByAgents(store));
        }
        Optional<Mechanism> row = ofProvider(store, edge);
        return row.filter(found -> places.whyNot(store, edge, found).isPresent())
                        .isEmpty()
                ? row
                : betweenBuckets(store, edge);
    }

    private Optional<Mechanism> ofProvider(Store store, Edge edge) {
        return provider(edge.from())
                .filter(from -> provider(edge.to()).equals(Optional.of(from)))
                .flatMap(from -> Mechanisms.across(
                        query(store, from, edge.mode(), edge.transport().via())));
    }

    /// The copies between two buckets, where no bucket can have both regions and the file names none.
    private Optional<Mechanism> betweenBuckets(Store store, Edge edge) {
        return store.kind() == StoreKind.OBJECT && !MechanismPlaces.isNamed(store, edge)
                ? Mechanisms.across(
                        query(store, Provider.GOOGLE_CLOUD, edge.mode(), Optional.of("cross-bucket-replication")))
                : Optional.empty();
    }

    /// The published reason why the provider's mechanism of an edge cannot be between its regions; empty where it
    /// can.
    Optional<String> whyNowhere(Store store, Edge edge) {
        return store.managed() && !Query.isWrittenTwice(edge.transport().via())
                ? ofProvider(store, edge).flatMap(row -> places.whyNot(store, edge, row))
                : Optional.empty();
    }

    /// Whether Meridian's agents may run a store. The figures measured with them apply to no other.
    private boolean isRunByAgents(Store store) {
        return !store.managed()
                && !store.byOperator()
                && Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                        .filter(subject::isProviderRun)
                        .isEmpty();
    }

    /// The mechanism that keeps the store available when a zone of its region is lost.
    Optional<Mechanism> inZones(Store store) {
        Optional<Mechanism> ofService = ofTheOneService(store).or(() -> ofDisk(store));
        return ofService.isPresent()
                ? ofService
                : operator(store).flatMap(provider -> {
                    ReplicationMode mode = store.replication().mode();
                    return Mechanisms.inZones(query(store, provider, mode, product(store)))
                            .or(() -> Mechanisms.inZones(query(store, provider, mode, Optional.empty())));
                });
    }

    /// The row of a disk over zones. The way of its copies to another region says nothing of the zones of one; a
    /// word that names another product for files does.
    private Optional<Mechanism> ofDisk(Store store) {
        return store.managed() && isDisk(store)
                ? Mechanisms.all().stream()
                        .filter(row -> provider(store.writer()).equals(Optional.of(row.provider()))
                                && DISKS.contains(row.id())
                                && row.covers() == Mechanism.Covers.ZONE)
                        .findFirst()
                : Optional.empty();
    }

    /// Whether a store is a disk: a volume that names no other product for files.
    boolean isDisk(Store store) {
        return store.kind() == StoreKind.VOLUME
                && via(store).stream()
                        .flatMap(word -> Mechanisms.named(word).stream())
                        .noneMatch(row -> row.kinds().contains(StoreKind.VOLUME) && !DISKS.contains(row.id()));
    }

    /// Whether a row is that of a copy of a disk, and the store is one.
    boolean isDiskRow(Store store, Mechanism row) {
        return isDisk(store) && DISKS.contains(row.id());
    }

    /// The row of the one service for secrets that a provider has, where the file names no other product: the way
    /// of the copies between two vaults says nothing of the zones of one.
    Optional<Mechanism> ofTheOneService(Store store) {
        boolean isOtherProduct = via(store).stream()
                .flatMap(word -> Mechanisms.named(word).stream())
                .anyMatch(row ->
                        row.provider() == Provider.SOFTWARE && row.kinds().contains(store.kind()));
        return store.managed() && store.kind() == StoreKind.VAULT && !isOtherProduct
                ? Mechanisms.all().stream()
                        .filter(row -> provider(store.writer()).equals(Optional.of(row.provider()))
                                && row.kinds().contains(StoreKind.VAULT)
                                && row.covers() == Mechanism.Covers.ZONE)
                        .findFirst()
                : Optional.empty();
    }

    /// Whether the product keeps its standby of another zone inside an instance.
    boolean hasStandbyInside(Store store) {
        return store.kind() != StoreKind.VOLUME
                && inZones(store)
                        .filter(row -> STANDBY_INSIDE.contains(row.id()))
                        .isPresent();
    }

    /// The mechanism by which a replica in another zone of the writer's region takes over: of a product whose
    /// standby is inside an instance the promotion of a read replica, of any other one its own.
    ///
    /// @param mode of the edge to the replica
    /// @param via of that edge
    Optional<Mechanism> ofReplicaInside(Store store, ReplicationMode mode, Optional<String> via) {
        return operator(store).flatMap(provider -> {
            Query query = query(store, provider, mode, via);
            Query unnamed = query(store, provider, mode, Optional.empty());
            return store.managed() && hasStandbyInside(store)
                    ? Mechanisms.across(query).or(() -> Mechanisms.across(unnamed))
                    : Mechanisms.inZones(query).or(() -> Mechanisms.inZones(unnamed));
        });
    }

    /// Whether a member that an edge leads to takes writes while nothing is wrong.
    boolean isWrittenEverywhere(Store store, Edge edge) {
        return edge.mode() == ReplicationMode.MULTI_PRIMARY
                || across(store, edge)
                        .filter(mechanism -> mechanism.writers() == Mechanism.Writers.EVERY)
                        .isPresent();
    }

    /// Whether the store elects its leader, or takes writes elsewhere, by itself when a region is lost: no lease
    /// and no fence of the failover control is involved. A copy beside the writer in its region is lost with it.
    boolean recoversByItself(Store store) {
        return subject.recoversByItself(store, this);
    }

    /// The same, looked up: [Subject] remembers it.
    boolean hasAWayOfItsOwn(Store store) {
        return store.replication().edges().stream()
                .filter(edge -> !edge.to().equals(store.writer()))
                .anyMatch(edge -> across(store, edge)
                        .filter(row -> startsByItself(store, edge, row))
                        .isPresent());
    }

    /// Whether a mechanism starts by itself for a store: one that changes its only writer does so where the plan
    /// names nobody who makes the change, and where an option that is off at first is named.
    boolean startsByItself(Store store, Edge edge, Mechanism row) {
        boolean changesTheWriter = !row.strong() && !isWrittenEverywhere(store, edge);
        return row.starter() == Mechanism.Starter.ITSELF
                && !(changesTheWriter && (isMovedByThePlan(store) || isOptional(store, edge)));
    }

    private boolean isMovedByThePlan(Store store) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                .flatMap(owner -> new Steps(subject, owner).promoter(store))
                .isPresent();
    }

    /// Whether the writer of a store changes by itself only with an option that the file does not name: the
    /// service-managed failover of Azure Cosmos DB is off until it is switched on (Microsoft Learn, Manage an
    /// Azure Cosmos DB account, Enable service-managed failover; 2026-11).
    boolean isOptional(Store store, Edge edge) {
        return store.kind() == StoreKind.COSMOSDB
                && !isWrittenEverywhere(store, edge)
                && via(store).filter("service-managed-failover"::equals).isEmpty()
                && edge.transport()
                        .via()
                        .filter("service-managed-failover"::equals)
                        .isEmpty();
    }

    /// Whether an edge leads to a part of one store over regions, which goes on there by itself and without loss:
    /// its users reach it from any region.
    boolean isOneStoreOverRegions(Store store, Edge edge) {
        return across(store, edge)
                .filter(row -> row.starter() == Mechanism.Starter.ITSELF && row.strong())
                .isPresent();
    }

    /// Whether the provider itself makes the call that moves the store, by a policy of the copy: a failover group
    /// of Azure SQL with automatic policy (Microsoft Learn, Failover groups overview; 2026-11).
    boolean isMovedByPolicy(Store store) {
        return store.managed()
                && store.replication().edges().stream()
                        .flatMap(edge -> across(store, edge).stream())
                        .anyMatch(mechanism -> GROUPS_WITH_A_POLICY.contains(mechanism.id()));
    }

    /// Whether the provider itself ends the old side when it makes a copy the primary. An account of Cosmos DB has
    /// one write region, and a region that is taken offline stays so until Microsoft brings it back (Microsoft
    /// Learning, DP-420, Configure regions and failover; read 2026-11).
    boolean endsTheOldSide(Store store) {
        if (store.managed() && store.kind() == StoreKind.COSMOSDB) {
            return !store.replication().edges().isEmpty();
        }
        return store.managed()
                && store.replication().edges().stream()
                        .flatMap(edge -> across(store, edge).stream())
                        .anyMatch(mechanism -> MOVED_AS_A_WHOLE.contains(mechanism.id()));
    }

    /// The backups that the provider keeps without being asked to.
    Optional<BuiltInBackup> builtIn(Store store) {
        return provider(store.writer())
                .filter(_ -> store.managed())
                .flatMap(provider -> BuiltInBackup.of(
                        query(store, provider, store.replication().mode(), product(store)),
                        !store.replication().edges().isEmpty()));
    }

    /// The backups that the provider keeps outside the region of a store because the file says no place of its
    /// own. None counts where the data may be in some regions only: the default is then expected to be changed.
    Optional<BackupsElsewhere> backupsElsewhere(Store store) {
        boolean isChosen = subject.said(store)
                .backup()
                .filter(backup -> !backup.copyTo().isEmpty() || backup.store().isPresent())
                .isPresent();
        return provider(store.writer())
                .filter(_ -> store.managed()
                        && !isChosen
                        && subject.said(store).keepIn().isEmpty())
                .flatMap(provider -> BackupsElsewhere.of(provider, store.kind(), via(store), store.writer()));
    }

    /// The mechanism that restores an earlier state; empty where the backups leave their provider, since none
    /// restores what another one has kept.
    ///
    /// @param elsewhere whether in another region
    Optional<Mechanism> past(Store store, boolean elsewhere) {
        if (elsewhere && store.managed() && isKeptByOthersOnly(store)) {
            return Optional.empty();
        }
        return operator(store).flatMap(provider -> {
            ReplicationMode mode = store.replication().mode();
            return Mechanisms.past(query(store, provider, mode, product(store)), elsewhere)
                    .or(() -> Mechanisms.past(query(store, provider, mode, Optional.empty()), elsewhere))
                    .or(() ->
                            Mechanisms.past(query(store, provider, ReplicationMode.NONE, Optional.empty()), elsewhere));
        });
    }

    /// Whether each copy of its backups is in a region of another cloud.
    private boolean isKeptByOthersOnly(Store store) {
        List<Optional<String>> kept = new Holders(subject, store)
                .backups().stream()
                        .filter(to -> !to.equals(store.writer()))
                        .map(to -> cloudOfPlace(to.text()))
                        .toList();
        return !kept.isEmpty()
                && kept.stream()
                        .allMatch(cloud -> cloud.filter(of -> !of.equals(cloud(store.writer())))
                                .isPresent());
    }

    /// The cloud of a region of the file; empty for any other place.
    private Optional<String> cloudOfPlace(String place) {
        return subject.blueprint().regions().entrySet().stream()
                .filter(region -> region.getKey().text().equals(place))
                .map(region -> region.getValue().cloud())
                .findFirst();
    }

    /// For a message: `postgresql on AWS via "dms"`, or `self-run postgresql`.
    String description(Store store, Optional<String> via) {
        String where = store.managed()
                ? kind(store) + " run by "
                        + provider(store.writer())
                                .map(Provider::text)
                                .orElseGet(() -> "`" + cloud(store.writer()) + "`")
                : "self-run " + kind(store);
        return where + via.map(word -> " via `" + word + "`").orElse("");
    }

    /// The same for the member that an edge leads to, whose provider promotes it.
    String description(Store store, Edge edge) {
        Optional<Provider> from = provider(edge.from());
        Optional<Provider> to = provider(edge.to());
        String member = description(store, edge.transport().via());
        return !store.managed() || from.equals(to)
                ? member
                : kind(store) + " run by "
                        + to.map(Provider::text).orElseGet(() -> "`" + cloud(edge.to()) + "`") + " in " + edge.to()
                        + ", copied from "
                        + from.map(Provider::text).orElseGet(() -> "`" + cloud(edge.from()) + "`")
                        + edge.transport()
                                .via()
                                .map(word -> " via `" + word + "`")
                                .orElse("");
    }

    private static String kind(Store store) {
        return store.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Optional<Provider> operator(Store store) {
        return store.managed() ? provider(store.writer()) : Optional.of(Provider.SOFTWARE);
    }

    private Query query(Store store, Provider provider, ReplicationMode mode, Optional<String> via) {
        String consistency = subject.said(store)
                .replication()
                .flatMap(Storage.Replication::consistency)
                .map(level -> level.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("");
        return new Query(provider, store.kind(), mode, consistency, via, store.managed());
    }

    static Optional<String> via(Store store) {
        return store.replication().edges().stream()
                .flatMap(edge -> edge.transport().via().stream())
                .findFirst();
    }

    private Optional<String> product(Store store) {
        return via(store).or(() -> subject.said(store).replication().flatMap(Storage.Replication::via));
    }

    Optional<Provider> provider(RegionName place) {
        return Provider.of(cloud(place));
    }

    private String cloud(RegionName place) {
        Region region = subject.blueprint().regions().get(place);
        return region == null ? "" : region.cloud();
    }
}
