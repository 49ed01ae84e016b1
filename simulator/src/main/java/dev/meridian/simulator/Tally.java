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
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What is counted in one world, for the report.
final class Tally {
    final SequencedMap<String, Integer> rules = new LinkedHashMap<>();
    final SequencedMap<String, Integer> exits = new LinkedHashMap<>();
    final SequencedMap<String, Integer> faults = new LinkedHashMap<>();
    int moves;
    int refusals;
    int holds;
    long acknowledged;
    long lost;
    long lossNanos;
    Optional<String> unwhole = Optional.empty();
    /// When the fault struck that the world is measured from; no earlier than any write it could have stopped.
    private long faultAt = Long.MAX_VALUE;

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

    void fault(World world, Blow blow) {
        faults.merge(blow.what().word(), 1, Integer::sum);
        if (world.weather.isMeasuredFrom(blow)) {
            faultAt = Math.min(faultAt, world.now);
            world.users.all().forEach(user -> user.answers().struck(world.now));
        }
    }

    /// A place that never comes back: with or without another fault, under a word of its own.
    void gone() {
        faults.merge(Mishap.Kind.GONE.word(), 1, Integer::sum);
    }

    /// One that never hears anybody again.
    void deaf() {
        faults.merge(Mishap.Kind.DEAF.word(), 1, Integer::sum);
    }

    /// It stays without a writer, and the world says why that is right.
    void unwhole(String why) {
        unwhole = Optional.of(why);
    }

    /// @param at when the entry that it follows from was stamped
    void reason(Reason reason, long at) {
        rules.merge(reason.rule().id(), 1, Integer::sum);
        holds += reason.rule().holdsBack() ? 1 : 0;
        refusals += reason instanceof Reason.LossTooLarge
                        || reason instanceof Reason.Disarmed
                        || reason instanceof Reason.NoThirdOpinion
                ? 1
                : 0;
        if (reason instanceof Reason.SilenceSeen) {
            end(Phase.DETECT, at);
        } else if (reason instanceof Reason.RecoveryOpened) {
            end(Phase.HOLD, at);
        } else if (reason instanceof Reason.Granted) {
            end(Phase.FENCE, at);
            if (interruptedSince == Long.MIN_VALUE) {
                interruptedSince = acknowledgedLast;
            }
        }
    }

    /// What held a move back no longer does.
    void left(String held, String next) {
        if (!held.isEmpty() && !held.equals(next)) {
            exits.merge(held, 1, Integer::sum);
        }
    }

    void done(Duty duty, long at) {
        if (duty instanceof Duty.Promote && moves > 0 && !ends.containsKey(Phase.PROMOTE)) {
            end(Phase.PROMOTE, at);
        }
    }

    /// Of suspicions and verdicts the last before the grant: an earlier recovery may have been given up.
    private void end(Phase phase, long at) {
        boolean isLater = phase.compareTo(Phase.FENCE) <= 0 && ends.containsKey(Phase.FENCE);
        if (at >= faultAt && !isLater) {
            ends.put(phase, at);
        }
    }

    void served(World world) {
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

    /// From the last write before the fault took effect to the first after which they go on, worst of the
    /// locations that survived and that anybody could serve, in seconds; infinite if they do not, or if there is
    /// no such location. Where users are served in the end and no location was there all the time, nothing is
    /// measured: not a number.
    double recovery(World world) {
        double worst = Double.NEGATIVE_INFINITY;
        for (Users.User user : world.users.all()) {
            if (isMeasured(world, user)) {
                worst = Math.max(worst, recovery(world, user));
            }
        }
        if (worst >= 0) {
            return worst;
        }
        return isServed(world) ? Double.NaN : Double.POSITIVE_INFINITY;
    }

    private static double recovery(World world, Users.User user) {
        Answers answers = user.answers();
        if (!answers.goOn(world.now)) {
            return Double.POSITIVE_INFINITY;
        }
        boolean isUntouched = answers.effect() == Long.MIN_VALUE || answers.sustained() == Long.MIN_VALUE;
        return isUntouched ? 0 : (answers.sustained() - answers.effect()) / 1e9;
    }

    /// Whether users of all locations that anybody can serve now are served, those of a region that is back too.
    static boolean isServed(World world) {
        List<Users.User> servable = world.users.all().stream()
                .filter(user -> isServable(world, user))
                .toList();
        return !servable.isEmpty()
                && servable.stream().allMatch(user -> user.answers().goOn(world.now));
    }

    /// Those whom a listed fault left with nobody who could serve them have not survived it, though it may be
    /// over.
    private static boolean isMeasured(World world, Users.User user) {
        return isServable(world, user) && !world.severed.wasBefore(user.location);
    }

    private static boolean isServable(World world, Users.User user) {
        return user.location.isAlive() && !isCutOff(world, user.location);
    }

    /// Whoever is inside a region that nobody hears cannot be served, nor whoever is at the other end of a link to
    /// the primary that was cut while the primary stays.
    private static boolean isCutOff(World world, Place location) {
        return world.severed.isNow(location) || !reachesWhoeverCanServe(world, location);
    }

    /// Whoever has the data can serve, its own region's users too, while most of the control's voters hear it.
    private static boolean reachesWhoeverCanServe(World world, Place location) {
        for (Place other : world.places) {
            if (other.hasData && world.reach(location, other) && reachesMostVoters(world, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean reachesMostVoters(World world, Place place) {
        int reached = 0;
        for (Place other : world.places) {
            reached += other.isVoter && world.reach(place, other) ? 1 : 0;
        }
        return reached * 2 > world.policy.voters().size();
    }

    /// How long each phase took, in seconds, at the location whose recovery took longest; a phase of which nothing
    /// was logged took no time. Where the role was granted to nobody, nothing but users' waiting is a phase.
    SequencedMap<String, Double> phases(World world) {
        SequencedMap<String, Double> phases = new LinkedHashMap<>();
        double total = recovery(world);
        if (!Double.isFinite(total) || faultAt == Long.MAX_VALUE) {
            return phases;
        }
        long effect = world.users.all().stream()
                .filter(user -> isMeasured(world, user) && recovery(world, user) == total)
                .mapToLong(user -> user.answers().effect())
                .findFirst()
                .orElse(faultAt);
        boolean isGranted = ends.containsKey(Phase.FENCE);
        double begin = 0;
        for (Phase phase : Phase.values()) {
            double end = isGranted ? seconds(ends.get(phase), effect, begin, total) : begin;
            phases.put(phase.name().toLowerCase(Locale.ROOT), end - begin);
            begin = end;
        }
        phases.put("scale", 0.0);
        double arrived = seconds(usersArrived(world), effect, begin, total);
        phases.put("route", arrived - begin);
        phases.put("verify", total - arrived);
        return phases;
    }

    /// When a phase ended, counted from the effect: no earlier than the one before it, no later than the recovery.
    private static double seconds(@Nullable Long at, long effect, double begin, double total) {
        return at == null ? begin : Math.clamp((at - effect) / 1e9, begin, total);
    }

    /// When the last location had found its way to whoever holds the role now; null where nobody had to.
    private @Nullable Long usersArrived(World world) {
        return world.log
                .state()
                .holder()
                .map(world::place)
                .flatMap(holder -> world.users.all().stream()
                        .filter(user -> isMeasured(world, user))
                        .map(user -> user.arrivedAt(holder))
                        .filter(at -> at >= faultAt)
                        .max(Long::compare))
                .orElse(null);
    }
}
