package dev.meridian.assess;

import dev.meridian.assess.Denials.Effect;
import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Events;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A step of a plan that is known not to work. It denies the promises whose users wait for it, unless the plan
/// goes on without it.
final class DefectiveStep {
    private final Subject subject;
    private final Application application;
    private final List<String> part;

    /// @param part the keys of its path behind `failover.steps`; all steps where there is none
    DefectiveStep(Subject subject, Application application, List<String> part) {
        this.subject = subject;
        this.application = application;
        this.part = part;
    }

    Effect on(Rested rested) {
        if (part.isEmpty()) {
            return rested.isTimeOfAMove() && rested.waitsForControl() ? Effect.DENIAL : Effect.NOTHING;
        }
        Failover.Step step = subject.said(application).failover().steps().get(part.getFirst());
        boolean isOfMove = rested.isOfAMove() || rested.isDecided();
        if (step == null || !isOfMove || !isOfTheVariant(step, rested.isPlanned())) {
            return Effect.NOTHING;
        }
        boolean isOfTheDecision = List.of("detect", "hold").contains(step.name());
        if (rested.isInPlaceAfterAZone() && !isOfTheDecision) {
            return Effect.NOTHING;
        }
        return step.builtIn() ? ofBuiltIn(step, rested) : ofOwn(step, rested);
    }

    /// A planned move takes the steps as they are `graceful`, and any other one as they are `forced`.
    private boolean isOfTheVariant(Failover.Step step, boolean isPlanned) {
        Failover.Variant variant = isPlanned ? step.graceful() : step.forced();
        return !variant.skip() && !part.contains(isPlanned ? "forced" : "graceful");
    }

    /// The one store or service that a part of a step is for.
    private Optional<String> one() {
        int of = part.indexOf("of");
        return of > 0 && part.size() > of + 1 ? Optional.of(part.get(of + 1)) : Optional.empty();
    }

    private Effect ofBuiltIn(Failover.Step step, Rested rested) {
        boolean isFence = step.name().equals("fence");
        if (rested.isOfLoss()) {
            return rested.isPlanned()
                    ? Effect.NOTHING
                    : isFence ? Effect.RISK : step.name().equals("promote") ? ofLoss(rested) : Effect.NOTHING;
        }
        return switch (step.name()) {
            case "detect" -> new DefectiveFailover(subject, application, List.of("probes")).on(rested);
            case "hold", "verify" -> rested.waitsForControl() ? Effect.RISK : Effect.NOTHING;
            case "fence", "promote" -> isPromoting(rested) ? Effect.DENIAL : Effect.NOTHING;
            case "scale" -> ofScale(rested);
            default -> ofRoute(rested);
        };
    }

    /// Whether the plan brings back a store of the promise, of those that the part is for.
    private boolean isPromoting(Rested rested) {
        return rested.stores().stream()
                .filter(store ->
                        one().filter(name -> !name.equals(store.name())).isEmpty())
                .anyMatch(store -> isBroughtBack(store, rested.disruption()));
    }

    /// A promotion that does not work takes the copy away by which a store keeps a promise about loss.
    private Effect ofLoss(Rested rested) {
        List<Store> promoted = rested.scope().reach().lost().stream()
                .map(subject::store)
                .filter(store -> !subject.said(store).disposable())
                .filter(store ->
                        one().filter(name -> !name.equals(store.name())).isEmpty())
                .filter(store -> {
                    Comeback back = subject.wayBack(store, rested.disruption());
                    return back.way() == Comeback.Way.PROMOTED && back.starts() != Comeback.Starts.ITSELF;
                })
                .toList();
        boolean isGone = promoted.stream()
                .anyMatch(store -> !new DefectiveStore(subject, Events.Effect.NEVER, List.of(store.name()))
                        .comesBackOtherwise(rested, store));
        return isGone ? Effect.DENIAL : promoted.isEmpty() ? Effect.NOTHING : Effect.RISK;
    }

    private boolean isBroughtBack(Store store, Promise.Disruption disruption) {
        Comeback back = subject.wayBack(store, disruption);
        return back.starts() != Comeback.Starts.ITSELF
                && switch (back.way()) {
                    case PROMOTED, WRITABLE, RESTORED, MADE_AGAIN, WITHOUT_QUORUM, LOST -> true;
                    case STAYS, OWN_ELSEWHERE -> false;
                };
    }

    /// Health checks turn users without the plan; an entrance that cannot be turned is not turned by it either.
    private static Effect ofRoute(Rested rested) {
        Route route = rested.route();
        return !rested.countsTheWay()
                ? Effect.NOTHING
                : route.movesByItself() || route.hasNoTurn() ? Effect.RISK : Effect.DENIAL;
    }

    /// A target in which nothing runs serves nobody until it has grown.
    Effect ofScale(Rested rested) {
        Optional<RegionName> target = subject.destination(application);
        boolean isOfUsers = rested.hasUsers()
                && one().filter(name -> !rested.scope().reach().services().contains(name))
                        .isEmpty();
        if (!rested.isTimeOfAMove() || !isOfUsers) {
            return Effect.NOTHING;
        }
        Capacity capacity = new Capacity(subject, application);
        boolean isEmpty = target.filter(region -> capacity.before(region) == 0
                        || !capacity.started(region).isEmpty())
                .isPresent();
        return isEmpty ? Effect.DENIAL : Effect.RISK;
    }

    /// Steps before a planned promotion keep it from losing writes.
    private Effect ofOwn(Failover.Step step, Rested rested) {
        if (rested.isOfLoss()) {
            return rested.isPlanned() ? Effect.RISK : Effect.NOTHING;
        }
        Steps steps = new Steps(subject, application, rested.isPlanned() ? Steps.Figure.GRACEFUL : Steps.Figure.PLANNED)
                .of(ServedSteps.of(
                        subject,
                        application,
                        rested.scope().reach(),
                        rested.route().movesByItself() && !rested.isPlanned(),
                        isPromoting(rested)));
        boolean isOfAStore =
                !rested.hasUsers() && !rested.counts(subject.path(application.name(), "failover.steps." + step.name()));
        return isOfAStore || !steps.isWaitedFor(step)
                ? Effect.NOTHING
                : step.onFailure() == Failover.OnFailure.CONTINUE ? Effect.RISK : Effect.DENIAL;
    }
}
