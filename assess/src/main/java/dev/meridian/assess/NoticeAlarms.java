package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The alarms that tell people of an outage (`act: notify`), where people start the move and no trigger does. A
/// plan that people start begins when one of them rings. An alarm on a lag, a bill or a deployment tells of no
/// outage.
final class NoticeAlarms {
    private NoticeAlarms() {}

    /// The alarms that people wait for; none where the move starts by itself or a trigger starts it.
    static List<Failover.Trigger> of(Subject subject, Application application) {
        Failover said = subject.said(application).failover();
        boolean isStarted = application.failover().mode() == Mode.AUTOMATIC
                || said.triggers().values().stream().anyMatch(trigger -> trigger.act() == Failover.Act.FAILOVER);
        return isStarted
                ? List.of()
                : said.triggers().values().stream()
                        .filter(trigger -> trigger.act() == Failover.Act.NOTIFY)
                        .filter(trigger -> !SignalRules.tellsOfNoOutage(said, trigger))
                        .toList();
    }

    /// The time for which the condition of the quickest one has to last, after its probe has failed; none where
    /// people notice without a probe.
    static Optional<Term> lasting(Subject subject, Application application) {
        boolean isByProbes = new Watch(subject, application).notices() == Watch.Notices.CHECKS;
        return of(subject, application).stream()
                .filter(_ -> isByProbes)
                .min(Comparator.comparing(alarm -> alarm.lasting().orElse(Duration.ZERO)))
                .flatMap(alarm -> lasting(subject, application, alarm));
    }

    /// The declared `for` of one trigger.
    static Optional<Term> lasting(Subject subject, Application application, Failover.Trigger trigger) {
        String path = subject.path(application.name(), "failover.triggers." + trigger.name() + ".for");
        return trigger.lasting()
                .map(time -> RecoveryTime.spelled(
                        new Figures(subject).said("alarm " + trigger.name() + " after", path, time)));
    }
}
