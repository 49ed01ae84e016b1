package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.GLOBAL_DATABASE;
import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.hcl.Terraform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written of a PostgreSQL where the file says `via: aurora-global`.
@DisplayName("A global database")
class AGlobalDatabaseTest {
    private static final String IN_CLUSTERS = GLOBAL_DATABASE + "compute: {platform: kubernetes}\n";
    private static final String FIRST = "terraform/regions/eu-west-1/database-orders.tf";
    private static final String SECOND = "terraform/regions/us-east-1/database-orders.tf";
    private static final String PAIR = "terraform/links/eu-west-1--us-east-1/reach.tf";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void has_a_part_in_each_region_and_the_whole_where_it_is_written() {
        SequencedMap<String, String> files = Written.of(GLOBAL_DATABASE);
        assertThat(file(files, FIRST))
                .contains("\"aws_rds_cluster\"", "\"aws_rds_cluster_instance\"", "\"shop-eu-west-1-orders-2\"")
                .containsOnlyOnce("\"aws_rds_global_cluster\"")
                .containsPattern("source_db_cluster_identifier += aws_rds_cluster.orders.arn")
                .containsPattern("master_password_wo +=")
                .doesNotContain("aws_db_instance", "manage_master_user_password", "source_region  ");
        assertThat(file(files, SECOND))
                .containsPattern("global_cluster_identifier += \"shop-orders\"\n")
                .containsPattern("source_region += \"eu-west-1\"\n")
                .containsPattern("kms_key_id += aws_kms_key.data.arn")
                .doesNotContain("aws_rds_global_cluster", "master_password", "replication_source_identifier  ");
        assertThat(file(files, "terraform/regions/eu-west-1/database-notes.tf")).contains("aws_db_instance");
    }

    /// The same list in each: who of them takes writes is in none.
    @Test
    void says_in_no_part_what_a_failover_changes() {
        SequencedMap<String, String> files = Written.of(GLOBAL_DATABASE);
        for (String path : List.of(FIRST, SECOND)) {
            assertThat(file(files, path))
                    .containsPattern("ignore_changes = \\[\\s+database_name,\\s+engine_version,"
                            + "\\s+global_cluster_identifier,\\s+master_username,"
                            + "\\s+replication_source_identifier,\\s+source_region,");
        }
    }

    @Test
    void has_no_line_about_another_region_but_the_name_of_the_one_it_begins_from() {
        Written.of(GLOBAL_DATABASE).forEach((path, text) -> {
            if (path.startsWith("terraform/regions/us-east-1/")) {
                assertThat(text).as(path).doesNotContain("ap-southeast-1", "data.aws_rds_cluster");
            }
            if (path.startsWith("terraform/regions/eu-west-1/database")) {
                assertThat(text).as(path).doesNotContain("us-east-1", "ap-southeast-1");
            }
        });
    }

    @Test
    void leaves_every_root_of_other_regions_as_it_is_when_a_region_is_added() {
        SequencedMap<String, String> three = Written.of(GLOBAL_DATABASE);
        SequencedMap<String, String> four = Written.of(
                GLOBAL_DATABASE.replace("services:", "  sa-east-1: {role: active, cidr: 10.4.0.0/16}\nservices:"));
        TreeSet<String> changed = new TreeSet<>();
        three.forEach((path, text) -> {
            if (path.startsWith("terraform/") && !text.equals(four.get(path))) {
                changed.add(path);
            }
        });
        assertThat(changed)
                .allMatch(path -> path.equals("terraform/ORDER")
                        || path.startsWith("terraform/global")
                        || path.matches("terraform/regions/[a-z0-9-]+/(network|routes|peering)\\.tf"));
        assertThat(changed).noneMatch(path -> path.contains("database"));
        assertThat(four).containsKey("terraform/regions/sa-east-1/database-orders.tf");
    }

    @Test
    void is_read_by_the_name_of_readers_where_it_follows_and_written_by_that_of_the_writer() {
        SequencedMap<String, String> files = Written.of(IN_CLUSTERS);
        assertThat(file(files, "terraform/regions/eu-west-1/told.tf")).contains("aws_rds_cluster.orders.endpoint");
        assertThat(file(files, "terraform/regions/us-east-1/told.tf"))
                .contains("aws_rds_cluster.orders.reader_endpoint");
        assertThat(file(files, "terraform/regions/us-east-1/services.tf"))
                .contains("dbuser:${aws_rds_cluster.orders.cluster_resource_id}/web");
        assertThat(file(files, PAIR))
                .contains("data.aws_rds_cluster.orders_here_reached.endpoint")
                .contains("data.aws_rds_cluster.orders_there_reached.reader_endpoint")
                .contains("dbuser:${data.aws_rds_cluster.orders_here_reached.cluster_resource_id}/${each.key}");
        assertThat(file(files, "kubernetes/overlays/us-east-1/cloud.yaml")).contains("ORDERS_WRITER_HOST");
        assertThat(file(files, "README.md"))
                .contains("as_owner eu-west-1", "DBClusterMembers[?IsClusterWriter]", "shop-eu-west-1-orders-owner");
    }

