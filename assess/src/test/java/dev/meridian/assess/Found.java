package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// The findings of one rule about a file, and the outcome of its time to recover, as the tests of rules look at
/// them.
final class Found {
    private Found() {}

    static List<Finding> of(Read file, Rule rule) {
        return file.assessed().findings().stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
    }

    /// The outcome of the first promise to recover from a lost region.
    static Outcome rto(Read file) {
        Subject subject = file.subject();
        return Stake.of(subject).stream()
                .filter(stake ->
                        stake.objective() == Promise.Objective.RTO && stake.disruption() == Promise.Disruption.REGION)
                .map(stake -> Outcome.of(subject, stake))
                .findFirst()
                .orElseThrow();
    }

    static Finding only(Read file, Rule rule) {
        List<Finding> found = of(file, rule);
        assertThat(found).as(file.sets() + " " + rule).hasSize(1);
        return found.getFirst();
    }

    static void isFree(Read file, Rule rule) {
        assertThat(of(file, rule)).as(file.sets() + " " + rule).isEmpty();
    }

    static void is(Severity severity, Read file, Rule rule) {
        assertThat(only(file, rule).severity()).as(file.sets() + " " + rule).isEqualTo(severity);
    }
}
