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

/// The gates on the way out of a region, looked at after every entry: first those before survivors are asked, then
/// those before the role is offered. The first gate that is shut gives the reason; it is written down when it is
/// another one than the last time.
final class Recovery {
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
        Evidence evidence = new Evidence(state, now, policy);
        SequencedMap<RegionName, Evidence.Silence> silent = evidence.silent(suspect);
        if (silent.isEmpty()) {
            return state.withHeld("");
        }
        Optional<Reason> shut = shutBeforeOpening(evidence, suspect, silent);
        if (shut.isPresent()) {
            return hold(state, shut.get(), suspect, silent, policy, reasons);
        }
        Duration stable = Evidence.stability(silent, policy.vantageQuorum(suspect));
        reasons.add(new Reason.RecoveryOpened(suspect, stable, policy.hold(), state.index()));
        return state.withStage(new Stage.Recovering(state.index(), suspect, new LinkedHashMap<>(), Optional.empty()))
                .withHeld("");
    }

    private static Optional<Reason> shutBeforeOpening(
            Evidence evidence, RegionName suspect, SequencedMap<RegionName, Evidence.Silence> silent) {
        Policy policy = evidence.policy();
        int needed = policy.vantageQuorum(suspect);
        if (policy.vantagesOf(suspect).size() < 2) {
            return Optional.of(new Reason.NoThirdOpinion(suspect, policy.voters()));
        }
        if (silent.size() < needed) {
            return Optional.of(new Reason.TooFewAgree(suspect, List.copyOf(silent.keySet()), needed));
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
            return Optional.of(new Reason.Disarmed(oneWriter));
        }
        boolean someoneCan = policy.targets().stream()
                .filter(target -> !target.equals(suspect))
                .flatMap(target -> evidence.freshWord(target).stream())
                .anyMatch(word -> word.server() == ServerState.STANDBY);
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

    /// Writes the reason down if it is not the one that stood there already. The beginning of the hold is an
    /// event of its own: `detect` ends there.
    private static State hold(
            State state,
            Reason shut,
            RegionName suspect,
            SequencedMap<RegionName, Evidence.Silence> silent,
            Policy policy,
            List<Reason> reasons) {
        if (shut.rule().equals(state.held())) {
            return state;
        }
        boolean agreed = silent.size() >= policy.vantageQuorum(suspect);
        boolean wasAgreed = !state.held().isEmpty() && !state.held().equals("DETECT-2");
        if (agreed && !wasAgreed) {
            reasons.add(new Reason.SilenceSeen(suspect, List.copyOf(silent.keySet()), policy.vantageQuorum(suspect)));
        }
        reasons.add(shut);
        return state.withHeld(shut.rule());
    }

    // ---- before the role is offered ----

    private static State considerOffer(
            State state, Stage.Recovering recovering, Stamp now, Policy policy, List<Reason> reasons) {
        if (recovering.offer().isPresent()) {
            return state;
        }
        Evidence evidence = new Evidence(state, now, policy);
        List<RegionName> kin = state.grant().map(State.Grant::lineage).orElse(List.of());
        List<RegionName> missing = kin.stream()
                .filter(member -> !member.equals(recovering.suspect()))
                .filter(member -> !recovering.promises().containsKey(member))
                .filter(member -> evidence.freshWord(member).isPresent())
                .toList();
        List<Event.Promised> candidates = candidates(recovering, policy);
        if (!missing.isEmpty() || candidates.isEmpty()) {
            return holdOffer(state, new Reason.PromisesMissing(missing), reasons);
        }
        Duration waited = evidence.waited(recovering.suspect());
        if (waited.compareTo(policy.lease().challengerWait()) < 0) {
            var running = new Reason.LeaseRunning(
                    recovering.suspect(), waited, policy.lease().challengerWait());
            return holdOffer(state, running, reasons);
        }
        Event.Promised best = candidates.getFirst();
        RegionName candidate = best.stamp().by();
        Loss loss = loss(state, recovering, best, policy);
        if (!loss.isWithin(policy.maxLoss())) {
            return holdOffer(state, new Reason.LossTooLarge(candidate, loss, policy.maxLoss()), reasons);
        }
        reasons.add(new Reason.Offered(candidate, loss, waited));
        return state.withStage(new Stage.Recovering(
                        recovering.ballot(),
                        recovering.suspect(),
                        recovering.promises(),
                        Optional.of(new State.Offer(candidate, loss))))
                .withHeld("");
    }

    private static State holdOffer(State state, Reason shut, List<Reason> reasons) {
        if (shut.rule().equals(state.held())) {
            return state;
        }
        reasons.add(shut);
        return state.withHeld(shut.rule());
    }

    /// Promises of regions that may take over, the most advanced first, then in the policy's order.
    private static List<Event.Promised> candidates(Stage.Recovering recovering, Policy policy) {
        return policy.targets().stream()
                .flatMap(target -> Optional.ofNullable(recovering.promises().get(target)).stream())
                .sorted(Comparator.comparingLong(Event.Promised::position).reversed())
                .toList();
    }

    private static Loss loss(State state, Stage.Recovering recovering, Event.Promised best, Policy policy) {
        State.Renewal renewal = state.renewal().orElseThrow();
        int standbys = policy.members().size() - 1;
        int promised = recovering.promises().size();
        boolean hasTheHighest =
                recovering.promises().values().stream().allMatch(promise -> promise.position() <= best.position());
        if (renewal.isProtected() && hasTheHighest && Loss.isProvablyNone(promised, policy.waitFor(), standbys)) {
            return new Loss.ProvablyNone(promised, policy.waitFor(), standbys);
        }
        return best.heartbeatNanos().isPresent()
                ? Loss.fromHeartbeats(
                        measuredLease(state, policy),
                        renewal.nanos(),
                        best.heartbeatNanos().getAsLong())
                : new Loss.Unknown("the copy in " + best.stamp().by() + " has no heartbeat of the holder");
    }
}
