package dev.meridian.simulator;

import dev.meridian.engine.Beat;
import dev.meridian.engine.ServerState;
import dev.meridian.units.Epoch;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place's database: a history, a role, an upstream. It acknowledges whatever it can while it runs as a
/// primary: nothing in it asks for a lease.
final class Database {
    private static final long BEAT = 200 * World.MS;

    /// A walsender speaks as often though there is nothing new, and a standby without a stream tries again.
    private static final long KEEP_ALIVE = 250 * World.MS;

    /// Of so many writes to a database that is overloaded one comes through in time.
    private static final int FEW = 20;

    private final World world;
    private final Place place;
    final History history = new History();
    final Commits commits;
    private boolean isUp = true;
    private boolean isPrimary;
    private boolean isClosing;
    final EnumSet<Ailment> ailments = EnumSet.noneOf(Ailment.class);
    private Epoch epoch = Epoch.NONE;
    private Epoch promotedUnder = Epoch.NONE;
    private @Nullable Place upstream;
    final Reception reception = new Reception();
    private final Runnable beat = this::beat;
    private final Runnable keepAlive = this::keepAlive;
    private long attachment;
    private long boot;
    private long closed = -1;
    private long downSince;
    private long replay;
    private long attachingUntil = Long.MIN_VALUE;

    Database(World world, Place place) {
        this.world = world;
        this.place = place;
        this.commits = new Commits(world, place);
    }

    void begin() {
        if (place.hasData) {
            if (!place.name.equals(world.policy.home())) {
                upstream = world.place(world.policy.home());
                streams(true);
            }
            world.after(world.work.between(0, BEAT), beat);
            world.after(world.work.between(0, KEEP_ALIVE), keepAlive);
        }
    }

    // ---- what it is ----

    boolean canWrite() {
        return place.hasData && isUp && isPrimary && !isClosing && !place.standstill.isNow();
    }

