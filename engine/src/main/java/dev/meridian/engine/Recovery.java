package dev.meridian.engine;

import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Loss;
import dev.meridian.engine.State.Stage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
        Map<RegionName, Sight> silent = silentFor(state, suspect, now, policy);
        if (silent.isEmpty()) {
            return state.withHeld("");
        }
        Optional<Reason> shut = shutBeforeOpening(state, suspect, silent, now, policy);
        if (shut.isPresent()) {
            return hold(state, shut.get(), suspect, silent, policy, reasons);
        }
        Duration stable = stability(silent, policy.vantageQuorum(suspect));
        reasons.add(new Reason.RecoveryOpened(suspect, stable, policy.hold(), state.index()));
        return state.withStage(new Stage.Recovering(state.index(), suspect, new LinkedHashMap<>(), Optional.empty()))
                .withHeld("");
    }

    private static Optional<Reason> shutBeforeOpening(
            State state, RegionName suspect, Map<RegionName, Sight> silent, Stamp now, Policy policy) {
        int needed = policy.vantageQuorum(suspect);
        if (policy.vantagesOf(suspect).size() < 2) {
            return Optional.of(new Reason.NoThirdOpinion(suspect, policy.voters()));
        }
        if (silent.size() < needed) {
            return Optional.of(new Reason.TooFewAgree(suspect, List.copyOf(silent.keySet()), needed));
        }
        Optional<Duration> renewal = youngestRenewal(state, silent.keySet());
        if (renewal.isEmpty() || renewal.get().compareTo(policy.renewalSilence()) < 0) {
            return Optional.of(new Reason.StillRenewing(
                    suspect, renewal.orElse(Duration.ZERO), policy.renewalSilence()));
        }
        Duration stable = stability(silent, needed);
        if (stable.compareTo(policy.hold()) < 0) {
            return Optional.of(new Reason.HoldRunning(suspect, stable, policy.hold()));
        }
        if (!policy.automatic()) {
            return Optional.of(new Reason.NotAutomatic(suspect));
        }
        Optional<Duration> sinceMove = sinceLastMove(state, silent.keySet());
        if (sinceMove.isPresent() && sinceMove.get().compareTo(policy.cooldown()) < 0) {
            return Optional.of(new Reason.CoolingDown(sinceMove.get(), policy.cooldown()));
        }
        Inequality oneWriter = measuredLease(state, policy).oneWriter();
        if (!oneWriter.holds()) {
            return Optional.of(new Reason.Disarmed(oneWriter));
        }
        boolean someoneCan = policy.targets().stream()
                .filter(target -> !target.equals(suspect))
                .map(target -> freshWord(state, target, now, policy))
                .anyMatch(word -> word.isPresent() && word.get().server() == ServerState.STANDBY);
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

    /// Writes the reason down if it is not the one that stood there already. The beginning of the hold is an event of its
    /// own: `detect` ends there.
    private static State hold(
            State state,
            Reason shut,
            RegionName suspect,
            Map<RegionName, Sight> silent,
            Policy policy,
            List<Reason> reasons) {
        if (shut.rule().equals(state.held())) {
            return state;
        }
        boolean agreed = silent.size() >= policy.vantageQuorum(suspect);
        boolean wasAgreed = !state.held().isEmpty() && !state.held().equals("DETECT-2");
        if (agreed && !wasAgreed) {
            reasons.add(new Reason.SilenceSeen(
                    suspect, List.copyOf(silent.keySet()), policy.vantageQuorum(suspect)));
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
        List<RegionName> missing = policy.members().stream()
                .filter(member -> !member.equals(recovering.suspect()))
                .filter(member -> !recovering.promises().containsKey(member))
                .filter(member -> freshWord(state, member, now, policy).isPresent())
                .toList();
        List<RegionName> candidates = candidates(recovering, policy);
        if (!missing.isEmpty() || candidates.isEmpty()) {
            return holdOffer(state, new Reason.PromisesMissing(missing), reasons);
        }
        Duration waited = longestRenewalWait(state, recovering.suspect(), policy).orElse(Duration.ZERO);
        if (waited.compareTo(policy.lease().wait()) < 0) {
            return holdOffer(
                    state, new Reason.LeaseRunning(recovering.suspect(), waited, policy.lease().wait()), reasons);
        }
        RegionName best = candidates.getFirst();
        Loss loss = loss(state, recovering, best, policy);
        if (!loss.isWithin(policy.maxLoss())) {
            return holdOffer(state, new Reason.LossTooLarge(best, loss, policy.maxLoss()), reasons);
        }
        reasons.add(new Reason.Offered(best, loss, waited));
        return state.withStage(new Stage.Recovering(
                        recovering.ballot(),
                        recovering.suspect(),
                        recovering.promises(),
                        Optional.of(new State.Offer(best, loss))))
                .withHeld("");
    }

    private static State holdOffer(State state, Reason shut, List<Reason> reasons) {
        if (shut.rule().equals(state.held())) {
            return state;
        }
        reasons.add(shut);
        return state.withHeld(shut.rule());
    }

    /// Promised targets, the most advanced first, then in the policy's order.
    private static List<RegionName> candidates(Stage.Recovering recovering, Policy policy) {
        List<RegionName> promised = new ArrayList<>(policy.targets());
        promised.removeIf(target -> !recovering.promises().containsKey(target));
        promised.sort(Comparator.comparingLong(
                        (RegionName target) -> recovering.promises().get(target).position())
                .reversed());
        return promised;
    }

    private static Loss loss(State state, Stage.Recovering recovering, RegionName best, Policy policy) {
        State.Renewal renewal = state.renewal().orElseThrow();
        int standbys = policy.members().size() - 1;
        int promised = recovering.promises().size();
        boolean hasTheHighest = recovering.promises().values().stream()
                .allMatch(promise -> promise.position()
                        <= recovering.promises().get(best).position());
        if (renewal.isProtected() && hasTheHighest && Loss.isProvablyNone(promised, policy.waitFor(), standbys)) {
            return new Loss.ProvablyNone(promised, policy.waitFor(), standbys);
        }
        OptionalLong heartbeat = recovering.promises().get(best).heartbeatNanos();
        return heartbeat.isPresent()
                ? Loss.fromHeartbeats(measuredLease(state, policy), renewal.nanos(), heartbeat.getAsLong())
                : new Loss.Unknown("the copy in " + best + " has no heartbeat of the holder");
    }

    // ---- evidence ----

    /// Fresh vantages outside the suspect that find it silent.
    private static Map<RegionName, Sight> silentFor(State state, RegionName suspect, Stamp now, Policy policy) {
        Map<RegionName, Sight> silent = new LinkedHashMap<>();
        for (RegionName vantage : policy.vantagesOf(suspect)) {
            freshWord(state, vantage, now, policy).flatMap(word -> sight(word, suspect)).ifPresent(sight -> {
                if (sight.verdict() == Sight.Verdict.SILENT) {
                    silent.put(vantage, sight);
                }
            });
        }
        return silent;
    }

    private static Optional<Sight> sight(Event.Observed word, RegionName subject) {
        return word.sights().stream()
                .filter(sight -> sight.subject().equals(subject))
                .findFirst();
    }

    /// A vantage's newest word, unless it is too old on the clock of whoever speaks now.
    private static Optional<Event.Observed> freshWord(State state, RegionName vantage, Stamp now, Policy policy) {
        State.Word word = state.vantages().get(vantage);
        if (word == null) {
            return Optional.empty();
        }
        if (vantage.equals(now.by())) {
            return Optional.of(word.observed());
        }
        Stamp then = word.clocks().get(now.by());
        boolean isKnown = then != null && then.incarnation() == now.incarnation();
        boolean isFresh = isKnown && now.nanos() - then.nanos() <= policy.freshness().toNanos();
        return isFresh ? Optional.of(word.observed()) : Optional.empty();
    }

    /// How long the `needed`-th most patient vantage has found it silent.
    private static Duration stability(Map<RegionName, Sight> silent, int needed) {
        return silent.values().stream()
                .map(Sight::stableFor)
                .sorted(Comparator.reverseOrder())
                .skip(needed - 1L)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /// The age of the newest renewal as the one who saw it last tells it; empty if somebody speaks of an older one.
    private static Optional<Duration> youngestRenewal(State state, Iterable<RegionName> vantages) {
        long newest = state.renewal().map(State.Renewal::index).orElse(0L);
        Optional<Duration> youngest = Optional.empty();
        for (RegionName vantage : vantages) {
            Event.Observed word = state.vantages().get(vantage).observed();
            if (word.renewalSeen() != newest) {
                return Optional.empty();
            }
            if (youngest.isEmpty() || word.renewalAge().compareTo(youngest.get()) < 0) {
                youngest = Optional.of(word.renewalAge());
            }
        }
        return youngest;
    }

    /// The longest that any vantage outside has waited since the newest renewal. One is enough: it saw that renewal no
    /// earlier than the holder proposed it, and every later one would stand in the log before the claim.
    private static Optional<Duration> longestRenewalWait(State state, RegionName suspect, Policy policy) {
        long newest = state.renewal().map(State.Renewal::index).orElse(0L);
        return policy.vantagesOf(suspect).stream()
                .map(vantage -> state.vantages().get(vantage))
                .filter(word -> word != null && word.observed().renewalSeen() == newest)
                .map(word -> word.observed().renewalAge())
                .max(Comparator.naturalOrder());
    }

    /// How long ago the role moved last; empty if it never did.
    private static Optional<Duration> sinceLastMove(State state, Iterable<RegionName> vantages) {
        if (state.grant().flatMap(State.Grant::from).isEmpty()) {
            return Optional.empty();
        }
        Duration youngest = null;
        for (RegionName vantage : vantages) {
            Duration age = state.vantages().get(vantage).observed().grantAge();
            youngest = youngest == null || age.compareTo(youngest) < 0 ? age : youngest;
        }
        return Optional.ofNullable(youngest);
    }
}
