package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.CACHE;
import static dev.meridian.blueprint.StoreKind.DATABASE;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.minutes;
import static dev.meridian.mechanisms.Row.unpublished;

import java.util.List;

/// The mechanisms of Cloudflare, as far as they are published. A region that is lost is not a term of its
/// services.
final class CloudflareMechanisms {

    static final List<String> R2 = List.of("r2");
    static final List<String> D1 = List.of("d1");
    static final List<String> KV = List.of("workers-kv", "kv");
    static final List<String> DURABLE_OBJECTS = List.of("durable-objects", "durable-object");
    static final List<String> QUEUES = List.of("queues", "cloudflare-queues");

    private CloudflareMechanisms() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.CLOUDFLARE, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("r2-data-centers", "R2 over data centers")
                    .kinds(OBJECT)
                    .words(R2)
                    .everyWriter()
                    .strong()
                    .takes(unpublished())
                    .onLoss("Each object is spread over several data centers of a geographic region before it "
                            + "is acknowledged.")
                    .onCut("Not published.")
                    .read("Cloudflare documentation, R2 durability: synchronous writes over several data "
                            + "centers of a region; no time is published"),
            row("d1-primary", "D1 database")
                    .kinds(DATABASE)
                    .words(D1)
                    .onlyNamed()
                    .takes(unpublished())
                    .loses(unpublished())
                    .onLoss("A database has one primary; how it moves is not published.")
                    .onCut("Not published.")
                    .read("Cloudflare documentation, D1 read replication: one primary and read replicas; "
                            + "neither time nor loss is published"),
            row("d1-time-travel", "D1 Time Travel")
                    .kinds(DATABASE)
                    .words(D1)
                    .onlyNamed()
                    .damage()
                    .takes(unpublished())
                    .loses(minutes(1, 1))
                    .onLoss("The database is overwritten with its state of a minute of the last 30 days.")
                    .onCut("No writes are involved.")
                    .read("Cloudflare documentation, D1 Time Travel: any minute of 30 days (7 on the Free "
                            + "plan); no time is published"),
            row("workers-kv", "Workers KV")
                    .kinds(DATABASE, CACHE)
                    .words(KV)
                    .onlyNamed()
                    .levels("eventual")
                    .region(ANYWHERE)
                    .takes(unpublished())
                    .loses(unpublished())
                    .onLoss("Values are in a small number of central data centers and cached elsewhere; what a "
                            + "lost one costs is not published.")
                    .onCut("Places answer from their caches; changes are seen after 60 s or more.")
                    .read("Cloudflare documentation, How KV works: eventually consistent, 60 s or more; "
                            + "neither time nor loss is published"),
            row("durable-objects", "Durable Objects")
                    .kinds(DATABASE)
                    .words(DURABLE_OBJECTS)
                    .onlyNamed()
                    .takes(unpublished())
                    .loses(unpublished())
                    .onLoss("An object runs in one place at a time and starts in another one; how long that "
                            + "takes is not published.")
                    .onCut("One instance acknowledges.")
                    .read("Cloudflare documentation, What are Durable Objects: each instance is globally unique "
                            + "and migrates among healthy servers; neither time nor loss is published"),
            row("cloudflare-queues", "Cloudflare Queues")
                    .kinds(QUEUE)
                    .words(QUEUES)
                    .takes(unpublished())
                    .loses(unpublished())
                    .onLoss("Its behaviour when a data center is lost is not published.")
                    .onCut("Not published.")
                    .read("Cloudflare documentation, Queues: delivery at least once; neither time nor loss "
                            + "is published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
