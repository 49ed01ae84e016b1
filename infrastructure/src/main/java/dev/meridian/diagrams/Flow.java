package dev.meridian.diagrams;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What goes from one region to others.
///
/// @param store as the file calls it; or what else it is
/// @param how by what it is carried
/// @param from where it is first
/// @param to at least one
record Flow(String store, String how, RegionName from, List<RegionName> to) {
    Flow {
        to = List.copyOf(to);
    }

    /// All of an estate, by kind and in the order of the file; what has the same source and way is one.
    static List<Flow> of(Estate estate) {
        List<Flow> single = new ArrayList<>();
        for (Site site : estate.sites().values()) {
            site.databases()
                    .forEach(one -> one.source()
                            .ifPresent(source -> single.add(new Flow(
                                    one.store(), replica(site.cloud()), source.region(), List.of(site.region())))));
            site.stores()
                    .caches()
                    .forEach(one -> one.global()
                            .filter(global -> !global.isWriter())
                            .ifPresent(global -> single.add(new Flow(
                                    one.store(), "global datastore", global.writer(), List.of(site.region())))));
        }
        estate.links().forEach(link -> single.addAll(between(link.copies())));
        estate.streams()
                .forEach(stream -> single.add(new Flow(
                        stream.store(),
                        replication(estate, stream.from().region()),
                        stream.from().region(),
                        stream.to().stream().map(Bucket.Place::region).toList())));
        estate.backupRegions().forEach(one -> one.databases().forEach(copy -> single.add(backup(copy))));
        estate.volumes().stream()
                .filter(copies -> !copies.to().isEmpty())
                .forEach(copies -> single.add(new Flow(
                        copies.backup().store(),
                        "backups",
                        copies.from(),
                        copies.to().stream().map(place -> place.region()).toList())));
        estate.images()
                .ifPresent(images -> single.add(new Flow("images", "replication of ECR", images.from(), images.to())));
        return merged(single);
    }

    private static String replica(Cloud cloud) {
        return "read replica of "
                + switch (cloud) {
                    case AWS -> "RDS";
                    case GOOGLE -> "Cloud SQL";
                    case AZURE -> "a flexible server";
                };
    }

    private static String replication(Estate estate, RegionName from) {
        Cloud cloud =
                Optional.ofNullable(estate.sites().get(from)).map(Site::cloud).orElse(Cloud.AWS);
        return switch (cloud) {
            case AWS -> "replication of S3";
            case GOOGLE -> "transfers of Cloud Storage";
            case AZURE -> "object replication";
        };
    }

    private static List<Flow> between(Estate.Copies copies) {
        List<Flow> single = new ArrayList<>();
        copies.tables()
                .forEach(copy ->
                        single.add(new Flow(copy.table().store(), "global table", copy.from(), List.of(copy.to()))));
        copies.mirrors()
                .forEach(mirror -> single.add(new Flow(
                        mirror.store(),
                        "MSK Replicator",
                        mirror.from().region(),
                        List.of(mirror.to().region()))));
        copies.followings()
                .forEach(one -> single.add(
                        new Flow(one.store(), "cross-cluster replication", one.leader(), List.of(one.follower()))));
        copies.backups().forEach(copy -> single.add(backup(copy)));
        return single;
    }

    private static Flow backup(Database.Copy copy) {
        return new Flow(copy.store(), "backups", copy.of().region(), List.of(copy.to()));
    }

    private static List<Flow> merged(List<Flow> single) {
        SequencedMap<String, Flow> flows = new LinkedHashMap<>();
        for (Flow flow : single) {
            flows.merge(flow.store + "\n" + flow.how + "\n" + flow.from, flow, Flow::with);
        }
        return List.copyOf(flows.values());
    }

    private Flow with(Flow other) {
        List<RegionName> both = new ArrayList<>(to);
        other.to.stream().filter(region -> !both.contains(region)).forEach(both::add);
        return new Flow(store, how, from, both);
    }
}
