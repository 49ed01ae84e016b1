package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.State;
import dev.meridian.units.RegionName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who vouches for a wait, and whether it told the truth (I8): the wait for the lease rests on
/// nobody who lies.
final class Vouchers {
    private final World world;
    private final Truth truth;
    private final Event.@Nullable Observed[] words;
    private final boolean[] isLie;

    Vouchers(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
        this.words = new Event.Observed[world.scene.places().size()];
        this.isLie = new boolean[words.length];
    }

    void hear(Event.Observed word, Place by, double said) {
        words[by.number] = word;
        isLie[by.number] = by.honesty.liedAt(said);
    }

    /// Whether a place's newest word is a lie.
    boolean isLie(int place) {
        return isLie[place];
    }

    void forLease(State state, RegionName suspect) {
        long newest = state.renewal().map(Renewal::index).orElse(0L);
        Duration needed = world.policy.lease().challengerWait();
        for (RegionName vantage : world.policy.vantagesOf(suspect)) {
            int number = world.scene.place(vantage);
            Event.Observed word = words[number];
            boolean counts = word != null
                    && !isLie[number]
                    && word.renewalSeen() == newest
                    && word.renewalAge().compareTo(needed) >= 0;
            if (counts) {
                return;
            }
        }
        if (isAnyLie()) {
            throw truth.broken("I8", "only liars say that the lease was waited for");
        }
    }

    private boolean isAnyLie() {
        for (boolean is : isLie) {
            if (is) {
                return true;
            }
        }
        return false;
    }
}
