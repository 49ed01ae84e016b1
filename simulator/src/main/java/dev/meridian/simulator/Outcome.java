package dev.meridian.simulator;

import dev.meridian.outages.Expectation;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Whether what must come of a public outage did, by what really happened: who held the role, what is missing of
/// what was acknowledged, who is served. How it was decided does not matter here.
///
/// @param moves how often the role went to another region
/// @param returns how often of those by itself back to the home, as the file asks
/// @param isGrey whether a vantage found the home neither healthy nor silent
record Outcome(World world, Faults.Staged staged, int moves, int returns, boolean isGrey) {
    List<String> otherwise() {
        List<String> otherwise = new ArrayList<>();
        Expectation expected = world.scene.asked(staged.expected());
        moves(expected, otherwise);
        lost(otherwise);
        double waited = world.truth.tally().recovery(world);
        if (expected.isServed() && !Double.isFinite(waited)) {
            otherwise.add("users were not served at the end");
        }
        expected.interrupted()
                .filter(most -> waited > most.toNanos() / 1e9)
                .ifPresent(most ->
                        otherwise.add("users waited longer than " + Durations.text(most) + ": " + waited + " s"));
        if (expected.isGrey() && !isGrey) {
            otherwise.add("no vantage found " + world.policy.home() + " GREY");
        }
        expected.rules().stream()
                .filter(rule -> !world.truth.tally().rules.containsKey(rule))
                .forEach(rule -> otherwise.add(rule + " did not speak"));
        return otherwise;
    }

    private void moves(Expectation expected, List<String> otherwise) {
        boolean isBrief = staged.all().stream()
                .allMatch(fault -> fault.lasts()
                        .filter(lasts -> lasts.compareTo(world.policy.hold()) < 0)
                        .isPresent());
        // What the file asks for once all is well is not what the outage brought about.
        int away = moves - returns;
        int most = isBrief ? expected.mostMovesBelowHold().orElse(expected.mostMoves()) : expected.mostMoves();
        if (away > most) {
            otherwise.add("the role moved " + times(away)
                    + (most == 0 ? ", and had to stay" : ", and at most " + times(most) + " was right"));
        }
        if (away < expected.fewestMoves()) {
            otherwise.add(
                    "the role moved " + times(away) + ", and at least " + times(expected.fewestMoves()) + " was right");
        }
    }

    private static String times(int moves) {
        return switch (moves) {
            case 0 -> "not at all";
            case 1 -> "once";
            default -> moves + " times";
        };
    }

    private void lost(List<String> otherwise) {
        Ledger.Missing missing = world.truth.missing();
        Duration most = switch (staged.expected().lost()) {
            case NONE -> Duration.ZERO;
            case WITHIN_BUDGET -> world.policy.maxLoss();
        };
        boolean isAllowed = staged.expected().lost() == Expectation.Lost.WITHIN_BUDGET
                && missing.nanos() <= most.toNanos()
                && !most.isZero();
        if (missing.writes() > 0 && !isAllowed) {
            otherwise.add(missing.writes() + " acknowledged writes of "
                    + Durations.text(Duration.ofMillis(missing.nanos() / World.MS)) + " are lost, and "
                    + (most.isZero() ? "none" : Durations.text(most)) + " was allowed");
        }
    }
}
