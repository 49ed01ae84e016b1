package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// One store that the cloud operates: what the file asks of it, and a note of which of that is built.
final class Asked {
    private static final int ZONES = 2;

    /// What is written for clouds other than AWS.
    private static final List<StoreKind> EVERYWHERE =
            List.of(StoreKind.POSTGRESQL, StoreKind.REDIS, StoreKind.CACHE, StoreKind.OBJECT);

    private final Ledger ledger;
    private final Store store;
    private final Storage.Store said;

    private Asked(Ledger ledger, Store store, Storage.Store said) {
        this.ledger = ledger;
        this.store = store;
        this.said = said;
    }

    /// Those of one kind that the cloud operates, in the order of the file.
    static List<Asked> of(Topology topology, Blueprint meant, StoreKind kind, Ledger ledger) {
        List<Asked> all = new ArrayList<>();
        for (Store store : meant.stores().values()) {
            Storage.Store said = topology.stores().get(store.name());
            if (store.kind() == kind && store.managed() && said != null) {
                all.add(new Asked(ledger, store, said));
            }
        }
        return all;
    }

    String name() {
        return store.name();
    }

    /// As everything of it in one region is called.
    ///
    /// @param estate what all names begin with
    String name(String estate, RegionName region) {
        return estate + "-" + region + "-" + store.name();
    }

    /// Whether a name is one that a service of the cloud takes; a problem where it is too long.
    ///
    /// @param what is called so: `a database`
    /// @param service of the cloud
    boolean fits(String name, int longest, String what, String service) {
        if (name.length() > longest) {
            problem(
                    "",
                    new Message(
                            "`" + name + "` has " + name.length() + " letters",
                            what + " is called after its application, region and store, and " + service + " takes "
                                    + longest,
                            "a shorter name of the store or the application"));
        }
        return name.length() <= longest;
    }

    Storage.Store said() {
        return said;
    }

    RegionName writer() {
        return store.writer();
    }

    /// Those of its regions in which something is built.
    List<RegionName> places() {
        return store.members().stream().filter(this::isPlace).toList();
    }

    private boolean isPlace(RegionName region) {
        return ledger.regions().contains(region)
                && (ledger.cloud(region) == Cloud.AWS || EVERYWHERE.contains(store.kind()));
    }

    /// Whether it is built wherever it is to be.
    private boolean isWhole() {
        return store.members().stream().allMatch(region -> !ledger.regions().contains(region) || isPlace(region));
    }

    /// Whether all of its places are of one cloud.
    boolean isOf(Cloud cloud) {
        return places().stream().allMatch(region -> ledger.cloud(region) == cloud);
    }

    void problem(String key, Message message) {
        ledger.problem(path(key), message);
    }

    /// What is asked for there is not built, for a reason.
    void left(String key, String why) {
        ledger.left(path(key), why);
    }

    /// The same of what was thought to be built, and is not for this one.
    void withdraw(String key, String why) {
        ledger.rendered(path(key));
        ledger.withdraw(path(key), why);
    }

    private String path(String key) {
        return "data." + store.name() + (key.isEmpty() ? "" : "." + key);
    }

    /// Whole days: what is to be kept for a day and a half is kept for two.
    static int days(Duration kept) {
        return (int) kept.plusDays(1).minusNanos(1).toDays();
    }

    /// For how many whole days backups are kept in a region; who reads the file is told where that is another
    /// time than it says.
    ///
    /// @param least that its cloud takes
    /// @param who keeps them, as the reason has it
    int daysKept(RegionName region, Duration kept, int least, String who) {
        int days = Math.max(least, days(kept));
        if (!Duration.ofDays(days).equals(kept)) {
            ledger.unbuilt(
                    path("backup.keep"),
                    region,
                    "written as " + days + (days == 1 ? " day" : " days") + ", the next that " + who + " takes");
        }
        return days;
    }

    Optional<Setting> at(String key, RegionName region) {
        return ledger.said().sources().at(path(key), region);
    }

    /// How much it is to hold.
    long size(RegionName region) {
        return at("limits.size", region)
                .map(setting -> Scalars.bytes(setting.text()).orElse(0))
                .orElse(0L);
    }

