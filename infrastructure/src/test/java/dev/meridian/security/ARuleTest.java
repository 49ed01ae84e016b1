package dev.meridian.security;

import static dev.meridian.hcl.Expression.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.hcl.Block;
import dev.meridian.synthesis.Written;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A rule that notices nothing would say of everything that it is as asked.
@DisplayName("A rule")
class ARuleTest {
    /// What none of the five systems has, each with a reason: as the checks ask for it.
    private static final List<Block> AS_ASKED = List.of(
            Block.resource("aws_kms_key", "main"),
            Block.resource("aws_s3_bucket", "main"),
            Block.resource("aws_s3_bucket_logging", "main").set("bucket", reference("aws_s3_bucket.main.id")),
            Block.resource("aws_s3_bucket_notification", "main").set("bucket", reference("aws_s3_bucket.main.id")),
            Block.resource("aws_s3_object", "main").set("kms_key_id", reference("aws_kms_key.main.arn")),
            Block.resource("aws_cloudtrail", "main")
                    .set("s3_bucket_name", reference("aws_s3_bucket.main.id"))
                    .set("sns_topic_name", "calls"),
            Block.resource("aws_lb", "main").set("internal", true),
            Block.resource("aws_cloudfront_distribution", "main")
                    .set("default_root_object", "index.html")
                    .with(Block.of("logging_config").set("bucket", "logs"))
                    .with(Block.of("restrictions")
                            .with(Block.of("geo_restriction").set("restriction_type", "whitelist"))),
            Block.resource("aws_cloudfront_response_headers_policy", "main")
                    .with(Block.of("security_headers_config")
                            .with(Block.of("strict_transport_security")
                                    .set("access_control_max_age_sec", 31_536_000)
                                    .set("include_subdomains", true)
                                    .set("override", true)
                                    .set("preload", true))),
            Block.resource("aws_elasticache_replication_group", "main")
                    .set("transit_encryption_enabled", true)
                    .set("auth_token", "given"),
            Block.resource("aws_secretsmanager_secret", "main"),
            Block.resource("aws_secretsmanager_secret_rotation", "main")
                    .set("secret_id", reference("aws_secretsmanager_secret.main.id")));

    /// Before a load balancer that users reach themselves a firewall has groups that it has nowhere else.
    private static final String GUARDED = """
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}}
            services: {web: {port: 8080, health: /health}}
            traffic: {waf: {rules: [managed, threat-intelligence]}, entrances: {web: {host: shop.acme.test}}}
            """;

    private static List<Root> roots() {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("main.tf", AS_ASKED);
        List<Root> roots = new ArrayList<>(List.of(new Root("as-asked", files)));
        Written.SYSTEMS.forEach(system -> roots.addAll(Written.roots(system)));
        roots.addAll(Written.roots("edges.yaml", Written.EDGES));
        roots.addAll(Written.roots("global.yaml", Written.GLOBAL_DATABASE));
        roots.addAll(Written.roots("guarded.yaml", GUARDED));
        return roots;
    }

    /// Takes away and turns round whatever each rule looks at, at each resource that it holds for.
    @Test
    void notices_whatever_is_taken_from_a_resource_that_it_looks_at() {
        List<String> blind = new ArrayList<>();
        SequencedSet<Rule> tried = new LinkedHashSet<>();
        for (Root root : roots()) {
            List<Block> blocks = root.blocks();
            for (int i = 0; i < blocks.size(); i++) {
                Focus focus = new Focus(List.of(), blocks, List.of(i));
                String type = blocks.get(i).kind();
                for (Rule rule : Book.RULES) {
                    if (rule.types().contains(type) && focus.place().holds(rule.holds())) {
                        for (Focus broken : Breakages.of(focus, rule.holds())) {
                            tried.add(rule);
                            if (broken.place().holds(rule.holds())) {
                                blind.add(rule.ids() + " still holds for "
                                        + broken.place().block());
                            }
                        }
                    }
                }
            }
        }
        assertThat(blind).isEmpty();
        assertThat(tried).containsExactlyInAnyOrderElementsOf(Book.RULES);
    }

    @Test
    void is_the_only_one_about_its_check_and_type_and_the_table_has_both() {
        List<String> pairs = new ArrayList<>();
        for (Rule rule : Book.RULES) {
            for (String id : rule.ids()) {
                Check check = Check.ALL.stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("the table has no " + id));
                assertThat(check.types()).as(id).containsAll(rule.types());
                rule.types().forEach(type -> pairs.add(id + " at " + type));
            }
        }
        assertThat(pairs).doesNotHaveDuplicates();
    }
}
