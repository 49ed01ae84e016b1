package dev.meridian.engine;

import dev.meridian.blueprint.MovePhase;
import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Loss;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The gates on the way out of a region, as two tables: those before survivors are asked to promise, and those
/// before the role is offered to one of them. They are looked at from the top; the first that is shut says why.
/// So one input never has two answers, and a gate further down may rely on those above it.
final class Gates {
    private static final List<Gate<Opening>> BEFORE_OPENING = List.of(
            new Gate<>(Guard.THIRD_OPINION, Gates::noThirdOpinion),
            new Gate<>(Guard.RENEWALS, Gates::stillRenewing),
            new Gate<>(Guard.HOLD, Gates::holdRunning),
            new Gate<>(Guard.MODE, Gates::notAutomatic),
            new Gate<>(Guard.PAUSE, Gates::paused),
            new Gate<>(Guard.PIN, Gates::pinned),
            new Gate<>(Guard.COOLDOWN, Gates::coolingDown),
            new Gate<>(Guard.STORM, it -> storm(it.evidence(), it.suspect())),
            new Gate<>(Guard.ARMED, Gates::disarmed),
            new Gate<>(Guard.CANDIDATE, Gates::nobodyCould));

    /// What the holder opens by itself: by being silent, for long enough.
    private static final Set<Guard> OF_THE_HOLDER = EnumSet.of(Guard.RENEWALS, Guard.HOLD);

    /// What others open by themselves, or what whoever says nothing cannot know of them.
    private static final Set<Guard> OF_OTHERS = EnumSet.of(Guard.STORM, Guard.CANDIDATE);

    private static final List<Gate<Opening>> BUT_FOR_THE_HOLDER = Gate.allBut(BEFORE_OPENING, OF_THE_HOLDER);

    private static final List<Gate<Opening>> IN_TIME = Gate.allBut(BUT_FOR_THE_HOLDER, OF_OTHERS);

    private static final List<Gate<Offering>> BEFORE_OFFER = List.of(
            new Gate<>(Guard.STILL_PAUSED, Gates::pausedMeanwhile),
            new Gate<>(Guard.PROMISES, Gates::promisesMissing),
            new Gate<>(Guard.STILL_PINNED, Gates::pinnedElsewhere),
            new Gate<>(Guard.CAPACITY, Gates::noRoom),
            Gate.always(Gates::nobodyCan),
            new Gate<>(Guard.STILL_ARMED, Gates::disarmedMeanwhile),
            new Gate<>(Guard.LEASE_WAIT, Gates::leaseRunning),
            new Gate<>(Guard.UNFENCED, Gates::unfencedRunning),
            Gate.always(Gates::catchingUp),
            new Gate<>(Guard.LOSS, Gates::lossTooLarge),
            new Gate<>(Guard.STEPS, Gates::stepsAwaited));

    private Gates() {}

    static Optional<Reason> shut(Opening opening) {
        return Gate.first(BEFORE_OPENING, opening, opening.evidence().rules());
    }

    /// Whether anything but the holder itself keeps a recovery from being opened.
    static boolean areOpenButForTheHolder(Opening opening) {
        return areOpen(BUT_FOR_THE_HOLDER, opening);
    }

    private static boolean areOpen(List<Gate<Opening>> gates, Opening opening) {
        return Gate.first(gates, opening, opening.evidence().rules()).isEmpty();
    }

    /// The same but for what passes when others are heard of.
    static boolean areOpenInTime(Opening opening) {
        return areOpen(IN_TIME, opening);
    }

    static Optional<Reason> shut(Offering offering) {
        return Gate.first(BEFORE_OFFER, offering, offering.evidence().rules());
    }

    /// Regions that may take over and whose copy is an earlier state of the holder's, the preferred first. One
    /// that has diverged cannot promise, so asking the others to stop receiving for its sake would only cost.
    static Stream<RegionName> kinTargets(State state, RegionName suspect, Policy policy) {
        List<RegionName> kin = kin(state);
        return policy.targetsOutside(suspect).stream().filter(kin::contains);
    }

    static List<RegionName> kin(State state) {
        return state.grant().map(State.Grant::lineage).orElse(List.of());
    }

    static boolean isHeardOf(RegionName member, Evidence evidence) {
        return evidence.age(member) == Evidence.Age.FRESH && evidence.saidStandby(member);
    }