    /// A number, or the least of a range.
    OptionalInt number(String key, RegionName region) {
        return at(key, region)
                .flatMap(setting -> Scalars.count(setting.text()))
                .map(Topology.Count::least)
                .orElse(OptionalInt.empty());
    }

    /// The most of a range, or the number itself; empty for a range without an end.
    OptionalInt most(String key, RegionName region) {
        return at(key, region)
                .flatMap(setting -> Scalars.count(setting.text()))
                .map(Topology.Count::most)
                .orElse(OptionalInt.empty());
    }

    /// A problem where the network of a region has fewer zones than it needs.
    void hasZones(RegionName region, int needed) {
        int zones = ledger.zones(region);
        if (zones < needed) {
            problem(
                    "",
                    new Message(
                            "`" + name() + "` needs " + needed + " zones, and the network of " + region + " has "
                                    + zones,
                            "each of its machines has a zone of its own, and its subnet there",
                            "`network.zones: " + needed + "`, or `zones` of the store that are fewer"));
        }
    }

    /// Over how many zones it is spread. Two where nobody says: what is in one zone only is gone with it.
    int zones(RegionName region) {
        return number("zones", region).orElse(ZONES);
    }

    /// What is built goes by this, whatever it says; and by where it is, which every store says.
    void goesBy(String... keys) {
        if (isWhole()) {
            for (String key : List.of("kind", "runs", "in", "primary")) {
                ledger.rendered(path(key));
            }
        } else {
            left("kind", "written for its regions of AWS, not for those of other clouds");
        }
        for (String key : keys) {
            ledger.rendered(path(key));
        }
        said.members().keySet().forEach(member -> ledger.rendered(path("members." + member + ".region")));
    }

    void rendered(String key) {
        ledger.rendered(path(key));
    }

    /// What is built does this in any case, whatever is asked for.
    void inAnyCase(String key, String why) {
        ledger.inAnyCase(path(key), why);
    }

    /// What is built does this and nothing else: another value is not what is built.
    void does(String key, String... values) {
        ledger.said()
                .sources()
                .at(path(key))
                .filter(setting -> List.of(values).contains(setting.text()))
                .ifPresent(_ -> ledger.rendered(path(key)));
    }

    /// The same of keys and of what is on the wire.
    void isEncrypted() {
        does("encryption.atRest", "true");
        does("encryption.inTransit", "true");
        does("encryption.keys", "customer");
    }

    /// Whether writes get to others by one mechanism, as the file calls it.
    boolean isBy(String via) {
        return said.replication()
                .flatMap(Storage.Replication::via)
                .filter(via::equals)
                .isPresent();
    }

    /// That writes get to others in one of these ways, by these edges.
    void replicates(String via, String... modes) {
        if (!isWhole() || store.replication().edges().stream().anyMatch(this::crosses)) {
            String why = isWhole()
                    ? new AmongClouds(ledger, places(), copied()).why()
                    : "written between its regions of AWS";
            left("replication", why);
            left("replication.mode", why);
            return;
        }
        does("replication", modes);
        does("replication.mode", modes);
        does("replication.via", via);
        new EdgesAsked(this).note(via, modes);
    }

    /// What of its streams is written: databases have one that takes writes, and caches of several clouds are each
    /// region's own.
    private List<Edge> copied() {
        return switch (store.kind()) {
            case POSTGRESQL -> {
                SequencedMap<RegionName, RegionName> sources = sources();
                yield streams().stream()
                        .filter(edge -> edge.from().equals(sources.get(edge.to())))
                        .toList();
            }
            case OBJECT -> streams();
            case REDIS,
                    CACHE,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    DYNAMODB,
                    KAFKA,
                    STREAM,
                    QUEUE,
                    VOLUME,
                    OPENSEARCH,
                    RAFT_LOG,
                    CLUSTER_OBJECTS,
                    IDENTITY,
                    SQLSERVER,
                    SPANNER,
                    FIRESTORE,
                    COSMOSDB,
                    YUGABYTEDB,
                    CASSANDRA,
                    ELASTICSEARCH,
                    RABBITMQ,
                    ETCD,
                    VAULT,
                    DATABASE -> List.of();
        };
    }

