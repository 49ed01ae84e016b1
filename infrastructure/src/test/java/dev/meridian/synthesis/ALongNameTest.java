package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Everything is called after application, environment and region, and each cloud has limits of its own for that.
@DisplayName("A long name")
class ALongNameTest {
    private static final String LONGEST = """
            meridian: 1
            application: a-shop-for-everything-of-anybody
            regions:
              ap-southeast-1: {role: primary}
              ap-northeast-1: {role: active}
            services: {web: {image: acme/web, port: 8080, health: /health, dependsOn: {main: hard, sessions: hard}}}
            data:
              main: {kind: postgresql, runs: provider, replication: async}
              sessions: {kind: redis, runs: provider, replication: none}
            traffic: {entrances: {storefront: {to: web, host: www.acme.test, route: [failover, health]}}}
            compute: {platform: ecs-fargate}
            observability: {tracing: xray}
            """;

    /// Of a resource and an attribute of it, by the API references of X-Ray (SamplingRule), Elastic Load Balancing
    /// (CreateTargetGroup, CreateLoadBalancer), S3 (bucket naming rules), IAM (quotas) and ElastiCache
    /// (CreateReplicationGroup), all 2026-11.
    private static final Map<String, Integer> LIMITS = limits();

    private static Map<String, Integer> limits() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("aws_xray_sampling_rule rule_name", 32);
        limits.put("aws_lb_target_group name", 32);
        limits.put("aws_lb name", 32);
        limits.put("aws_s3_bucket bucket", 63);
        limits.put("aws_iam_role name", 64);
        limits.put("aws_elasticache_replication_group replication_group_id", 40);
        return limits;
    }

    @Test
    void is_shortened_to_what_the_cloud_takes() {
        SequencedMap<String, String> files = Written.of(LONGEST);
        LIMITS.forEach((what, most) -> {
            String[] words = what.split(" ", -1);
            List<String> names = names(files, words[0], words[1]);
            assertThat(names)
                    .as(what)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(most));
        });
    }

    private static List<String> names(SequencedMap<String, String> files, String type, String attribute) {
        Pattern pattern = Pattern.compile(
                "resource \"" + type + "\" \"\\w+\" \\{\n(?:  .*\n|\n)*?  " + attribute + " += \"([^\"$]+)\"");
        return files.values().stream()
                .flatMap(text -> pattern.matcher(text).results())
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ai-teddy-bear, production",
        "ai-teddy-bear, staging",
        "mahavishnu, production",
        "mahavishnu, staging",
        "pyairtable, production",
        "pyairtable, staging",
        "pyairtable, development",
        "richesreach, production"
    })
    void of_an_environment_of_an_example_is_in_nobodys_way(String system, String environment) throws IOException {
        String text = Files.readString(Written.HOME.resolve("examples").resolve(system + ".yaml"));
        Synthesis.Outcome outcome = Written.in(environment, text);
        assertThat(outcome.problems()).isEmpty();
        assertThat(file(outcome.repository().orElseThrow().files(), "README.md"))
                .contains(system + "-" + environment);
    }

    @Test
    void that_load_balancers_keep_for_themselves_is_refused() {
        assertThat(Written.problems(LONGEST.replace("a-shop-for-everything-of-anybody", "internal-tools")))
                .contains("MER-0099", "begins with `internal-`");
    }
}
