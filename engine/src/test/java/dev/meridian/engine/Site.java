package dev.meridian.engine;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One region: an agent that does what the agent room does, its database, and the watchdog beside them. Its clock
/// has an offset and a rate of its own.
final class Site {
    final RegionName name;
    final boolean hasData;
    final Store database;
    private final World world;
    private final Executor executor;
    private final long offset;
    private final double rate;
    private final long lag;
    private final boolean killsItself;
    boolean isAlive = true;
    boolean isCut;
    boolean isGone;
    long pausedUntil;
    private boolean isAgentUp = true;
    private long life;
    private long incarnation = 1;
    private long sequence;
    // what the agent knows; gone with a crash
    private int applied;
    private long renewalSeenAt;
    private long grantSeenAt;
    private long renewedAt;
    private final Map<Long, Long> claims = new LinkedHashMap<>();
    private Epoch heldEpoch = Epoch.NONE;
    private long heldUntil;
    private Optional<RegionName> subject = Optional.empty();
    private Sight.Verdict verdict = Sight.Verdict.UNKNOWN;
    private long verdictSince;
    private long reportedAt;
    // what outlives a crash of the agent
    private long promised;
    private Epoch guardEpoch = Epoch.NONE;
    private long guardUntil = Long.MAX_VALUE;
    private long longestFence;

    Site(World world, RegionName name, boolean hasData) {
        this.world = world;
        this.name = name;
        this.hasData = hasData;
        this.database = new Store(world, this);
        this.executor = new Executor(world, this);
        double drift = world.policy.lease().drift();
        this.rate = 1 + (world.random.nextDouble() * 2 - 1) * drift;
        this.offset = world.between(0, 1_000_000) * World.MS;
        this.lag = world.between(0, 250) * World.MS;
        this.killsItself = world.random.nextBoolean();
    }

    void begin() {
        database.upstream =
                hasData && !name.equals(world.policy.home()) ? Optional.of(world.policy.home()) : Optional.empty();
        reset();
        look(life);
    }

    long nanos() {
        return offset + (long) (world.now * rate);
    }

    double trueTime(long nanos) {
        return (nanos - offset) / rate;
    }

    boolean isRunning() {
        return isAlive && isAgentUp && world.now >= pausedUntil;
    }

    State state() {
        return world.state(applied);
    }

    boolean hasValidLease() {
        return heldUntil - nanos() > 0;
    }

    Epoch heldEpoch() {
        return heldEpoch;
    }

    // ---- life and death ----

    private void reset() {
        applied = 0;
        renewalSeenAt = nanos();
        grantSeenAt = nanos();
        renewedAt = 0;
        claims.clear();
        heldEpoch = guardUntil == Long.MAX_VALUE ? Epoch.NONE : guardEpoch;
        heldUntil = guardUntil == Long.MAX_VALUE ? 0 : guardUntil;
        subject = Optional.empty();
        executor.forget();
    }

    void crash() {
        isAgentUp = false;
        life++;
    }

    void restart() {
        if (!isAlive || isAgentUp) {
            return;
        }
        isAgentUp = true;
        incarnation++;
        sequence = 0;
        life++;
        reset();
        look(life);
    }

    void die() {
        crash();
        isAlive = false;
        database.kill();
        guardUntil = Long.MAX_VALUE;
    }

    void revive() {
        if (!isAlive && !isGone) {
            isAlive = true;
            restart();
        }
    }

    // ---- the agent's loop ----

    private void look(long ofLife) {
        if (ofLife != life || !isAgentUp) {
            return;
        }
        if (isRunning()) {
            catchUp();
            hold();
            watch();
            executor.work();
        }
        long pause = world.between(60 * World.MS, 140 * World.MS);
        world.at(Math.max(world.now + pause, pausedUntil), () -> look(ofLife));
    }

    private void catchUp() {
        if (!world.hasQuorum(this)) {
            return;
        }
        while (applied < world.log.size() && world.log.get(applied).committedAt() + lag <= world.now) {
            State before = state();
            World.Record record = world.log.get(applied++);
            State after = record.decision().state();
            renewalSeenAt = after.renewal().equals(before.renewal()) ? renewalSeenAt : nanos();
            grantSeenAt = after.epoch().equals(before.epoch()) ? grantSeenAt : nanos();
            Stamp stamp = record.event().stamp();
            if (stamp.by().equals(name) && stamp.incarnation() == incarnation && isAccepted(record.decision())) {
                answered(record.event(), after);
            }
        }
    }

