package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.hcl.Terraform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A store in memory that several regions have together.
@DisplayName("A global datastore")
class AGlobalDatastoreTest {
    private static final String THREE = Written.DATASTORE;

    private static final String FOUNDER = "terraform/regions/eu-west-1/cache-sessions.tf";
    private static final String FOLLOWER = "terraform/regions/us-east-1/cache-sessions.tf";
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "eu-central-1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String moved(String region) {
        return THREE.replace("primary: eu-west-1", "primary: " + region);
    }

    @Test
    void is_made_in_one_root_and_named_in_those_of_its_followers() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(file(files, FOUNDER))
                .contains("resource \"aws_elasticache_global_replication_group\" \"sessions\"")
                .containsPattern("global_replication_group_id_suffix += \"shop-sessions\"")
                .contains("prevent_destroy = true", "ignore_changes = [primary_replication_group_id]")
                .doesNotContain("us-east-1", "eu-central-1");
        for (String region : List.of("us-east-1", "eu-central-1")) {
            assertThat(file(files, "terraform/regions/" + region + "/cache-sessions.tf"))
                    .containsPattern("global_replication_group_id += \"gxeiz-shop-sessions\"")
                    .contains("kms_key_id                  = aws_kms_key.data.arn", "user_group_ids")
                    .doesNotContain("node_type", "engine_version", "aws_elasticache_global", "eu-west-1");
        }
        files.forEach((path, text) -> {
            if (path.startsWith("terraform/links/")) {
                assertThat(text).doesNotContain("global_replication_group");
            }
        });
        assertThat(file(files, "terraform/ORDER"))
                .containsSubsequence("regions/eu-west-1\n", "regions/us-east-1\n", "regions/eu-central-1\n");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("sessions");
    }

    @Test
    void is_built_after_the_region_where_it_is_made_wherever_that_stands() {
        assertThat(file(Written.of(moved("eu-central-1")), "terraform/ORDER"))
                .containsSubsequence("regions/eu-central-1\n", "regions/eu-west-1\n", "regions/us-east-1\n");
    }

    @Test
    void changes_no_line_of_a_region_where_another_one_joins_or_has_a_cache_of_its_own() {
        String two =
                THREE.replace("  eu-central-1: {role: active}\n", "").replace("us-east-1, eu-central-1]", "us-east-1]");
        String four = THREE.replace("services:", "  us-west-2: {role: active}\nservices:");
        SequencedMap<String, String> before = Written.of(two);
        SequencedMap<String, String> joined = Written.over(before, THREE);
        same(before, joined, REGIONS.subList(0, 2));
        same(joined, Written.over(joined, four), REGIONS);
    }

    private static void same(
            SequencedMap<String, String> before, SequencedMap<String, String> after, List<String> regions) {
        before.forEach((path, text) -> {
            if (regions.stream().anyMatch(region -> path.startsWith("terraform/regions/" + region + "/"))) {
                assertThat(file(after, path)).as(path).isEqualTo(text);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1"})
    void stays_as_it_is_where_its_writes_move_and_services_hear_of_it(String writer) {
        SequencedMap<String, String> before = Written.of(THREE);
        SequencedMap<String, String> after = Written.over(before, moved(writer));
        same(before, after, REGIONS);
        assertThat(file(before, "kubernetes/overlays/us-east-1/cloud.yaml"))
                .containsPattern("SESSIONS_WRITER_HOST\\s+remoteRef:\\s+key: /shop-us-east-1/sessions/eu-west-1/host");
        assertThat(file(after, "kubernetes/overlays/eu-west-1/cloud.yaml"))
                .containsPattern("SESSIONS_HOST\\s+remoteRef:\\s+key: /shop-eu-west-1/sessions/host")
                .containsPattern(
                        "SESSIONS_WRITER_HOST\\s+remoteRef:\\s+key: /shop-eu-west-1/sessions/" + writer + "/host");
        assertThat(file(after, "kubernetes/overlays/eu-west-1/kustomization.yaml"))
                .contains(
                        "SESSIONS_USER=shop-eu-west-1-sessions",
                        "SESSIONS_WRITER_USER=shop-" + writer + "-sessions",
                        "SESSIONS_WRITER_REGION=" + writer);
        assertThat(file(Written.over(after, THREE), "meridian.lock")).contains("\"sessions\" : \"eu-west-1\"");
        assertThat(Written.over(after, moved(writer))).isEqualTo(after);
    }

    @Test
    void is_still_built_where_a_database_has_moved_the_other_way() {
        String both = THREE.replace("data:\n", """
                data:
                  orders: {kind: postgresql, runs: provider, in: [eu-west-1, us-east-1], primary: eu-west-1, replication: async}
                """);
        SequencedMap<String, String> before = Written.of(both);
        String moved = both.replace("us-east-1], primary: eu-west-1", "us-east-1], primary: us-east-1");
        assertThat(file(Written.over(before, moved), "terraform/ORDER"))
                .containsSubsequence("regions/us-east-1\n", "regions/eu-west-1\n");
        assertThat(Written.problems(moved))
                .contains(
                        "`orders` of eu-west-1 follows that of us-east-1, and `sessions` of us-east-1 follows that of");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            us-east-1, eu-central-1]                          | us-east-1, eu-central-1, us-west-2] | followed in 3 regions
            primary: eu-west-1                                | primary: eu-south-1                 | nobody knows before
            runs: provider                                    | runs: provider, zones: 1            | in one zone of
            """)
    void is_refused_where_the_cloud_has_none_of_its_kind(String said, String instead, String problem) {
        String text = THREE.replace("services:", "  us-west-2: {role: active}\n  eu-south-1: {role: active}\nservices:")
                .replace("    runs: provider\n", "    runs: provider\n    zones: 2\n");
        String changed = said.startsWith("runs") ? text.replace("zones: 2", "zones: 1") : text.replace(said, instead);
        changed = instead.endsWith("eu-south-1") ? changed.replace("[eu-west-1,", "[eu-south-1,") : changed;
        assertThat(Written.problems(changed)).contains("MER-0099", problem);
    }

    @Test
    void is_refused_where_one_follower_is_to_follow_another() {
        String chain = THREE.replace(
                "alarmOnLag: 10s}",
                "edges: {a: {from: eu-west-1, to: [us-east-1]}, b: {from: us-east-1, to: [eu-central-1]}}}");
        assertThat(Written.problems(chain)).contains("eu-central-1 is to follow us-east-1");
    }

    @Test
    void is_not_made_anew_where_the_region_that_it_was_made_in_leaves_it() {
        SequencedMap<String, String> before = Written.of(THREE);
        String without = moved("us-east-1").replace("in: [eu-west-1, us-east-1,", "in: [us-east-1,");
        assertThat(Written.refusal(before, without)).contains("was made in eu-west-1", "meridian.lock");
    }

    @Test
    void is_looked_at_and_told_of_in_every_region_that_may_follow() {
        SequencedMap<String, String> files = Written.of(THREE);
        for (String region : REGIONS) {
            assertThat(file(files, "terraform/regions/" + region + "/alarms.tf"))
                    .contains("\"GlobalDatastoreReplicationLag\"", "CacheClusterId = each.key")
                    .containsPattern("threshold += 10\n");
        }
        assertThat(file(files, "runbooks/cache.md"))
                .contains("--primary-region us-east-1 --primary-replication-group-id shop-us-east-1-sessions")
                .contains("--global-replication-group-id gxeiz-shop-sessions");
        assertThat(file(files, "runbooks/region-loss.md"))
                .contains("Give them to another region: [cache.md](cache.md#sessions-has-to-be-written-elsewhere)");
        assertThat(file(files, "runbooks/replication-lag.md"))
                .contains("number us-east-1 AWS/ElastiCache GlobalDatastoreReplicationLag");
    }

    @Test
    void is_what_the_page_of_what_is_not_written_names_for_a_cache_that_others_are_to_follow() {
        String unsaid = THREE.replace("{mode: async, via: global-datastore, alarmOnLag: 10s}", "async");
        SequencedMap<String, String> files = Written.of(unsaid);
        assertThat(file(files, "UNRENDERED.md"))
                .contains("`data.sessions.replication.mode` | `async` |", "via: global-datastore");
        assertThat(file(files, FOLLOWER)).contains("node_type").doesNotContain("global_replication_group_id");
    }

    @Test
    void is_not_written_between_clouds() {
        String mixed = THREE.replace(
                        "eu-central-1: {role: active}",
                        "eu-central-1: {role: active}\n" + "  europe-west1: {role: active, provider: gcp}")
                .replace("us-east-1, eu-central-1]", "us-east-1, europe-west1]");
        SequencedMap<String, String> files = Written.of(mixed);
        assertThat(file(files, FOLLOWER)).doesNotContain("global_replication_group_id");
        assertThat(file(files, "UNRENDERED.md")).contains("`data.sessions.replication.via` | `global-datastore` |");
    }

    @Test
    void divides_its_keys_the_same_way_in_all_of_its_regions() {
        SequencedMap<String, String> files = Written.of(
                THREE.replace("    primary: eu-west-1\n", "    primary: eu-west-1\n    clusterMode: true\n"));
        assertThat(file(files, FOUNDER)).contains("num_node_groups", "default.valkey8.cluster.on");
        assertThat(file(files, FOLLOWER))
                .contains("replicas_per_node_group")
                .doesNotContain("num_node_groups", "num_cache_clusters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void is_one_that_terraform_takes(String isCluster) throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        Path place = folder.resolve("written");
        Written.lay(
                Written.of(THREE.replace(
                        "    primary: eu-west-1\n", "    primary: eu-west-1\n    clusterMode: " + isCluster + "\n")),
                place);
        assertThat(terraform.run(place, "fmt", "-check", "-recursive").code()).isZero();
        for (String root : List.of("regions/eu-west-1", "regions/us-east-1")) {
            Path at = place.resolve("terraform").resolve(root);
            terraform.validates(at);
        }
    }
}
