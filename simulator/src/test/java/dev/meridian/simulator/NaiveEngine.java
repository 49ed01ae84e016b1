package dev.meridian.simulator;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Decision;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.Handover;
import dev.meridian.engine.Heard;
import dev.meridian.engine.Marks;
import dev.meridian.engine.Moment;
import dev.meridian.engine.Order;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Reached;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.outages.Outage;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What many write first, and what the outages of the corpus have to break. It believes its first impression:
///
/// - The one that would take over looks at the holder. When it no longer finds it well, or has seen no renewal for
///   as long as a lease lasts, the role is its own, at once: no quorum, no hold, no wait for the old side, no
///   promise, no question what is lost. One that answers now and then is told to stop first, and not waited for
/// once it is silent.
/// - The newest word counts, whatever its age; an entry that comes twice counts twice.
/// - When the home is back, the role goes back to it, unless a person had moved it.
/// - A move that a person orders is made, whatever its plan started from; the first receipt of the old side is the
///   receipt. A pause or a cancellation comes from somebody who does not know it.
///
/// It has no leases, so nothing feeds a watchdog and none kills anything ([#GUARDS]). It gives no reasons: the
/// laws and expectations that it breaks are about what happens, not about how it was argued.
final class NaiveEngine implements Decider {
    private static final List<Guards.OfAgent> NO_LEASES =
            List.of(Guards.OfAgent.FENCE, Guards.OfAgent.SINK_EPOCH, Guards.OfAgent.DEAF, Guards.OfAgent.CUT_OFF);

    /// Its world: promotions are done when they are decided, and nobody stops an old primary.
    static final Guards GUARDS = new Guards(NO_LEASES, new NaiveEngine(true));

    /// Whether it takes one that answers now and then for unwell.
    private final boolean seesGrey;

    NaiveEngine(boolean seesGrey) {
        this.seesGrey = seesGrey;
    }

    /// What is naive in an outage: this engine, or Meridian's own without some guards.
    static Guards of(Outage outage) {
        List<String> lacks = outage.naively().lacks();
        return switch (outage.naively().judges()) {
            case CAREFULLY -> Guards.without(lacks).orElseThrow(() -> new AssertionError("no such guards: " + lacks));
            case HASTILY -> GUARDS;
            case BY_A_PROBE -> new Guards(NO_LEASES, new NaiveEngine(false));
        };
    }

    /// A holder that has just begun looks unwell now and then.
    private static final Duration WELL_FOR = Duration.ofSeconds(45);

    private static final Duration EXPIRES = Duration.ofMinutes(10);

    private static final Loss NOBODY_ASKED = new Loss.Unknown("nobody asked");

    @Override
    public Decision decide(State state, Event event, Policy policy) {
        State heard = heard(state, event.stamp());
        Optional<Reason> ignored = ignored(heard, event);
        State next = ignored.isPresent() ? heard : consider(apply(heard, event, policy), policy);
        boolean isFirst = state.grant().isEmpty() && next.grant().isPresent();
        Optional<Reason> first =
                isFirst ? Optional.of(new Reason.FirstGrant(policy.home(), next.epoch())) : Optional.empty();
        return new Decision(next, first.or(() -> ignored).stream().toList(), List.of());
    }

    /// A renewal of somebody else's role.
    private static Optional<Reason> ignored(State state, Event event) {
        return event instanceof Event.Renewed renewed
                        && !(state.holder().equals(Optional.of(renewed.stamp().by()))
                                && state.epoch().equals(renewed.epoch()))
                ? Optional.of(new Reason.RenewalSuperseded(renewed.stamp().by(), renewed.epoch(), state.epoch()))
                : Optional.empty();
    }

    private static State apply(State state, Event event, Policy policy) {
        return switch (event) {
            case Event.Observed observed -> withWord(state, observed);
            case Event.Claimed claimed -> claimed(state, claimed, policy);
            case Event.Renewed renewed -> renewed(state, renewed);
            case Event.Ordered(Stamp _, Order.Move move) -> ordered(state, move, policy);
            case Event.Yielded yielded -> yielded(state, yielded, policy);
            case Event.Fulfilled fulfilled -> done(state, fulfilled.duty());
            case Event.Ordered _, Event.Promised _, Event.Failed _ -> state;
        };
    }

