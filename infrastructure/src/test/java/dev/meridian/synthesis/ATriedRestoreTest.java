package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Restores that AWS Backup tries by itself (ADR 32).
@DisplayName("A tried restore")
class ATriedRestoreTest {
    private static final String FILE = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: active}
            services: {web: {image: "shop/web:1", port: 8080, health: /health, replicas: 2..9}}
            data:
              orders: {kind: postgresql, runs: provider, replication: async, backup: {keep: 9d, verify: weekly}}
              files: {kind: volume, runs: provider, replication: none, backup: {keep: 7d, verify: monthly}}
            compute: {platform: kubernetes, nodes: {main: {count: 2..4}}}
            observability: {alarms: [critical-thresholds]}
            """;

    private static final String HOME = "terraform/regions/us-east-1/";
    private static final String OTHER = "terraform/regions/eu-west-1/";

    /// What a follower has its source has, too. What RDS keeps by itself stays the root's to say.
    @Test
    void of_a_database_is_one_of_a_snapshot_that_is_made_for_it() {
        SequencedMap<String, String> files = Written.of(FILE);
        assertThat(file(files, HOME + "database-orders.tf"))
                .contains(
                        "schedule          = \"cron(0 9 ? * MON *)\"",
                        "schedule_expression = \"cron(0 15 ? * MON *)\"",
                        "resources    = [aws_db_instance.orders.arn]",
                        "protected_resource_arns   = [aws_db_instance.orders.arn]",
                        "include_vaults        = [aws_backup_vault.orders.arn]",
                        "vpcSecurityGroupIds = jsonencode([aws_security_group.orders.id])",
                        "delete_after = 7")
                .containsPattern("backup_retention_period += 9\n")
                .doesNotContain("enable_continuous_backup");
        assertThat(file(files, OTHER + "database-orders.tf")).doesNotContain("aws_backup");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("backup.verify");
        assertThat(file(files, "runbooks/restore.md")).contains("`verify: weekly`", "it does not try");
    }

    /// Who restores may back up nothing, and the other way round.
    @Test
    void has_a_role_of_its_own() {
        String database = file(Written.of(FILE), HOME + "database-orders.tf");
        assertThat(database.split("RolePolicyForRestores", -1)).hasSize(2);
        assertThat(database)
                .contains("iam_role_arn              = aws_iam_role.orders_restores.arn")
                .contains("iam_role_arn = aws_iam_role.orders_backups.arn");
    }

    @Test
    void of_volumes_takes_the_newest_backup_that_there_is_in_any_case() {
        String volumes = file(Written.of(FILE), OTHER + "volumes-files.tf");
        assertThat(volumes)
                .contains(
                        "schedule_expression = \"cron(0 15 1 * ? *)\"",
                        "protected_resource_type   = \"EBS\"",
                        "protected_resource_arns   = [\"*\"]",
                        "include_vaults        = [aws_backup_vault.files.arn]");
        assertThat(volumes.split("resource \"aws_backup_plan\"", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            24h | * * ? *
            6d | * * ? *
            10d | ? * MON *
            31d | 1 * ? *
            quarterly | 1 1,4,7,10 ? *
            400d | 1 1 ? *
            """)
    void is_made_as_often_as_the_file_says_or_more_often(String said, String days) {
        SequencedMap<String, String> files = Written.of(FILE.replace("verify: weekly", "verify: " + said));
        assertThat(file(files, HOME + "database-orders.tf")).contains("cron(0 15 " + days + ")");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("backup.verify");
    }

    @Test
    void that_is_asked_for_more_often_than_once_a_day_is_made_each_day_and_listed() {
        SequencedMap<String, String> files = Written.of(FILE.replace("verify: weekly", "verify: 6h"));
        assertThat(file(files, HOME + "database-orders.tf")).contains("cron(0 15 * * ? *)");
        assertThat(file(files, "UNRENDERED.md"))
                .contains("| `data.orders.backup.verify` | `6h` | a restore is tried once a day at most |");
    }

    /// RDS takes no snapshot in the hour before it works on a database, and while it does.
    @ParameterizedTest
    @CsvSource({
        "Mon 04:00-05:00, 9",
        "Mon 07:30-09:00, 9",
        "Mon 08:30-09:30, 1",
        "Mon 10:30-11:00, 1",
        "Mon 11:30-12:30, 9",
        "Sun 23:30-00:30, 9",
        "Sun 22:00-09:30, 1"
    })
    void keeps_away_from_the_hours_at_which_the_database_is_worked_on(String window, int hour) {
        String windows = "operations: {windows: {database: {at: \"" + window + " UTC\"}}}\n";
        assertThat(file(Written.of(FILE + windows), HOME + "database-orders.tf"))
                .contains("cron(0 " + hour + " ? * MON *)", "cron(0 " + (hour + 6) + " ? * MON *)");
    }

    /// EventBridge says for nobody that it works for them: with a condition its messages are dropped.
    @Test
    void is_heard_of_when_it_fails_or_had_nothing_to_restore() {
        assertThat(file(Written.of(FILE), HOME + "alarms.tf"))
                .contains("state = [\"ABORTED\", \"EXPIRED\", \"FAILED\"]", "status = [\"ABORTED\", \"FAILED\"]")
                .containsPattern("identifiers = \\[\"events.amazonaws.com\"]\n    }\n  }")
                .containsPattern("identifiers = \\[\"cloudwatch.amazonaws.com\"]\n    }\n\n    condition");
        String silent = FILE.replace(", verify: weekly", "").replace(", verify: monthly", "");
        assertThat(file(Written.of(silent), HOME + "alarms.tf")).doesNotContain("events.amazonaws.com");
        assertThat(file(Written.of(FILE), "runbooks/dr-plan.md")).contains("one that fails is told");
        String unheard = FILE.replace("observability: {alarms: [critical-thresholds]}\n", "");
        assertThat(file(Written.of(unheard), "runbooks/dr-plan.md")).contains("nobody is told of one that fails");
    }

    @Test
    void of_what_is_in_no_vault_is_listed() {
        SequencedMap<String, String> files = Written.of(FILE.replace(
                "replication: async, backup: {keep: 9d, verify: weekly}",
                "replication: {mode: async, via: aurora-global}, backup: {keep: 9d, verify: weekly}"));
        assertThat(file(files, "UNRENDERED.md"))
                .contains("| `data.orders.backup.verify` | `weekly` | what AWS Backup restores of a part of a global");
        assertThat(file(files, HOME + "database-orders.tf")).doesNotContain("aws_backup");
    }
}
