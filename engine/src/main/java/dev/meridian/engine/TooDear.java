package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What survivors had told when a move was refused for what it may have cost. Until its holder may write again,
/// they lack no more than that.
///
/// @param clock the clock of the holder
/// @param permittedAt the newest renewal that let the holder write, on that clock; empty if none is known
/// @param promises what each of them had promised, whether it could have been chosen or not
public record TooDear(HoldersClock clock, OptionalLong permittedAt, SequencedMap<RegionName, Event.Promised> promises) {
    public TooDear {
        promises = Frozen.of(promises);
    }

    static TooDear of(State state, State.Stage.Recovering recovering) {
        return new TooDear(state.holdersClock(), permittedAt(state), recovering.promises());
    }

    /// What these would promise now; empty if that is not known of each.
    Optional<List<Event.Promised>> of(State state, List<RegionName> survivors) {
        boolean isStillSo = clock.equals(state.holdersClock()) && permittedAt.equals(permittedAt(state));
        return isStillSo && !survivors.isEmpty() && promises.keySet().containsAll(survivors)
                ? Optional.of(survivors.stream().map(promises::get).toList())
                : Optional.empty();
    }

    private static OptionalLong permittedAt(State state) {
        return state.renewal().map(Renewal::permittedAt).orElse(OptionalLong.empty());
    }
}
