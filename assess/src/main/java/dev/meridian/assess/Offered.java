package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.mechanisms.Provider;
import dev.meridian.mechanisms.Query;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// Whether a provider has the way of copying between regions that a file counts on (their guides, 2026-11). A
/// mechanism that the file names in `via` and that is built for it is believed.
final class Offered {
    /// Where tables with strong consistency can be: three regions of one set, of which one may be a witness
    /// (Amazon DynamoDB Developer Guide, multi-Region strong consistency).
    private static final List<List<String>> STRONG = List.of(
            List.of("us-east-1", "us-east-2", "us-west-2"),
            List.of("eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"),
            List.of("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"));

    /// Managed databases of their own kind, and an extension, which take writes in several regions.
    private static final List<String> BUILT_FOR_IT = List.of("dsql", "spanner", "pgactive");

    private final Subject subject;
    private final Store store;
    private final List<Finding> findings;

    private Offered(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.findings = findings;
    }

    static void check(Subject subject, Store store, List<Finding> findings) {
        Offered offered = new Offered(subject, store, findings);
        if (store.managed() && offered.isOfAnotherCloud()) {
            return;
        }
        if (!store.managed() || store.members().size() < 2 || offered.isBuiltForIt()) {
            return;
        }
        offered.ofKind();
    }

    private void ofKind() {
        switch (store.kind()) {
            case POSTGRESQL, MYSQL ->
                among(
                        List.of(ReplicationMode.SYNC, ReplicationMode.QUORUM, ReplicationMode.MULTI_PRIMARY),
                        "RDS, Cloud SQL and Azure Database offer asynchronous replicas in other regions, and no others");
            case REDIS, CACHE ->
                among(
                        List.of(ReplicationMode.SYNC, ReplicationMode.QUORUM),
                        "ElastiCache, MemoryDB, Memorystore and Azure Managed Redis copy between regions"
                                + " asynchronously");
            case OBJECT -> objects();
            case KAFKA, STREAM -> topics();
            case QUEUE -> queue();
            case DYNAMODB -> strong();
            case COSMOSDB -> serverless();
            case COCKROACHDB,
                    MONGODB,
                    VOLUME,
                    OPENSEARCH,
                    RAFT_LOG,
                    CLUSTER_OBJECTS,
                    IDENTITY,
                    SQLSERVER,
                    SPANNER,
                    FIRESTORE,
                    YUGABYTEDB,
                    CASSANDRA,
                    ELASTICSEARCH,
                    RABBITMQ,
                    ETCD,
                    VAULT,
                    DATABASE -> {}
        }
    }

    /// Whether the kind or the mechanism belongs to another provider than the regions.
    private boolean isOfAnotherCloud() {
        Optional<Provider> here = new StoreMechanisms(subject).provider(store.writer());
        Optional<Provider> ofKind = home(store.kind());
        if (here.isPresent() && ofKind.isPresent() && !here.equals(ofKind)) {
            findings.add(Finding.of(
                    Rule.MODE_NOT_OFFERED,
                    "data." + store.name() + ".kind",
                    "`" + store.name() + "` is a service of " + ofKind.get().text() + ", and " + store.writer()
                            + " is a region of " + here.get().text(),
                    "no other provider runs it, so no figure of it holds there",
                    "a kind that " + here.get().text()
                            + " runs, or `runs: self` for software with the same interface"));
            return true;
        }
        return here.isPresent()
                && StoreMechanisms.via(store)
                        .filter(via -> isForeign(via, here.get()))
                        .isPresent();
    }

    private boolean isForeign(String via, Provider here) {
        List<Mechanism> named = Mechanisms.named(via);
        boolean fits = named.isEmpty()
                || named.stream()
                        .anyMatch(
                                mechanism -> mechanism.provider() == here || mechanism.provider() == Provider.SOFTWARE);
        if (!fits) {
            Mechanism other = named.getFirst();
            findings.add(Finding.of(
                    Rule.MODE_NOT_OFFERED,
                    "data." + store.name() + ".replication.via",
                    "`" + store.name() + "` is copied via `" + via + "`, a mechanism of "
                            + other.provider().text() + ", in regions of " + here.text(),
                    "a provider's mechanism works between its own regions only",
                    "a mechanism of " + here.text() + words(here) + ", or `runs: self`"));
        }
        return !fits;
    }

    /// The words of the provider's own mechanisms for such a store.
    private String words(Provider here) {
        List<String> words = Mechanisms.all().stream()
                .filter(mechanism -> mechanism.provider() == here
                        && mechanism.covers() == Mechanism.Covers.REGION
                        && mechanism.kinds().contains(store.kind()))
                .flatMap(mechanism -> mechanism.words().stream().limit(1))
                .distinct()
                .toList();
        return words.isEmpty() ? "" : " (" + Listed.names(words) + ")";
    }

    /// The only provider of a kind; empty for kinds that several run.
    private static Optional<Provider> home(StoreKind kind) {
        return switch (kind) {
            case DYNAMODB -> Optional.of(Provider.AWS);
            case SPANNER, FIRESTORE -> Optional.of(Provider.GOOGLE_CLOUD);
            case COSMOSDB -> Optional.of(Provider.AZURE);
            case POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    REDIS,
                    CACHE,
                    KAFKA,
                    STREAM,
                    QUEUE,
                    OBJECT,
                    VOLUME,
                    OPENSEARCH,
                    RAFT_LOG,
                    CLUSTER_OBJECTS,
                    IDENTITY,
                    SQLSERVER,
                    YUGABYTEDB,
                    CASSANDRA,
                    ELASTICSEARCH,
                    RABBITMQ,
                    ETCD,
                    VAULT,
                    DATABASE -> Optional.empty();
        };
    }

