package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands before regions, where users are (EDG-3, EDG-4).
@DisplayName("An edge")
class AnEdgeTest {
    private static final String FILE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services: {web: {port: 8080, health: /health}}
            traffic:
              entrances: {web: {host: shop.acme.test, route: [latency, health]}}
              cdn:
                kind: cloudfront
                realTimeLogs: true
                behaviours:
                  pages: {path: /pages/*, ttl: 60s}
                  static: {path: /static/*, ttl: 86400s}
              functions:
                light: {kind: cloudfront-function, does: [query-processing, header-manipulation, ab-testing]}
            """;

    private static final String GLOBAL = "terraform/global/";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// The lines of a page about one path of the file.
    private static String left(String text, String path) {
        return file(Written.of(text), "UNRENDERED.md")
                .lines()
                .filter(line -> line.contains("`" + path + "`"))
                .findFirst()
                .orElse("");
    }

    @Test
    void asks_a_second_region_only_for_what_is_only_read() {
        String cdn = file(Written.of(FILE), GLOBAL + "cdn-web.tf");
        assertThat(path(cdn, "/static/*")).contains("\"either\"", "= [\"GET\", \"HEAD\", \"OPTIONS\"]");
        assertThat(path(cdn, "/pages/*")).contains("\"chosen\"", "\"POST\"");
        String alone = file(
                Written.of(FILE.replace("      static: {path: /static/*, ttl: 86400s}\n", "")), GLOBAL + "cdn-web.tf");
        assertThat(alone).doesNotContain("origin_group", "second.shop.acme.test");
    }

    private static String path(String cdn, String pattern) {
        int from = cdn.indexOf("\"" + pattern + "\"");
        return cdn.substring(from, cdn.indexOf("\n  }\n", from));
    }

    /// Whoever asks a load balancer by its own name is not asked by the firewall before the CDN.
    @ParameterizedTest
    @ValueSource(strings = {"ratePerAddress: 2000/min", "geography: configurable", "rules: [threat-intelligence]"})
    void has_no_way_beside_it_where_a_rule_goes_by_who_asks(String rule) {
        String balancer = "terraform/regions/us-east-1/load-balancer.tf";
        String guarded = FILE.replace("  functions:", "  waf: {" + rule + "}\n  functions:");
        Synthesis.Outcome outcome = Written.outcome(guarded);
        assertThat(file(Written.of(guarded), balancer))
                .contains(
                        "com.amazonaws.global.cloudfront.origin-facing", "com.amazonaws.us-east-1.route53-healthchecks")
                .doesNotContain("\"0.0.0.0/0\"");
        assertThat(outcome.notices()).isEmpty();
        assertThat(file(Written.of(FILE), balancer)).contains("\"0.0.0.0/0\"");
        assertThat(file(Written.of(guarded.replace(rule, "rules: [managed]")), balancer))
                .contains("\"0.0.0.0/0\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            realTimeLogs: true | originAccessControl: false                          | the file wants it so
            '  functions:'     | '  certificates: {names: {dr: dr.acme.test}}|  functions:' | no CDN answers to
            """)
    void tells_where_a_way_beside_it_stays_open(String part, String other, String because) {
        String open = FILE.replace("  functions:", "  waf: {ratePerAddress: 2000/min}\n  functions:")
                .replace(part, other.replace("|", "\n"));
        assertThat(file(Written.of(open), "terraform/regions/us-east-1/load-balancer.tf"))
                .contains("\"0.0.0.0/0\"");
        assertThat(Written.outcome(open).notices())
                .singleElement()
                .asString()
                .startsWith("x.yaml:15:")
                .contains("by its own name", because, "originAccessControl: true");
        assertThat(left(open, "traffic.waf.ratePerAddress")).contains("before the CDN alone", because);
    }

    /// The file says that regions answer their CDN alone, and that people open names which lead to regions.
    @Test
    void tells_of_names_that_answer_nobody() {
        String shut = FILE.replace("realTimeLogs: true", "originAccessControl: true")
                .replace("  functions:", "  certificates: {names: {dr: dr.acme.test}}\n  functions:");
        assertThat(Written.outcome(shut).notices())
                .singleElement()
                .asString()
                .startsWith("x.yaml:15:")
                .endsWith("whoever opens one gets no answer");
    }

    @Test
    void runs_one_program_at_each_end_of_every_path() {
        SequencedMap<String, String> files = Written.of(FILE);
        String cdn = file(files, GLOBAL + "cdn-web.tf");
        assertThat(cdn.split("aws_cloudfront_function.viewer_request.arn", -1)).hasSize(4);
        assertThat(cdn.split("aws_cloudfront_function.viewer_response.arn", -1)).hasSize(4);
        assertThat(file(files, GLOBAL + "functions.tf"))
                .contains("\"cloudfront-js-2.0\"", "file(\"${path.module}/../../functions/viewer-request.js\")");
        assertThat(path(cdn, "/pages/*")).isNotEmpty();
        assertThat(cdn).contains("items = [\"Authorization\", \"x-ab\"]");
    }

    @Test
    void writes_what_is_asked_within_seconds_and_nothing_that_a_user_signs_in_with() {
        assertThat(file(Written.of(FILE), GLOBAL + "requests.tf"))
                .contains("\"ON_DEMAND\"", "aws_kms_key.logs.arn", "\"kms:GenerateDataKey\"", "\"cs-uri-stem\"")
                .doesNotContain("cs-cookie", "cs-headers", "cs-uri-query", "cs-referer");
        assertThat(Written.of(FILE.replace("    realTimeLogs: true\n", ""))).doesNotContainKey(GLOBAL + "requests.tf");
    }

    @Test
    void says_word_by_word_what_it_leaves_to_programs() {
        String kind = "kind: cloudfront-function, does: [query-processing, header-manipulation, ab-testing]";
        assertThat(left(FILE, "traffic.functions.light.does")).isEmpty();
        assertThat(left(
                        FILE.replace(kind, "does: [deduplication, rate-limit, minification, personalization]"),
                        "traffic.functions.light.does"))
                .contains(
                        "`rate-limit` needs somebody who counts",
                        "`minification` works on bodies",
                        "`personalization` is what a program says")
                .doesNotContain("`deduplication` ");
        assertThat(left(FILE.replace(kind, "kind: lambda-edge, does: [ab-testing]"), "traffic.functions.light.kind"))
                .contains("done by functions of CloudFront");
        assertThat(left(FILE.replace(kind, "run: edge/ab.js"), "traffic.functions.light.run"))
                .contains("not read");
        assertThat(left(
                        FILE.replace(kind, "at: origin-request, does: [query-processing]"),
                        "traffic.functions.light.does"))
                .contains("Lambda@Edge");
    }

    @Test
    void has_no_function_without_something_that_runs_it() {
        assertThat(left(FILE.replace("cloudfront\n", "fastly\n"), "traffic.functions.light.does"))
                .contains("CloudFront runs them");
    }

    @Test
    void does_at_one_end_what_is_asked_for_there() {
        SequencedMap<String, String> files = Written.of(FILE.replace(
                "does: [query-processing, header-manipulation, ab-testing]",
                "at: viewer-response, does: [header-manipulation]"));
        assertThat(files).containsKey("functions/viewer-response.js").doesNotContainKey("functions/viewer-request.js");
    }

    /// The programs themselves, run by what this machine has for that.
    @Test
    void keeps_users_in_their_part_and_sorts_what_they_ask() throws IOException, InterruptedException {
        assumeTrue(Machine.has("node"), "skipped: there is no `node` on this machine");
        SequencedMap<String, String> files = Written.of(FILE);
        Files.writeString(
                folder.resolve("tried.js"),
                "const runs = code => new Function(code + '; return handler;')();\n"
                        + "const asks = runs(" + quoted(file(files, "functions/viewer-request.js")) + ");\n"
                        + "const tells = runs(" + quoted(file(files, "functions/viewer-response.js")) + ");\n" + """
                        const event = (id, cookies) => ({
                          context: { requestId: id },
                          request: { cookies, headers: {}, querystring: { b: { value: '2' }, a: { value: '1' } } },
                          response: { cookies: {}, headers: { 'x-powered-by': { value: 'x' } } }
                        });
                        const parts = new Set();
                        let failures = 0;
                        for (let i = 0; i < 5000; i++) {
                          const id = 'request-' + i + '-' + (i * 7919).toString(36);
                          const request = asks(event(id, {}));
                          const response = tells(event(id, {}));
                          const part = response.cookies.ab.value;
                          failures += request.headers['x-ab'].value === part ? 0 : 1;
                          failures += asks(event('other', { ab: { value: part } })).headers['x-ab'].value === part ? 0 : 1;
                          parts.add(part);
                        }
                        const one = asks(event('n', { ab: { value: 'everything' } }));
                        console.log(failures, parts.size, Object.keys(one.querystring).join(''),
                          one.headers['x-request-id'].value, /^[0-9]{1,2}$/.test(one.headers['x-ab'].value),
                          Object.keys(tells(event('n', {})).headers).length);
                        """);
        assertThat(Shell.run(folder, List.of("node", "tried.js"), Map.of())
                        .text()
                        .strip())
                .isEqualTo("0 100 ab n true 0");
    }

    @Test
    void leads_to_fixed_addresses_and_from_there_to_regions_that_need_no_other() {
        SequencedMap<String, String> files = Written.of(Written.EDGES);
        assertThat(file(files, "terraform/ORDER").lines())
                .containsSubsequence(
                        "regions/us-east-1",
                        "global/controls",
                        "global",
                        "global/accelerator",
                        "global/accelerator-eu-west-1",
                        "global/accelerator-us-east-1");
        assertThat(file(files, GLOBAL + "accelerator/entrance-web.tf"))
                .contains("\"origin.www.acme.test\"", "aws_globalaccelerator_accelerator.main.dns_name");
        assertThat(file(files, GLOBAL + "entrance-web.tf")).doesNotContain("latency_routing_policy");
        assertThat(file(files, GLOBAL + "accelerator-eu-west-1/providers.tf"))
                .contains("\"eu-west-1\"", "\"us-west-2\"")
                .doesNotContain("us-east-1");
        assertThat(file(files, GLOBAL + "accelerator-eu-west-1/group.tf"))
                .contains("data.aws_lb.main.arn", "nonsensitive(data.aws_ssm_parameter.listener.value)", "= 100");
        assertThat(file(files, GLOBAL + "accelerator/providers.tf"))
                .containsOnlyOnce("region")
                .contains("\"us-west-2\"");
    }

    /// Without it the log of an accelerator is a bucket that stays empty.
    @Test
    void lets_who_writes_the_log_of_an_accelerator_use_its_key() {
        SequencedMap<String, String> files = Written.of(Written.EDGES);
        assertThat(file(files, GLOBAL + "accelerator/keys.tf"))
                .contains("delivery.logs.amazonaws.com", "\"kms:GenerateDataKey*\"", "\"aws:SourceAccount\"");
        assertThat(file(files, GLOBAL + "accelerator/flow-logs.tf"))
                .contains(
                        "\"bucket-owner-full-control\"",
                        "\"s3:GetBucketAcl\"",
                        "/accelerator/AWSLogs/${data.aws_caller_identity.current.account_id}/*");
    }

    @Test
    void keeps_a_standby_behind_an_accelerator_for_when_the_first_is_gone() {
        String text = Written.EDGES.replace("route: [latency, health]", "route: [failover, health]");
        SequencedMap<String, String> files = Written.of(text);
        assertThat(file(files, GLOBAL + "accelerator-eu-west-1/group.tf")).contains("= 100");
        assertThat(file(files, GLOBAL + "accelerator-us-east-1/group.tf")).contains("= 0");
        assertThat(left(text, "traffic.entrances.web.route")).isEmpty();
        assertThat(left(Written.EDGES.replace("[latency, health]", "[geolocation]"), "traffic.entrances.web.route"))
                .contains("nearest region that serves");
    }

    @Test
    void asks_no_accelerator_where_the_file_turns_records() {
        String text = Written.EDGES.replace("route: [latency, health]}", "route: [latency, health], switch: dns}");
        assertThat(Written.of(text)).doesNotContainKey(GLOBAL + "accelerator/accelerator.tf");
        assertThat(file(Written.of(text), GLOBAL + "entrance-web.tf")).contains("latency_routing_policy");
        assertThat(left(text, "traffic.entrances.web.switch")).isEmpty();
    }

    @Test
    void has_a_switch_for_each_region_beside_its_check_where_the_file_asks() {
        SequencedMap<String, String> files = Written.of(Written.EDGES);
        assertThat(file(files, GLOBAL + "controls/controls-admin.tf"))
                .contains("\"admin-eu-west-1\"", "\"admin-us-east-1\"", "\"ATLEAST\"", "threshold = 1");
        assertThat(file(files, GLOBAL + "entrance-admin.tf"))
                .contains(
                        "\"RECOVERY_CONTROL\"",
                        "\"CALCULATED\"",
                        "health_check_id = aws_route53_health_check.admin_eu_west_1_both.id");
        assertThat(file(files, GLOBAL + "providers.tf")).containsOnlyOnce("region");
        SequencedMap<String, String> without = Written.of(Written.EDGES.replace(", switch: routing-control", ""));
        assertThat(without).doesNotContainKey(GLOBAL + "controls/cluster.tf");
    }

    @Test
    void says_once_how_switches_are_turned_on_and_what_they_do_not_do() {
        SequencedMap<String, String> files = Written.of(Written.EDGES);
        assertThat(file(files, "README.md"))
                .contains("turn admin eu-west-1 On", "stop nobody from writing", "list-accelerators");
        assertThat(file(files, "runbooks/dns.md"))
                .contains("turn admin us-east-1 Off", "--traffic-dial-percentage 0", "get-parameters-by-path");
        assertThat(file(files, "runbooks/commands.sh"))
                .contains("update-routing-control-state", "list-endpoint-groups");
        assertThat(file(files, ".github/workflows/apply.yml")).contains("functions/**");
    }

    @Test
    void changes_nothing_of_regions_that_are_there_when_one_is_added() {
        SequencedMap<String, String> two = Written.of(Written.EDGES);
        SequencedMap<String, String> three =
                Written.of(Written.EDGES.replace("services:", "  sa-east-1: {role: active}\nservices:"));
        two.forEach((path, text) -> {
            if (path.startsWith("terraform/regions/") || path.startsWith(GLOBAL + "accelerator")) {
                assertThat(three.get(path)).as(path).isEqualTo(text);
            }
        });
        assertThat(three).containsKey(GLOBAL + "accelerator-sa-east-1/group.tf");
    }

    private static String quoted(String text) {
        return "`" + text.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$") + "`";
    }
}
