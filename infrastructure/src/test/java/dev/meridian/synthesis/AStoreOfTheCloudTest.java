package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is written of messages, searches and backups of volumes, as whoever runs them relies on it.
@DisplayName("A store of the cloud")
class AStoreOfTheCloudTest {
    private static final String THREE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
              ap-southeast-1: {role: active}
            services: {web: {port: 8080, dependsOn: {events: soft, find: soft}}}
            compute: {platform: kubernetes}
            data:
              events: {kind: kafka, runs: provider, replication: async, limits: {messages: 100000/s},
                topics: {orders: {keep: 3d}, audit-log: {partitions: 12}}}
              find: {kind: opensearch, runs: provider, replication: async, limits: {size: 500Gi}}
              disks: {kind: volume, replication: none, backup: {every: 10h, keep: 14d, copyTo: all}}
            """;

    private static final String MESH =
            "{mode: async, edges: {mesh: {from: [eu-west-1, us-east-1, ap-southeast-1], to: all}}}";

    @Test
    void leaves_every_line_of_other_regions_as_it_is_when_a_region_is_added() {
        SequencedMap<String, String> three = Written.of(THREE);
        SequencedMap<String, String> four =
                Written.of(THREE.replace("services:", "  sa-east-1: {role: active}\nservices:"));
        TreeSet<String> changed = new TreeSet<>();
        three.forEach((path, text) -> {
            // Pages for people name every region.
            if (!path.startsWith("runbooks/") && !text.equals(four.get(path))) {
                changed.add(path);
            }
        });
        assertThat(changed)
                .containsExactly(
                        ".github/workflows/apply.yml",
                        ".github/workflows/check.yml",
                        ".github/workflows/drift.yml",
                        ".github/workflows/health.yml",
                        "README.md",
                        "SECURITY.md",
                        "UNRENDERED.md",
                        "diagrams/README.md",
                        "diagrams/overview.mmd",
                        "diagrams/overview.svg",
                        "meridian.lock",
                        "terraform/ORDER",
                        "terraform/global/copies-ap-southeast-1/volumes-disks.tf",
                        "terraform/global/copies-eu-west-1/volumes-disks.tf",
                        "terraform/global/copies-us-east-1/volumes-disks.tf");
    }

    @Test
    void needs_two_regions_for_what_is_between_them_and_no_other() {
        Written.of(THREE.replace(
                        "events: {kind: kafka, runs: provider, replication: async",
                        "events: {kind: kafka," + " runs: provider, replication: " + MESH))
                .forEach((path, text) -> {
                    if (path.startsWith("terraform/links/eu-west-1--us-east-1/")) {
                        assertThat(text).as(path).doesNotContain("ap-southeast-1");
                    }
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30000/s  | express.m7g.large
            60000/s  | express.m7g.xlarge
            100000/s | express.m7g.2xlarge
            900000/s | express.m7g.16xlarge
            """)
    void takes_the_smallest_brokers_of_which_two_bear_all_messages(String messages, String size) {
        assertThat(file(
                        Written.of(THREE.replace("100000/s", messages)),
                        "terraform/regions/us-east-1/messages-events.tf"))
                .containsPattern("instance_type += \"" + size + "\"")
                .containsPattern("number_of_broker_nodes += 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limits: {messages: 1100000/s} | no Kafka of the cloud bears 1126 MB | express.m7g.16xlarge
            zones: 2                      | another number of zones than three  | zones: 3
            version: 2.8                  | `2.8` is no version of Kafka        | version: 3.9
            """)
    void refuses_what_no_kafka_of_the_cloud_does(String asks, String what, String fix) {
        assertThat(Written.problems(THREE.replace("limits: {messages: 100000/s}", asks)))
                .contains("MER-0099", "x.yaml:10:", what, fix);
    }

    @Test
    void lets_nobody_read_messages_but_by_tls_and_with_a_role() {
        assertThat(file(Written.of(THREE), "terraform/regions/us-east-1/messages-events.tf"))
                .containsPattern("unauthenticated += false")
                .containsPattern("client_broker += \"TLS\"")
                .contains("encryption_at_rest_kms_key_arn = aws_kms_key.data.arn", "\"DISABLED\"")
                .doesNotContainPattern("PLAINTEXT|scram");
    }

    @Test
    void makes_each_topic_in_each_region_with_its_partitions_and_as_long_as_it_is_kept() {
        String text = file(Written.of(THREE), "terraform/regions/ap-southeast-1/messages-events.tf");
        assertThat(text)
                .containsPattern("TopicName += \"orders\"\n *PartitionCount += 174")
                .containsPattern("TopicName += \"audit-log\"\n *PartitionCount += 12")
                .contains("\"retention.ms\" = \"259200000\"", "\"retention.ms\" = \"604800000\"", "\"Retain\"");
    }

    @Test
    void lets_a_service_have_the_topics_of_the_file_and_make_no_others() {
        assertThat(file(Written.of(THREE), "terraform/regions/us-east-1/services.tf"))
                .contains("topic/shop-us-east-1-events/*/orders\"", "group/shop-us-east-1-events/*/web*\"")
                .doesNotContain("kafka-cluster:CreateTopic", "topic/shop-us-east-1-events/*/*\"");
        assertThat(file(
                        Written.of(THREE.replace("topics: {orders: {keep: 3d}, audit-log: {partitions: 12}}", "")
                                .replace("100000/s},", "100000/s}")),
                        "terraform/regions/us-east-1/services.tf"))
                .contains("kafka-cluster:CreateTopic", "topic/shop-us-east-1-events/*/*\"");
    }

    /// Reading and writing alike: the table has no rights on its key but those of whoever asks.
    @Test
    void lets_a_service_use_the_key_of_its_tables() {
        String text = THREE.replace("events: soft,", "events: soft, rows: soft,")
                .replace(
                        "  find: {kind", "  rows: {kind: dynamodb, runs: provider, replication: async}\n  find: {kind");
        assertThat(file(Written.of(text), "terraform/regions/us-east-1/services.tf"))
                .contains("dynamodb:PutItem")
                .containsPattern("\"kms:Decrypt\",\\s*\"kms:DescribeKey\",\\s*\"kms:Encrypt\"");
    }

    @Test
    void mirrors_under_the_same_name_what_one_region_writes_and_the_others_read() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(file(files, "terraform/links/eu-west-1--us-east-1/mirrors.tf"))
                .contains("\"IDENTICAL\"", "\"shop-eu-west-1-events\"")
                .containsOnlyOnce("\"aws_msk_replicator\"")
                .containsPattern("aws_msk_replicator\" \"events_there\" \\{\n *provider += aws.there");
        assertThat(files).doesNotContainKey("terraform/links/us-east-1--ap-southeast-1/mirrors.tf");
    }

    @Test
    void says_in_the_name_whose_a_copy_is_where_regions_mirror_each_other() {
        String mesh = THREE.replace(
                "events: {kind: kafka, runs: provider, replication: async",
                "events: {kind: kafka, runs: provider, replication: " + MESH);
        String mirrors = file(Written.of(mesh), "terraform/links/us-east-1--ap-southeast-1/mirrors.tf");
        assertThat(mirrors)
                .contains("PREFIXED_WITH_SOURCE_CLUSTER_ALIAS", "topics_to_replicate", "\"audit-log\"")
                .doesNotContain("IDENTICAL");
        assertThat(mirrors.split("\"aws_msk_replicator\"", -1)).hasSize(3);
        assertThat(Written.problems(mesh.replace("topics: {orders: {keep: 3d}, audit-log: {partitions: 12}}", "")
                        .replace("100000/s},", "100000/s}")))
                .contains("MER-0099", "mirrored both ways, and the file names none of its topics");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a: {from: eu-west-1, to: us-east-1}, b: {from: us-east-1, to: ap-southeast-1}} | would not get to ap-southeast-1 | an edge from eu-west-1
            """)
    void refuses_a_mirror_of_a_mirror(String edges, String what, String fix) {
        assertThat(Written.problems(THREE.replace(
                        "events: {kind: kafka, runs: provider, replication: async",
                        "events: {kind: kafka, runs: provider, replication: {mode: async, edges: " + edges + "}")))
                .contains("MER-0099", what, fix);
    }

    @Test
    void refuses_a_mirror_where_there_is_none() {
        assertThat(Written.problems(THREE.replace("ap-southeast-1", "eu-south-1")))
                .contains("MER-0099", "x.yaml:10:", "cannot be mirrored from or to eu-south-1", "`replication: none`");
    }

    @Test
    void owns_a_search_by_a_role_and_no_password() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(file(files, "terraform/regions/us-east-1/search-find.tf"))
                .contains("role/shop-find-owner", "Policy-Min-TLS-1-2-PFS", "AUDIT_LOGS")
                .containsPattern("internal_user_database_enabled += false")
                .containsPattern("dedicated_master_count += 3")
                .containsPattern("volume_size += 725\n")
                .doesNotContain("master_user_password", "master_user_name");
        assertThat(file(files, "terraform/bootstrap/search.tf")).contains("\"shop-find-owner\"");
    }

    @Test
    void connects_a_search_to_the_one_that_it_follows_and_says_what_is_left_to_do() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(file(files, "terraform/links/eu-west-1--us-east-1/followers.tf"))
                .containsPattern("aws_opensearch_outbound_connection\" \"find_there\" \\{\n *provider += aws.there")
                .containsPattern(
                        "aws_opensearch_inbound_connection_accepter\" \"find_there\" \\{\n *provider += aws.here");
        assertThat(files).doesNotContainKey("terraform/links/us-east-1--ap-southeast-1/followers.tf");
        assertThat(file(files, "README.md"))
                .contains("ask us-east-1 POST _replication/_autofollow", "\"leader_alias\": \"eu-west-1\"");
        assertThat(file(files, "UNRENDERED.md")).containsPattern("`data.find.replication.mode` .*README.md");
    }

    @Test
    void refuses_a_search_that_follows_a_follower() {
        assertThat(Written.problems(THREE.replace(
                        "find: {kind: opensearch, runs: provider, replication: async",
                        "find: {kind: opensearch, runs: provider, replication: {mode: async, edges: {a: {from: eu-west-1,"
                                + " to: us-east-1}, b: {from: us-east-1, to: ap-southeast-1}}}")))
                .contains("MER-0099", "cannot be followed", "an edge from eu-west-1 to ap-southeast-1");
    }

    @Test
    void backs_volumes_up_as_often_as_asked_and_copies_them_by_the_name_of_a_vault() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(file(files, "terraform/global/copies-us-east-1/volumes-disks.tf"))
                .contains(
                        "cron(0 0/8 * * ? *)",
                        ":backup:eu-west-1:",
                        "backup-vault:shop-eu-west-1-disks",
                        "backup-vault:shop-ap-southeast-1-disks",
                        "\"shop-disks\"")
                .containsPattern("delete_after += 14");
        assertThat(file(files, "terraform/regions/us-east-1/volumes-disks.tf"))
                .contains("aws_backup_vault", "aws_kms_key.data.arn")
                .doesNotContain("aws_backup_plan", "eu-west-1");
    }

    @Test
    void has_a_cluster_make_volumes_that_carry_the_mark_by_which_they_are_backed_up() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(file(files, "kubernetes/overlays/us-east-1/volumes.yaml"))
                .contains(
                        "name: disks",
                        "ebs.csi.aws.com",
                        "tagSpecification_1: volume=shop-disks",
                        "encrypted: \"true\"");
        assertThat(file(files, "terraform/regions/us-east-1/nodes.tf")).contains("aws-ebs-csi-driver");
        assertThat(file(files, "terraform/regions/us-east-1/controllers.tf"))
                .contains("AmazonEBSCSIDriverPolicy", "\"ebs-csi-controller-sa\"");
        SequencedMap<String, String> without = Written.of(THREE.replaceAll("  disks: .*\n", ""));
        assertThat(without).doesNotContainKey("kubernetes/overlays/us-east-1/volumes.yaml");
        assertThat(file(without, "terraform/regions/us-east-1/nodes.tf")).doesNotContain("aws-ebs");
    }

    @Test
    void keeps_backups_of_volumes_in_their_region_where_nobody_asks_for_copies() {
        SequencedMap<String, String> files = Written.of(THREE.replace(", copyTo: all", ""));
        assertThat(file(files, "terraform/regions/us-east-1/volumes-disks.tf"))
                .contains("aws_backup_plan", "aws_backup_selection")
                .doesNotContain("copy_action");
        assertThat(files.keySet()).noneMatch(path -> path.startsWith("terraform/global/copies-"));
    }

    @Test
    void refuses_backups_of_volumes_more_than_once_an_hour() {
        assertThat(Written.problems(THREE.replace("every: 10h", "every: 15m")))
                .contains("MER-0099", "x.yaml:13:", "every 15 minutes", "`every: 1h`, or more");
    }

    private static final String KEPT = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: active}
              ap-southeast-1: {role: active}
            services: {web: {port: 8080, dependsOn: {main: hard, files: soft}}}
            data:
              main: {kind: postgresql, runs: provider, replication: none, backup: {keep: 14d, copyTo: all}}
              files: {kind: object, runs: provider, replication: none, lifecycle: true, keep: 60d}
            network: {peering: full-mesh}
            """;

    /// RDS offers routes between some regions: not from Ireland to Singapore, nor back.
    @Test
    void has_its_backups_copied_where_that_is_offered_and_says_where_it_is_not() {
        SequencedMap<String, String> files = Written.of(KEPT);
        String copies = "aws_db_instance_automated_backups_replication";
        assertThat(file(files, "terraform/links/us-east-1--eu-west-1/backups.tf"))
                .contains(copies);
        assertThat(file(files, "terraform/links/us-east-1--ap-southeast-1/backups.tf"))
                .contains(copies);
        assertThat(files).doesNotContainKey("terraform/links/eu-west-1--ap-southeast-1/backups.tf");
        assertThat(file(files, "UNRENDERED.md"))
                .containsPattern("`data.main.backup.copyTo` .*from eu-west-1 to ap-southeast-1,"
                        + " from ap-southeast-1 to eu-west-1");
    }

    /// A region that is named for backups alone gets a key, vaults and what is copied: in a root that asks no
    /// other.
    @Test
    void has_its_backups_copied_to_a_region_that_the_file_names_for_that_alone() {
        SequencedMap<String, String> files = Written.of(
                KEPT.replace("copyTo: all", "copyTo: [eu-central-1, europe-west1]")
                        .replace(
                                "  files:",
                                "  disks: {kind: volume, runs: provider, replication: none, backup: {copyTo: eu-central-1}}\n  files:"));
        String root = "terraform/global/backups-eu-central-1/";
        assertThat(file(files, "terraform/ORDER"))
                .contains("bootstrap/eu-central-1\n", "regions/ap-southeast-1\nglobal/backups-eu-central-1\n");
        assertThat(file(files, root + "terraform.tf")).contains("\"shop-states-eu-central-1-");
        assertThat(file(files, root + "databases.tf"))
                .contains(":rds:us-east-1:", ":db:shop-us-east-1-main\"", ":db:shop-eu-west-1-main\"")
                .doesNotContain("provider", "data.aws_db_instance");
        assertThat(file(files, root + "volumes.tf")).contains("\"shop-eu-central-1-disks\"");
        assertThat(file(files, root + "keys.tf")).contains("\"alias/shop-eu-central-1-data\"");
        assertThat(file(files, "terraform/global/copies-us-east-1/volumes-disks.tf"))
                .contains(":backup:eu-central-1:", ":backup-vault:shop-eu-central-1-disks\"");
        assertThat(file(files, "runbooks/dr-plan.md"))
                .contains("| main | us-east-1 | any moment of 14 days | eu-central-1 |")
                .contains("| disks | us-east-1 | 35 days | eu-central-1 |");
        assertThat(file(files, "runbooks/restore.md"))
                .contains("## disks in eu-central-1", "shop-us-east-1-disks-backups");
        assertThat(file(files, "diagrams/overview.mmd")).contains("eu_central_1_backups");
        assertThat(file(files, "UNRENDERED.md"))
                .containsPattern("`data.main.backup.copyTo` .*from us-east-1 to europe-west1")
                .doesNotContain("disks.backup.copyTo");
    }

    /// S3 takes no rule by which something is moved when it is gone already.
    @Test
    void moves_no_object_that_is_gone_by_then() {
        String bucket = "terraform/regions/eu-west-1/objects-files.tf";
        assertThat(file(Written.of(KEPT), bucket)).contains("\"STANDARD_IA\"").doesNotContain("\"GLACIER_IR\"");
        assertThat(file(Written.of(KEPT.replace("keep: 60d", "keep: 30d")), bucket))
                .containsPattern("expiration \\{\\s+days = 30")
                .doesNotContain("transition");
        assertThat(file(Written.of(KEPT.replace("keep: 60d", "keep: 7y")), bucket))
                .contains("\"STANDARD_IA\"", "\"GLACIER_IR\"");
    }
}
