package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.OptionalLong;

/// What a move would have cost that was refused for it. Until its holder may write again, another one to the same
/// survivors costs the same.
///
/// @param clock the clock of the holder
/// @param permittedAt the newest renewal that let the holder write, on that clock; empty if none is known
/// @param survivors who had promised
public record TooDear(HoldersClock clock, OptionalLong permittedAt, Loss loss, List<RegionName> survivors) {
    public TooDear {
        survivors = List.copyOf(survivors);
    }

    static TooDear of(State state, State.Stage.Recovering recovering, Loss loss) {
        return new TooDear(
                state.holdersClock(),
                permittedAt(state),
                loss,
                List.copyOf(recovering.promises().keySet()));
    }

    /// Whether it tells what a move would cost now.
    ///
    /// @param there who would promise
    boolean isStillSo(State state, List<RegionName> there) {
        return clock.equals(state.holdersClock())
                && permittedAt.equals(permittedAt(state))
                && survivors.containsAll(there);
    }

    private static OptionalLong permittedAt(State state) {
        return state.renewal().map(Renewal::permittedAt).orElse(OptionalLong.empty());
    }
}
