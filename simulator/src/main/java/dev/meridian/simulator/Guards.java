package dev.meridian.simulator;

import dev.meridian.engine.Engine;
import dev.meridian.engine.Guard;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which guards are in force: those of whoever decides, and those of an agent. All of them are, but in the tests
/// that take one out at a time to see that a law notices, or let another one decide.
///
/// @param fence the watchdog kills a primary that is not fed
/// @param sinkEpoch a promotion needs a valid lease of its own epoch
/// @param promise a ballot is recorded, and receiving stops, before a position is told
/// @param ownRenewal a renewal extends the lease only after it was committed
/// @param ownFork a diverged copy is kept before another one takes its place
/// @param decider who decides
public record Guards(
        boolean fence, boolean sinkEpoch, boolean promise, boolean ownRenewal, boolean ownFork, Decider decider) {
    /// As everywhere but in a test.
    public static final Guards ALL = new Guards(true, true, true, true, true, Optional.empty());

    private static final List<String> OF_THE_AGENT =
            List.of("FENCE", "SINK_EPOCH", "OWN_PROMISE", "OWN_RENEWAL", "OWN_FORK");

    /// @param without the guard of the engine that is taken out
    Guards(
            boolean fence,
            boolean sinkEpoch,
            boolean promise,
            boolean ownRenewal,
            boolean ownFork,
            Optional<Guard> without) {
        this(fence, sinkEpoch, promise, ownRenewal, ownFork, engine(without));
    }

    static Guards without(Guard guard) {
        return new Guards(true, true, true, true, true, Optional.of(guard));
    }

    /// All but one, by its name in `docs/RULES.md`; empty if there is none of that name.
    public static Optional<Guards> without(String name) {
        return switch (OF_THE_AGENT.indexOf(name)) {
            case 0 -> Optional.of(new Guards(false, true, true, true, true, Optional.empty()));
            case 1 -> Optional.of(new Guards(true, false, true, true, true, Optional.empty()));
            case 2 -> Optional.of(new Guards(true, true, false, true, true, Optional.empty()));
            case 3 -> Optional.of(new Guards(true, true, true, false, true, Optional.empty()));
            case 4 -> Optional.of(new Guards(true, true, true, true, false, Optional.empty()));
            default ->
                Arrays.stream(Guard.values())
                        .filter(guard -> guard.name().equals(name))
                        .findFirst()
                        .map(Guards::without);
        };
    }

    /// The names of all of them.
    public static List<String> names() {
        return Stream.concat(Arrays.stream(Guard.values()).map(Guard::name), OF_THE_AGENT.stream())
                .toList();
    }

    private static Decider engine(Optional<Guard> without) {
        return without.<Decider>map(
                        guard -> (state, event, policy) -> Engine.decideWithout(guard, state, event, policy))
                .orElse(Engine::decide);
    }
}
