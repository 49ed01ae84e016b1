package dev.meridian.simulator;

import dev.meridian.bounds.Loss;
import java.util.ArrayList;
import java.util.List;

/// A machine that stands still as a whole and goes on: agent, watchdog and database at once, as when a hypervisor
/// moves it. Its clock goes on meanwhile (docs/adr/0016-a-machine-that-stands-still.md).
///
/// What reaches it waits in its buffers. When it goes on, its processes run in any order: the database may answer
/// what has waited before the watchdog looks at the clock. No process of the machine itself can prevent that, so
/// what is asked then is not who could write but what is acknowledged: a database whose standbys have promised
/// to the new side acknowledges nothing that the new side has not.
///
/// One that waits for nobody, or whose role moved before enough had promised, since a person accepted a loss,
/// would be a second writer: there the lease alone stops it. In worlds that a seed draws such machines have a
/// hardware watchdog, as finding MER-0157 asks for, which starts them anew. Where somebody lists the fault they
/// have none.
final class Standstill {
    /// The watchdog is scheduled no later than this after all others: a bound of this world, as the fence's is.
    static final long LATEST_WAKE = 50 * World.MS;

    private final World world;
    private final Place place;
    private final List<Runnable> held = new ArrayList<>();
    private boolean isStill;
    private long until;
    private long freshUntil;

    Standstill(World world, Place place) {
        this.world = world;
        this.place = place;
    }

    boolean isNow() {
        return isStill;
    }

    /// The machine goes on before its agent does.
    void begin(long nanos) {
        if (!place.isAlive()) {
            return;
        }
        until = Math.max(until, world.weather.notAfterHealing(world.now + nanos));
        isStill = true;
        long mine = until;
        world.at(mine, () -> {
            if (isStill && mine == until) {
                goOn();
            }
        });
        place.pause(nanos);
    }

    /// Whether it stands still; then what comes now is done when it goes on, and never if it dies before.
    boolean holds(Runnable what) {
        if (!isNow()) {
            return false;
        }
        held.add(what);
        return true;
    }

    /// Its processes are gone, and what waited for them too.
    void forget() {
        isStill = false;
        until = 0;
        held.clear();
    }

    private void goOn() {
        isStill = false;
        freshUntil = world.now + LATEST_WAKE + place.watchdog.slowest() + 1;
        world.at(freshUntil, world.truth::writersChanged);
        List<Runnable> all = List.copyOf(held);
        held.clear();
        if (isResetByItsWatchdog()) {
            startAnew();
            return;
        }
        world.note("=== the machine of " + place.name + " goes on");
        world.truth.writersChanged();
        all.forEach(Runnable::run);
        world.connectionsChanged();
    }

    /// The role has gone elsewhere, perhaps on less than a proof, before its watchdog has looked (world 23421001
    /// of an odd file).
    void roleHasMoved() {
        if (isFresh() && isResetByItsWatchdog()) {
            world.at(world.now, this::startAnew);
        }
    }

    private boolean isResetByItsWatchdog() {
        return world.isDrawn && !isCutOff() && place.watchdog.isOverdue();
    }

    private void startAnew() {
        world.note("=== the machine of " + place.name + " starts anew, as its own watchdog has it");
        place.powerOff();
        place.revive();
    }

    /// Whether the new side, if there is one, is known to have all that this one could acknowledge.
    private boolean isCutOff() {
        return world.policy.waitFor() > 0
                && world.log
                        .state()
                        .grant()
                        .filter(grant -> grant.loss() instanceof Loss.AtMost || grant.loss() instanceof Loss.Unknown)
                        .isEmpty();
    }

    /// Whether its database, which has just gone on, can acknowledge nothing alone, whoever may write by now; its
    /// watchdog has not had the time to look.
    boolean isHarmless() {
        return isFresh() && world.policy.waitFor() > 0;
    }

    /// Whether it has just gone on, and its watchdog has not had the time to look.
    boolean isFresh() {
        return world.now < freshUntil;
    }
}
