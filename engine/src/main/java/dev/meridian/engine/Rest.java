package dev.meridian.engine;

import dev.meridian.blueprint.MovePhase;
import java.time.Duration;
import java.util.Optional;

/// When whoever holds the role keeps still: it renews no lease for a while, though nobody has taken the role from
/// it.
///
/// *The problem.* A renewal keeps the role from everybody else, and no engine takes it from one that renews. So a
/// holder that renews and serves nobody keeps an outage up by itself: its database does not come up, or the links
/// between it and the others carry one way only, so that it is heard and does not hear.
///
/// *The rules.* A holder keeps still
///
/// - when its database does not answer under a valid lease, or has not come up for the first time, for longer
///   than a database needs for that;
/// - when its database has died and is not back by the time at which somebody else would serve, if somebody could:
///   what is not back by then would have been back sooner elsewhere;
/// - when its database has been up and cut off for the hold and the time of one lease, if somebody could serve:
///   a quorum of vantages finds it silent, and too few standbys for a commit receive from it, or none. How long
///   it was down before that does not count: one that has just come up again is still to be found;
/// - when it tried to renew, without a lease, for as long as one renewal extends it, if somebody could serve or it
///   hears nothing and cannot know: by then the first confirmation could extend nothing any more. The next ones
///   will not do better as long as nothing changes. So it tries again when something of the log arrives where
///   nothing did, and after its turn. A lease that comes back for a moment now and then serves nobody, and ends no
///   attempt; nor does what serves for moments between one silence and the next. Users are served when it is
///   there for most of the time: until it has served for several times as long as it could not, the one attempt
///   goes on, and hearing something wakes it only once.
///
/// A database that was down and serves after all ends what was begun for that: to go on would stop it. One that
/// was cut off does not: for a moment somebody finds it, or a standby follows, and nobody is served. And what was
/// begun for somebody else is over as soon as nobody else is there any more.
///
/// Where nobody took the role meanwhile it tries for longer the next time, or waits for longer: nobody may be
/// there who can, and then a rest is time without service. What it waits has a bound: the reason may be over,
/// and nothing tells it but another try.
///
/// Of one owner. Times are of that one's monotonic clock, in nanoseconds.
public final class Rest {
    /// Whoever has heard nothing new of the log for longer hears nothing: agents speak twice a second.
    public static final Duration HEARING = Duration.ofMillis(800);

    /// So many turns, at the most, between one renewal that is in vain and the next.
    private static final int MOST_TURNS = 4;

    /// For so long it has to serve, for each moment without a lease, until that is forgotten: whoever is without
    /// one for a fifth of the time or more is no service to rely on.
    private static final int WORTH = 4;

    private final Terms terms;
    private long patience;
    private long comingUp;
    private long failingSince;
    private long cutOffSince;
    private long restsUntil;
    /// Whether it rests because its database was cut off.
    private boolean isForCutOff;
    /// Whether it rests so that somebody else can have the role.
    private boolean isForOthers;

    private boolean isHearing;
    /// How long it has tried without a lease.
    private long tried;
    /// How long it was without a lease, less a part of what it has served since.
    private long owed;
    /// Whether hearing something has ended an attempt since then.
    private boolean wasWoken;

    private long lookedAt;
    private long turn;
    private long waitsUntil;

    /// What it goes by, in nanoseconds.
    ///
    /// @param extension how long one renewal extends a lease
    /// @param cutOff how long it may be cut off: one that has just come up again is found, and followed, by then
    /// @param patience how long a database that has died is waited for, at first
    /// @param turn how long it keeps still
    /// @param comingUp what a database needs to come up, at most
    public record Terms(long extension, long cutOff, long patience, long turn, long comingUp) {
        /// @param failover from the last sign of a holder to the first write elsewhere, but for the steps of the
        ///     file: who keeps still waits for those as well, or it would end the move that waits for them
        /// @param comingUp what a database needs to come up, at most
        public static Terms of(Policy policy, Duration failover, Duration comingUp) {
            Duration whole = failover.plus(policy.longestBefore(MovePhase.PROMOTE));
            return new Terms(
                    policy.lease().holderStopsAfter().toNanos(),
                    policy.lease().holderStopsAfter().plus(policy.hold()).toNanos(),
                    whole.toNanos(),
                    policy.lease()
                            .duration()
                            .plus(whole)
                            .plus(policy.patience().catchUp())
                            .toNanos(),
                    comingUp.toNanos());
        }
    }

