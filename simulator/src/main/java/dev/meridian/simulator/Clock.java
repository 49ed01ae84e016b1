package dev.meridian.simulator;

import dev.meridian.engine.Stamp;
import java.util.ArrayList;
import java.util.List;

/// The clock of one place: it has an offset and a rate of its own, and begins anew when its machine does.
final class Clock {
    /// What it shows at most when a world begins, in seconds.
    private static final long LONGEST_UP = 1_000_000;

    private static final long LONGEST_BACK = 20 * World.SECOND;

    private final World world;
    private final double rate;
    private long offset;
    /// By how much it was ahead in each life of its agent: what was said before a reboot is dated by the clock of
    /// then.
    private final List<Long> offsets = new ArrayList<>();

    private final Dice boots;
    private long since = 1;

    Clock(World world, int place, Dice dice) {
        this.world = world;
        this.rate = 1 + (dice.unit() * 2 - 1) * world.policy.lease().drift();
        this.offset = dice.between(0, LONGEST_UP) * World.SECOND;
        this.boots = dice.split(place);
        offsets.add(offset);
    }

    long nanos() {
        return offset + (long) (world.now * rate);
    }

    /// The first start of an agent since it began anew.
    long since() {
        return since;
    }

    /// When it showed, or will show, a time.
    double trueTime(long nanos) {
        return (nanos - offset) / rate;
    }

    /// When it was so long before a stamp.
    double trueTime(Stamp stamp, long before) {
        return (stamp.nanos() - before - offsets.get((int) stamp.incarnation() - 1)) / rate;
    }

    /// An agent begins another life with it.
    void incarnated() {
        offsets.add(offset);
    }

    /// Its machine has started again: it begins anew, or goes on from wherever something has set it, or from
    /// what it showed a moment ago, as that of a machine does which had not been up for long.
    void boots() {
        since = offsets.size() + 1L;
        long shows = switch (boots.below(3)) {
            case 0 -> 0;
            case 1 -> boots.between(0, LONGEST_UP) * World.SECOND;
            default -> Math.max(0, nanos() - boots.between(0, LONGEST_BACK));
        };
        offset = shows - (long) (world.now * rate);
    }
}
