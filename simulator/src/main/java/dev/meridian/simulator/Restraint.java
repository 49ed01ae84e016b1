package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Arrays;

/// Laws about when nothing moves by itself though it could: places fall silent one after the other (I11), the home
/// has only just come back (I12), whoever would take over has no room for the load (I13).
final class Restraint {
    private final World world;
    private final Truth truth;
    /// When each place's newest word was committed.
    private final long[] heardAt;
    private long lateAt;
    private long movedAt = Long.MIN_VALUE;
    private Epoch returned = Epoch.NONE;

    Restraint(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
        this.heardAt = new long[world.scene.places().size()];
        Arrays.fill(heardAt, Long.MIN_VALUE);
    }

    /// Any entry; one that was under way for long dates what came before it too early.
    void hear(Event event) {
        Place by = world.place(event.stamp().by());
        double said = world.trueTime(event.stamp());
        lateAt = world.now - said > Speech.LONG ? world.now : lateAt;
        if (event instanceof Event.Observed) {
            heardAt[by.number] = world.now;
        }
    }

    void granted() {
        movedAt = world.now;
    }

    /// It is as if the way home had been tried from the new grant.
    void givenBack(Epoch from, Epoch to) {
        returned = returned.equals(from) ? to : returned;
    }

    /// I11: no other place fell silent so recently, whether whoever speaks now knows it or has just started.
    void calm(RegionName suspect, Event event) {
        Place speaker = world.place(event.stamp().by());
        double now = world.trueTime(event.stamp());
        for (RegionName voter : world.policy.voters()) {
            int number = world.scene.place(voter);
            boolean isKnown = heardAt[number] > lateAt;
            if (voter.equals(suspect) || number == speaker.number || !isKnown) {
                continue;
            }
            double silentFor = now - heardAt[number];
            boolean isSurelySilent = silentFor - Speech.LONG > lengthened(world.policy.freshness());
            boolean isSurelyRecent = silentFor + Speech.LONG < shortened(world.policy.storm());
            if (isSurelySilent && isSurelyRecent) {
                throw truth.broken("I11", "a move from " + suspect + " while " + voter + " has just fallen silent");
            }
        }
    }

    /// I13, seen from when the deciding entry was stamped: a log that had no majority for a while commits all at
    /// once what was said meanwhile. What a place says of its own room nobody else can know: one that lies about
    /// it takes the load itself.
    void hasRoom(RegionName candidate, Event event) {
        Place place = world.place(candidate);
        boolean isAsked = world.policy.room().isPresent()
                && !place.honesty.hasLied(lengthened(world.policy.freshness()) + Speech.LONG);
        if (isAsked
                && world.trueTime(event.stamp()) - place.platform.lastRoomy()
                        > lengthened(world.policy.freshness()) + Speech.LONG) {
            throw truth.broken("I13", candidate + " has had no room for the load for long");
        }
    }

    /// I12.
    void returns(Reason.ReturnOpened opened, Event event, State state, boolean isAcknowledged) {
        Duration after = world.policy
                .failback()
                .orElseThrow(() -> truth.broken("I12", "the role goes home by itself though a person brings it back"));
        Place home = world.place(opened.home());
        Place holder = world.place(opened.from());
        long lately = (long) lengthened(world.policy.freshness()) + Speech.LONG;
        if (home.database.replication.reception.lasted(holder, lately, world.now) + lately < shortened(after)) {
            throw truth.broken("I12", "the role goes home to a copy that has only just come back");
        }
        if (returned.equals(state.epoch())) {
            throw truth.broken("I12", "the way home is tried twice from one grant");
        }
        returned = state.epoch();
        boolean isSoon = world.now - movedAt < shortened(world.policy.cooldown());
        if (isSoon && !isAcknowledged) {
            throw truth.broken("I11", "the role goes home within the cooldown");
        }
        hasRoom(opened.home(), event);
        long saidAt = world.wallSeconds() - lately / World.SECOND - 1;
        boolean isAllowed = world.policy
                .returnWindow()
                .map(window -> window.contains(world.wallSeconds()) || window.contains(saidAt))
                .orElse(true);
        if (!isAllowed) {
            throw truth.broken("I12", "the role goes home by itself at a time that the file does not allow");
        }
    }

    private double lengthened(Duration time) {
        return time.toNanos() / (1 - world.policy.lease().drift());
    }

    private double shortened(Duration time) {
        return time.toNanos() / (1 + world.policy.lease().drift());
    }
}
