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
    /// Routes are changed so many times as much later as a slow link is slower: by up to twenty seconds.
    private static final int LATER_THAN_A_LINK = 50;

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

    /// What `--fault` cannot name.
    record Unnamed(Trouble trouble, RegionName region) implements What {
        @Override
        public String word() {
            return trouble.word;
        }
    }

    /// What ails a region beside the faults that people can name.
    enum Trouble {
        PARTIAL_PARTITION("partial-partition", "silent to most others"),
        LAG("lag", "receives little of what its database is sent"),
        MUTE("mute", "its database answers nobody"),
        LIE("lie", "says the opposite of what it sees"),
        STALE_RESOLVER("stale-resolver", "has users whose resolver keeps an old address"),
        ROUTE_FAILS("route-fails", "has a provider of routes that takes no change"),
        ROUTE_LATE("route-late", "has a provider of routes that answers late"),
        ROUTE_EARLY("route-early", "has a provider of routes that says yes before it has changed anything");

        private final String word;
        private final String text;

        Trouble(String word, String text) {
            this.word = word;
            this.text = text;
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
            case Unnamed(Trouble trouble, RegionName region) ->
                region + " " + trouble.text + " from " + Durations.text(start.orElseThrow())
                        + length.map(some -> " for " + Durations.text(some)).orElse("");
        };
    }

    /// What it is, without its times.
    String name() {
        return switch (what) {
            case Named named -> named.kind().word() + " " + named.scope().text();
            case Unnamed unnamed -> unnamed.word() + " " + unnamed.region();
        };
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

    private static Named drillable(Fault.Kind kind, RegionName place, RegionName other, Duration by) {
        return switch (kind) {
            case LINK_CUT -> new Named(kind, new Scope.Pair(place, other), Optional.empty());
            case LINK_SLOW -> new Named(kind, new Scope.Pair(place, other), Optional.of(by));
            case QUORUM_LOSS -> new Named(kind, new Scope.Control(), Optional.empty());
            case REGION_LOSS, PROCESS_LOSS, REGION_PARTITION, SATURATE, DB_CRASH, AGENT_CRASH, AGENT_PAUSE, BLIP ->
                new Named(kind, new Scope.Region(place), Optional.empty());
            case STORE_ERRORS,
                    MACHINE_PAUSE,
                    SLOW_FENCE,
                    LATE_FENCE,
                    STALL,
                    FLAP,
                    BLIND,
                    ECHO,
                    IMPOSTOR,
                    STALE_ROUTES,
                    SHORTAGE -> throw new AssertionError(kind);
        };
    }

    /// All kinds that a seed can draw.
    static List<Draft> drafts() {
        List<Draft> all = new ArrayList<>();
        for (Fault.Kind kind : Fault.Kind.values()) {
            if (!kind.isDrillable()) {
                continue;
            }
            all.add((place, other, by) -> drillable(kind, place, other, by));
        }
        all.add((place, other, _) ->
                new Named(Fault.Kind.LINK_CUT, new Scope.Direction(place, other), Optional.empty()));
        for (Fault.Kind kind : List.of(Fault.Kind.IMPOSTOR, Fault.Kind.STALL, Fault.Kind.MACHINE_PAUSE)) {
            all.add((place, _, _) -> new Named(kind, new Scope.Region(place), Optional.empty()));
        }
        all.add((place, _, by) -> new Named(
                Fault.Kind.STALE_ROUTES, new Scope.Region(place), Optional.of(by.multipliedBy(LATER_THAN_A_LINK))));
        all.add((_, _, _) -> new Named(Fault.Kind.STORE_ERRORS, new Scope.Control(), Optional.empty()));
        // A seed draws from this order: a new kind is put where no seed that somebody has written down changes.
        for (Trouble trouble : Trouble.values()) {
            all.add((place, _, _) -> new Unnamed(trouble, place));
            if (trouble == Trouble.MUTE) {
                all.add((place, _, _) -> new Named(Fault.Kind.SHORTAGE, new Scope.Region(place), Optional.empty()));
            }
        }
        return all;
    }
}
