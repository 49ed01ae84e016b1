package dev.meridian.synthesis;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Cluster;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.estate.VolumeBackup;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page that whoever opens the folder reads first.
final class ReadMe {
    private static final String LOCKS =
            "\nCommit the `.terraform.lock.hcl` that `terraform init` leaves in each root: with it everybody has the same"
                    + " providers, by their\nhashes. `terraform/.gitignore` has what else it leaves, and plans.\n";

    private ReadMe() {}

    static String of(String file, Estate estate, List<Root> roots) {
        return "# " + estate.name() + "\n\n"
                + "Written by Meridian from " + file
                + ". A change belongs in that file; `meridian synth` writes it here,\n"
                + "and leaves alone what somebody changed by hand. [UNRENDERED.md](UNRENDERED.md) has what the file asks\n"
                + "for and nothing here contains, [SECURITY.md](SECURITY.md) how it answers what scanners of Terraform ask.\n\n"
                + "| region | network | zones |\n|---|---|---|\n"
                + estate.sites().values().stream().map(ReadMe::row).collect(Collectors.joining())
                + parts(estate)
                + "\n## Applying it\n\n"
                + estate.in(Cloud.AWS).map(ReadMe::account).orElse("")
                + inOrder(roots)
                + (estate.fleet().isEmpty()
                        ? ""
                        : "\nThen what the clusters run: [kubernetes/README.md](kubernetes/README.md).\n")
                + (estate.in(Cloud.AWS).flatMap(Estate::delivery).isEmpty()
                        ? ""
                        : "\nPipelines that do so are described in [.github/workflows](.github/workflows/README.md).\n")
                + (estate.watch().hasPages() && estate.in(Cloud.AWS).isPresent()
                        ? "\nWhat to look at once it runs: [dashboards/README.md](dashboards/README.md).\n"
                        : "")
                + LOCKS
                + "\n" + needs(estate, roots) + "\n\n"
                + (isOfAws(estate) ? "When something goes wrong: [runbooks/README.md](runbooks/README.md). " : "")
                + "What there is, as pictures: [diagrams/README.md](diagrams/README.md).\n\n"
                + ByHand.text(estate)
                + OtherClouds.before(estate)
                + "## Where the states are\n\n"
                + estate.in(Cloud.AWS)
                        .map(aws -> aws.states().buckets().keySet().stream()
                                .map(region -> state(aws, region, roots))
                                .collect(Collectors.joining()))
                        .orElse("")
                + OtherClouds.states(estate, roots);
    }

    /// Whether a region that is lost keeps others from being changed. What AWS has once for all regions it changes
    /// in one (AWS Fault Isolation Boundaries, global services, 2026-11).
    private static String needs(Estate estate, List<Root> roots) {
        boolean isAlone = estate.sites().size() < 2;
        return isOfAws(estate)
                ? "A root asks the regions that it is about, and of AWS one of them keeps its state"
                        + (isAlone ? ": see below.\n" : ", which has a copy in another: see below.\n")
                        + elsewhere(roots, isAlone)
                        + "Roles, policies, names, checks and CDNs are changed in us-east-1, whatever region they are for: while that takes no\n"
                        + "changes, a root that has some cannot change them, and may not be planned. What is there goes on."
                : "A root needs no region that it is not about, but for its state: see below.";
    }

    /// What is changed in a region that the file does not have.
    private static String elsewhere(List<Root> roots, boolean isAlone) {
        String kept = roots.stream()
                .filter(root -> root.keeper()
                        .filter(keeper -> !root.regions().contains(keeper))
                        .isPresent())
                .map(root -> "`" + root.path() + "` (" + root.keeper().orElseThrow() + ")")
                .collect(Collectors.joining(", "));
        return kept.isEmpty()
                ? ""
                : "Of what is changed in a region that the file does not have, another one keeps the state: " + kept
                        + (isAlone
                                ? ".\n"
                                : ". While\nthat is down, [runbooks/region-loss.md](runbooks/region-loss.md) says how to go on.\n");
    }

