package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.topology.Failover;
import java.util.List;
import java.util.Optional;

/// A check of steps that work in the region that is lost, and that users wait for. The way out depends on what a
/// step is there for: one that stops the old side comes after the users have gone, one that only happens to run
/// there runs elsewhere, and where nothing moves users it is the repair of the region itself.
final class LostStepRules {
    private final Subject subject;
    private final Application application;
    private final Failover said;

    LostStepRules(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.said = subject.said(application).failover();
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            LostStepRules rules = new LostStepRules(subject, application);
            rules.waited().stream()
                    .filter(step -> !rules.isRepair(step))
                    .map(rules::finding)
                    .forEach(findings::add);
            rules.repair().ifPresent(findings::add);
        }
    }

    /// The steps in the region of the primary that users wait for.
    private List<Failover.Step> waited() {
        return said.steps().values().stream()
                .filter(step ->
                        LostSteps.needsTheRegion(step, application.primary()) && LostSteps.isWaitedFor(said, step))
                .toList();
    }

    /// Whether a finding about a step, alone or with others, is reported.
    boolean isReported(String name) {
        return waited().stream().anyMatch(step -> step.name().equals(name));
    }

    /// Whether a step repairs the region that is lost: nothing moves its users to another one, and the step is
    /// there for more than to stop what runs there, to look at it, or to change what is elsewhere.
    boolean isRepair(Failover.Step step) {
        boolean isLeft = new Fronts(subject, application).moveUsers()
                && !application.failover().targets().isEmpty();
        return !isLeft
                && !LostSteps.isAboutTheOldSide(step)
                && !StepPurpose.stopsTheOldSide(step)
                && !StepPurpose.leavesTheRegion(step);
    }

    private Finding finding(Failover.Step step) {
        String region = application.primary().text();
        boolean isBeforeUsers = new Fronts(subject, application).moveUsers();
        return Finding.of(
                Rule.STEP_NEEDS_THE_LOST_REGION,
                subject.path(application.name(), "failover.steps." + step.name()),
                "the step `" + step.name() + "` works in " + region + ", and "
                        + (isBeforeUsers ? "users are moved only after it" : "the plan goes on only after it"),
                "when " + region + " is lost the step cannot end, and the plan stands still before `"
                        + LostSteps.phase(said, step).orElse("route") + "`",
                fix(step));
    }

    private String fix(Failover.Step step) {
        String name = "`" + step.name() + "`";
        String limit = "a `timeout` with `onFailure: continue`";
        if (FenceSteps.isMeantAsFence(step)) {
            return "a fence that works without " + application.primary() + " in place of " + name + ", or " + limit
                    + " where two writers for a time are accepted";
        }
        if (LostSteps.isAboutTheOldSide(step) || StepPurpose.stopsTheOldSide(step)) {
            return "`after: route` for " + name + noLongerAfter(step) + "; or " + limit;
        }
        boolean isToBeElsewhere = step.in()
                .filter(place -> place instanceof Failover.StepPlace.In)
                .isPresent();
        String elsewhere = "`in: target` for " + name + ", with what its program needs there";
        return isToBeElsewhere
                ? elsewhere + "; or " + limit + ", where users can do without it"
                : "`after: route` for " + name + noLongerAfter(step) + ", where users can do without it; or "
                        + elsewhere + ", where that can be";
    }

    /// The steps that wait for one that is to come after the users, and that come before these themselves: also
    /// one after whose failure the plan goes on.
    private String noLongerAfter(Failover.Step step) {
        StepPlaces places = new StepPlaces(subject, application);
        int users = RecoveryTime.PHASES.indexOf("route");
        List<String> waiting = said.steps().values().stream()
                .filter(other -> !other.builtIn() && other.after().contains(step.name()))
                .filter(other ->
                        LostSteps.isWaitedFor(said, other) || places.earliest(other, RecoveryTime.PHASES) <= users)
                .map(Failover.Step::name)
                .toList();
        return waiting.isEmpty() ? "" : ", and no longer `after: " + step.name() + "` for " + Listed.names(waiting);
    }

    /// One finding for all steps that repair the region: together they are one outage without a known end.
    private Optional<Finding> repair() {
        List<Failover.Step> steps = waited().stream()
                .filter(step -> isRepair(step) && step.forcedTakes().isEmpty())
                .toList();
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = steps.stream().map(Failover.Step::name).toList();
        List<String> paths = names.stream()
                .map(name -> subject.path(application.name(), "failover.steps." + name))
                .toList();
        boolean isOne = names.size() == 1;
        String region = application.primary().text();
        return Optional.of(Finding.of(
                        Rule.STEP_NEEDS_THE_LOST_REGION,
                        paths.getFirst(),
                        (isOne ? "the step " : "the steps ") + Listed.names(names) + (isOne ? " repairs " : " repair ")
                                + region + " where it is, and nothing says how long that takes",
                        "nothing moves its users to another region, so they wait until " + region
                                + " can be reached again, and for "
                                + (isOne ? "the step" : "these steps") + " after that",
                        "`takes` for " + (isOne ? "it" : "each of them") + ", as measured from the moment at which "
                                + region + " can be reached")
                .with(Severity.WARNING)
                .andAt(paths.subList(1, paths.size())));
    }
}
