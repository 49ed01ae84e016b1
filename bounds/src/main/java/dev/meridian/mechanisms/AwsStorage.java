package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.IDENTITY;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.VAULT;
import static dev.meridian.blueprint.StoreKind.VOLUME;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.ANY;
import static dev.meridian.mechanisms.Row.ANYWHERE;
import static dev.meridian.mechanisms.Row.ASYNCHRONOUS;
import static dev.meridian.mechanisms.Row.atLeast;
import static dev.meridian.mechanisms.Row.minutes;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;

/// The objects, files, secrets and identities of Amazon Web Services.
final class AwsStorage {
    static final List<String> TIME_CONTROL =
            List.of("s3-replication-time-control", "replication-time-control", "s3-rtc", "rtc", "time-control");
    static final List<String> S3 =
            List.of("s3-replication", "s3-cross-region-replication", "s3-crr", "crr", "s3", "cross-region-replication");
    static final List<String> EFS = List.of("efs-replication", "efs");
    static final List<String> EBS = List.of("ebs", "ebs-snapshots", "ebs-snapshot");
    static final List<String> SECRETS =
            List.of("secrets-manager-replica", "secrets-manager", "secrets-manager-replication");

    private AwsStorage() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.AWS, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("s3-zones", "S3 over three zones")
                    .kinds(OBJECT)
                    .strong()
                    .everyWriter()
                    .takes(Span.ZERO)
                    .onLoss("Each object is in three zones or more before it is acknowledged; the bucket goes on.")
                    .onCut("The zones that hold the object go on; one-zone classes are no part of this row.")
                    .read("Amazon S3 User Guide, Data protection: kept redundantly over at least three zones,"
                            + " except in one-zone classes"),
            row("s3-replication", "S3 cross-region replication")
                    .kinds(OBJECT)
                    .words(S3)
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(atLeast(Duration.ofSeconds(1)))
                    .onLoss("The other bucket is live; objects that had not been copied are missing until the Region"
                            + " returns.")
                    .onCut("Both buckets acknowledge; with rules both ways the newest version of a key wins.")
                    .read("Amazon S3 User Guide (edition on GitHub), Troubleshooting replication: the majority "
                            + "of objects within 15 min, sometimes a couple of hours, in rare cases longer"),
            row("s3-replication-time-control", "S3 replication time control")
                    .kinds(OBJECT)
                    .words(TIME_CONTROL)
                    .onlyNamed()
                    .region(ANYWHERE)
                    .everyWriter()
                    .takes(Span.ZERO)
                    .loses(seconds(1, 900))
                    .committed()
                    .onLoss("The other bucket is live; objects that had not been copied are missing until the Region"
                            + " returns.")
                    .onCut("Both buckets acknowledge; with rules both ways the newest version of a key wins.")
                    .read("Amazon S3 SLA, Replication Time Control: 99.9 % of objects within 15 min"),
            row("s3-versions", "S3 object versions")
                    .kinds(OBJECT)
                    .damage()
                    .takes(unpublished())
                    .loses(Span.ZERO)
                    .onLoss("An older version of each damaged object is copied over it; every version is kept until"
                            + " it is deleted.")
                    .onCut("No writes are involved.")
                    .read("Amazon S3 User Guide (edition on GitHub), Using versioning in S3 buckets: every "
                            + "version of every object is kept and can be restored; no time is published"),
            row("fsx-ontap-snapmirror", "FSx for NetApp ONTAP SnapMirror")
                    .kinds(VOLUME)
                    .words("snapmirror", "fsx-snapmirror", "fsx-ontap", "fsx")
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The copy is made writable by a call; what was written since the last transfer is lost.")
                    .onCut("The source goes on and the copy falls behind.")
                    .read("Amazon FSx for NetApp ONTAP User Guide (edition on GitHub), Scheduled replication using"
                            + " NetApp SnapMirror: every 5 min at the shortest, also to another Region; no bound is"
                            + " published"),
            row("efs-zones", "EFS over zones")
                    .kinds(VOLUME)
                    .words(EFS)
                    .onlyNamed()
                    .strong()
                    .everyWriter()
                    .takes(Span.ZERO)
                    .onLoss("Regional file systems keep each write in several zones before they acknowledge it.")
                    .onCut("The zones with a majority acknowledge.")
                    .read("Amazon EFS User Guide (edition on GitHub), Resilience: file systems are resilient to "
                            + "the failure of one or more zones of a Region"),
            row("efs-replication", "EFS replication")
                    .kinds(VOLUME)
                    .words(EFS)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(minutes(1, 15))
                    .loses(minutes(15, 15))
                    .onLoss("The replication is deleted, which makes the copy writable; changes of the last minutes"
                            + " are lost.")
                    .onCut("The source goes on acknowledging; the copy stays read-only and falls behind.")
                    .read("Amazon EFS User Guide, Replicating file systems: RPO 15 min for most file systems, RTO"
                            + " minutes; 15 min to plan with is Meridian's"),
            row("ebs-one-zone", "EBS volume, one zone")
                    .kinds(VOLUME)
                    .words(EBS)
                    .onlyNamed()
                    .takes(Span.NEVER)
                    .loses(Span.NEVER)
                    .onLoss("A volume is in one zone; it is there again when the zone returns, or from a snapshot.")
                    .onCut("The volume is attached in one zone only.")
                    .read("Amazon EC2 User Guide (edition on GitHub), Amazon EBS volumes: a volume is "
                            + "replicated within its zone and attached to instances of this zone"),
            row("ebs-snapshots", "EBS snapshots copied to another Region")
                    .kinds(VOLUME)
                    .words(EBS)
                    .onlyNamed()
                    .damageElsewhere()
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("A volume is made from the newest snapshot that was copied.")
                    .onCut("No writes are involved.")
                    .read("Amazon EC2 User Guide (edition on GitHub), Copy an Amazon EBS snapshot: from one "
                            + "Region to another, at the user's intervals; no time is published"),
            row("secrets-manager-zones", "Secrets Manager over zones")
                    .kinds(VAULT)
                    .words(SECRETS)
                    .onlyNamed()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss("The service goes on in the other zones.")
                    .onCut("The zones with a majority acknowledge.")
                    .recalled("AWS Secrets Manager User Guide, Resilience: regional service over several zones"),
            row("secrets-manager-replica", "Secrets Manager replica")
                    .kinds(VAULT)
                    .words(SECRETS)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("Replicas stay readable; a call makes one a secret that can be changed.")
                    .onCut("The primary takes changes; the replica stays readable.")
                    .read("AWS Secrets Manager User Guide, Multi-Region secrets: asynchronous; no time is"
                            + " published"),
            row("cognito-zones", "Cognito user pool over zones")
                    .kinds(IDENTITY)
                    .words("cognito", "cognito-user-pool")
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss("The service goes on in the other zones.")
                    .onCut("The zones with a majority acknowledge.")
                    .recalled("Amazon Cognito Developer Guide, Resilience: regional service over several zones"),
            row("cognito-multi-region", "Cognito multi-Region replication")
                    .kinds(IDENTITY)
                    .words("cognito", "cognito-user-pool", "cognito-multi-region", "cognito-multi-region-replication")
                    .region(ANY)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The replica of the pool signs in users that had been copied; sign-up and changes of"
                            + " passwords wait for the Region of the primary. A pool without a replica is lost with its"
                            + " Region.")
                    .onCut("The primary takes sign-ups and changes; the replica signs users in and refuses the rest.")
                    .read("Amazon Cognito Developer Guide, Multi-Region replication for user pools: at most one"
                            + " replica, eventually consistent, which creates no users; not for every pool yet; API"
                            + " Reference, FailoverType: a health check moves the domain; no time is published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
