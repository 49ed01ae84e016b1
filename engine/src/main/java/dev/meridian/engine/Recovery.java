package dev.meridian.engine;

import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Loss;
import dev.meridian.engine.State.Stage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The gates on the way out of a region, looked at after every entry: first those before survivors are asked,
/// then those before the role is offered. The first gate that is shut gives the reason; it is written down when
/// it is another one than the last time.
final class Recovery {
    /// How long the preferred candidate may fetch what another survivor has, from when nothing else holds the
    /// offer back. Opening a stream takes about five round trips, 0.98 s over 170 ms (measured with PostgreSQL 18,
    /// 2026-11); between the farthest regions it is twice that.
    private static final Duration CATCH_UP = Duration.ofSeconds(2);

    private Recovery() {}

    static State advance(State state, Event event, Policy policy, List<Reason> reasons) {
        return switch (state.stage()) {
            case Stage.Vacant _ -> state;
            case Stage.Steady _ -> considerOpening(state, event.stamp(), policy, reasons);
            case Stage.Recovering recovering -> considerOffer(state, recovering, event.stamp(), policy, reasons);
        };
    }

    // ---- before survivors are asked ----

    private static State considerOpening(State state, Stamp now, Policy policy, List<Reason> reasons) {
        RegionName suspect = state.holder().orElseThrow();
        int needed = policy.vantageQuorum(suspect);
        Evidence evidence = new Evidence(state, now, policy);
        var said = evidence.saidSilent(suspect);
        boolean isOver = state.silenceSeen() && said.size() < needed;
        if (isOver) {
            reasons.add(new Reason.SilenceOver(suspect, said.size(), needed));
        }
        State current = isOver ? state.withSilenceSeen(false) : state;
        var silent = evidence.ofAge(said, Evidence.Age.FRESH);
        int perhaps = evidence.ofAge(said, Evidence.Age.UNCERTAIN).size();
        if (silent.size() < needed && silent.size() + perhaps >= needed) {
            return current;
        }
        if (silent.isEmpty()) {
            return perhaps > 0 ? current : current.withHeld("");
        }
        if (silent.size() < needed) {
            return hold(current, new Reason.TooFewAgree(suspect, List.copyOf(silent.keySet()), needed), reasons);
        }
        if (!current.silenceSeen()) {
            reasons.add(new Reason.SilenceSeen(suspect, List.copyOf(silent.keySet()), needed));
        }
        State seen = current.withSilenceSeen(true);
        Optional<Reason> shut = shutBeforeOpening(evidence, suspect, silent);
        return shut.isPresent() ? hold(seen, shut.get(), reasons) : open(seen, evidence, suspect, silent, reasons);
    }

    private static State open(
            State state,
            Evidence evidence,
            RegionName suspect,
            SequencedMap<RegionName, Evidence.Silence> silent,
            List<Reason> reasons) {
        Policy policy = evidence.policy();
        Duration stable = Evidence.stability(silent, policy.vantageQuorum(suspect));
        reasons.add(new Reason.RecoveryOpened(suspect, stable, policy.hold(), state.index()));
        Optional<RegionName> likeliest = kinTargets(state, suspect, policy).findFirst();
        return state.withStage(new Stage.Recovering(
                        state.index(), suspect, likeliest, new LinkedHashMap<>(), Optional.empty(), Optional.empty()))
                .withHeld("");
    }

    /// Regions that may take over and whose copy is an earlier state of the holder's, the preferred first. One
    /// that has diverged cannot promise, so asking the others to stop receiving for its sake would only cost.
    private static Stream<RegionName> kinTargets(State state, RegionName suspect, Policy policy) {
        List<RegionName> kin = kin(state);
        return policy.targets().stream().filter(target -> kin.contains(target) && !target.equals(suspect));
    }

    private static List<RegionName> kin(State state) {
        return state.grant().map(State.Grant::lineage).orElse(List.of());
    }

