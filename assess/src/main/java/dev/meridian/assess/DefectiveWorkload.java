package dev.meridian.assess;

import dev.meridian.assess.Denials.Effect;
import dev.meridian.blueprint.Need;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Optional;

/// A part of a service that is known not to work: what it does without something that it can miss, what answers
/// health checks, or any other part, without which it does not serve.
final class DefectiveWorkload {
    private final Subject subject;
    private final String service;
    private final List<String> part;

    /// @param part the keys of its path behind `services`: the name of the service, and a key of it at least
    DefectiveWorkload(Subject subject, List<String> part) {
        this.subject = subject;
        this.service = part.getFirst();
        this.part = part.subList(1, part.size());
    }

    Effect on(Rested rested) {
        if (!rested.scope().reach().services().contains(service)) {
            return Effect.NOTHING;
        }
        return switch (part.getFirst()) {
            case "health" -> rested.isTimeOfAMove() && isAsked(rested) ? Effect.DENIAL : Effect.NOTHING;
            case "dependsOn" -> ofDependency(rested);
            default -> rested.isTimeOfAMove() ? Effect.DENIAL : Effect.NOTHING;
        };
    }

    /// A service goes on without what it needs softly; what it does in place of that may lose what users sent.
    private Effect ofDependency(Rested rested) {
        Optional<Need> need = part.size() < 2
                ? Optional.empty()
                : Optional.ofNullable(Reach.needs(subject, service).get(part.get(1)));
        if (need.filter(one -> one == Need.SOFT).isEmpty()) {
            return rested.isTimeOfAMove() ? Effect.DENIAL : Effect.NOTHING;
        }
        boolean isOfUnplannedLoss = rested.isOfLoss() && !rested.isPlanned() && !rested.isOfDamage();
        return isOfUnplannedLoss ? Effect.RISK : Effect.NOTHING;
    }

    /// Whether something that moves users or starts a move asks the health of the service: a probe, the check of
    /// an entrance, or a balancer before it.
    private boolean isAsked(Rested rested) {
        boolean isProbed = subject.said(rested.scope().application()).failover().probes().values().stream()
                .anyMatch(probe -> probe.to().filter(to -> !to.equals(service)).isEmpty());
        boolean isChecked = rested.entrances().stream()
                .filter(entrance ->
                        entrance.to().filter(to -> !to.equals(service)).isEmpty())
                .anyMatch(entrance -> !entrance.health().equals(Optional.of(new Topology.EntranceHealth.None())));
        boolean isBalanced = subject.topology()
                        .sources()
                        .at("services." + service + ".loadBalancer")
                        .isPresent()
                || subject.topology()
                        .sources()
                        .at("services." + service + ".loadBalancer.kind")
                        .isPresent();
        return isProbed || isChecked || isBalanced;
    }
}
