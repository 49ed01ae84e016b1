package dev.meridian.agent;

import java.time.Duration;

/// Writes the holder's clock into the database, again and again: the newest heartbeat that a copy has tells how
/// far behind the holder it is, in time, on the holder's own clock. A lag in bytes says nothing about seconds.
final class Heartbeat implements Runnable {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final Replica replica;
    private final Lessee lessee;
    private final Database database;

    Heartbeat(Replica replica, Lessee lessee, Database database) {
        this.replica = replica;
        this.lessee = lessee;
        this.database = database;
    }

    @Override
    public void run() {
        Rhythm.keep(EVERY, this::beat);
    }

    private void beat() {
        boolean isAccepting =
                replica.view().state().grant().map(grant -> grant.accepting()).orElse(false);
        if (isAccepting && lessee.held().isValid()) {
            database.beat(lessee.held().epoch(), System.nanoTime());
        }
    }
}
