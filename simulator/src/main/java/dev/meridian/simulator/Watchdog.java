package dev.meridian.simulator;

import dev.meridian.units.Epoch;
import java.util.OptionalLong;

/// The fence: kills the database of its place when it is not fed, and a primary that nobody feeds at all.
final class Watchdog {
    private static final long NEVER = Long.MAX_VALUE;

    /// One of so many fences more slowly than the file says.
    private static final int SLOW_ONE = 12;

    /// How often it looks at a database that it does not guard.
    private static final long UNFED_LOOK = 20 * World.MS;

    private final World world;
    private final Place place;
    private Epoch epoch = Epoch.NONE;
    private long until = NEVER;
    private long slowest;
    private long longestFence;
    private boolean isFencing;
    private boolean isDead;

    /// A slow one, which only a seed draws, has measured itself in its rehearsal, and says so.
    Watchdog(World world, Place place, Dice dice) {
        this.world = world;
        this.place = place;
        long declared = world.policy.lease().fence().toNanos();
        long drawn = world.isDrawn && dice.oneIn(SLOW_ONE) ? declared * dice.between(2, 10) : declared;
        boolean isSlow = drawn > declared
                && world.mishaps
                        .once(Mishap.Kind.SLOW_FENCE, place)
                        .strikes(() -> "the watchdog of " + place.name + " fences in up to " + drawn / World.MS
                                + " ms, not " + declared / World.MS + " ms");
        this.slowest = isSlow ? drawn : declared;
        this.longestFence = slowest > declared ? slowest : 0;
    }

    /// It takes longer from now on, and its rehearsal has measured that.
    void slow(long nanos) {
        slowest = nanos;
        longestFence = Math.max(longestFence, nanos);
    }

    /// The same, and nobody has measured it.
    void slowUnseen(long nanos) {
        slowest = nanos;
    }

    Epoch epoch() {
        return epoch;
    }

    /// On the clock of its place; never while nothing is guarded.
    long until() {
        return until;
    }

    boolean guards() {
        return until != NEVER;
    }

    /// The longest fence so far, if there was one.
    OptionalLong measured() {
        return longestFence == 0 ? OptionalLong.empty() : OptionalLong.of(longestFence);
    }

    void feed(Epoch of, long newUntil) {
        boolean isOlder = epoch.supersedes(of) || (of.equals(epoch) && guards() && newUntil < until);
        if (isOlder) {
            return;
        }
        epoch = of;
        until = newUntil;
        if (place.database.canWrite()) {
            place.sinks.goOn();
        }
        world.at((long) place.trueTime(newUntil) + 1, new Deadline(this, of, newUntil));
    }

    void disarm(Epoch of) {
        if (!epoch.supersedes(of)) {
            epoch = of;
            until = NEVER;
        }
    }

    /// Whether it is fencing, or should be by now.
    boolean isOverdue() {
        return isFencing || (guards() && place.nanos() >= until);
    }

    /// It takes at most so long to fence.
    long slowest() {
        return slowest;
    }

    /// Nothing has come until then.
    private record Deadline(Watchdog of, Epoch epoch, long nanos) implements Runnable {
        @Override
        public void run() {
            of.starve(epoch, nanos);
        }
    }

    private void starve(Epoch of, long deadline) {
        if (isDead || until != deadline || !epoch.equals(of)) {
            return;
        }
        if (place.standstill.holds(() -> wakes(new Deadline(this, of, deadline)))) {
            return;
        }
        until = NEVER;
        isFencing = true;
        place.sinks.stop();
        long took = world.work.between(0, slowest);
        longestFence = Math.max(longestFence, world.now - (long) place.trueTime(deadline) + took);
        world.after(took, () -> fenceUnderNobody(of));
    }

    private void fenceUnderNobody(Epoch of) {
        if (place.standstill.holds(() -> wakes(() -> fenceUnderNobody(of)))) {
            return;
        }
        isFencing = false;
        if (!isDead && until == NEVER && epoch.equals(of)) {
            fence();
        }
    }

    private void wakes(Runnable what) {
        world.after(world.work.between(0, Standstill.LATEST_WAKE), what);
    }

    /// A primary has come up; one that nobody feeds does not stay.
    void sees() {
        if (place.database.canWrite()) {
            place.sinks.goOn();
        }
        looks();
    }

    private void looks() {
        if (!guards()) {
            world.after(world.work.between(0, UNFED_LOOK), () -> {
                boolean isHeld = place.standstill.holds(() -> wakes(this::looks));
                if (!isHeld && !isDead && !guards() && place.database.isUpAsPrimary()) {
                    fence();
                }
            });
        }
    }

    /// Whatever it is: an agent that thaws later must not find a standby that it could still promote. With a
    /// watchdog that kills primaries alone two of six thousand worlds have two writers.
    private void fence() {
        if (world.guards.have(Guards.OfAgent.FENCE) && place.database.isUp()) {
            world.note("=== the watchdog of " + place.name + " kills its database");
            place.database.kill();
        }
    }

    void die() {
        isDead = true;
    }

    /// Its machine has started again: what it was told is over, whatever its clock says now.
    void booted() {
        until = NEVER;
        isFencing = false;
    }

    /// What it was told last is on disk; a deadline that has passed is acted on at once.
    void revive() {
        isDead = false;
        if (guards()) {
            Epoch of = epoch;
            long deadline = until;
            world.at((long) place.trueTime(deadline) + 1, new Deadline(this, of, deadline));
        }
    }
}
