package dev.meridian.simulator;

import dev.meridian.engine.ServerState;
import dev.meridian.units.Epoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A place's database: a history, a role, an upstream. It acknowledges whatever it can while it runs as a primary:
/// nothing in it asks for a lease.
final class Database {
    private static final long BEAT = 200 * World.MS;

    /// How often a walsender speaks though there is nothing new, and a standby that streams from nobody tries
    /// again.
    private static final long KEEP_ALIVE = 250 * World.MS;

    /// A standby writes what it received to its disk.
    private static final long LONGEST_FLUSH = 4 * World.MS;

    private final World world;
    private final Place place;
    final History history = new History();
    private final List<Waiting> waiting = new ArrayList<>();
    private final long[] confirmed;
    private boolean isUp = true;
    private boolean isPrimary;
    private boolean isMute;
    private boolean isSlow;
    private Epoch epoch = Epoch.NONE;
    private @Nullable Place upstream;
    private boolean isStreaming;
    private long heardAt = Long.MIN_VALUE / 2;
    private long attachment;
    private long boot;
    private long attachingUntil = Long.MIN_VALUE;

    /// A write that is not acknowledged yet.
    private record Waiting(long epoch, long position, LongConsumer done) {}

    Database(World world, Place place) {
        this.world = world;
        this.place = place;
        this.confirmed = new long[world.scene.places().size()];
    }

    void begin() {
        if (place.hasData) {
            if (!place.name.equals(world.policy.home())) {
                upstream = world.place(world.policy.home());
                isStreaming = true;
            }
            world.after(world.work.between(0, BEAT), this::beat);
            world.after(world.work.between(0, KEEP_ALIVE), this::keepAlive);
        }
    }

    // ---- what it is ----

    boolean canWrite() {
        return place.hasData && isUp && isPrimary;
    }

    boolean isUp() {
        return place.hasData && isUp;
    }

    /// Which start of the server this is: a session lives no longer than one.
    long boot() {
        return boot;
    }

    boolean isMute() {
        return isMute && isUp;
    }

    boolean isDownAsPrimary() {
        return place.hasData && isPrimary && !isUp;
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
        return isMute ? ServerState.MUTE : isPrimary ? ServerState.PRIMARY : ServerState.STANDBY;
    }

    long position() {
        return history.position();
    }

    /// The newest heartbeat of this epoch that it has: another holder's clock means nothing.
    OptionalLong heartbeat(Epoch of) {
        return of.equals(Epoch.NONE)
                ? OptionalLong.empty()
                : world.truth.beats(of.number()).newest(of.number(), history.reached(of.number()));
    }

    /// Whether it streams from a place and has heard from it a moment ago.
    boolean hears(Place other) {
        return upstream == other && isStreaming && isUp && world.now - heardAt <= 2 * KEEP_ALIVE;
    }

    /// Whether commits can be acknowledged: as many standbys stream as they wait for.
    boolean isProtected() {
        int streaming = 0;
        for (Place other : world.places) {
            streaming += other != place
                            && other.database.upstream == place
                            && other.database.isStreaming
                            && world.reach(place, other)
                    ? 1
                    : 0;
        }
        return streaming >= world.policy.waitFor();
    }

    // ---- what is done to it ----

    void kill() {
        if (isUp) {
            isUp = false;
            boot++;
            waiting.clear();
            Arrays.fill(confirmed, 0);
            isStreaming = false;
            world.truth.writersChanged();
        }
    }

    void start() {
        if (!isUp) {
            isUp = true;
            world.truth.writersChanged();
            if (isPrimary) {
                world.note("=== " + place.name + " is up as primary again, epoch " + epoch);
                place.watchdog.sees();
            } else {
                attach();
            }
        }
    }

    /// Comes up to be promoted; one that is a primary already writes under the new epoch at once.
    void startUnder(Epoch to) {
        epoch = isPrimary ? to : epoch;
        start();
    }

    void mute(boolean is) {
        isMute = is;
    }

    void slow(boolean is) {
        isSlow = is;
    }

    void promote(Epoch to) {
        isPrimary = true;
        isStreaming = false;
        upstream = null;
        epoch = to;
        Arrays.fill(confirmed, 0);
        world.note("=== " + place.name + " accepts writes, epoch " + to);
        world.truth.promoted(place, to);
        place.watchdog.sees();
    }

    void stopReceiving() {
        upstream = null;
        isStreaming = false;
    }

