package dev.meridian.engine;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps that the file adds, as a plan shows them: each in front of what waits for it, the rest at the end.
///
/// @param all those of this move
record PlannedSteps(List<AddedStep> all, RegionName to, Order.Variant variant) {
    /// The names of those that have to be over before this begins.
    List<String> holdingUp(MovePhase phase) {
        return all.stream()
                .filter(step -> step.isBefore(phase))
                .map(step -> Plan.added(step.name()))
                .toList();
    }

    /// The names of those that a willing old side waits for before it stops.
    List<String> holdingUpStop() {
        return all.stream()
                .filter(AddedStep::isBeforeStop)
                .map(step -> Plan.added(step.name()))
                .toList();
    }

    /// What a graceful move does before the old side stops; in a forced one nobody waits for that.
    ///
    /// @param stop the step with which the old side stops
    List<Plan.Step> beforeStop(String stop) {
        return planned(all.stream().filter(this::isBeforeStop), stop);
    }

    /// @param stop the step with which the old side stops
    List<Plan.Step> beforeOffer(String stop) {
        return planned(all.stream().filter(step -> !isBeforeStop(step) && step.isBefore(MovePhase.PROMOTE)), stop);
    }

    List<Plan.Step> beforeRoute(String stop) {
        return planned(
                all.stream()
                        .filter(step -> !isBeforeStop(step) && step.holdsUp().equals(Optional.of(MovePhase.ROUTE))),
                stop);
    }

    List<Plan.Step> atTheEnd(String stop) {
        return planned(all.stream().filter(step -> step.holdsUp().isEmpty()), stop);
    }

    private boolean isBeforeStop(AddedStep step) {
        return variant == Order.Variant.GRACEFUL && step.isBeforeStop();
    }

    private List<Plan.Step> planned(Stream<AddedStep> steps, String stop) {
        return steps.map(step -> planned(step, stop)).toList();
    }

    private Plan.Step planned(AddedStep step, String stop) {
        List<String> after = new ArrayList<>();
        after.add(step.follows()
                .map(phase -> switch (phase) {
                    case FENCE -> stop;
                    case PROMOTE -> Plan.id("promote", to);
                    case ROUTE -> Plan.id("route", to);
                })
                .orElse("observe"));
        all.stream()
                .filter(other -> step.after().contains(other.name()))
                .map(other -> Plan.added(other.name()))
                .forEach(after::add);
        AddedStep.Way way = Added.way(step, variant);
        boolean isBefore = isBeforeStop(step) || step.isBefore(MovePhase.PROMOTE);
        return new Plan.Step(
                Plan.added(step.name()),
                step.byHuman() ? Optional.empty() : Optional.of(to),
                way.what(),
                after,
                step.byHuman() ? "a person says so (ORDER-1)" : "its agent says so (DUTY-1)",
                isBefore ? Optional.of("what it did stays done") : Optional.empty(),
                way.timeout().or(step::takes),
                false);
    }
}
