package dev.meridian.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long the steps of an agent, its log and its database take: for each step the times that somebody saw, in
/// order. A world draws from them evenly and between any two neighbours, so that it shows nothing shorter than the
/// shortest and nothing longer than the longest (docs/adr/0010-step-times-that-were-measured.md).
///
/// What lies between two places is not in them: the links of a world have their own delays.
public final class Timings {
    /// What takes its time beside the links.
    public enum Step {
        /// An entry of the log, from its proposal to the leader's application of it.
        COMMIT,
        /// An entry of the log, from the leader's application of it to another place's.
        NOTICE,
        /// A standby that is told to stop receiving and to tell its position, from where it knows of that.
        PROMISE,
        /// A promotion with the synchronous set in force, from where the candidate knows of its grant.
        PROMOTION,
        /// A record in a zone that an agent serves itself, from where the agent knows of it.
        ROUTE,
        /// A server that starts after it was killed.
        START,
        /// A server that is stopped cleanly, beyond the round trip in which its standbys confirm.
        STOP,
        /// A new copy of the primary, of the size that drills have.
        COPY;

        /// As files have it: `promotion`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// So long, at most, takes a step that a file adds where the file does not say: assumed.
    public static final Duration UNPLANNED = Duration.ofSeconds(1);

    private static final Timings ASSUMED = new Timings(ranges());

    private final Map<Step, List<Long>> nanos;

    private Timings(Map<Step, List<Long>> nanos) {
        this.nanos = Collections.unmodifiableMap(new EnumMap<>(nanos));
    }

    /// The shortest and the longest of every step that was seen by hand (2 cores, PostgreSQL 18, 2026-11): what is
    /// used for steps that nobody has measured.
    public static Timings assumed() {
        return ASSUMED;
    }

    private static Map<Step, List<Long>> ranges() {
        Map<Step, List<Long>> all = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            all.put(
                    step,
                    switch (step) {
                        case COMMIT -> range(0, 20);
                        case NOTICE -> range(0, 60);
                        case PROMISE -> range(35, 150);
                        case PROMOTION -> range(60, 420);
                        case ROUTE -> range(0, 15);
                        case START -> range(250, 900);
                        case STOP -> range(60, 400);
                        case COPY -> range(1_200, 4_000);
                    });
        }
        return all;
    }

    private static List<Long> range(long shortestMillis, long longestMillis) {
        return List.of(shortestMillis * World.MS, longestMillis * World.MS);
    }

    /// The same with other times of one step.
    ///
    /// @param times that were seen, in any order; one is enough
    /// @throws IllegalArgumentException if there are none, or if one is negative
    public Timings with(Step step, List<Duration> times) {
        List<Long> sorted = times.stream().map(Duration::toNanos).sorted().toList();
        if (sorted.isEmpty() || sorted.getFirst() < 0) {
            throw new IllegalArgumentException("not the times of a step: " + times);
        }
        Map<Step, List<Long>> other = new EnumMap<>(nanos);
        other.put(step, sorted);
        return new Timings(other);
    }

    /// What is drawn from for a step, the shortest first.
    public List<Duration> of(Step step) {
        return times(step).stream().map(Duration::ofNanos).toList();
    }

    /// How long a step takes this time, in nanoseconds.
    long draw(Step step, Dice dice) {
        List<Long> sorted = times(step);
        double at = dice.unit() * (sorted.size() - 1);
        int below = (int) at;
        long from = sorted.get(below);
        long to = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return from + (long) ((at - below) * (to - from));
    }

    /// It takes no longer than this.
    long longest(Step step) {
        return times(step).getLast();
    }

    private List<Long> times(Step step) {
        return nanos.getOrDefault(step, List.of());
    }
}
