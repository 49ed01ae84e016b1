package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Works out each service of a cluster: its size, how many of it there are, whom it calls and who calls it.
final class Units {
    /// Of one copy, where nobody says: half a processor and 1 GiB.
    private static final int PROCESSORS = 500;

    private static final long BYTES = 1L << 30;
    private static final long MEBIBYTE = 1L << 20;
    private static final int GIBIBYTE = (int) (BYTES / MEBIBYTE);

    /// So many times what it is given a copy may use of processors that nobody else uses. Of memory it may use
    /// what it is given: what is taken beyond that is missing elsewhere, and somebody is ended for it.
    private static final int SPARE = 2;

    private static final int THOUSAND = 1_000;

    private static final List<String> RENDERED = List.of(
            "image",
            "port",
            "health.path",
            "replicas",
            "runsOn",
            "secrets",
            "loadBalancer.affinity",
            "resources.cpu",
            "resources.memory",
            "resources.maxCpu",
            "resources.maxMemory");

    /// What is written for; the others come with resources of their own.
    private static final List<String> INGRESSES = List.of("nginx", "traefik");

    private final String estate;
    private final Blueprint meant;
    private final Ledger ledger;

    Units(String estate, Blueprint meant, Ledger ledger) {
        this.estate = estate;
        this.meant = meant;
        this.ledger = ledger;
    }

    /// All services of the file, in its order.
    SequencedMap<String, Unit> all() {
        SequencedMap<String, Unit> units = new LinkedHashMap<>();
        for (Service service : meant.services().values()) {
            Optional.ofNullable(ledger.said().services().get(service.name()))
                    .filter(said -> !ledger.runsElsewhere(said))
                    .ifPresent(said -> units.put(service.name(), unit(service, said)));
        }
        return units;
    }

    private Unit unit(Service service, Topology.Service said) {
        for (String key : RENDERED) {
            ledger.rendered("services." + service.name() + "." + key);
        }
        Health health = new ServiceHealth(ledger).inside(service);
        ledger.rendered("services." + service.name() + ".health.port");
        boolean isComplete = said.image().filter(this::isComplete).isPresent();
        return new Unit(
                service.name(),
                service.port(),
                health,
                new Unit.Image(said.image().orElse(estate + "/" + service.name()), isComplete),
                size(service.name(), Optional.empty()),
                new Scale(ledger).of(said),
                said.runsOn(),
                said.runsOn().filter(this::hasGpu).isPresent(),
                at("services." + service.name() + ".loadBalancer.affinity")
                        .filter("sticky"::equals)
                        .isPresent(),
                ingress(service),
                reach(service),
                said.secrets());
    }

    /// Whether the name of an image says where to get it: it begins with a host, or the estate has no registry of
    /// its own.
    private boolean isComplete(String image) {
        return ImageName.of(image).host().isPresent()
                || !at("compute.registry.kind").equals(Optional.of("ecr"));
    }

    private boolean hasGpu(String nodes) {
        return Optional.ofNullable(ledger.said().compute().nodes().get(nodes))
                .flatMap(Compute.Nodes::gpu)
                .orElse(false);
    }

    /// A copy is given no more than it may use: where the file says only that, it is given what it may use,
    /// as far as that is less than what one has where nobody says.
    ///
    /// @param region empty for what the file says for all
    Unit.Size size(String service, Optional<RegionName> region) {
        String path = "services." + service + ".resources.";
        Optional<Integer> mostProcessors = at(path + "maxCpu", region).map(Units::processors);
        Optional<Integer> mostMebibytes = at(path + "maxMemory", region).map(Units::mebibytes);
        int processors = at(path + "cpu", region)
                .map(Units::processors)
                .orElse(Math.min(PROCESSORS, mostProcessors.orElse(PROCESSORS)));
        int mebibytes = at(path + "memory", region)
                .map(Units::mebibytes)
                .orElse(Math.min(GIBIBYTE, mostMebibytes.orElse(GIBIBYTE)));
        return new Unit.Size(
                processors, mebibytes, mostProcessors.orElse(processors * SPARE), mostMebibytes.orElse(mebibytes));
    }

    /// `2`, `0.5`, `250m` as thousandths.
    private static int processors(String text) {
        return text.endsWith("m")
                ? Integer.parseInt(text.substring(0, text.length() - 1))
                : (int) Math.ceil(Double.parseDouble(text) * THOUSAND);
    }

    private static int mebibytes(String text) {
        OptionalLong bytes = Scalars.bytes(text);
        return (int) Math.ceilDiv(bytes.orElse(BYTES), MEBIBYTE);
    }

