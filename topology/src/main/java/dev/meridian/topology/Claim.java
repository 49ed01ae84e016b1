package dev.meridian.topology;

import dev.meridian.units.CalendarUnit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Something that a document says and nothing is steered by: text, and where possible something measurable. Claims
/// may contradict each other and the objectives; that is found later, and never mended here.
///
/// @param says its words
/// @param at the path of what it is about; everything where empty
/// @param value what it says of the value at `at`, as the file would write it; empty where it says nothing of it
/// @param measured over which time
/// @param from where a promised time begins; empty where the file does not say
/// @param about the kind of failure that its times are about; the loss of a region where empty
/// @param figure whether its times are bounds, or what is usual
/// @param figures what can be measured
/// @param steps steps of a plan in the order of the document
/// @param regions in how many regions it can be
/// @param frameworks rules that are kept in full
public record Claim(
        String name,
        String says,
        Optional<String> at,
        Optional<String> value,
        Optional<Topology.Cadence> measured,
        Optional<From> from,
        Optional<About> about,
        Figure figure,
        Figures figures,
        Optional<Difference> difference,
        List<String> steps,
        Optional<Topology.Count> regions,
        List<Compliance.Framework> frameworks) {

    /// The measurable part.
    ///
    /// @param availability as a fraction
    /// @param takes how long something takes that is no recovery
    public record Figures(
            OptionalDouble availability,
            Optional<Downtime> downtime,
            Optional<Duration> rto,
            Optional<Duration> rpo,
            Optional<Duration> latency,
            Optional<Duration> takes) {}

    /// The moment from which a promised time counts.
    public enum From {
        /// The loss itself.
        LOSS,
        /// The moment at which it is detected.
        DETECTION,
        /// The start of the plan.
        START
    }

    /// The kind of failure that times of a claim are about.
    public enum About {
        ZONE,
        REGION,
        CORRUPTION,
        BAD_DEPLOY,
        /// A move that somebody plans, with nothing lost.
        PLANNED,
        /// Another failure, such as that of a machine or of a process.
        OTHER;

        /// Whether objectives speak of it.
        public boolean isFailure() {
            return this != PLANNED && this != OTHER;
        }

        static About of(String word) {
            return word.equals("badDeploy") ? BAD_DEPLOY : valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// What the times of a claim say of the times that come.
    public enum Figure {
        /// None is longer.
        BOUND,
        /// Most are no longer, and some are.
        TYPICAL,
        /// Their mean is no longer.
        AVERAGE
    }

    /// How long something may be down in a stretch of the calendar.
    public record Downtime(Duration time, CalendarUnit per) {}

    /// A change of something, compared with something else.
    ///
    /// @param metric `latency`, `cost` and others
    /// @param against what it is compared with
    public record Difference(Optional<String> metric, Percents change, Optional<String> against) {}
}
