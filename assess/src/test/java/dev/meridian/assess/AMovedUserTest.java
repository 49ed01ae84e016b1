package dev.meridian.assess;

import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.of;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Users whom a health check moves by itself, and writes that stay behind.
class AMovedUserTest {
    private static Read clinic(String cloud, String entrance, String... sets) {
        return Read.of("""
            meridian: 1
            application: clinic
            objectives: {rto: 2h}
            regions: {%s}
            services: {web: {dependsOn: {visits: hard}}}
            data: {visits: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}}
            traffic: {entrances: {web: {%s}}}
            failover:
              mode: manual
              control: {runs: script}
              human: {notice: 10m, decide: 10m}
              probes: {site: {kind: https, host: clinic.example.com, every: 30s}}
              steps: {promote: {takes: 5m}}
              failback: {mode: automatic}
            """.formatted(cloud, entrance), sets);
    }

    private static final String AWS = "eu-west-1: {role: primary}, eu-central-1: {role: standby}";
    private static final String AZURE = "westeurope: {role: primary}, northeurope: {role: standby}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "route: [failover, health], providers: [route53]",
                "health: site, providers: [route53]",
                "route: [failover, health], providers: [traffic-manager]",
                "route: [latency, health], providers: [front-door]"
            })
    void meet_a_copy_that_waits_for_a_person(String entrance) {
        String cloud = entrance.contains("route53") ? AWS : AZURE;
        assertThat(only(clinic(cloud, entrance), Rule.WRITES_NOT_MOVED).statement())
                .startsWith("health checks move the users of `web` by themselves, and `visits` waits");
        isFree(clinic(cloud, entrance, "failover.mode=automatic"), Rule.WRITES_NOT_MOVED);
        only(
                clinic(cloud, entrance, "failover.mode=automatic", "failover.steps.promote.of={visits: {by: human}}"),
                Rule.WRITES_NOT_MOVED);
        isFree(
                clinic(cloud, entrance, "data.visits={kind: cosmosdb, replication: multi-primary}"),
                Rule.WRITES_NOT_MOVED);
    }

    @Test
    void are_sent_back_before_their_data_unless_a_step_keeps_them_away() {
        String byItself = "failover.mode=automatic";
        for (String mode : new String[] {"manual", "approved"}) {
            String back = "failover.failback.mode=" + mode;
            for (String entrance : new String[] {
                "route: [failover, health], providers: [route53]", "route: [failover, health], providers: [cloudflare]"
            }) {
                Read file = clinic(AWS, entrance, byItself, back);
                assertThat(only(file, Rule.WRITES_NOT_MOVED).severity()).isEqualTo(Severity.NOTE);
                assertThat(only(file, Rule.WRITES_NOT_MOVED).statement())
                        .startsWith("health checks send the users of `web` back to eu-west-1 as soon as it answers");
                for (String step : new String[] {
                    "keep-away: {after: promote, by: human}",
                    "traffic: {after: promote, by: human, run: ./update-priority.sh}",
                    "old: {before: promote, by: script, run: ./stop-old-region.sh}"
                }) {
                    isFree(file.with("failover.steps={promote: {takes: 5m}, " + step + "}"), Rule.WRITES_NOT_MOVED);
                }
                isFree(file.with("traffic.entrances.web.route=[latency, health]"), Rule.WRITES_NOT_MOVED);
                isFree(file.with("failover.failback.mode=automatic"), Rule.WRITES_NOT_MOVED);
            }
        }
    }

    @Test
    void are_sent_back_before_their_data_where_nothing_says_how_these_go_back() {
        String entrance = "route: [failover, health], providers: [route53]";
        Read silent = Read.of(clinic(AWS, entrance)
                .text()
                .replace("  failback: {mode: automatic}\n", "")
                .replace("mode: manual", "mode: automatic"));
        assertThat(Found.of(silent, Rule.WRITES_NOT_MOVED))
                .extracting(Finding::statement)
                .singleElement()
                .asString()
                .endsWith("and nothing in the file brings back the writes of `visits` before that");
    }

    /// A promotion that starts by itself, behind a check that is slower, a hold or a grace of the provider.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failover.hold=1h                                          | 58m20s
            failover.triggers={down: {when: site, for: 10m, act: failover}}  | 8m20s
            failover.probes.slow={kind: https, to: web, every: 10m}   | 7m50s
            """)
    void are_moved_before_a_promotion_that_begins_later(String later, String gap) {
        String entrance = "route: [failover, health], health: site, providers: [route53], ttl: 60s";
        String[] sets = {
            "failover.mode=automatic",
            "failover.probes.site={kind: https, host: clinic.example.com, every: 30s, failures: 1, timeout: 1s}"
        };
        isFree(clinic(AWS, entrance, sets), Rule.WRITES_NOT_MOVED);
        Read file = clinic(AWS, entrance, sets).with(later);
        Finding finding = only(file, Rule.WRITES_NOT_MOVED);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.statement()).contains("by themselves, about ", " before the promotion of `visits` begins");
        assertThat(finding.fix()).doesNotContain("starts by itself").contains("who are moved after `promote`");
        assertThat(finding.statement()).contains(gap);
        isFree(file.with("data.visits.replication=unknown"), Rule.WRITES_NOT_MOVED);
        isFree(file.with("traffic.entrances.web.ttl=unknown"), Rule.WRITES_NOT_MOVED);
    }

    @Test
    void of_several_entrances_are_one_finding() {
        Read file = clinic(AWS, "route: [latency, health], providers: [route53]")
                .with("traffic.entrances.desk={to: web, route: [latency, health], providers: [route53]}");
        assertThat(only(file, Rule.WRITES_NOT_MOVED)).satisfies(finding -> {
            assertThat(finding.statement()).contains("the users of `web` and `desk`");
            assertThat(finding.also()).containsExactly("traffic.entrances.desk.route");
        });
    }

    @Test
    void are_moved_with_their_writes_by_a_plan() {
        isFree(clinic(AWS, "route: [failover], switch: routing-control"), Rule.WRITES_NOT_MOVED);
        isFree(clinic(AWS, "route: [failover, health], switch: provider-control"), Rule.WRITES_NOT_MOVED);
        isFree(clinic(AWS, "health: none"), Rule.WRITES_NOT_MOVED);
        isFree(clinic(AWS, "route: [failover, health]", "failover.control.runs=meridian"), Rule.WRITES_NOT_MOVED);
    }

    @Test
    void are_not_found_twice_where_the_plan_moves_them_first() {
        Read ordered = clinic(AWS, "route: [failover, health]", "failover.order=[detect, route, promote]");
        assertThat(only(ordered, Rule.UNSAFE_ORDER).fix()).contains("`switch: routing-control` or `provider-control`");
        isFree(ordered, Rule.WRITES_NOT_MOVED);
    }

    /// The plan moves users first, and the check sends them back: two faults, and one does not hide the other. The
    /// stores are those that journeys through the service write.
    @Test
    void are_sent_back_before_their_data_also_where_the_plan_moves_them_first() {
        Read ordered = clinic(AWS, "route: [failover, health]", "failover.order=[detect, route, promote]")
                .with("failover.failback.mode=manual");
        String web = "services.web={port: 80, dependsOn: {mail: operate}}";
        assertThat(only(ordered, Rule.WRITES_NOT_MOVED).statement()).startsWith("health checks send the users");
        Read ofAJourney = ordered.with(web, "external={mail: {}}", "journeys={book: {uses: [web], writes: [visits]}}");
        assertThat(only(ofAJourney, Rule.WRITES_NOT_MOVED).statement()).contains("the way back of `visits`");
    }

    @Test
    void of_a_cdn_are_tried_anew_with_each_request_and_only_for_reads() {
        Read shelf = Read.of("""
            meridian: 1
            application: shelf
            objectives: {rto: 5m}
            regions: {eu-west-1: {role: active}, us-east-1: {role: active}}
            services: {web: {dependsOn: {items: hard}}}
            data: {items: {kind: dynamodb, replication: provider}}
            traffic:
              cdn: {kind: cloudfront}
              entrances: {web: {route: [failover, health], switch: cdn-origin, providers: [route53]}}
            failover: {mode: automatic, control: {runs: provider}}
            """);
        Outcome outcome = Found.rto(shelf);
        assertThat(outcome.terms())
                .extracting(term -> term.name())
                .contains("requests to `web` that write unknown")
                .noneMatch(name -> name.startsWith("3 ×"));
        assertThat(only(shelf, Rule.WRITES_NOT_MOVED).statement()).contains("GET, HEAD and OPTIONS alone");
        assertThat(shelf.assessed().promises()).anyMatch(promise -> promise.verdict() == Verdict.UNKNOWN);
        Read door = shelf.with("traffic.cdn.kind=front-door");
        isFree(door, Rule.WRITES_NOT_MOVED);
        assertThat(Found.rto(door).span().plan().orElseThrow()).isGreaterThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: postgresql, replication: {mode: copy, every: 1h}}",
                "{kind: postgresql, replication: none, backup: {every: 1h, copyTo: [eu-central-1], restoreTakes: 30m}}",
                "{kind: mysql, runs: self, replication: async}"
            })
    void or_no_fence_is_between_two_writers_whatever_the_way_of_the_copy(String store) {
        for (String open : new String[] {"failover.fence=none", "failover.lease=none"}) {
            only(clinic(AWS, "switch: dns", "data.visits=" + store, open), Rule.NO_FENCE);
        }
        isFree(
                clinic(
                        AZURE,
                        "switch: dns",
                        "data.visits={kind: cosmosdb, replication: multi-primary}",
                        "failover.fence=none"),
                Rule.NO_FENCE);
    }

    /// Where no service and no journey names a store, each may be needed.
    @Test
    void may_need_each_store_where_the_file_names_none() {
        String front = "route: [failover, health], providers: [traffic-manager]";
        String text = clinic(AZURE, front).text().replace("web: {dependsOn: {visits: hard}}", "web: {}");
        assertThat(only(Read.of(text), Rule.WRITES_NOT_MOVED).statement()).contains("`visits` waits for a promotion");
        isFree(Read.of(text).with("journeys.look={uses: [web], reads: [visits]}"), Rule.WRITES_NOT_MOVED);
    }

    /// A database that is filled by a program is written in the other region too, and so are its changes.
    @Test
    void go_back_before_the_steps_that_bring_the_data_home() {
        Read file = clinic(
                AZURE,
                "route: [failover, health], providers: [traffic-manager]",
                "data.visits={kind: mysql, replication: {mode: async, via: aws-dms, lag: 5s}}");
        String text = file.text()
                .replace("failback: {mode: automatic}", "failback: {steps: {copy-home: {before: route, by: human}}}");
        Read back = new Read(file.name(), text, file.environment(), file.sets());
        assertThat(of(back, Rule.WRITES_NOT_MOVED))
                .extracting(Finding::statement)
                .contains("health checks send the users of `web` back to westeurope as soon as it answers, and that"
                        + " waits for no step of the way back of `visits`, such as `copy-home`");
        assertThat(of(back.with("traffic.entrances.web.route=[latency, health]"), Rule.WRITES_NOT_MOVED))
                .noneMatch(finding -> finding.statement().contains("back to westeurope"));
    }
}
