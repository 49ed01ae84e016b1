package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether the engine is armed, and if not, that what is said to mend it does.
class AnAutomationTest {
    private static final String APPROVED = "failover.mode=approved";

    @Test
    void of_the_quickstart_is_armed() {
        Automation automation = of("quickstart");
        assertThat(automation.isArmed()).isTrue();
        assertThat(automation.oneWriter().holds()).isTrue();
        assertThat(automation.vantages().needed()).isEqualTo(2);
        assertThat(automation.vantages().tolerated()).isZero();
        assertThat(automation.stores().getFirst().inequality()).startsWith("R + W > N: 2 + 1 > 2,");
        assertThat(automation.fence().measured()).isEmpty();
    }

    @Test
    void of_five_places_tolerates_one_that_is_wrong() {
        Automation automation =
                Automations.of(Read.of("""
                                meridian: 1
                                application: shop
                                regions:
                                  us-east-1: {role: primary}
                                  eu-west-1: {role: standby}
                                  ap-southeast-1: {role: standby}
                                  sa-east-1: {role: standby}
                                  ca-central-1: {role: standby}
                                services: {web: {dependsOn: {orders: hard}}}
                                data: {orders: {kind: postgresql, replication: sync}}
                                failover: {mode: automatic}
                                """).subject(), Optional.empty()).getFirst();
        assertThat(automation.vantages().outside()).hasSize(4);
        assertThat(automation.vantages().needed()).isEqualTo(3);
        assertThat(automation.vantages().tolerated()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "failover.mode=approved, mode, failover.mode=automatic",
        "failover.lease.wait=1s, 'W, the challenger''s wait', failover.lease.wait=1.5s",
        "failover.fence.within=5s, 'F, the time to fence', failover.lease.wait=6.3s",
    })
    void that_is_disarmed_says_by_what_and_is_armed_when_that_is_mended(String set, String term, String mended) {
        Automation automation = of("quickstart", set, set.equals(APPROVED) ? set : APPROVED);
        assertThat(automation.isArmed()).isFalse();
        assertThat(automation.hindrances())
                .extracting(Automation.Hindrance::term)
                .contains(term);
        assertThat(automation.hindrances().getLast().mend()).contains("--set " + mended);
        Automation again = of("quickstart", set, mended, "failover.mode=automatic");
        assertThat(again.isArmed()).isTrue();
    }

    @Test
    void with_a_fence_that_was_measured_to_be_slower_counts_that_one() {
        Automation.Measured slow = new Automation.Measured(Duration.ofMillis(900), 20, Instant.EPOCH);
        Automation automation = Automations.of(Read.example("quickstart").subject(), Optional.of(slow))
                .getFirst();
        assertThat(automation.isArmed()).isFalse();
        assertThat(automation.hindrances())
                .extracting(Automation.Hindrance::term)
                .containsExactly("F, the measured time to fence");
        assertThat(automation.hindrances().getFirst().mend()).contains("--set failover.lease.wait=2.2s");
        Automation.Measured quick = new Automation.Measured(Duration.ofMillis(20), 20, Instant.EPOCH);
        Automation kept = Automations.of(Read.example("quickstart").subject(), Optional.of(quick))
                .getFirst();
        assertThat(kept.fence().inForce()).isEqualTo(Duration.ofMillis(200));
        assertThat(kept.isArmed()).isTrue();
    }

    @Test
    void of_two_places_wants_a_third() {
        Automation automation = of("two-regions", APPROVED);
        assertThat(automation.hindrances())
                .extracting(Automation.Hindrance::term)
                .contains("vantages");
        assertThat(of("two-regions-witness").hindrances()).isEmpty();
    }

    @Test
    void with_an_asynchronous_copy_needs_a_budget_for_what_the_old_side_still_acknowledges() {
        Automation tight = of("quickstart", "data.orders.replication=async", "objectives.rpo=1s");
        assertThat(tight.isArmed()).isFalse();
        assertThat(tight.hindrances()).isEmpty();
        Automation.Hindrance hindrance = tight.stores().getFirst().hindrance().orElseThrow();
        assertThat(hindrance.term()).isEqualTo("RPO");
        assertThat(hindrance.what()).contains("lag + (D − m)/(1 − ρ) + F = lag + 1.45s > RPO 1s");
        assertThat(hindrance.mend()).contains("--set data.orders.replication=sync, or `rpo` of 1.7s");
        Automation fresh = of("quickstart", "data.orders.replication=async", "objectives.rpo=1.5s");
        assertThat(fresh.isArmed()).isTrue();
        assertThat(fresh.stores().getFirst().inequality())
                .endsWith("only while its newest heartbeat, one every 200ms, is at most 49ms behind");
        assertThat(of("quickstart", "objectives.rpo=1s").isArmed()).isTrue();
        Automation wide = of("quickstart", "data.orders.replication=async");
        assertThat(wide.isArmed()).isTrue();
        assertThat(wide.stores().getFirst().inequality()).contains("while it is at most 3.35s behind");
    }