    boolean isUp() {
        return place.hasData && isUp;
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
        if (!isUp) {
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

    private void streams(boolean now) {
        reception.turn(now, upstream, world.now);
    }

    /// Whether it streams from a place and has heard from it a moment ago.
    boolean hears(Place other) {
        return isStreamingFrom(other) && reception.heardWithin(2 * KEEP_ALIVE, world.now);
    }

    boolean isAttachedTo(Place other) {
        return upstream == other && reception.isOn();
    }

    /// Whether it streams from a place, as far as it knows: the silence of a link does not end a stream.
    boolean isStreamingFrom(Place other) {
        return upstream == other && reception.isOn() && isUp;
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
            streams(false);
            world.truth.writersChanged();
            Arrays.stream(world.places).forEach(other -> other.database.loses(place));
        }
    }

    /// Those who stream from a server that is killed hear the end of its connections.
    private void loses(Place from) {
        if (upstream == from && reception.isOn() && world.links.isOpen(from.number, place.number)) {
            long mine = attachment;
            world.after(world.links.delay(from.number, place.number), () -> {
                boolean isOpen = world.links.isOpen(from.number, place.number);
                streams(reception.isOn() && (!isOpen || mine != attachment || from.database.canWrite()));
            });
        }
    }

    void start() {
        if (!isUp) {
            isUp = true;
            replay = 0;
            world.truth.writersChanged();
            if (isPrimary) {
                world.note("=== " + place.name + " is up as primary again, epoch " + epoch);
                place.watchdog.sees();
            } else {
                attach();
            }
        }
    }

    /// Ends its sessions at once, and stops when its standbys have had time to get all, agent or no agent.
    void close(long takes) {
        if (canWrite()) {
            isClosing = true;
            commits.cutOff();
            shipToAll();
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
            upstream = null;
            start();
        }
    }

    /// Comes up to be promoted; one that is a primary already writes under the new epoch at once.
    void startUnder(Epoch to) {
        epoch = isPrimary ? to : epoch;
        start();
    }

    /// A primary that was promoted under this epoch is one already: to ask it once more changes nothing.
    void promote(Epoch to) {
        if (isPrimary && promotedUnder.equals(to)) {
            return;
        }
        isPrimary = true;
        stopReceiving();
        epoch = to;
        promotedUnder = to;
        commits.begin();
        world.note("=== " + place.name + " accepts writes, epoch " + to);
        world.truth.promoted(place, to);
        place.watchdog.sees();
    }

    void stopReceiving() {
        upstream = null;
        streams(false);
    }

    void receiveFrom(Place other) {
        if (upstream != other) {
            upstream = other;
            streams(false);
            attach();
        }
    }

    boolean streamsFrom(Place other) {
        return upstream == other && reception.isOn() && world.reach(place, other) && other.database.isUp;
    }

    /// Becomes a copy of a primary, whatever it was before.
    void copy(Place of) {
        world.truth.overwritten(place, of);
        history.copy(of.database.history);
        isPrimary = false;
        isUp = true;
        replay = 0;
        upstream = of;
        streams(true);
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
        shipToAll();
    }

    private void beat() {
        if (canWrite() && place.isLeased(epoch)) {
            grow();
            world.truth.beats(epoch.number()).add(place.state().holdersClock(), position(), place.nanos(), world.now);
        }
        world.after(BEAT, beat);
    }

    // ---- replication ----

    private void shipToAll() {
        commits.borrowed(position());
        for (Place other : world.places) {
            if (other.database.upstream == place && other.database.reception.isOn()) {
                ship(other);
            }
        }
    }

    private void ship(Place to) {
        if (place.standstill.isNow() || !world.links.isOpen(place.number, to.number)) {
            return;
        }
        world.after(
                world.links.delay(place.number, to.number),
                new Shipment(place, to, position(), to.database.attachment));
    }

    void received(Place from, long upTo, long ofAttachment) {
        boolean isMine = upstream == from && reception.isOn() && isUp && ofAttachment == attachment;
        if (!isMine || !world.links.isOpen(from.number, place.number) || !place.isAlive()) {
            return;
        }
        if (ailments.contains(Ailment.SLOW) && !world.work.oneIn(50)) {
            return;
        }
        reception.heard(world.now);
        if (ailments.contains(Ailment.STALLED)) {
            return;
        }
        if (upTo > position()) {
            history.receive(from.database.history, Math.min(upTo, from.database.position()));
            shipToAll();
        }
        long has = position();
        if (world.links.isOpen(place.number, from.number)) {
            long delay = world.work.between(0, Reception.LONGEST_FLUSH) + world.links.delay(place.number, from.number);
            world.after(delay, new Shipment.Receipt(place, from, has, ofAttachment));
        }
    }

    void confirms(Place by, long position, long ofAttachment) {
        boolean isMine = by.database.upstream == place
                && by.database.attachment == ofAttachment
                && world.links.isOpen(by.number, place.number);
        if (canWrite() && isMine) {
            commits.confirmed(by, position);
        }
    }

    /// Connecting takes round trips; nothing that diverged streams.
    private void attach() {
        long mine = ++attachment;
        Place target = upstream;
        if (target == null) {
            return;
        }
        long took = Steps.REPOINT_ROUND_TRIPS * world.links.roundTrip(place.number, target.number)
                + world.work.between(0, 20 * World.MS);
        attachingUntil = world.now + took;
        world.after(took, () -> {
            if (mine == attachment && upstream == target && canStreamFrom(target)) {
                streams(true);
                target.database.ship(place);
            }
        });
    }

    boolean canStreamFrom(Place other) {
        return place.hasData
                && isUp
                && !isPrimary
                && world.reach(place, other)
                && other.database.isUp
                && history.isPrefixOf(other.database.history);
    }

    private void keepAlive() {
        Place from = upstream;
        if (from != null && isUp && !isPrimary && !place.standstill.isNow()) {
            if (reception.isOn() && from.database.isUp && from.isAlive() && reception.isAnswered(world, place)) {
                from.database.ship(place);
            } else if (reception.isOn() && world.links.isOpen(from.number, place.number)) {
                streams(false);
            } else if (!reception.isOn() && world.now > attachingUntil) {
                attach();
            }
        }
        world.after(KEEP_ALIVE, keepAlive);
    }
}
