package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.IDENTITY;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.VAULT;
import static dev.meridian.blueprint.StoreKind.VOLUME;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.ANY;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.ASYNCHRONOUS;
import static dev.meridian.mechanisms.Row.minutes;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;

/// The objects, disks, secrets and identities of Microsoft Azure.
final class AzureStorage {
    private static final String ZONE_MAJORITY = "The zones with a majority acknowledge.";
    private static final String NO_WRITES = "No writes are involved.";

    static final List<String> GRS = List.of(
            "geo-redundant-storage",
            "grs",
            "ra-grs",
            "gzrs",
            "ra-gzrs",
            "geo-redundant",
            "geo-zone-redundant-storage",
            "read-access-geo-redundant-storage",
            "blob-grs",
            "blob-geo-redundant",
            "storage-account-failover");
    static final List<String> PRIORITY = List.of("geo-priority-replication", "priority-replication");
    static final List<String> OBJECT_REPLICATION = List.of("object-replication", "blob-object-replication");
    static final List<String> DISKS = List.of("zone-redundant-disk", "zrs-disk", "managed-disk", "managed-disks");
    static final List<String> SITE_RECOVERY = List.of("site-recovery");
    static final List<String> KEY_VAULT = List.of("key-vault");
    static final List<String> ENTRA_ID = List.of(
            "entra-id", "entra", "microsoft-entra-id", "azure-ad", "active-directory", "azure-active-directory");

