package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A name that users open")
class ANameTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, eu-north-1: {role: active}}
            services: {web: {image: "shop/web:1", port: 8080, health: /health}}
            compute: {platform: ecs-fargate}
            traffic: {entrances: {web: {host: www.acme.test, route: [latency, health]}}}
            failover: {probes: {site: {kind: http, to: web, PROBE}}}
            """;

    private static final String NAMES = "terraform/global/entrance-web.tf";

    /// What the provider of names cannot do as it is asked stands in a row, with what is done instead.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'path: /deep, every: 10s'             | /deep   | 10 | 3  |
            'path: /deep, every: 30s'             | /deep   | 30 | 3  |
            'every: 20s, failures: 4'             | /health | 10 | 4  | every.*every 30 seconds or every 10: here every 10
            'every: 2m'                           | /health | 30 | 3  | every.*here every 30
            'every: 5s'                           | /health | 10 | 3  | every.*here every 10
            'every: 10s, failures: 12, window: 13' | /health | 10 | 10 | failures.*count 10 at most
            'every: 10s, port: 8443, path: /deep' | /deep   | 10 | 3  | port.*listens on 443
            'every: 10s, port: 443'               | /health | 10 | 3  |
            """)
    void is_asked_for_what_the_probe_of_its_service_asks(
            String probe, String path, int seconds, int failures, String listed) {
        SequencedMap<String, String> files = Written.of(SHOP.replace("PROBE", probe));
        assertThat(file(files, NAMES))
                .containsPattern("port += 443\n")
                .containsPattern("resource_path += \"" + path + "\"")
                .containsPattern("request_interval += " + seconds + "\n")
                .containsPattern("failure_threshold += " + failures + "\n");
        assertThat(file(files, "runbooks/dns.md")).contains("eu-west-1.www.acme.test" + path);
        if (listed == null) {
            assertThat(file(files, "UNRENDERED.md")).doesNotContain("failover.");
        } else {
            assertThat(file(files, "UNRENDERED.md")).containsPattern("`failover.probes.site." + listed);
        }
    }
}
