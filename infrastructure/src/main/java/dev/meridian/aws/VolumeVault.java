package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.VolumeBackup;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Backups of volumes: AWS Backup looks for those that have its tag, whoever has made them (ADR 22).
final class VolumeVault {
    private static final String SERVICE = "backup.amazonaws.com";

    /// To make them, and to have something of them when it is needed.
    private static final List<String> POLICIES = List.of(
            "service-role/AWSBackupServiceRolePolicyForBackup", "service-role/AWSBackupServiceRolePolicyForRestores");

    private VolumeVault() {}

    /// In a region: where its backups are, and the plan of those that stay there.
    static List<Block> of(VolumeBackup backup) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(vault(backup));
        if (!backup.isCopied()) {
            blocks.addAll(plan(backup, Optional.empty()));
        }
        blocks.addAll(RestoreTests.of(backup));
        return blocks;
    }

    /// Where backups are, their copies too.
    static Block vault(VolumeBackup backup) {
        return Block.resource("aws_backup_vault", Root.label(backup.store()))
                .set("name", backup.vault())
                .set("kms_key_arn", reference("aws_kms_key.data.arn"));
    }

    /// The same of those that go to other regions too: in the root of what goes from one region to all others.
    static List<Block> copied(VolumeBackup.Copies copies) {
        return plan(copies.backup(), Optional.of(copies));
    }

    private static List<Block> plan(VolumeBackup backup, Optional<VolumeBackup.Copies> copies) {
        String label = Root.label(backup.store());
        Block rule = Block.of("rule")
                .set("rule_name", "regular")
                .set(
                        "target_vault_name",
                        copies.isPresent()
                                ? Expression.text(backup.vault())
                                : reference("aws_backup_vault." + label + ".name"))
                .set("schedule", backup.schedule())
                .with(Block.of("lifecycle").set("delete_after", backup.daysKept()));
        for (VolumeBackup.Place place : copies.map(VolumeBackup.Copies::to).orElse(List.of())) {
            rule = rule.with(Block.of("copy_action")
                    .set(
                            "destination_vault_arn",
                            template(Policies.arn("backup", place.region(), "backup-vault:" + place.vault())))
                    .with(Block.of("lifecycle").set("delete_after", backup.daysKept())));
        }
        List<Block> blocks =
                new ArrayList<>(Policies.role(label + "_backups", backup.vault() + "-backups", SERVICE, POLICIES));
        blocks.add(Block.resource("aws_backup_plan", label)
                .set("name", backup.vault())
                .with(rule));
        blocks.add(Block.resource("aws_backup_selection", label)
                .set("name", backup.vault())
                .set("plan_id", reference("aws_backup_plan." + label + ".id"))
                .set("iam_role_arn", reference("aws_iam_role." + label + "_backups.arn"))
                .with(Block.of("selection_tag")
                        .set("type", "STRINGEQUALS")
                        .set("key", VolumeBackup.TAG)
                        .set("value", backup.tag())));
        return blocks;
    }
}
