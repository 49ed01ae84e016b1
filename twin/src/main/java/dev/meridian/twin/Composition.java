package dev.meridian.twin;

import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Several faults in one drill: which one it is about, and which of them cannot be made together. A fault that
/// has nothing to hit, or that another one's end takes back, would be named in a report without having been.
public final class Composition {
    private static final Set<Fault.Kind> OF_LINKS =
            EnumSet.of(Fault.Kind.REGION_LOSS, Fault.Kind.REGION_PARTITION, Fault.Kind.BLIP);
    private static final Set<Fault.Kind> OF_AGENTS = EnumSet.of(Fault.Kind.AGENT_PAUSE, Fault.Kind.AGENT_CRASH);
    private static final Set<Fault.Kind> DEADLY = EnumSet.of(Fault.Kind.REGION_LOSS, Fault.Kind.PROCESS_LOSS);

    private Composition() {}

    /// One of the faults that cannot be made, and why.
    ///
    /// @param index of the fault in the list
    public record Wrong(int index, Fault.Wrong wrong) {}

    /// The faults with the one that is judged first: the first that the application has to leave its primary's
    /// region for, else the first of all.
    static List<Fault> judgedFirst(Places places, List<Fault> faults) {
        List<Fault> ordered = new ArrayList<>(faults);
        ordered.stream()
                .filter(fault -> fault.drivesOutOf(places.policy().home()))
                .findFirst()
                .ifPresent(judged -> {
                    ordered.remove(judged);
                    ordered.addFirst(judged);
                });
        return ordered;
    }

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
        if (!earlier.region().equals(later.region())) {
            return Optional.empty();
        }
        boolean needsProcesses = OF_AGENTS.contains(later.kind()) || later.kind() == Fault.Kind.PROCESS_LOSS;
        if (DEADLY.contains(earlier.kind()) && needsProcesses) {
            return Optional.of(new Fault.Wrong(
                    "`" + later.text() + "` has nothing to hit: `" + earlier.text() + "` has killed all processes of "
                            + later.region() + " by then",
                    "what is dead stays dead in a drill",
                    "an earlier start, another region, or leave one of the two out"));
        }
        boolean isSameMeans = (OF_LINKS.contains(earlier.kind()) && OF_LINKS.contains(later.kind()))
                || (earlier.kind() == Fault.Kind.AGENT_PAUSE && later.kind() == Fault.Kind.AGENT_PAUSE);
        if (isSameMeans && isWithin(earlier, later)) {
            return Optional.of(new Fault.Wrong(
                    "`" + later.text() + "` begins while `" + earlier.text() + "` lasts",
                    "the end of one would be the end of both",
                    earlier.lasts()
                            .map(lasts -> "a start after "
                                    + Durations.text(earlier.start().plus(lasts)) + ", or one longer fault")
                            .orElse("leave one of the two out, or give the first one an end")));
        }
        return Optional.empty();
    }

    private static boolean isWithin(Fault earlier, Fault later) {
        Optional<Duration> end = earlier.lasts().map(lasts -> earlier.start().plus(lasts));
        return end.isEmpty() || later.start().compareTo(end.get()) < 0;
    }
}