    /// What a holder sees of itself.
    ///
    /// @param isLeased whether a renewal of its own has come back to it, and still keeps the role
    /// @param isHearing whether something new of the log has come of late
    /// @param isServing whether its database answers as a primary and is not cut off, or is ready to be opened
    /// @param hasFailed whether its database is gone that has accepted writes under this grant, or is cut off
    /// @param isCutOff whether it is cut off
    /// @param isStopped whether its database is stopped on purpose, for a move
    /// @param others who could take the role by itself, of one that does not serve
    public record Look(
            boolean isLeased,
            boolean isHearing,
            boolean isServing,
            boolean hasFailed,
            boolean isCutOff,
            boolean isStopped,
            Prospect others) {
        boolean canBeLeft() {
            return others == Prospect.SOMEBODY;
        }
    }

    /// One that has just begun to look.
    public Rest(Terms terms, long now) {
        this.terms = terms;
        this.patience = terms.patience();
        this.comingUp = terms.comingUp();
        begin(now);
    }

    /// The role is its own anew.
    public void begin(long now) {
        failingSince = now;
        cutOffSince = now;
        restsUntil = now;
        isForOthers = false;
        lookedAt = now;
        tries(now);
    }

    /// Whether it keeps still now; to be asked at least as often as renewals are due.
    public boolean isNow(Look look, long now) {
        serves(look, now);
        renews(look, now);
        lookedAt = now;
        return restsUntil - now > 0 || waitsUntil - now > 0;
    }

    private void serves(Look look, long now) {
        if (look.isServing() && look.isLeased()) {
            patience = terms.patience();
            comingUp = terms.comingUp();
            restsUntil = isForCutOff ? restsUntil : now;
        }
        if (isForOthers && !look.isServing() && look.others() == Prospect.NOBODY) {
            restsUntil = now;
            isForOthers = false;
        }
        if (!look.isLeased() || look.isServing() || look.isStopped()) {
            failingSince = now;
        }
        if (!look.isLeased() || !look.isCutOff()) {
            cutOffSince = now;
        }
        if (isTooLong(look, now) && (!look.hasFailed() || look.canBeLeft())) {
            restsUntil = now + (look.canBeLeft() ? terms.turn() : terms.comingUp());
            isForCutOff = look.isCutOff();
            isForOthers = look.canBeLeft();
            failingSince = now;
            cutOffSince = now;
            patience = look.hasFailed() ? patience * 2 : patience;
            comingUp = look.hasFailed() ? comingUp : comingUp * 2;
        }
    }

    private boolean isTooLong(Look look, long now) {
        if (look.isCutOff()) {
            return now - cutOffSince > patience - terms.patience() + terms.cutOff();
        }
        return now - failingSince > (look.hasFailed() ? patience : comingUp);
    }

    private void renews(Look look, long now) {
        boolean hearsAgain = look.isHearing() && !isHearing;
        isHearing = look.isHearing();
        // What is not heard of may be over.
        boolean isSurelyStopped = look.isStopped() && look.isHearing();
        boolean isResting = isSurelyStopped || restsUntil - now > 0;
        boolean isOfNoUse = look.isHearing() && look.others() == Prospect.NOBODY;
        owes(look, now);
        boolean isService = look.isLeased() && look.isServing() && owed == 0;
        if (isService || isResting || isOfNoUse) {
            tries(now);
        } else if (hearsAgain && !wasWoken) {
            triesAgain(now);
            wasWoken = true;
        } else if (!look.isLeased() && waitsUntil - lookedAt <= 0) {
            tried += passed(now);
        }
        if (tried > terms.extension()) {
            tried = 0;
            waitsUntil = now + turn;
            turn = Math.min(turn * 2, terms.turn() * MOST_TURNS);
        }
    }

    /// Who waited for its turn, and nobody came, owes nobody anything.
    private void owes(Look look, long now) {
        boolean hasWaited = waitsUntil - lookedAt > 0 && waitsUntil - now <= 0;
        if (hasWaited) {
            owed = 0;
            wasWoken = false;
        } else if (!look.isLeased()) {
            owed = Math.min(owed + passed(now), terms.patience());
        } else if (look.isServing()) {
            owed = Math.max(0, owed - passed(now) / WORTH);
        }
    }

    /// Since the last look; nothing if it stood still.
    private long passed(long now) {
        long passed = now - lookedAt;
        return passed > terms.extension() ? 0 : passed;
    }

    private void tries(long now) {
        triesAgain(now);
        owed = 0;
        wasWoken = false;
    }

    private void triesAgain(long now) {
        tried = 0;
        waitsUntil = now;
        turn = terms.turn();
    }

    /// Whether a database is cut off: nobody outside finds it, and fewer standbys receive from it than a commit
    /// waits for, or none at all.
    ///
    /// @param standbys that receive from it
    /// @param now the stamp of whoever asks
    public static boolean isCutOff(State state, long standbys, Stamp now, Policy policy) {
        return standbys < Math.max(1, policy.waitFor())
                && Finding.of(state, now, policy).equals(Optional.of(Finding.PARTITIONED));
    }
}
