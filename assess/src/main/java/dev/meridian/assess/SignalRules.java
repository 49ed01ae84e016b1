package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A check that what starts a failover is the health of the workload. A trigger with a `signal` and without probes
/// moves an application whose users may be served all the while: a control plane that does not answer, a page of a
/// provider, a bill, a deployment or a busy processor are no proof of the contrary. Neither is
/// a lag, as a signal or by a probe of the replication.
final class SignalRules {
    /// Words of signals that are measured on requests of users.
    private static final List<String> OF_REQUESTS = List.of(
            "5xx", "error", "errors", "slo", "burn", "canary", "synthetic", "synthetics", "success", "unhealthy");

    /// Words of signals that are not measured on requests, even beside a word of the other list.
    private static final List<String> OF_OTHERS = List.of(
            "provider", "control", "plane", "status", "deploy", "deployment", "cost", "billing", "lag", "cpu", "quota");

    /// Words of signals that come without any outage.
    private static final List<String> OF_NO_OUTAGE =
            List.of("lag", "cost", "costs", "billing", "budget", "deploy", "deployment", "quota", "certificate");

    private SignalRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            Failover said = subject.said(application).failover();
            said.triggers().values().stream()
                    .filter(trigger -> trigger.act() == Failover.Act.FAILOVER)
                    .forEach(trigger -> {
                        if (trigger.when().isEmpty()) {
                            trigger.signal()
                                    .filter(signal -> !isOfRequests(signal))
                                    .ifPresent(signal -> findings.add(finding(subject, application, trigger, signal)));
                        } else if (isOfLagAlone(said, trigger)) {
                            findings.add(ofLag(subject, application, trigger));
                        }
                    });
        }
    }

    /// Whether every probe that a trigger goes by measures how far a copy is behind.
    private static boolean isOfLagAlone(Failover said, Failover.Trigger trigger) {
        return trigger.when().stream()
                .allMatch(name -> Optional.ofNullable(said.probes().get(name))
                        .filter(probe -> probe.kind() == Failover.ProbeKind.REPLICATION)
                        .isPresent());
    }

    /// A copy that is behind says nothing of the primary, and a move to it loses what it is behind.
    private static Finding ofLag(Subject subject, Application application, Failover.Trigger trigger) {
        Finding finding = Finding.of(
                Rule.SIGNAL_IS_NO_WORKLOAD,
                subject.path(application.name(), "failover.triggers." + trigger.name() + ".when"),
                "the trigger `" + trigger.name() + "` moves `" + application.name() + "` when the copy is behind ("
                        + Listed.names(trigger.when()) + "), whether its users are served or not",
                "a lag is not the health of the workload, and a move at that moment loses the writes that the copy"
                        + " lacks",
                "`act: notify`, or in `when` a probe that asks the workload");
        return application.failover().mode() == Mode.AUTOMATIC ? finding : finding.with(Severity.NOTE);
    }

    /// Whether a trigger goes by a lag, or by a signal that comes without any outage.
    static boolean tellsOfNoOutage(Failover said, Failover.Trigger trigger) {
        return trigger.when().isEmpty()
                ? trigger.signal()
                        .filter(signal -> words(signal).stream().anyMatch(OF_NO_OUTAGE::contains))
                        .isPresent()
                : isOfLagAlone(said, trigger);
    }

    private static List<String> words(String signal) {
        return Arrays.asList(signal.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1));
    }

    private static boolean isOfRequests(String signal) {
        List<String> words = words(signal);
        return words.stream().anyMatch(OF_REQUESTS::contains) && words.stream().noneMatch(OF_OTHERS::contains);
    }

    private static Finding finding(Subject subject, Application application, Failover.Trigger trigger, String signal) {
        String path = subject.path(application.name(), "failover.triggers." + trigger.name());
        Duration lasting = trigger.lasting().orElse(Duration.ZERO);
        boolean atOnce = lasting.isZero();
        boolean agreed =
                trigger.agree().filter(agreement -> agreement.enough() > 1).isPresent();
        boolean automatic = application.failover().mode() == Mode.AUTOMATIC;
        Finding finding = Finding.of(
                Rule.SIGNAL_IS_NO_WORKLOAD,
                path + (trigger.lasting().isPresent() ? ".for" : ".signal"),
                "the trigger `" + trigger.name() + "` moves `" + application.name() + "` by `" + signal
                        + "` alone" + (atOnce ? ", at once" : " after " + text(lasting))
                        + (trigger.lasting().isEmpty() ? " (`for` is silent)" : ""),
                "that is not the health of the workload: users may be served all the while, and a move costs them"
                        + " their sessions and what the copy lacks",
                "`act: notify`, or `when: [PROBE]` in place of the signal with a `for` that outlasts a short fault");
        return !automatic ? finding.with(Severity.NOTE) : atOnce && !agreed ? finding : finding.with(Severity.WARNING);
    }
}