    private static Optional<Reason> shutBeforeOpening(
            Evidence evidence, RegionName suspect, SequencedMap<RegionName, Evidence.Silence> silent) {
        Policy policy = evidence.policy();
        int needed = policy.vantageQuorum(suspect);
        if (policy.vantagesOf(suspect).size() < 2) {
            return Optional.of(new Reason.NoThirdOpinion(suspect, policy.voters()));
        }
        Optional<Duration> renewal = evidence.youngestRenewal(silent);
        if (renewal.isEmpty() || renewal.get().compareTo(policy.renewalSilence()) < 0) {
            return Optional.of(
                    new Reason.StillRenewing(suspect, renewal.orElse(Duration.ZERO), policy.renewalSilence()));
        }
        Duration stable = Evidence.stability(silent, needed);
        if (stable.compareTo(policy.hold()) < 0) {
            return Optional.of(new Reason.HoldRunning(suspect, stable, policy.hold()));
        }
        if (!policy.automatic()) {
            return Optional.of(new Reason.NotAutomatic(suspect));
        }
        Optional<Duration> sinceMove = evidence.sinceLastMove(silent);
        if (sinceMove.isPresent() && sinceMove.get().compareTo(policy.cooldown()) < 0) {
            return Optional.of(new Reason.CoolingDown(sinceMove.get(), policy.cooldown()));
        }
        Inequality oneWriter = measuredLease(evidence.state(), policy).oneWriter();
        if (!oneWriter.holds()) {
            boolean isMeasured = policy.lease().oneWriter().holds();
            return Optional.of(
                    new Reason.Disarmed(isMeasured ? oneWriter.blaming("F, the measured time to fence") : oneWriter));
        }
        boolean someoneCan =
                kinTargets(evidence.state(), suspect, policy).anyMatch(target -> isHeardOf(target, evidence));
        return someoneCan ? Optional.empty() : Optional.of(new Reason.NoCandidate(suspect, policy.targets()));
    }

    /// The lease with the longest fence that anybody measured, where that is worse than the declared one.
    static Lease measuredLease(State state, Policy policy) {
        OptionalLong measured =
                state.renewal().map(State.Renewal::fenceMeasured).orElse(OptionalLong.empty());
        Duration declared = policy.lease().fence();
        Duration worst = measured.isPresent() && measured.getAsLong() > declared.toNanos()
                ? Duration.ofNanos(measured.getAsLong())
                : declared;
        return policy.lease().withFence(worst);
    }

    /// Writes the reason down if it is not the one that stood there already.
    private static State hold(State state, Reason shut, List<Reason> reasons) {
        if (shut.rule().equals(state.held())) {
            return state;
        }
        reasons.add(shut);
        return state.withHeld(shut.rule());
    }

    // ---- before the role is offered ----

    private static State considerOffer(
            State state, Stage.Recovering recovering, Stamp now, Policy policy, List<Reason> reasons) {
        Evidence evidence = new Evidence(state, now, policy);
        if (recovering.offer().isEmpty()) {
            return offer(state, recovering, evidence, reasons);
        }
        RegionName candidate = recovering.offer().get().candidate();
        boolean isLost = evidence.age(candidate) == Evidence.Age.GONE || !evidence.saidStandby(candidate);
        if (!isLost) {
            return state;
        }
        // A claim that is under way meets the log without this offer, or with another one, and is refused.
        reasons.add(new Reason.OfferWithdrawn(candidate));
        Stage.Recovering open = recovering.withOffer(Optional.empty());
        return offer(state.withStage(open), open, evidence, reasons);
    }

