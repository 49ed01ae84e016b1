package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// The part that one region has of a global database of Aurora. One that follows names the whole by a text, and no
/// other region: its root can be planned while the others are gone.
///
/// Which part takes writes is changed at AWS, for all of them at once, and Terraform does not hear of it. So a
/// part says nothing of its role that would be planned again: what is there to begin with is ignored from then
/// on, by the same list in each of them, and what is written of either holds before a failover and after it. The
/// whole is in the root of where the file has the writer. It begins with that part, and is not about where it
/// began.
final class Aurora {
    private static final String ENGINE = "aurora-postgresql";

    /// What a part is made with, and its role or a new version of the whole changes later. A source is asked for
    /// the signature by which an encrypted part is begun (RDS API, CreateDBCluster, 2026-11); which one the part
    /// follows is `replication_source_identifier`, and that it belongs to a whole at all
    /// `global_cluster_identifier` (provider documentation of aws_rds_cluster and aws_rds_global_cluster,
    /// 2026-11).
    private static final List<String> BEGUN_WITH = List.of(
            "database_name",
            "engine_version",
            "global_cluster_identifier",
            "master_username",
            "replication_source_identifier",
            "source_region");

    private final Site site;
    private final Database database;
    private final String global;
    private final String label;

    private Aurora(Site site, Database database, String global) {
        this.site = site;
        this.database = database;
        this.global = global;
        this.label = Root.label(database.store());
    }

    static List<Block> of(Site site, Database database, String global) {
        return new Aurora(site, database, global).blocks();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>(Reach.of(site, database.store()));
        blocks.add(parameters());
        blocks.add(Logs.group(site, label, "/aws/rds/cluster/" + database.name() + "/postgresql"));
        blocks.addAll(Owner.secret(site, database));
        if (database.source().isEmpty()) {
            blocks.add(Owner.password(database));
        }
        blocks.add(cluster());
        blocks.add(machines());
        if (database.source().isEmpty()) {
            blocks.add(whole());
        }
        return blocks;
    }

    private Block parameters() {
        Block group = Block.resource("aws_rds_cluster_parameter_group", label)
                .set("name", database.name() + "-" + database.version())
                .set("family", ENGINE + database.version())
                .set("description", "How " + database.store() + " runs")
                .with(Postgres.parameter("log_min_duration_statement", "" + Postgres.SLOW_MILLISECONDS, "immediate"))
                .with(Postgres.parameter("log_statement", "ddl", "immediate"));
        if (database.connections().isPresent()) {
            group = group.with(Postgres.parameter(
                    "max_connections", "" + database.connections().getAsInt(), "pending-reboot"));
        }
        return group.with(Postgres.parameter("rds.force_ssl", "1", "immediate"))
                .with(Block.of("lifecycle").set("create_before_destroy", true));
    }

    private Block cluster() {
        Block block = Block.resource("aws_rds_cluster", label)
                .set("cluster_identifier", database.name())
                .set("engine", ENGINE)
                .set(
                        "engine_version",
                        Expression.text("" + database.version()),
                        "To begin with. All parts get another one together, and by hand: no minor version comes by itself.");
        block = database.source().isPresent()
                ? following(block, database.source().get())
                : own(block);
        block = block.set("storage_encrypted", true)
                .set("kms_key_id", reference("aws_kms_key.data.arn"))
                .set("db_subnet_group_name", reference("aws_db_subnet_group.databases.name"))
                .set("vpc_security_group_ids", sequence(reference("aws_security_group." + label + ".id")))
                .set("db_cluster_parameter_group_name", reference("aws_rds_cluster_parameter_group." + label + ".name"))
                .set("iam_database_authentication_enabled", true)
                .set("enabled_cloudwatch_logs_exports", texts(List.of("postgresql")));
        Expression[] ignored = BEGUN_WITH.stream().map(Expression::reference).toArray(Expression[]::new);
        return kept(block)
                .set("depends_on", sequence(reference("aws_cloudwatch_log_group." + label)))
                .with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(ignored),
                                "A failover changes who takes writes: no plan may change it back."));
    }

    /// It has the owner and the password of the one that it follows, and takes no others.
    private Block following(Block block, Database.Source source) {
        return block.set("global_cluster_identifier", global)
                .set("source_region", source.region().text());
    }

    /// Its password cannot come from RDS itself: no part of a global database has one from there (Aurora user
    /// guide, limitations of passwords in Secrets Manager, 2026-11).
    private Block own(Block block) {
        return Owner.let(
                block.set("database_name", database.inSql()).set("master_username", Owner.NAME),
                database,
                "master_password_wo");
    }

    private Block kept(Block block) {
        Block kept = database.window().isPresent()
                ? block.set(
                        "preferred_maintenance_window",
                        Setup.text(database.window().get()))
                : block;
        return kept.set("backup_retention_period", database.daysBack())
                .set("copy_tags_to_snapshot", true)
                .set("delete_automated_backups", false)
                .set("deletion_protection", true)
                .set("final_snapshot_identifier", database.name() + "-last");
    }

    /// One, or a second one in another zone that takes over by itself. Where the part follows, all of them only
    /// read.
    private Block machines() {
        List<String> names = database.machines();
        Block block = Block.resource("aws_rds_cluster_instance", label)
                .set("for_each", call("toset", texts(names)))
                .set("identifier", reference("each.key"))
                .set("cluster_identifier", reference("aws_rds_cluster." + label + ".id"))
                .set("engine", reference("aws_rds_cluster." + label + ".engine"))
                .set("instance_class", database.instanceClass().text())
                .set("publicly_accessible", false)
                .set("ca_cert_identifier", Postgres.AUTHORITY)
                .set("auto_minor_version_upgrade", true);
        block = database.window().isPresent()
                ? block.set(
                        "preferred_maintenance_window",
                        Setup.text(database.window().get()))
                : block;
        return Postgres.watched(block);
    }

    /// It has the engine, its version and the encryption of the part that it begins with, and takes none of its
    /// own then (RDS API, CreateGlobalCluster, 2026-11).
    private Block whole() {
        return Block.resource("aws_rds_global_cluster", label)
                .set("global_cluster_identifier", global)
                .set("source_db_cluster_identifier", reference("aws_rds_cluster." + label + ".arn"))
                .set(
                        "force_destroy",
                        new Expression.Flag(false),
                        "While it has parts it does not go: each would be a database of its own.")
                .set("deletion_protection", true)
                .with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(reference("source_db_cluster_identifier")),
                                "Where it began, and not who takes writes now."));
    }
}
