package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Two environments are two estates, and never write records of one name.
@DisplayName("An environment")
class AnEnvironmentTest {
    private static final String OWN =
            "environments: {staging: {overrides: {traffic: {entrances: {web: {host: staging.acme.test}}}}}}";

    private static final String FILE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services: {web: {port: 8080, health: /health}}
            traffic:
              entrances: {web: {host: shop.acme.test, route: [latency, health]}}
              certificates: {issuer: acm, names: {dr: dr.acme.test}}
            environments: {production: {}, staging: {}}
            """;

    private static final String ENTRANCE = "terraform/global/entrance-web.tf";

    private static SequencedMap<String, String> files(Synthesis.Outcome outcome) {
        assertThat(outcome.problems()).isEmpty();
        return outcome.repository().orElseThrow().files();
    }

    @Test
    void has_no_record_of_a_name_that_is_productions_and_says_so() {
        Synthesis.Outcome staging = Written.in("staging", FILE);
        SequencedMap<String, String> files = files(staging);
        assertThat(files).doesNotContainKey(ENTRANCE);
        files.forEach((path, text) -> {
            if (path.startsWith("terraform/")) {
                assertThat(text).as(path).doesNotContain("shop.acme.test", "dr.acme.test");
            }
        });
        assertThat(staging.notices())
                .singleElement()
                .asString()
                .startsWith("x.yaml:8:")
                .contains("`shop.acme.test` is the name of production", "environments.staging.overrides.traffic");
        assertThat(files.get("UNRENDERED.md")).contains("`shop.acme.test` is the name of production");
    }

    @Test
    void has_the_names_of_the_file_if_it_is_the_one_that_users_open() {
        Synthesis.Outcome production = Written.in("production", FILE);
        assertThat(files(production).get(ENTRANCE)).contains("\"shop.acme.test\"", "\"dr.acme.test\"");
        assertThat(production.notices()).isEmpty();
        String staged = FILE.replace("production", "live") + "deploy: {stages: [staging, live]}\n";
        assertThat(files(Written.in("live", staged)).get(ENTRANCE)).contains("\"shop.acme.test\"");
        assertThat(files(Written.in("staging", staged))).doesNotContainKey(ENTRANCE);
    }

    @Test
    void has_the_names_that_it_says_and_none_of_those_beside_them() {
        String own = FILE.replace("environments: {production: {}, staging: {}}", OWN);
        Synthesis.Outcome staging = Written.in("staging", own);
        assertThat(files(staging).get(ENTRANCE))
                .contains("\"staging.acme.test\"")
                .doesNotContain("\"shop.acme.test\"", "\"dr.acme.test\"");
        assertThat(staging.notices()).singleElement().asString().contains("`dr.acme.test` is the name of production");
        assertThat(files(Written.in("staging", FILE, "traffic.entrances.web.host=try.acme.test"))
                        .get(ENTRANCE))
                .contains("\"try.acme.test\"");
    }
}
