package dev.meridian.agent;

import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Finds out when this region's standby was away for so long that the log it needs is gone (it would ask for it
/// for ever), and takes a new copy of the primary then.
///
/// No duty of the log asks for this, because only this region and the primary can tell. Asking is on a thread of
/// its own: a primary that is silent must not keep the executor from a promise. The copy is the executor's,
/// under the epoch in force, and given up when that is over; the old one goes on until the new one is whole, and
/// comes back if that one is not fit ([DataDirectory]), since a copy that is behind is still one that can promise.
final class Straggler implements Runnable {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final AgentConfig config;
    private final Replica replica;
    private final Database database;
    private volatile Epoch behindIn = Epoch.NONE;

    Straggler(AgentConfig config, Replica replica, Database database) {
        this.config = config;
        this.replica = replica;
        this.database = database;
    }

    /// Asks now and then.
    @Override
    public void run() {
        Rhythm.keep(
                EVERY,
                () -> leader().filter(grant -> database.isBehindTheLogOf(grant.holder()))
                        .ifPresent(grant -> behindIn = grant.epoch()));
    }

    /// Takes the new copy if one is needed. What was found may have been a copy in the making, so it looks again.
    void mend() {
        Epoch epoch = behindIn;
        if (epoch.equals(Epoch.NONE)) {
            return;
        }
        behindIn = Epoch.NONE;
        BooleanSupplier isWanted = () -> leader().map(State.Grant::epoch).equals(Optional.of(epoch));
        leader().filter(grant -> isWanted.getAsBoolean() && database.isBehindTheLogOf(grant.holder()))
                .ifPresent(grant -> database.copyAgain(grant.holder(), epoch, isWanted));
    }

    /// The grant in force if this region follows it as a standby.
    private Optional<State.Grant> leader() {
        State state = replica.view().state();
        return state.stage() instanceof State.Stage.Steady
                ? state.grant()
                        .filter(State.Grant::accepting)
                        .filter(grant -> !grant.holder().equals(config.region()))
                        .filter(grant -> grant.lineage().contains(config.region()))
                : Optional.empty();
    }
}
