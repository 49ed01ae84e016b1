package dev.meridian.assess;

import dev.meridian.assess.Denials.Effect;
import dev.meridian.blueprint.Need;
import dev.meridian.topology.Events;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A service that is known not to work, or a part of it: what it does without something that it can miss, what
/// answers health checks, or any other part, without which it does not serve in the region that is moved to.
final class DefectiveWorkload {
    private final Subject subject;
    private final Events.Effect shows;
    private final String service;
    private final List<String> part;

    /// @param shows how often the defect does
    /// @param part the keys of its path behind `services`: the name of the service, and maybe a key of it
    DefectiveWorkload(Subject subject, Events.Effect shows, List<String> part) {
        this.subject = subject;
        this.shows = shows;
        this.service = part.getFirst();
        this.part = part.subList(1, part.size());
    }

    Effect on(Rested rested) {
        if (part.isEmpty() && rested.isOfLoss()) {
            return ofMessages(rested);
        }
        if (!rested.scope().reach().services().contains(service)) {
            return Effect.NOTHING;
        }
        return switch (part.isEmpty() ? "" : part.getFirst()) {
            case "" -> ofAll(rested);
            case "health" -> rested.isTimeOfAMove() && isAsked(rested) ? Effect.DENIAL : Effect.NOTHING;
            case "dependsOn" -> ofDependency(rested);
            default -> rested.isTimeOfAMove() ? Effect.DENIAL : Effect.NOTHING;
        };
    }

    /// A service that never works serves nobody at any time, whatever is lost; damage is mended as fast as without
    /// it. One that fails at times may do so when it has to start in another region; where it takes messages it
    /// serves on, and what it does wrongly is a loss.
    private Effect ofAll(Rested rested) {
        return switch (shows) {
            case NEVER -> rested.isOfTime() && !rested.isOfDamage() ? Effect.DENIAL : Effect.NOTHING;
            case SOMETIMES -> rested.isTimeOfAMove() && messages().isEmpty() ? Effect.DENIAL : Effect.NOTHING;
        };
    }

    /// Whoever sent a message counts it as done, so what a service that takes it does not do is lost.
    private Effect ofMessages(Rested rested) {
        boolean isTaken = messages().stream().anyMatch(rested.scope().reach().lost()::contains);
        return isTaken && !rested.isPlanned() && !rested.isOfDamage() ? Effect.RISK : Effect.NOTHING;
    }

    /// The stores of messages that the service cannot do without.
    private List<String> messages() {
        return Reach.needs(subject, service).entrySet().stream()
                .filter(need -> need.getValue() == Need.HARD)
                .map(Map.Entry::getKey)
                .filter(name -> subject.blueprint().stores().containsKey(name))
                .filter(name ->
                        RegionalKinds.carriesMessages(subject.store(name).kind()))
                .toList();
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