    private AzureStorage() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.AZURE, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("azure-blob-zone-redundant", "Azure Blob Storage, zone-redundant")
                    .kinds(OBJECT)
                    .everyWriter()
                    .strong()
                    .takes(seconds(1, 60))
                    .onLoss("Zone-redundant storage keeps each write in three zones before it is acknowledged; "
                            + "requests go to the other zones.")
                    .onCut(ZONE_MAJORITY)
                    .read("Microsoft Learn, Reliability in Azure Blob Storage, Zone-down experience: a few "
                            + "seconds of downtime, no loss; 60 s to plan with is Meridian's"),
            row("azure-blob-geo-redundant", "Azure Blob Storage, geo-redundant with customer-managed failover")
                    .kinds(OBJECT)
                    .words(GRS)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(Span.of(Duration.ZERO, Duration.ofHours(1)))
                    .loses(seconds(1, 900))
                    .onLoss("A failover by a call makes the paired region the primary, with local redundancy "
                            + "only; writes after the last sync time are lost.")
                    .onCut("The primary goes on acknowledging and the last sync time gets older.")
                    .read("Microsoft Learn, Reliability in Azure Blob Storage, Region-down experience: a "
                            + "failover typically completes within 60 min; the loss is typically less than 15 "
                            + "min, which is not guaranteed"),
            row("azure-blob-geo-priority-replication", "Azure Blob Storage, geo priority replication")
                    .kinds(OBJECT)
                    .words(PRIORITY)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(Span.of(Duration.ZERO, Duration.ofHours(1)))
                    .loses(seconds(1, 900))
                    .committed()
                    .onLoss("A failover by a call makes the paired region the primary; writes after the last "
                            + "sync time are lost.")
                    .onCut("The primary goes on acknowledging and the last sync time gets older.")
                    .read("Microsoft Learn, Azure Storage geo priority replication: the lag of block blobs "
                            + "is 15 min or less for 99 % of a month by its SLA"),
            row("azure-blob-object-replication", "Azure Blob Storage object replication")
                    .kinds(OBJECT)
                    .words(OBJECT_REPLICATION)
                    .onlyNamed()
                    .region(ANYWHERE)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The destination account is read-only for replicated containers until the policy "
                            + "is removed by a call; blobs that had not been copied are missing.")
                    .onCut("The source goes on acknowledging and the destination falls behind.")
                    .read("Microsoft Learn, Reliability in Azure Blob Storage, Alternative multi-region "
                            + "approaches: asynchronous copying between any two accounts; no bound is published"),
            row("azure-blob-versions", "Azure Blob Storage versions")
                    .kinds(OBJECT)
                    .damage()
                    .takes(unpublished())
                    .loses(Span.ZERO)
                    .onLoss("An earlier version of each damaged blob is made the current one.")
                    .onCut(NO_WRITES)
                    .read("Microsoft Learn, Reliability in Azure Blob Storage, Backups: blob versioning and "
                            + "point-in-time restore; no time is published"),
            row("azure-netapp-files-replication", "Azure NetApp Files cross-region replication")
                    .kinds(VOLUME)
                    .words("netapp", "azure-netapp-files", "netapp-files", "snapmirror")
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(Span.from(Duration.ofMinutes(1)))
                    .loses(underWay())
                    .onLoss("The copy is made writable by a call; what was written since the last transfer is lost.")
                    .onCut("The source goes on and the copy falls behind.")
                    .read("Microsoft Learn, Azure NetApp Files, Understand replication: schedules of 10 min, 1 h "
                            + "and 1 d, a typical RPO of less than twice the schedule; the destination is activated "
                            + "within a minute; no bound is published"),
            row("azure-disk-zone-redundant", "Azure managed disk, zone-redundant")
                    .kinds(VOLUME)
                    .words(DISKS)
                    .onlyNamed()
                    .by(CONTROL)
                    .strong()
                    .takes(unpublished())
                    .onLoss("The disk is detached with force and attached to a machine of another zone; "
                            + "nothing acknowledged is lost.")
                    .onCut("The disk is attached to one machine, which acknowledges.")
                    .read("Microsoft Learn, Redundancy options for managed disks: ZRS is synchronous over "
                            + "three zones; no time is published"),
            row("azure-site-recovery", "Azure Site Recovery")
                    .kinds(VOLUME)
                    .words(SITE_RECOVERY)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(Span.of(Duration.ZERO, Duration.ofHours(1)))
                    .loses(seconds(1, 300))
                    .onLoss("Machines start in the other region from the newest recovery point by a call; "
                            + "changes after it are lost.")
                    .onCut("The source goes on and the recovery points get older.")
                    .read("Microsoft Learn, Common questions about Azure-to-Azure disaster recovery (2025-07): "
                            + "crash-consistent recovery points every 5 min; SLA of 1 h for the recovery, minutes "
                            + "most of the time"),
            row("azure-key-vault-zones", "Azure Key Vault over zones")
                    .kinds(VAULT)
                    .words(KEY_VAULT)
                    .onlyNamed()
                    .strong()
                    .takes(unpublished())
                    .onLoss("Reads go on; changes may be refused for a while.")
                    .onCut(ZONE_MAJORITY)
                    .read("Microsoft Learn, Reliability in Azure Key Vault, Zone-down experience: "
                            + "synchronous over the zones; no time is published"),
            row("azure-key-vault-paired-region", "Azure Key Vault in the paired region")
                    .kinds(VAULT)
                    .words(KEY_VAULT)
                    .onlyNamed()
                    .region(ANY)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The paired region answers reads after some minutes by itself; changes are refused "
                            + "until the region returns. Some regions have no pair.")
                    .onCut("The primary region takes changes; the copy follows after the cut.")
                    .read("Microsoft Learn, Reliability in Azure Key Vault, Region-down experience: "
                            + "unavailable for a few minutes, read-only then; no times are published"),
            row("entra-id-zones", "Microsoft Entra ID over data centers")
                    .kinds(IDENTITY)
                    .words(ENTRA_ID)
                    .strong()
                    .takes(minutes(1, 5))
                    .onLoss("Sign-ins go on; the primary replica moves to another data center.")
                    .onCut("The primary replica acknowledges with one other data center.")
                    .read("Microsoft Learn, Microsoft Entra architecture: writes are lost for 1 to 2 min "
                            + "typically, and about 5 min is allowed, which is planned with"),
            row("entra-id", "Microsoft Entra ID")
                    .kinds(IDENTITY)
                    .words(ENTRA_ID)
                    .region(ANY)
                    .strong()
                    .takes(minutes(1, 5))
                    .onLoss("Sign-ins go on in other regions; the primary replica moves, and nothing "
                            + "acknowledged is lost.")
                    .onCut("The primary replica acknowledges with one other data center; other places answer "
                            + "reads.")
                    .read("Microsoft Learn, Microsoft Entra architecture: a write is in at least two data "
                            + "centers before it is acknowledged; writes are lost for 1 to 2 min typically, and "
                            + "about 5 min is allowed, which is planned with"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
