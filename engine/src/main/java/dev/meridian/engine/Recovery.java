package dev.meridian.engine;

import dev.meridian.engine.State.Stage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The way out of a region, looked at after every entry: suspicion, then the gates of [Gates]. The first that is
/// shut gives the reason, which is written down when it is another one than the last time.
final class Recovery {
    private Recovery() {}

    static State advance(State state, Event event, Rules rules, List<Reason> reasons) {
        Evidence before = new Evidence(state, event.stamp(), rules);
        return advance(Orders.tidied(state, event, before, reasons), event.stamp(), rules, reasons);
    }

    private static State advance(State state, Stamp now, Rules rules, List<Reason> reasons) {
        Evidence evidence = new Evidence(state, now, rules);
        return switch (state.stage()) {
            case Stage.Vacant _ -> state;
            case Stage.Steady _ -> considerOpening(state, evidence, reasons);
            case Stage.Recovering recovering ->
                recovering.handover().isPresent()
                        ? handOver(state, recovering, evidence, reasons)
                        : considerOffer(state, recovering, evidence, reasons);
        };
    }

    // ---- a person ordered it ----

    private static State handOver(State state, Stage.Recovering recovering, Evidence evidence, List<Reason> reasons) {
        Handover order = recovering.handover().orElseThrow();
        if (recovering.isYielding()) {
            Optional<String> unwanted = order.isOrdered() ? Optional.empty() : Gates.unwanted(order.to(), evidence);
            if (unwanted.isPresent()) {
                reasons.add(new Reason.HandoverDropped(recovering.ballot(), unwanted.get()));
                return dropped(state, recovering);
            }
            if (evidence.age(order.given(), order.expires()) == Evidence.Age.GONE) {
                reasons.add(new Reason.HandoverDropped(recovering.ballot(), late(state, recovering, evidence)));
                return dropped(state, recovering);
            }
            State next = considerOpening(state, evidence, reasons);
            boolean isTurned = !next.stage().equals(recovering);
            if (isTurned) {
                reasons.add(new Reason.HandoverTurned(recovering.ballot(), recovering.suspect() + " fell silent"));
            }
            return next;
        }
        Optional<String> stuck = stuck(order, recovering, evidence);
        if (stuck.isPresent()) {
            reasons.add(new Reason.HandoverDropped(recovering.ballot(), stuck.get()));
            return dropped(state, recovering);
        }
        return considerOffer(state, recovering, evidence, reasons);
    }

    /// What the time of an order was too short for.
    private static String late(State state, Stage.Recovering recovering, Evidence evidence) {
        List<String> steps = Added.beforeStop(state, evidence.policy());
        return steps.isEmpty()
                ? recovering.suspect() + " did not stop in the time of the order"
                : "its time was over before " + Prose.steps(steps) + ", and " + recovering.suspect()
                        + " was not asked to stop";
    }

    /// The holder goes on, or is judged like any other.
    static State dropped(State state, Stage.Recovering recovering) {
        return Engine.receiveAgain(state, recovering)
                .withStage(Stage.Steady.ONE)
                .withUndertaking(state.marks().undertaking().dropped())
                .withHeld("");
    }

    /// A forced move that cannot come to its end must not keep the holder from its role for ever.
    private static Optional<String> stuck(Handover order, Stage.Recovering recovering, Evidence evidence) {
        if (order.variant() == Order.Variant.GRACEFUL) {
            return Optional.empty();
        }
        if (evidence.age(order.to()) == Evidence.Age.GONE) {
            return Optional.of(order.to() + " is no longer heard of");
        }
        if (recovering.offer().isEmpty() && evidence.isLost(order.to())) {
            return Optional.of("the database of " + order.to() + " does not run as a standby");
        }
        return evidence.age(order.given(), order.expires()) == Evidence.Age.GONE
                ? Optional.of("the order has expired")
                : Optional.empty();
    }

