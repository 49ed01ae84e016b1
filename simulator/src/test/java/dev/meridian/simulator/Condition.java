package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Reached;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What the engine asks for on its way, in no table of gates and so under no name of a
/// [dev.meridian.engine.Guard]. Taken out by showing the engine something else than what is there, or by changing
/// what it says. Those that no law of the worlds notices to be gone are in `LateWordTest` of the engine.
enum Condition implements Decider {
    PERFORMED_BALLOT("a step counts only for the move that it was done for") {
        @Override
        public Decision decide(State state, Event event, Policy policy) {
            long ballot = state.marks().undertaking().ballot();
            Event shown = event instanceof Event.Fulfilled done && done.duty() instanceof Duty.Perform perform
                    ? new Event.Fulfilled(done.stamp(), new Duty.Perform(perform.region(), ballot, perform.step()))
                    : event;
            return Engine.decide(state, shown, policy);
        }
    },
    ROUTED_EPOCH("a record that points to an older epoch undoes nothing of a newer one") {
        @Override
        public Decision decide(State state, Event event, Policy policy) {
            Decision decision = Engine.decide(state, event, policy);
            return event instanceof Event.Fulfilled fulfilled && fulfilled.duty() instanceof Duty.Route route
                    ? new Decision(
                            routed(decision.state(), route.region(), route.epoch()),
                            decision.reasons(),
                            decision.intents())
                    : decision;
        }

        private State routed(State state, RegionName region, Epoch epoch) {
            SequencedMap<RegionName, Epoch> routes = new LinkedHashMap<>(state.routes());
            routes.put(region, epoch);
            return new State(
                    state.index(),
                    state.stage(),
                    state.grant(),
                    state.renewal(),
                    state.heard(),
                    new Reached(state.follows(), routes),
                    state.orders(),
                    state.marks());
        }
    };

    private final String what;

    Condition(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }
}
