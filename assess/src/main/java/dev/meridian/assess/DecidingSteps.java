package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import java.util.List;
import java.util.Optional;

/// A check of steps that may refuse a failover: a person or a pipeline does them before users are moved, and the
/// file declares that the plan stops where they fail. Nothing is said of a fence, without which a move is unsafe.
final class DecidingSteps {
    private final Subject subject;
    private final Application application;
    private final Failover said;

    private DecidingSteps(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.said = subject.said(application).failover();
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            if (application.roles().size() > 1) {
                new DecidingSteps(subject, application).finding().ifPresent(findings::add);
            }
        }
    }

    private Optional<Finding> finding() {
        LostStepRules lost = new LostStepRules(subject, application);
        List<String> names = said.steps().values().stream()
                .filter(step -> mayStop(step) && !lost.isReported(step.name()))
                .map(Failover.Step::name)
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<String> paths = names.stream().map(this::path).toList();
        return Optional.of(Finding.of(
                        Rule.STEP_MAY_REFUSE,
                        paths.getFirst(),
                        Listed.names(names) + " may stop the plan before users are moved: `onFailure: stop`",
                        "an error or a refusal there ends the failover while users are still sent to "
                                + application.primary(),
                        "`onFailure: continue` where the move may go on without it, or a person who decides in its"
                                + " place before the plan starts (`failover.human`)")
                .andAt(paths.subList(1, paths.size())));
    }

    private boolean mayStop(Failover.Step step) {
        boolean isOfOthers = step.by() == Failover.Doer.HUMAN || step.by() == Failover.Doer.PIPELINE;
        return !step.builtIn()
                && isOfOthers
                && LostSteps.isWaitedFor(said, step)
                && isDeclared(step)
                && !FenceSteps.isMeantAsFence(step)
                && !StepPurpose.stopsTheOldSide(step);
    }

    private boolean isDeclared(Failover.Step step) {
        return subject.topology()
                .sources()
                .at(path(step.name()))
                .filter(setting -> setting.text().equals("stop"))
                .isPresent();
    }

    private String path(String step) {
        return subject.path(application.name(), "failover.steps." + step + ".onFailure");
    }
}
