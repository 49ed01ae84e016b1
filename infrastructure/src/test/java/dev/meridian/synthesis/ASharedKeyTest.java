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

/// A key that several regions have together, for services that encrypt by themselves.
@DisplayName("A shared key")
class ASharedKeyTest {
    private static final String HOME = "terraform/regions/eu-west-1/keys.tf";
    private static final String LINK = "terraform/links/eu-west-1--eu-central-1/shared-key.tf";
    private static final String TWO = Written.KEYS.replace("across: all", "across: [eu-west-1, eu-central-1]");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void is_made_at_home_and_copied_by_the_root_of_each_pair_with_it() {
        SequencedMap<String, String> files = Written.of(Written.KEYS);
        assertThat(file(files, HOME))
                .containsPattern("resource \"aws_kms_key\" \"shared\" \\{[^}]*multi_region += true")
                .contains("\"alias/keys-shared\"")
                .doesNotContain("us-east-1", "eu-central-1");
        for (String region : List.of("us-east-1", "eu-central-1")) {
            assertThat(file(files, "terraform/links/eu-west-1--" + region + "/shared-key.tf"))
                    .containsPattern("resource \"aws_kms_replica_key\" \"shared\" \\{\\s+provider += aws.there")
                    .containsPattern("primary_key_arn += data.aws_kms_alias.shared.target_key_arn")
                    .containsPattern("policy += data.aws_iam_policy_document.shared_key.json");
            assertThat(file(files, "terraform/regions/" + region + "/keys.tf")).doesNotContain("shared");
        }
        assertThat(files).doesNotContainKey("terraform/links/us-east-1--eu-central-1/shared-key.tf");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("security.keys");
    }

    @Test
    void is_told_to_services_which_may_use_it_and_no_other() {
        SequencedMap<String, String> files = Written.of(Written.KEYS);
        for (String region : List.of("eu-west-1", "us-east-1", "eu-central-1")) {
            assertThat(file(files, "terraform/regions/" + region + "/service-web.tf"))
                    .containsPattern("\"SHARED_KEY_ALIAS\"\\s+value = \"alias/keys-shared\"")
                    .containsPattern("variable = \"kms:ResourceAliases\"\\s+values +=\\s\\[\"alias/keys-shared\"]")
                    .contains(":kms:" + region + ":")
                    .doesNotContain("kms:*", "kms:ReEncrypt*");
        }
        String clusters = Written.KEYS.replace("ecs-fargate", "kubernetes");
        assertThat(file(Written.of(clusters), "kubernetes/overlays/us-east-1/kustomization.yaml"))
                .contains("SHARED_KEY_ALIAS=alias/keys-shared");
    }

    @Test
    void is_in_no_region_that_the_file_leaves_out() {
        SequencedMap<String, String> files = Written.of(TWO);
        assertThat(file(files, LINK)).contains("aws_kms_replica_key");
        files.forEach((path, text) -> {
            if (path.contains("us-east-1")) {
                assertThat(text).as(path).doesNotContain("keys-shared", "aws_kms_replica_key");
            }
        });
        assertThat(files).doesNotContainKey("terraform/links/eu-west-1--us-east-1/terraform.tf");
    }

    @Test
    void changes_no_line_of_a_region_where_another_one_gets_it_and_stays_at_home() {
        SequencedMap<String, String> before = Written.of(TWO);
        SequencedMap<String, String> joined = Written.over(before, Written.KEYS);
        List.of("regions/eu-west-1", "regions/eu-central-1", "links/eu-west-1--eu-central-1")
                .forEach(root -> same(before, joined, root));
        String fourth = Written.KEYS.replace("services:", "  ap-south-1: {role: active}\nservices:");
        SequencedMap<String, String> four = Written.over(joined, fourth);
        List.of("regions/", "links/").forEach(root -> same(joined, four, root));
        assertThat(file(four, "terraform/links/eu-west-1--ap-south-1/shared-key.tf"))
                .contains("aws_kms_replica_key");
        String moved = Written.KEYS
                .replace("eu-west-1: {role: primary}", "eu-west-1: {role: active}")
                .replace("us-east-1: {role: active}", "us-east-1: {role: primary}");
        same(joined, Written.over(joined, moved), "links/");
        same(joined, Written.over(joined, moved), "regions/");
    }

    private static void same(SequencedMap<String, String> before, SequencedMap<String, String> after, String root) {
        before.forEach((path, text) -> {
            if (path.startsWith("terraform/" + root)) {
                assertThat(file(after, path)).as(path).isEqualTo(text);
            }
        });
    }

    /// Policies of the network keep a service from what it needs nothing of.
    @Test
    void is_reached_from_a_cluster_by_services_that_need_nothing_else_outside() {
        String inCluster = Written.KEYS
                .replace("compute: {platform: ecs-fargate}", "compute: {platform: kubernetes}")
                .replace(
                        "services: {web: {image: acme/web, port: 8080}}",
                        "services: {web: {image: acme/web, port: 8080, dependsOn: {main: hard}}}\ndata: {main: {kind: postgresql, runs: provider, replication: none}}");
        String policies = "kubernetes/base/services/web/network-policy.yaml";
        assertThat(file(Written.of(inCluster), policies)).contains("port: 443");
        assertThat(file(Written.of(inCluster.replace(", across: all", "")), policies))
                .doesNotContain("port: 443");
    }

    @Test
    void is_not_taken_from_the_region_that_it_was_made_in() {
        String without = Written.KEYS.replace("across: all", "across: [us-east-1, eu-central-1]");
        assertThat(Written.refusal(Written.of(Written.KEYS), without))
                .contains("MER-0099", "made in eu-west-1", "meridian.lock");
    }

    @Test
    void is_none_of_one_region_and_none_that_a_provider_keeps() {
        assertThat(file(Written.of(Written.KEYS.replace("across: all", "across: [us-east-1]")), "UNRENDERED.md"))
                .contains("`security.keys.across`", "two regions of AWS");
        SequencedMap<String, String> files = Written.of(Written.KEYS.replace("by: kms", "by: provider"));
        assertThat(file(files, "UNRENDERED.md")).contains("`security.keys.across`", "is of its region");
        assertThat(file(files, HOME)).doesNotContain("multi_region");
    }

    @Test
    void goes_on_without_its_home_and_the_page_says_how_it_gets_another() {
        assertThat(file(Written.of(Written.KEYS), "runbooks/region-loss.md"))
                .contains("aws kms update-primary-region --region eu-west-1")
                .contains("--primary-region us-east-1", "`terraform/links/eu-west-1--us-east-1`");
    }

    @Test
    void is_one_that_terraform_takes() throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        Path place = folder.resolve("written");
        Written.lay(Written.of(Written.KEYS), place);
        assertThat(terraform.run(place, "fmt", "-check", "-recursive").code()).isZero();
        for (String root : List.of("regions/eu-west-1", "links/eu-west-1--us-east-1")) {
            Path at = place.resolve("terraform").resolve(root);
            terraform.validates(at);
        }
    }
}
