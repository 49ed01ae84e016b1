package dev.meridian.engine;

import dev.meridian.blueprint.MovePhase;
import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Loss;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The decision function.
///
/// *The problem.* A region falls silent. From outside nobody can tell whether it is dead, cut off, or slow; its
/// database may go on acknowledging writes for its own users. Whoever promotes another region at the wrong moment
/// makes two histories out of one.
///
/// *Wrong ideas.* "The majority voted it dead": a majority says nothing about what the minority still does (a
/// 43-second partition cost GitHub a day in October 2018 because nobody could fence the healthy old side). "The
/// lease ran out": a lease is a promotion gate; the old side stops only if something stops it, and only the
/// *measured* time of that something makes the wait safe. "The most advanced replica wins": positions compared
/// while replicas still receive can be overtaken by one more acknowledged write.
///
/// *The algorithm.* Suspicion by a quorum of vantages outside the region, stable for `hold`, and no renewal: open
/// a recovery (its entry number is the ballot). Survivors promise: record the ballot, stop receiving, then tell
/// their position. The preferred one fetches what another survivor has and it lacks, and promises again; it is
/// waited for, but not for long. When every survivor that is heard of has promised, the old lease has surely run
/// out, and the loss is provably within the budget, the most advanced survivor, among equals the preferred one,
/// is offered the role. It claims it in the log; that entry is the grant and its number the epoch. A renewal of
/// the old holder that is committed before the claim aborts the recovery; one that comes after it is refused. So
/// every grant and every renewal stands in one order that all agree on, and at most one side holds a lease at any
/// point of it.
public final class Engine {
    private Engine() {}

    /// Applies one entry.
    public static Decision decide(State state, Event event, Policy policy) {
        return decide(state, event, new Rules(policy, List.of()));
    }

    /// As if some guards were not there: for a simulation that shows what it is for, and nothing else.
    public static Decision decideWithout(List<Guard> guards, State state, Event event, Policy policy) {
        return decide(state, event, new Rules(policy, guards));
    }

    /// What keeps two sides from writing now: while it does not hold, nothing moves by itself (LEASE-3).
    public static Inequality oneWriter(State state, Policy policy) {
        return Gates.inForce(state, policy);
    }

    /// Whether the role could go elsewhere by itself, as its holder knows it.
    public static Prospect prospect(State state, Stamp now, Policy policy) {
        Evidence evidence = new Evidence(state, now, new Rules(policy, List.of()));
        return state.holder()
                .map(holder -> Opening.of(evidence, holder))
                .map(Prospects::of)
                .orElse(Prospect.NOBODY);
    }

    /// What it would cost if it went there now, at best.
    ///
    /// @param now the stamp of whoever asks
    public static Optional<Loss> leastLoss(State state, Stamp now, Policy policy) {
        Evidence evidence = new Evidence(state, now, new Rules(policy, List.of()));
        return state.holder()
                .map(holder ->
                        Prospects.leastLoss(evidence, holder, member -> evidence.age(member) != Evidence.Age.GONE));
    }

    private static Decision decide(State state, Event event, Rules rules) {
        Stamp stamp = event.stamp();
        Stamp seen = state.clocks().get(stamp.by());
        if (seen != null && isOld(stamp, seen) && rules.have(Guard.ONCE)) {
            State same = state.counted();
            return new Decision(same, List.of(new Reason.Repeated(stamp.by(), stamp.sequence())), List.of());
        }
        List<Reason> reasons = new ArrayList<>();
        Stamp dating = rules.have(Guard.SEEN) ? stamp : stamp.asIfAllWereSeen();
        State next = apply(state.withIndex(state.index() + 1, dating), event, rules, reasons);
        next = Recovery.advance(next, event, rules, reasons);
        return new Decision(next, reasons, Duties.added(state, next, rules.policy()));
    }

