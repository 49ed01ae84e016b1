package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Database;
import dev.meridian.estate.InstanceClass;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A PostgreSQL of Azure (flexible server), in one region. Nobody has a password: services and owners sign in as
/// who they are. One that follows another finds it by its name: it can be planned while the region of the other is
/// gone, and what a failover has made of it stays as it is.
final class FlexibleServer {
    /// Statements that take longer are written to the log.
    private static final int SLOW_MILLISECONDS = 1_000;

    private static final long MEBIBYTES = 1_024;

    private final Site site;
    private final Database database;
    private final String label;

    FlexibleServer(Site site, Database database) {
        this.site = site;
        this.database = database;
        this.label = Root.label(database.store());
    }

    /// Who owns databases; nobody can sign in before there is somebody.
    static Block owner() {
        return Block.of("variable", "database_owner")
                .set("type", reference("object({ object_id = string, name = string })"))
                .set("description", "The group of Entra ID that owns databases, and lets services into them.");
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(server());
        blocks.add(Private.endpoint(site, Private.Kind.DATABASES, label, "azurerm_postgresql_flexible_server"));
        blocks.add(settings());
        if (database.source().isEmpty()) {
            blocks.add(Block.resource("azurerm_postgresql_flexible_server_active_directory_administrator", label)
                    .set("server_name", reference("azurerm_postgresql_flexible_server." + label + ".name"))
                    .set("resource_group_name", reference("azurerm_resource_group.main.name"))
                    .set("tenant_id", reference("data.azurerm_client_config.here.tenant_id"))
                    .set("object_id", reference("var.database_owner.object_id"))
                    .set("principal_name", reference("var.database_owner.name"))
                    .set("principal_type", "Group"));
            blocks.add(Block.resource("azurerm_postgresql_flexible_server_database", label)
                    .set("name", database.inSql())
                    .set("server_id", reference("azurerm_postgresql_flexible_server." + label + ".id"))
                    .set("charset", "UTF8")
                    .set("collation", "en_US.utf8")
                    .with(Block.of("lifecycle").set("prevent_destroy", true)));
        }
        return blocks;
    }

    private Block server() {
        Block server = Setup.placed("azurerm_postgresql_flexible_server", label, database.name())
                .set("version", Integer.toString(database.version()));
        if (database.source().isPresent()) {
            Database.Source source = database.source().get();
            server = server.set("create_mode", "Replica")
                    .set(
                            "source_server_id",
                            template("/subscriptions/${var.subscription_id}/resourceGroups/"
                                    + site.nameIn(source.region())
                                    + "/providers/Microsoft.DBforPostgreSQL/flexibleServers/" + source.name()));
        }
        server = server.set("sku_name", database.instanceClass().text())
                .set("storage_mb", database.disk().gibibytes() * MEBIBYTES)
                .set("storage_tier", database.disk().type())
                .set("auto_grow_enabled", true)
                .set("backup_retention_days", database.daysBack())
                .set(
                        "geo_redundant_backup_enabled",
                        new Expression.Flag(false),
                        "They stay in the region: where its data may be, the file says.")
                .set("public_network_access_enabled", false)
                .with(Block.of("authentication")
                        .set("active_directory_auth_enabled", true)
                        .set("password_auth_enabled", false)
                        .set("tenant_id", reference("data.azurerm_client_config.here.tenant_id")))
                .with(Keys.identity())
                .with(Block.of("customer_managed_key")
                        .set("key_vault_key_id", reference("azurerm_key_vault_key.data.id"))
                        .set("primary_user_assigned_identity_id", reference("azurerm_user_assigned_identity.keys.id")));
        return left(windowed(standby(server))
                .set("tags", reference("local.tags"))
                .set("depends_on", sequence(Keys.before())));
    }

    /// One that follows has none: Azure gives it one when it is promoted and somebody asks.
    private Block standby(Block server) {
        return database.hasStandby() && database.source().isEmpty()
                ? server.with(Block.of("high_availability").set("mode", "ZoneRedundant"))
                : server;
    }

    private Block windowed(Block server) {
        return database.window().isEmpty()
                ? server
                : server.with(Block.of("maintenance_window")
                        .set(
                                "day_of_week",
                                database.window().get().day().orElseThrow().getValue() % 7)
                        .set("start_hour", database.window().get().from().getHour())
                        .set("start_minute", database.window().get().from().getMinute()));
    }

    private Block left(Block server) {
        List<Expression> ignored = new ArrayList<>(List.of(reference("zone"), reference("storage_mb")));
        if (database.source().isPresent()) {
            ignored.addAll(List.of(
                    reference("create_mode"),
                    reference("source_server_id"),
                    reference("replication_role"),
                    reference("high_availability")));
        } else {
            ignored.add(reference("high_availability[0].standby_availability_zone"));
        }
        return server.with(Block.of("lifecycle")
                .set("prevent_destroy", true)
                .set(
                        "ignore_changes",
                        new Expression.Sequence(ignored),
                        "What a failover changes, and a disk that grows by itself; a plan never takes that back."));
    }

    private Block settings() {
        SequencedMap<String, Expression> settings = new LinkedHashMap<>();
        settings.put("require_secure_transport", Expression.text("on"));
        settings.put("ssl_min_protocol_version", Expression.text("TLSv1.2"));
        if (database.connections().isPresent()) {
            settings.put(
                    "max_connections",
                    Expression.text("" + (database.connections().getAsInt() + InstanceClass.KEPT_BY_AZURE)));
        }
        settings.put("log_checkpoints", Expression.text("on"));
        settings.put("log_connections", Expression.text("on"));
        settings.put("log_disconnections", Expression.text("on"));
        settings.put("log_lock_waits", Expression.text("on"));
        settings.put("log_min_duration_statement", Expression.text("" + SLOW_MILLISECONDS));
        settings.put("connection_throttle.enable", Expression.text("on"));
        return Block.resource("azurerm_postgresql_flexible_server_configuration", label)
                .set("for_each", Expression.mapping(settings))
                .set("server_id", reference("azurerm_postgresql_flexible_server." + label + ".id"))
                .set("name", reference("each.key"))
                .set("value", reference("each.value"));
    }
}
