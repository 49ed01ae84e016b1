package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users whom nothing moves have the region that they are in, and no other one counts for them.
class APinnedUserTest {
    private static String formula(String entrances) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.9995%%, rto: 1h}
            regions: {us-east-1: {role: active}, eu-west-1: {role: active}, ap-northeast-1: {role: active}}
            services: {web: {platform: ecs-fargate, dependsOn: {rows: hard}}}
            data: {rows: {kind: dynamodb, runs: provider, writes: local, replication: none}}
            traffic: {entrances: {%s}}
            failover: {mode: automatic, probes: {up: {kind: https, to: web, every: 10s, failures: 3}}}
            """.formatted(entrances));
        return file.assessed().findings().stream()
                .filter(finding ->
                        List.of(Rule.AVAILABILITY_UNATTAINABLE, Rule.AVAILABILITY_AT_RISK, Rule.FIGURE_UNKNOWN)
                                        .contains(finding.rule())
                                && finding.at().endsWith("availability"))
                .flatMap(finding -> finding.arithmetic().stream())
                .map(Finding.Arithmetic::text)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        a: {to: web, in: us-east-1, switch: none}, b: {to: web, in: eu-west-1, switch: none} | true
        a: {to: web, in: us-east-1, switch: dns}, b: {to: web, in: eu-west-1, switch: dns}   | true
        a: {to: web, switch: none}                                                           | true
        a: {to: web, route: [latency, health], switch: dns, health: up}                      | false
        a: {to: web, in: us-east-1, switch: none}, b: {to: web, route: [latency, health], health: up} | false
        """)
    void is_out_with_the_region_alone(String entrances, boolean isPinned) {
        assertThat(formula(entrances).contains("because nothing moves the users of a region to another one"))
                .as(formula(entrances))
                .isEqualTo(isPinned);
        assertThat(formula(entrances).contains("regions at once")).isEqualTo(!isPinned);
    }

    private static Read desk(String side, String objectives) {
        return Read.of("""
            meridian: 1
            application: desk
            objectives: {%s}
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
            services: {web: {}}
            traffic: {ttl: 1m, entrances: {main: {to: web, switch: dns, providers: [route53]}%s}}
            failover:
              mode: manual
              control: {runs: script}
              human: {notice: 5m, decide: 5m}
              steps: {scale: {takes: 5m}}
            """.formatted(objectives, side));
    }

    private static final String SIDE = ", side: {to: web, in: [eu-west-1], switch: none}";

    /// An entrance that nothing moves, beside one that is moved: its users wait, and the application comes back.
    @Test
    void of_one_entrance_does_not_end_the_others() {
        Read file = desk(SIDE, "rto: 1h");
        Finding finding = Found.only(file, Rule.RTO_UNATTAINABLE);
        assertThat(finding.statement())
                .isEqualTo("users of `side` do not get back to `desk` after the loss of a region while that lasts, and"
                        + " 1h is promised");
        assertThat(finding.fix()).contains("or its users sent to `main` for good");
        assertThat(Found.rto(file).parts().stream().map(Promise.Part::why))
                .anyMatch(why -> why.contains("TTL") && why.contains("no other place of `side`"));
        Found.isFree(desk("", "rto: 1h"), Rule.RTO_UNATTAINABLE);
    }

    /// Nobody comes by an entrance of the standby alone on a quiet day, where users of its service have another
    /// one.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        side: {to: web, in: [eu-central-1], switch: none} | ''                           | true
        side: {to: web, in: [eu-west-1], switch: none}    | ''                           | false
        side: {to: web, in: [eu-central-1], switch: none} | regions.eu-central-1.role=active | false
        side: {to: copies, in: [eu-central-1]}            | services.copies={in: [eu-central-1]} | false
        """)
    void of_an_entrance_that_stands_by_are_none(String side, String set, boolean isNone) {
        Read all = desk(", " + side, "rto: 1h, availability: 99%");
        Read file = set.isEmpty() ? all : all.with(set);
        assertThat(Found.rto(file).allEndless().isEmpty()).isEqualTo(isNone);
        assertThat(Found.of(file, Rule.FIGURE_UNKNOWN).toString().contains("share of the users at side"))
                .isEqualTo(!isNone);
    }

    /// The share of these users is unknown, so an availability is too; a failover of the others may refute it.
    @ParameterizedTest
    @CsvSource({"99%, UNKNOWN", "99.9999%, UNATTAINABLE"})
    void of_one_entrance_leaves_an_availability_unknown(String promised, Verdict verdict) {
        Read file = desk(SIDE, "availability: " + promised);
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.objective() == Promise.Objective.AVAILABILITY)
                .extracting(Promise::verdict)
                .containsExactly(verdict);
        assertThat(file.assessed().findings())
                .noneMatch(finding -> finding.statement().contains("nothing brings it back"));
        if (verdict == Verdict.UNKNOWN) {
            assertThat(Found.of(file, Rule.FIGURE_UNKNOWN).toString()).contains("share of the users at side");
        }
    }
}
