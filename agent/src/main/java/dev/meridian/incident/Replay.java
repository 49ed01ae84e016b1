package dev.meridian.incident;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.evidence.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// An incident decided again, entry by entry, under the policy of then.
///
/// @param steps one for each entry, in their order
public record Replay(Incident incident, List<Step> steps) {
    public Replay {
        steps = List.copyOf(steps);
    }

    /// An entry, as it was decided then and as it is decided now.
    public record Step(LogEntry recorded, LogEntry replayed, Decision decision) {
        /// Whether every fact, reason and intent is the same, in the text that the log has of them.
        public boolean isAsRecorded() {
            return recorded.json().equals(replayed.json());
        }

        /// Whether something was decided now, if only to wait.
        public boolean decides() {
            return !decision.reasons().isEmpty() || !decision.intents().isEmpty();
        }
    }

    /// The engine has no answer to an entry, which those that agents write never bring about.
    public static final class Undecidable extends Exception {
        private static final long serialVersionUID = 1;

        private final long index;

        Undecidable(long index, RuntimeException cause) {
            super(
                    "the engine has no answer to entry " + index
                            + (cause instanceof ArithmeticException
                                    ? ": a figure in it is too large to count with"
                                    : ""),
                    cause);
            this.index = index;
        }

        /// The entry's number.
        public long index() {
            return index;
        }
    }

    /// Decides every entry again.
    ///
    /// @throws Undecidable if the engine has no answer to one
    public static Replay of(Incident incident) throws Undecidable {
        List<Step> steps = new ArrayList<>();
        State state = State.INITIAL;
        for (int i = 0; i < incident.lines().size(); i++) {
            Step step = step(incident, i, state, incident.header().policy());
            steps.add(step);
            state = step.decision().state();
        }
        return new Replay(incident, steps);
    }

    /// Whatever a forged entry makes of the engine, it is an answer to the one who gave it.
    ///
    /// @param at the entry's place in the log, from 0
    static Step step(Incident incident, int at, State before, Policy policy) throws Undecidable {
        LogEntry recorded = incident.lines().get(at);
        Event event = incident.events().get(at);
        try {
            Decision decision = Engine.decide(before, event, policy);
            return new Step(recorded, Decided.entry(recorded.nanos(), event, decision), decision);
        } catch (RuntimeException e) {
            throw new Undecidable(recorded.index(), e);
        }
    }

    /// The first entry that is decided otherwise now.
    public Optional<Step> difference() {
        return steps.stream().filter(step -> !step.isAsRecorded()).findFirst();
    }

    /// Entries on which something was decided.
    public List<Step> decisions() {
        return steps.stream().filter(Step::decides).toList();
    }

    /// How often the role was granted away.
    public long promotions() {
        return count(Reason.Granted.class::isInstance);
    }

    /// How often a move was refused because of what it would cost, or because nothing proves it safe.
    public long refusals() {
        return count(reason -> reason instanceof Reason.LossTooLarge
                || reason instanceof Reason.Disarmed
                || reason instanceof Reason.NoThirdOpinion);
    }

    /// How often a person's order was refused.
    public long ordersRefused() {
        return count(Reason.OrderRefused.class::isInstance);
    }

    /// How often a rule held a move back.
    public long holds() {
        return count(reason -> reason.rule().holdsBack());
    }

    private long count(Predicate<Reason> which) {
        return steps.stream()
                .flatMap(step -> step.decision().reasons().stream())
                .filter(which)
                .count();
    }
}
