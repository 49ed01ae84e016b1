package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A PostgreSQL of Cloud SQL, in one region. Services sign in as who they are: there is no password, in no state
/// and nowhere else. One that follows another finds it by its name: it can be planned while the region of the
/// other is gone, and what a failover has made of it stays as it is.
final class CloudSql {
    /// Statements that take longer are written to the log.
    private static final int SLOW_MILLISECONDS = 1_000;

    /// Cloud SQL keeps logs for a restore to any moment at most so long in its Enterprise edition (about
    /// point-in-time recovery, 2026-11); the other edition's machines have names of their own.
    private static final String PLUS = "db-perf-optimized-";

    private static final String BACKUP_HOUR = "02:00";

    private final Site site;
    private final Database database;
    private final String label;

    CloudSql(Site site, Database database) {
        this.site = site;
        this.database = database;
        this.label = Root.label(database.store());
    }

    List<Block> blocks() {
        Block instance = Block.resource("google_sql_database_instance", label)
                .set("name", database.name())
                .set("region", site.region().text())
                .set("database_version", "POSTGRES_" + database.version());
        if (database.source().isPresent()) {
            instance =
                    instance.set("master_instance_name", database.source().get().name());
        }
        instance = instance.set("encryption_key_name", reference("google_kms_crypto_key.data.id"))
                .set("deletion_protection", true)
                .with(settings())
                .set(
                        "depends_on",
                        sequence(
                                Keys.before(Keys.Agent.DATABASES),
                                reference("google_service_networking_connection.stores")));
        List<Block> blocks = new ArrayList<>();
        if (database.source().isPresent()) {
            blocks.add(instance.with(Block.of("lifecycle")
                    .set(
                            "ignore_changes",
                            sequence(
                                    reference("master_instance_name"),
                                    reference("settings[0].backup_configuration"),
                                    reference("settings[0].disk_size"),
                                    reference("settings[0].maintenance_window")),
                            "A failover promotes it; a plan never takes that back.")));
        } else {
            blocks.add(instance.with(grown()));
            blocks.add(Block.resource("google_sql_database", label)
                    .set("name", database.inSql())
                    .set("instance", reference("google_sql_database_instance." + label + ".name"))
                    .set("deletion_policy", "ABANDON"));
        }
        return blocks;
    }

    private static Block grown() {
        return Block.of("lifecycle")
                .set("ignore_changes", sequence(reference("settings[0].disk_size")), "Its disk grows by itself.");
    }

    private Block settings() {
        Block settings = Block.of("settings")
                .set("tier", database.instanceClass().text())
                .set("edition", database.instanceClass().text().startsWith(PLUS) ? "ENTERPRISE_PLUS" : "ENTERPRISE")
                .set("availability_type", database.hasStandby() ? "REGIONAL" : "ZONAL")
                .set("disk_type", database.disk().type())
                .set("disk_size", database.disk().gibibytes())
                .set("disk_autoresize", true)
                .set("disk_autoresize_limit", database.disk().mostGibibytes())
                .set("deletion_protection_enabled", true)
                .set("retain_backups_on_delete", true)
                .with(Block.of("ip_configuration")
                        .set("ipv4_enabled", false)
                        .set("private_network", reference("google_compute_network.main.id"))
                        .set("ssl_mode", "ENCRYPTED_ONLY"));
        if (database.source().isEmpty()) {
            settings = settings.with(backups());
        }
        settings = settings.with(
                Block.of("insights_config").set("query_insights_enabled", true).set("record_application_tags", true));
        if (database.window().isPresent() && database.source().isEmpty()) {
            settings = settings.with(Block.of("maintenance_window")
                    .set("day", database.window().get().day().orElseThrow().getValue())
                    .set("hour", database.window().get().from().getHour())
                    .set("update_track", "stable"));
        }
        for (var flag : flags().entrySet()) {
            settings = settings.with(
                    Block.of("database_flags").set("name", flag.getKey()).set("value", flag.getValue()));
        }
        return settings;
    }

    /// They stay in the region unless the file asks for copies: where its data may be, the file says.
    private Block backups() {
        return Block.of("backup_configuration")
                .set("enabled", true)
                .set("start_time", BACKUP_HOUR)
                .set("location", site.region().text())
                .set("point_in_time_recovery_enabled", true)
                .set("transaction_log_retention_days", database.daysBack())
                .with(Block.of("backup_retention_settings").set("retained_backups", database.daysBack()));
    }

    private SequencedMap<String, String> flags() {
        SequencedMap<String, String> flags = new LinkedHashMap<>();
        flags.put("cloudsql.iam_authentication", "on");
        if (database.connections().isPresent()) {
            flags.put("max_connections", Integer.toString(database.connections().getAsInt()));
        }
        flags.put("log_checkpoints", "on");
        flags.put("log_connections", "on");
        flags.put("log_disconnections", "on");
        flags.put("log_lock_waits", "on");
        flags.put("log_min_duration_statement", Integer.toString(SLOW_MILLISECONDS));
        return flags;
    }
}
