package dev.meridian.simulator;

import org.jspecify.annotations.Nullable;

/// What a place's database gets from another one, as its standby, and gives to its own standbys.
final class Replication {
    /// A walsender speaks as often though there is nothing new, and a standby without a stream tries again.
    private static final long KEEP_ALIVE = 250 * World.MS;

    private final World world;
    private final Place place;
    private final Database database;
    private @Nullable Place upstream;
    final Reception reception = new Reception();
    private final Runnable keepAlive = this::keepAlive;
    private long attachment;
    private long attachingUntil = Long.MIN_VALUE;

    Replication(World world, Place place, Database database) {
        this.world = world;
        this.place = place;
        this.database = database;
    }

    void begin() {
        world.after(world.work.between(0, KEEP_ALIVE), keepAlive);
    }

    /// It has all that a primary has, and streams from it.
    void copies(Place of) {
        upstream = of;
        streams(true);
    }

    void followsNobody() {
        upstream = null;
    }

    /// Its server is gone.
    void ends() {
        streams(false);
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
        return upstream == other && reception.isOn() && database.isUp();
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
        return upstream == other && reception.isOn() && world.reach(place, other) && other.database.isUp();
    }

    /// Those who stream from a server that is killed hear the end of its connections.
    void loses(Place from) {
        if (upstream == from && reception.isOn() && world.links.isOpen(from.number, place.number)) {
            long mine = attachment;
            world.after(world.links.delay(from.number, place.number), () -> {
                boolean isOpen = world.links.isOpen(from.number, place.number);
                streams(reception.isOn() && (!isOpen || mine != attachment || from.database.canWrite()));
            });
        }
    }

    void shipToAll() {
        database.commits.borrowed(database.position());
        for (Place other : world.places) {
            if (other.database.replication.upstream == place && other.database.replication.reception.isOn()) {
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
                new Shipment(place, to, database.position(), to.database.replication.attachment));
    }

    void received(Place from, long upTo, long ofAttachment) {
        boolean isMine = upstream == from && reception.isOn() && database.isUp() && ofAttachment == attachment;
        if (!isMine || !world.links.isOpen(from.number, place.number) || !place.isAlive()) {
            return;
        }
        if (database.ailments.contains(Ailment.SLOW) && !world.work.oneIn(50)) {
            return;
        }
        reception.heard(world.now);
        if (database.ailments.contains(Ailment.STALLED)) {
            return;
        }
        if (upTo > database.position()) {
            database.history.receive(from.database.history, Math.min(upTo, from.database.position()));
            shipToAll();
        }
        long has = database.position();
        if (world.links.isOpen(place.number, from.number)) {
            long delay = world.work.between(0, Reception.LONGEST_FLUSH) + world.links.delay(place.number, from.number);
            world.after(delay, new Shipment.Receipt(place, from, has, ofAttachment));
        }
    }

    void confirms(Place by, long position, long ofAttachment) {
        boolean isMine = by.database.replication.upstream == place
                && by.database.replication.attachment == ofAttachment
                && world.links.isOpen(by.number, place.number);
        if (database.isUpAsPrimary() && isMine) {
            database.commits.confirmed(by, position);
        }
    }

    /// Connecting takes round trips; nothing that diverged streams.
    void attach() {
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
                target.database.replication.ship(place);
            }
        });
    }

    private boolean canStreamFrom(Place other) {
        return place.hasData
                && database.isUp()
                && !database.isPrimary()
                && world.reach(place, other)
                && other.database.isUp()
                && database.history.isPrefixOf(other.database.history);
    }

    private void keepAlive() {
        Place from = upstream;
        if (from != null && database.isUp() && !database.isPrimary() && !place.standstill.isNow()) {
            if (reception.isOn() && from.database.isUp() && from.isAlive() && reception.isAnswered(world, place)) {
                from.database.replication.ship(place);
            } else if (reception.isOn() && world.links.isOpen(from.number, place.number)) {
                streams(false);
            } else if (!reception.isOn() && world.now > attachingUntil) {
                attach();
            }
        }
        world.after(KEEP_ALIVE, keepAlive);
    }
}
