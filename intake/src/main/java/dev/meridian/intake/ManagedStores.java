package dev.meridian.intake;

import dev.meridian.intake.Piece.Switch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// What holds state beside relational databases: tables, caches, buckets, brokers, queues, indexes, file
/// systems, pools of users.
final class ManagedStores {
    private static final String CACHE = "aws_elasticache_replication_group";
    private static final String BUCKET = "aws_s3_bucket";
    private static final String BROKERS = "aws_msk_cluster";
    private static final String FILES = "aws_efs_file_system";
    private static final String TABLE = "aws_dynamodb_table";

    private final Survey survey;
    private final SequencedMap<Resource, Piece> pieces = new LinkedHashMap<>();

    ManagedStores(Survey survey) {
        this.survey = survey;
    }

    void read() {
        survey.each(TABLE, this::table);
        survey.each("aws_dynamodb_table_replica", this::tableReplica);
        survey.each(CACHE, this::cache);
        survey.each("aws_elasticache_cluster", this::single);
        survey.each("aws_elasticache_global_replication_group", this::globalCache);
        survey.each(BUCKET, this::bucket);
        survey.each("aws_s3_bucket_replication_configuration", this::copyOfBucket);
        survey.each(BROKERS, this::brokers);
        survey.each("aws_msk_replicator", this::mirror);
        survey.each("aws_sqs_queue", this::queue);
        survey.each("aws_kinesis_stream", stream -> keep(piece(stream, "stream", "name")));
        survey.each("aws_opensearch_domain", this::index);
        survey.each("aws_elasticsearch_domain", this::index);
        survey.each(FILES, this::files);
        survey.each("aws_cognito_user_pool", pool -> keep(piece(pool, "identity", "name")));
        pieces.values().forEach(survey::add);
    }

    private Piece piece(Resource resource, String kind, String ownName) {
        String name = survey.name(resource, ownName);
        return Piece.of(resource, kind, survey.region(resource), name);
    }

    private Piece keep(Piece piece) {
        pieces.put(piece.resource(), piece);
        survey.notes().read(piece.resource());
        return piece;
    }

    private Optional<Piece> kept(Resource resource) {
        return Optional.ofNullable(pieces.get(resource));
    }

    /// A table and its replicas: each takes writes, and the last writer wins; or, with strong consistency, a write
    /// waits
    /// for the others.
    private void table(Resource table) {
        Attributes values = table.values();
        boolean toAnyMoment = values.block("point_in_time_recovery")
                .map(block -> block.is("enabled"))
                .orElse(false);
        Piece home = keep(piece(table, "dynamodb", "name").backup(OptionalInt.empty(), toAnyMoment));
        for (Attributes replica : values.blocks("replica")) {
            Optional<String> region = replica.text("region_name");
            if (region.isEmpty()) {
                survey.lost(table, "replica", "the region of a replica is not in " + survey.noun());
                continue;
            }
            boolean isStrong = replica.text("consistency_mode").equals(Optional.of("STRONG"));
            globalTable(home, region.get(), table, isStrong ? "provider" : "multi-primary");
        }
    }

    private void globalTable(Piece home, String region, Resource origin, String mode) {
        Piece copy = Piece.of(home.resource(), home.kind(), region, home.name());
        survey.add(copy);
        survey.add(new Tie(home, copy, mode, "global-tables", origin));
    }

    private void tableReplica(Resource replica) {
        Optional<Piece> home =
                survey.links().one(replica, "global_table_arn", TABLE).flatMap(this::kept);
        if (home.isEmpty()) {
            survey.notes().notRead(replica, "the table that it belongs to is not in " + survey.noun());
            return;
        }
        survey.notes().read(replica);
        globalTable(home.get(), survey.region(replica), replica, "multi-primary");
    }

