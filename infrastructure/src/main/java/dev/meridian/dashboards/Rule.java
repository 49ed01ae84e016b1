package dev.meridian.dashboards;

import dev.meridian.yaml.Fields;
import java.time.Duration;

/// What Prometheus works out again and again.
sealed interface Rule {
    String question();

    /// A number that others use.
    ///
    /// @param name with a colon, by which it is told from what is counted
    record Recorded(String name, String question) implements Rule {}

    /// Something that somebody hears of.
    ///
    /// @param lasting for how long it has to be so
    /// @param isUrgent whether somebody is woken
    /// @param says what has happened, with what tells cases apart in braces
    /// @param about labels that tell it from others of its name
    record Rung(String name, String question, Duration lasting, boolean isUrgent, String says, Fields about)
            implements Rule {
        Rung(String name, String question, Duration lasting, boolean isUrgent, String says) {
            this(name, question, lasting, isUrgent, says, Fields.of());
        }

        Rung about(String label, String value) {
            return new Rung(name, question, lasting, isUrgent, says, about.set(label, value));
        }
    }
}
