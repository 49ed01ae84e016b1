package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A check of where the alarms are evaluated that tell people of a lost region. One in that region is lost with
/// it; an alarm elsewhere, or one of which the file says no place, may tell them.
final class AlarmPlaces {
    private AlarmPlaces() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            if (application.roles().size() > 1) {
                finding(subject, application).ifPresent(findings::add);
            }
        }
    }

    private static Optional<Finding> finding(Subject subject, Application application) {
        List<Failover.Trigger> telling = subject.said(application).failover().triggers().values().stream()
                .filter(trigger -> trigger.act() != Failover.Act.IGNORE)
                .toList();
        Optional<RegionName> home = Optional.of(application.primary());
        boolean areAllAtHome = !telling.isEmpty()
                && telling.stream().allMatch(trigger -> trigger.in().equals(home));
        boolean movesNothing = telling.stream().allMatch(trigger -> trigger.act() == Failover.Act.NOTIFY);
        if (!areAllAtHome || !movesNothing) {
            return Optional.empty();
        }
        List<String> paths = telling.stream()
                .map(trigger -> subject.path(application.name(), "failover.triggers." + trigger.name() + ".in"))
                .toList();
        boolean isOne = telling.size() == 1;
        return Optional.of(Finding.of(
                        Rule.ALARM_IN_THE_LOST_REGION,
                        paths.getFirst(),
                        (isOne ? "the alarm " : "the alarms ")
                                + Listed.names(telling.stream()
                                        .map(Failover.Trigger::name)
                                        .toList())
                                + (isOne ? " is" : " are") + " evaluated in " + application.primary()
                                + ", the region that is judged",
                        "lost with it, nobody is told by " + (isOne ? "it" : "them")
                                + "; people have to notice some other way, and no time to recover includes that",
                        "an alarm in another region, or from outside")
                .andAt(paths.subList(1, paths.size())));
    }
}
