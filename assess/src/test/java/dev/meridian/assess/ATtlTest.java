package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users follow a move by DNS after the TTL of their own entrance, and in no known time where nobody knows it.
class ATtlTest {
    private static Read shop(String rto, String ttl, String web, String pay) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {region: {rto: %s}}}
                journeys:
                  look: {uses: [web], objectives: {disruptions: {region: {rto: %s}}}}
                  buy: {uses: [pay], objectives: {disruptions: {region: {rto: %s}}}}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {port: 8080}, pay: {port: 8081}}
                traffic:
                  %s
                  entrances:
                    web: {host: a.example.org, switch: dns%s}
                    pay: {host: b.example.org, switch: dns%s}
                failover:
                  mode: automatic
                  control: {in: [us-east-1], runs: script}
                  probes: {site: {kind: https, to: web, path: /health, every: 10s, timeout: 1s, failures: 3}}
                """.formatted(rto, rto, rto, ttl, web, pay));
    }

    private static String verdicts(Read file) {
        StringBuilder text = new StringBuilder();
        file.assessed()
                .promises()
                .forEach(promise -> text.append(promise.verdict().text().charAt(0)));
        return text.toString();
    }

    private static String route(Read file, int promise) {
        return file.assessed().promises().get(promise).basis().stream()
                .filter(part -> part.name().equals("route"))
                .findFirst()
                .orElseThrow()
                .plan();
    }

    /// The longest of the whole application, and that of each journey: with the time that clients ignore it.
    @ParameterizedTest
    @CsvSource({
        "'', '', '', 1m, 1m, 1m",
        "'', ', ttl: 10s', ', ttl: 5m', 5m30s, 40s, 5m30s",
        "'ttl: 2m', '', ', ttl: 10s', 2m30s, 2m30s, 40s",
        "'ttl: unknown', ', ttl: 10s', ', ttl: 20s', 50s, 40s, 50s"
    })
    void is_that_of_the_entrance_and_else_of_all(
            String ttl, String web, String pay, String all, String look, String buy) {
        Read file = shop("10m", "clients: {ignoreTtl: 30s}" + (ttl.isEmpty() ? "" : "\n  " + ttl), web, pay);
        assertThat(verdicts(file)).isEqualTo("aaa");
        assertThat(route(file, 0)).isEqualTo(all);
        assertThat(route(file, 1)).isEqualTo(look);
        assertThat(route(file, 2)).isEqualTo(buy);
    }

    @ParameterizedTest
    @CsvSource({
        "10m, 'ttl: unknown', '', '', ???",
        "10m, 'ttl: 30s', '', ', ttl: unknown', ?a?",
        "10m, 'ttl: unknown', ', ttl: 10s', '', ?a?",
        "5s, 'ttl: unknown', '', '', uuu"
    })
    void that_is_unknown_bounds_nothing(String rto, String ttl, String web, String pay, String verdicts) {
        Read file = shop(rto, ttl, web, pay);
        assertThat(file.assessed().promises().stream()
                        .map(promise -> promise.verdict() == Verdict.UNKNOWN
                                ? "?"
                                : promise.verdict().text().substring(0, 1))
                        .reduce("", String::concat))
                .isEqualTo(verdicts);
    }

    @Test
    void is_named_with_the_key_that_would_say_it() {
        assertThat(shop("10m", "ttl: 30s", "", ", ttl: unknown").assessed().findings())
                .anySatisfy(finding -> assertThat(finding.fix()).contains("declare `traffic.entrances.pay.ttl`"));
        assertThat(shop("10m", "ttl: unknown", "", "").assessed().findings())
                .anySatisfy(finding -> assertThat(finding.fix()).contains("declare `traffic.ttl`"));
        String one = shop("10m", "ttl: unknown", "", "")
                .text()
                .replaceAll("(?m)^    pay: .*\n|^  buy: .*\n", "")
                .replace(", pay: {port: 8081}", "");
        assertThat(Read.of(one).assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.FIGURE_UNKNOWN)
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.repair()).as(finding.fix()).isEmpty());
    }

    @Test
    void is_no_matter_where_no_answer_is_kept() {
        Read file = Read.of(shop("10m", "ttl: unknown", "", "").text().replace("switch: dns", "switch: anycast"));
        assertThat(verdicts(file)).isEqualTo("aaa");
    }

    @Test
    void is_shortened_where_it_stands() {
        Read file = shop("3m", "ttl: 30s", "", ", ttl: 10m");
        assertThat(file.assessed().findings())
                .flatExtracting(
                        finding -> finding.repair().map(Finding.Repair::changes).orElse(List.of()))
                .anyMatch(change -> change.path().equals("traffic.entrances.pay.ttl"));
    }

    /// People who take a region out of a global balancer change no answer for a name.
    @Test
    void is_not_outlived_where_a_region_is_taken_out_of_a_balancer() {
        String dns = "{host: a.example.org, providers: [google-cloud-dns], ttl: 300s, switch: provider-control}";
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 1h}
                regions: {us-central1: {role: primary}, europe-west1: {role: standby, capacity: 100%%}}
                services: {web: {port: 8080}}
                traffic: {entrances: {web: %s}}
                failover: {mode: manual, control: {runs: script}, human: {notice: 5m, decide: 5m}}
                """.formatted(dns));
        assertThat(words(file)).contains("beyond the TTL");
        assertThat(words(file.with("traffic.accelerator=global-load-balancer")))
                .contains("change of the settings")
                .doesNotContain("beyond the TTL");
    }

    private static String words(Read file) {
        return file.assessed().promises().getFirst().basis().stream()
                .filter(part -> part.name().equals("route"))
                .findFirst()
                .orElseThrow()
                .why();
    }

    /// Without an entrance users may need no new answer, unless the file says that nobody has looked.
    @ParameterizedTest
    @CsvSource({
        "ttl: unknown, '', UNKNOWN, without bound",
        "ttl: 30s, '', ATTAINABLE, 0s",
        "ttl: unknown, 'steps: {route: {takes: 1m}}', UNKNOWN, without bound"
    })
    void that_nobody_knows_is_no_move_at_once_without_an_entrance(
            String ttl, String steps, Verdict verdict, String route) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {region: {rto: 1h}}}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {}}
                traffic: {%s}
                failover:
                  mode: manual
                  control: {runs: script}
                  human: {notice: 5m, decide: 5m}
                  %s
                """.formatted(ttl, steps));
        assertThat(file.assessed().promises().getFirst().verdict()).isEqualTo(verdict);
        assertThat(route(file, 0)).isEqualTo(route);
    }
}
