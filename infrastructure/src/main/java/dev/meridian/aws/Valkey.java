package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// A Valkey of ElastiCache in one region. Services sign in with tokens of IAM: there is no password that could
/// be lost, which is why CKV_AWS_31 finds none (`aws-checks`, 2026-11).
final class Valkey {
    static final int PORT = Settings.VALKEY;

    /// The smallest with its own share of the network (ElastiCache user guide, supported node types, 2026-11).
    private static final String NODE = "cache.r6g.large";

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
        return blocks;
    }

    private static Block group(Cache cache, String label) {
        String family = "default.valkey" + cache.version().charAt(0);
        Block group = Block.resource("aws_elasticache_replication_group", label)
                .set("replication_group_id", cache.name())
                .set("description", cache.store())
                .set("engine", "valkey")
                .set("engine_version", cache.version())
                .set("node_type", NODE)
                .set("port", PORT)
                .set("cluster_mode", cache.isCluster() ? "enabled" : "disabled");
        group = cache.isCluster()
                ? group.set("num_node_groups", cache.parts()).set("replicas_per_node_group", cache.zones() - 1)
                : group.set("num_cache_clusters", cache.zones());
        group = group.set("parameter_group_name", cache.isCluster() ? family + ".cluster.on" : family)
                .set("multi_az_enabled", cache.zones() > 1)
                .set("automatic_failover_enabled", cache.zones() > 1 || cache.isCluster())
                .set("subnet_group_name", reference("aws_elasticache_subnet_group.caches.name"))
                .set("security_group_ids", sequence(reference("aws_security_group." + label + ".id")))
                .set("at_rest_encryption_enabled", true)
                .set("kms_key_id", reference("aws_kms_key.data.arn"))
                .set("transit_encryption_enabled", true)
                .set("transit_encryption_mode", "required")
                .set("user_group_ids", sequence(reference("aws_elasticache_user_group." + label + ".id")))
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
