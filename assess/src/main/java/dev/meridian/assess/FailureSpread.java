package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import java.util.Objects;

/// How far the failure of one region of an application reaches: to its own users alone, or to those of all
/// regions.
final class FailureSpread {
    private FailureSpread() {}

    /// Whether each entrance keeps its users in one region: what another region does is no help to them.
    static boolean isPinned(Subject subject, Application application) {
        Fronts fronts = new Fronts(subject, application);
        return !fronts.entrances().isEmpty()
                && fronts.entrances().stream().allMatch(entrance -> fronts.turn(entrance) == Fronts.Turn.NOTHING);
    }

    /// Whether without its primary's region nobody can decide.
    static boolean isHeld(Subject subject, Application application) {
        return Needed.voters(subject, application).contains(application.primary());
    }

    /// Whether some target does not fail together with the primary.
    static boolean isIndependent(Subject subject, Application application) {
        String metro = Objects.requireNonNull(subject.blueprint().regions().get(application.primary()))
                .metro();
        return application.failover().targets().stream()
                .anyMatch(target -> !Objects.requireNonNull(
                                subject.blueprint().regions().get(target))
                        .metro()
                        .equals(metro));
    }
}
