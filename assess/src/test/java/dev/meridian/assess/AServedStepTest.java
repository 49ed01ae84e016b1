package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The steps of a plan that a journey waits for: those in the way of its users, and those of what it needs.
class AServedStepTest {
    /// Readers are turned by health checks to copies that run everywhere; orders wait for a plan of people.
    private static Read kiosk(String... sets) {
        return Read.of("""
            meridian: 1
            application: kiosk
            objectives: {rto: 1h}
            regions: {us-east-1: {role: active}, eu-west-1: {role: active}}
            services:
              shelf: {dependsOn: {items: hard}}
              till: {dependsOn: {orders: hard, packer: hard}}
              packer: {in: [us-east-1]}
            data:
              items: {kind: dynamodb, replication: provider}
              orders: {kind: postgresql, primary: us-east-1, replication: {mode: async, via: aurora-global-database}}
            journeys:
              look: {uses: [shelf], objectives: {rto: 10m}}
              buy: {uses: [till], objectives: {rto: 2h}}
            traffic:
              entrances:
                shelf: {to: shelf, route: [latency, health], providers: [route53]}
                till: {to: till, route: [failover], switch: dns, providers: [route53]}
            failover:
              mode: manual
              control: {in: [eu-west-1], runs: provider}
              human: {notice: 20m, decide: 20m}
              steps:
                promote: {takes: 5m}
                pack: {after: promote, before: verify, takes: 1m, action: {restart: packer}}
            """, sets);
    }

    private static Outcome outcome(Read file, String owner) {
        Subject subject = file.subject();
        return Stake.of(subject).stream()
                .filter(stake -> stake.owner().equals(owner)
                        && stake.objective() == Promise.Objective.RTO
                        && stake.disruption() == Promise.Disruption.REGION)
                .map(stake -> Outcome.of(subject, stake))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redeploy={before: verify, in: us-east-1, takes: 15m, run: ./roll-out.sh}",
                "redeploy={before: verify, takes: 15m, action: {restart: packer}}",
                "drain={before: route, takes: 15m, action: {restart: packer}}",
                "check={before: route, by: human, takes: 15m, run: ./look.sh}",
                "load={before: promote.orders, takes: 15m, run: ./load.sh}"
            })
    void for_another_part_ends_no_time_of_readers_whom_health_checks_turn(String step) {
        Read file = kiosk("failover.steps." + step);
        assertThat(outcome(file, "journey look")).isEqualTo(outcome(kiosk(), "journey look"));
        assertThat(outcome(kiosk(), "journey look").terms())
                .noneMatch(term -> term.name().startsWith("people"));
        assertThat(outcome(file, "journey buy").span())
                .isNotEqualTo(outcome(kiosk(), "journey buy").span());
        assertThat(outcome(file, "kiosk").span())
                .isNotEqualTo(outcome(kiosk(), "kiosk").span());
    }

    @Test
    void of_the_plan_and_its_hold_end_no_time_of_users_whom_health_checks_turn() {
        Read file = kiosk("failover.hold=10m", "failover.steps.route={takes: 3m}");
        assertThat(outcome(file, "journey look")).isEqualTo(outcome(kiosk(), "journey look"));
        assertThat(outcome(file, "journey buy").terms())
                .anyMatch(term -> term.name().startsWith("hold"))
                .anyMatch(term -> term.name().startsWith("step route"));
    }

    @Test
    void of_a_service_or_store_that_the_journey_needs_counts() {
        for (String step : new String[] {
            "restart={before: verify, takes: 15m, action: {restart: shelf}}",
            "fill={before: route, takes: 15m, action: {warm: items, from: orders}}",
            "again={after: route, before: verify, takes: 15m, action: {replay: items}}"
        }) {
            Optional<Duration> plan = outcome(kiosk("failover.steps." + step), "journey look")
                    .span()
                    .plan();
            assertThat(plan.orElseThrow()).as(step).isGreaterThan(Duration.ofMinutes(14));
        }
    }

    @Test
    void counts_where_the_plan_moves_the_users_of_the_journey() {
        Read byHand = kiosk(
                "traffic.entrances.shelf.switch=provider-control",
                "failover.steps.check={before: route, takes: 15m, run: ./look.sh}");
        assertThat(outcome(byHand, "journey look").terms())
                .anyMatch(term -> term.name().startsWith("step check"))
                .anyMatch(term -> term.name().startsWith("people"));
    }

    @Test
    void of_nobody_knows_what_counts_where_the_journey_is_not_served_elsewhere_yet() {
        Read standby = kiosk(
                "services.shelf.dependsOn={items: hard, packer: hard}",
                "failover.steps.start={before: verify, takes: 15m, run: ./start.sh}");
        assertThat(outcome(standby, "journey look").terms())
                .anyMatch(term -> term.name().startsWith("step start"));
    }

    /// A claim at one entrance has the way of its users alone: no other entrance, no people and no step of a plan
    /// where health checks turn it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"shelf | 0s | TTL", "other | 20m | change of the settings"})
    void of_an_entrance_is_one_that_turns_its_users(String entrance, String people, String way) {
        Read file = kiosk(
                "traffic.entrances.other={to: shelf, switch: provider-control, providers: [other]}",
                "failover.steps.scale={startedBy: human}",
                "claims.quick={says: quick, at: traffic.entrances." + entrance + ", rto: 5m}");
        Promise promise = file.assessed().promises().stream()
                .filter(row -> row.owner().equals("claim quick"))
                .findFirst()
                .orElseThrow();
        assertThat(promise.basis())
                .anyMatch(part -> part.name().equals("hold") && part.plan().equals(people))
                .anyMatch(part -> part.name().equals("route") && part.why().startsWith(way));
    }
}