    private void cache(Resource group) {
        Attributes values = group.values();
        OptionalInt nodes = values.whole("num_cache_clusters");
        if (nodes.isEmpty()) {
            OptionalInt groups = values.whole("num_node_groups");
            OptionalInt replicas = values.whole("replicas_per_node_group");
            nodes = groups.isPresent() && replicas.isPresent()
                    ? OptionalInt.of(Math.clamp((long) groups.getAsInt() * (1L + replicas.getAsInt()), 0, 10_000))
                    : OptionalInt.empty();
        }
        boolean isCluster = values.is("cluster_enabled")
                || values.text("cluster_mode").equals(Optional.of("enabled"))
                || values.whole("num_node_groups").orElse(1) > 1;
        keep(piece(group, kind(group), "replication_group_id")
                .set(Switch.CLUSTER_MODE, isCluster)
                .set(Switch.AT_REST, isTrue(values, "at_rest_encryption_enabled"))
                .set(Switch.IN_TRANSIT, values.is("transit_encryption_enabled"))
                .version(values.text("engine_version"))
                .zones(values.is("multi_az_enabled") ? Optional.of("2..") : Optional.empty())
                .nodes(nodes));
    }

    /// The provider writes some switches as text.
    private static boolean isTrue(Attributes values, String key) {
        return values.is(key) || values.text(key).equals(Optional.of("true"));
    }

    private static String kind(Resource cache) {
        return cache.values().text("engine").orElse("redis").equals("redis") ? "redis" : "cache";
    }

    /// A cluster that belongs to no group; those that do are counted by it.
    private void single(Resource cluster) {
        if (survey.links().from(cluster, "replication_group_id", CACHE).isEmpty()
                && cluster.values().text("replication_group_id").isEmpty()) {
            keep(piece(cluster, kind(cluster), "cluster_id")
                    .version(cluster.values().text("engine_version"))
                    .nodes(cluster.values().whole("num_cache_nodes")));
        } else {
            survey.notes().read(cluster);
        }
    }

    /// A global datastore: the one that it was made from takes the writes.
    private void globalCache(Resource global) {
        Optional<Piece> writer = survey.links()
                .one(global, "primary_replication_group_id", CACHE)
                .flatMap(this::kept);
        if (writer.isEmpty()) {
            survey.notes().notRead(global, "the group that it was made from is not in " + survey.noun());
            return;
        }
        survey.notes().read(global);
        survey.pointingAt(CACHE, "global_replication_group_id", global).stream()
                .flatMap(member -> kept(member).stream())
                .filter(member -> !member.equals(writer.get()))
                .forEach(member ->
                        survey.add(new Tie(writer.get(), member, "async", "elasticache-global-datastore", global)));
    }

    private void bucket(Resource bucket) {
        boolean isVersioned = false;
        for (Resource versioning : survey.pointingAt("aws_s3_bucket_versioning", "bucket", bucket)) {
            survey.notes().read(versioning);
            isVersioned |= versioning.values().blocks("versioning_configuration").stream()
                    .anyMatch(config -> config.text("status").equals(Optional.of("Enabled")));
        }
        List<Resource> lifecycles = survey.pointingAt("aws_s3_bucket_lifecycle_configuration", "bucket", bucket);
        lifecycles.forEach(survey.notes()::read);
        keep(piece(bucket, "object", "bucket")
                .set(Switch.VERSIONING, isVersioned)
                .set(Switch.LIFECYCLE, !lifecycles.isEmpty()));
    }

    private void copyOfBucket(Resource rules) {
        Optional<Piece> from = survey.links().one(rules, "bucket", BUCKET).flatMap(this::kept);
        List<Attributes> enabled = rules.values().blocks("rule").stream()
                .filter(rule -> !rule.text("status").equals(Optional.of("Disabled")))
                .toList();
        List<Piece> ends = survey.links().from(rules, "rule.destination.bucket", BUCKET).stream()
                .flatMap(bucket -> kept(bucket).stream())
                .toList();
        if (from.isEmpty() || ends.isEmpty() || enabled.isEmpty()) {
            survey.notes()
                    .notRead(
                            rules,
                            enabled.isEmpty()
                                    ? "none of its rules is enabled"
                                    : "it copies from or to a bucket that is not in " + survey.noun());
            return;
        }
        survey.notes().read(rules);
        for (Piece end : ends) {
            List<String> carries =
                    enabled.stream().allMatch(rule -> !prefixes(rule).isEmpty())
                            ? enabled.stream()
                                    .flatMap(rule -> prefixes(rule).stream())
                                    .distinct()
                                    .toList()
                            : List.of();
            Optional<String> within = enabled.stream()
                    .flatMap(rule -> rule.blocks("destination").stream())
                    .flatMap(to -> to.blocks("replication_time").stream())
                    .filter(time -> time.text("status").equals(Optional.of("Enabled")))
                    .flatMap(time -> time.blocks("time").stream())
                    .flatMap(time -> Times.minutes(time.whole("minutes")).stream())
                    .findFirst();
            survey.add(new Tie(from.get(), end, "async", "s3-replication", rules.address(), carries, within));
        }
    }

