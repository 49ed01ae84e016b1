package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a finding makes of promises of another subject: ✗ only where nothing is left by which they could hold.
class ADenialTest {
    private static Read fleet(String standby, String... sets) {
        return Read.of("""
            meridian: 1
            application: fleet
            objectives: {rto: 2h, rpo: 1h, availability: 90%%}
            regions:
              eu-west-1: {role: primary}
              eu-central-1: {role: standby%s}
            services: {track: {resources: {cpu: 2, memory: 4Gi}, dependsOn: {trips: hard}}}
            data:
                  trips:
                    {kind: postgresql, replication: async, machine: db.r6g.2xlarge, zones: 2,
                     limits: {operations: 900/s, messages: 90/s}}
            compute: {nodes: {main: {types: [m5.2xlarge], count: 4..8}}}
            failover: {mode: manual, control: {in: [eu-central-1], runs: provider}, human: {notice: 5m, decide: 5m},
                       steps: {promote: {takes: 10m}, scale: {takes: 1m}, route: {takes: 1m}},
                       probes: {up: {kind: http, to: track, every: 10s}}}
            """.formatted(standby), sets);
    }

    private static Promise promise(Read file, Promise.Objective objective) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == objective
                        && !promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void of_a_smaller_target_puts_the_time_at_risk_and_names_itself() {
        assertThat(promise(fleet(""), Promise.Objective.RTO).verdict()).isEqualTo(Verdict.ATTAINABLE);
        for (String smaller : List.of(
                ", capacity: {min: 50%, max: 60%}",
                ", overrides: {data: {trips: {machine: db.r6g.large}}}",
                ", overrides: {compute: {nodes: {main: {types: [m5.xlarge]}}}}",
                ", quota: {machines: 3}")) {
            Read file = fleet(smaller);
            Promise rto = promise(file, Promise.Objective.RTO);
            assertThat(rto.verdict()).as(smaller).isEqualTo(Verdict.AT_RISK);
            assertThat(rto.atRiskBy()).as(smaller).contains("MER-0132");
            assertThat(promise(file, Promise.Objective.AVAILABILITY).verdict())
                    .as(smaller)
                    .isEqualTo(
                            promise(fleet(""), Promise.Objective.AVAILABILITY).verdict());
            Found.is(Severity.WARNING, file, Rule.SECONDARY_TOO_SMALL);
        }
    }

