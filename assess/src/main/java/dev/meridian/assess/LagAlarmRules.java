package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// A check of alarms on the lag of a copy that takes over: one that rings at the promised loss or above it, or
/// whose checks take until then, rings when the promise is broken already. A promise that the copy cannot keep at
/// all says so itself.
final class LagAlarmRules {
    private final Subject subject;
    private final Store store;

    private LagAlarmRules(Subject subject, Store store) {
        this.subject = subject;
        this.store = store;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            LagAlarmRules rules = new LagAlarmRules(subject, store);
            Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
            Optional<Duration> plan = back.loss().span().plan();
            boolean loses = plan.filter(Duration::isZero).isEmpty();
            if (loses && (back.way() == Comeback.Way.PROMOTED || back.way() == Comeback.Way.WRITABLE)) {
                rules.strictest()
                        .filter(stake -> !back.loss().span().cannotBeWithin(stake.bound()))
                        .ifPresent(stake -> rules.alarms().forEach((path, above) -> {
                            if (above.compareTo(stake.bound()) >= 0) {
                                findings.add(rules.late(path, above, stake, plan));
                            } else {
                                rules.evaluated(path, above, stake).ifPresent(findings::add);
                            }
                        }));
            }
        }
    }

    /// The strictest promise about what a lost region takes of the store; no alarm can guard one of nothing.
    private Optional<Stake> strictest() {
        return WayChoice.stakes(subject, store, Promise.Disruption.REGION).stream()
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        && !stake.isClaim()
                        && !stake.bound().isZero())
                .min(Comparator.comparing(Stake::bound));
    }

    /// The lag from which each alarm on the copy in the successor rings, by its path; on all copies that may take
    /// over where no successor is known.
    private SequencedMap<String, Duration> alarms() {
        SequencedMap<String, Duration> alarms = new LinkedHashMap<>();
        String path = "data." + store.name() + ".replication.";
        Optional<Storage.Replication> said = subject.said(store).replication();
        Optional<Storage.LagAlarm> all = said.flatMap(Storage.Replication::alarmOnLag);
        Optional<RegionName> successor = new Takeover(subject).successor(store);
        for (Edge edge : store.replication().edges()) {
            boolean isAbout = successor
                    .map(edge.to()::equals)
                    .orElse(edge.promotes() && !edge.to().equals(store.writer()));
            if (isAbout) {
                String name = edge.name().replaceFirst("\\..*", "");
                Optional<Storage.LagAlarm> own = said.flatMap(replication ->
                                Optional.ofNullable(replication.edges().get(name)))
                        .flatMap(Storage.Edge::alarmOnLag);
                String at = path + (own.isPresent() ? "edges." + name + "." : "") + "alarmOnLag";
                own.or(() -> all).flatMap(Storage.LagAlarm::above).ifPresent(above -> alarms.put(at, above));
            }
        }
        return alarms;
    }

    private Finding late(String path, Duration above, Stake stake, Optional<Duration> plan) {
        Duration bound = stake.bound();
        boolean isAbove = above.compareTo(bound) > 0;
        Duration half = bound.dividedBy(2);
        boolean leavesRoom = plan.filter(usual -> usual.compareTo(half) > 0).isEmpty();
        Finding finding = Finding.of(
                Rule.ALARM_TOO_LATE,
                path,
                "the alarm on the lag of `" + store.name() + "` rings at " + text(above) + ", and " + text(bound)
                        + " is promised",
                "a loss of " + store.writer() + " may take more than is promised "
                        + (isAbove ? "before it rings" : "from that moment on")
                        + ": nobody is told while there is time to act",
                leavesRoom
                        ? "`alarmOnLag` below " + text(bound) + ", for example " + text(LagRules.proposed(bound, plan))
                        : "`alarmOnLag` below " + text(bound) + ", and a copy whose usual lag is below that alarm");
        return (isAbove ? finding : finding.with(Severity.NOTE)).about(stake.path());
    }

    /// The time after which the alarm rings at the latest once the lag is above its threshold.
    ///
    /// @param checks in words: `2 checks every 1m`
    private record Evaluation(Failover.Probe probe, Duration time, String checks) {}

    /// An alarm whose threshold is below the promise, and whose checks take so long that a copy which stands still
    /// is further behind than is promised before it rings: its lag grows by as much time as passes.
    private Optional<Finding> evaluated(String path, Duration above, Stake stake) {
        Duration bound = stake.bound();
        return evaluation()
                .filter(found -> above.plus(found.time).compareTo(bound) > 0)
                .map(found -> {
                    Duration room = bound.minus(above);
                    String lower = found.time.compareTo(bound) < 0
                            ? ", or `alarmOnLag` below " + text(bound.minus(found.time))
                            : "";
                    return Finding.of(
                                    Rule.ALARM_TOO_LATE,
                                    path,
                                    "the alarm on the lag of `" + store.name() + "` may ring when the lag is "
                                            + text(above.plus(found.time)) + ", and " + text(bound) + " is promised",
                                    "it waits for " + found.checks + " above " + text(above) + ", up to "
                                            + text(found.time)
                                            + ", and a copy that stands still falls behind by that time too",
                                    "checks of `" + found.probe.name() + "` that take " + text(room)
                                            + " together at most" + lower)
                            .with(Severity.NOTE)
                            .about(stake.path());
                });
    }

    /// The quickest check of the lag of the store that the file describes, with the time for which its trigger
    /// waits; empty where it describes none.
    private Optional<Evaluation> evaluation() {
        Failover said = subject.said(Objects.requireNonNull(
                        subject.blueprint().applications().get(store.application())))
                .failover();
        return said.probes().values().stream()
                .filter(probe -> probe.kind() == Failover.ProbeKind.REPLICATION
                        && probe.to().equals(Optional.of(store.name())))
                .flatMap(probe -> probe.every().map(every -> evaluation(said, probe, every)).stream())
                .min(Comparator.comparing(Evaluation::time));
    }

    private static Evaluation evaluation(Failover said, Failover.Probe probe, Duration every) {
        int failures = probe.failures().orElse(1);
        Duration lasting = said.triggers().values().stream()
                .filter(trigger -> trigger.when().contains(probe.name()))
                .map(trigger -> trigger.lasting().orElse(Duration.ZERO))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Evaluation(
                probe,
                every.multipliedBy(failures).plus(lasting),
                failures + (failures == 1 ? " check" : " checks") + " every " + text(every)
                        + (lasting.isZero() ? "" : " and another " + text(lasting)));
    }
}
