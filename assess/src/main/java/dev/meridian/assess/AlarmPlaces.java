package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A check of where the alarms are evaluated that tell people of a lost region. One in that region is lost with
/// it; an alarm in another region may tell them, and one without a place may be lost or not.
final class AlarmPlaces {
    private AlarmPlaces() {}

    static void check(Subject subject, List<Finding> findings) {
        SequencedMap<List<Failover.Trigger>, List<Application>> telling = new LinkedHashMap<>();
        for (Application application : subject.blueprint().applications().values()) {
            if (application.roles().size() > 1) {
                List<Failover.Trigger> triggers = subject.said(application).failover().triggers().values().stream()
                        .filter(trigger -> trigger.act() != Failover.Act.IGNORE)
                        .toList();
                telling.computeIfAbsent(triggers, _ -> new ArrayList<>()).add(application);
            }
        }
        telling.forEach((triggers, applications) -> byPrimary(applications)
                .forEach((primary, same) ->
                        finding(subject, triggers, primary, same).ifPresent(findings::add)));
    }

    /// Several applications of one file have the triggers of the file in common.
    private static SequencedMap<RegionName, List<Application>> byPrimary(List<Application> applications) {
        SequencedMap<RegionName, List<Application>> same = new LinkedHashMap<>();
        applications.forEach(application -> same.computeIfAbsent(application.primary(), _ -> new ArrayList<>())
                .add(application));
        return same;
    }

    private static Optional<Finding> finding(
            Subject subject, List<Failover.Trigger> telling, RegionName primary, List<Application> applications) {
        Optional<RegionName> home = Optional.of(primary);
        List<Failover.Trigger> atHome =
                telling.stream().filter(trigger -> trigger.in().equals(home)).toList();
        List<Failover.Trigger> anywhere =
                telling.stream().filter(trigger -> trigger.in().isEmpty()).toList();
        boolean isOneElsewhere = atHome.size() + anywhere.size() < telling.size();
        boolean movesNothing = telling.stream().allMatch(trigger -> trigger.act() == Failover.Act.NOTIFY);
        if (atHome.isEmpty() || isOneElsewhere || !movesNothing) {
            return Optional.empty();
        }
        List<String> paths = atHome.stream()
                .map(trigger ->
                        subject.path(applications.getFirst().name(), "failover.triggers." + trigger.name() + ".in"))
                .toList();
        boolean isOne = atHome.size() == 1;
        Finding finding = Finding.of(
                        Rule.ALARM_IN_THE_LOST_REGION,
                        paths.getFirst(),
                        (isOne ? "the alarm " : "the alarms ")
                                + names(atHome) + (isOne ? " is" : " are") + " evaluated in " + primary
                                + ", the region that is judged" + of(applications),
                        "lost with it, nobody is told by " + (isOne ? "it" : "them")
                                + (anywhere.isEmpty()
                                        ? "; people have to notice some other way, and no time to recover includes that"
                                        : "; of " + names(anywhere) + " the file says no place"),
                        "an alarm in another region, or from outside"
                                + (anywhere.isEmpty() ? "" : "; for " + names(anywhere) + ", `in` with the place"))
                .andAt(paths.subList(1, paths.size()));
        return Optional.of(anywhere.isEmpty() ? finding : finding.with(Severity.NOTE));
    }

    private static String of(List<Application> applications) {
        return applications.size() == 1
                ? ""
                : ", of "
                        + Listed.names(
                                applications.stream().map(Application::name).toList());
    }

    private static String names(List<Failover.Trigger> triggers) {
        return Listed.names(triggers.stream().map(Failover.Trigger::name).toList());
    }
}
