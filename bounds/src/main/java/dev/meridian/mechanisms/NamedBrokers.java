package dev.meridian.mechanisms;

import static dev.meridian.blueprint.ReplicationMode.ASYNC;
import static dev.meridian.blueprint.ReplicationMode.MULTI_PRIMARY;
import static dev.meridian.blueprint.ReplicationMode.QUORUM;
import static dev.meridian.blueprint.ReplicationMode.SYNC;
import static dev.meridian.blueprint.StoreKind.KAFKA;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.blueprint.StoreKind.STREAM;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.util.List;

/// Brokers and streams that only a word of `via` tells.
final class NamedBrokers {
    private static final String BOTH =
            "Both sides accept messages; what one side holds reaches the other one when the link is back.";

    private NamedBrokers() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.SOFTWARE, id, name).kinds(QUEUE, STREAM, KAFKA).onlyNamed();
    }

    private static final List<Mechanism> ROWS = List.of(
            row("nats-jetstream-cluster", "NATS JetStream, replicas of a stream over regions")
                    .words("jetstream", "nats", "nats-jetstream", "jetstream-cluster", "stretched-cluster")
                    .region(QUORUM, SYNC)
                    .strong()
                    .takes(unpublished())
                    .onLoss("The replicas that are left elect a leader if they are a majority.")
                    .onCut("The side with a majority of the replicas accepts messages; the other side refuses.")
                    .read("NATS documentation, JetStream clustering: Raft, half of the cluster and one; no time is"
                            + " published"),
            row("nats-jetstream-mirror", "NATS JetStream mirror")
                    .words("jetstream", "nats", "nats-jetstream", "jetstream-mirror", "nats-mirror", "jetstream-source")
                    .region(ASYNC, MULTI_PRIMARY)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The mirror is a read-only copy; it is made a stream, and messages that had not been copied"
                            + " are lost.")
                    .onCut("The origin goes on and the mirror falls behind.")
                    .read("NATS documentation, Backup and recovery: a mirror is a live, read-only copy; no bound is"
                            + " published"),
            row("pulsar-geo-replication", "Pulsar geo-replication")
                    .words("pulsar", "pulsar-geo-replication", "pulsar-replication")
                    .region(ASYNC, MULTI_PRIMARY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other clusters accept messages; those that had not been sent on are missing.")
                    .onCut(BOTH)
                    .read("Apache Pulsar documentation, Geo-replication: stored in the local cluster first and sent on"
                            + " asynchronously; no bound is published"),
            row("redpanda-shadow-link", "Redpanda shadow link")
                    .words("redpanda", "shadow-link", "shadow-linking", "redpanda-shadowing", "redpanda-migrator")
                    .region(ASYNC)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The shadow topics are failed over to; records that had not been copied are lost.")
                    .onCut("The origin goes on and the shadow falls behind.")
                    .read("Redpanda documentation, Shadowing overview: asynchronous copies with their offsets, a "
                            + "read-only cluster that is failed over to; no bound is published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