    /// Requests that come by a name that users open go to the copies at once: what stands in a cluster takes those
    /// of services without one.
    private Optional<Unit.Ingress> ingress(Service service) {
        String path = "services." + service.name() + ".ingress.";
        List<String> hosts = meant.traffic().entrances().entrySet().stream()
                .filter(entry -> entry.getValue().service().equals(service.name()))
                .flatMap(entry -> at("traffic.entrances." + entry.getKey() + ".host").stream())
                .map(Entrances::lower)
                .distinct()
                .toList();
        // Said by [Entrances] of one that is built: another's name leads to what stands in the cluster.
        boolean isOpened = !hosts.isEmpty() && ledger.isLeft(path + "kind");
        Optional<String> kind = at(path + "kind");
        if (isOpened && kind.equals(Optional.of("alb"))) {
            ledger.rendered(path + "kind");
            ledger.rendered(path + "tls");
        }
        return kind.filter(INGRESSES::contains).map(one -> {
            if (!isOpened) {
                ledger.rendered(path + "kind");
                ledger.rendered(path + "tls");
            }
            return new Unit.Ingress(one, at(path + "tls").filter("true"::equals).isPresent(), hosts);
        });
    }

    private Unit.Reach reach(Service service) {
        List<String> calls = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        boolean isOutward = at("observability.tracing.kind").equals(Optional.of("xray")) || hasSharedKey();
        boolean hasAddresses = false;
        for (String name : service.dependsOn().sequencedKeySet()) {
            Store store = meant.stores().get(name);
            Topology.Service called = ledger.said().services().get(name);
            if (called != null && ledger.runsElsewhere(called)) {
                isOutward = true;
            } else if (meant.services().containsKey(name)) {
                calls.add(name);
            } else if (store == null) {
                isOutward = true;
            } else {
                OptionalInt port = port(store.kind());
                port.ifPresent(one -> {
                    if (!ports.contains(one)) {
                        ports.add(one);
                    }
                });
                isOutward |= isBehindAnApi(store.kind());
                hasAddresses |= store.managed() && isAddressed(store.kind());
            }
        }
        List<String> callers = meant.services().values().stream()
                .filter(other -> other.dependsOn().containsKey(service.name()))
                .map(Service::name)
                .toList();
        return new Unit.Reach(callers, calls, ports, isOutward, hasAddresses);
    }

    /// KMS answers outside of what else it needs.
    private boolean hasSharedKey() {
        return at(SharedKeys.PATH).isPresent() && !at(SharedKeys.BY).equals(Optional.of("provider"));
    }

    /// Where it listens in a network; of what the cloud operates, with TLS and tokens of IAM (for Kafka 9098: MSK
    /// developer guide, port information, 2026-11).
    private static OptionalInt port(StoreKind kind) {
        return switch (kind) {
            case POSTGRESQL -> OptionalInt.of(5432);
            case MYSQL -> OptionalInt.of(3306);
            case COCKROACHDB -> OptionalInt.of(26257);
            case MONGODB -> OptionalInt.of(27017);
            case REDIS, CACHE -> OptionalInt.of(Settings.VALKEY);
            case KAFKA -> OptionalInt.of(9098);
            case OPENSEARCH -> OptionalInt.of(443);
            case SQLSERVER -> OptionalInt.of(1433);
            case YUGABYTEDB -> OptionalInt.of(5433);
            case CASSANDRA -> OptionalInt.of(9042);
            case ELASTICSEARCH -> OptionalInt.of(9200);
            case RABBITMQ -> OptionalInt.of(5671);
            case ETCD -> OptionalInt.of(2379);
            case VAULT -> OptionalInt.of(8200);
            case DYNAMODB,
                    STREAM,
                    QUEUE,
                    OBJECT,
                    VOLUME,
                    RAFT_LOG,
                    CLUSTER_OBJECTS,
                    IDENTITY,
                    SPANNER,
                    FIRESTORE,
                    COSMOSDB,
                    DATABASE -> OptionalInt.empty();
        };
    }

    private static boolean isBehindAnApi(StoreKind kind) {
        return switch (kind) {
            case DYNAMODB, STREAM, QUEUE, OBJECT, IDENTITY, SPANNER, FIRESTORE, COSMOSDB -> true;
            case POSTGRESQL,
                    MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    REDIS,
                    CACHE,
                    KAFKA,
                    VOLUME,
                    OPENSEARCH,
                    RAFT_LOG,
                    CLUSTER_OBJECTS,
                    SQLSERVER,
                    YUGABYTEDB,
                    CASSANDRA,
                    ELASTICSEARCH,
                    RABBITMQ,
                    ETCD,
                    VAULT,
                    DATABASE -> false;
        };
    }

    /// Whether a region remembers where it is: see [Fleet#parameter].
    private static boolean isAddressed(StoreKind kind) {
        return switch (kind) {
            case POSTGRESQL, REDIS, CACHE, KAFKA, OPENSEARCH -> true;
            case MYSQL,
                    COCKROACHDB,
                    MONGODB,
                    DYNAMODB,
                    STREAM,
                    QUEUE,
                    OBJECT,
                    VOLUME,
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
                    DATABASE -> false;
        };
    }

    private Optional<String> at(String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    private Optional<String> at(String path, Optional<RegionName> region) {
        return region.isPresent()
                ? ledger.said().sources().at(path, region.get()).map(Setting::text)
                : at(path);
    }
}