    private static boolean isOld(Stamp stamp, Stamp seen) {
        return stamp.incarnation() < seen.incarnation()
                || (stamp.incarnation() == seen.incarnation() && stamp.sequence() <= seen.sequence());
    }

    private static State apply(State state, Event event, Rules rules, List<Reason> reasons) {
        return switch (event) {
            case Event.Observed observed ->
                state.withWord(
                        observed.stamp().by(),
                        State.Word.said(
                                observed,
                                Moment.of(state),
                                Optional.ofNullable(
                                        state.vantages().get(observed.stamp().by())),
                                rules.policy().freshness()));
            case Event.Renewed renewed -> renew(state, renewed, rules, reasons);
            case Event.Promised promised -> promise(state, promised, rules, reasons);
            case Event.Claimed claimed -> claim(state, claimed, rules, reasons);
            case Event.Yielded yielded -> Orders.yielded(state, yielded, rules, reasons);
            case Event.Ordered ordered -> Orders.given(state, ordered, rules, reasons);
            case Event.Fulfilled fulfilled -> fulfil(state, fulfilled.duty(), rules.policy(), reasons);
            case Event.Failed failed -> {
                reasons.add(new Reason.DutyFailed(failed.duty(), failed.why(), failed.certain()));
                yield Orders.failed(state, failed, rules, reasons);
            }
        };
    }

    private static State renew(State state, Event.Renewed renewed, Rules rules, List<Reason> reasons) {
        RegionName by = renewed.stamp().by();
        boolean isCurrent =
                state.holder().equals(Optional.of(by)) && state.epoch().equals(renewed.epoch());
        if (!isCurrent && (rules.have(Guard.EPOCH) || state.grant().isEmpty())) {
            reasons.add(new Reason.RenewalSuperseded(by, renewed.epoch(), state.epoch()));
            return state;
        }
        if (state.stage() instanceof State.Stage.Recovering away
                && away.handover()
                        .filter(order -> order.variant() == Order.Variant.FORCED)
                        .isPresent()
                && rules.have(Guard.ORDERED_AWAY)) {
            reasons.add(new Reason.RenewalRefused(by, away.ballot()));
            return state;
        }
        Optional<Renewal> before = state.renewal();
        boolean wasProtected = before.map(Renewal::isProtected).orElse(false);
        State next = state.withRenewal(new Renewal(
                state.index(),
                renewed.dated(),
                renewed.stamp().nanos(),
                state.isAccepting() ? renewed.isProtected().orElse(wasProtected) : wasProtected,
                rules.have(Guard.LONGEST_FENCE) ? longer(renewed.fenceMeasured(), before) : renewed.fenceMeasured(),
                permittedAt(renewed, before)));
        if (state.stage() instanceof State.Stage.Recovering recovering
                && recovering.handover().isEmpty()
                && rules.have(Guard.ABORT)) {
            reasons.add(new Reason.RecoveryAborted(by, renewed.epoch()));
            return receiveAgain(next, recovering)
                    .withStage(State.Stage.Steady.ONE)
                    .withUndertaking(state.marks().undertaking().dropped())
                    .withHeld("");
        }
        return next;
    }

    /// Instants of two clocks are never compared: of a holder whose machine has started again nothing is known.
    private static OptionalLong permittedAt(Event.Renewed renewed, Optional<Renewal> before) {
        return renewed.idle()
                ? before.filter(last -> last.clock() == renewed.dated())
                        .map(Renewal::permittedAt)
                        .orElse(OptionalLong.empty())
                : OptionalLong.of(renewed.stamp().nanos());
    }

    /// An agent that started again has not read its watchdog's memory yet; what was measured stays measured.
    private static OptionalLong longer(OptionalLong measured, Optional<Renewal> before) {
        OptionalLong known = before.map(Renewal::fenceMeasured).orElse(OptionalLong.empty());
        return measured.isEmpty() || (known.isPresent() && known.getAsLong() > measured.getAsLong()) ? known : measured;
    }

