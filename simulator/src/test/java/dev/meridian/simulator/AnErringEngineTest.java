package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Reached;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Some laws are broken by no guard that is taken out. An engine that errs in another way breaks them, and has to
/// be seen: what never fails proves nothing.
class AnErringEngineTest {
    private static final long SEEDS = 4_000;
    private static final AtomicLong CLOCK = new AtomicLong();

    /// How it errs, and which law that breaks.
    private enum Erring {
        SENDS_USERS_TO_SOMEBODY_WHO_WAS_GRANTED_NOTHING("I9") {
            @Override
            Decision instead(Decision decision, Policy policy) {
                State state = decision.state();
                boolean isCalm = state.stage() instanceof State.Stage.Steady
                        && state.index() > 200
                        && state.grant().filter(State.Grant::accepting).isPresent();
                Optional<RegionName> other = policy.members().stream()
                        .filter(member -> !state.holder().equals(Optional.of(member)))
                        .findFirst();
                return isCalm && other.isPresent()
                        ? with(decision, state.grant().map(grant -> held(grant, other.get())), state.reached())
                        : decision;
            }
        },
        LEAVES_USERS_ON_THEIR_WAY("I15") {
            @Override
            Decision instead(Decision decision, Policy policy) {
                State state = decision.state();
                boolean isGivenUp = decision.reasons().stream().anyMatch(Reason.RecoveryAborted.class::isInstance);
                SequencedMap<RegionName, Epoch> routes = new LinkedHashMap<>(state.routes());
                routes.put(policy.home(), Epoch.NONE);
                return isGivenUp ? with(decision, state.grant(), new Reached(state.follows(), routes)) : decision;
            }
        },
        CITES_ANOTHER_ENTRY("I17") {
            @Override
            Decision instead(Decision decision, Policy policy) {
                return reworded(
                        decision,
                        opened -> new Reason.RecoveryOpened(
                                opened.suspect(), opened.silentFor(), opened.hold(), opened.ballot() - 1));
            }
        },
        LOOKS_AT_ITS_OWN_CLOCK("I17") {
            @Override
            Decision instead(Decision decision, Policy policy) {
                return reworded(
                        decision,
                        opened -> new Reason.RecoveryOpened(
                                opened.suspect(),
                                opened.silentFor().plusNanos(CLOCK.incrementAndGet()),
                                opened.hold(),
                                opened.ballot()));
            }
        };

        private final String law;

        Erring(String law) {
            this.law = law;
        }

        abstract Decision instead(Decision decision, Policy policy);

        Decision decide(State state, Event event, Policy policy) {
            return instead(Engine.decide(state, event, policy), policy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_seen_by_the_law_that_it_breaks(Erring erring) {
        Guards guards = new Guards(List.of(), erring::decide);
        Optional<Result> broken = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.live(Climates.any(seed), guards, Faults.drawn(), seed))
                .filter(result -> result.violation()
                        .filter(violation -> violation.law().equals(erring.law))
                        .isPresent())
                .findFirst();
        assertThat(broken).isPresent();
        System.out.println(erring + ": seed " + broken.get().seed() + ", "
                + broken.get().violation().orElseThrow().what());
    }

    private static State.Grant held(State.Grant grant, RegionName by) {
        return new State.Grant(grant.epoch(), by, grant.from(), grant.loss(), true, grant.lineage());
    }

    private static Decision with(Decision decision, Optional<State.Grant> grant, Reached reached) {
        State state = decision.state();
        State next = new State(
                state.index(),
                state.stage(),
                grant,
                state.renewal(),
                state.heard(),
                reached,
                state.orders(),
                state.marks());
        return new Decision(next, decision.reasons(), decision.intents());
    }

    private static Decision reworded(Decision decision, UnaryOperator<Reason.RecoveryOpened> how) {
        List<Reason> reasons = decision.reasons().stream()
                .map(reason -> reason instanceof Reason.RecoveryOpened opened ? how.apply(opened) : reason)
                .toList();
        return new Decision(decision.state(), reasons, decision.intents());
    }
}
