package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a region of AWS needs to be worked in, and what it must not take with it when it goes.
@DisplayName("A region")
class ARegionTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: active}
            services:
              web: {port: 8080, health: /health, dependsOn: {orders: hard}}
              web-admin: {port: 8081, dependsOn: {orders: hard}}
            traffic:
              cdn: {kind: cloudfront}
              entrances: {web: {host: shop.acme.test, to: web, route: [latency, health]}}
            data: {orders: {kind: postgresql, runs: provider, replication: async}, files: {kind: object, replication: none}}
            compute: {platform: kubernetes, nodes: {main: {count: 2..6}}}
            network: {acls: true}
            security: {auditLog: all-access}
            observability: {alarms: [health-checks], audit: {configuration: config-rules}}
            """;

    private static final String HERE = "terraform/regions/us-east-1/";
    private static final String THERE = "terraform/regions/eu-west-1/";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<String> blocks(String text, String type) {
        return Pattern.compile("(?m)^(?:resource|data) \"" + type + "\" (?:.*\n)*?}\n")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .toList();
    }

    @Test
    void says_whom_its_databases_have_to_know_once_for_each_that_takes_writes()
            throws IOException, InterruptedException {
        String page = file(Written.of(SHOP), "README.md");
        assertThat(page)
                .contains("as_owner us-east-1 shop-us-east-1-orders shop-us-east-1-orders-owner orders <<'END'")
                .contains("CREATE USER \"web\" WITH LOGIN;\nGRANT rds_iam TO \"web\";\n")
                .contains("CREATE USER \"web-admin\" WITH LOGIN;\nGRANT rds_iam TO \"web-admin\";\n")
                .contains("GRANT USAGE, CREATE ON SCHEMA public TO \"web-admin\";")
                .doesNotContain("as_owner eu-west-1")
                .doesNotContainPattern("GRANT \"?web\"? TO");
        assertThat(file(Written.of(SHOP.replace("replication: async", "replication: none")), "README.md"))
                .contains("as_owner eu-west-1", "MasterUserSecret.SecretArn")
                .doesNotContain("orders-owner");
        assertThat(file(Written.of(SHOP.replace(", dependsOn: {orders: hard}", "")), "README.md"))
                .doesNotContain("CREATE USER");
        for (String commands :
                Pattern.compile("```sh\n").splitAsStream(page).skip(1).toList()) {
            Shell.Answer read =
                    Shell.run(folder, List.of("bash", "-n", "-c", commands.split("```", -1)[0]), new LinkedHashMap<>());
            assertThat(read.code()).as(commands + read.text()).isZero();
        }
    }

    @Test
    void lets_into_its_cluster_whom_somebody_names_and_asks_for_nobody() {
        SequencedMap<String, String> files = Written.of(SHOP);
        assertThat(file(files, HERE + "variables.tf"))
                .containsPattern("variable \"cluster_admins\" \\{\n +type += set\\(string\\)\n")
                .containsPattern("variable \"operators\" \\{\n +type += set\\(string\\)\n")
                .containsPattern("(?s)default += \\[].*default += \\[]");
        String cluster = file(files, HERE + "cluster.tf");
        assertThat(blocks(cluster, "aws_eks_access_policy_association").getFirst())
                .contains("var.cluster_admins", "AmazonEKSClusterAdminPolicy", "aws_eks_access_entry.admins[each.key]");
        assertThat(blocks(cluster, "aws_vpc_security_group_ingress_rule").getFirst())
                .contains("var.operators", "cluster_security_group_id", "443");
        assertThat(cluster).containsPattern("endpoint_public_access += false");
        assertThat(file(files, "kubernetes/README.md"))
                .contains("operators.auto.tfvars", "cluster_admins", "operators", "CloudShell");
    }

    /// A name has one proof in an account; whoever takes it away ends the certificates of all others.
    @Test
    void leaves_the_proof_of_names_to_the_others_when_it_goes() {
        SequencedMap<String, String> files = Written.of(SHOP);
        for (String path :
                List.of(HERE + "entrance-web.tf", THERE + "entrance-web.tf", "terraform/global/cdn-web.tf")) {
            List<String> proofs = blocks(file(files, path), "aws_route53_record").stream()
                    .filter(record -> record.contains("domain_validation_options"))
                    .toList();
            assertThat(proofs).as(path).hasSize(1);
            assertThat(proofs.getFirst())
                    .containsPattern("prevent_destroy += true")
                    .containsPattern("allow_overwrite += true");
        }
        assertThat(file(files, "README.md")).contains("terraform state rm aws_route53_record.web_proof\n");
    }

    @Test
    void hears_of_a_certificate_that_is_not_renewed_wherever_one_is() {
        SequencedMap<String, String> files = Written.of(SHOP);
        for (String path : List.of(HERE, THERE, "terraform/global/")) {
            assertThat(file(files, path + "alarms.tf")).as(path).contains("\"DaysToExpiry\"");
        }
        SequencedMap<String, String> unwatched =
                Written.of(SHOP.replace("traffic:\n", "traffic:\n  certificates: {watch: false}\n"));
        assertThat(file(unwatched, HERE + "alarms.tf")).doesNotContain("DaysToExpiry");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {count: 2..6}                  | true  | true
            {}                             | true  | true
            {count: 3}                     | false | false
            {count: 2..6, scaling: manual} | false | true
            """)
    void has_what_adds_machines_where_their_number_is_open(String nodes, boolean grows, boolean isLeft) {
        SequencedMap<String, String> files = Written.of(SHOP.replace("{count: 2..6}", nodes));
        String controllers = file(files, HERE + "controllers.tf");
        String page = file(files, "kubernetes/README.md");
        String group = file(files, HERE + "nodes.tf");
        if (grows) {
            assertThat(controllers).contains("autoscaling:SetDesiredCapacity", "aws:ResourceTag/eks:cluster-name");
            assertThat(page).contains("Cluster Autoscaler", "skip-nodes-with-local-storage=false");
            assertThat(group).contains("Cluster Autoscaler");
        } else {
            assertThat(controllers).doesNotContain("autoscaling:");
            assertThat(page).doesNotContain("Cluster Autoscaler");
            assertThat(group).doesNotContain("Cluster Autoscaler");
        }
        assertThat(group.contains("ignore_changes")).isEqualTo(isLeft);
    }

    @Test
    void is_in_the_trail_with_what_users_have_and_not_with_its_logs() {
        SequencedMap<String, String> files = Written.of(SHOP);
        String trail = file(files, "terraform/global/account/trail.tf");
        Matcher left = Pattern.compile("(?s)not_starts_with = \\[(.*?)\\n +]").matcher(trail);
        assertThat(left.find()).isTrue();
        assertThat(left.group(1))
                .contains("aws_s3_bucket.records.arn")
                .containsPattern(":s3:::shop-us-east-1-access-logs-[0-9a-f]+/\"")
                .containsPattern(":s3:::shop-eu-west-1-access-logs-[0-9a-f]+/\"")
                .containsPattern(":s3:::shop-us-east-1-changes-[0-9a-f]+/\"")
                .doesNotContain("files");
        String unasked = "The file does not ask for each object";
        assertThat(file(files, "SECURITY.md")).doesNotContain(unasked);
        assertThat(file(Written.of(SHOP.replace("all-access", "all-administrative-actions")), "SECURITY.md"))
                .contains(unasked);
    }

    @Test
    void lets_answers_back_in_by_every_protocol_that_services_ask_by() {
        String acls = file(Written.of(SHOP), HERE + "acls.tf");
        for (String tier : List.of("public", "private")) {
            List<String> open = blocks(acls, "aws_network_acl_rule").stream()
                    .filter(rule -> rule.contains("aws_network_acl." + tier + ".id") && !rule.contains("egress"))
                    .filter(rule -> rule.contains("0.0.0.0/0"))
                    .toList();
            for (String protocol : List.of("tcp", "udp")) {
                assertThat(open)
                        .as(tier)
                        .filteredOn(rule -> rule.contains('"' + protocol + '"')
                                && rule.matches("(?s).*from_port += (1024|3390)\n.*"))
                        .hasSize(2);
            }
            assertThat(open.stream().map(rule -> rule.replaceAll("(?s).*rule_number += (\\d+)\n.*", "$1")))
                    .as("each has a number of its own")
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, use1-az3", "us-west-1, usw1-az2", "ca-central-1, cac1-az3"})
    void leaves_out_the_zone_that_its_cluster_would_be_refused_in(String region, String zone) {
        String text = SHOP.replace("us-east-1: {", region + ": {overrides: {network: {zones: 2}}, ")
                .replace("us-east-1", region);
        String path = "terraform/regions/" + region + "/network.tf";
        assertThat(file(Written.of(text), path).contains("length(self.names) >= 2"))
                .as("an account that sees too few is told so")
                .isEqualTo(region.equals("us-west-1"));
        assertThat(file(Written.of(text), path)).containsPattern("exclude_zone_ids += \\[\"" + zone + "\"]");
        assertThat(file(Written.of(text), THERE + "network.tf")).doesNotContain("exclude_zone_ids");
        assertThat(file(
                        Written.of(text.replace("kubernetes, nodes: {main: {count: 2..6}}", "ecs-fargate")
                                .replaceAll("port: (\\d+),", "port: $1, image: shop/web,")),
                        path))
                .doesNotContain("exclude_zone_ids");
    }
}