    /// Everybody who was asked may have stopped receiving, whether its promise reached the log or not.
    static State receiveAgain(State state, State.Stage.Recovering recovering) {
        State next = state;
        for (RegionName member : Gates.kin(state)) {
            next = member.equals(recovering.suspect()) ? next : next.withFollows(member, Epoch.NONE);
        }
        return next;
    }

    private static State promise(State state, Event.Promised promised, Rules rules, List<Reason> reasons) {
        RegionName by = promised.stamp().by();
        boolean isKin = state.grant().map(grant -> grant.lineage().contains(by)).orElse(false);
        if (!(state.stage() instanceof State.Stage.Recovering recovering)
                || (recovering.ballot() != promised.ballot() && rules.have(Guard.BALLOT))
                || by.equals(recovering.suspect())
                || !isKin) {
            reasons.add(new Reason.PromiseTooLate(by, promised.ballot()));
            return state.withFollows(by, Epoch.NONE);
        }
        Event.Promised before = recovering.promises().get(by);
        // One that was proposed before the region caught up may come later.
        Event.Promised kept = before != null && before.position() > promised.position() ? before : promised;
        boolean hasMore = before != null && kept.position() > before.position();
        reasons.add(new Reason.PromiseRecorded(by, promised.ballot(), kept.position(), hasMore));
        return state.withStage(recovering.withPromise(kept));
    }

    private static State claim(State state, Event.Claimed claimed, Rules rules, List<Reason> reasons) {
        RegionName by = claimed.stamp().by();
        if (state.stage() instanceof State.Stage.Vacant
                && by.equals(rules.policy().home())
                && claimed.ballot() == 0) {
            return firstGrant(state, claimed, rules.policy(), reasons);
        }
        if (!(state.stage() instanceof State.Stage.Recovering recovering)
                || (recovering.ballot() != claimed.ballot() && rules.have(Guard.OFFER))
                || recovering.offer().isEmpty()) {
            reasons.add(new Reason.ClaimRefused(by, claimed.ballot(), "no such offer stands"));
            return state;
        }
        State.Offer offer = recovering.offer().get();
        if (!offer.candidate().equals(by)
                && (rules.have(Guard.OFFER) || !recovering.promises().containsKey(by))) {
            reasons.add(new Reason.ClaimRefused(by, claimed.ballot(), "it was offered to " + offer.candidate()));
            return state;
        }
        Offering offering = Offering.of(new Evidence(state, claimed.stamp(), rules), recovering);
        Optional<String> missed = Recovery.missed(offer, offering);
        if (missed.isPresent()) {
            // An agent that has started since cannot tell on its clock what is in force: on somebody else's the role
            // is offered anew.
            reasons.add(new Reason.ClaimRefused(by, claimed.ballot(), missed.get()));
            reasons.add(new Reason.OfferWithdrawn(by, missed.get()));
            return state.withStage(recovering.withOffer(Optional.empty()));
        }
        return grant(state, claimed, rules, reasons);
    }

    private static State firstGrant(State state, Event.Claimed claimed, Policy policy, List<Reason> reasons) {
        RegionName by = claimed.stamp().by();
        Epoch epoch = new Epoch(state.index());
        reasons.add(new Reason.FirstGrant(by, epoch));
        State next = state;
        for (RegionName member : policy.members()) {
            next = next.withFollows(member, epoch).withRoute(member, epoch);
        }
        Loss none = new Loss.AtMost(Duration.ZERO, "the first grant");
        return next.withStage(State.Stage.Steady.ONE)
                .withGrant(new State.Grant(epoch, by, Optional.empty(), none, false, policy.members()))
                .withRenewal(firstLease(state, claimed, policy.waitFor() > 0));
    }

