package dev.meridian.assess;

import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A failover that a provider, an operator, a script or people carry out.
class AForeignControlTest {
    private static final Read CLINIC = Read.of("""
            meridian: 1
            application: clinic
            objectives: {rto: 2h, rpo: 1m}
            regions: {eastus: {role: primary}, westus2: {role: standby}}
            services: {desk: {dependsOn: {visits: hard}}}
            data: {visits: {kind: postgresql, runs: provider, replication: {mode: async, via: flexible-server-read-replica}}}
            traffic: {entrances: {desk: {host: clinic.example.com, route: failover, providers: traffic-manager}}}
            failover: {mode: automatic, control: {runs: provider}, human: {notice: 5m, decide: 5m}}
            """);

    private static Outcome outcome(Read file, String path) {
        Subject subject = file.subject();
        return Stake.of(subject).stream()
                .filter(stake -> stake.path().equals(path) && stake.disruption() == Promise.Disruption.REGION)
                .map(stake -> Outcome.of(subject, stake))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict verdict(Read file, String path, Promise.Disruption disruption) {
        return file.assessed().promises().stream()
                .filter(promise ->
                        promise.path().equals(path) && promise.disruption().equals(Optional.of(disruption)))
                .map(Promise::verdict)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            automatic | provider | `control.runs: provider`: the provider's control moves it, Meridian arms nothing
            automatic | operator | `control.runs: operator`: an operator beside the stores moves it, Meridian arms nothing
            automatic | script   | `control.runs: script`: a script of the owner moves it, Meridian arms nothing
            manual    | provider | `mode: manual` and `control.runs: provider`: people decide, Meridian arms nothing
            manual    | script   | `mode: manual` and `control.runs: script`: people decide and a script of the owner carries it out, Meridian arms nothing
            """)
    void is_named_as_the_file_names_it(String mode, String runs, String what) {
        Subject subject = CLINIC.with("failover.mode=" + mode, "failover.control.runs=" + runs)
                .subject();
        assertThat(Unarmed.of(subject)).extracting(Unarmed::what).containsExactly(what);
        assertThat(Unarmed.of(subject).getFirst().mend())
                .as("no setting or two is enough for a store that a provider runs")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cockroachdb", "etcd", "vault"})
    void has_no_part_in_a_store_that_elects(String kind) {
        Subject subject = CLINIC.with(
                        "regions.centralus={role: standby}",
                        "failover.control.runs=operator",
                        "data.visits={kind: " + kind + ", runs: operator, replication: quorum}")
                .subject();
        assertThat(Unarmed.of(subject))
                .extracting(Unarmed::what)
                .containsExactly("`visits` elects its leader by itself; Meridian arms nothing");
    }

    @Test
    void promotes_where_a_script_an_operator_or_a_policy_of_the_provider_does() {
        only(CLINIC, Rule.NOTHING_ACTS);
        isFree(CLINIC.with("failover.control.runs=script"), Rule.NOTHING_ACTS);
        isFree(CLINIC.with("failover.control.runs=operator"), Rule.NOTHING_ACTS);
        Read group = CLINIC.with(
                "data.visits={kind: sqlserver, runs: provider, replication: {mode: async, via: failover-group}}");
        isFree(group, Rule.NOTHING_ACTS);
        assertThat(outcome(group, "objectives.rto").span().best().orElseThrow())
                .as("the grace period of an automatic policy")
                .isGreaterThanOrEqualTo(Duration.ofHours(1));
        only(
                CLINIC.with(
                        "data.visits={kind: queue, replication: {mode: async, via: service-bus-geo-disaster-recovery}}"),
                Rule.NOTHING_ACTS);
    }

    @Test
    void leaves_a_copy_read_only_whose_plan_has_no_promotion() {
        Read script = CLINIC.with("failover.control.runs=script");
        for (String order : List.of("detect, route", "detect, scale, route, verify", "detect, fence, route")) {
            Read plan = script.with("failover.order=[" + order + "]");
            only(plan, Rule.STEP_LEFT_OUT);
            assertThat(verdict(plan, "objectives.rto", Promise.Disruption.REGION))
                    .isEqualTo(Verdict.UNATTAINABLE);
            isFree(plan.with("failover.steps.promote-visits={before: route, run: ./go.sh}"), Rule.STEP_LEFT_OUT);
        }
        isFree(script.with("failover.order=[detect, promote, route]"), Rule.STEP_LEFT_OUT);
        isFree(script, Rule.STEP_LEFT_OUT);
    }

    @Test
    void whose_order_leaves_out_a_promotion_that_its_steps_declare_says_so() {
        Read script = CLINIC.with("failover.control.runs=script");
        for (String promote : List.of("{takes: 5m}", "{of: {visits: {by: human, takes: 5m}}}", "{timeout: 9m}")) {
            Read plan = script.with("failover.steps.promote=" + promote, "failover.order=[detect, route, verify]");
            assertThat(only(plan, Rule.STEP_LEFT_OUT).severity()).as(promote).isEqualTo(Severity.WARNING);
            assertThat(only(plan, Rule.STEP_LEFT_OUT).statement()).startsWith("the order of the plan has no `promote`");
            isFree(plan.with("failover.order=[detect, promote, route]"), Rule.STEP_LEFT_OUT);
        }
    }

    @Test
    void denies_no_loss_by_an_order_that_loses_no_write() {
        Read script = CLINIC.with(
                "failover.control.runs=script", "data.visits.replication.lag=5s", "failover.order=[route, promote]");
        only(script, Rule.UNSAFE_ORDER);
        assertThat(verdict(script, "objectives.rpo", Promise.Disruption.REGION)).isEqualTo(Verdict.ATTAINABLE);
        Read unfenced = script.with("failover.order=[promote, fence, route]");
        assertThat(verdict(unfenced, "objectives.rpo", Promise.Disruption.REGION))
                .isEqualTo(Verdict.AT_RISK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.visits
            traffic.entrances.desk
            services.desk
            """)
    void is_held_against_a_claim_by_the_parts_that_the_claim_names(String at) {
        Read file = CLINIC.with(
                "failover.mode=manual",
                "failover.steps={promote: {takes: 10m}}",
                "claims.quick={says: it is quick, at: " + at + ", rto: 1h}");
        Outcome claim = outcome(file, "claims.quick.rto");
        assertThat(claim.parts())
                .filteredOn(part -> part.name().equals("route") && at.startsWith("data."))
                .allMatch(part -> part.why().equals("nothing"));
        assertThat(claim.parts())
                .filteredOn(part -> part.name().equals("promote") && at.startsWith("traffic."))
                .allMatch(part -> part.why().equals("nothing"));
        assertThat(claim.span().best().orElseThrow())
                .isLessThanOrEqualTo(
                        outcome(file, "objectives.rto").span().best().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-replication", "binlog", "gtid"})
    void is_offered_no_synchronous_mode_that_its_mechanism_lacks(String via) {
        Read file = CLINIC.with(
                "objectives.rpo=0s",
                "failover.control.runs=script",
                "data.visits={kind: mysql, runs: self, replication: {mode: async, via: " + via + "}}");
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.RPO_UNATTAINABLE)
                .isNotEmpty()
                .allSatisfy(finding -> {
                    assertThat(finding.repair()).isEmpty();
                    assertThat(finding.fix()).contains("group-replication");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            active  | {takes: 1m}                          | false
            standby | {takes: 1m}                          | true
            standby | {takes: 1m, of: {reports: {takes: 1m}}} | false
            """)
    void scales_only_a_region_that_has_to_grow(String role, String scale, boolean counts) {
        Read file = CLINIC.with(
                "services.reports={}",
                "services.reports.application=clinic",
                "regions.westus2.role=" + role,
                "journeys.visit={uses: [desk], objectives: {rto: 1h}}",
                "failover.steps={scale: " + scale + "}");
        assertThat(outcome(file, "journeys.visit.objectives.rto").parts())
                .filteredOn(part -> part.name().equals("scale"))
                .singleElement()
                .satisfies(part -> assertThat(!part.why().equals("nothing")).isEqualTo(counts));
    }

    @Test
    void takes_as_long_as_the_claims_about_its_parts_together() {
        String found = "claims.found={says: mean time to detect, takes: 10m, from: loss}";
        for (String move : List.of("115m", "2h", "3h")) {
            String moved = "claims.moved={says: moved, takes: " + move + ", from: detection}";
            only(CLINIC.with(found, moved), Rule.PROMISES_CONTRADICT);
        }
        isFree(CLINIC.with(found, "claims.moved={says: moved, takes: 90m, from: detection}"), Rule.PROMISES_CONTRADICT);
    }
}
