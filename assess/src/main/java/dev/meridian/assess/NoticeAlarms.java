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

    /// The alarm that calls people first: the quickest of those whose probes have a rhythm. The time until a
    /// signal comes is known to nobody, so one without probes calls them only where no other does.
    static Optional<Failover.Trigger> calling(Subject subject, Application application) {
        Failover said = subject.said(application).failover();
        List<Failover.Trigger> all = of(subject, application);
        List<Failover.Trigger> probed =
                all.stream().filter(alarm -> isProbed(said, alarm)).toList();
        return (probed.isEmpty() ? all : probed).stream().min(Comparator.comparing(alarm -> untilItRings(said, alarm)));
    }

    private static boolean isProbed(Failover said, Failover.Trigger alarm) {
        return !alarm.when().isEmpty()
                && alarm.when().stream()
                        .allMatch(name -> Optional.ofNullable(said.probes().get(name))
                                .flatMap(Failover.Probe::every)
                                .isPresent());
    }

    private static Duration untilItRings(Failover said, Failover.Trigger alarm) {
        Duration verdict = alarm.when().stream()
                .flatMap(name -> Optional.ofNullable(said.probes().get(name)).stream())
                .map(probe -> probe.every()
                        .orElse(Duration.ZERO)
                        .multipliedBy(probe.failures().orElse(1))
                        .plus(probe.timeout().orElse(Duration.ZERO)))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return verdict.plus(alarm.lasting().orElse(Duration.ZERO));
    }

    /// The time for which the condition of that alarm has to last, after its probe has failed; none where people
    /// notice without a probe.
    static Optional<Term> lasting(Subject subject, Application application) {
        boolean isByProbes = new Watch(subject, application).notices() == Watch.Notices.CHECKS;
        return calling(subject, application)
                .filter(_ -> isByProbes)
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
