package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Datastore;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Valkey of ElastiCache in one region, by itself or as a part of what several regions have together. That is in
/// the root of the region where it was made; a part in another region names it, and needs nothing else of that
/// region: it can be planned while that one is gone.
///
/// Services sign in with tokens of IAM: there is no password that could be lost, which is why CKV_AWS_31 finds
/// none (`aws-checks`, 2026-11).
final class Valkey {
    static final int PORT = Settings.VALKEY;

    /// The smallest with its own share of the network (ElastiCache user guide, supported node types, 2026-11).
    /// Global datastores take its family from this size on (the same guide, global datastores, prerequisites).
    static final String NODE = "cache.r6g.large";

    /// What is set for all parts together from then on (Terraform Registry, global replication groups, managing
    /// engine versions, 2026-11).
    private static final List<String> OF_ALL =
            List.of("automatic_failover_enabled", "engine_version", "node_type", "num_node_groups");

    private Valkey() {}

    /// What all of a region share.
    static List<Block> shared(Site site) {
        return List.of(Block.resource("aws_elasticache_subnet_group", "caches")
                .set("name", site.name())
                .set("description", "Stores in memory of " + site.name())
                .set("subnet_ids", reference("values(aws_subnet.database)[*].id")));
    }

    static List<Block> of(Site site, Cache cache) {
        String label = Root.label(cache.store());
        List<Block> blocks = new ArrayList<>(Reach.of(site, cache.store()));
        blocks.add(Logs.group(site, label, "/aws/elasticache/" + cache.name()));
        blocks.add(Block.resource("aws_elasticache_user", label)
                .set("engine", "valkey")
                .set("user_id", cache.name())
                .set("user_name", cache.name())
                .set("access_string", "on ~* &* +@all -@admin")
                .with(Block.of("authentication_mode").set("type", "iam")));
        blocks.add(Block.resource("aws_elasticache_user_group", label)
                .set("engine", "valkey")
                .set("user_group_id", cache.name())
                .set("user_ids", sequence(reference("aws_elasticache_user." + label + ".user_id"))));
        blocks.add(group(cache, label));
        cache.global().filter(Datastore::isFounder).ifPresent(global -> blocks.add(global(cache, global, label)));
        return blocks;
    }

    private static Block group(Cache cache, String label) {
        Block group = Block.resource("aws_elasticache_replication_group", label)
                .set("replication_group_id", cache.name())
                .set("description", cache.store());
        Optional<Datastore> joined = cache.global().filter(global -> !global.isFounder());
        group = joined.isPresent() ? part(cache, joined.get(), group) : own(cache, group);
        group = group.set("multi_az_enabled", cache.zones() > 1)
                .set("automatic_failover_enabled", isSafe(cache))
                .set("subnet_group_name", reference("aws_elasticache_subnet_group.caches.name"))
                .set("security_group_ids", sequence(reference("aws_security_group." + label + ".id")));
        group = kept(cache, encrypted(group, joined.isPresent()), label);
        return cache.global().filter(Datastore::isFounder).isPresent()
                ? group.with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(OF_ALL.stream()
                                        .map(Expression::reference)
                                        .toArray(Expression[]::new)),
                                "They are changed for all regions at once, below."))
                : group;
    }

    private static Block own(Cache cache, Block group) {
        String family = "default.valkey" + cache.version().charAt(0);
        Block own = group.set("engine", "valkey")
                .set("engine_version", cache.version())
                .set("node_type", NODE)
                .set("port", PORT)
                .set("cluster_mode", cache.isCluster() ? "enabled" : "disabled");
        own = cache.isCluster()
                ? own.set("num_node_groups", cache.parts()).set("replicas_per_node_group", cache.zones() - 1)
                : own.set("num_cache_clusters", cache.zones());
        return own.set("parameter_group_name", cache.isCluster() ? family + ".cluster.on" : family);
    }

    private static boolean isSafe(Cache cache) {
        return cache.zones() > 1 || cache.isCluster();
    }

    /// It has engine, machines, shards and encryption from what it is a part of, and its own number of copies.
    private static Block part(Cache cache, Datastore global, Block group) {
        Block part = group.set("global_replication_group_id", global.name()).set("port", PORT);
        return cache.isCluster()
                ? part.set("replicas_per_node_group", cache.zones() - 1)
                : part.set("num_cache_clusters", cache.zones());
    }

    /// With the key of its own region, whichever it is a part of.
    private static Block encrypted(Block group, boolean isPart) {
        Expression key = reference("aws_kms_key.data.arn");
        return isPart
                ? group.set("kms_key_id", key)
                : group.set("at_rest_encryption_enabled", true)
                        .set("kms_key_id", key)
                        .set("transit_encryption_enabled", true)
                        .set("transit_encryption_mode", "required");
    }

    /// What the regions have together. Where another region takes the writes Terraform would make it anew, without
    /// its followers: it is to leave that to people.
    private static Block global(Cache cache, Datastore global, String label) {
        Block block = Block.resource("aws_elasticache_global_replication_group", label)
                .set("global_replication_group_id_suffix", global.suffix())
                .set("global_replication_group_description", cache.store())
                .set("primary_replication_group_id", reference("aws_elasticache_replication_group." + label + ".id"))
                .set("engine_version", cache.version())
                .set("cache_node_type", NODE)
                .set("automatic_failover_enabled", isSafe(cache));
        block = cache.isCluster() ? block.set("num_node_groups", cache.parts()) : block;
        return block.with(Block.of("lifecycle")
                .set("prevent_destroy", true)
                .set(
                        "ignore_changes",
                        sequence(reference("primary_replication_group_id")),
                        "A failover gives the writes to another region: no plan may take them back."));
    }

    private static Block kept(Cache cache, Block block, String label) {
        Block group = block.set("user_group_ids", sequence(reference("aws_elasticache_user_group." + label + ".id")))
                .set("auto_minor_version_upgrade", true)
                .set("snapshot_retention_limit", cache.daysKept())
                .set("final_snapshot_identifier", cache.name() + "-last");
        group = cache.window().isPresent()
                ? group.set("maintenance_window", Setup.text(cache.window().get()))
                : group;
        return group.with(log(label, "slow-log")).with(log(label, "engine-log"));
    }

    private static Block log(String label, String type) {
        return Block.of("log_delivery_configuration")
                .set("destination", reference("aws_cloudwatch_log_group." + label + ".name"))
                .set("destination_type", "cloudwatch-logs")
                .set("log_format", "json")
                .set("log_type", type);
    }
}
