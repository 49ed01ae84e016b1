package dev.meridian.faults;

import dev.meridian.faults.Fault.Kind;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Several faults in one run: which of them cannot be made together. A fault that has nothing to hit, or that
/// another one's end takes back, would be named in a report without having been.
public final class Composition {
    private static final Set<Kind> OF_AGENTS = EnumSet.of(Kind.AGENT_PAUSE, Kind.AGENT_CRASH, Kind.MACHINE_PAUSE);
    private static final Set<Kind> OF_DATABASES = EnumSet.of(Kind.SATURATE, Kind.DB_CRASH);

    private Composition() {}

    /// One of the faults that cannot be made, and why.
    ///
    /// @param index of the fault in the list
    public record Wrong(int index, Fault.Wrong wrong) {}

    /// The first fault, in time, that an earlier one leaves nothing to do or that would undo it.
    public static Optional<Wrong> wrong(List<Fault> faults) {
        List<Integer> inTime = IntStream.range(0, faults.size())
                .boxed()
                .sorted(Comparator.comparing(index -> faults.get(index).start()))
                .toList();
        for (int later = 1; later < inTime.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                int index = inTime.get(later);
                Optional<Fault.Wrong> wrong = wrong(faults.get(inTime.get(earlier)), faults.get(index));
                if (wrong.isPresent()) {
                    return wrong.map(it -> new Wrong(index, it));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault.Wrong> wrong(Fault earlier, Fault later) {
        if (hasNothingToHit(earlier, later)) {
            String region = later.scope().text();
            return Optional.of(new Fault.Wrong(
                    "`" + later.text() + "` has nothing to hit: `" + earlier.text() + "` has killed all processes of "
                            + region + " by then",
                    "what is dead stays dead in a drill",
                    "an earlier start, another region, or leave one of the two out"));
        }
        boolean isWithin =
                later.start().compareTo(earlier.end().orElse(later.start().plusNanos(1))) < 0;
        if (isWithin && earlier.kind() == Kind.QUORUM_LOSS && OF_AGENTS.contains(later.kind())) {
            return Optional.of(new Fault.Wrong(
                    "`" + later.text() + "` begins while `" + earlier.text() + "` lasts",
                    "the agent that it is for may be among those that are gone already",
                    after(earlier, "leave one of the two out")));
        }
        if (isWithin && isSameMeans(earlier, later)) {
            return Optional.of(new Fault.Wrong(
                    "`" + later.text() + "` begins while `" + earlier.text() + "` lasts",
                    "the end of one would be the end of both",
                    after(earlier, "leave one of the two out, or give the first one an end")));
        }
        return Optional.empty();
    }

    private static boolean hasNothingToHit(Fault earlier, Fault later) {
        boolean needsProcesses = OF_AGENTS.contains(later.kind())
                || OF_DATABASES.contains(later.kind())
                || later.kind() == Kind.PROCESS_LOSS;
        return earlier.kind().isDeadly() && needsProcesses && earlier.scope().equals(later.scope());
    }

    private static String after(Fault earlier, String otherwise) {
        return earlier.end()
                .map((Duration end) -> "a start after " + Durations.text(end) + ", or one longer fault")
                .orElse(otherwise);
    }

    /// Whether both are made by the same switch.
    private static boolean isSameMeans(Fault earlier, Fault later) {
        if (earlier.kind().silencesRegion() && later.kind().silencesRegion()) {
            return earlier.scope().equals(later.scope());
        }
        if (earlier.kind() != later.kind()) {
            return false;
        }
        return switch (later.kind()) {
            case LINK_CUT, LINK_SLOW -> shareDirection(earlier.scope(), later.scope());
            case AGENT_PAUSE,
                    SATURATE,
                    QUORUM_LOSS,
                    STORE_ERRORS,
                    MACHINE_PAUSE,
                    STALL,
                    FLAP,
                    BLIND,
                    ECHO,
                    IMPOSTOR,
                    STALE_ROUTES,
                    SHORTAGE -> earlier.scope().equals(later.scope());
            case REGION_LOSS, REGION_PARTITION, BLIP, PROCESS_LOSS, DB_CRASH, AGENT_CRASH, SLOW_FENCE, LATE_FENCE ->
                false;
        };
    }

    private static boolean shareDirection(Scope earlier, Scope later) {
        return directions(earlier).stream().anyMatch(directions(later)::contains);
    }

    /// The one-way links that a scope is made of.
    public static List<Scope.Direction> directions(Scope scope) {
        return switch (scope) {
            case Scope.Pair(RegionName one, RegionName other) ->
                List.of(new Scope.Direction(one, other), new Scope.Direction(other, one));
            case Scope.Direction direction -> List.of(direction);
            case Scope.Region _, Scope.Control _ -> List.of();
        };
    }
}