    private static State offer(State state, Stage.Recovering recovering, Evidence evidence, List<Reason> reasons) {
        Policy policy = evidence.policy();
        List<RegionName> missing = missing(state, recovering, evidence);
        if (!missing.isEmpty()) {
            return hold(state, new Reason.PromisesMissing(missing), reasons);
        }
        List<Event.Promised> candidates = candidates(recovering, evidence);
        if (candidates.isEmpty()) {
            return hold(state, new Reason.NoCandidate(recovering.suspect(), policy.targets()), reasons);
        }
        Duration waited = evidence.waited(recovering.suspect());
        if (waited.compareTo(policy.lease().challengerWait()) < 0) {
            var running = new Reason.LeaseRunning(
                    recovering.suspect(), waited, policy.lease().challengerWait());
            return hold(state, running, reasons);
        }
        Optional<Reason.CatchingUp> catchingUp = catchingUp(recovering, candidates, evidence);
        Duration patience = recovering.patience().orElseGet(() -> waited.plus(CATCH_UP));
        if (catchingUp.isPresent() && waited.compareTo(patience) < 0) {
            return hold(state.withStage(recovering.withPatience(patience)), catchingUp.get(), reasons);
        }
        Event.Promised best = candidates.getFirst();
        RegionName candidate = best.stamp().by();
        Loss loss = loss(state, recovering, best, policy);
        if (!loss.isWithin(policy.maxLoss())) {
            return hold(state, new Reason.LossTooLarge(candidate, loss, policy.maxLoss()), reasons);
        }
        reasons.add(new Reason.Offered(candidate, loss, waited));
        return state.withStage(recovering.withOffer(Optional.of(new State.Offer(candidate, loss))))
                .withHeld("");
    }

    /// Survivors whose promise is worth waiting for: they may still be heard of, and their database runs. One
    /// that is surely gone or has no database cannot promise; what may be lost with it is the loss gate's
    /// business.
    private static List<RegionName> missing(State state, Stage.Recovering recovering, Evidence evidence) {
        return kin(state).stream()
                .filter(member -> !member.equals(recovering.suspect()))
                .filter(member -> !recovering.promises().containsKey(member))
                .filter(member -> evidence.age(member) != Evidence.Age.GONE && evidence.saidStandby(member))
                .toList();
    }

    /// Promises of regions that may take over and are heard of, the most advanced first, then in the policy's
    /// order.
    private static List<Event.Promised> candidates(Stage.Recovering recovering, Evidence evidence) {
        return evidence.policy().targets().stream()
                .filter(target -> isHeardOf(target, evidence))
                .flatMap(target -> Optional.ofNullable(recovering.promises().get(target)).stream())
                .sorted(Comparator.comparingLong(Event.Promised::position).reversed())
                .toList();
    }

    /// What there is to wait for if the likeliest candidate lacks something that the most advanced survivor has;
    /// both are heard of.
    private static Optional<Reason.CatchingUp> catchingUp(
            Stage.Recovering recovering, List<Event.Promised> candidates, Evidence evidence) {
        return candidates.stream()
                .filter(its ->
                        recovering.likeliest().equals(Optional.of(its.stamp().by())))
                .findFirst()
                .flatMap(its -> recovering
                        .aheadOfLikeliest()
                        .filter(ahead -> isHeardOf(ahead.stamp().by(), evidence))
                        .map(ahead -> new Reason.CatchingUp(
                                its.stamp().by(), ahead.stamp().by(), ahead.position() - its.position(), CATCH_UP)));
    }

    private static boolean isHeardOf(RegionName member, Evidence evidence) {
        return evidence.age(member) == Evidence.Age.FRESH && evidence.saidStandby(member);
    }

    /// Only promises at or behind the candidate's position count for the proof, and their heartbeats for the
    /// bound: what one of those has, the candidate has, though it may not have replayed it yet.
    private static Loss loss(State state, Stage.Recovering recovering, Event.Promised best, Policy policy) {
        State.Renewal renewal = state.renewal().orElseThrow();
        int standbys = policy.members().size() - 1;
        List<Event.Promised> within = recovering.promises().values().stream()
                .filter(promise -> promise.position() <= best.position())
                .toList();
        if (renewal.isProtected() && Loss.isProvablyNone(within.size(), policy.waitFor(), standbys)) {
            return new Loss.ProvablyNone(within.size(), policy.waitFor(), standbys);
        }
        OptionalLong heartbeat = within.stream()
                .flatMapToLong(promise -> promise.heartbeatNanos().stream())
                .max();
        return heartbeat.isPresent()
                ? Loss.fromHeartbeats(measuredLease(state, policy), renewal.nanos(), heartbeat.getAsLong())
                : new Loss.Unknown("the copy in " + best.stamp().by() + " has no heartbeat of the holder");
    }
}