    // ---- what it decides ----

    private State consider(State state, Policy policy) {
        boolean isIdle = state.stage() instanceof State.Stage.Steady
                && state.grant().filter(State.Grant::accepting).isPresent();
        boolean isStopping = state.stage() instanceof State.Stage.Recovering recovering
                && !recovering.handover().orElseThrow().isOrdered();
        if (!isIdle && !isStopping) {
            return state;
        }
        RegionName holder = state.holder().orElseThrow();
        RegionName successor = policy.targetsOutside(holder).getFirst();
        Optional<Event.Observed> word = word(state, successor);
        boolean isGrey = seesGrey && finds(word, holder, Sight.Verdict.GREY);
        boolean isSilent = finds(word, holder, Sight.Verdict.SILENT);
        boolean isExpired = word.filter(
                        it -> it.renewalAge().compareTo(policy.lease().duration()) > 0)
                .isPresent();
        if (state.marks().silenceSeen() && (isSilent || isExpired)) {
            return promote(state, successor, NOBODY_ASKED, List.of(successor));
        }
        if (isStopping) {
            return state;
        }
        if (state.marks().silenceSeen() && isGrey) {
            return handOver(state, holder, Handing.over(successor));
        }
        boolean isWell = word.stream().flatMap(it -> it.sights().stream()).anyMatch(sight -> isWell(sight, holder));
        boolean wasOrdered = state.grant().orElseThrow().loss() instanceof Loss.HandedOver;
        boolean isHomeBack = word(state, policy.home())
                .filter(it -> it.server() == ServerState.STANDBY)
                .isPresent();
        return !holder.equals(policy.home()) && !wasOrdered && isHomeBack
                ? promote(state, policy.home(), NOBODY_ASKED, List.of(policy.home()))
                : isWell ? withSeen(state) : state;
    }

    private static boolean isWell(Sight sight, RegionName holder) {
        return sight.subject().equals(holder)
                && sight.verdict() == Sight.Verdict.HEALTHY
                && sight.stableFor().compareTo(WELL_FOR) > 0;
    }

    private static boolean finds(Optional<Event.Observed> word, RegionName holder, Sight.Verdict verdict) {
        return word.stream()
                .flatMap(it -> it.sights().stream())
                .anyMatch(sight -> sight.subject().equals(holder) && sight.verdict() == verdict);
    }

    private static Optional<Event.Observed> word(State state, RegionName by) {
        return Optional.ofNullable(state.vantages().get(by)).map(State.Word::observed);
    }

    private static State claimed(State state, Event.Claimed claimed, Policy policy) {
        if (!(state.stage() instanceof State.Stage.Vacant)
                || !claimed.stamp().by().equals(policy.home())) {
            return state;
        }
        Epoch epoch = new Epoch(state.index());
        State granted = promote(state, policy.home(), new Loss.AtMost(Duration.ZERO, "the first"), policy.members());
        SequencedMap<RegionName, Epoch> all = new LinkedHashMap<>();
        policy.members().forEach(member -> all.put(member, epoch));
        return with(granted, granted.stage(), granted.grant(), new Reached(all, all));
    }

    private static State ordered(State state, Order.Move move, Policy policy) {
        RegionName holder = state.holder().orElse(policy.home());
        if (move.to().equals(holder) || !(state.stage() instanceof State.Stage.Steady)) {
            return state;
        }
        return handOver(
                state,
                holder,
                new Handing(move.to(), move.variant(), move.plan(), move.by().expires(), true));
    }

    /// What the old side is asked to stop for.
    private record Handing(RegionName to, Order.Variant variant, String plan, Duration expires, boolean isOrdered) {
        static Handing over(RegionName to) {
            return new Handing(to, Order.Variant.GRACEFUL, "", EXPIRES, false);
        }
    }

