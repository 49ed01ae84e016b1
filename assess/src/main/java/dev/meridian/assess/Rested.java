package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A promise as one application has to keep it: what a part of the system would have to do for it.
///
/// @param scope the application, and what the promise needs of it
record Rested(Subject subject, Promise promise, Denials.Scope scope) {
    /// Whether it is about the time or the availability of users, and not about a loss of writes.
    boolean isOfTime() {
        return promise.objective() == Promise.Objective.RTO || promise.objective() == Promise.Objective.AVAILABILITY;
    }

    boolean isOfLoss() {
        return promise.objective() == Promise.Objective.RPO;
    }

    boolean isPlanned() {
        return promise.disruption().equals(Optional.of(Promise.Disruption.PLANNED));
    }

    boolean isOfDamage() {
        return promise.disruption()
                .filter(kind -> kind == Promise.Disruption.CORRUPTION || kind == Promise.Disruption.BAD_DEPLOY)
                .isPresent();
    }

    boolean isTimeAfter(Promise.Disruption kind) {
        return isOfTime() && promise.disruption().equals(Optional.of(kind));
    }

    /// Whether the application leaves its region in it: a lost region, a zone that takes the region with it, or a
    /// planned move. An availability counts on that where there is another region.
    boolean isOfAMove() {
        boolean isLeft = promise.disruption()
                .map(kind -> switch (kind) {
                    case REGION, PLANNED -> true;
                    case ZONE -> new Recovery(subject, scope.application()).leavesForAZone(scope.reach());
                    case CORRUPTION, BAD_DEPLOY -> false;
                })
                .orElse(true);
        return (isOfTime() || isOfLoss())
                && isLeft
                && scope.application().roles().size() > 1;
    }

    boolean isTimeOfAMove() {
        return isOfTime() && isOfAMove();
    }

    /// Whether somebody has to notice and to decide: for a move that nobody has planned, and for a store that is
    /// promoted within its region.
    boolean isDecided() {
        boolean isInPlace = isTimeAfter(Promise.Disruption.ZONE)
                && stores().stream()
                        .anyMatch(store ->
                                subject.wayBack(store, Promise.Disruption.ZONE).starts() != Comeback.Starts.ITSELF);
        return isInPlace || (isTimeOfAMove() && !isPlanned() && waitsForControl());
    }

    /// Whether its time begins with the disruption, and not with the detection or the start of the plan.
    boolean isDetected() {
        String[] path = promise.path().split("\\.", -1);
        Optional<Claim.From> from = path[0].equals("claims") && path.length > 1
                ? Optional.ofNullable(subject.topology().claims().get(path[1])).flatMap(Claim::from)
                : Optional.empty();
        return from.filter(one -> one != Claim.From.LOSS).isEmpty();
    }

    /// Whether people bring back stores of a lost zone by hand, each from a backup or a source, and the control of
    /// the failover promotes none of them.
    boolean isByHandInPlace() {
        return isTimeAfter(Promise.Disruption.ZONE)
                && !isOfAMove()
                && stores().stream()
                        .map(store -> subject.wayBack(store, Promise.Disruption.ZONE))
                        .noneMatch(
                                back -> back.way() == Comeback.Way.PROMOTED && back.starts() != Comeback.Starts.ITSELF);
    }

    /// Whether it is about a lost zone, after which all that it needs comes back in its region.
    boolean isInPlaceAfterAZone() {
        return isTimeAfter(Promise.Disruption.ZONE)
                && scope.application().roles().size() > 1
                && new Recovery(subject, scope.application()).isInPlaceAfterAZone(scope.reach());
    }

    boolean waitsForControl() {
        return new Recovery(subject, scope.application()).waitsForControl(scope.reach());
    }

    boolean hasUsers() {
        return !scope.reach().services().isEmpty();
    }

    /// Whether the way of users to another region is part of it: that of users of its services, or one that the
    /// sum of a promise about a store has.
    boolean countsTheWay() {
        return hasUsers()
                || (promise.objective() == Promise.Objective.RTO
                        && promise.basis().stream()
                                .anyMatch(part -> part.name().equals("route")
                                        && !part.plan().equals("0s")));
    }

    /// The stores that it needs and that the disruption may hit.
    List<Store> stores() {
        return scope.reach().isSpared(disruption())
                ? List.of()
                : scope.reach().stores().stream().map(subject::store).toList();
    }

    Route route() {
        return new Route(subject, new Figures(subject), scope.application(), scope.reach());
    }

    List<Topology.Entrance> entrances() {
        return new Fronts(subject, scope.application(), scope.reach()).entrances();
    }

    /// The kind of disruption whose way back counts: that of a lost region for an availability.
    Promise.Disruption disruption() {
        return promise.disruption().orElse(Promise.Disruption.REGION);
    }

    /// The bound of a promise about a time; empty for an availability.
    Optional<Duration> bound() {
        return subject.stakes().stream()
                .filter(stake -> stake.path().equals(promise.path())
                        && stake.owner().equals(promise.owner())
                        && stake.objective() == promise.objective())
                .map(Stake::bound)
                .findFirst();
    }

    /// Whether its sum has a figure that stands at a path of the file, or below it.
    boolean counts(String path) {
        return promise.basis().stream()
                .flatMap(one -> one.origins().stream())
                .flatMap(origin -> origin.path().stream())
                .anyMatch(at -> DefectEffects.isWithin(at, path));
    }
}
