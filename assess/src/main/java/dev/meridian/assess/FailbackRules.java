package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.Mode;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A check that an automatic failback does not chase an automatic failover. A region that answers again for less
/// time than a failure takes to be noticed, and than users take to follow, is not known to be well; the return to
/// it is then the first half of the next failover.
final class FailbackRules {
    private final Subject subject;
    private final Application application;
    private final FailoverPolicy policy;
    private final Failover said;

    private FailbackRules(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.policy = application.failover();
        this.said = Objects.requireNonNull(subject.topology().applications().get(application.name()))
                .failover();
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            if (application.failover().failback().mode() == Mode.AUTOMATIC
                    && subject.blueprint().regions().size() > 1) {
                new FailbackRules(subject, application).chase().ifPresent(findings::add);
            }
        }
    }

    private Optional<Finding> chase() {
        Optional<Duration> after = after();
        Needed needed = needed();
        if (after.filter(time -> time.compareTo(needed.time) >= 0).isPresent()) {
            return Optional.empty();
        }
        boolean silent = after.isEmpty();
        String path = subject.path(application.name(), "failover.failback." + (silent ? "mode" : "after"));
        boolean both = policy.mode() == Mode.AUTOMATIC;
        Finding finding = Finding.of(
                        Rule.FAILBACK_CHASES,
                        path,
                        "`" + application.name() + "` goes back by itself "
                                + (silent
                                        ? "and nothing says after how long"
                                        : "after " + text(after.get()) + ", which is less than " + text(needed.time)),
                        (both
                                        ? "failover and failback are automatic, and each can undo the other: "
                                        : "a region that has just answered is not known to be well: ")
                                + "a new failure is noticed and followed by users only within " + needed.sum + " = "
                                + text(needed.time),
                        "`failback: {mode: approved}`, or `after: 30m` with a `window` in which people are there")
                .with(new Finding.Arithmetic(
                        needed.sum + " = " + text(needed.time) + " > after "
                                + after.map(time -> text(time)).orElse("unknown"),
                        "after",
                        List.of()));
        boolean atOnce = after.filter(Duration::isZero).isPresent();
        return Optional.of(
                both && atOnce && policy.failback().window().isEmpty() ? finding : finding.with(Severity.WARNING));
    }

    /// Meridian's own control waits as long as its profile says; of a provider's nothing is known but what the
    /// file says.
    private Optional<Duration> after() {
        Optional<Duration> declared = said.failback().flatMap(Failover.Failback::after);
        return subject.isProviderRun(application)
                ? declared
                : Optional.of(policy.failback().after());
    }

    /// The time in which a new failure is noticed and users follow.
    ///
    /// @param sum its parts, for people
    private record Needed(Duration time, String sum) {}

    private Needed needed() {
        boolean provider = subject.isProviderRun(application);
        List<String> parts = new ArrayList<>();
        Duration time = Duration.ZERO;
        if (!provider || !said.probes().isEmpty()) {
            int failures = policy.probes().failures();
            Duration every = policy.probes().every();
            time = time.plus(every.multipliedBy(failures));
            parts.add("detection " + failures + " × " + text(every));
        }
        if (!provider || said.hold().isPresent()) {
            time = time.plus(policy.hold());
            parts.add("hold " + text(policy.hold()));
        }
        Duration ttl = subject.blueprint().traffic().ttl();
        parts.add("2 × ttl " + text(ttl));
        return new Needed(time.plus(ttl.multipliedBy(2)), String.join(" + ", parts));
    }
}
