package dev.meridian.agent;

import dev.meridian.engine.Duties;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Plan;
import dev.meridian.engine.Policy;
import dev.meridian.engine.State;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What there is to do, in any region, and for how long: the state says what is outstanding, not since when. Each
/// agent counts for all, so that the one that does not answer is not missing; one that was started again counts
/// anew.
///
/// Told by the thread that applies entries and by those that do the duties, asked by any.
final class Outstanding {
    private final Policy policy;
    private final SequencedMap<Duty, Since> since = new LinkedHashMap<>();
    private State newest = State.INITIAL;

    /// @param nanos when it came up, on this machine's monotonic clock
    /// @param lastFailure why the last try came to nothing; empty text if none did
    private record Since(long nanos, String lastFailure) {}

    Outstanding(Policy policy) {
        this.policy = policy;
    }

    /// An entry was applied.
    synchronized void applied(State state, long now) {
        if (state.isAsFarAs(newest)) {
            return;
        }
        newest = state;
        List<Duty> duties = Duties.outstanding(state, policy);
        since.keySet().retainAll(duties);
        duties.forEach(duty -> since.putIfAbsent(duty, new Since(now, "")));
    }

    /// A try of this region came to nothing.
    synchronized void failed(Duty duty, String why) {
        since.computeIfPresent(duty, (_, before) -> new Since(before.nanos, why));
    }

    synchronized List<Api.Due> all(long now) {
        return since.entrySet().stream()
                .map(each -> new Api.Due(
                        Plan.step(each.getKey()),
                        Duration.ofNanos(now - each.getValue().nanos),
                        each.getValue().lastFailure))
                .toList();
    }
}