    // ---- before survivors are asked ----

    private static Optional<Reason> noThirdOpinion(Opening it) {
        return it.policy().outside(it.suspect()) < 2
                ? Optional.of(
                        new Reason.NoThirdOpinion(it.suspect(), it.policy().voters()))
                : Optional.empty();
    }

    private static Optional<Reason> stillRenewing(Opening it) {
        return it.finding() == Finding.PARTITIONED
                ? Optional.of(new Reason.StillRenewing(
                        it.suspect(),
                        it.renewal().orElse(Duration.ZERO),
                        it.policy().silentAfter()))
                : Optional.empty();
    }

    private static Optional<Reason> holdRunning(Opening it) {
        return it.stable().compareTo(it.policy().hold()) < 0
                ? Optional.of(new Reason.HoldRunning(
                        it.suspect(), it.stable(), it.policy().hold()))
                : Optional.empty();
    }

    private static Optional<Reason> notAutomatic(Opening it) {
        return it.policy().automatic() ? Optional.empty() : Optional.of(new Reason.NotAutomatic(it.suspect()));
    }

    private static Optional<Reason> paused(Opening it) {
        return pause(it.evidence()).map(by -> new Reason.Paused(it.suspect(), by));
    }

    /// Whose pause may be in force.
    static Optional<Order.Signature> pause(Evidence evidence) {
        return holdingBack(evidence, Order.Pause.class).map(Order.Pause::by);
    }

    /// A pin to somebody who could take over stands against everybody else only.
    private static Optional<Reason> pinned(Opening it) {
        return pin(it.evidence())
                .filter(pin -> kinTargets(it.evidence().state(), it.suspect(), it.policy())
                        .noneMatch(pin.region()::equals))
                .map(pin -> new Reason.Pinned(it.suspect(), pin.region(), pin.by()));
    }

    /// Which pin may be in force.
    static Optional<Order.Pin> pin(Evidence evidence) {
        return holdingBack(evidence, Order.Pin.class);
    }

    /// Why the role does not go somewhere by itself after all, though that has begun.
    static Optional<String> unwanted(RegionName to, Evidence evidence) {
        Rules rules = evidence.rules();
        if (rules.have(Guard.STILL_PAUSED) && pause(evidence).isPresent()) {
            return Optional.of("a person has paused the automatism");
        }
        boolean isElsewhere =
                pin(evidence).filter(pin -> !pin.region().equals(to)).isPresent();
        return rules.have(Guard.STILL_PINNED) && isElsewhere
                ? Optional.of("a person has pinned the role to another region")
                : Optional.empty();
    }

