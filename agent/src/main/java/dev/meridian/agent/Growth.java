package dev.meridian.agent;

import dev.meridian.engine.Duties;
import dev.meridian.engine.Event;
import java.time.Duration;
import java.util.Optional;

/// Tells again how far this region's copy goes, where it was refused for what it lacks: another survivor, from
/// which it receives since its promise, may have had more and be gone. What was promised stays promised, so the
/// position only grows.
final class Growth {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final AgentConfig config;
    private final Replica replica;
    private final Proposals proposals;
    private final Database database;
    private final Promises promises;
    private long askedAt = System.nanoTime();

    Growth(AgentConfig config, Replica replica, Proposals proposals, Database database, Promises promises) {
        this.config = config;
        this.replica = replica;
        this.proposals = proposals;
        this.database = database;
        this.promises = promises;
    }

    /// To be called every now and then, by whoever does the database's duties.
    void look() {
        Optional<Event.Promised> told =
                Duties.refused(config.region(), replica.view().state());
        if (told.isPresent() && System.nanoTime() - askedAt >= EVERY.toNanos()) {
            askedAt = System.nanoTime();
            tellMore(told.get());
        }
    }

    private void tellMore(Event.Promised told) {
        Optional<Database.Position> now = database.position().filter(it -> told.isLessThan(it.bytes(), it.newest()));
        if (now.isPresent() && promises.record(told.ballot())) {
            Database.Position position = now.get();
            // Nobody waits for it: what is lost is told again.
            Proposals.Sent _ = proposals.send(
                    stamp -> new Event.Promised(stamp, told.ballot(), position.bytes(), position.newest()));
        }
    }
}