    // ---- before survivors are asked ----

    private static State considerOpening(State state, Evidence evidence, List<Reason> reasons) {
        RegionName suspect = state.holder().orElseThrow();
        Opening opening = Opening.of(evidence, suspect);
        int said = opening.said().size();
        boolean isOver = state.marks().silenceSeen() && said < opening.needed();
        if (isOver) {
            reasons.add(new Reason.SilenceOver(suspect, said, opening.needed()));
        }
        State current = isOver ? state.withSilenceSeen(false) : state;
        return switch (opening.finding()) {
            case UNKNOWN -> opening.perhaps() > 0 ? current : unheard(current, opening, reasons);
            case HEALTHY -> well(current, evidence, reasons);
            case GREY -> grey(current, opening, reasons);
            case PARTITIONED, DOWN -> judge(current, opening, reasons);
        };
    }

    private static State unheard(State state, Opening opening, List<Reason> reasons) {
        Evidence evidence = opening.evidence();
        boolean wasHeard = evidence.everHeardOutside(opening.suspect()) >= opening.needed();
        if (!(state.stage() instanceof Stage.Steady) || !wasHeard) {
            return well(state, evidence, reasons);
        }
        int heard = evidence.heardOutside(opening.suspect());
        return hold(state, new Reason.Unheard(opening.suspect(), heard, opening.needed()), reasons);
    }

    /// Nobody complains: if it is away from home, it may go home.
    private static State well(State state, Evidence evidence, List<Reason> reasons) {
        return state.stage() instanceof Stage.Steady ? Return.consider(state, evidence, reasons) : state.withHeld("");
    }

    private static State grey(State state, Opening opening, List<Reason> reasons) {
        SequencedMap<RegionName, Evidence.Silence> silent = opening.silent();
        RegionName suspect = opening.suspect();
        if (!silent.isEmpty()) {
            List<RegionName> others = opening.policy().vantagesOf(suspect).stream()
                    .filter(vantage -> !silent.containsKey(vantage))
                    .toList();
            return hold(
                    state,
                    new Reason.TooFewAgree(suspect, List.copyOf(silent.keySet()), others, opening.needed()),
                    reasons);
        }
        return state.stage() instanceof Stage.Steady
                ? hold(state, new Reason.Grey(suspect, opening.grey()), reasons)
                : state.withHeld("");
    }

    private static State judge(State state, Opening opening, List<Reason> reasons) {
        SequencedMap<RegionName, Evidence.Silence> silent = opening.silent();
        if (!state.marks().silenceSeen()) {
            reasons.add(new Reason.SilenceSeen(opening.suspect(), List.copyOf(silent.keySet()), opening.needed()));
        }
        State seen = state.withSilenceSeen(true);
        Optional<Reason> shut = Gates.shut(opening);
        return shut.isPresent() ? hold(seen, shut.get(), reasons) : open(seen, opening, reasons);
    }

    private static State open(State state, Opening opening, List<Reason> reasons) {
        Policy policy = opening.policy();
        RegionName suspect = opening.suspect();
        Duration stable = opening.stable();
        reasons.add(new Reason.RecoveryOpened(suspect, stable, policy.hold(), state.index()));
        Optional<RegionName> pinned = Gates.pin(opening.evidence()).map(Order.Pin::region);
        List<RegionName> targets = Gates.kinTargets(state, suspect, policy)
                .filter(target -> pinned.isEmpty() || pinned.get().equals(target))
                .toList();
        Optional<RegionName> likeliest = targets.stream()
                .filter(target -> !opening.evidence().isLost(target))
                .findFirst()
                .or(() -> targets.stream().findFirst());
        return state.withStage(Stage.Recovering.from(state.index(), suspect, likeliest, Optional.empty()))
                .withUndertaking(Added.opened(state, policy, Order.Variant.FORCED))
                .withHeld("");
    }

