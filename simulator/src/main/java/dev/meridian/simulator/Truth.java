package dev.meridian.simulator;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Decision;
import dev.meridian.engine.Event;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What really happens, and the laws that must hold at every instant of it (I1 to I21 of the research on failover,
/// §6). The engine never sees any of this.
///
/// A law is looked at whenever what it speaks of changes: who can write, what was written and acknowledged,
/// what was decided. That is as often as after every event.
final class Truth {
    private final World world;
    private final Tally tally = new Tally();
    private final Ledger ledger = new Ledger();
    private final Map<Long, Beats> beats = new LinkedHashMap<>();
    private final Followers followers;
    private final Grounds grounds;
    private final Takeover takeover;
    private final Execution execution;
    private final Liveness liveness;
    private final Promptness promptness;
    private final Citations citations;
    private Epoch newestWritten = Epoch.NONE;
    private Epoch newestGranted = Epoch.NONE;
    private Epoch newestPromoted = Epoch.NONE;
    /// To whom each epoch was granted.
    private final Map<Long, RegionName> holders = new LinkedHashMap<>();
    private long movedAt = Long.MIN_VALUE;

    Truth(World world) {
        this.world = world;
        this.followers = new Followers(world);
        this.grounds = new Grounds(world, this);
        this.takeover = new Takeover(world, this);
        this.execution = new Execution(world, this);
        this.liveness = new Liveness(world, this);
        this.promptness = new Promptness(world, this);
        this.citations = new Citations(this, world.policy);
    }

    Liveness liveness() {
        return liveness;
    }

    Tally tally() {
        return tally;
    }

    Followers followers() {
        return followers;
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
            writers += canWrite(place) ? 1 : 0;
        }
        if (writers > 1) {
            int counted = writers;
            throw broken("I1", counted + " sides can write");
        }
        promptness.writers(writers > 0);
    }

    static boolean canWrite(Place place) {
        return place.database.canWrite() && !place.standstill.isHarmless();
    }

    void promoted(Place place, Epoch epoch) {
        if (newestPromoted.supersedes(epoch) && place.standstill.isHarmless()) {
            return;
        }
        if (newestPromoted.supersedes(epoch)) {
            throw broken("I2", place.name + " is promoted with epoch " + epoch + " after epoch " + newestPromoted);
        }
        if (newestPromoted.equals(epoch)) {
            throw broken("I14", place.name + " is promoted with epoch " + epoch + ", which was done before");
        }
        decidedFor(place, epoch, place.name + " is promoted with");
        newestPromoted = epoch;
        writersChanged();
    }

    /// I9: it follows from an entry that says so, and none of those is committed without a majority.
    private void decidedFor(Place holder, Epoch epoch, String what) {
        if (!holder.name.equals(holders.get(epoch.number()))) {
            throw broken("I9", what + " epoch " + epoch + ", which the log has not granted to " + holder.name);
        }
    }

    /// I9: without the log's word nobody is sent anywhere. I10: who knows all that was decided sends nobody away
    /// from a side that serves.
    void rerouted(Place server, Place from, Place to, Epoch epoch) {
        decidedFor(to, epoch, server.name + " sends users to " + to.name + " under");
        boolean knowsAll = server.state().epoch().equals(world.log.state().epoch());
        if (knowsAll && canWrite(from) && !to.database.canWrite()) {
            throw broken("I10", server.name + " sends users away from " + from.name + ", which serves");
        }
    }

    /// I21: a fence that took longer than the file says is in the log before its side comes back, or the next one
    /// is not waited for.
    void comesBack(Place place) {
        long known = world.log
                .state()
                .renewal()
                .map(Renewal::fenceMeasured)
                .orElse(OptionalLong.empty())
                .orElse(0);
        long took = place.watchdog.measured().orElse(0);
        if (took > Math.max(known, world.policy.lease().fence().toNanos())) {
            throw broken("I21", place.name + " comes back, and the log does not know how long its fence took");
        }
    }

    void wrote(Place place, Epoch epoch) {
        if (newestWritten.supersedes(epoch) && place.standstill.isHarmless()) {
            return;
        }
        if (newestWritten.supersedes(epoch)) {
            throw broken("I4", place.name + " writes under epoch " + epoch + " after epoch " + newestWritten);
        }
        newestWritten = epoch;
        grounds.wrote(epoch);
    }

    /// What only a stranger vouches for, before the log could hear of it, is on nobody's account: no renewal was
    /// sent since it came (ADR 9 states this limit). Whatever that one said of it: it could have been seen.
    ///
    /// @param strangerSince when those strangers came who alone have confirmed it, under the names of standbys
    void acknowledged(Place place, long epoch, long position, OptionalDouble strangerSince) {
        boolean isBorrowed = strangerSince.isPresent();
        boolean isLate = newestWritten.number() > epoch;
        if (isLate && isBorrowed && place.standstill.isHarmless()) {
            return;
        }
        if (isLate && !isNews(place, epoch, position)) {
            throw broken("I1", place.name + " acknowledges under epoch " + epoch + " after epoch " + newestWritten);
        }
        tally.acknowledged++;
        if (!isBorrowed || renewalSentAt() >= strangerSince.getAsDouble()) {
            ledger.add(epoch, position, world.now);
        }
    }

    /// When the newest renewal was sent of those that tell of a database which accepts writes.
    private double renewalSentAt() {
        return world.log
                .state()
                .renewal()
                .map(renewal -> world.log.entry(Math.toIntExact(renewal.index())))
                .filter(entry -> entry.state().isAccepting())
                .map(entry -> world.trueTime(entry.event.stamp()))
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /// Standbys confirmed it before they promised, and the machine hears of it only now: the new side has it.
    private boolean isNews(Place place, long epoch, long position) {
        RegionName writer = holders.get(newestWritten.number());
        return place.standstill.isHarmless()
                && writer != null
                && world.place(writer).database.history.reached(epoch) >= position;
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

    /// I19: what only this copy has is lost with it, unless it was kept.
    void overwritten(Place place, Place with) {
        History has = place.database.history;
        if (!has.isPrefixOf(with.database.history) && !has.isPrefixOf(place.fork)) {
            throw broken("I19", "the fork of " + place.name + " is overwritten and was not kept");
        }
    }

    // ---- after every entry ----

    /// No law speaks of the reasons that are left out here.
    void decided(Event event, State before, Decision decision) {
        State after = decision.state();
        if (!after.epoch().equals(before.epoch())) {
            after.holder().ifPresent(holder -> holders.put(after.epoch().number(), holder));
        }
        liveness.decided(after);
        promptness.decided(after);
        grounds.hear(event, decision);
        takeover.decided(decision);
        citations.decided(event, decision);
        for (Reason reason : decision.reasons()) {
            tally.reason(reason, saidAt(event));
            execution.decided(reason, before);
            world.chores.decided(reason, before);
            switch (reason) {
                case Reason.FirstGrant grant -> granted(grant.epoch(), decision.state());
                case Reason.Granted grant -> moved(grant, before, decision.state());
                case Reason.RecoveryOpened opened -> grounds.opened(opened, event);
                case Reason.PromiseRecorded promised -> grounds.promised(promised, decision.state());
                case Reason.Offered offered -> grounds.offered(offered, event, decision.state());
                case Reason.OrderTaken taken -> grounds.taken(taken, event);
                case Reason.HandedOver handed -> handedOver(handed, event);
                case Reason.GivenBack back -> {
                    granted(back.epoch(), decision.state());
                    grounds.givenBack(before.epoch(), back.epoch());
                }
                case Reason.OfferWithdrawn _ -> grounds.withdrawn();
                case Reason.RecoveryAborted _ -> {
                    grounds.withdrawn();
                    abandoned(before, decision.state());
                }
                case Reason.HandoverDropped _ -> abandoned(before, decision.state());
                case Reason.SilenceSeen _ -> grounds.silenceSeen();
                case Reason.ReturnOpened opened -> grounds.returns(opened, event, before);
                case Reason.DutyDone done -> tally.done(done.duty(), saidAt(event));
                default -> {}
            }
        }
    }

    /// When an entry was stamped, which is what a drill counts from: nobody knows when it was committed.
    private long saidAt(Event event) {
        return (long) world.trueTime(event.stamp());
    }

    /// I15: the role is where it was, users are sent to where they were, and nobody else can write. Its holder may
    /// say in the same entry that it has been promoted.
    private void abandoned(State before, State state) {
        if (!state.epoch().equals(before.epoch())) {
            throw broken("I15", "a move that was given up has left the role with " + state.grant());
        }
        if (!state.routes().equals(before.routes())) {
            throw broken("I15", "a move that was given up has left users on their way to " + state.routes());
        }
        for (Place place : world.places) {
            boolean isHolder = state.holder().equals(Optional.of(place.name));
            if (canWrite(place) && !isHolder) {
                throw broken("I15", "a move that was given up has left " + place.name + " able to write");
            }
            if (place.routes.records.epoch().supersedes(state.epoch())) {
                throw broken("I15", "a move that was given up has sent users of " + place.name + " elsewhere");
            }
        }
    }

    /// I3: it is the receipt of this order. I5: what it says of itself is so.
    private void handedOver(Reason.HandedOver handed, Event event) {
        if (event instanceof Event.Yielded receipt && receipt.ballot() != handed.ballot()) {
            throw broken("I3", "the receipt of order " + receipt.ballot() + " counts in order " + handed.ballot());
        }
        Database database = world.place(handed.by()).database;
        if (database.canWrite() || database.position() != handed.position()) {
            throw broken("I5", handed.by() + " says that it has stopped at " + handed.position() + ", and has not");
        }
    }

    private void granted(Epoch epoch, State state) {
        if (!epoch.supersedes(newestGranted) || epoch.number() != state.index()) {
            throw broken("I2", "epoch " + epoch + " is granted after " + newestGranted);
        }
        newestGranted = epoch;
        grounds.granted();
    }

    private void moved(Reason.Granted grant, State before, State state) {
        granted(grant.epoch(), state);
        tally.moves++;
        boolean isOrdered = grounds.moved(grant, before);
        Place old = world.place(grant.from());
        if (canWrite(old)) {
            throw broken("I5", grant.from() + " can still write when its role is granted away");
        }
        if (old.sinks.areStillWritten() && !world.policy.unfenced().isEmpty()) {
            throw broken("I5", grant.from() + " still writes to " + world.policy.unfenced() + " at the grant");
        }
        double cooldown =
                world.policy.cooldown().toNanos() / (1 + world.policy.lease().drift());
        boolean isFree = isOrdered || grounds.isAcknowledged();
        if (!isFree && movedAt != Long.MIN_VALUE && world.now - movedAt < cooldown) {
            throw broken("I11", "two moves within the cooldown");
        }
        movedAt = world.now;
        loss(grant);
    }

    /// I6: what is acknowledged and not in the candidate is no more than was said.
    private void loss(Reason.Granted grant) {
        Loss predicted = grant.loss();
        if (!predicted.isWithin(grounds.budget())) {
            throw broken("I6", predicted.text() + " is over the budget");
        }
        Ledger.Missing lost = ledger.lose(world.place(grant.holder()).database.history);
        tally.lost += lost.writes();
        tally.lossNanos = Math.max(tally.lossNanos, lost.nanos());
        boolean isWithin = switch (predicted) {
            case Loss.AtMost atMost -> lost.nanos() <= atMost.bound().toNanos();
            // Within the budget only of two people who accepted whatever it is.
            case Loss.Unknown _ -> true;
            case Loss.ProvablyNone _, Loss.HandedOver _ -> false;
        };
        if (lost.writes() > 0 && !isWithin) {
            throw broken("I6", "lost " + lost.nanos() / World.MS + " ms, predicted " + predicted.text());
        }
    }

    // ---- at the end ----

    /// Of all that was acknowledged, what the one that holds the role has not.
    Ledger.Missing missing() {
        return world.log
                .state()
                .holder()
                .map(holder -> ledger.missing(world.place(holder).database.history))
                .orElse(new Ledger.Missing(0, 0));
    }

    /// I17 once more from the beginning.
    void checkTheEnd() {
        liveness.checkTheEnd();
        if (world.weather.replays()) {
            State again = State.INITIAL;
            List<Log.Entry> entries = world.log.entries();
            for (Log.Entry entry : entries) {
                Decision decision = world.decide(again, entry.event);
                if (!decision.equals(entry.decision)) {
                    throw broken("I17", "the same log decides otherwise");
                }
                again = decision.state();
            }
        }
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