    private boolean isBuiltForIt() {
        return vias().anyMatch(via -> BUILT_FOR_IT.stream().anyMatch(via::contains));
    }

    private Stream<String> vias() {
        return store.replication().edges().stream()
                .flatMap(edge -> edge.transport().via().stream())
                .map(via -> via.toLowerCase(Locale.ROOT));
    }

    private boolean isOn(String cloud) {
        return store.members().stream()
                .map(member ->
                        Objects.requireNonNull(subject.blueprint().regions().get(member)))
                .map(Region::cloud)
                .allMatch(cloud::equals);
    }

    private void among(List<ReplicationMode> missing, String why) {
        Stream<ReplicationMode> modes = Stream.concat(
                Stream.of(store.replication().mode()),
                store.replication().edges().stream().map(Edge::mode));
        modes.filter(missing::contains)
                .findFirst()
                .ifPresent(mode -> add(
                        "mode",
                        "`" + store.name() + "` is managed by its provider and "
                                + switch (mode) {
                                    case QUORUM -> "commits by a majority of regions";
                                    case MULTI_PRIMARY -> "is written in several regions";
                                    case SYNC, ASYNC, PROVIDER, COPY, NONE, UNKNOWN ->
                                        "replicates synchronously between regions";
                                },
                        why,
                        "`runs: self`, or `replication: async` with a promise about loss that allows it"));
    }

    /// A program may write two buckets, which `via: dual-write` says.
    private void objects() {
        String why = "S3, Cloud Storage and Azure Blob Storage acknowledge a write before it is in another region";
        boolean perhaps =
                store.replication().edges().stream().anyMatch(edge -> Losses.isPerhapsWrittenTwice(store, edge));
        boolean twice = store.replication().edges().stream()
                .allMatch(edge -> Query.isWrittenTwice(edge.transport().via()));
        if (perhaps) {
            findings.add(Finding.of(
                            Rule.MODE_NOT_OFFERED,
                            "data." + store.name() + ".replication.mode",
                            "`" + store.name() + "` is copied synchronously between regions, and nothing says by what",
                            why + "; a program that writes both copies itself does more",
                            "`via: dual-write` if a program writes both copies, or `mode: async` for the copy of the"
                                    + " provider")
                    .with(Severity.WARNING));
        } else if (!twice) {
            among(List.of(ReplicationMode.SYNC, ReplicationMode.QUORUM), why);
        }
    }

    /// Event Hubs alone has a mode that waits for the other region.
    private void topics() {
        if (!isOn("azure")) {
            among(
                    List.of(ReplicationMode.SYNC, ReplicationMode.QUORUM),
                    "MSK, Kinesis, Pub/Sub and Confluent's links copy topics between regions asynchronously");
        }
    }

    /// A queue of SQS is in one region. What a file names in `via` is somebody's own.
    private void queue() {
        boolean copied = store.replication().mode() != ReplicationMode.NONE
                && store.replication().mode() != ReplicationMode.UNKNOWN;
        if (copied && isOn("aws") && vias().findAny().isEmpty()) {
            add(
                    "mode",
                    "`" + store.name() + "` is copied between regions by its provider",
                    "SQS keeps a queue in one region and copies it to no other",
                    "`replication: none` with `recover: {replay: …}`, `via: MECHANISM` of your own, or `kind: kafka`");
        }
    }

    private void strong() {
        boolean waits = store.replication().mode() == ReplicationMode.SYNC
                || store.replication().mode() == ReplicationMode.QUORUM
                || store.replication().edges().stream()
                        .anyMatch(edge -> edge.transport().strong());
        SequencedSet<String> places = new LinkedHashSet<>();
        store.members().forEach(member -> places.add(member.text()));
        said().voters().keySet().stream().map(RegionName::text).forEach(places::add);
        boolean oneSet = places.size() == 3 && STRONG.stream().anyMatch(set -> set.containsAll(places));
        if (waits && !oneSet) {
            add(
                    said().replication()
                                    .flatMap(Storage.Replication::consistency)
                                    .equals(Optional.of(Storage.Consistency.STRONG))
                            ? "consistency"
                            : "mode",
                    "`" + store.name() + "` is strongly consistent in " + Listed.plain(List.copyOf(places)),
                    "DynamoDB has that in exactly three regions of one set, of which one may be a witness: US"
                            + " (us-east-1, us-east-2, us-west-2), EU (eu-west-1, eu-west-2, eu-west-3, eu-central-1)"
                            + " or Asia (ap-northeast-1, -2, -3)",
                    "three regions of one set, a witness among `voters` with `data: none`, or"
                            + " `consistency: eventual` with a promise about loss that allows it");
        }
    }

    /// An account that is billed by request is in one region alone.
    private void serverless() {
        String path = "data." + store.name() + ".serverless";
        if (subject.value(path).filter("true"::equals).isPresent()) {
            findings.add(Finding.of(
                    Rule.MODE_NOT_OFFERED,
                    path,
                    "`" + store.name() + "` is serverless and is to be in "
                            + Listed.regions(List.copyOf(store.members())),
                    "a serverless account of Azure Cosmos DB is in one region, and no other can be added (Microsoft"
                            + " Learn, How to choose between provisioned throughput and serverless, read 2026-12-01)",
                    "an account with provisioned throughput, fixed or autoscale, without `serverless`"));
        }
    }

    private Storage.Store said() {
        return subject.said(store);
    }

    private void add(String key, String statement, String why, String fix) {
        findings.add(
                Finding.of(Rule.MODE_NOT_OFFERED, "data." + store.name() + ".replication." + key, statement, why, fix));
    }
}
