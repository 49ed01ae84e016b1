package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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

    /// `eu.shop.acme.test` may be in the zone `acme.test` as well as in `shop.acme.test`: nobody can see which.
    @Test
    void is_looked_up_in_the_zone_that_the_file_says() {
        String deep = SHOP.replace("PROBE", "every: 30s").replace("www.acme.test", "eu.shop.acme.test");
        String zone = "data \"aws_route53_zone\" \"web\" \\{\n +name = \"%s\"";
        for (String path : List.of(NAMES, "terraform/regions/eu-west-1/entrance-web.tf")) {
            assertThat(file(Written.of(deep), path)).containsPattern(zone.formatted("shop.acme.test"));
            assertThat(file(Written.of(deep.replace("{host: ", "{zone: acme.test, host: ")), path))
                    .containsPattern(zone.formatted("acme.test"));
        }
        assertThat(file(Written.of(deep.replace("{host: ", "{zone: acme.test, host: ")), "UNRENDERED.md"))
                .doesNotContain("entrances.web.zone");
    }

    @Test
    void is_chosen_by_no_client() {
        for (String route : List.of("client", "client, health", "latency, client")) {
            assertThat(file(
                            Written.of(SHOP.replace("PROBE", "every: 30s").replace("latency, health", route)),
                            "UNRENDERED.md"))
                    .containsPattern("`traffic.entrances.web.route` .*no client chooses one.*eu-west-1.www.acme.test");
        }
    }

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