    private static <O extends Order> Optional<O> holdingBack(Evidence evidence, Class<O> kind) {
        for (State.Standing standing : evidence.state().orders().values()) {
            if (kind.isInstance(standing.order()) && evidence.prevents(standing)) {
                return Optional.of(kind.cast(standing.order()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Reason> coolingDown(Opening it) {
        return isAcknowledged(it.evidence())
                ? Optional.empty()
                : tooSoon(
                        it.evidence().sinceLastMove(it.silent(), it.suspect()),
                        it.policy().cooldown());
    }

    /// Whether a person has looked at the last move.
    static boolean isAcknowledged(Evidence evidence) {
        Epoch last = evidence.state().epoch();
        for (Map.Entry<Long, State.Standing> entry : evidence.state().orders().entrySet()) {
            if (entry.getValue().order() instanceof Order.Acknowledge order
                    && (order.isOf(last, entry.getKey()) || !evidence.rules().have(Guard.LOOKED))
                    && evidence.enables(entry.getValue())) {
                return true;
            }
        }
        return false;
    }

    static Optional<Reason> tooSoon(Optional<Duration> since, Duration cooldown) {
        return since.filter(it -> it.compareTo(cooldown) < 0).map(it -> new Reason.CoolingDown(it, cooldown));
    }

    /// Another place fell silent not long ago: one cause may be behind both, perhaps the observers' own. A place
    /// that has been gone for longer is known to be gone, and holds nothing back. Only a word that is surely young
    /// clears a place: whoever hears nothing of the log, or has just started, never sees that one is too old.
    static Optional<Reason> storm(Evidence evidence, RegionName suspect) {
        Duration storm = evidence.policy().storm();
        List<RegionName> others = new ArrayList<>();
        for (RegionName voter : evidence.policy().voters()) {
            boolean isOther = !voter.equals(suspect) && evidence.age(voter) != Evidence.Age.FRESH;
            if (isOther && evidence.fellSilentWithin(voter, storm)) {
                others.add(voter);
            }
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(new Reason.Storm(suspect, others, storm));
    }

    private static Optional<Reason> disarmed(Opening it) {
        return disarmed(it.evidence());
    }

    /// What keeps two sides from writing: with the longest fence that was measured, where the declared one
    /// would do.
    static Inequality inForce(State state, Policy policy) {
        Inequality declared = policy.lease().oneWriter();
        Lease measured = measuredLease(state, policy);
        return declared.holds() && !measured.equals(policy.lease())
                ? measured.oneWriter().blaming("F, the measured time to fence")
                : declared;
    }

    private static Optional<Reason> disarmed(Evidence evidence) {
        Inequality inForce = evidence.rules().have(Guard.MEASURED_FENCE)
                ? inForce(evidence.state(), evidence.policy())
                : evidence.policy().lease().oneWriter();
        return inForce.holds() ? Optional.empty() : Optional.of(new Reason.Disarmed(inForce));
    }

    private static Optional<Reason> nobodyCould(Opening it) {
        boolean someoneCan = kinTargets(it.evidence().state(), it.suspect(), it.policy())
                .anyMatch(target -> isHeardOf(target, it.evidence()));
        return someoneCan
                ? Optional.empty()
                : Optional.of(new Reason.NoCandidate(it.suspect(), it.policy().targetsOutside(it.suspect())));
    }

    /// The lease with the longest fence that anybody measured, where that is worse than the declared one.
    static Lease measuredLease(State state, Policy policy) {
        OptionalLong measured = state.renewal().map(Renewal::fenceMeasured).orElse(OptionalLong.empty());
        Duration declared = policy.lease().fence();
        Duration worst = measured.isPresent() && measured.getAsLong() > declared.toNanos()
                ? Duration.ofNanos(measured.getAsLong())
                : declared;
        return policy.lease().withFence(worst);
    }

    // ---- before the role is offered ----

    /// A person may say so when the recovery has been opened already. What a person ordered is not automatic.
    private static Optional<Reason> pausedMeanwhile(Offering it) {
        return it.isOrdered()
                ? Optional.empty()
                : pause(it.evidence())
                        .map(by -> new Reason.Paused(it.recovering().suspect(), by));
    }

    private static Optional<Reason> pinnedElsewhere(Offering it) {
        return it.pin()
                .filter(pin -> it.heard().stream().noneMatch(one -> one.region().equals(pin.region())))
                .map(pin -> new Reason.Pinned(it.recovering().suspect(), pin.region(), pin.by()));
    }

    /// A forced move may have begun with an attestation that is over, and a lease that does not stop the old side
    /// is nothing to wait for.
    private static Optional<Reason> disarmedMeanwhile(Offering it) {
        return it.fence() == Fence.LEASE ? disarmed(it.evidence()) : Optional.empty();
    }

    /// Survivors whose promise is worth waiting for: they may still be heard of, and their database runs. One
    /// that is surely gone or has no database cannot promise; what may be lost with it is the loss gate's
    /// business. Who has all that was handed over needs nobody's promise: no survivor can have more.
    private static Optional<Reason> promisesMissing(Offering it) {
        if (it.isDecided()) {
            return Optional.empty();
        }
        List<RegionName> missing = new ArrayList<>();
        for (RegionName member : kin(it.state())) {
            boolean isAsked = !member.equals(it.recovering().suspect())
                    && !it.recovering().promises().containsKey(member);
            if (isAsked
                    && it.evidence().age(member) != Evidence.Age.GONE
                    && it.evidence().saidStandby(member)) {
                missing.add(member);
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Reason.PromisesMissing(missing));
    }

    /// Capacity that is promised and does not come serves nobody, and what nobody knows of is none. A person's
    /// order goes where it says.
    private static Optional<Reason> noRoom(Offering it) {
        if (it.wanted().isEmpty() || !it.roomy().isEmpty() || it.isOrdered()) {
            return Optional.empty();
        }
        List<RegionName> wanted =
                it.wanted().stream().map(Offering.Candidate::region).toList();
        return Optional.of(new Reason.NoRoom(wanted, it.policy().room().orElseThrow()));
    }

    private static Optional<Reason> nobodyCan(Offering it) {
        RegionName suspect = it.recovering().suspect();
        List<RegionName> could = it.recovering()
                .handover()
                .filter(order -> order.receipt().isEmpty())
                .map(order -> List.of(order.to()))
                .orElseGet(() -> it.policy().targetsOutside(suspect));
        return it.candidates().isEmpty() ? Optional.of(new Reason.NoCandidate(suspect, could)) : Optional.empty();
    }

    private static Optional<Reason> leaseRunning(Offering it) {
        if (it.fence() != Fence.LEASE) {
            return Optional.empty();
        }
        return hasRunOut(it)
                ? Optional.empty()
                : Optional.of(new Reason.LeaseRunning(
                        it.recovering().suspect(),
                        it.waited(),
                        it.policy().lease().challengerWait()));
    }

    private static boolean hasRunOut(Offering it) {
        return it.waited().compareTo(it.policy().lease().challengerWait()) >= 0;
    }

    /// Whether the lease keeps the old side from writing already.
    static boolean isLeaseOver(Offering it) {
        return hasRunOut(it) && disarmed(it.evidence()).isEmpty();
    }

    static boolean isAttested(Offering it, Predicate<State.Standing> counts) {
        for (State.Standing standing : it.state().orders().values()) {
            if (attests(standing, it) && counts.test(standing)) {
                return true;
            }
        }
        return false;
    }

    static boolean attests(State.Standing standing, Offering it) {
        return standing.order() instanceof Order.AttestDown
                && (standing.order().attests(it.recovering().suspect())
                        || !it.evidence().rules().have(Guard.SCOPE));
    }

    /// Where nobody checks an epoch only time ends what the old side still writes. Who gets its own role back has
    /// nobody to keep away.
    private static Optional<Reason> unfencedRunning(Offering it) {
        RegionName suspect = it.recovering().suspect();
        boolean isGivenBack = it.candidates().getFirst().region().equals(suspect);
        if (it.policy().unfenced().isEmpty() || isGivenBack) {
            return Optional.empty();
        }
        Duration needed = it.policy().lease().fenceWait();
        return it.stoppedFor()
                .filter(passed -> passed.compareTo(needed) < 0)
                .map(passed -> new Reason.UnfencedRunning(suspect, it.policy().unfenced(), passed, needed));
    }

    /// What there is to wait for if the one that receives from survivors lacks something that the most advanced of
    /// them has; both are heard of.
    private static Optional<Reason> catchingUp(Offering it) {
        if (it.waited().compareTo(it.patience()) >= 0) {
            return Optional.empty();
        }
        return it.recovering()
                .fetcher()
                .filter(fetcher -> isHeardOf(fetcher, it.evidence()))
                .flatMap(fetcher ->
                        Optional.ofNullable(it.recovering().promises().get(fetcher)))
                .flatMap(its -> it.recovering()
                        .aheadOfFetcher()
                        .filter(ahead -> isHeardOf(ahead.stamp().by(), it.evidence()))
                        .map(ahead -> new Reason.CatchingUp(
                                its.stamp().by(),
                                ahead.stamp().by(),
                                ahead.position() - its.position(),
                                it.policy().patience().catchUp())));
    }

    private static Optional<Reason> lossTooLarge(Offering it) {
        Loss loss = it.loss();
        Duration budget = it.budget();
        return loss.isWithin(budget)
                ? Optional.empty()
                : Optional.of(new Reason.LossTooLarge(it.candidates().getFirst().region(), loss, budget));
    }

    /// The last of the gates: while it is the one that is shut, the old side has surely stopped.
    private static Optional<Reason> stepsAwaited(Offering it) {
        RegionName candidate = it.candidates().getFirst().region();
        boolean isGivenBack = candidate.equals(it.recovering().suspect());
        List<String> steps = isGivenBack ? List.of() : Added.beforeOfferTo(candidate, it.state(), it.policy());
        return steps.isEmpty() ? Optional.empty() : Optional.of(new Reason.StepsAwaited(steps, MovePhase.PROMOTE));
    }
}
