package dev.meridian.simulator;

import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Loss;
import dev.meridian.engine.Decision;
import dev.meridian.engine.Event;
import dev.meridian.engine.Order;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Sight;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whether what was decided stood on anything: who had said what, how long ago on the one true clock.
final class Grounds {
    private static final long NEVER = Long.MIN_VALUE;

    private final World world;
    private final Truth truth;
    private final Mandates people;
    private final Restraint restraint;
    private final Foundations foundations;
    /// When each place's word that the holder is silent was committed; never, if its newest does not say so.
    private final long[] silentWordAt;
    /// For how long it had found so then.
    private final double[] silentFor;
    private final Vouchers vouchers;
    private final Standbys standbys;
    private final Speech speech;
    private long renewedAt = NEVER;
    private double renewalProposedAt;
    private long fenceReported;
    private Optional<RegionName> offered = Optional.empty();
    private long offeredEntry;
    private boolean isSilenceOpen;

    Grounds(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
        this.people = new Mandates(world, truth);
        this.speech = new Speech(world);
        this.restraint = new Restraint(world, truth);
        this.foundations = new Foundations(world, truth);
        int places = world.scene.places().size();
        this.silentWordAt = new long[places];
        this.silentFor = new double[places];
        this.vouchers = new Vouchers(world, truth);
        this.standbys = new Standbys(world);
        Arrays.fill(silentWordAt, NEVER);
    }

    // ---- what is said ----

    void granted() {
        Arrays.fill(silentWordAt, NEVER);
        isSilenceOpen = false;
        people.granted();
        restraint.granted();
    }

    void silenceSeen() {
        if (isSilenceOpen) {
            throw truth.broken("I17", "DETECT-1 twice in one silence");
        }
        isSilenceOpen = true;
    }

    /// Each entry, before what was decided upon it is looked at.
    void hear(Event event, Decision decision) {
        if (isRepeated(decision)) {
            return;
        }
        if (event instanceof Event.Observed word) {
            speech.hear(word, decision.state().index());
        }
        restraint.hear(event);
        people.hear(event);
        switch (event) {
            case Event.Observed observed -> {
                observed(observed, decision.state());
                waitsForNobodyGone(observed, decision);
            }
            case Event.Renewed renewed -> renewed(renewed, decision);
            case Event.Claimed claimed -> claimed(claimed, decision);
            case Event.Promised _ -> promised(decision.state());
            case Event.Fulfilled done -> truth.followers().hear(done.duty());
            case Event.Yielded _, Event.Ordered _, Event.Failed _ -> {}
        }
    }

    private static boolean isRepeated(Decision decision) {
        for (Reason reason : decision.reasons()) {
            if (reason instanceof Reason.Repeated) {
                return true;
            }
        }
        return false;
    }

    private void renewed(Event.Renewed renewed, Decision decision) {
        if (!decision.isAccepted()) {
            return;
        }
        if (!renewed.epoch().equals(decision.state().epoch())
                || !decision.state().holder().equals(Optional.of(renewed.stamp().by()))) {
            throw truth.broken(
                    "I3",
                    "a renewal of epoch " + renewed.epoch() + " counts in epoch "
                            + decision.state().epoch());
        }
        boolean isAway = decision.state().stage() instanceof State.Stage.Recovering recovering
                && recovering
                        .handover()
                        .filter(order -> order.variant() == Order.Variant.FORCED)
                        .isPresent();
        if (isAway) {
            throw truth.broken("I16", renewed.stamp().by() + " renews though a person moved it away by force");
        }
        renewedAt = world.now;
        renewalProposedAt = world.trueTime(renewed.stamp());
        foundations.renewed(renewed, renewalProposedAt);
        fenceReported = Math.max(fenceReported, renewed.fenceMeasured().orElse(0));
    }

    private void promised(State state) {
        if (state.stage() instanceof State.Stage.Recovering recovering) {
            for (Event.Promised promise : recovering.promises().values()) {
                if (promise.ballot() != recovering.ballot()) {
                    throw truth.broken(
                            "I3",
                            "a promise to ballot " + promise.ballot() + " counts in ballot " + recovering.ballot());
                }
            }
        }
    }

    /// An offer to somebody who has long been gone keeps everybody waiting: those who speak on know it. Whoever
    /// has not spoken for long, and makes one, does not know yet.
    private void waitsForNobodyGone(Event.Observed word, Decision decision) {
        if (decision.state().stage() instanceof State.Stage.Recovering recovering
                && recovering.offer().isPresent()
                && decision.reasons().stream().noneMatch(Reason.Offered.class::isInstance)) {
            int candidate = world.scene.place(recovering.offer().get().candidate());
            int by = world.scene.place(word.stamp().by());
            speech.shows(word, offeredEntry, candidate);
            double longest = world.policy.freshness().toNanos() * 2.0 + Speech.LONG;
            boolean isBack =
                    recovering.suspect().equals(recovering.offer().get().candidate());
            double heard = isBack ? speech.last(candidate) : standbys.said(candidate);
            double known = Math.max(speech.knowsSince(by), Math.max(heard, speech.since(by)));
            if (known + longest < world.trueTime(word.stamp())) {
                throw truth.broken("I20", "the role is still offered to somebody who is gone");
            }
        }
    }

