package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.IDENTITY;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.blueprint.StoreKind.STREAM;
import static dev.meridian.blueprint.StoreKind.VAULT;
import static dev.meridian.blueprint.StoreKind.VOLUME;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.ANY;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.ASYNCHRONOUS;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;

/// The objects, messages, disks, secrets and identities of Google Cloud.
final class GoogleCloudStorage {
    private static final String TWO_WRITERS =
            "The primary goes on acknowledging and the copy falls behind; a promotion during "
                    + "the cut makes two writers with different histories.";
    private static final String ZONES_GO_ON =
            "Each write is in several zones before it is acknowledged; the service goes on.";
    private static final String ZONE_MAJORITY = "The zones with a majority acknowledge.";
    private static final String NO_WRITES = "No writes are involved.";

    static final List<String> DUAL_REGION = List.of(
            "dual-region",
            "multi-region",
            "cloud-storage-dual-region",
            "cloud-storage-multi-region",
            "gcs-dual-region",
            "gcs-multi-region",
            "default-replication",
            "cloud-storage",
            "gcs");
    static final List<String> TURBO = List.of("turbo-replication", "turbo", "gcs-turbo-replication");
    static final List<String> CROSS_BUCKET = List.of("cross-bucket-replication", "storage-transfer-service");
    static final List<String> PUBSUB = List.of("pub-sub", "pubsub", "cloud-pub-sub", "cloud-pubsub");
    static final List<String> DISK = List.of(
            "regional-persistent-disk", "persistent-disk", "hyperdisk-balanced-high-availability", "regional-disk");
    static final List<String> DISK_ASYNC = List.of(
            "persistent-disk-async-replication",
            "pd-async-replication",
            "asynchronous-replication-of-disks",
            "hyperdisk-async-replication");
    static final List<String> SECRETS = List.of("secret-manager", "secret-manager-automatic-replication");
    static final List<String> IDENTITY_PLATFORM =
            List.of("identity-platform", "firebase-authentication", "firebase-auth");

