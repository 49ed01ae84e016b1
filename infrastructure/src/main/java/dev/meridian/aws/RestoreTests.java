package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.mapping;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.estate.Trial;
import dev.meridian.estate.VolumeBackup;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Restores that AWS Backup tries by itself, from the vault of a store, and deletes again (ADR 32).
final class RestoreTests {
    private static final String SERVICE = "backup.amazonaws.com";

    /// What AWS Backup asks for to do one, and nothing to do the other (its developer guide, service roles,
    /// 2026-11).
    private static final List<String> BACKS_UP = List.of("service-role/AWSBackupServiceRolePolicyForBackup");

    private static final List<String> RESTORES = List.of("service-role/AWSBackupServiceRolePolicyForRestores");

    /// A week is paid for, whatever is kept for less (AWS Backup developer guide, metering, 2026-11).
    private static final int DAYS_KEPT = 7;

    /// No job may begin later, so that none runs into the hours at which RDS works on a database.
    private static final int MINUTES_TO_BEGIN = 60;

    /// For whoever wants to look at what was restored: nothing here does.
    private static final int HOURS_TO_LOOK = 1;

    private RestoreTests() {}

    /// None where nobody asks for them. A database's own backups are in no vault, and if they were, how far
    /// back they go would be AWS Backup's to say and no longer the root's: so one more is made for this alone.
    static List<Block> of(Database database) {
        return database.trial().map(trial -> of(database, trial)).orElse(List.of());
    }

    private static List<Block> of(Database database, Trial trial) {
        String label = Root.label(database.store());
        Expression arn = reference("aws_db_instance." + label + ".arn");
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("aws_backup_vault", label)
                .set("name", trial.vault())
                .set("kms_key_arn", reference("aws_kms_key.data.arn")));
        blocks.addAll(Policies.role(label + "_backups", trial.vault() + "-backups", SERVICE, BACKS_UP));
        blocks.add(Block.resource("aws_backup_plan", label)
                .set("name", trial.vault())
                .with(Block.of("rule")
                        .set("rule_name", "tried")
                        .set("target_vault_name", reference("aws_backup_vault." + label + ".name"))
                        .set("schedule", trial.made())
                        .set("start_window", MINUTES_TO_BEGIN)
                        .with(Block.of("lifecycle").set("delete_after", DAYS_KEPT))));
        blocks.add(Block.resource("aws_backup_selection", label)
                .set("name", trial.vault())
                .set("plan_id", reference("aws_backup_plan." + label + ".id"))
                .set("iam_role_arn", reference("aws_iam_role." + label + "_backups.arn"))
                .set("resources", sequence(arn)));
        SequencedMap<String, Expression> where = new LinkedHashMap<>();
        where.put("dbSubnetGroupName", reference("aws_db_subnet_group.databases.name"));
        where.put(
                "vpcSecurityGroupIds", call("jsonencode", sequence(reference("aws_security_group." + label + ".id"))));
        blocks.addAll(tried(label, trial));
        blocks.add(
                selected(label, trial, "RDS", arn)
                        .set(
                                "restore_metadata_overrides",
                                mapping(where),
                                "In the network of the database, where nobody else reaches it: AWS Backup would take the default one."));
        return blocks;
    }

    /// The same of volumes: every one that has a backup in the vault.
    static List<Block> of(VolumeBackup backup) {
        return backup.trial()
                .map(trial -> {
                    String label = Root.label(backup.store());
                    List<Block> blocks = new ArrayList<>(tried(label, trial));
                    blocks.add(selected(label, trial, "EBS", Expression.text("*")));
                    return blocks;
                })
                .orElse(List.of());
    }

    private static List<Block> tried(String label, Trial trial) {
        List<Block> blocks =
                new ArrayList<>(Policies.role(label + "_restores", trial.vault() + "-restores", SERVICE, RESTORES));
        blocks.add(Block.resource("aws_backup_restore_testing_plan", label)
                .set("name", trial.name())
                .set("schedule_expression", trial.tried())
                .set("start_window_hours", 1)
                .with(Block.of("recovery_point_selection")
                        .set("algorithm", "LATEST_WITHIN_WINDOW")
                        .set("include_vaults", sequence(reference("aws_backup_vault." + label + ".arn")))
                        .set("recovery_point_types", texts(List.of("SNAPSHOT")))
                        .set("selection_window_days", trial.days())));
        return blocks;
    }

    private static Block selected(String label, Trial trial, String type, Expression arn) {
        return Block.resource("aws_backup_restore_testing_selection", label)
                .set("name", trial.name())
                .set("restore_testing_plan_name", reference("aws_backup_restore_testing_plan." + label + ".name"))
                .set("protected_resource_type", type)
                .set("protected_resource_arns", sequence(arn))
                .set("iam_role_arn", reference("aws_iam_role." + label + "_restores.arn"))
                .set("validation_window_hours", HOURS_TO_LOOK);
    }

    /// Who hears of alarms hears that a restore has failed, and that there was no backup to restore. Jobs of
    /// both kinds name how they ended otherwise (AWS Backup developer guide, events, 2026-11).
    static List<Block> heard(Site site) {
        List<Block> blocks = new ArrayList<>();
        blocks.addAll(
                heard(site, "backups", "Backup Job State Change", "state", List.of("ABORTED", "EXPIRED", "FAILED")));
        blocks.addAll(heard(site, "restores", "Restore Job State Change", "status", List.of("ABORTED", "FAILED")));
        return blocks;
    }

    private static List<Block> heard(Site site, String label, String what, String end, List<String> ends) {
        SequencedMap<String, Expression> detail = new LinkedHashMap<>();
        detail.put(end, texts(ends));
        SequencedMap<String, Expression> pattern = new LinkedHashMap<>();
        pattern.put("source", texts(List.of("aws.backup")));
        pattern.put("detail-type", texts(List.of(what)));
        pattern.put("detail", mapping(detail));
        return List.of(
                Block.resource("aws_cloudwatch_event_rule", label)
                        .set("name", site.name() + "-" + label)
                        .set(
                                "description",
                                "One of the " + label + " of AWS Backup in " + site.region() + " has failed")
                        .set("event_pattern", call("jsonencode", mapping(pattern))),
                Block.resource("aws_cloudwatch_event_target", label)
                        .set("rule", reference("aws_cloudwatch_event_rule." + label + ".name"))
                        .set("arn", reference(Notices.TOPIC + ".arn")));
    }
}