    private void claimed(Event.Claimed claimed, Decision decision) {
        boolean isGranted = decision.reasons().stream()
                .anyMatch(reason -> reason instanceof Reason.Granted
                        || reason instanceof Reason.GivenBack
                        || reason instanceof Reason.FirstGrant);
        if (isGranted) {
            renewedAt = world.now;
            renewalProposedAt = world.trueTime(claimed.stamp());
            foundations.granted(renewalProposedAt);
            fenceReported = claimed.fenceMeasured().orElse(0);
        }
    }

    private void observed(Event.Observed word, State state) {
        Place by = world.place(word.stamp().by());
        double said = world.trueTime(word.stamp());
        standbys.hear(word);
        vouchers.hear(word, by, said);
        Optional<RegionName> holder = state.holder();
        if (holder.isEmpty()) {
            return;
        }
        Optional<Sight> silent = word.sight(holder.get(), Sight.Verdict.SILENT);
        silentWordAt[by.number] = silent.isPresent() ? world.now : NEVER;
        silentFor[by.number] = silent.map(sight ->
                        said - by.clock.trueTime(word.stamp(), sight.stableFor().toNanos()))
                .orElse(0.0);
        int saying = 0;
        for (RegionName vantage : world.policy.voters()) {
            boolean says = !vantage.equals(holder.get()) && silentWordAt[world.scene.place(vantage)] != NEVER;
            saying += says ? 1 : 0;
        }
        if (saying < world.policy.vantageQuorum(holder.get())) {
            isSilenceOpen = false;
        }
    }

    // ---- what is decided upon it ----

    /// I7: a quorum of vantages said so within the freshness, seen from when the deciding entry was stamped, each
    /// of them for the hold; and the holder does not renew.
    void opened(Reason.RecoveryOpened opened, Event event) {
        RegionName suspect = opened.suspect();
        List<RegionName> heard = world.policy.vantagesOf(suspect).stream()
                .filter(vantage -> isHeard(world.scene.place(vantage), event))
                .toList();
        int needed = world.policy.vantagesOf(suspect).size() / 2 + 1;
        double hold = shortened(world.policy.hold());
        honest(heard, hold);
        if (heard.size() < needed) {
            throw truth.broken("I7", "a recovery on the word of " + heard.size() + " fresh vantages");
        }
        long patient = heard.stream()
                .filter(vantage -> silentFor[world.scene.place(vantage)] >= hold - 1)
                .count();
        if (patient < needed) {
            throw truth.broken("I7", "a recovery before the silence was as long as the hold");
        }
        if (world.now - renewedAt < shortened(world.policy.silentAfter())) {
            throw truth.broken("I7", "a recovery " + (world.now - renewedAt) / World.MS + " ms after a renewal");
        }
        people.allow(
                suspect, to -> !to.equals(suspect) && world.policy.targets().contains(to));
        restraint.calm(suspect, event);
        if (!world.policy.automatic()) {
            throw truth.broken("I7", "a recovery though a person decides");
        }
        armed();
        boolean someoneCan = world.policy.targets().stream()
                .anyMatch(target -> !target.equals(suspect) && isHeardAsStandby(target, event));
        if (!someoneCan) {
            throw truth.broken("I10", "survivors stop receiving though nobody can take over");
        }
    }

    /// I8: of those that told the truth at least one has found it silent for the hold.
    private void honest(List<RegionName> heard, double hold) {
        long honest = heard.stream()
                .map(world.scene::place)
                .filter(vantage -> !vouchers.isLie(vantage) && silentFor[vantage] >= hold - 1)
                .count();
        if (honest == 0) {
            throw truth.broken("I8", "a recovery on the word of liars");
        }
    }

    void promised(Reason.PromiseRecorded promised, State state) {
        foundations.promised(promised, state);
    }

    void givenBack(Epoch from, Epoch to) {
        restraint.givenBack(from, to);
    }

    /// The way home by itself.
    void returns(Reason.ReturnOpened opened, Event event, State before) {
        people.allow(opened.from(), opened.home()::equals);
        restraint.calm(opened.home(), event);
        restraint.returns(opened, event, before, people.isAcknowledged());
    }

    private boolean isHeard(int vantage, Event event) {
        return silentWordAt[vantage] >= since(event);
    }

    /// The instant before which a word is too old, for whoever speaks now.
    private double since(Event event) {
        return world.trueTime(event.stamp()) - world.policy.freshness().toNanos() / (1 - drift());
    }

