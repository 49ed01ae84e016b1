package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.State;

/// Who decides in a world: the engine. Tests put others in its place: one that lacks a guard, and a naive one that
/// public outages have to break.
@FunctionalInterface
interface Decider {
    Decision decide(State state, Event event, Policy policy);
}