    @Test
    void names_the_budget_that_is_in_force() {
        String async = "data.orders.replication=async";
        Automation wide = of("quickstart", async, "failover.maxLoss=1h");
        assertThat(wide.stores().getFirst().inequality()).contains("lag + 1.45s ≤ failover.maxLoss 1h;");
        Automation.Hindrance tight =
                of("quickstart", async, "failover.maxLoss=1s").all().getFirst();
        assertThat(tight.term()).isEqualTo("failover.maxLoss");
        assertThat(tight.what()).contains("lag + 1.45s > failover.maxLoss 1s");
        assertThat(tight.mend()).contains("`failover.maxLoss` of 1.7s");
    }

    @Test
    void with_a_declared_lag_that_is_too_long_may_find_a_fresher_copy_on_the_day() {
        Automation late = of("quickstart", "data.orders.replication=async", "data.orders.replication.lag=1m");
        assertThat(late.isArmed()).isFalse();
        assertThat(late.all().getFirst().what())
                .endsWith("= 1m1s > RPO 5s; the engine moves it only while it is at most 3.35s behind");
    }

    @Test
    void that_a_provider_has_is_not_armed_and_says_why() {
        Subject subject =
                Read.example("quickstart", "failover.control.runs=provider").subject();
        assertThat(Automations.of(subject, Optional.empty())).isEmpty();
        Unarmed unarmed = Unarmed.of(subject).getFirst();
        assertThat(unarmed.what())
                .isEqualTo("`control.runs: provider`: the provider's control moves it, Meridian arms nothing");
        assertThat(unarmed.mend()).isEqualTo("--set failover.control.runs=meridian");
    }

    @ParameterizedTest
    @CsvSource({
        "data.orders={kind: postgresql; replication: async; runs: provider}, the provider runs `orders`",
        "regions.eu-west-1.promotable=false, nobody may take over `orders`",
    })
    void that_has_nothing_to_move_is_not_armed_and_says_why(String set, String why) {
        Subject subject = Read.example(
                        "quickstart",
                        "failover.mode=approved",
                        "regions.ap-southeast-1.promotable=false",
                        set.replace(';', ','))
                .subject();
        assertThat(Automations.of(subject, Optional.empty())).isEmpty();
        assertThat(Unarmed.of(subject)).extracting(Unarmed::what).containsExactly(why + ": Meridian arms nothing");
    }

    @Test
    void is_told_of_each_application_once_whoever_moves_it() {
        for (String example : List.of("quickstart", "genai-demo", "richesreach", "mahavishnu", "two-regions")) {
            Subject subject = Read.example(example).subject();
            assertThat(Automations.of(subject, Optional.empty()).size()
                            + Unarmed.of(subject).size())
                    .as(example)
                    .isEqualTo(subject.blueprint().applications().size());
        }
    }

    @Test
    void with_times_for_one_machine_is_warned_about_and_the_mended_ones_fit() {
        Automation automation = of("quickstart");
        List<String> unfit = unfit(automation);
        assertThat(unfit).containsExactly("hold: 600ms");
        assertThat(unfit(of("quickstart", "failover.hold=600ms"))).isEmpty();
        assertThat(unfit(of("quickstart", "failover.probes.web={kind: http, to: web, timeout: 100ms}")))
                .contains("timeout: 500ms");
        assertThat(unfit(of("quickstart", "failover.profile=default"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "failover.freshness=1500ms, freshness: ",
        "failover.lease.silentAfter=350ms, silentAfter: ",
        "failover.patience.catchUp=300ms, catchUp: ",
        "failover.patience.stop=300ms, stop: ",
    })
    void with_a_time_that_fits_a_laptop_only_is_warned_about_where_it_stands(String set, String mended) {
        String calm = "failover.hold=600ms";
        List<String> unfit = unfit(of("quickstart", calm, set));
        assertThat(unfit).singleElement().asString().startsWith(mended);
        String section = set.substring(0, set.lastIndexOf('.') + 1);
        String enough = section + unfit.getFirst().replace(": ", "=");
        assertThat(unfit(of("quickstart", calm, enough))).isEmpty();
        assertThat(Read.example("quickstart", set).assessed().findings().stream()
                        .filter(finding -> finding.rule() == Rule.TIMES_TOO_SHORT_FOR_THE_DISTANCE))
                .as("at its own place")
                .anyMatch(finding -> finding.at().equals(set.substring(0, set.indexOf('='))));
    }

    private static List<String> unfit(Automation automation) {
        return automation.distances().stream()
                .filter(fit -> !fit.needed().holds())
                .map(Automation.Fit::mend)
                .toList();
    }

    private static Automation of(String example, String... sets) {
        return Automations.of(Read.example(example, sets).subject(), Optional.empty())
                .getFirst();
    }
}
