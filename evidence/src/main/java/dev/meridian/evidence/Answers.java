package dev.meridian.evidence;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The instants at which the users of one location got answers (acknowledged writes, or reads), in order.
///
/// Two questions are asked of them. *When did the fault take effect?* Where the first gap of more than a second
/// that ends after the fault begins; a fault that stops writes late (a paused agent, whose watchdog fences
/// seconds later) is so counted from when its users felt it, and answers still in flight when it struck count
/// as before it. Without such a gap it is the last answer before the fault. *When was it over?* At the first
/// answer after that from which answers go on for five seconds without a gap of more than one.
final class Answers {
    static final long LONGEST_GAP = Duration.ofSeconds(1).toNanos();
    static final long WATCHED = Duration.ofSeconds(5).toNanos();

    private final RegionName location;
    private final long[] at;
    private final long end;

    /// @param end when the load stopped: no answer after it says nothing
    Answers(RegionName location, List<Long> instants, long end) {
        this.end = end;
        this.location = location;
        this.at = instants.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /// @param effect    the last answer before the fault took effect
    /// @param sustained the first of those that go on; empty if never
    record Interruption(RegionName location, long effect, Optional<Long> sustained) {}

    /// How the fault interrupted this location. One that had no answer before it counts as never recovered:
    /// nothing can be said of it, least of all that it is well.
    Interruption interruption(long fault) {
        int before = firstAfter(fault) - 1;
        if (before < 0) {
            return new Interruption(location, fault, Optional.empty());
        }
        int effect = before;
        for (int i = before; i < at.length; i++) {
            if (gapAfter(i) > LONGEST_GAP) {
                effect = i;
                break;
            }
        }
        return new Interruption(location, at[effect], sustainedAfter(effect));
    }

    /// The sum of the gaps of more than a second that end after `fault`, the one that lasts until the end
    /// included.
    Duration downtime(long fault) {
        long sum = 0;
        for (int i = Math.max(0, firstAfter(fault) - 1); i < at.length; i++) {
            long gap = gapAfter(i);
            sum += gap > LONGEST_GAP ? gap : 0;
        }
        return Duration.ofNanos(sum);
    }

    /// One pass: `from` is the first answer of an unbroken stretch; the stretch is long enough or the next one
    /// is tried.
    private Optional<Long> sustainedAfter(int effect) {
        int from = effect + 1;
        for (int i = from; i < at.length; i++) {
            if (i > from && at[i] - at[i - 1] > LONGEST_GAP) {
                from = i;
            }
            if (at[i] - at[from] >= WATCHED) {
                return Optional.of(at[from]);
            }
        }
        return Optional.empty();
    }

    private long gapAfter(int index) {
        return (index + 1 < at.length ? at[index + 1] : Math.max(end, at[index])) - at[index];
    }

    private int firstAfter(long instant) {
        int found = Arrays.binarySearch(at, instant);
        if (found < 0) {
            return -found - 1;
        }
        int index = found;
        while (index < at.length && at[index] == instant) {
            index++;
        }
        return index;
    }
}
