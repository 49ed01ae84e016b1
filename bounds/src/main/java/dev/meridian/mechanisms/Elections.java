package dev.meridian.mechanisms;

import static dev.meridian.blueprint.ReplicationMode.QUORUM;
import static dev.meridian.blueprint.ReplicationMode.SYNC;
import static dev.meridian.blueprint.StoreKind.CLUSTER_OBJECTS;
import static dev.meridian.blueprint.StoreKind.COCKROACHDB;
import static dev.meridian.blueprint.StoreKind.ETCD;
import static dev.meridian.blueprint.StoreKind.MONGODB;
import static dev.meridian.blueprint.StoreKind.RAFT_LOG;
import static dev.meridian.blueprint.StoreKind.VAULT;
import static dev.meridian.blueprint.StoreKind.YUGABYTEDB;
import static dev.meridian.mechanisms.Row.seconds;

import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import java.util.List;
import java.util.stream.Stream;

/// Software that elects its leader by a majority of votes. It behaves alike when a zone and when a region is
/// lost, so each product has two rows of the same figures.
final class Elections {
    private static final String ON_LOSS =
            "The members that are left elect a leader if they hold a majority of the votes; nothing acknowledged is"
                    + " lost.";
    private static final String ON_CUT =
            "The side with a majority of the votes acknowledges; the other side refuses writes.";

    private Elections() {}

    /// A product that elects.
    ///
    /// @param only whether only a word of `via` selects it
    private record Product(String id, String name, List<StoreKind> kinds, List<String> words, boolean only, Span time) {
        Row zone() {
            return begun(id + "-zones");
        }

        Row region() {
            return begun(id).region(QUORUM, SYNC);
        }

        private Row begun(String row) {
            Row begun = Row.of(Provider.SOFTWARE, row, name)
                    .kinds(kinds.toArray(StoreKind[]::new))
                    .words(words)
                    .strong()
                    .takes(time)
                    .onLoss(ON_LOSS)
                    .onCut(ON_CUT);
            return only ? begun.onlyNamed() : begun;
        }

        Stream<Mechanism> read(String source) {
            return Stream.of(zone().read(source), region().read(source));
        }
    }

    private static final List<Mechanism> ROWS = Stream.of(
                    new Product(
                                    "cockroachdb",
                                    "CockroachDB, ranges over failure domains",
                                    List.of(COCKROACHDB),
                                    List.of("raft", "cockroachdb", "survive-region-failure", "quorum"),
                                    false,
                                    seconds(1, 9))
                            .read("CockroachDB documentation, Data resilience: no data loss and a recovery time of zero"
                                    + " with 1 to 9 s of latency"),
                    new Product(
                                    "yugabytedb",
                                    "YugabyteDB, tablets over fault domains",
                                    List.of(YUGABYTEDB),
                                    List.of("raft", "yugabytedb", "stretched-cluster", "quorum"),
                                    false,
                                    seconds(3, 24))
                            .read("YugabyteDB documentation, Synchronous replication: leaders are elected within"
                                    + " about 3 s; 24 s to plan with is Meridian's"),
                    new Product(
                                    "mongodb",
                                    "MongoDB election by a majority",
                                    List.of(MONGODB),
                                    List.of("replica-set", "mongodb", "mongodb-replica-set", "atlas", "mongodb-atlas"),
                                    false,
                                    seconds(1, 24))
                            .read("MongoDB Manual, Replica set elections: 12 s in the median to elect and recognise"
                                    + " a new primary with default settings; 24 s to plan with is Meridian's; with"
                                    + " `w: majority`, which is the default since 5.0"),
                    new Product(
                                    "etcd",
                                    "etcd election by a majority",
                                    List.of(ETCD, CLUSTER_OBJECTS),
                                    List.of("raft", "etcd"),
                                    false,
                                    seconds(1, 10))
                            .read("etcd documentation, Tuning: election timeout of 1 s by default, to be raised to"
                                    + " ten round trips; 10 s to plan with is Meridian's"),
                    new Product(
                                    "raft-log",
                                    "election by a majority",
                                    List.of(RAFT_LOG),
                                    List.of("raft", "quorum"),
                                    false,
                                    seconds(1, 10))
                            .read(
                                    "Ongaro, Consensus: Bridging theory and practice, 2014, Leader election evaluation: a "
                                            + "fraction of a second in a typical deployment, and no bound; etcd has election timeouts "
                                            + "of 1 s; 10 s to plan with is Meridian's"),
                    new Product(
                                    "zookeeper",
                                    "ZooKeeper election by a majority",
                                    List.of(RAFT_LOG, StoreKind.DATABASE),
                                    List.of("zookeeper", "zab"),
                                    true,
                                    Row.unpublished())
                            .read(
                                    "Apache ZooKeeper, sample configuration: `tickTime` 2 s, `initLimit` 10 and `syncLimit` 5 "
                                            + "ticks; no time of an election is published"),
                    new Product(
                                    "etcd-log",
                                    "etcd election by a majority",
                                    List.of(RAFT_LOG),
                                    List.of("etcd"),
                                    true,
                                    seconds(1, 10))
                            .read("etcd documentation, Tuning: election timeout of 1 s by default, to be raised to"
                                    + " ten round trips; 10 s to plan with is Meridian's"),
                    new Product(
                                    "consul",
                                    "Consul election by a majority",
                                    List.of(RAFT_LOG, StoreKind.DATABASE),
                                    List.of("consul"),
                                    true,
                                    seconds(1, 24))
                            .read("Consul documentation, Server performance: election within seconds at the default"
                                    + " `raft_multiplier` of 5; 24 s to plan with is Meridian's"),
                    new Product(
                                    "vault-integrated-storage",
                                    "Vault integrated storage",
                                    List.of(VAULT),
                                    List.of("raft", "integrated-storage", "vault"),
                                    false,
                                    seconds(1, 24))
                            .read("Vault documentation, Integrated storage (Raft) backend: consensus by Raft, "
                                    + "`performance_multiplier` 5 by default, 1 for the fastest detection and election; no time "
                                    + "is published; 24 s to plan with is Meridian's"))
            .flatMap(stream -> stream)
            .toList();

    static List<Mechanism> rows() {
        return ROWS;
    }
}
