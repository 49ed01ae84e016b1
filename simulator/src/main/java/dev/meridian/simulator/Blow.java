package dev.meridian.simulator;

import dev.meridian.faults.Fault;
import dev.meridian.faults.Scope;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One thing that goes wrong in a world.
///
/// @param at after the beginning, in nanoseconds
/// @param lasts in nanoseconds; empty for what does not end by itself
record Blow(What what, long at, Optional<Long> lasts) {
    /// What people can name, and what only a seed draws.
    sealed interface What {
        /// For counts and stories.
        String word();
    }

    /// What `--fault` can name.
    ///
    /// @param delay by how much each direction of a slow link is longer
    record Named(Fault.Kind kind, Scope scope, Optional<Duration> delay) implements What {
        @Override
        public String word() {
            return kind.word() + (scope instanceof Scope.Direction ? " one way" : "");
        }
    }

    /// Silent to most others.
    record PartialPartition(RegionName region) implements What {
        @Override
        public String word() {
            return "partial-partition";
        }
    }

    /// The copy receives little of what it is sent.
    record Lag(RegionName region) implements What {
        @Override
        public String word() {
            return "lag";
        }
    }

    /// The database runs and answers nobody.
    record Mute(RegionName region) implements What {
        @Override
        public String word() {
            return "mute";
        }
    }

    /// The capacity that was promised does not come.
    record Shortage(RegionName region) implements What {
        @Override
        public String word() {
            return "shortage";
        }
    }

    /// A vantage says the opposite of what it sees.
    record Lie(RegionName region) implements What {
        @Override
        public String word() {
            return "lie";
        }
    }

    /// For people: as `--fault` writes it where it could, with what that cannot say behind it.
    String text() {
        Optional<Duration> length = lasts.map(Duration::ofNanos);
        Optional<Duration> start = Optional.of(Duration.ofNanos(at));
        return switch (what) {
            case Named(Fault.Kind kind, Scope scope, Optional<Duration> delay) -> {
                Optional<Duration> end = kind.ends() ? length : Optional.empty();
                String isOver = kind.ends() || kind == Fault.Kind.DB_CRASH
                        ? ""
                        : length.map(some -> ", undone after " + Durations.text(some))
                                .orElse("");
                yield new Fault(kind, scope, delay, end, start).text() + isOver;
            }
            case PartialPartition(RegionName region) -> unnamed("silent to most others", region);
            case Lag(RegionName region) -> unnamed("receives little of what its database is sent", region);
            case Mute(RegionName region) -> unnamed("its database answers nobody", region);
            case Shortage(RegionName region) -> unnamed("has no capacity for the load", region);
            case Lie(RegionName region) -> unnamed("says the opposite of what it sees", region);
        };
    }

    private String unnamed(String words, RegionName region) {
        return region + " " + words + " from " + Durations.text(Duration.ofNanos(at))
                + lasts.map(some -> " for " + Durations.text(Duration.ofNanos(some)))
                        .orElse("");
    }

    static Blow of(Fault fault) {
        return new Blow(
                new Named(fault.kind(), fault.scope(), fault.delay()),
                fault.start().toNanos(),
                fault.lasts().map(Duration::toNanos));
    }

    /// One kind that a seed can draw.
    interface Draft {
        /// @param other the other end where there is one
        /// @param by how much slower a slow link is
        What of(RegionName place, RegionName other, Duration by);
    }

    /// All kinds that a seed can draw.
    static List<Draft> drafts() {
        List<Draft> all = new ArrayList<>();
        for (Fault.Kind kind : Fault.Kind.values()) {
            if (!kind.isDrillable()) {
                continue;
            }
            all.add((place, other, by) -> switch (kind) {
                case LINK_CUT -> new Named(kind, new Scope.Pair(place, other), Optional.empty());
                case LINK_SLOW -> new Named(kind, new Scope.Pair(place, other), Optional.of(by));
                case QUORUM_LOSS -> new Named(kind, new Scope.Control(), Optional.empty());
                case REGION_LOSS, PROCESS_LOSS, REGION_PARTITION, SATURATE, DB_CRASH, AGENT_CRASH, AGENT_PAUSE, BLIP ->
                    new Named(kind, new Scope.Region(place), Optional.empty());
                case STORE_ERRORS, SLOW_FENCE, STALL, FLAP, BLIND, ECHO -> throw new AssertionError(kind);
            });
        }
        all.add((place, other, _) ->
                new Named(Fault.Kind.LINK_CUT, new Scope.Direction(place, other), Optional.empty()));
        all.add((place, _, _) -> new PartialPartition(place));
        all.add((place, _, _) -> new Lag(place));
        all.add((place, _, _) -> new Mute(place));
        all.add((place, _, _) -> new Shortage(place));
        all.add((place, _, _) -> new Lie(place));
        return all;
    }
}
