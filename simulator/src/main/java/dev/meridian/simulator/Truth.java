package dev.meridian.simulator;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Decision;
import dev.meridian.engine.Duties;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Sight;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What really happens, and the laws that must hold at every instant of it (I1 to I21 of the research on failover,
/// §6). The engine never sees any of this.
///
/// A law is looked at whenever what it speaks of changes: who can write, what was written and acknowledged,
/// what was decided. That is as often as after every event.
final class Truth {
    private static final long WHOLE_FOR = 2 * World.SECOND;

    private final World world;
    private final Tally tally = new Tally();
    private final Map<Long, Acknowledged> acknowledged = new LinkedHashMap<>();
    private final Map<Long, Beats> beats = new LinkedHashMap<>();
    private final long[] silentWordAt;
    private Epoch newestWritten = Epoch.NONE;
    private Epoch newestGranted = Epoch.NONE;
    private Epoch newestPromoted = Epoch.NONE;
    private long movedAt = Long.MIN_VALUE;
    private boolean isSilenceOpen;

    /// What was acknowledged under one epoch: how far, and when each position was.
    private static final class Acknowledged {
        private long[] positions = new long[256];
        private long[] times = new long[256];
        private int count;
        /// Positions beyond this are lost already, and known to be.
        private long kept = Long.MAX_VALUE;

        void add(long position, long time) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
                times = Arrays.copyOf(times, count * 2);
            }
            positions[count] = position;
            times[count++] = time;
        }

        /// The first index whose position is beyond this.
        int after(long position) {
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (positions[middle] <= position) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    Truth(World world) {
        this.world = world;
        this.silentWordAt = new long[world.scene.places().size()];
        Arrays.fill(silentWordAt, Long.MIN_VALUE);
    }

    Tally tally() {
        return tally;
    }

    /// Where the holder of an epoch wrote which time of its clock.
    Beats beats(long epoch) {
        return beats.computeIfAbsent(epoch, _ -> new Beats());
    }

    // ---- writing ----

    /// Somebody has become able to write, or no longer is.
    void writersChanged() {
        int writers = 0;
        for (Place place : world.places) {
            writers += place.database.canWrite() ? 1 : 0;
        }
        if (writers > 1) {
            int counted = writers;
            throw broken("I1", counted + " sides can write");
        }
    }

    void promoted(Place place, Epoch epoch) {
        if (newestPromoted.supersedes(epoch)) {
            throw broken("I2", place.name + " is promoted with epoch " + epoch + " after epoch " + newestPromoted);
        }
        newestPromoted = epoch;
        writersChanged();
    }

    void wrote(Place place, Epoch epoch) {
        if (newestWritten.supersedes(epoch)) {
            throw broken("I4", place.name + " writes under epoch " + epoch + " after epoch " + newestWritten);
        }
        newestWritten = epoch;
    }

    void acknowledged(Place place, long epoch, long position) {
        if (newestWritten.number() > epoch) {
            throw broken("I1", place.name + " acknowledges under epoch " + epoch + " after epoch " + newestWritten);
        }
        acknowledged.computeIfAbsent(epoch, _ -> new Acknowledged()).add(position, world.now);
        tally.acknowledged++;
    }

    /// A user's write was answered.
    void served() {
        tally.served(world);
    }

    /// A member is told that it may follow at once, since its copy is an earlier state of the primary's.
    void follows(Place member, Place primary, Epoch epoch) {
        State state = world.log.state();
        boolean isNow =
                state.stage() instanceof State.Stage.Steady && state.epoch().equals(epoch);
        if (isNow && !member.database.history.isPrefixOf(primary.database.history)) {
            throw broken("I19", member.name + " is kin of " + primary.name + " and has diverged");
        }
    }

    // ---- after every entry ----

    void decided(Event event, Decision decision) {
        for (Reason reason : decision.reasons()) {
            tally.reason(world, reason);
            switch (reason) {
                case Reason.FirstGrant grant -> granted(grant.epoch(), decision.state());
                case Reason.Granted grant -> moved(grant, decision.state());
                case Reason.RecoveryOpened opened -> opened(opened, event);
                case Reason.SilenceSeen _ -> {
                    if (isSilenceOpen) {
                        throw broken("I17", "DETECT-1 twice in one silence");
                    }
                    isSilenceOpen = true;
                }
                case Reason.DutyDone done -> tally.done(world, done.duty());
                case Reason.Repeated _,
                        Reason.RenewalSuperseded _,
                        Reason.SilenceOver _,
                        Reason.TooFewAgree _,
                        Reason.NoThirdOpinion _,
                        Reason.HoldRunning _,
                        Reason.StillRenewing _,
                        Reason.NotAutomatic _,
                        Reason.CoolingDown _,
                        Reason.Disarmed _,
                        Reason.NoCandidate _,
                        Reason.PromiseRecorded _,
                        Reason.PromiseTooLate _,
                        Reason.LeaseRunning _,
                        Reason.PromisesMissing _,
                        Reason.CatchingUp _,
                        Reason.LossTooLarge _,
                        Reason.Offered _,
                        Reason.OfferWithdrawn _,
                        Reason.RecoveryAborted _,
                        Reason.ClaimRefused _,
                        Reason.DutyFailed _ -> {}
            }
        }
        hear(event, decision);
    }

    private void hear(Event event, Decision decision) {
        Optional<RegionName> holder = decision.state().holder();
        if (!(event instanceof Event.Observed observed) || holder.isEmpty()) {
            return;
        }
        boolean isRepeated = decision.reasons().stream().anyMatch(Reason.Repeated.class::isInstance);
        if (!isRepeated) {
            int by = world.scene.place(event.stamp().by());
            silentWordAt[by] = finds(observed, holder.get()) ? world.now : Long.MIN_VALUE;
        }
        int saying = 0;
        for (RegionName vantage : world.policy.vantagesOf(holder.get())) {
            saying += silentWordAt[world.scene.place(vantage)] == Long.MIN_VALUE ? 0 : 1;
        }
        if (saying < world.policy.vantageQuorum(holder.get())) {
            isSilenceOpen = false;
        }
    }

    private static boolean finds(Event.Observed word, RegionName subject) {
        for (Sight sight : word.sights()) {
            if (sight.subject().equals(subject) && sight.verdict() == Sight.Verdict.SILENT) {
                return true;
            }
        }
        return false;
    }

    /// I7: a quorum of vantages said so within the freshness, seen from when the deciding entry was stamped.
    private void opened(Reason.RecoveryOpened opened, Event event) {
        Place speaker = world.place(event.stamp().by());
        double drift = world.policy.lease().drift();
        double since = speaker.trueTime(event.stamp().nanos())
                - world.policy.freshness().toNanos() / (1 - drift);
        int heard = 0;
        for (RegionName vantage : world.policy.vantagesOf(opened.suspect())) {
            int number = world.scene.place(vantage);
            boolean saysNow = number == speaker.number
                    && event instanceof Event.Observed observed
                    && finds(observed, opened.suspect());
            heard += saysNow || silentWordAt[number] >= since ? 1 : 0;
        }
        if (heard < world.policy.vantageQuorum(opened.suspect())) {
            int counted = heard;
            throw broken("I7", "a recovery on the word of " + counted + " fresh vantages");
        }
        if (!world.policy.automatic()) {
            throw broken("I7", "a recovery though a person decides");
        }
        if (!world.policy.lease().oneWriter().holds()) {
            throw broken(
                    "I21",
                    "a recovery though " + world.policy.lease().oneWriter().statement());
        }
    }

    private void granted(Epoch epoch, State state) {
        if (!epoch.supersedes(newestGranted) || epoch.number() != state.index()) {
            throw broken("I2", "epoch " + epoch + " is granted after " + newestGranted);
        }
        newestGranted = epoch;
        Arrays.fill(silentWordAt, Long.MIN_VALUE);
        isSilenceOpen = false;
    }

    private void moved(Reason.Granted grant, State state) {
        granted(grant.epoch(), state);
        tally.moves++;
        Place old = world.place(grant.from());
        if (old.database.canWrite()) {
            throw broken("I5", grant.from() + " can still write when its role is granted away");
        }
        double cooldown =
                world.policy.cooldown().toNanos() / (1 + world.policy.lease().drift());
        if (movedAt != Long.MIN_VALUE && world.now - movedAt < cooldown) {
            throw broken("I11", "two moves within the cooldown");
        }
        movedAt = world.now;
        loss(grant);
    }

    /// I6: what is acknowledged and not in the candidate is no more than was said.
    private void loss(Reason.Granted grant) {
        Loss predicted = grant.loss();
        if (!predicted.isWithin(world.policy.maxLoss())) {
            throw broken("I6", predicted.text() + " is over the budget");
        }
        History has = world.place(grant.holder()).database.history;
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        long lost = 0;
        for (Map.Entry<Long, Acknowledged> one : acknowledged.entrySet()) {
            Acknowledged all = one.getValue();
            int first = all.after(has.reached(one.getKey()));
            int last = all.kept == Long.MAX_VALUE ? all.count : all.after(all.kept);
            newest = all.count == 0 ? newest : Math.max(newest, all.times[all.count - 1]);
            if (first < last) {
                lost += last - first;
                oldest = Math.min(oldest, all.times[first]);
                all.kept = first == 0 ? 0 : all.positions[first - 1];
            }
        }
        tally.lost += lost;
        if (lost > 0) {
            long took = newest - oldest;
            boolean isWithin = predicted instanceof Loss.AtMost atMost
                    && took <= atMost.bound().toNanos();
            tally.lossNanos = Math.max(tally.lossNanos, took);
            if (!isWithin) {
                throw broken("I6", "lost " + took / World.MS + " ms, predicted " + predicted.text());
            }
        }
    }

    // ---- at the end ----

    /// A region writes, everybody that is left follows it, nothing is outstanding for anybody that is left, and
    /// users have been served for a while.
    boolean isWhole() {
        State state = world.log.state();
        if (!(state.stage() instanceof State.Stage.Steady)
                || world.places.stream().noneMatch(place -> place.database.canWrite())) {
            return false;
        }
        boolean isDone =
                Duties.outstanding(state, world.policy).stream().allMatch(duty -> world.place(duty.region()).isGone);
        long left = world.places.stream()
                .filter(place -> place.hasData && !place.isGone)
                .count();
        boolean isSafe = left > world.policy.waitFor();
        return isDone && (!isSafe || isServed());
    }

    private boolean isServed() {
        return world.users.all().stream()
                .filter(user -> !user.location.isGone)
                .allMatch(user -> user.streakSince() != Long.MIN_VALUE
                        && world.now - user.streakSince() >= WHOLE_FOR
                        && world.now - user.acknowledgedLast() <= World.SECOND);
    }

    /// I20, and I17 once more from the beginning.
    void checkTheEnd() {
        if (world.weather.hasHealed() && !isWhole() && !isExplained()) {
            State state = world.log.state();
            throw broken(
                    "I20",
                    "not whole long after the faults healed: " + state.stage() + ", held by " + state.held()
                            + ", outstanding " + Duties.outstanding(state, world.policy));
        }
        if (world.weather.replays()) {
            State again = State.INITIAL;
            List<Log.Entry> entries = world.log.entries();
            for (Log.Entry entry : entries) {
                Decision decision = Engine.decide(again, entry.event, world.policy);
                if (!decision.equals(entry.decision)) {
                    throw broken("I17", "the same log decides otherwise");
                }
                again = decision.state();
            }
        }
    }

    /// With a place that never comes back, some rules rightly hold for ever.
    private boolean isExplained() {
        State state = world.log.state();
        if (state.stage() instanceof State.Stage.Vacant) {
            // Nobody but the home may begin.
            return world.place(world.policy.home()).isGone;
        }
        String held = state.held();
        return world.places.stream().anyMatch(place -> place.isGone)
                && List.of("LOSS-1", "MOVE-1", "MODE-1", "LEASE-3", "DETECT-3").contains(held);
    }

    Broken broken(String law, String what) {
        return new Broken(law, what, world.now);
    }

    /// A law does not hold.
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        final String law;
        final long at;

        Broken(String law, String what, long at) {
            super(law + ": " + what);
            this.law = law;
            this.at = at;
        }
    }
}