    void receiveFrom(Place other) {
        if (upstream != other) {
            upstream = other;
            isStreaming = false;
            attach();
        }
    }

    boolean streamsFrom(Place other) {
        return upstream == other && isStreaming && world.reach(place, other) && other.database.isUp;
    }

    /// Becomes a copy of a primary, whatever it was before.
    void copy(Place of) {
        boolean wasWriting = canWrite();
        history.copy(of.database.history);
        isPrimary = false;
        isUp = true;
        upstream = of;
        isStreaming = true;
        if (wasWriting) {
            world.truth.writersChanged();
        }
    }

    // ---- writing ----

    /// A write has come; `done` is told when it is acknowledged.
    ///
    /// @return whether it was taken
    boolean write(LongConsumer done) {
        if (!canWrite() || isMute) {
            return false;
        }
        grow();
        if (world.policy.waitFor() == 0) {
            acknowledged(epoch.number(), position(), done);
        } else {
            waiting.add(new Waiting(epoch.number(), position(), done));
        }
        return true;
    }

    private void grow() {
        history.append(epoch.number(), 1);
        world.truth.wrote(place, epoch);
        shipToAll();
    }

    private void acknowledged(long of, long position, LongConsumer done) {
        world.truth.acknowledged(place, of, position);
        done.accept(world.now);
    }

    private void beat() {
        if (canWrite()
                && place.isRunning()
                && place.lessee.isValid()
                && place.lessee.epoch().equals(epoch)) {
            grow();
            world.truth.beats(epoch.number()).add(epoch.number(), position(), place.nanos());
        }
        world.after(BEAT, this::beat);
    }

    // ---- replication ----

    private void shipToAll() {
        for (Place other : world.places) {
            if (other.database.upstream == place && other.database.isStreaming) {
                ship(other);
            }
        }
    }

    private void ship(Place to) {
        if (!world.links.isOpen(place.number, to.number)) {
            return;
        }
        long upTo = position();
        long ofAttachment = to.database.attachment;
        world.after(world.links.delay(place.number, to.number), () -> to.database.received(place, upTo, ofAttachment));
    }

    private void received(Place from, long upTo, long ofAttachment) {
        boolean isMine = upstream == from && isStreaming && isUp && ofAttachment == attachment;
        if (!isMine || !world.links.isOpen(from.number, place.number) || !place.isAlive()) {
            return;
        }
        if (isSlow && !world.work.oneIn(50)) {
            return;
        }
        heardAt = world.now;
        if (upTo > position()) {
            history.receive(from.database.history, Math.min(upTo, from.database.position()));
            shipToAll();
        }
        long has = position();
        if (world.links.isOpen(place.number, from.number)) {
            long delay = world.work.between(0, LONGEST_FLUSH) + world.links.delay(place.number, from.number);
            world.after(delay, () -> from.database.confirms(place, has, ofAttachment));
        }
    }

    private void confirms(Place by, long position, long ofAttachment) {
        boolean isMine = by.database.upstream == place
                && by.database.attachment == ofAttachment
                && world.links.isOpen(by.number, place.number);
        if (!canWrite() || !isMine || position <= confirmed[by.number]) {
            return;
        }
        confirmed[by.number] = position;
        long durable = durable();
        int done = 0;
        while (done < waiting.size() && waiting.get(done).position <= durable) {
            done++;
        }
        if (done > 0) {
            List<Waiting> ready = List.copyOf(waiting.subList(0, done));
            waiting.subList(0, done).clear();
            ready.forEach(one -> acknowledged(one.epoch, one.position, one.done));
        }
    }

    /// How far as many standbys as a commit waits for have confirmed.
    private long durable() {
        long[] all = new long[confirmed.length];
        int n = 0;
        for (Place other : world.places) {
            if (other != place && other.hasData) {
                all[n++] = confirmed[other.number];
            }
        }
        Arrays.sort(all, 0, n);
        int waitFor = world.policy.waitFor();
        return n < waitFor ? 0 : all[n - waitFor];
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
                isStreaming = true;
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
        if (from != null && isUp && !isPrimary) {
            if (isStreaming && from.database.isUp && from.isAlive()) {
                from.database.ship(place);
            } else if (isStreaming && world.links.isOpenBothWays(place.number, from.number)) {
                isStreaming = false;
            } else if (!isStreaming && world.now > attachingUntil) {
                attach();
            }
        }
        world.after(KEEP_ALIVE, this::keepAlive);
    }
}
