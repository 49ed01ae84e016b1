package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Lease;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Works out what arms each application's failover, where Meridian does it.
public final class Automations {
    private static final Duration STEP = Duration.ofMillis(100);

    private final Subject subject;
    private final Application application;
    private final FailoverPolicy policy;
    private final RegionName home;
    private final List<RegionName> outside;
    private final List<Automation.Hindrance> hindrances = new ArrayList<>();

    private Automations(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.policy = application.failover();
        this.home = application.primary();
        this.outside =
                policy.controlIn().stream().filter(voter -> !voter.equals(home)).toList();
    }

    /// Of each application whose store Meridian would move, in the order of the file; [Unarmed] has the others.
    ///
    /// @param measured the fence time on record
    public static List<Automation> of(Subject subject, Optional<Automation.Measured> measured) {
        return subject.blueprint().applications().values().stream()
                .filter(application -> !subject.isProviderRun(application))
                .map(application -> new Automations(subject, application))
                .filter(one -> !one.stores().isEmpty())
                .map(one -> one.automation(measured))
                .toList();
    }

    /// The same, disarmed by the errors that deny what its inequalities show. A waiver accepts a finding and arms
    /// nothing.
    ///
    /// @param findings of the same file
    public static List<Automation> of(Subject subject, Optional<Automation.Measured> measured, List<Finding> findings) {
        return of(subject, measured).stream()
                .map(automation -> {
                    Application application = Objects.requireNonNull(
                            subject.blueprint().applications().get(automation.application()));
                    return automation.with(findings.stream()
                            .filter(finding ->
                                    Denials.disarms(finding) && Denials.concerns(subject, finding, application))
                            .map(finding -> new Automation.Hindrance(
                                    Automation.About.FINDING, finding.rule().id(), finding.statement(), finding.fix()))
                            .distinct()
                            .toList());
                })
                .toList();
    }

    /// Times that do not fit the distances between the places of the file.
    static void check(Subject subject, List<Finding> findings) {
        of(subject, Optional.empty()).stream()
                .flatMap(automation -> automation.distances().stream())
                .filter(fit -> !fit.needed().holds())
                .forEach(fit -> findings.add(Finding.of(
                                Rule.TIMES_TOO_SHORT_FOR_THE_DISTANCE,
                                fit.path(),
                                "`" + fit.needed().weakestTerm() + "` of "
                                        + text(fit.needed().right())
                                        + " fits one machine, and not the distances of this file",
                                fit.needed().name() + " (" + fit.between() + ")",
                                "`" + fit.mend() + "` or more")
                        .with(new Finding.Arithmetic(
                                fit.needed().statement(), fit.needed().weakestTerm(), List.of()))));
    }

    private List<Store> stores() {
        return Needed.moved(subject, application);
    }

    private Automation automation(Optional<Automation.Measured> measured) {
        Automation.Fence fence = new Automation.Fence(policy.fenceWithin(), measured);
        Lease lease = Losses.lease(policy).withFence(fence.inForce());
        Automation.Vantages vantages = new Automation.Vantages(outside, outside.size() / 2 + 1);
        mode();
        places();
        lease(lease, fence);
        List<Automation.Cost> costs =
                stores().stream().map(store -> cost(store, lease)).toList();
        return new Automation(
                application.name(),
                home,
                lease,
                fence,
                vantages,
                costs,
                new TimesAcross(subject, application).fits(),
                List.copyOf(hindrances));
    }

    // ---- what disarms all of it ----

    private void mode() {
        if (policy.mode() != Mode.AUTOMATIC) {
            String mode = policy.mode().name().toLowerCase(Locale.ROOT);
            hindrances.add(new Automation.Hindrance(
                    Automation.About.MODE,
                    "mode",
                    "`mode: " + mode + "`: a person decides",
                    assigned("mode", "automatic")));
        }
    }

    private void places() {
        int all = policy.controlIn().size();
        if (outside.size() < 2) {
            hindrances.add(new Automation.Hindrance(
                    Automation.About.VANTAGES,
                    "vantages",
                    outside.size() + " of the " + all + " places that vote "
                            + (outside.size() == 1 ? "is" : "are") + " outside " + home
                            + ", and nobody is outside both it and its successor",
                    all < 2
                            ? "`failover.control.in` with three places"
                            : "`witness: PLACE`, a third place that votes and holds no data"));
        } else if (outside.size() * 2 <= all) {
            hindrances.add(new Automation.Hindrance(
                    Automation.About.VANTAGES,
                    "quorum",
                    "without " + home + " " + outside.size() + " of " + all + " votes are left, which is no majority",
                    "`failover.control.in` with an odd number of places"));
        }
    }

    private void lease(Lease lease, Automation.Fence fence) {
        Inequality oneWriter = lease.oneWriter();
        if (!oneWriter.holds()) {
            boolean isMeasured = fence.inForce().compareTo(fence.declared()) > 0;
            Duration wait = roundedUp(lease.lastCommitAfter(), 1 + lease.drift());
            hindrances.add(new Automation.Hindrance(
                    Automation.About.LEASE,
                    isMeasured ? "F, the measured time to fence" : oneWriter.weakestTerm(),
                    oneWriter.statement(),
                    assigned("lease.wait", text(wait)) + ", or a shorter `lease.duration`"));
        }
    }

    // ---- what it costs ----

    private Automation.Cost cost(Store store, Lease lease) {
        int standbys = store.members().size() - 1;
        int waitFor = store.replication().waitFor();
        return waitFor > 0 && store.replication().stopWithoutStandby()
                ? synchronous(store, standbys, waitFor)
                : asynchronous(store, lease);
    }

    private static Automation.Cost synchronous(Store store, int standbys, int waitFor) {
        int needed = standbys - waitFor + 1;
        return new Automation.Cost(
                store.name(),
                "R + W > N: " + needed + " + " + waitFor + " > " + standbys + ", nothing is lost once " + needed
                        + " of " + standbys + (standbys == 1 ? " standby" : " standbys") + " promised; with fewer, as"
                        + " asynchronously"
                        + (standbys - 1 < waitFor
                                ? "; after the move commits wait until another standby is there"
                                : ""),
                Optional.empty());
    }

    /// What a copy lacks is its lag and what the old side still acknowledges while it is cut off.
    private Automation.Cost asynchronous(Store store, Lease lease) {
        LossBudget budget = new LossBudget(policy, store, lease);
        String allowed = budget.lag().isEmpty() && budget.isEnough() ? budget.whenMoved() : "";
        return new Automation.Cost(
                store.name(),
                budget.inequality() + allowed,
                budget.isEnough() ? Optional.empty() : Optional.of(tooMuch(store, budget)));
    }

    /// With a declared lag that is too long a copy may be fresher on the day.
    private Automation.Hindrance tooMuch(Store store, LossBudget budget) {
        return new Automation.Hindrance(
                Automation.About.LOSS,
                budget.name(),
                "`" + store.name() + "`: " + budget.inequality() + budget.whenMoved(),
                "--set data." + store.name() + ".replication=sync, or "
                        + (policy.maxLoss().isPresent() ? "`failover.maxLoss`" : "`rpo`") + " of " + budget.enough()
                        + ", or a shorter lease");
    }

    private String assigned(String key, String value) {
        return "--set " + subject.path(application.name(), "failover." + key) + "=" + value;
    }

    /// To the next tenth of a second, so that the text of it is what it says.
    static Duration roundedUp(Duration time, double factor) {
        long nanos = (long) Math.ceil(time.toNanos() * factor);
        return STEP.multipliedBy(Math.ceilDiv(nanos, STEP.toNanos()));
    }
}
