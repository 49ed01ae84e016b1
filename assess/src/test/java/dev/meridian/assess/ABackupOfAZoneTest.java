package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A backup in the region of a store outlives the zone that the store is in, where its provider or its own store
/// keeps it over zones; a region takes it all the same.
class ABackupOfAZoneTest {
    private static Read shop(String data) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {zone: {rto: 4h, rpo: 2h}}}
                regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {%s}
                failover: {mode: manual, control: {runs: script}}
                """.formatted(data));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            orders: {kind: volume, runs: provider, zones: 1, in: [eu-west-1], backup: {every: 1h, takes: 1m}}  | RESTORED | true
            orders: {kind: volume, runs: provider, zones: 1, in: [eu-west-1]}                                  | LOST     | false
            orders: {kind: mysql, runs: self, zones: 1, in: [eu-west-1], backup: {every: 1h, takes: 1m}}       | RESTORED | false
            orders: {kind: mysql, runs: self, zones: 1, in: [eu-west-1], backup: {every: 1h, takes: 1m, store: kept}}, kept: {kind: object, runs: provider, in: [eu-west-1]} | RESTORED | true
            orders: {kind: mysql, runs: self, zones: 1, in: [eu-west-1], backup: {every: 1h, takes: 1m, store: kept}}, kept: {kind: volume, runs: self, zones: 1, in: [eu-west-1]} | LOST | false
            """)
    void brings_a_store_back_if_it_is_known_to_be_over_zones(String data, Comeback.Way way, boolean isKnown) {
        Subject subject = shop(data).subject();
        Comeback back = subject.wayBack(subject.store("orders"), Promise.Disruption.ZONE);
        assertThat(back.way()).isEqualTo(way);
        assertThat(back.loss().span().equals(Span.exactly(Duration.ofMinutes(61))))
                .isEqualTo(isKnown);
        assertThat(subject.wayBack(subject.store("orders"), Promise.Disruption.REGION)
                        .way())
                .isEqualTo(Comeback.Way.LOST);
    }

    @Test
    void is_as_old_as_the_one_in_another_region_with_a_declared_duration() {
        Subject subject = shop("orders: {kind: volume, runs: provider, zones: 1, in: [eu-west-1], backup:"
                        + " {every: 1h, takes: 1m, copyTo: [eu-central-1]}}")
                .subject();
        Store orders = subject.store("orders");
        assertThat(subject.wayBack(orders, Promise.Disruption.ZONE).loss().span())
                .isEqualTo(Span.exactly(Duration.ofMinutes(61)));
        assertThat(subject.wayBack(orders, Promise.Disruption.REGION).loss().span())
                .isEqualTo(Span.exactly(Duration.ofMinutes(61)));
    }

    /// RDS keeps the moments of an instance for as long as its automated backups, 35 days at most.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            runs: provider | 7d  | 5m to 5m
            runs: provider | 1d  | 5m to 5m
            runs: provider | 90d | 0s to without bound
            runs: self     | 7d  | 0s to without bound
            """)
    void of_a_managed_instance_has_the_moments_that_its_time_is_that_of(String runs, String keep, String loss) {
        Subject subject = shop("orders: {kind: mysql, zones: 1, in: [eu-west-1], " + runs + ", backup: {keep: " + keep
                        + "}}")
                .subject();
        Span span = subject.wayBack(subject.store("orders"), Promise.Disruption.ZONE)
                .loss()
                .span();
        assertThat(AttainabilityFindings.words(span.best()) + " to " + AttainabilityFindings.words(span.plan()))
                .isEqualTo(loss);
    }

    @Test
    void whose_place_the_file_does_not_say_is_asked_for() {
        Read file = shop("orders: {kind: mysql, runs: self, zones: 1, in: [eu-west-1], backup: {every: 1h}}");
        assertThat(Found.of(file, Rule.FIGURE_UNKNOWN))
                .extracting(Finding::fix)
                .anyMatch(fix -> fix.contains("`data.orders.backup.store` or `data.orders.backup.copyTo`"));
    }

    /// Services that need no store, and of whose zones nothing is said, are not known to go on at once.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kubernetes |                 | UNKNOWN
            kubernetes | network.zones=3 | NOT_JUDGED
            """)
    void is_not_needed_by_services_without_stores_whose_zones_are_known(
            String platform, String zones, Verdict verdict) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {zone: {rto: 4h}}}
                regions: {eu-west-1: {role: primary}}
                services: {web: {}}
                """).with("compute.platform=" + platform);
        Read whole = zones == null ? file : file.with(zones);
        assertThat(whole.assessed().promises())
                .filteredOn(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .extracting(Promise::verdict)
                .containsExactly(verdict);
    }

    /// A store that nothing brings back is in no other region: the others come back where they are, and the plan
    /// of a move is no part of that.
    @Test
    void restores_in_the_region_also_beside_a_store_that_is_lost() {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 20m}
                regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard, files: hard}}}
                data:
                  files: {kind: volume, runs: provider, zones: 1, in: [eu-west-1]}
                  orders: {kind: mysql, runs: provider, zones: 1, in: [eu-west-1], backup: {keep: 7d}}
                traffic: {entrances: {web: {switch: dns, health: none, ttl: 5m}}}
                failover:
                  mode: manual
                  control: {runs: script}
                  human: {notice: 5m, decide: 10m}
                  steps: {build: {before: promote, by: human, takes: 2h}, promote: {takes: 3h}}
                defects: {broken: {at: failover.steps.build, says: it does not build}}
                """);
        Promise zone = file.assessed().promises().stream()
                .filter(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .findFirst()
                .orElseThrow();
        assertThat(zone.verdict()).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(zone.basis().toString()).doesNotContain("build", "TTL");
        assertThat(Found.only(file, Rule.DOES_NOT_WORK).why()).doesNotContain("(zone)");
        Finding rest = Found.of(file, Rule.RTO_UNATTAINABLE).getLast();
        assertThat(rest.arithmetic().orElseThrow().text())
                .isEqualTo("detect 5m + hold 10m + promote 10m = 25m > rto 20m");
        assertThat(rest.fix()).doesNotContain("MER-0212");
    }

    /// The plan of a move to another region, and what is wrong with it, is no part of a restore in the region.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kubernetes | network.zones=3 | eu-west-1    | 25m           | ATTAINABLE
            kubernetes | network.zones=3 | eu-central-1 | 25m           | ATTAINABLE
            kubernetes |                 | eu-west-1    | without bound | UNKNOWN
            functions  |                 | eu-west-1    | 25m           | ATTAINABLE
            """)
    void restores_without_the_plan_for_the_region(
            String platform, String zones, String copy, String plan, Verdict verdict) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {zone: {rto: 1h}, region: {rto: 4h}}}
                regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data:
                  orders: {kind: volume, runs: provider, zones: 1, in: [eu-west-1],
                    backup: {every: 1h, restoreTakes: 10m, copyTo: [%s]}}
                failover:
                  mode: manual
                  control: {runs: script}
                  human: {notice: 5m, decide: 10m}
                  steps: {build: {before: promote, by: human, takes: 2h}, route: {takes: 1h}}
                defects: {broken: {at: failover.steps.build, says: it does not build}}
                """.formatted(copy)).with("compute.platform=" + platform);
        Read whole = zones == null ? file : file.with(zones);
        Promise zone = whole.assessed().promises().stream()
                .filter(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .findFirst()
                .orElseThrow();
        assertThat(zone.plan()).isEqualTo(plan);
        assertThat(zone.verdict()).isEqualTo(verdict);
    }

    /// A promise without `disruptions` is one for a zone too. Where the region takes the backups and the zone does
    /// not, each loss has a finding of its own.
    @Test
    void that_is_too_old_has_a_finding_beside_that_of_the_region() {
        Read file = Read.of(shop("""
            orders: {kind: volume, runs: provider, zones: 1, in: [eu-west-1], backup: {every: 1d, takes: 1m}}\
            """)
                .text()
                .replace("{disruptions:" + " {zone:" + " {rto:" + " 4h, rpo:" + " 2h}}}", "{rpo:" + " 2h}"));
        assertThat(Found.of(file, Rule.LOST_WITH_ITS_REGION)).hasSize(1);
        assertThat(Found.only(file, Rule.RPO_UNATTAINABLE).statement())
                .contains("loses 24h1m of writes even at best with the loss of a zone");
        Read kept = Read.of(file.text().replace("every: 1d", "every: 1h"));
        Found.isFree(kept, Rule.RPO_UNATTAINABLE);
    }

    /// What is lost with a zone as with the region is said once.
    @Test
    void is_said_once_where_both_take_the_same() {
        Read file = Read.of(shop("""
            orders: {kind: mysql, runs: self, zones: 1, replication: {mode: async, lag: 3h}}\
            """)
                .text()
                .replace("{disruptions:" + " {zone:" + " {rto:" + " 4h, rpo:" + " 2h}}}", "{rpo:" + " 2h}"));
        assertThat(file.assessed().findings())
                .filteredOn(found -> found.rule() == Rule.RPO_UNATTAINABLE || found.rule() == Rule.RPO_AT_RISK)
                .hasSize(1);
    }
}