    private boolean isHeardAsStandby(RegionName member, Event event) {
        return standbys.heard(world.scene.place(member)) >= since(event) - Speech.LONG;
    }

    private double shortened(Duration time) {
        return time.toNanos() / (1 + drift());
    }

    private double drift() {
        return world.policy.lease().drift();
    }

    /// I21: with what was declared, and with what was measured.
    private void armed() {
        Inequality declared = world.policy.lease().oneWriter();
        if (!declared.holds()) {
            throw truth.broken("I21", "a move though " + declared.statement());
        }
        if (fenceReported > world.policy.lease().fence().toNanos()) {
            Inequality real = world.policy
                    .lease()
                    .withFence(Duration.ofNanos(fenceReported))
                    .oneWriter();
            if (!real.holds()) {
                throw truth.broken("I21", "a move though " + real.statement() + ", as measured");
            }
        }
    }

    /// I6: nobody was left unasked whose word is in the log for less than the freshness: whoever speaks cannot
    /// have seen it for longer, however long it was under way. I10: the role is offered to somebody who is there.
    void offered(Reason.Offered to, Event event, State state) {
        offered = Optional.of(to.candidate());
        offeredEntry = state.index();
        lawfullyTimed(state);
        if (!(state.stage() instanceof State.Stage.Recovering recovering)) {
            throw truth.broken("I2", "an offer outside a recovery");
        }
        foundations.offered(to, recovering, renewedAt);
        foundations.bounded(to, state.epoch(), shortened(world.policy.lease().holderStopsAfter()) + longestFence());
        boolean isBack = to.candidate().equals(recovering.suspect());
        if (!isBack && !isHeardAsStandby(to.candidate(), event)) {
            throw truth.broken("I10", "the role is offered to " + to.candidate() + ", which is not heard of");
        }
        if (recovering.handover().isEmpty()) {
            restraint.hasRoom(to.candidate(), event);
        }
        for (RegionName member : state.grant().orElseThrow().lineage()) {
            boolean isUnasked = !(to.loss() instanceof Loss.HandedOver)
                    && !member.equals(recovering.suspect())
                    && !recovering.promises().containsKey(member)
                    && standbys.known(world.scene.place(member))
                            >= world.trueTime(event.stamp()) - shortened(world.policy.freshness())
                    && !standbys.isDeaf(world.scene.place(member), event.stamp());
            if (isUnasked) {
                throw truth.broken("I6", "the role is offered before " + member + " told what it has");
            }
        }
    }

    /// I4, I16, I21: the old lease is one that runs out, and has run out, unless the old side has stopped by
    /// itself or two people vouch for it.
    private void lawfullyTimed(State state) {
        boolean isReceived = state.stage() instanceof State.Stage.Recovering recovering
                && recovering.yielded().isPresent();
        boolean isAttested = people.isAttested(state.holder().orElseThrow());
        if (isReceived || isAttested) {
            return;
        }
        armed();
        vouchers.forLease(state, state.holder().orElseThrow());
        double lasts = world.policy.lease().holderStopsAfter().toNanos() / (1 - drift());
        if (world.now < renewalProposedAt + lasts + longestFence()) {
            throw truth.broken("I4", "the role is offered while the old lease may still be in force");
        }
    }

    private double longestFence() {
        return Math.max(world.policy.lease().fence().toNanos(), fenceReported);
    }

    void wrote(Epoch epoch) {
        foundations.wrote(epoch, longestFence());
    }

    void withdrawn() {
        offered = Optional.empty();
    }

    /// Every gate was passed by the one that holds the role now; and somebody outside both the old side and the
    /// new one could be asked (Contracts, the writer's chain 6).
    ///
    /// @return whether a person ordered it
    boolean moved(Reason.Granted grant, State before) {
        if (!offered.equals(Optional.of(grant.holder()))) {
            throw truth.broken("I5", grant.holder() + " holds the role, which it was not offered");
        }
        offered = Optional.empty();
        if (before.stage() instanceof State.Stage.Recovering recovering) {
            recovering.offer().ifPresent(offer -> foundations.granted(offer, grant.from(), before));
            if (recovering.handover().isPresent()) {
                return true;
            }
        }
        people.allow(grant.from(), grant.holder()::equals);
        if (world.policy.voters().stream()
                .allMatch(voter -> voter.equals(grant.from()) || voter.equals(grant.holder()))) {
            throw truth.broken("I7", "a move without a third opinion");
        }
        return false;
    }

    void taken(Reason.OrderTaken taken, Event event) {
        people.taken(taken, event);
    }

    boolean isAcknowledged() {
        return people.isAcknowledged();
    }

    /// What a move may lose: the file's budget, or what somebody accepted for this one.
    Duration budget() {
        return people.budget();
    }
}
