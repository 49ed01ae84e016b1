package dev.meridian.agent;

import dev.meridian.engine.State;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Takes a new copy of the primary when this region's standby was away for so long that the log it needs is
/// gone: it would ask for it for ever.
///
/// No duty of the log asks for this, because only this region and the primary can tell. It is done under the
/// epoch in force and given up when that is over; meanwhile this region has no database, says so, and counts for
/// nothing in a recovery.
final class Straggler {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final AgentConfig config;
    private final Replica replica;
    private final Database database;
    private long lookedAt = System.nanoTime();

    Straggler(AgentConfig config, Replica replica, Database database) {
        this.config = config;
        this.replica = replica;
        this.database = database;
    }

    /// Looks, if it is time to.
    void look() {
        long now = System.nanoTime();
        if (!config.hasData() || now - lookedAt < EVERY.toNanos()) {
            return;
        }
        lookedAt = now;
        leader().ifPresent(grant -> {
            BooleanSupplier isWanted = () -> leader().map(State.Grant::epoch).equals(Optional.of(grant.epoch()));
            if (database.isBehindTheLogOf(grant.holder()) && isWanted.getAsBoolean()) {
                database.copyAgain(grant.holder(), grant.epoch(), isWanted);
            }
        });
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
