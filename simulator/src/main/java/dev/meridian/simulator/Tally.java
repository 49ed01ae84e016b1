package dev.meridian.simulator;

import dev.meridian.engine.Duty;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// What is counted in one world, for the report.
final class Tally {
    /// A recovery is over when writes have gone on for so long.
    private static final long SUSTAINED = 5 * World.SECOND;

    final SequencedMap<String, Integer> rules = new LinkedHashMap<>();
    final SequencedMap<String, Integer> faults = new LinkedHashMap<>();
    int moves;
    int refusals;
    int holds;
    long acknowledged;
    long lost;
    long lossNanos;
    /// When the first fault struck; no earlier than any write it could have stopped.
    private long faultAt = Long.MAX_VALUE;

    private long acknowledgedBefore = Long.MIN_VALUE;
    private long acknowledgedLast = Long.MIN_VALUE;
    private long interruptedSince = Long.MIN_VALUE;
    /// In seconds: from the last write before a move to the first one after it, wherever its user is.
    final List<Double> interruptions = new ArrayList<>();

    private final Map<Phase, Long> ends = new EnumMap<>(Phase.class);

    /// The phases whose end is an entry of the log.
    enum Phase {
        DETECT,
        HOLD,
        FENCE,
        PROMOTE
    }

    void fault(World world, Faults.One one) {
        faults.merge(one.kind().word(), 1, Integer::sum);
        if (faultAt == Long.MAX_VALUE) {
            faultAt = world.now;
        }
    }

    void reason(World world, Reason reason) {
        rules.merge(reason.rule(), 1, Integer::sum);
        holds += reason.holdsBack() ? 1 : 0;
        refusals += reason instanceof Reason.LossTooLarge
                        || reason instanceof Reason.Disarmed
                        || reason instanceof Reason.NoThirdOpinion
                ? 1
                : 0;
        if (reason instanceof Reason.SilenceSeen) {
            end(Phase.DETECT, world.now);
        } else if (reason instanceof Reason.RecoveryOpened) {
            end(Phase.HOLD, world.now);
        } else if (reason instanceof Reason.Granted) {
            end(Phase.FENCE, world.now);
            if (interruptedSince == Long.MIN_VALUE) {
                interruptedSince = acknowledgedLast;
            }
        }
    }

    void done(World world, Duty duty) {
        if (duty instanceof Duty.Promote && moves > 0) {
            end(Phase.PROMOTE, world.now);
        }
    }

    private void end(Phase phase, long now) {
        if (faultAt != Long.MAX_VALUE) {
            ends.put(phase, now);
        }
    }

    void served(World world) {
        if (world.now <= faultAt) {
            acknowledgedBefore = world.now;
        }
        boolean isAgain = interruptedSince != Long.MIN_VALUE && isPromoted(world);
        if (isAgain) {
            interruptions.add((world.now - interruptedSince) / 1e9);
            interruptedSince = Long.MIN_VALUE;
        }
        acknowledgedLast = world.now;
    }

    /// Whether the newest holder takes writes: until then an answer may still come from the one before it.
    private static boolean isPromoted(World world) {
        State state = world.log.state();
        return state.grant()
                .map(grant -> world.place(grant.holder()).database)
                .filter(database -> database.canWrite() && database.epoch().equals(state.epoch()))
                .isPresent();
    }

    /// From the last write before the first fault to the first after which they go on, worst of the locations
    /// that are left; infinite if they do not.
    double recovery(World world) {
        long worst = 0;
        for (Users.User user : world.users.all()) {
            if (!user.location.isAlive() || isCutOff(world, user.location)) {
                continue;
            }
            boolean goesOn = user.streakSince() != Long.MIN_VALUE
                    && user.acknowledgedLast() - user.streakSince() >= SUSTAINED
                    && world.now - user.acknowledgedLast() <= World.SECOND;
            if (!goesOn) {
                return Double.POSITIVE_INFINITY;
            }
            worst = Math.max(worst, user.streakSince());
        }
        return worst <= acknowledgedBefore ? 0 : (worst - acknowledgedBefore) / 1e9;
    }

    /// Whoever is inside a region that nobody hears cannot be served from outside it.
    private static boolean isCutOff(World world, Place location) {
        return world.places.stream()
                .noneMatch(other -> other != location && other.hasData && world.reach(location, other));
    }

    /// How long each phase took, in seconds; it ends with the recovery if nothing of it was logged before.
    SequencedMap<String, Double> phases(World world) {
        SequencedMap<String, Double> phases = new LinkedHashMap<>();
        double total = recovery(world);
        if (Double.isInfinite(total) || acknowledgedBefore == Long.MIN_VALUE) {
            return phases;
        }
        double begin = 0;
        for (Phase phase : Phase.values()) {
            Long at = ends.get(phase);
            double end = at == null ? begin : (at - acknowledgedBefore) / 1e9;
            end = Math.clamp(end, begin, total);
            phases.put(phase.name().toLowerCase(Locale.ROOT), end - begin);
            begin = end;
        }
        phases.put("scale", 0.0);
        phases.put("route", total - begin);
        phases.put("verify", 0.0);
        return phases;
    }
}
