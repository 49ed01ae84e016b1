package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A check of plans of which nothing says when they start and of whose steps none has a time, where no promise and
/// no claim asks how long they take: one note says what would make a time to recover.
final class UntimedPlans {
    private UntimedPlans() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            of(subject, application).ifPresent(findings::add);
        }
    }

    private static Optional<Finding> of(Subject subject, Application application) {
        Failover said = subject.said(application).failover();
        List<String> own = said.steps().values().stream()
                .filter(step -> !step.builtIn() && !step.forced().skip())
                .map(Failover.Step::name)
                .toList();
        if (own.isEmpty()
                || application.roles().size() < 2
                || isPromised(subject, application)
                || isStarted(said)
                || isTimed(said)
                || isMovedByChecks(subject, application)) {
            return Optional.empty();
        }
        String failover = subject.path(application.name(), "failover");
        List<String> missing = new ArrayList<>(
                List.of("`" + failover + ".human` with `notice` and `decide`, or probes and a trigger that start it"));
        missing.add("`takes` for " + Listed.names(own) + " and for the built-in steps");
        return Optional.of(Finding.of(
                Rule.TIME_WITHOUT_GROUND,
                failover + ".steps",
                "nothing says how long `" + application.name() + "` takes to leave a lost region: " + start(application)
                        + ", and no step has a time",
                "no promise asks for that time; whoever makes one has no figure to make it with",
                String.join(", ", missing) + "; then `objectives.rto`"));
    }

    /// What the file says of the start of a plan without probes, triggers and times of people.
    private static String start(Application application) {
        return switch (application.failover().mode()) {
            case MANUAL -> "a person starts its plan after an unknown time";
            case APPROVED, AUTOMATIC -> "no probe and no trigger starts its plan";
        };
    }

    /// Whether an objective or a claim gives that time a figure, be it a bound or a usual one: what is said about
    /// that names what is missing.
    private static boolean isPromised(Subject subject, Application application) {
        return Stream.concat(subject.stakes().stream(), Stake.claimed(subject).stream())
                .anyMatch(stake -> stake.objective() == Promise.Objective.RTO
                        && stake.disruption() == Promise.Disruption.REGION
                        && stake.application().equals(application));
    }

    /// Whether the file says what notices a lost region, or how long people take.
    private static boolean isStarted(Failover said) {
        return !said.probes().isEmpty()
                || !said.triggers().isEmpty()
                || said.human().notice().isPresent()
                || said.human().decide().isPresent();
    }

    /// Whether the file has the time of any step.
    private static boolean isTimed(Failover said) {
        return said.steps().values().stream()
                .anyMatch(step -> step.forcedTakes().isPresent()
                        || step.takes().isPresent()
                        || step.of().values().stream()
                                .anyMatch(times -> times.takes().isPresent()));
    }

    private static boolean isMovedByChecks(Subject subject, Application application) {
        Fronts fronts = new Fronts(subject, application);
        return fronts.entrances().stream().anyMatch(fronts::isTurnedByChecks);
    }
}