    private static List<String> prefixes(Attributes rule) {
        return rule.blocks("filter").stream()
                .flatMap(filter ->
                        filter.text("prefix").or(() -> filter.block("and").flatMap(and -> and.text("prefix"))).stream())
                .toList();
    }

    private void queue(Resource queue) {
        OptionalInt seconds = queue.values().whole("message_retention_seconds");
        boolean isWholeDays = seconds.isPresent() && seconds.getAsInt() % 86_400 == 0;
        keep(piece(queue, "queue", "name")
                .set(
                        Switch.KEEP,
                        isWholeDays ? Times.days(OptionalInt.of(seconds.getAsInt() / 86_400)) : Optional.empty()));
    }

    private void brokers(Resource cluster) {
        Attributes values = cluster.values();
        Optional<String> zones = values.block("broker_node_group_info")
                .map(nodes -> nodes.texts("client_subnets").size())
                .filter(count -> count > 0)
                .map(String::valueOf);
        keep(piece(cluster, "kafka", "cluster_name")
                .version(values.text("kafka_version"))
                .nodes(values.whole("number_of_broker_nodes"))
                .zones(zones));
    }

    private void mirror(Resource replicator) {
        List<Piece> from = ends(replicator, "replication_info_list.source_kafka_cluster_arn");
        List<Piece> to = ends(replicator, "replication_info_list.target_kafka_cluster_arn");
        if (from.isEmpty() || to.isEmpty()) {
            survey.notes().notRead(replicator, "a cluster that it joins is not in " + survey.noun());
            return;
        }
        survey.notes().read(replicator);
        survey.add(new Tie(from.getFirst(), to.getFirst(), "async", "msk-replicator", replicator));
    }

    private List<Piece> ends(Resource replicator, String path) {
        return survey.links().from(replicator, path, BROKERS).stream()
                .flatMap(cluster -> kept(cluster).stream())
                .toList();
    }

    private void index(Resource domain) {
        Attributes cluster = domain.values().block("cluster_config").orElse(Attributes.NONE);
        int count = cluster.block("zone_awareness_config").stream()
                .mapToInt(config -> config.whole("availability_zone_count").orElse(2))
                .filter(said -> said > 0 && said <= Attributes.MOST)
                .findFirst()
                .orElse(2);
        Optional<String> zones =
                cluster.is("zone_awareness_enabled") ? Optional.of(Integer.toString(count)) : Optional.empty();
        Optional<String> version = domain.values()
                .text("engine_version")
                .map(text -> text.replaceFirst("^[A-Za-z]+_", ""))
                .or(() -> domain.values().text("elasticsearch_version"));
        keep(piece(domain, "opensearch", "domain_name")
                .set(Switch.AT_REST, isOn(domain, "encrypt_at_rest"))
                .set(Switch.IN_TRANSIT, isOn(domain, "node_to_node_encryption"))
                .version(version)
                .nodes(cluster.whole("instance_count"))
                .zones(zones));
    }

    private static boolean isOn(Resource resource, String block) {
        return resource.values().blocks(block).stream().anyMatch(found -> found.is("enabled"));
    }

    /// A file system, and its copy in another region, which AWS makes and keeps.
    private void files(Resource system) {
        Optional<String> zones = system.values().text("availability_zone_name").map(_ -> "1");
        Piece home = keep(
                Piece.of(system, "volume", survey.region(system), survey.name(system, "tags.Name", "creation_token"))
                        .zones(zones));
        for (Resource copy : survey.pointingAt("aws_efs_replication_configuration", "source_file_system_id", system)) {
            copy.values().blocks("destination").stream()
                    .flatMap(destination -> destination.text("region").stream())
                    .forEach(region -> {
                        Piece to = Piece.of(copy, "volume", region, home.name());
                        survey.add(to);
                        survey.add(new Tie(home, to, "async", "efs-replication", copy));
                        survey.notes().read(copy);
                    });
        }
    }
}
