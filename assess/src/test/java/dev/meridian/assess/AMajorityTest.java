package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who decides, with how many others, and over which time a promise is counted.
class AMajorityTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby}
              ap-southeast-1: {role: standby}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, replication: sync}}
            failover: {mode: automatic}
            """;

    private static List<String> found(Rule rule, String... sets) {
        return Read.of(SHOP, sets).assessed().findings().stream()
                .filter(finding -> finding.rule() == rule)
                .map(finding -> finding.severity() + ": " + finding.statement())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[eu-west-1]|ERROR: `mode: automatic`, decided in eu-west-1 alone",
                "[us-east-1, eu-west-1]|ERROR: `mode: automatic` with two places: us-east-1 and eu-west-1"
            })
    void is_not_one_place_or_two(String places, String statement) {
        assertThat(found(Rule.NO_THIRD_OPINION, "failover.control={in: " + places + "}"))
                .containsExactly(statement);
    }

    /// They see the primary from outside and agree: the engine moves, and the simulator with it.
    @Test
    void is_of_two_places_outside_for_who_leaves_the_primary_and_of_neither_of_them() {
        Read file = Read.of(SHOP, "failover.control={in: [eu-west-1, ap-southeast-1]}", "objectives.rto=10m");
        assertThat(found(Rule.NO_THIRD_OPINION, "failover.control={in: [eu-west-1, ap-southeast-1]}"))
                .isEmpty();
        assertThat(Automations.of(file.subject(), Optional.empty()).getFirst().isArmed())
                .isTrue();
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.STOPS_WITH_ONE_PLACE)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.statement())
                            .startsWith("writes of `shop` stop with the loss of eu-west-1 or ap-southeast-1");
                    assertThat(finding.objective()).contains("objectives.rto");
                });
        assertThat(file.with("failover.witness=us-west-2").ids()).doesNotContain("MER-0159");
    }

    @Test
    void is_two_of_three() {
        assertThat(found(Rule.NO_THIRD_OPINION)).isEmpty();
        assertThat(found(Rule.EVEN_QUORUM)).isEmpty();
        assertThat(found(Rule.NO_THIRD_OPINION, "failover.control={in: [us-east-1, eu-west-1, ap-southeast-1]}"))
                .isEmpty();
    }

    @Test
    void of_an_even_number_can_be_nowhere() {
        String four = "regions.us-east-2={role: standby}";
        assertThat(found(Rule.EVEN_QUORUM, four, "data.orders={kind: cockroachdb, replication: quorum}"))
                .contains("WARNING: `orders` has 4 votes over 4 regions");
        assertThat(found(
                        Rule.EVEN_QUORUM,
                        four,
                        "data.orders={kind: cockroachdb, replication: quorum, in: [us-east-1, us-east-2, eu-west-1]}",
                        "failover.control={in: [us-east-1, us-east-2, eu-west-1]}"))
                .isEmpty();
    }

    @Test
    void of_those_who_may_be_promoted_leaves_failsafe_a_log_that_takes_nothing() {
        String failsafe = "failover.withoutQuorum=failsafe";
        assertThat(found(Rule.NO_FAILSAFE)).isEmpty();
        assertThat(found(Rule.NO_FAILSAFE, failsafe))
                .containsExactly("NOTE: `failsafe` is `stop` here: writes stop while the control's log takes nothing");
        assertThat(Read.of(SHOP, failsafe, "failover.lease={duration: 12s, margin: 3s}")
                        .assessed()
                        .findings())
                .anySatisfy(finding -> assertThat(finding.why()).endsWith("is good for D − m = 12s − 3s = 9s"));
        assertThat(found(Rule.NO_FAILSAFE, failsafe, "failover.control.runs=provider"))
                .containsExactly("NOTE: `failsafe`, and `shop` has no lease of Meridian's to outlive");
        String more = "regions.us-west-2={role: standby}";
        String two = "data.orders.in=[us-east-1, eu-west-1]";
        assertThat(found(Rule.NO_FAILSAFE, "failover.withoutQuorum=failsafe", more, two))
                .containsExactly(
                        "WARNING: `failsafe`, and those who may be promoted in `orders` are no majority of 4 voters");
        assertThat(found(Rule.NO_FAILSAFE, more, two)).isEmpty();
    }

    @Test
    void asks_what_its_stores_need_as_well() {
        String kms = "external.kms={in: [us-east-1]}";
        assertThat(found(Rule.ONE_REGION_DEPENDENCY, kms, "data.orders.dependsOn={kms: hard}"))
                .containsExactly(
                        "ERROR: `orders` needs `kms`, which is in us-east-1 and not in eu-west-1 and ap-southeast-1");
        assertThat(found(
                        Rule.ONE_REGION_DEPENDENCY,
                        kms,
                        "data.local={kind: postgresql, in: us-east-1, replication: none, dependsOn: {kms: hard}}"))
                .as("what is in one region needs it there only")
                .isEmpty();
        assertThat(found(
                        Rule.ONE_REGION_DEPENDENCY,
                        kms,
                        "external.kms-eu={in: [eu-west-1]}",
                        "data.orders.in=[us-east-1, eu-west-1]",
                        "data.orders.dependsOn={kms: hard, kms-eu: soft}"))
                .as("each copy has a key of its own")
                .isEmpty();
    }

    @Test
    void has_its_images_where_it_has_to_start() {
        assertThat(found(Rule.ONE_REGION_DEPENDENCY, "compute.registry={kind: ecr, in: us-east-1}"))
                .containsExactly("WARNING: the images are in us-east-1 and not in eu-west-1 and ap-southeast-1");
        assertThat(found(Rule.ONE_REGION_DEPENDENCY, "compute.registry={kind: ecr, in: all}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"daily, false", "weekly, false", "monthly, false", "quarterly, false", "yearly, true"})
    void of_a_year_has_room_for_a_failover(String measured, boolean fits) {
        // 0.01% of 8,766 h is 52.6 min, of a quarter 13.1 min, of 30 days 4.3 min.
        List<String> found = found(
                Rule.BUDGET_SMALLER_THAN_A_FAILOVER,
                "objectives={rto: 15m, availability: 99.99%, measured: " + measured + "}");
        assertThat(found.isEmpty()).as(found.toString()).isEqualTo(fits);
    }
}