    private GoogleCloudStorage() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.GOOGLE_CLOUD, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("cloud-storage-zones", "Cloud Storage over zones")
                    .kinds(OBJECT)
                    .everyWriter()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss("Each object is in at least two zones before it is acknowledged; the bucket goes " + "on.")
                    .onCut("The zones that hold the object go on.")
                    .read("Google Cloud documentation, Cloud Storage, Data availability and durability: "
                            + "objects are stored in at least two zones before a write is successful"),
            row("cloud-storage-default-replication", "Cloud Storage dual-region or multi-region")
                    .kinds(OBJECT)
                    .words(DUAL_REGION)
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(Span.of(Duration.ofSeconds(1), Duration.ofHours(12)))
                    .onLoss("The bucket keeps its name and stays available; objects that had not been copied "
                            + "are missing until the region returns.")
                    .onCut("The bucket stays consistent: an older version of an object is not served in its "
                            + "place.")
                    .read("Google Cloud documentation, Cloud Storage, Data availability and durability: "
                            + "default replication is designed for 99.9 % of objects within 1 h and all within "
                            + "12 h, which is planned with"),
            row("cloud-storage-turbo-replication", "Cloud Storage turbo replication")
                    .kinds(OBJECT)
                    .words(TURBO)
                    .onlyNamed()
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(seconds(1, 900))
                    .committed()
                    .onLoss("The bucket keeps its name and stays available; objects that had not been copied "
                            + "are missing until the region returns.")
                    .onCut("The bucket stays consistent: an older version of an object is not served in its "
                            + "place.")
                    .read("Google Cloud documentation, Cloud Storage, Data availability and durability: "
                            + "turbo replication is designed for all objects within 15 min; the SLA owes 99.9 %"),
            row("cloud-storage-cross-bucket", "Cloud Storage cross-bucket replication")
                    .kinds(OBJECT)
                    .words(CROSS_BUCKET)
                    .onlyNamed()
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("The other bucket is live; objects that had not been copied are missing until the "
                            + "region returns.")
                    .onCut("Both buckets acknowledge.")
                    .read("Google Cloud documentation, Cloud Storage, Data availability and durability: "
                            + "cross-bucket replication by the Storage Transfer Service; no bound is published"),
            row("cloud-storage-versions", "Cloud Storage object versions")
                    .kinds(OBJECT)
                    .damage()
                    .takes(unpublished())
                    .loses(Span.ZERO)
                    .onLoss("A noncurrent version of each damaged object is copied over it.")
                    .onCut(NO_WRITES)
                    .read("Google Cloud documentation, Cloud Storage, Object Versioning: a noncurrent version "
                            + "is kept until it is deleted; no time is published"),
            row("pub-sub-zones", "Pub/Sub over zones")
                    .kinds(QUEUE, STREAM)
                    .everyWriter()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss(ZONES_GO_ON)
                    .onCut(ZONE_MAJORITY)
                    .read("Google Cloud documentation, Pub/Sub, Publishing overview: a message is replicated over "
                            + "several zones"),
            row("pub-sub-global", "Pub/Sub, global topics")
                    .kinds(QUEUE, STREAM)
                    .words(PUBSUB)
                    .region(ANY)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(underWay())
                    .onLoss("Publishers go on in another region; messages that are stored in the lost region "
                            + "are delivered when it returns.")
                    .onCut("Each region acknowledges its publishers; messages of the other side arrive after "
                            + "the cut.")
                    .read("Google Cloud documentation, Pub/Sub, Configure message storage policies: a message "
                            + "is stored in the nearest region that the policy allows; no bound is published"),
            row("filestore-replication", "Filestore instance replication")
                    .kinds(VOLUME)
                    .words("filestore", "filestore-replication", "netapp-volumes")
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The copy is made writable by a call; what was written since the last transfer is lost.")
                    .onCut("The source goes on and the copy falls behind.")
                    .read("Google Cloud documentation, Filestore, About instance replication and `promote-replica`: "
                            + "continuous and asynchronous; promoted also while the active instance is unavailable; no "
                            + "time is published"),
            row("regional-persistent-disk", "regional persistent disk")
                    .kinds(VOLUME)
                    .words(DISK)
                    .onlyNamed()
                    .by(CONTROL)
                    .strong()
                    .takes(unpublished())
                    .onLoss("The disk is attached with force in the other zone of its two; nothing "
                            + "acknowledged is lost.")
                    .onCut("The disk is attached in one zone, which acknowledges alone once the other replica "
                            + "is out of step.")
                    .read("Google Cloud documentation, Compute Engine, Regional disk failover: a write is "
                            + "acknowledged when both replicas have it, by one replica alone while the disk is "
                            + "degraded; no time is published"),
            row("persistent-disk-async-replication", "persistent disk asynchronous replication")
                    .kinds(VOLUME)
                    .words(DISK_ASYNC)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(seconds(60, 300))
                    .onLoss("The replication is stopped by a call and the secondary disk is attached; changes "
                            + "of the last minute are lost.")
                    .onCut(TWO_WRITERS)
                    .read("Google Cloud documentation, Compute Engine, About asynchronous replication: data is "
                            + "copied asynchronously between two regions; the loss, typically within one minute, is "
                            + "recalled; 5 min to plan with is Meridian's; no recovery time is published"),
            row("secret-manager-region", "Secret Manager in a region")
                    .kinds(VAULT)
                    .words(SECRETS)
                    .onlyNamed()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss("A secret is in a region and in no zone; the service goes on.")
                    .onCut(ZONE_MAJORITY)
                    .read("Google Cloud documentation, Secret Manager, Secret Manager locations: no location is "
                            + "smaller than a region, and zones are not supported"),
            row("secret-manager-automatic", "Secret Manager, automatic replication")
                    .kinds(VAULT)
                    .words(SECRETS)
                    .onlyNamed()
                    .region(ANY)
                    .takes(unpublished())
                    .strong()
                    .onLoss("Secrets are kept in several regions; the service goes on.")
                    .onCut("A change is refused while a region of a policy that the user manages is away.")
                    .read("Google Cloud documentation, Secret Manager, Choose a replication policy: synchronous "
                            + "and strongly consistent over the regions, which protects from the failure of one; no "
                            + "time is published"),
            row("identity-platform-zones", "Identity Platform over zones")
                    .kinds(IDENTITY)
                    .words(IDENTITY_PLATFORM)
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss("The service goes on in the other zones.")
                    .onCut(ZONE_MAJORITY)
                    .recalled("Google Cloud documentation, Identity Platform: a service of several regions"),
            row("identity-platform", "Identity Platform")
                    .kinds(IDENTITY)
                    .words(IDENTITY_PLATFORM)
                    .region(ANY)
                    .takes(unpublished())
                    .loses(unpublished())
                    .onLoss("The service is of several regions; its behaviour when one is lost is not " + "published.")
                    .onCut("Not published.")
                    .recalled("Google Cloud documentation, Identity Platform: a service of several regions; "
                            + "neither time nor loss is published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
