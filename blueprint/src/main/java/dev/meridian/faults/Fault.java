package dev.meridian.faults;

import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;

/// A fault as `--fault` names it: `region-loss:us-east-1`, `blip:us-east-1:43s`,
/// `link-slow:us-east-1-eu-west-1:300@15s..60s`, `quorum-loss`.
///
/// @param kind what is done
/// @param scope to what
/// @param delay by how much each direction of a slow link is longer; how long a slow fence takes; after which
///     time an echo comes; how much later a route is changed
/// @param lasts for how long, where the kind says so or `@a..b` does; empty for what does not end by itself
/// @param at when, after the load began; the drill's own time where it is not said
public record Fault(Kind kind, Scope scope, Optional<Duration> delay, Optional<Duration> lasts, Optional<Duration> at) {
    /// What can be done, and to what.
    public enum Kind {
        /// All links silent both ways, then its processes are killed; its users' path and its DNS server die
        /// too.
        REGION_LOSS("region-loss", Shape.OF_A_REGION, End.NEVER),
        /// `kill -9` of its processes only: peers see connections reset.
        PROCESS_LOSS("process-loss", Shape.OF_A_REGION, End.NEVER),
        /// Silent to all others, alive inside.
        REGION_PARTITION("region-partition", Shape.OF_A_REGION, End.PERHAPS),
        /// Nothing crosses one link, both ways or one.
        LINK_CUT("link-cut", Shape.OF_A_LINK, End.PERHAPS),
        /// Everything takes longer over one link.
        LINK_SLOW("link-slow", Shape.OF_A_SLOW_LINK, End.PERHAPS),
        /// The database is overloaded while probes still answer.
        SATURATE("saturate", Shape.OF_A_REGION, End.PERHAPS),
        /// The database is killed, its agent is alive.
        DB_CRASH("db-crash", Shape.OF_A_REGION, End.NEVER),
        /// The agent is killed; its supervisor starts it again.
        AGENT_CRASH("agent-crash", Shape.OF_A_REGION, End.NEVER),
        /// The agent is stopped (SIGSTOP) for a while.
        AGENT_PAUSE("agent-pause", Shape.OF_A_REGION, End.ALWAYS),
        /// A partition that is shorter than the hold.
        BLIP("blip", Shape.OF_A_REGION, End.ALWAYS),
        /// A majority of the agents is gone.
        QUORUM_LOSS("quorum-loss", Shape.OF_THE_CONTROL, End.PERHAPS),
        /// The log takes no proposal and says nothing of it; about half of the last ones turn up when it is over.
        STORE_ERRORS("store-errors", Shape.OF_THE_CONTROL, End.PERHAPS, World.SIMULATOR),
        /// The machine stands still as a whole (agent, watchdog and database), and goes on after a while; its
        /// clock does not stop.
        MACHINE_PAUSE("machine-pause", Shape.OF_A_REGION, End.ALWAYS, World.SIMULATOR),
        /// The watchdog needs up to this long to stop its database, and its rehearsal has measured that.
        SLOW_FENCE("slow-fence", Shape.OF_A_REGION_AND_A_TIME, End.NEVER, World.SIMULATOR),
        /// The same, and nobody has measured it: the first that is known of it is the incident's own fence.
        LATE_FENCE("late-fence", Shape.OF_A_REGION_AND_A_TIME, End.NEVER, World.SIMULATOR),
        /// The copy stays connected and receives nothing new.
        STALL("stall", Shape.OF_A_REGION, End.PERHAPS, World.SIMULATOR),
        /// The agent says in turn that it finds the primary silent and well, a second each.
        FLAP("flap", Shape.OF_A_REGION, End.PERHAPS, World.SIMULATOR),
        /// Lookups fail: no new connection finds the primary, and those that are open go on.
        BLIND("blind", Shape.OF_A_REGION, End.PERHAPS, World.SIMULATOR),
        /// Whatever the agent says is heard a second time, so much later.
        ECHO("echo", Shape.OF_A_REGION_AND_A_TIME, End.PERHAPS, World.SIMULATOR),
        /// A stranger streams under the name of the region's copy, and confirms every commit at once.
        IMPOSTOR("impostor", Shape.OF_A_REGION, End.PERHAPS, World.SIMULATOR),
        /// Whoever publishes the region's routes says yes at once, and enacts each change that it is asked for
        /// meanwhile up to this long later: an older one perhaps after a newer one.
        STALE_ROUTES("stale-routes", Shape.OF_A_REGION_AND_A_TIME, End.PERHAPS, World.SIMULATOR),
        /// The region's provider has no capacity for the load: what is started there does not come.
        SHORTAGE("shortage", Shape.OF_A_REGION, End.PERHAPS, World.SIMULATOR);

        private final String word;
        private final Shape shape;
        private final End end;
        private final World least;

        Kind(String word, Shape shape, End end) {
            this(word, shape, end, World.TWIN);
        }

        Kind(String word, Shape shape, End end, World least) {
            this.word = word;
            this.shape = shape;
            this.end = end;
            this.least = least;
        }

        /// As `--fault` writes it.
        public String word() {
            return word;
        }

        Shape shape() {
            return shape;
        }

        /// Whether real processes can be made to fail like this; the others exist in the simulator only.
        public boolean isDrillable() {
            return least == World.TWIN;
        }

