package dev.meridian.evidence;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One run of a drill.
///
/// @param fault    as the user wrote it, for example `region-loss:us-east-1`
/// @param otherwise what went otherwise than the fault calls for, in sentences; none if this is its right outcome
/// @param sightings when vantages found the primary neither healthy nor silent
/// @param refusals rules that refused or held back, with their sentences
/// @param notes    what a reader has to know about how it was measured; mostly nothing
/// @param moments  marked events, for the picture; the first sustained write is added from `seen`
/// @param log      the event log of the run, whole
/// @param lossLedger what the old side had committed and the new one has not; empty if it did not come back
public record DrillRun(
        String fault,
        Outcome seen,
        Prediction predicted,
        Move move,
        Result result,
        List<String> otherwise,
        List<Sighting> sightings,
        List<Reason> refusals,
        List<String> notes,
        List<Moment> moments,
        List<LogEntry> log,
        Optional<LossLedger> lossLedger) {
    public DrillRun {
        otherwise = List.copyOf(otherwise);
        sightings = List.copyOf(sightings);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
        moments = List.copyOf(moments);
        log = List.copyOf(log);
    }

    /// Whether this is the fault's right outcome.
    public boolean right() {
        return otherwise.isEmpty();
    }

    /// One vantage found the primary grey: some of its probes were answered and some were not.
    ///
    /// @param by which vantage
    /// @param after the first fault of the run, for the first time
    /// @param total how long, all times together
    /// @param unanswered the probes that were mostly not answered at these times
    public record Sighting(RegionName by, Duration after, Duration total, List<String> unanswered) {
        public Sighting {
            unanswered = List.copyOf(unanswered);
        }

        /// For people.
        String text() {
            return by + " found it grey " + Text.seconds(after) + " after the fault, for " + Text.seconds(total)
                    + " in all: " + String.join(", ", unanswered) + " not answered";
        }
    }

    /// Whether nothing moved, as it should be: then there is no recovery to take apart, only writes that
    /// stopped.
    boolean stayed() {
        return result == Result.HELD;
    }

    /// Where the primary role was and went.
    ///
    /// @param to empty if it did not move
    public record Move(RegionName from, Optional<RegionName> to, Epoch before, Epoch after) {}

    /// What Meridian did.
    public enum Result {
        /// Another region became primary.
        PROMOTED,
        /// The same region serves again after a restart.
        RESTARTED,
        /// Nothing was to move and nothing moved.
        HELD,
        /// It would not move, for safety.
        REFUSED,
        /// Users were not served again.
        NOT_RECOVERED;

        /// As JSON writes it, for example `not-recovered`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// An event worth a mark in the picture.
    ///
    /// @param nanos on the ledger's clock
    /// @param text  a few words more, may be empty
    public record Moment(long nanos, Kind kind, String text) {
        /// What happened.
        public enum Kind {
            FAULT("fault"),
            SUSPICION("suspicion"),
            VERDICT("verdict"),
            FENCE("fence"),
            PROMISES("promises"),
            GRANTED("granted"),
            PROMOTED("promoted"),
            ROUTED("routed"),
            SUSTAINED("first sustained write"),
            HEALED("healed");

            private final String text;

            Kind(String text) {
                this.text = text;
            }

            /// As reports write it.
            public String text() {
                return text;
            }
        }
    }
}
