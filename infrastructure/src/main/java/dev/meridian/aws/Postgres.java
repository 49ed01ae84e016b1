package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Database;
import dev.meridian.estate.Disk;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL of RDS, in one region. One that follows another finds it by its name, built from what is known: it
/// can be planned while the region of the other is gone, and what a failover has made of it stays as it is.
final class Postgres {
    static final int PORT = 5432;

    /// Statements that take longer are written to the log.
    static final int SLOW_MILLISECONDS = 1_000;

    /// How often the machine itself is looked at; a minute costs least (CKV_AWS_118, `aws-checks`, 2026-11).
    private static final int SECONDS_BETWEEN_LOOKS = 60;

    /// What costs nothing (RDS user guide, Performance Insights retention, 2026-11).
    private static final int DAYS_OF_INSIGHTS = 7;

    /// Of the authorities that RDS has, the one that it gives where nobody says: RSA 2048, until 2061 (RDS user
    /// guide, certificate authorities, 2026-11; CKV_AWS_211).
    static final String AUTHORITY = "rds-ca-rsa2048-g1";

    /// A promotion is made by hand, and Terraform does not hear of it (RDS API, DeleteDBInstance, 2026-11).
    private static final String NO_LAST_COPY =
            "RDS takes no last copy of what follows. After a promotion Terraform takes none either: `deletion_protection`"
                    + " is what stands before a deletion then, and backups stay after it.";

    /// Standard support of 13 ended in February 2026, and new ones are made at a surcharge (release calendar of
    /// RDS for PostgreSQL; RDS user guide, extended support; 2026-11).
    private static final int LAST_EXTENDED = 13;

    private static final String MONITORING = "database_monitoring";

    private final Site site;
    private final Database database;
    private final String label;

    private Postgres(Site site, Database database) {
        this.site = site;
        this.database = database;
        this.label = Root.label(database.store());
    }