    /// What AWS has once for an account in a region (AWS Config developer guide, recorders; ECR user guide,
    /// replication and repositories; 2026-11).
    private static String account(Estate estate) {
        List<String> once = new ArrayList<>();
        if (estate.watch().hasRecorder()) {
            once.add("one recorder of AWS Config");
        }
        if (estate.images().isPresent()) {
            once.add("one list of where images are copied to");
        }
        if (estate.sites().values().stream()
                .anyMatch(site -> !site.compute().repositories().isEmpty())) {
            once.add("one repository of each name");
        }
        return once.isEmpty()
                ? ""
                : "Each environment has an AWS account of its own: a second one in it would take from the first what "
                        + "there is once for\nan account in a region (" + String.join(", ", once) + ").\n\n";
    }

    private static String inOrder(List<Root> roots) {
        return "```sh\n"
                + first(roots)
                + "```\n\n"
                + "then every other root, in the order of [terraform/ORDER](terraform/ORDER):\n\n"
                + roots.stream()
                        .filter(root -> !isFirst(root))
                        .map(root -> "1. `terraform/" + root.path() + "`\n")
                        .collect(Collectors.joining());
    }

    private static String first(List<Root> roots) {
        List<Root> first = roots.stream().filter(ReadMe::isFirst).toList();
        return first.size() == 1
                ? applied(first.getFirst()) + "   # where all other states are kept\n"
                : first.stream()
                        .map(root -> "(" + applied(root) + ")   # where " + whose(root, first) + " are kept\n")
                        .collect(Collectors.joining());
    }

    private static String whose(Root root, List<Root> first) {
        if (root.path().contains("/")) {
            return "those of " + root.path().substring(root.path().indexOf('/') + 1);
        }
        boolean isOfOneCloud = first.stream()
                .allMatch(other -> other.equals(root) || other.path().startsWith(root.path() + "/"));
        return isOfOneCloud ? "states" : "states of a cloud";
    }

    private static String applied(Root root) {
        return "cd terraform/" + root.path() + " && terraform init && terraform apply";
    }

    private static boolean isFirst(Root root) {
        return root.path().startsWith("bootstrap");
    }

    /// What pages for an hour of trouble are about.
    private static boolean isOfAws(Estate estate) {
        return estate.in(Cloud.AWS).isPresent();
    }

    private static String row(Site site) {
        return "| " + site.region() + " | " + site.network().block() + " | "
                + site.network().zones().size() + " |\n";
    }

    private static String parts(Estate estate) {
        String rows = Stream.of(
                        estate.sites().values().stream().flatMap(ReadMe::parts),
                        estate.links().stream()
                                .flatMap(link -> link.copies().tables().stream())
                                .map(copy ->
                                        row(copy.table().store(), copy.to(), "a copy of the table in " + copy.from())),
                        estate.links().stream()
                                .flatMap(link -> link.copies().mirrors().stream())
                                .map(mirror -> row(mirror.store(), mirror.to().region(), mirror(mirror))))
                .flatMap(Function.identity())
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "\n| part | region | what is there |\n|---|---|---|\n" + rows;
    }

    private static Stream<String> parts(Site site) {
        return Stream.of(
                        site.cluster().stream().map(one -> row("services", site.region(), cluster(one))),
                        Stream.of(site.compute())
                                .filter(Site.Compute::isServerless)
                                .map(one -> row("services", site.region(), tasks(one))),
                        site.stores().databases().stream().map(one -> row(one.store(), site.region(), database(one))),
                        site.stores().caches().stream().map(one -> row(one.store(), site.region(), cache(site, one))),
                        site.stores().tables().stream()
                                .map(one -> row(one.store(), site.region(), "DynamoDB table `" + one.name() + "`")),
                        site.stores().buckets().stream()
                                .map(one -> row(one.store(), site.region(), objects(site, one))),
                        site.stores().logs().stream().map(one -> row(one.store(), site.region(), messages(one))),
                        site.stores().searches().stream().map(one -> row(one.store(), site.region(), search(one))),
                        site.stores().volumes().stream()
                                .map(one -> row(one.store(), site.region(), volumes(site, one))))
                .flatMap(Function.identity());
    }

