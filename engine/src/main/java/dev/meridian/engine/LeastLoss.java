package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// What a move would cost if it began now and all went well: whoever is there promises, receives what any other
/// one has, and that is all that the holder had written by its newest renewal. Only survivors know better, and
/// what they once said.
final class LeastLoss {
    private LeastLoss() {}

    /// @param isThere whom survivors are counted among
    /// @param targets who of them could be chosen
    static Loss of(Evidence evidence, RegionName holder, Predicate<RegionName> isThere, Predicate<RegionName> targets) {
        State state = evidence.state();
        Policy policy = evidence.policy();
        int standbys = policy.members().size() - 1;
        List<RegionName> there = Gates.kin(state).stream()
                .filter(member -> !member.equals(holder))
                .filter(isThere.and(evidence::saidStandby))
                .toList();
        boolean isProtected = state.renewal().filter(Renewal::isProtected).isPresent();
        if (isProtected && Loss.isProvablyNone(there.size(), policy.waitFor(), standbys)) {
            return new Loss.ProvablyNone(there.size(), policy.waitFor(), standbys);
        }
        List<RegionName> chosen = there.stream().filter(targets).toList();
        return state.marks()
                .tooDear()
                .flatMap(told -> told.loss(evidence, there, chosen))
                .orElseGet(() -> atBest(state, policy));
    }

    private static Loss atBest(State state, Policy policy) {
        Duration lasts = Gates.measuredLease(state, policy).lastCommitAfter();
        boolean isKnown = state.renewal()
                .filter(renewal -> renewal.permittedAt().isPresent())
                .isPresent();
        return isKnown
                ? new Loss.AtMost(
                        lasts,
                        "what the holder may acknowledge after its last renewal, however fresh a copy is: "
                                + "(D − m)/(1 − ρ) + F")
                : new Loss.Unknown("its machine has booted, and its database has not served since");
    }
}