    /// Where the file says that one region follows another: its edge, or how all of them do.
    String edge(RegionName from, RegionName to) {
        return said.replication().stream()
                .flatMap(replication -> replication.edges().values().stream())
                .filter(edge -> edge.from().stream().anyMatch(one -> isIn(one, from))
                        && edge.to().stream().anyMatch(one -> isIn(one, to)))
                .findFirst()
                .map(edge -> "replication.edges." + edge.name())
                .orElse("replication");
    }

    private boolean isIn(String member, RegionName region) {
        return Optional.ofNullable(said.members().get(member))
                .map(one -> one.region().equals(region))
                .orElse(member.equals(region.text()));
    }

    /// Whether an edge leads from one cloud to another, or to where nothing is built.
    private boolean crosses(Edge edge) {
        return follows(edge.mode())
                && ledger.regions().contains(edge.from())
                && ledger.regions().contains(edge.to())
                && ledger.cloud(edge.from()) != ledger.cloud(edge.to());
    }

    /// Whether anybody may follow it, wherever it is today.
    boolean isFollowed() {
        return follows(store.replication().mode())
                || store.replication().edges().stream().anyMatch(edge -> follows(edge.mode()));
    }

    /// The streams between places in which something is built that bring everything.
    List<Edge> streams() {
        return store.replication().edges().stream()
                .filter(edge -> follows(edge.mode()) && edge.complete())
                .filter(edge -> isPlace(edge.from()) && isPlace(edge.to()) && !crosses(edge))
                .toList();
    }

    private static boolean follows(ReplicationMode mode) {
        return switch (mode) {
            case SYNC, QUORUM, ASYNC, MULTI_PRIMARY, PROVIDER -> true;
            case COPY, NONE, UNKNOWN -> false;
        };
    }

    /// A problem for each stream that begins where nothing of it comes from: what it leads to would follow nobody,
    /// and take writes of its own. One that leads to what follows another is not written. Where an edge leads to
    /// another cloud the whole stands among what is not written.
    void leadsFromItsWriter() {
        if (store.replication().edges().stream().anyMatch(this::crosses)) {
            return;
        }
        SequencedMap<RegionName, RegionName> sources = sources();
        List<Edge> led = streams().stream()
                .filter(edge -> edge.mode() != ReplicationMode.MULTI_PRIMARY && edge.mode() != ReplicationMode.PROVIDER)
                .toList();
        led.stream()
                .filter(edge -> !edge.from().equals(sources.get(edge.to())))
                .forEach(edge -> ledger.withdraw(
                        path(edge(edge.from(), edge.to())) + ".from",
                        edge.to()
                                + Optional.ofNullable(sources.get(edge.to()))
                                        .map(source -> " follows " + source + ", and whoever follows has one source")
                                        .orElse(" takes the writes, and follows nobody")));
        led.stream()
                .filter(edge -> !edge.from().equals(store.writer()) && !sources.containsKey(edge.from()))
                .forEach(edge -> problem(
                        edge(edge.from(), edge.to()),
                        new Message(
                                "nothing of `" + name() + "` comes to " + edge.from() + " that " + edge.to()
                                        + " could follow",
                                "its writes are taken in " + store.writer() + ", and no edge leads from there to "
                                        + edge.from() + "; each of the two would take writes of its own",
                                "an edge that begins in " + store.writer() + ", or `" + path("primary") + ": "
                                        + edge.from() + "`")));
    }

    /// Whom each region follows that follows one: the writer, or one that does so itself.
    SequencedMap<RegionName, RegionName> sources() {
        SequencedMap<RegionName, RegionName> sources = new LinkedHashMap<>();
        List<RegionName> reached = new ArrayList<>(List.of(store.writer()));
        for (int next = 0; next < reached.size(); next++) {
            RegionName from = reached.get(next);
            for (Edge edge : streams()) {
                if (edge.from().equals(from) && !reached.contains(edge.to())) {
                    sources.put(edge.to(), from);
                    reached.add(edge.to());
                }
            }
        }
        return sources;
    }
}
