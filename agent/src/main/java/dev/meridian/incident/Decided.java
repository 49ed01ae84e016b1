package dev.meridian.incident;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.Prose;
import dev.meridian.engine.Reason;
import dev.meridian.evidence.Intent;
import dev.meridian.evidence.LogEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;

/// An entry of the replicated log and what was decided on it, as a line of evidence, and the entry of such a line.
public final class Decided {
    /// What stands beside the event in a line's body and follows from the decision.
    private static final List<String> DERIVED = List.of("inForce", "predictedLossNanos");

    private Decided() {}

    /// The line.
    ///
    /// @param nanos when, on the clock that the whole log is told by
    public static LogEntry entry(long nanos, Event event, Decision decision) {
        SequencedMap<String, Object> body = Wire.fields(event);
        decision.state()
                .grant()
                .ifPresent(grant -> body.put("inForce", grant.epoch().number()));
        for (Reason reason : decision.reasons()) {
            if (reason instanceof Reason.Granted granted) {
                body.put(
                        "predictedLossNanos",
                        granted.loss().orElse(Duration.ofNanos(-1)).toNanos());
            }
        }
        return new LogEntry(
                decision.state().index(),
                nanos,
                event.getClass().getSimpleName(),
                event.stamp().by().text(),
                body,
                decision.reasons().stream().map(Decided::reason).toList(),
                decision.intents().stream().map(Decided::intent).toList());
    }

    private static dev.meridian.evidence.Reason reason(Reason reason) {
        return new dev.meridian.evidence.Reason(reason.rule().id(), Prose.sentence(reason), Wire.fields(reason));
    }

    private static Intent intent(Duty duty) {
        return new Intent(duty.text(), Wire.fields(duty));
    }

    /// The entry that a line is about.
    ///
    /// @throws IllegalArgumentException if it is about none, in one sentence
    static Event event(LogEntry line) {
        SequencedMap<String, Object> body = new LinkedHashMap<>(line.body());
        DERIVED.forEach(body::remove);
        Event event;
        try {
            event = Wire.strictly(body, Event.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its body is not an entry of the replicated log", e);
        }
        LogEntry again = new LogEntry(
                line.index(),
                line.nanos(),
                event.getClass().getSimpleName(),
                event.stamp().by().text(),
                Wire.fields(event),
                List.of(),
                List.of());
        LogEntry said = new LogEntry(line.index(), line.nanos(), line.kind(), line.by(), body, List.of(), List.of());
        if (!again.json().equals(said.json())) {
            throw new IllegalArgumentException("its body reads as another entry than it says");
        }
        return event;
    }
}