    /// What all databases of a region share.
    static List<Block> shared(Site site) {
        String name = ShortName.role(site.name() + "-database-monitoring");
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("aws_db_subnet_group", "databases")
                .set("name", site.name())
                .set("subnet_ids", reference("values(aws_subnet.database)[*].id")));
        blocks.addAll(Policies.role(MONITORING, name, "monitoring.rds.amazonaws.com"));
        blocks.add(Policies.attachedOfAws(MONITORING, "service-role/AmazonRDSEnhancedMonitoringRole"));
        return blocks;
    }

    static List<Block> of(Site site, Database database) {
        return new Postgres(site, database).blocks();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>(Reach.of(site, database.store()));
        blocks.add(parameters());
        blocks.add(logs());
        if (database.isFollowed()) {
            blocks.addAll(Owner.secret(site, database));
        }
        if (hasPassword()) {
            blocks.add(Owner.password(database));
        }
        blocks.add(instance());
        blocks.addAll(RestoreTests.of(database));
        return blocks;
    }

    private Block parameters() {
        Block group = Block.resource("aws_db_parameter_group", label)
                .set("name", database.name() + "-" + database.version())
                .set("family", "postgres" + database.version())
                .set("description", "How " + database.store() + " runs")
                .with(parameter("log_min_duration_statement", "" + SLOW_MILLISECONDS, "immediate"))
                .with(parameter("log_statement", "ddl", "immediate"));
        if (database.connections().isPresent()) {
            group = group.with(
                    parameter("max_connections", "" + database.connections().getAsInt(), "pending-reboot"));
        }
        return group.with(parameter("rds.force_ssl", "1", "immediate"))
                .with(Block.of("lifecycle").set("create_before_destroy", true));
    }

    static Block parameter(String name, String value, String method) {
        return Block.of("parameter").set("name", name).set("value", value).set("apply_method", method);
    }

    /// Made before the database makes its own, which would be kept for ever and with a key of the cloud's.
    private Block logs() {
        return Logs.kept(
                site,
                Block.resource("aws_cloudwatch_log_group", label)
                        .set("for_each", call("toset", texts(List.of("postgresql", "upgrade")))),
                template("/aws/rds/instance/" + database.name() + "/${each.key}"));
    }

    /// One that others follow cannot have its password from RDS itself (RDS user guide, limitations of passwords
    /// in Secrets Manager, 2026-11). A copy has that of the writer, and cannot be given another.
    private boolean hasPassword() {
        return database.source().isEmpty() && database.isFollowed();
    }

    private Block instance() {
        Block block = Block.resource("aws_db_instance", label).set("identifier", database.name());
        block = database.source().isPresent()
                ? following(block, database.source().get())
                : own(block);
        block = block.set("instance_class", database.instanceClass().text());
        block = stored(block)
                .set("multi_az", database.hasStandby())
                .set("db_subnet_group_name", reference("aws_db_subnet_group.databases.name"))
                .set("vpc_security_group_ids", sequence(reference("aws_security_group." + label + ".id")))
                .set("publicly_accessible", false)
                .set("parameter_group_name", reference("aws_db_parameter_group." + label + ".name"))
                .set("ca_cert_identifier", AUTHORITY)
                .set("iam_database_authentication_enabled", true);
        block = looked(kept(block));
        block = block.set("depends_on", sequence(reference("aws_cloudwatch_log_group." + label)));
        return database.source().isPresent()
                ? block.with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(reference("replicate_source_db")),
                                "A failover makes it one of its own: no plan may make it follow again."))
                : block;
    }

    private Block following(Block block, Database.Source source) {
        return block.set("replicate_source_db", template(Policies.arn("rds", source.region(), "db:" + source.name())));
    }

    private Block own(Block block) {
        Block own = block.set("engine", "postgres")
                .set(
                        "engine_version",
                        Expression.text("" + database.version()),
                        "Minor versions come by themselves, in the window."
                                + (database.version() <= LAST_EXTENDED
                                        ? " RDS charges more for this version, for each processor and hour: it is past its"
                                                + " standard support."
                                        : ""))
                .set("db_name", database.inSql())
                .set("username", Owner.NAME);
        return hasPassword()
                ? Owner.let(own, database, "password_wo")
                : own.set("manage_master_user_password", true)
                        .set("master_user_secret_kms_key_id", reference("aws_kms_key.data.arn"));
    }

    private Block stored(Block block) {
        Disk disk = database.disk();
        Block stored = database.source().isPresent() ? block : block.set("allocated_storage", disk.gibibytes());
        stored = stored.set("max_allocated_storage", disk.mostGibibytes()).set("storage_type", disk.type());
        stored = disk.iops().isPresent() ? stored.set("iops", disk.iops().getAsInt()) : stored;
        return stored.set("storage_encrypted", true).set("kms_key_id", reference("aws_kms_key.data.arn"));
    }

    private Block kept(Block block) {
        Block kept = block.set("auto_minor_version_upgrade", true);
        kept = database.window().isPresent()
                ? kept.set("maintenance_window", Setup.text(database.window().get()))
                : kept;
        kept = kept.set("backup_retention_period", database.daysBack())
                .set("copy_tags_to_snapshot", true)
                .set("delete_automated_backups", false)
                .set("deletion_protection", true);
        return database.source().isEmpty()
                ? kept.set("final_snapshot_identifier", database.name() + "-last")
                : kept.set("skip_final_snapshot", new Expression.Flag(true), NO_LAST_COPY);
    }

    private static Block looked(Block block) {
        return watched(block.set("enabled_cloudwatch_logs_exports", texts(List.of("postgresql", "upgrade"))));
    }

    /// What a machine says of itself, whatever it is a part of.
    static Block watched(Block block) {
        return block.set("monitoring_interval", SECONDS_BETWEEN_LOOKS)
                .set("monitoring_role_arn", reference("aws_iam_role." + MONITORING + ".arn"))
                .set("performance_insights_enabled", true)
                .set("performance_insights_kms_key_id", reference("aws_kms_key.data.arn"))
                .set("performance_insights_retention_period", DAYS_OF_INSIGHTS);
    }
}
