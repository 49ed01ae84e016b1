package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Role;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        this.said = subject.said(application).failover();
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            if (application.failover().failback().mode() == Mode.AUTOMATIC
                    && subject.blueprint().regions().size() > 1) {
                new FailbackRules(subject, application).chase().ifPresent(findings::add);
            }
        }
    }

    /// Whether something moves that a return can undo: a store has to be promoted, or a region stands by. Where
    /// all regions serve and every store elects by itself, a region that answers again is merely used again.
    private boolean movesARole() {
        boolean promoted = subject.blueprint().stores().values().stream()
                .anyMatch(store -> store.application().equals(application.name())
                        && ActionRules.hasToBePromoted(store)
                        && !new StoreMechanisms(subject).recoversByItself(store));
        return promoted || application.roles().containsValue(Role.STANDBY);
    }

    private Optional<Finding> chase() {
        if (!movesARole()) {
            return Optional.empty();
        }
        Optional<Duration> after = after();
        Needed needed = needed();
        if (after.filter(time -> time.compareTo(needed.time) >= 0).isPresent()) {
            return Optional.empty();
        }
        boolean silent = after.isEmpty();
        if (!silent && needed.time.isZero()) {
            return Optional.empty();
        }
        String path = subject.path(application.name(), "failover.failback." + (silent ? "mode" : "after"));
        boolean both = policy.mode() == Mode.AUTOMATIC;
        boolean known = !needed.time.isZero();
        Finding found = Finding.of(
                Rule.FAILBACK_CHASES,
                path,
                "`" + application.name() + "` goes back by itself "
                        + (silent
                                ? "and nothing says after how long"
                                : "after " + text(after.get()) + ", which is less than " + text(needed.time)),
                (both
                                ? "failover and failback are automatic, and each can undo the other"
                                : "a region that has just answered is not known to be well")
                        + (known
                                ? ": a new failure is noticed and followed by users only within " + needed.sum + " = "
                                        + text(needed.time) + needed.open
                                : ""),
                "`failback: {mode: approved}`, or `after: 30m` with a `window` in which people are there");
        Finding finding = silent
                ? found
                : found.with(new Finding.Arithmetic(
                        needed.sum + " = " + text(needed.time) + " > after " + text(after.get()), "after", List.of()));
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

    /// The time in which a new failure is noticed and users follow, as far as it is known.
    ///
    /// @param sum its parts, for people
    /// @param open the parts without a figure
    private record Needed(Duration time, String sum, String open) {}

    private Needed needed() {
        boolean provider = subject.isProviderRun(application);
        List<String> parts = new ArrayList<>();
        Duration time = Duration.ZERO;
        Fronts fronts = new Fronts(subject, application);
        Watch watch = new Watch(subject, application, fronts.tryEachRequest());
        List<String> open = new ArrayList<>();
        Optional<Duration> every = watch.every().span().plan();
        if (watch.every().isUnknown() || every.isEmpty()) {
            open.add("detection");
        } else if (!every.get().isZero()) {
            int failures = watch.failures();
            time = time.plus(every.get().multipliedBy(failures));
            parts.add("detection " + failures + " × " + text(every.get()));
        }
        if (!provider || said.hold().isPresent()) {
            time = time.plus(policy.hold());
            parts.add("hold " + text(policy.hold()));
        }
        boolean named = fronts.entrances().isEmpty()
                ? !provider
                : fronts.entrances().stream().anyMatch(entrance -> fronts.turn(entrance) == Fronts.Turn.NAMES);
        if (named) {
            Optional<Duration> ttl = new Route(
                            subject,
                            new Figures(subject),
                            application,
                            subject.blueprint().services().keySet())
                    .longestKept();
            time = time.plus(ttl.orElse(Duration.ZERO).multipliedBy(2));
            ttl.ifPresentOrElse(known -> parts.add("2 × ttl " + text(known)), () -> open.add("the TTL"));
        }
        return new Needed(
                time,
                String.join(" + ", parts),
                open.isEmpty() ? "" : ", without " + Listed.plain(open) + ", of which no time is known");
    }
}
