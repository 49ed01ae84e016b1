package dev.meridian.incident;

import dev.meridian.engine.Duties;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.State;
import dev.meridian.evidence.Intent;
import dev.meridian.evidence.LogEntry;
import dev.meridian.incident.Replay.Step;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an engine with another policy decides on the entries of a log, up to the last one whose observations mean
/// anything to it; [WhatIf] says why it ends there.
///
/// @param steps   the entries that it would have heard
/// @param besides all entries, those that it would not have heard too
record Otherwise(List<Step> steps, List<WhatIf.Beside> besides) {
    /// The rule of a grant to another region.
    private static final String GRANTED = "ROLE-2";

    static Otherwise decide(Incident incident, Policy policy) throws Replay.Undecidable {
        List<Step> steps = new ArrayList<>();
        List<WhatIf.Beside> besides = new ArrayList<>();
        State state = State.INITIAL;
        boolean hasParted = false;
        for (int i = 0; i < incident.lines().size(); i++) {
            LogEntry line = incident.lines().get(i);
            Event event = incident.events().get(i);
            Optional<Event> silence =
                    hasParted && !isAskedFor(event, state, policy) ? silence(event, state) : Optional.empty();
            if (silence.isPresent()) {
                state = Engine.decide(state, silence.get(), policy).state();
                besides.add(new WhatIf.Beside(line, Optional.empty()));
                if (isGrant(line)) {
                    break;
                }
                continue;
            }
            Step step = Replay.step(incident, i, state, policy);
            state = step.decision().state();
            steps.add(step);
            besides.add(new WhatIf.Beside(line, Optional.of(step.replayed())));
            hasParted |= hasParted(step);
            if (hasParted && (isGrant(line) || !more(step.replayed(), line).isEmpty())) {
                break;
            }
        }
        return new Otherwise(List.copyOf(steps), List.copyOf(besides));
    }

    /// Whether something else is to be done.
    static boolean hasParted(Step step) {
        return !step.recorded().intents().equals(step.replayed().intents());
    }

    /// What one of them wants to be done and the other does not.
    static List<Intent> more(LogEntry one, LogEntry other) {
        return one.intents().stream()
                .filter(intent -> !other.intents().contains(intent))
                .toList();
    }

    /// The last entry that was looked at.
    LogEntry end() {
        return besides.getLast().recorded();
    }

    /// The entries behind one on which something was decided by either.
    List<WhatIf.Beside> following(Step at) {
        return besides.stream()
                .filter(beside -> beside.recorded().index() > at.recorded().index())
                .filter(beside -> decides(beside.recorded())
                        || beside.otherwise().filter(Otherwise::decides).isPresent())
                .toList();
    }

    private static boolean decides(LogEntry line) {
        return !line.reasons().isEmpty() || !line.intents().isEmpty();
    }

    private static boolean isGrant(LogEntry line) {
        return line.reasons().stream().anyMatch(reason -> reason.rule().equals(GRANTED));
    }

    /// Whether it tells of what somebody saw, or answers what an engine in this state has asked for.
    private static boolean isAskedFor(Event event, State state, Policy policy) {
        List<Duty> duties = Duties.outstanding(state, policy);
        RegionName by = event.stamp().by();
        return switch (event) {
            case Event.Observed _, Event.Renewed _, Event.Ordered _ -> true;
            case Event.Promised promised ->
                duties.stream().anyMatch(duty -> duty.region().equals(by) && isFor(promised.ballot(), duty));
            case Event.Yielded yielded ->
                duties.stream()
                        .anyMatch(duty -> duty instanceof Duty.Yield yield
                                && yield.region().equals(by)
                                && yield.ballot() == yielded.ballot());
            case Event.Claimed claimed -> duties.contains(new Duty.Claim(by, claimed.ballot()));
            case Event.Fulfilled fulfilled -> duties.contains(fulfilled.duty());
            case Event.Failed failed -> duties.contains(failed.duty());
        };
    }

    private static boolean isFor(long ballot, Duty duty) {
        return switch (duty) {
            case Duty.Promise promise -> promise.ballot() == ballot;
            case Duty.CatchUp catchUp -> catchUp.ballot() == ballot;
            case Duty.Yield _,
                    Duty.Claim _,
                    Duty.Promote _,
                    Duty.Follow _,
                    Duty.Route _,
                    Duty.Rejoin _,
                    Duty.Perform _ -> false;
        };
    }

    /// An entry that was applied before, in place of one that would not be there: entries keep their numbers, and
    /// nothing else follows from it. Empty where its sender was never heard of.
    private static Optional<Event> silence(Event event, State state) {
        return Optional.ofNullable(state.clocks().get(event.stamp().by()))
                .map(stamp -> new Event.Claimed(stamp, 0, OptionalLong.empty()));
    }
}
