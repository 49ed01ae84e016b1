package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static String file(SequencedMap<String, String> files, String path) {
        assertThat(files).containsKey(path);
        return files.getOrDefault(path, "");
    }

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
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "node"))),
                "skipped: there is no `node` on this machine");
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

    private static String quoted(String text) {
        return "`" + text.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$") + "`";
    }
}