    private static State handOver(State state, RegionName holder, Handing handing) {
        Handover handover = new Handover(
                handing.to,
                handing.variant,
                handing.plan,
                new Moment(state.index(), state.clocks(), new LinkedHashMap<>()),
                handing.expires,
                Optional.empty(),
                handing.isOrdered);
        State.Stage stage = new State.Stage.Recovering(
                state.index(),
                holder,
                Optional.of(handing.to),
                Optional.empty(),
                new LinkedHashMap<>(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(handover));
        return with(state, stage, state.grant(), state.reached());
    }

    private static State yielded(State state, Event.Yielded yielded, Policy policy) {
        return state.stage() instanceof State.Stage.Recovering recovering
                        && recovering.suspect().equals(yielded.stamp().by())
                ? promote(
                        state,
                        recovering.handover().orElseThrow().to(),
                        new Loss.HandedOver(yielded.position()),
                        List.of(recovering.handover().orElseThrow().to()))
                : state;
    }

    private static State promote(State state, RegionName to, Loss loss, List<RegionName> lineage) {
        State.Grant grant = new State.Grant(new Epoch(state.index()), to, state.holder(), loss, false, lineage);
        return new State(
                state.index(),
                new State.Stage.Steady(),
                Optional.of(grant),
                state.renewal(),
                new Heard(new LinkedHashMap<>(), state.clocks()),
                state.reached(),
                state.orders(),
                seen(state, false));
    }

    // ---- what it writes down ----

    private static State heard(State state, Stamp stamp) {
        SequencedMap<RegionName, Stamp> clocks = new LinkedHashMap<>(state.clocks());
        clocks.put(stamp.by(), stamp);
        return new State(
                state.index() + 1,
                state.stage(),
                state.grant(),
                state.renewal(),
                new Heard(state.vantages(), clocks),
                state.reached(),
                state.orders(),
                seen(state, state.marks().silenceSeen()));
    }

    private static State withWord(State state, Event.Observed observed) {
        SequencedMap<RegionName, State.Word> words = new LinkedHashMap<>(state.vantages());
        Moment now = new Moment(state.index(), state.clocks(), new LinkedHashMap<>());
        words.put(observed.stamp().by(), new State.Word(observed, now, now, new State.Hearing(0, 0)));
        return new State(
                state.index(),
                state.stage(),
                state.grant(),
                state.renewal(),
                new Heard(words, state.clocks()),
                state.reached(),
                state.orders(),
                seen(state, state.marks().silenceSeen()));
    }

    /// The flag of the state says here that the successor has found the holder well.
    private static State withSeen(State state) {
        return new State(
                state.index(),
                state.stage(),
                state.grant(),
                state.renewal(),
                state.heard(),
                state.reached(),
                state.orders(),
                seen(state, true));
    }

    private static Marks seen(State state, boolean isWell) {
        return state.marks().withHeld("").withSilenceSeen(isWell);
    }

    private static State renewed(State state, Event.Renewed renewed) {
        Renewal renewal = new Renewal(
                state.index(),
                renewed.stamp().incarnation(),
                renewed.stamp().nanos(),
                renewed.isProtected().orElse(false),
                renewed.fenceMeasured(),
                OptionalLong.of(renewed.stamp().nanos()));
        return new State(
                state.index(),
                state.stage(),
                state.grant(),
                Optional.of(renewal),
                state.heard(),
                state.reached(),
                state.orders(),
                seen(state, state.marks().silenceSeen()));
    }

    private static State done(State state, Duty duty) {
        SequencedMap<RegionName, Epoch> follows = new LinkedHashMap<>(state.follows());
        SequencedMap<RegionName, Epoch> routes = new LinkedHashMap<>(state.routes());
        Optional<State.Grant> grant = state.grant();
        switch (duty) {
            case Duty.Promote promote ->
                grant = grant.map(it -> it.epoch().equals(promote.epoch())
                        ? new State.Grant(it.epoch(), it.holder(), it.from(), it.loss(), true, it.lineage())
                        : it);
            case Duty.Follow follow -> follows.put(follow.region(), follow.epoch());
            case Duty.Rejoin rejoin -> follows.put(rejoin.region(), rejoin.epoch());
            case Duty.Route route -> routes.put(route.region(), route.epoch());
            case Duty.Promise _, Duty.CatchUp _, Duty.Yield _, Duty.Claim _, Duty.Perform _ -> {}
        }
        return with(state, state.stage(), grant, new Reached(follows, routes));
    }

    private static State with(State state, State.Stage stage, Optional<State.Grant> grant, Reached reached) {
        return new State(
                state.index(),
                stage,
                grant,
                state.renewal(),
                state.heard(),
                reached,
                state.orders(),
                seen(state, state.marks().silenceSeen()));
    }
}