    @Test
    void of_the_way_of_users_reaches_a_store_whose_time_has_that_way() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders:
                {kind: postgresql, runs: self, replication: {mode: async, lag: 5s},
                 objectives: {disruptions: {region: {rto: 1h}}}}
            traffic: {entrances: {web: {switch: dns, health: none, ttl: 60s, providers: [route53]}}}
            failover: {mode: manual, control: {runs: script}, human: {notice: 5m, decide: 5m},
                       steps: {promote: {takes: 5m}, scale: {takes: 1m}, route: {takes: 1m}}}
            claims: {quick: {says: an hour, at: data.orders, rto: 1h}}
            """);
        Found.only(file, Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
        assertThat(verdict(file, "orders")).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(verdict(file, "claim quick")).isEqualTo(Verdict.ATTAINABLE);
        String unturned = "defects.unturned={at: failover.steps.route, says: it is not run, effect: sometimes}";
        Read sometimes = file.with("traffic.entrances.web.switch=routing-control", unturned);
        assertThat(verdict(sometimes, "orders")).isEqualTo(Verdict.AT_RISK);
        assertThat(verdict(sometimes, "claim quick")).isEqualTo(Verdict.ATTAINABLE);
    }

    private static Verdict verdict(Read file, String owner) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.owner().equals(owner))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void of_a_smaller_target_reaches_a_zone_that_is_left_for_it() {
        for (String smaller : List.of(
                ", overrides: {data: {trips: {machine: db.r6g.large}}}",
                ", overrides: {data: {trips: {limits: {operations: 10/s}}}}",
                ", quota: {machines: 3}")) {
            Read moved = fleet(smaller, "data.trips.zones=1");
            assertThat(zone(moved).verdict()).as(smaller).isEqualTo(Verdict.AT_RISK);
            assertThat(zone(moved).atRiskBy()).as(smaller).contains("MER-0132");
            Promise stays = zone(fleet(smaller, "data.trips.runs=provider"));
            assertThat(stays.atRiskBy())
                    .as(smaller)
                    .isEqualTo(zone(fleet("", "data.trips.runs=provider")).atRiskBy());
        }
    }

    private static Promise zone(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_named_by_the_finding_about_a_figure_that_is_missing_besides() {
        String inside = "failover.control.in=[eu-west-1]";
        for (String unknown : List.of(
                "failover.steps.ready={after: promote, before: route, by: human}",
                "failover.steps.look={before: promote, by: script}",
                "failover.steps.after={after: route, before: verify, by: pipeline}")) {
            Read file = fleet("", unknown, inside, "objectives={rto: 2h}");
            Finding finding = Found.of(file, Rule.FIGURE_UNKNOWN).stream()
                    .filter(found -> found.at().equals("objectives.rto"))
                    .findFirst()
                    .orElseThrow();
            assertThat(finding.statement()).as(unknown).contains("which MER-0122 denies; besides, nothing is known of");
            assertThat(finding.why()).as(unknown).doesNotContain("neither confirmed");
            assertThat(finding.fix()).as(unknown).startsWith("first what MER-0122 asks for");
            assertThat(Found.of(file.with("failover.control.in=[eu-central-1]"), Rule.FIGURE_UNKNOWN))
                    .as(unknown)
                    .noneMatch(found -> found.why().contains("denies"));
        }
    }

    /// Without a way out the outage is as long as that of the region, which a promise of few nines has room for.
    @Test
    void of_the_way_out_leaves_an_availability_that_an_outage_of_the_region_may_fit_into() {
        for (String inside : List.of("failover.control.in=[eu-west-1]", "failover.control.dependsOn=[vault]")) {
            String vault = "external={vault: {scope: regional, controlIn: eu-west-1}}";
            Read few = fleet("", vault, inside);
            assertThat(promise(few, Promise.Objective.RTO).verdict()).isEqualTo(Verdict.UNATTAINABLE);
            assertThat(promise(few, Promise.Objective.AVAILABILITY).verdict()).isEqualTo(Verdict.AT_RISK);
            Read many = fleet("", vault, inside, "objectives.availability=99.9999%");
            assertThat(promise(many, Promise.Objective.AVAILABILITY).verdict()).isEqualTo(Verdict.UNATTAINABLE);
        }
    }

    @Test
    void of_fewer_zones_or_smaller_copies_is_none() {
        for (String fewer : List.of(
                ", overrides: {data: {trips: {zones: 1}}}",
                ", overrides: {services: {track: {resources: {cpu: 500m}}}}")) {
            Read file = fleet(fewer);
            Found.is(Severity.WARNING, file, Rule.SECONDARY_TOO_SMALL);
            assertThat(promise(file, Promise.Objective.RTO).verdict()).as(fewer).isEqualTo(Verdict.ATTAINABLE);
        }
    }

    @Test
    void of_a_limit_below_the_promised_load_is_an_error_and_still_no_denial() {
        Read file = fleet(
                ", overrides: {data: {trips: {limits: {operations: 100/s}}}}",
                "objectives.throughput={operations: 500/s, messages: 40/s}");
        Finding finding = Found.only(file, Rule.SECONDARY_TOO_SMALL);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.at()).isEqualTo("data.trips.limits.operations@eu-central-1");
        assertThat(promise(file, Promise.Objective.RTO).verdict()).isEqualTo(Verdict.AT_RISK);
        Found.isFree(
                fleet(
                        ", overrides: {data: {trips: {limits: {messages: 50/s}}}}",
                        "objectives.throughput={messages: 40/s}"),
                Rule.SECONDARY_TOO_SMALL);
    }

    @Test
    void of_a_control_that_is_lost_denies_what_only_that_control_moves() {
        for (String lost : List.of("failover.control.in=[eu-west-1]", "failover.control.stateIn=[eu-west-1]")) {
            Read promoted = fleet("", lost);
            assertThat(promise(promoted, Promise.Objective.RTO).verdict())
                    .as(lost)
                    .isEqualTo(Verdict.UNATTAINABLE);
            Read everywhere = Read.of("""
                meridian: 1
                application: shelf
                objectives: {rto: 30m}
                regions: {eu-west-1: {role: active}, eu-central-1: {role: active}}
                services: {list: {dependsOn: {items: hard}}}
                data: {items: {kind: dynamodb, replication: provider}}
                traffic: {entrances: {list: {route: [latency, health], providers: [route53]}}}
                failover: {mode: automatic, control: {in: [eu-west-1], runs: provider}}
                """, lost);
            assertThat(promise(everywhere, Promise.Objective.RTO).verdict())
                    .as(lost)
                    .isNotEqualTo(Verdict.UNATTAINABLE);
        }
    }

    @Test
    void of_vantages_inside_the_region_denies_only_what_nobody_looks_at() {
        String inside = "failover.vantages.eyes={at: [eu-west-1]}";
        assertThat(promise(fleet("", inside), Promise.Objective.RTO).verdict()).isEqualTo(Verdict.AT_RISK);
        Read unattended = fleet(
                "",
                inside,
                "failover.mode=automatic",
                "data.trips.replication.via=patroni",
                "data.trips.runs=self",
                "failover.control.runs=script");
        assertThat(promise(unattended, Promise.Objective.RTO).verdict()).isEqualTo(Verdict.UNATTAINABLE);
    }

    /// A promise that its own sum refutes keeps that reason.
    @Test
    void of_another_subject_is_no_reason_where_the_sum_refutes_the_promise() {
        String state = "failover.control.stateIn=[eu-west-1]";
        assertThat(promise(fleet("", state), Promise.Objective.RTO).basis())
                .anyMatch(part -> part.name().startsWith("denied by"));
        Promise refuted = promise(fleet("", state, "objectives.rto=5m"), Promise.Objective.RTO);
        assertThat(refuted.verdict()).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(refuted.basis()).noneMatch(part -> part.name().startsWith("denied by"));
    }
}
