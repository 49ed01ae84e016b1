package dev.meridian.google;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.List;

/// A Valkey of Memorystore in one region. Services sign in with what their account gives them: there is no
/// password.
final class Memorystore {
    /// The smallest that is not on a shared processor: 6.5 GiB (Memorystore for Valkey, instance and node
    /// specification, 2026-11).
    private static final String NODE = "STANDARD_SMALL";

    /// As few as divide keys at all; more are added while it runs.
    private static final int PARTS = 2;

    private static final int BACKUP_HOUR = 3;

    private Memorystore() {}

    static List<Block> of(Site site, Cache cache) {
        Block instance = Block.resource("google_memorystore_instance", Root.label(cache.store()))
                .set("instance_id", cache.name())
                .set("location", site.region().text())
                .set("engine_version", "VALKEY_" + cache.version().replace('.', '_'))
                .set("mode", cache.isCluster() ? "CLUSTER" : "CLUSTER_DISABLED")
                .set("shard_count", cache.isCluster() ? PARTS : 1)
                .set("replica_count", cache.zones() - 1)
                .set("node_type", NODE)
                .set("authorization_mode", "IAM_AUTH")
                .set("transit_encryption_mode", "SERVER_AUTHENTICATION")
                .set("kms_key", reference("google_kms_crypto_key.data.id"))
                .set("deletion_protection_enabled", true)
                .with(Block.of("desired_auto_created_endpoints")
                        .set("network", reference("google_compute_network.main.id"))
                        .set("project_id", reference("var.project")))
                .with(Block.of("automated_backup_config")
                        .set("retention", text(Duration.ofDays(cache.daysKept()).toSeconds() + "s"))
                        .with(Block.of("fixed_frequency_schedule")
                                .with(Block.of("start_time").set("hours", BACKUP_HOUR))));
        if (cache.window().isPresent()) {
            instance = instance.with(
                    Block.of("maintenance_policy").with(window(cache.window().get())));
        }
        return List.of(instance.set(
                "depends_on",
                sequence(
                        Keys.before(Keys.Agent.CACHES),
                        reference("google_network_connectivity_service_connection_policy.caches"))));
    }

    /// All of its addresses. In which order the cloud lists them it does not say.
    static Block addresses(Cache cache) {
        return Block.of("locals")
                .set(
                        name(cache),
                        reference("google_memorystore_instance." + Root.label(cache.store())
                                + ".endpoints[0].connections[*].psc_auto_connection[0]"));
    }

    /// Where services begin: the address that tells which nodes there are, or leads to the one that takes writes.
    static Expression address(Cache cache) {
        String all = "local." + name(cache) + "[*].";
        return call(
                "one",
                call(
                        "matchkeys",
                        reference(all + "ip_address"),
                        reference(all + "connection_type"),
                        texts(List.of(cache.isCluster() ? "CONNECTION_TYPE_DISCOVERY" : "CONNECTION_TYPE_PRIMARY"))));
    }

    private static String name(Cache cache) {
        return Root.label(cache.store()) + "_addresses";
    }

    private static Block window(WeeklyWindow window) {
        return Block.of("weekly_maintenance_window")
                .set("day", window.day().orElseThrow().name())
                .with(Block.of("start_time")
                        .set("hours", window.from().getHour())
                        .set("minutes", 0)
                        .set("seconds", 0)
                        .set("nanos", 0));
    }
}