    /// Writes the reason down if it is not the one that stood there already.
    static State hold(State state, Reason shut, List<Reason> reasons) {
        if (shut.rule().id().equals(state.held())) {
            return state;
        }
        reasons.add(shut);
        return state.withHeld(shut.rule().id());
    }

    // ---- before the role is offered ----

    private static State considerOffer(
            State state, Stage.Recovering recovering, Evidence evidence, List<Reason> reasons) {
        if (recovering.offer().isEmpty()) {
            return offer(state, recovering, evidence, reasons);
        }
        State.Offer standing = recovering.offer().get();
        Optional<String> gone = gone(standing, Offering.of(evidence, recovering));
        if (gone.isEmpty()) {
            return state;
        }
        // A claim that is under way meets the log without this offer, or with another one, and is refused.
        reasons.add(new Reason.OfferWithdrawn(standing.candidate(), gone.get()));
        Stage.Recovering open = recovering.withOffer(Optional.empty());
        return offer(state.withStage(open), open, evidence, reasons);
    }

    private static Optional<String> gone(State.Offer offer, Offering offering) {
        Evidence evidence = offering.evidence();
        RegionName candidate = offer.candidate();
        boolean isGivenBack = candidate.equals(offering.recovering().suspect());
        boolean isLost = isGivenBack ? evidence.age(candidate) == Evidence.Age.GONE : evidence.isLost(candidate);
        if (isLost && evidence.rules().have(Guard.WITHDRAWAL)) {
            return Optional.of("it is no longer heard of as a standby");
        }
        Optional<String> unwanted = offering.isOrdered() ? Optional.empty() : Gates.unwanted(candidate, evidence);
        if (unwanted.isPresent()) {
            return unwanted;
        }
        return over(offering.isFounded(offer, evidence::mayEnable), evidence.rules());
    }

    /// Why an offer is not taken though it stands: nobody may have spoken since it was made but whoever claims,
    /// and what a person allowed for it is over by now.
    static Optional<String> missed(State.Offer offer, Offering offering) {
        Evidence evidence = offering.evidence();
        boolean isRecent = evidence.age(offer.made(), evidence.policy().freshness()) == Evidence.Age.FRESH;
        return over(isRecent || offering.isFounded(offer, evidence::enables), evidence.rules());
    }

    private static Optional<String> over(boolean isFounded, Rules rules) {
        return isFounded || !rules.have(Guard.FOUNDED)
                ? Optional.empty()
                : Optional.of("what a person had allowed for it is no longer in force");
    }

    private static State offer(State state, Stage.Recovering recovering, Evidence evidence, List<Reason> reasons) {
        Offering offering = Offering.of(evidence, recovering);
        Optional<Reason.Deputised> deputised = offering.deputised();
        if (deputised.isPresent()) {
            reasons.add(deputised.get());
            Stage.Recovering open = recovering.withDeputy(deputised.get().by());
            return offer(state.withStage(open), open, evidence, reasons);
        }
        Optional<Reason> shut = Gates.shut(offering);
        if (shut.isPresent()) {
            State kept = switch (shut.get()) {
                case Reason.CatchingUp _ -> state.withStage(recovering.withPatience(offering.patience()));
                case Reason.StepsAwaited _ ->
                    state.withUndertaking(state.marks()
                            .undertaking()
                            .leadingTo(offering.candidates().getFirst().region()));
                case Reason.LossTooLarge told -> state.withTooDear(TooDear.of(offering, told.loss()));
                default -> state;
            };
            return hold(kept, shut.get(), reasons);
        }
        RegionName candidate = offering.candidates().getFirst().region();
        State.Offer offer = new State.Offer(candidate, offering.loss(), offering.fence(), Moment.of(state));
        reasons.add(new Reason.Offered(candidate, offer.loss(), offer.fence(), offering.waited()));
        return state.withStage(recovering.withOffer(Optional.of(offer))).withHeld("");
    }
}
