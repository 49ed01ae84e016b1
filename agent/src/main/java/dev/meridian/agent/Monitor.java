package dev.meridian.agent;

import dev.meridian.bounds.Doubt;
import dev.meridian.engine.HoldersClock;
import dev.meridian.engine.ServerState;
import dev.meridian.postgresql.Control;
import dev.meridian.postgresql.Look;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at the local database all the time, over one session, so that nobody who needs to know has to wait for
/// it; and writes the heartbeats over another one.
final class Monitor implements Runnable {
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// A server that starts is allowed so long before it answers; it is three looks that were given up.
    private static final Duration MUTE = PATIENCE.multipliedBy(3);

    private static final Seen NOTHING = new Seen(0, Look.NOTHING);

    private final Supplier<Session.Target> target;
    private final Supplier<ServerState> state;
    private final Look.Standbys standbys;
    private final Doubt doubt = new Doubt();
    private volatile Seen seen = NOTHING;
    private volatile long answeredAt = System.nanoTime();
    private Optional<Session> looking = Optional.empty();
    private Optional<Session> beating = Optional.empty();

    /// What was seen last.
    ///
    /// @param at when, on this machine's monotonic clock; 0 if nothing was
    record Seen(long at, Look look) {}

    Monitor(Supplier<ServerState> state, Look.Standbys standbys, Supplier<Session.Target> target) {
        this.standbys = standbys;
        this.target = target;
        this.state = state;
    }

    Seen seen() {
        return seen;
    }

    @Override
    public void run() {
        Rhythm.keep(EVERY, this::look);
    }

    private void look() {
        if (state.get() == ServerState.DOWN) {
            looking = closed(looking);
            seen = NOTHING;
            answeredAt = System.nanoTime();
            return;
        }
        looking = opened(looking);
        looking.ifPresent(session -> {
            if (new Control(session).look(standbys, PATIENCE) instanceof Reply.Done<Look>(Look now)) {
                saw(now);
            } else {
                looking = closed(looking);
            }
        });
        if (looking.isEmpty()) {
            seen = NOTHING;
        }
    }

    private void saw(Look now) {
        answeredAt = System.nanoTime();
        seen = new Seen(answeredAt, now);
        now.confirmed()
                .ifPresentOrElse(
                        it -> doubt.look(it.isStrangerThere() || !now.isProtected(), it.position(), it.byEnough()),
                        doubt::begin);
    }

    /// Whether something may have been acknowledged that no standby has; empty if this cannot be told yet.
    Optional<Boolean> isDoubted() {
        return doubt.isThere();
    }

    /// Whether a server that runs has not answered for so long that nobody should wait for it.
    boolean isMute() {
        return System.nanoTime() - answeredAt > MUTE.toNanos();
    }

    /// How long ago this standby heard from its upstream, what has passed since that was asked included.
    Optional<Duration> sinceUpstreamSpoke() {
        Seen now = seen;
        return now.look().sinceUpstreamSpoke().map(age -> age.plusNanos(System.nanoTime() - now.at()));
    }

    /// Never waits for a standby: a heartbeat says what the primary has, the copy says what it has of it.
    synchronized void beat(HoldersClock clock, long nanos) {
        if (beating.isEmpty() || beating.get().isClosed()) {
            beating = opened(beating);
            beating.ifPresent(session -> session.write("set synchronous_commit = local", PATIENCE));
        }
        beating.ifPresent(session -> {
            Reply<Integer> written =
                    session.write(Tables.BEAT, PATIENCE, clock.epoch().number(), clock.incarnation(), nanos);
            if (!(written instanceof Reply.Done<Integer>)) {
                beating = closed(beating);
            }
        });
    }

    private Optional<Session> opened(Optional<Session> session) {
        if (session.isPresent() && !session.get().isClosed()) {
            return session;
        }
        return Session.open(target.get(), PATIENCE) instanceof Reply.Done<Session>(Session fresh)
                ? Optional.of(fresh)
                : Optional.empty();
    }

    private static Optional<Session> closed(Optional<Session> session) {
        session.ifPresent(Session::close);
        return Optional.empty();
    }
}