    /// What copies lack is counted where they follow, in milliseconds.
    @Test
    void rings_where_it_follows_and_looks_at_each_machine() {
        SequencedMap<String, String> files = Written.of(GLOBAL_DATABASE);
        String alarms = file(files, "terraform/regions/us-east-1/alarms.tf");
        assertThat(alarms)
                .containsPattern("metric_name += \"AuroraGlobalDBRPOLag\"")
                .contains("DBClusterIdentifier = aws_rds_cluster.orders.cluster_identifier")
                .contains("toset([\"shop-us-east-1-orders-1\", \"shop-us-east-1-orders-2\"])")
                .doesNotContain("FreeStorageSpace");
        assertThat(file(files, "terraform/regions/eu-west-1/alarms.tf")).doesNotContain("AuroraGlobalDBRPOLag");
        assertThat(file(files, "dashboards/cloudwatch/us-east-1.json"))
                .contains("AuroraGlobalDBRPOLag", "FreeLocalStorage")
                .doesNotContain("ReplicaLag\"");
    }

    @Test
    void moves_as_a_whole() {
        SequencedMap<String, String> files = Written.of(GLOBAL_DATABASE);
        assertThat(file(files, "runbooks/database-failover.md"))
                .contains(
                        "aws rds switchover-global-cluster --region eu-west-1 --global-cluster-identifier shop-orders",
                        "aws rds failover-global-cluster --region us-east-1 --global-cluster-identifier shop-orders",
                        "--allow-data-loss",
                        "state rm aws_rds_global_cluster.orders",
                        "import aws_rds_global_cluster.orders shop-orders");
        assertThat(file(files, "runbooks/restore.md"))
                .contains("restore-db-cluster-to-point-in-time", "shop-eu-west-1-orders-restored-1");
        assertThat(file(files, "runbooks/replication-lag.md")).contains("AuroraGlobalDBRPOLag");
        assertThat(file(files, "runbooks/split-brain.md")).contains("create-db-cluster-snapshot");
        assertThat(file(files, "runbooks/README.md")).contains("behind-orders");
    }

    @Test
    void is_guarded_and_waited_for_by_pipelines() {
        SequencedMap<String, String> files = Written.of(
                GLOBAL_DATABASE.replace("observability:", "deploy: {after: [replication-lag]}\nobservability:"));
        assertThat(file(files, ".github/scripts/guard.sh")).contains("|rds_cluster|rds_global_cluster|");
        assertThat(file(files, ".github/workflows/region.yml"))
                .contains("inputs.globals != ''", "AuroraGlobalDBRPOLag", "DBClusterIdentifier");
        assertThat(file(files, ".github/workflows/apply.yml"))
                .contains("shop-us-east-1-orders:360000", "shop-ap-southeast-1-orders:360000");
    }

    @Test
    void says_what_is_not_written_of_it() {
        String left = file(
                Written.of(GLOBAL_DATABASE
                        .replace("connections: 500", "connections: 500, iops: 9000")
                        .replace("keep: 14d", "keep: 14d, copyTo: all")),
                "UNRENDERED.md");
        assertThat(left)
                .containsPattern("`data.orders.backup.copyTo` .* no automated backup of Aurora")
                .containsPattern("`data.orders.limits.iops` .* no number of accesses")
                .doesNotContain("data.orders.replication");
    }

    @Test
    void is_of_aws_alone() {
        String elsewhere = GLOBAL_DATABASE
                .replace("eu-west-1: {role: primary,", "europe-west1: {role: primary, provider: gcp,")
                .replace("us-east-1: {role: active,", "us-central1: {role: active, provider: gcp,")
                .replaceAll("  ap-southeast-1.*\n", "")
                .replaceAll("  notes.*\n", "");
        assertThat(file(Written.of(elsewhere), "UNRENDERED.md"))
                .containsPattern("`data.orders.replication.via` .* Aurora is of AWS alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connections: 500     | connections: 90000 | no Aurora bears              | db.r6g.16xlarge
            connections: 500     | size: 200Ti        | no Aurora bears              | 128 TiB
            replication: {mode   | version: 9, replication: {mode | `9` is no version | `version: 17`
            """)
    void refuses_what_no_aurora_does(String said, String instead, String what, String why) {
        assertThat(Written.problems(
                        GLOBAL_DATABASE.replaceFirst(Pattern.quote(said), Matcher.quoteReplacement(instead))))
                .contains("MER-0099", what, why);
    }

    /// Whoever has one machine has none that takes over; storage is in three zones all the same.
    @Test
    void has_one_machine_where_the_file_has_one_zone() {
        assertThat(file(Written.of(GLOBAL_DATABASE.replace("limits", "zones: 1, limits")), FIRST))
                .contains("toset([\"shop-eu-west-1-orders-1\"])");
    }

    @ParameterizedTest
    @ValueSource(strings = {"regions/eu-west-1", "regions/us-east-1", "links/eu-west-1--us-east-1"})
    void is_valid_for_terraform(String root) throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        Written.lay(Written.of(IN_CLUSTERS), folder);
        Path at = folder.resolve("terraform").resolve(root);
        terraform.validates(at);
    }
}
