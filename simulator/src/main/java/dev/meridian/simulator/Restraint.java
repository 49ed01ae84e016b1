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
    /// What an agent says is under way for no longer, or it says nothing at all.
    private static final long LONG = 3 * World.SECOND;

    private final World world;
    private final Truth truth;
    /// When each place's newest word was committed.
    private final long[] heardAt;
    /// Since when each place has been speaking without a gap.
    private final double[] speaksSince;
    private final double[] spokeLast;
    private final long[] incarnation;
    private long lateAt;
    private long movedAt = Long.MIN_VALUE;
    private Epoch returned = Epoch.NONE;

    Restraint(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
        int places = world.scene.places().size();
        this.heardAt = new long[places];
        this.speaksSince = new double[places];
        this.spokeLast = new double[places];
        this.incarnation = new long[places];
        Arrays.fill(heardAt, Long.MIN_VALUE);
    }

    /// Any entry; one that was under way for long dates what came before it too early.
    void hear(Event event) {
        Place by = world.place(event.stamp().by());
        double said = by.trueTime(event.stamp().nanos());
        lateAt = world.now - said > LONG ? world.now : lateAt;
        if (event instanceof Event.Observed word) {
            observed(word, by, said);
        }
    }

    private void observed(Event.Observed word, Place by, double said) {
        boolean isNew = word.stamp().incarnation() != incarnation[by.number];
        speaksSince[by.number] = isNew || said - spokeLast[by.number] > LONG ? said : speaksSince[by.number];
        spokeLast[by.number] = said;
        incarnation[by.number] = word.stamp().incarnation();
        heardAt[by.number] = world.now;
    }

    void granted() {
        movedAt = world.now;
    }

    /// It is as if the way home had been tried from the new grant.
    void givenBack(Epoch from, Epoch to) {
        returned = returned.equals(from) ? to : returned;
    }

    /// I11: no other place fell silent so recently that whoever speaks now surely knows it.
    void calm(RegionName suspect, Event event) {
        Place speaker = world.place(event.stamp().by());
        double now = speaker.trueTime(event.stamp().nanos());
        for (RegionName voter : world.policy.voters()) {
            int number = world.scene.place(voter);
            boolean isKnown = heardAt[number] > lateAt && speaksSince[speaker.number] <= heardAt[number];
            if (voter.equals(suspect) || number == speaker.number || !isKnown) {
                continue;
            }
            double silentFor = now - heardAt[number];
            boolean isSurelySilent = silentFor - LONG > lengthened(world.policy.freshness());
            boolean isSurelyRecent = silentFor + LONG < shortened(world.policy.storm());
            if (isSurelySilent && isSurelyRecent) {
                throw truth.broken("I11", "a move from " + suspect + " while " + voter + " has just fallen silent");
            }
        }
    }

    /// I13.
    void hasRoom(RegionName candidate) {
        Place place = world.place(candidate);
        boolean isAsked = world.policy.room().isPresent();
        if (isAsked && world.now - place.lastRoomy() > lengthened(world.policy.freshness()) + LONG) {
            throw truth.broken("I13", candidate + " has had no room for the load for long");
        }
    }

    /// I12.
    void returns(Reason.ReturnOpened opened, State state, boolean isAcknowledged) {
        Duration after = world.policy
                .failback()
                .orElseThrow(() -> truth.broken("I12", "the role goes home by itself though a person brings it back"));
        Place home = world.place(opened.home());
        Place holder = world.place(opened.from());
        long lately = (long) lengthened(world.policy.freshness()) + LONG;
        if (home.database.reception().lasted(holder, lately, world.now) + lately < shortened(after)) {
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
        hasRoom(opened.home());
    }

    private double lengthened(Duration time) {
        return time.toNanos() / (1 - world.policy.lease().drift());
    }

    private double shortened(Duration time) {
        return time.toNanos() / (1 + world.policy.lease().drift());
    }
}
