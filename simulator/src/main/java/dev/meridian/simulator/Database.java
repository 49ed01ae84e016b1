package dev.meridian.simulator;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Beat;
import dev.meridian.engine.ServerState;
import dev.meridian.units.Epoch;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;

/// A place's database: a history, a role, an upstream. It acknowledges whatever it can while it runs as a
/// primary: nothing in it asks for a lease.
final class Database {
    private static final long BEAT = Loss.HEARTBEAT.toNanos();

    /// Of so many writes to a database that is overloaded one comes through in time.
    private static final int FEW = 20;

    private final World world;
    private final Place place;
    final History history = new History();
    final Commits commits;
    final Replication replication;
    private boolean isUp = true;
    private boolean isPrimary;
    /// Whether it lets no client in.
    private boolean isShut;

    private boolean isClosing;
    final EnumSet<Ailment> ailments = EnumSet.noneOf(Ailment.class);
    private Epoch epoch = Epoch.NONE;
    private Epoch promotedUnder = Epoch.NONE;
    private final Runnable beat = this::beat;
    private long boot;
    private long closed = -1;
    private long downSince;
    private long replay;

    Database(World world, Place place) {
        this.world = world;
        this.place = place;
        this.commits = new Commits(world, place);
        this.replication = new Replication(world, place, this);
    }

    void begin() {
        if (place.hasData) {
            if (!place.name.equals(world.policy.home())) {
                replication.copies(world.place(world.policy.home()));
            }
            replication.begin();
            world.after(world.work.between(0, BEAT), beat);
        }
    }

    // ---- what it is ----

    boolean canWrite() {
        return isUpAsPrimary() && !isShut;
    }

    /// Whether it runs as a primary, for clients or for standbys alone.
    boolean isUpAsPrimary() {
        return place.hasData && isUp && isPrimary && !isClosing && !place.standstill.isNow();
    }

    /// Whether it is ready, and waits to be opened.
    boolean isShut() {
        return isUp && isPrimary && isShut;
    }

    boolean isUp() {
        return place.hasData && isUp;
    }

    /// Whether it lets clients in.
    boolean takesReads() {
        return isUp() && !isShut();
    }

    /// Which start of the server this is: a session lives no longer than one.
    long boot() {
        return boot;
    }

    boolean isMute() {
        return isUp && (ailments.contains(Ailment.MUTE) || place.standstill.isNow());
    }

    /// Whether whoever writes waits for ever so long, and what asks for little is answered all the same.
    boolean isSaturated() {
        return ailments.contains(Ailment.SATURATED) && isUp;
    }

    boolean isDownAsPrimary() {
        return place.hasData && isPrimary && !isUp;
    }

    /// Whether it was stopped in order: only then its position is told, and anybody's who has as much is whole.
    boolean isClosed() {
        return !isUp && closed == boot;
    }

    boolean isPrimary() {
        return isPrimary;
    }

    Epoch epoch() {
        return epoch;
    }

    ServerState state() {
        if (!place.hasData) {
            return ServerState.NONE;
        }
        if (!isUp || isShut()) {
            return ServerState.DOWN;
        }
        return isMute() ? ServerState.MUTE : isPrimary ? ServerState.PRIMARY : ServerState.STANDBY;
    }

    long position() {
        return history.position();
    }

    /// The newest heartbeat of an epoch that it has.
    Optional<Beat> newestBeat(Epoch epoch) {
        return world.truth.beats(epoch.number()).newest(epoch, history.reached(epoch.number()));
    }

    // ---- what is done to it ----

    /// Dies by itself.
    ///
    /// @param replays how long it takes to read its log again when it starts next
    void crash(long replays) {
        replay = replays;
        kill();
    }

    /// How much longer than usual its next start takes.
    long replay() {
        return replay;
    }

    /// When it died, on the clock of its place.
    long downSince() {
        return downSince;
    }

    /// Its machine has started again: when it died is not to be told on the clock of now, but it was before.
    void booted() {
        downSince = place.nanos();
    }

    void kill() {
        if (isUp) {
            downSince = place.nanos();
            isUp = false;
            isClosing = false;
            boot++;
            place.sinks.stop();
            commits.cutOff();
            commits.forget();
            replication.ends();
            world.truth.writersChanged();
            Arrays.stream(world.places).forEach(other -> other.database.replication.loses(place));
            place.lessee.isNews();
        }
    }

    /// A primary comes up closed.
    void start() {
        comesUp(isPrimary && world.guards.have(Guards.OfAgent.CLOSED));
    }

    private void comesUp(boolean shut) {
        if (!isUp) {
            isUp = true;
            isShut = shut;
            replay = 0;
            world.truth.writersChanged();
            if (isPrimary) {
                String how = isShut ? ", closed" : "";
                world.note("=== " + place.name + " is up as primary again, epoch " + epoch + how);
                place.watchdog.sees();
            } else {
                replication.attach();
            }
        }
    }

    /// Lets clients in.
    void open() {
        if (isShut()) {
            world.note("=== " + place.name + " is opened, epoch " + epoch);
            isShut = false;
            world.truth.writersChanged();
            place.sinks.goOn();
        }
    }

    /// Ends its sessions at once, and stops when its standbys have had time to get all, agent or no agent.
    void close(long takes) {
        if (isUpAsPrimary()) {
            isClosing = true;
            commits.cutOff();
            replication.shipToAll();
            world.truth.writersChanged();
            long mine = boot;
            world.after(takes, () -> {
                if (mine == boot) {
                    kill();
                    closed = boot;
                }
            });
        }
    }

    /// One that was stopped cleanly goes on as a standby of whoever has all that it had.
    void standBy() {
        if (isDownAsPrimary()) {
            isPrimary = false;
            replication.followsNobody();
            start();
        }
    }

    /// Comes up to be promoted; one that is a primary already writes under the new epoch at once.
    void startUnder(Epoch to) {
        epoch = isPrimary ? to : epoch;
        comesUp(false);
    }

    /// A primary that was promoted under this epoch is one already: to ask it once more changes nothing.
    void promote(Epoch to) {
        if (isPrimary && promotedUnder.equals(to)) {
            return;
        }
        isPrimary = true;
        isShut = false;
        replication.stopReceiving();
        epoch = to;
        promotedUnder = to;
        commits.begin();
        world.note("=== " + place.name + " accepts writes, epoch " + to);
        world.truth.promoted(place, to);
        place.watchdog.sees();
    }

    /// Becomes a copy of a primary, whatever it was before.
    void copy(Place of) {
        world.truth.overwritten(place, of);
        history.copy(of.database.history);
        isPrimary = false;
        isUp = true;
        replay = 0;
        replication.copies(of);
        world.truth.writersChanged();
    }

    /// Whether it leaves a write that it does not take without an answer.
    boolean hangs() {
        return isMute() || isSaturated();
    }

    /// A write has come, which its sender knows by a number; whether it is taken.
    boolean write(Commits.Reply to, long number) {
        if (!canWrite() || isMute() || (isSaturated() && !world.work.oneIn(FEW))) {
            return false;
        }
        grow();
        commits.add(epoch.number(), position(), to, number);
        return true;
    }

    private void grow() {
        history.append(epoch.number(), 1);
        world.truth.wrote(place, epoch);
        replication.shipToAll();
    }

    private void beat() {
        if (canWrite() && place.isLeased(epoch)) {
            grow();
            world.truth.beats(epoch.number()).add(place.state().holdersClock(), position(), place.nanos(), world.now);
        }
        world.after(BEAT, beat);
    }
}
