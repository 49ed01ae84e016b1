package dev.meridian.agent;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.HoldersClock;
import dev.meridian.engine.State;

/// Writes the holder's clock into the database, again and again: the newest heartbeat that a copy has tells how
/// far behind the holder it is, in time, on the holder's own clock. A lag in bytes says nothing about seconds.
final class Heartbeat implements Runnable {
    private final Replica replica;
    private final Lessee lessee;
    private final Database database;
    private final long clock;

    /// @param clock the first start of this agent since its machine booted
    Heartbeat(Replica replica, Lessee lessee, Database database, long clock) {
        this.replica = replica;
        this.lessee = lessee;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void run() {
        Rhythm.keep(Loss.HEARTBEAT, this::beat);
    }

    /// Not before the first renewal since the machine booted: until then the log counts on the clock of before.
    private void beat() {
        State state = replica.view().state();
        HoldersClock mine = new HoldersClock(lessee.held().epoch(), clock);
        if (state.isAccepting()
                && lessee.held().isValid()
                && state.holdersClock().equals(mine)) {
            database.beat(mine, System.nanoTime());
        }
    }
}