    private static State grant(State state, Event.Claimed claimed, Rules rules, List<Reason> reasons) {
        State.Stage.Recovering recovering = (State.Stage.Recovering) state.stage();
        State.Offer offer = recovering.offer().orElseThrow();
        RegionName by = claimed.stamp().by();
        Epoch epoch = new Epoch(state.index());
        RegionName from = state.holder().orElseThrow();
        boolean isGivenBack = from.equals(by);
        List<RegionName> lineage = rules.have(Guard.KIN)
                ? new Kinship(recovering, state.grant().orElseThrow().lineage()).of(by)
                : List.copyOf(recovering.promises().keySet());
        reasons.add(isGivenBack ? new Reason.GivenBack(by, epoch) : new Reason.Granted(by, from, epoch, offer.loss()));
        // What the new holder inherits is as well protected as it was proven to be; only its own writes wait for
        // standbys.
        boolean isProtected = rules.policy().waitFor() > 0 && offer.loss() instanceof Loss.ProvablyNone;
        return state.withStage(State.Stage.Steady.ONE)
                .withGrant(new State.Grant(
                        epoch, by, isGivenBack ? moved(state) : Optional.of(from), offer.loss(), false, lineage))
                .withOrders(Orders.afterMove(state, rules))
                .withRenewal(firstLease(state, claimed, isProtected))
                .withUndertaking(Added.granted(state, epoch, isGivenBack))
                .withReturned(
                        isGivenBack && state.marks().returned().equals(state.epoch())
                                ? epoch
                                : state.marks().returned())
                .withHeld("")
                .withSilenceSeen(false);
    }

    /// Who wrote before the holder did.
    private static Optional<RegionName> moved(State state) {
        return state.grant().flatMap(State.Grant::from);
    }

    private static Renewal firstLease(State state, Event.Claimed claimed, boolean isProtected) {
        Stamp stamp = claimed.stamp();
        return new Renewal(
                state.index(),
                stamp.incarnation(),
                stamp.nanos(),
                isProtected,
                claimed.fenceMeasured(),
                OptionalLong.of(stamp.nanos()));
    }

    private static State fulfil(State state, Duty duty, Policy policy, List<Reason> reasons) {
        reasons.add(new Reason.DutyDone(duty));
        return switch (duty) {
            case Duty.Promise _, Duty.CatchUp _, Duty.Yield _, Duty.Claim _ -> state;
            case Duty.Promote promote ->
                state.grant()
                        .filter(grant -> grant.epoch().equals(promote.epoch()))
                        .map(grant -> promoted(state, grant, policy, reasons))
                        .orElse(state);
            case Duty.Perform perform ->
                state.marks().undertaking().ballot() == perform.ballot()
                                && Added.pending(perform.step(), state, policy).isPresent()
                        ? Added.over(state, perform.step())
                        : state;
            case Duty.Follow follow -> followed(state, follow.region(), follow.epoch());
            case Duty.Rejoin rejoin -> rejoined(state, rejoin);
            case Duty.Route route ->
                route.epoch().supersedes(state.routes().getOrDefault(route.region(), Epoch.NONE))
                        ? state.withRoute(route.region(), route.epoch())
                        : state;
        };
    }

    private static State promoted(State state, State.Grant grant, Policy policy, List<Reason> reasons) {
        State next = state.withGrant(grant.nowAccepting()).withFollows(grant.holder(), grant.epoch());
        if (!grant.accepting()) {
            Added.tell(Added.beforeRoute(next, policy), MovePhase.ROUTE, reasons);
        }
        return next;
    }

    private static State rejoined(State state, Duty.Rejoin rejoin) {
        return state.grant()
                .filter(grant -> grant.epoch().equals(rejoin.epoch()))
                .map(grant ->
                        followed(state.withGrant(grant.withKin(rejoin.region())), rejoin.region(), rejoin.epoch()))
                .orElse(state);
    }

    /// A follower's word counts for the epoch in force only. After a recovery that came to nothing everybody is
    /// asked again.
    private static State followed(State state, RegionName member, Epoch epoch) {
        return epoch.equals(state.epoch()) ? state.withFollows(member, epoch) : state;
    }
}
