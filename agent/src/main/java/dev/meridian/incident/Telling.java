package dev.meridian.incident;

import dev.meridian.engine.Prose;
import dev.meridian.engine.Rule;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.Reason;
import java.util.List;

/// Lines of an event log as people are told them, one after the other. What a line says follows from its facts;
/// what it is worth to whoever reads it may follow from lines before it: nobody is advised to move a holder that
/// is still being promoted.
public final class Telling {
    private static final List<String> GRANTS = List.of(Rule.ROLE_1.id(), Rule.ROLE_2.id(), Rule.ROLE_4.id());

    private boolean isStarting;

    /// Nothing has been told.
    public Telling() {}

    /// The line, told after those that were told before.
    public LogEntry of(LogEntry line) {
        for (Reason reason : line.reasons()) {
            isStarting = GRANTS.contains(reason.rule()) || (isStarting && !isPromoted(reason));
        }
        return isStarting
                ? new LogEntry(
                        line.index(),
                        line.nanos(),
                        line.kind(),
                        line.by(),
                        line.body(),
                        line.reasons().stream().map(Telling::whileStarting).toList(),
                        line.intents())
                : line;
    }

    private static boolean isPromoted(Reason reason) {
        return reason.rule().equals(Rule.DUTY_1.id()) && reason.text().startsWith("promote ");
    }

    private static Reason whileStarting(Reason reason) {
        return new Reason(reason.rule(), Prose.whileStarting(reason.text()), reason.facts());
    }
}
