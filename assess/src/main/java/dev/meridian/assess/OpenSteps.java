package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A check of steps that come after the users are moved and that work in the region which is lost, by its name.
/// Nobody waits for them, and they are not done. Steps whose work is on the old primary wait for it on purpose.
final class OpenSteps {
    private OpenSteps() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            Failover said = subject.said(application).failover();
            said.steps().values().stream()
                    .filter(step -> isThere(step, application.primary())
                            && !LostSteps.isAboutTheOldSide(step)
                            && isAfterTheMove(said, step))
                    .map(step -> finding(subject, application, step))
                    .forEach(findings::add);
        }
    }

    private static boolean isThere(Failover.Step step, RegionName primary) {
        return !step.builtIn()
                && !step.forced().skip()
                && step.in().equals(Optional.of(new Failover.StepPlace.In(primary)));
    }

    private static boolean isAfterTheMove(Failover said, Failover.Step step) {
        return step.after().stream()
                .anyMatch(name -> name.equals("route")
                        || name.equals("verify")
                        || Optional.ofNullable(said.steps().get(name))
                                .filter(other -> !other.builtIn() && isAfterTheMove(said, other))
                                .isPresent());
    }

    private static Finding finding(Subject subject, Application application, Failover.Step step) {
        RegionName primary = application.primary();
        String ends = step.onFailure() == Failover.OnFailure.CONTINUE
                ? "it fails, the plan goes on, and what it does is not done"
                : "it cannot end, and what it does is not done";
        return Finding.of(
                Rule.STEP_LEFT_OPEN,
                subject.path(application.name(), "failover.steps." + step.name() + ".in"),
                "the step `" + step.name() + "` works in " + primary + " after the users have left it",
                "when " + primary + " is lost " + ends + " until " + primary + " is back",
                "a place that is there after the loss, or the same step under `failback.steps` for the day on which "
                        + primary + " is back");
    }
}
