package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.topology.Failover;
import java.util.List;
import java.util.Optional;

/// A check of triggers that move an application by a signal alone: the file says where the alarm behind the signal
/// is evaluated (`in`), or at least where the control is. A person who starts the failover notices it elsewhere.
final class TriggerPlaces {
    private TriggerPlaces() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            Failover said = subject.said(application).failover();
            boolean isStartedByAlarms =
                    application.roles().size() > 1 && application.failover().mode() != Mode.MANUAL;
            boolean isControlPlaced =
                    said.control().filter(control -> !control.in().isEmpty()).isPresent();
            if (isStartedByAlarms && !isControlPlaced) {
                finding(subject, application, said).ifPresent(findings::add);
            }
        }
    }

    private static Optional<Finding> finding(Subject subject, Application application, Failover said) {
        List<String> names = said.triggers().values().stream()
                .filter(trigger -> trigger.act() == Failover.Act.FAILOVER
                        && trigger.when().isEmpty()
                        && trigger.signal().isPresent()
                        && trigger.in().isEmpty())
                .map(Failover.Trigger::name)
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        boolean isOne = names.size() == 1;
        String triggers = subject.path(application.name(), "failover.triggers.");
        List<String> paths = names.stream().map(name -> triggers + name).toList();
        return Optional.of(Finding.of(
                        Rule.TRIGGER_PLACE_UNKNOWN,
                        paths.getFirst(),
                        "nothing says where the " + (isOne ? "alarm" : "alarms") + " behind " + Listed.names(names)
                                + (isOne ? " is" : " are") + " evaluated",
                        "an alarm in " + application.primary() + " is lost with it and does not start the failover",
                        "`" + triggers + names.getFirst() + ".in` with a place outside " + application.primary()
                                + (isOne ? "" : ", and the same for the others"))
                .andAt(paths.subList(1, paths.size())));
    }
}