    private static String objects(Site site, Bucket bucket) {
        String what = switch (site.cloud()) {
            case AWS -> "S3 bucket";
            case GOOGLE -> "Cloud Storage bucket";
            case AZURE -> "storage account";
        };
        return what + " `" + bucket.name() + "`";
    }

    private static String database(Database database) {
        return (database.global().isPresent() ? "Aurora PostgreSQL on " : "PostgreSQL on ")
                + database.instanceClass().text()
                + (database.hasStandby() ? ", a standby in another zone" : "")
                + database.source().map(from -> ", follows " + from.region()).orElse(", takes writes");
    }

    private static String cluster(Cluster cluster) {
        return "Kubernetes " + cluster.version() + " on "
                + cluster.nodes().stream()
                        .map(group -> group.least() + " to " + group.most() + " × " + String.join(" or ", group.types())
                                + (group.isSpot() ? " (spot)" : ""))
                        .collect(Collectors.joining(", "));
    }

    private static String tasks(Site.Compute compute) {
        return "ECS on Fargate: "
                + compute.services().stream()
                        .filter(service -> service.image().isPresent())
                        .map(service -> service.least() + " to " + service.most() + " × " + service.name())
                        .collect(Collectors.joining(", "));
    }

    private static String cache(Site site, Cache cache) {
        return cache.product(site.cloud())
                + (cache.isCluster() ? " in cluster mode" : "") + ", in " + cache.zones()
                + (cache.zones() == 1 ? " zone" : " zones")
                + cache.global()
                        .map(global -> ", of the global datastore `" + global.name() + "`"
                                + (global.isWriter() ? ", takes writes" : ", follows " + global.writer()))
                        .orElse("");
    }

    private static String messages(MessageLog log) {
        return "Kafka " + log.version() + " on 3 × " + log.size().text()
                + (log.topics().isEmpty()
                        ? ", topics by the services that use it"
                        : ": "
                                + log.topics().stream()
                                        .map(topic -> topic.name() + " (" + topic.partitions() + " partitions, "
                                                + topic.keep().toHours() + " h)")
                                        .collect(Collectors.joining(", ")));
    }

    private static String mirror(MessageLog.Mirror mirror) {
        return "a mirror of " + mirror.from().region() + " (MSK Replicator), "
                + (mirror.keepsNames()
                        ? "in topics of the same name"
                        : "in topics whose names begin with whose they are");
    }

    private static String search(Search search) {
        return "OpenSearch " + search.version() + " on " + search.zones() + " × "
                + search.node().text() + ", "
                + search.gibibytes() + " GiB each"
                + search.leader().map(leader -> ", to follow " + leader).orElse("");
    }

    private static String volumes(Site site, VolumeBackup backup) {
        return "vault `" + backup.vault() + "`: backups for " + backup.daysKept() + " days of volumes that are marked `"
                + VolumeBackup.TAG + ": " + backup.tag() + "`"
                + site.cluster()
                        .map(_ -> ", as those are that a cluster makes by `storageClassName: " + backup.store() + "`")
                        .orElse("")
                + (backup.isCopied() ? ", and copies of those of other regions" : "");
    }

    private static String row(String store, RegionName region, String what) {
        return "| " + store + " | " + region + " | " + what + " |\n";
    }

    private static String state(Estate estate, RegionName region, List<Root> roots) {
        String bucket = estate.states().bucket(region);
        return "- `" + bucket + "` in " + region
                + estate.states()
                        .copy(region)
                        .map(copy -> ", with a copy in " + copy)
                        .orElse("; there is no other region for a copy")
                + kept(roots, "bucket", bucket);
    }

    /// What ends a line about a place: the roots whose states are there.
    ///
    /// @param key what a backend calls such a place
    static String kept(List<Root> roots, String key, String place) {
        String kept = roots.stream()
                .filter(root -> root.kept(key).equals(Optional.of(place)))
                .map(root -> "`" + root.path() + "`")
                .collect(Collectors.joining(", "));
        return (kept.isEmpty() ? "" : ": " + kept) + "\n";
    }
}