    private static boolean isAccepted(Decision decision) {
        return decision.reasons().stream()
                .noneMatch(reason -> reason instanceof Reason.RenewalSuperseded
                        || reason instanceof Reason.ClaimRefused
                        || reason instanceof Reason.Repeated);
    }

    private void answered(Event event, State after) {
        switch (event) {
            case Event.Renewed renewed ->
                extend(renewed.epoch(), renewed.stamp().nanos());
            case Event.Claimed claimed ->
                extend(new Epoch(after.index()), claimed.stamp().nanos());
            case Event.Observed _, Event.Promised _, Event.Fulfilled _, Event.Failed _ -> {}
        }
    }

    Stamp stamp() {
        return new Stamp(name, incarnation, ++sequence, nanos());
    }

    void propose(Event event) {
        world.propose(this, event);
    }

    // ---- the lease and the watchdog ----

    private void hold() {
        State state = state();
        boolean isHolder = state.holder().equals(Optional.of(name));
        if (isHolder && nanos() - renewedAt >= world.policy.renewEvery().toNanos()) {
            renewedAt = nanos();
            OptionalLong measured = longestFence == 0 ? OptionalLong.empty() : OptionalLong.of(longestFence);
            boolean isProtected = database.canWrite() && world.policy.waitFor() > 0;
            propose(new Event.Renewed(stamp(), state.epoch(), isProtected, measured));
        }
        if (!hasValidLease()) {
            // The watchdog is the fence; an agent that is quicker is only a courtesy, which half of them do
            // not show.
            if (database.canWrite() && killsItself) {
                database.kill();
            }
            if (!isHolder && !database.canWrite()) {
                guardUntil = Long.MAX_VALUE;
            }
        } else if (isHolder
                && state.epoch().equals(heldEpoch)
                && state.grant().orElseThrow().accepting()
                && database.isPrimary
                && !database.isUp) {
            database.isUp = true;
        }
    }

    private void extend(Epoch epoch, long proposedAt) {
        long until = proposedAt + world.policy.lease().holderStopsAfter().toNanos();
        boolean isNewer = epoch.supersedes(heldEpoch) || (epoch.equals(heldEpoch) && until > heldUntil);
        if (until - nanos() <= 0 || !isNewer) {
            return;
        }
        heldEpoch = epoch;
        heldUntil = until;
        guardEpoch = epoch;
        guardUntil = until;
        world.at((long) ((until - offset) / rate) + 1, () -> starve(epoch, until));
    }

    private void starve(Epoch epoch, long until) {
        if (!isAlive || guardUntil != until || !guardEpoch.equals(epoch)) {
            return;
        }
        guardUntil = Long.MAX_VALUE;
        long took = world.between(0, world.policy.lease().fence().toNanos());
        longestFence = Math.max(longestFence, took);
        world.after(took, () -> {
            if (isAlive && guardEpoch.equals(epoch) && guardUntil == Long.MAX_VALUE) {
                database.kill();
            }
        });
    }

    /// False if a greater one was promised before.
    boolean record(long number) {
        if (number < promised) {
            return false;
        }
        promised = number;
        return true;
    }

    // ---- the vantage ----

    private void watch() {
        Optional<RegionName> wanted = state().holder().filter(holder -> !holder.equals(name));
        if (!wanted.equals(subject)) {
            subject = wanted;
            verdict = Sight.Verdict.UNKNOWN;
            verdictSince = nanos();
        }
        Sight.Verdict next = subject.map(region -> see(world.site(region))).orElse(Sight.Verdict.UNKNOWN);
        if (next != verdict) {
            verdict = next;
            verdictSince = nanos();
            reportedAt = 0;
        }
        long due = (verdict == Sight.Verdict.SILENT || verdict == Sight.Verdict.GREY ? 100 : 500) * World.MS;
        if (nanos() - reportedAt >= due) {
            reportedAt = nanos();
            List<Sight> sights = subject.map(region ->
                            List.of(new Sight(region, verdict, Duration.ofNanos(nanos() - verdictSince), List.of())))
                    .orElse(List.of());
            propose(new Event.Observed(
                    stamp(),
                    sights,
                    state().renewal().map(State.Renewal::index).orElse(0L),
                    Duration.ofNanos(nanos() - renewalSeenAt),
                    Duration.ofNanos(nanos() - grantSeenAt),
                    database.state()));
        }
    }

    private Sight.Verdict see(Site other) {
        if (!world.reach(this, other) || (!other.isRunning() && !other.database.isUp)) {
            return Sight.Verdict.SILENT;
        }
        return other.isRunning() && other.database.canWrite() ? Sight.Verdict.HEALTHY : Sight.Verdict.GREY;
    }
}
