package dev.meridian.diagrams;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Cluster;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Settings;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.estate.Unit;
import dev.meridian.estate.Workload;
import java.util.ArrayList;
import java.util.List;

/// Something that is drawn as a box.
///
/// @param id in its region: letters, digits and underscores
/// @param name as the file calls it
/// @param kind what it is, in a few words
/// @param more a second line; empty for none
/// @param group where it belongs
record Part(String id, String name, String kind, String more, Group group) {
    /// Of a service that nothing here runs.
    static final String NOT_WRITTEN = "not written here";

    /// What parts have in common.
    enum Group {
        /// What users reach first.
        ENTRANCE,
        SERVICE,
        /// What keeps data within the network.
        STORE,
        /// What the region has, outside of the network.
        BESIDE
    }

    /// All parts of a region, in the order in which they are drawn.
    ///
    /// @param estate that the region is of
    static List<Part> of(Site site, Estate estate) {
        List<Part> parts = new ArrayList<>();
        site.entrances()
                .forEach(one -> parts.add(new Part(
                        id("entrance", one.name()),
                        one.name(),
                        site.cloud() == Cloud.AZURE ? "ingress" : "load balancer",
                        one.host(site.region()),
                        Group.ENTRANCE)));
        site.services().stream()
                .filter(one -> site.cluster().isPresent() || one.image().isPresent())
                .forEach(one -> parts.add(service(one, site, estate)));
        parts.addAll(stores(site));
        parts.addAll(beside(site));
        return parts;
    }

    /// A cluster has so many copies as its own files say, which add some where the file says a number alone.
    private static Part service(Workload one, Site site, Estate estate) {
        Unit.Copies copies = estate.fleet()
                .flatMap(fleet -> fleet.copies(site.region(), one.name()))
                .orElse(new Unit.Copies(one.least(), one.most()));
        if (!site.compute().runsServices()) {
            return new Part(id("service", one.name()), one.name(), NOT_WRITTEN, "its team runs it", Group.SERVICE);
        }
        return new Part(
                id("service", one.name()),
                one.name(),
                (copies.least() == copies.most() ? "" : copies.least() + " to ") + copies.most() + " copies",
                uses(one, site, estate),
                Group.SERVICE);
    }

    /// What a service uses, where it is. Of what somebody else runs nothing is known here but its name.
    private static String uses(Workload one, Site site, Estate estate) {
        List<String> untold = Settings.untold(one, site, estate.peers(site));
        List<String> used = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String store : one.stores()) {
            boolean isElsewhere = !site.stores().has(store)
                    && estate.sites().values().stream()
                            .anyMatch(other -> other.stores().has(store));
            if (isElsewhere && untold.contains(store)) {
                missing.add(store);
            } else {
                used.add(isElsewhere ? store + " of another region" : store);
            }
        }
        return (used.isEmpty() ? "" : "uses " + String.join(", ", used))
                + (used.isEmpty() || missing.isEmpty() ? "" : "; ")
                + (missing.isEmpty() ? "" : "without " + String.join(", ", missing));
    }

    private static List<Part> stores(Site site) {
        List<Part> parts = new ArrayList<>();
        site.databases()
                .forEach(one -> parts.add(new Part(
                        id("store", one.store()),
                        one.store(),
                        (one.global().isPresent() ? "Aurora PostgreSQL " : "PostgreSQL ") + one.version(),
                        role(one),
                        Group.STORE)));
        site.stores()
                .caches()
                .forEach(one -> parts.add(new Part(
                        id("store", one.store()),
                        one.store(),
                        one.product(site.cloud()),
                        one.global()
                                .map(global -> global.isWriter() ? "takes writes" : "follows " + global.writer())
                                .orElse(one.isCluster() ? "in cluster mode" : "of this region alone"),
                        Group.STORE)));
        site.stores()
                .logs()
                .forEach(one -> parts.add(new Part(
                        id("store", one.store()),
                        one.store(),
                        "Kafka " + one.version(),
                        one.topics().isEmpty()
                                ? "3 brokers"
                                : "3 brokers, " + one.topics().size() + " topics",
                        Group.STORE)));
        site.stores()
                .searches()
                .forEach(one -> parts.add(new Part(
                        id("store", one.store()),
                        one.store(),
                        "OpenSearch " + one.version(),
                        one.leader().map(leader -> "follows " + leader).orElse("takes writes"),
                        Group.STORE)));
        return parts;
    }

    private static String role(Database one) {
        return one.source().map(from -> "follows " + from.region()).orElse("takes writes")
                + (one.hasStandby() ? ", standby in another zone" : "");
    }

    private static List<Part> beside(Site site) {
        List<Part> parts = new ArrayList<>();
        site.stores()
                .tableNames()
                .forEach((store, name) ->
                        parts.add(new Part(id("store", store), store, "DynamoDB table", name, Group.BESIDE)));
        site.stores()
                .buckets()
                .forEach(one -> parts.add(new Part(
                        id("store", one.store()),
                        one.store(),
                        site.cloud() == Cloud.AWS ? "S3 bucket" : "bucket",
                        one.name(),
                        Group.BESIDE)));
        site.stores()
                .volumes()
                .forEach(one -> parts.add(new Part(
                        id("store", one.store()),
                        one.store(),
                        "backups of volumes",
                        one.daysKept() + " days",
                        Group.BESIDE)));
        if (!site.compute().repositories().isEmpty()) {
            parts.add(new Part(
                    "images", "images", "ECR", String.join(", ", site.compute().repositories()), Group.BESIDE));
        }
        return parts;
    }

    /// What services run on here, a line for each group of machines; none for nothing.
    static List<String> compute(Site site) {
        List<String> lines = new ArrayList<>();
        site.cluster().ifPresent(cluster -> {
            lines.add("Kubernetes " + cluster.version());
            cluster.nodes().forEach(group -> lines.add("machines: " + nodes(group)));
        });
        if (site.compute().isServerless()) {
            lines.add("ECS on Fargate");
        }
        return lines;
    }

    private static String nodes(Cluster.Nodes nodes) {
        return nodes.name() + " " + nodes.least() + " to " + nodes.most() + " × "
                + String.join(" or ", nodes.types()) + (nodes.isSpot() ? " (spot)" : "")
                + (nodes.hasGpu() ? " (GPU)" : "");
    }

    private static String id(String kind, String name) {
        return kind + "_" + ShortName.underscored(name);
    }
}