        /// Whether one of this kind can end; one that does not say when lasts as long as the run.
        public boolean ends() {
            return end != End.NEVER;
        }

        /// Whether one of this kind has to say for how long.
        boolean mustEnd() {
            return end == End.ALWAYS;
        }

        /// Whether the processes of the region are gone for good.
        boolean isDeadly() {
            return this == REGION_LOSS || this == PROCESS_LOSS;
        }

        /// Whether what renews the lease stands still for a while.
        private boolean standsStill() {
            return this == AGENT_PAUSE || this == MACHINE_PAUSE;
        }

        /// Whether the links of the whole region fall silent.
        boolean silencesRegion() {
            return this == REGION_LOSS || this == REGION_PARTITION || this == BLIP;
        }

        /// Whether users are to be served again after it, in the same region or in another one, so that a
        /// promised time to recover applies.
        boolean isRecoveredFrom() {
            return isDeadly() || standsStill() || this == REGION_PARTITION || this == DB_CRASH;
        }
    }

    /// What follows the kind in the text.
    enum Shape {
        OF_A_REGION,
        OF_A_REGION_AND_A_TIME,
        OF_A_LINK,
        OF_A_SLOW_LINK,
        OF_THE_CONTROL
    }

    private enum World {
        SIMULATOR,
        TWIN
    }

    private enum End {
        NEVER,
        PERHAPS,
        ALWAYS
    }

    /// What is wrong with a `--fault`, and what would be right.
    public record Wrong(String what, String why, String fix) {}

    /// Either a fault or what is wrong.
    public sealed interface Parsed {
        record Right(Fault fault) implements Parsed {}

        record Not(Wrong wrong) implements Parsed {}
    }

    /// How long users are served before a fault that does not say when it comes.
    private static final Duration BEFORE = Duration.ofSeconds(20);

    /// Reads `--fault`; the places are those of the file. A hyphen parts the ends of a link and stands in their
    /// names as well, so which two are meant is found among all that there are.
    public static Parsed parse(String text, Ground ground) {
        return new Grammar(text, ground).parsed();
    }

    /// One of a kind that could be made in these places, as `--fault` writes it.
    public static String example(Kind kind, Ground ground) {
        return Grammar.example(kind, ground);
    }

    /// What the file's own figures have against this fault: a blip has to be shorter than the hold, else it is
    /// a partition.
    ///
    /// @param hold of the application that the fault is for
    public Optional<Wrong> contradiction(Duration hold) {
        boolean isTooLong = kind == Kind.BLIP && lasts.orElse(Duration.ZERO).compareTo(hold) >= 0;
        return isTooLong ? Optional.of(tooLong(lasts.orElse(Duration.ZERO), hold)) : Optional.empty();
    }

    private Wrong tooLong(Duration length, Duration hold) {
        return new Wrong(
                "a blip of " + Durations.text(length) + " is not shorter than the hold, " + Durations.text(hold)
                        + " (failover.hold, divided by --fast-forward)",
                "a blip ends before anything moves; a longer one is a partition",
                "`region-partition:" + scope.text()
                        + "`, a shorter blip, or a longer hold (--set failover.profile=default: 60s)");
    }

    /// Whether it strikes this region as such; a link of it is not the region.
    public boolean strikes(RegionName region) {
        return scope instanceof Scope.Region(RegionName struck) && struck.equals(region);
    }

    /// Whether the application has to leave its primary's region for it, or may have to, so that a drill waits
    /// until it has.
    public boolean drivesOutOf(RegionName primary) {
        return strikes(primary) && (kind.isDeadly() || kind.standsStill() || kind == Kind.REGION_PARTITION);
    }

    /// Whether users of this primary are struck by it and are to be served again, so that a promised time to
    /// recover applies.
    public boolean asksForRecovery(RegionName primary) {
        return strikes(primary) && kind.isRecoveredFrom();
    }

    /// Whether all links of this place are silent while it lasts.
    public boolean silences(RegionName place) {
        return kind.silencesRegion() && strikes(place);
    }

    /// When it is made, after the load began.
    public Duration start() {
        return at.orElse(BEFORE);
    }

    /// The same, made after so long if it does not say itself when.
    public Fault orAt(Duration start) {
        return new Fault(kind, scope, delay, lasts, Optional.of(at.orElse(start)));
    }

    /// The same, made so much later.
    public Fault later(Duration by) {
        return new Fault(kind, scope, delay, lasts, Optional.of(start().plus(by)));
    }

    /// When it is over, after the load began; empty for what does not end by itself.
    public Optional<Duration> end() {
        return lasts.map(start()::plus);
    }

    /// Whether it lasts at an instant after the load began.
    boolean isInForceAt(Duration instant) {
        return start().compareTo(instant) <= 0
                && end().filter(end -> end.compareTo(instant) <= 0).isEmpty();
    }

    /// As `--fault` writes it.
    public String text() {
        String named = kind.word
                + (scope.text().isEmpty() ? "" : ":" + scope.text())
                + delay.map(some -> ":" + some.toMillis()).orElse("");
        boolean isRange = delay.isPresent() && lasts.isPresent();
        String length =
                isRange ? "" : lasts.map(time -> ":" + Durations.text(time)).orElse("");
        String range = isRange ? ".." + Durations.text(start().plus(lasts.get())) : "";
        return named + length + at.map(time -> "@" + Durations.text(time)).orElse("") + range;
    }
}
