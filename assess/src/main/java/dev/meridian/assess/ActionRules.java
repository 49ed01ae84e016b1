package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Failover;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whether something acts where the file says that nobody has to, and whether it may.
final class ActionRules {
    private final Subject subject;
    private final Application application;
    private final Failover said;
    private final List<Finding> findings;

    private ActionRules(Subject subject, Application application, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.said = subject.said(application).failover();
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            ActionRules rules = new ActionRules(subject, application, findings);
            if (application.failover().mode() == Mode.AUTOMATIC
                    && subject.blueprint().regions().size() > 1) {
                rules.thirdOpinion();
                rules.actor();
            }
            FenceRules.check(subject, application, findings);
            rules.standstill();
            rules.deployment();
        }
    }

    private String path(String key) {
        return subject.path(application.name(), "failover." + key);
    }

    /// The engine asks two places at least outside the region that it judges, and needs more than half of all. Two
    /// places that are both outside are enough for it, and neither of them may be lost ([OnePlaceRules]).
    private void thirdOpinion() {
        List<RegionName> places = application.failover().controlIn();
        boolean inside = places.contains(application.primary());
        if (subject.isProviderRun(application)) {
            othersThirdOpinion();
            return;
        }
        if (places.size() > 2 || (places.size() == 1) == inside) {
            return;
        }
        String where = Listed.regions(places);
        findings.add(
                places.size() == 1
                        ? Finding.of(
                                Rule.NO_THIRD_OPINION,
                                path("mode"),
                                "`mode: automatic`, decided in " + where + " alone",
                                "one place cannot tell a lost region from its own cut link; the engine refuses",
                                "`control: {in: [...]}` with three places, of which two have to agree")
                        : Finding.of(
                                Rule.NO_THIRD_OPINION,
                                path("mode"),
                                "`mode: automatic` with two places: " + where,
                                "neither can tell whether the other is dead or the link between them is; the engine"
                                        + " refuses",
                                "`witness: PLACE`, a third place that votes and holds no data"));
    }

    /// A control that others run, in the two regions that it moves a primary between.
    private void othersThirdOpinion() {
        List<RegionName> places = said.control().map(Failover.Control::in).orElse(List.of());
        boolean promotes = subject.blueprint().stores().values().stream()
                .anyMatch(store -> store.application().equals(application.name()) && hasToBePromoted(store));
        boolean betweenTwo = places.size() == 2
                && subject.blueprint().regions().size() == 2
                && said.witness().isEmpty();
        if (betweenTwo && promotes) {
            findings.add(Finding.of(
                            Rule.NO_THIRD_OPINION,
                            path("control.in"),
                            "`mode: automatic`, decided by " + Listed.regions(places) + ", the two regions of the file",
                            "neither can tell whether the other is dead or the link between them is; probes that leave"
                                    + " through the uplink of one of them see what it sees",
                            "a third place that votes, outside both regions")
                    .with(Severity.WARNING));
        }
    }

    /// Reports stores that nothing promotes although the mode is automatic: see [#idle].
    private void actor() {
        List<String> idle = idle(subject, application);
        if (!idle.isEmpty()) {
            findings.add(Finding.of(
                    Rule.NOTHING_ACTS,
                    path("mode"),
                    "`mode: automatic`, and nothing promotes " + Listed.names(idle),
                    "a provider's health checks move users; its copy in another region stays a copy until a"
                            + " call promotes it",
                    "a trigger with `act: failover`, "
                            + (idle.stream().map(subject::store).allMatch(ActionRules::isMovedByAgents)
                                    ? "Meridian's own control, "
                                    : "")
                            + "or `mode: manual` with the time of people"));
        }
    }

    /// Reports whether the provider's control alone runs an automatic failover, without a trigger.
    static boolean isLeftToTheProvider(Subject subject, Application application) {
        Failover said = subject.said(application).failover();
        return application.failover().mode() == Mode.AUTOMATIC
                && said.control().flatMap(Failover.Control::runs).equals(Optional.of(Failover.Runs.PROVIDER))
                && said.triggers().values().stream().noneMatch(trigger -> trigger.act() == Failover.Act.FAILOVER);
    }

    /// The stores of an automatic failover that a provider controls and that need a call which nothing makes.
    /// Managed health checks move users, and a database only where it is written everywhere or its mechanism fails
    /// over by itself. A trigger, an operator beside the stores and a script of the owner make the call.
    static List<String> idle(Subject subject, Application application) {
        if (!isLeftToTheProvider(subject, application)) {
            return List.of();
        }
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name()))
                .filter(ActionRules::hasToBePromoted)
                .filter(store -> !mechanisms.recoversByItself(store) && !mechanisms.isMovedByPolicy(store))
                .filter(store -> new Steps(subject, application).promoter(store).isEmpty())
                .filter(store -> !new Takeover(subject).hasOtherWriters(store))
                .map(Store::name)
                .toList();
    }

    /// A bad version that is everywhere at once is no matter of regions.
    private void deployment() {
        double promised = application.objectives().availability().orElse(0);
        boolean staggered = subject.topology().sources().at("deploy.order").isPresent();
        if (promised > 0.9999 && !staggered && subject.blueprint().regions().size() > 1) {
            findings.add(Finding.of(
                            Rule.DEPLOYED_EVERYWHERE_AT_ONCE,
                            subject.path(application.name(), "objectives.availability"),
                            Availability.percent(promised) + " is promised, and nothing says that a new version"
                                    + " reaches one region after the other",
                            "it leaves " + Availability.downtime(promised)
                                    + " a year; one bad version in all regions at once takes longer than that to take"
                                    + " back",
                            staggered())
                    .about(subject.path(application.name(), "objectives.availability")));
        }
    }

    /// The order of a rollout in the words of the file: `deploy.order` knows a primary and a standby, and no key
    /// orders several active regions.
    private String staggered() {
        List<String> regions =
                application.roles().keySet().stream().map(RegionName::text).toList();
        boolean hasStandby = application.roles().containsValue(Role.STANDBY);
        return hasStandby
                ? "`deploy: {order: [standby, primary]}`, with a look at health between the regions"
                : "a rollout to one active region after the other (" + String.join(", then ", regions)
                        + "), with a look at health between them; no key says so of active regions, so a waiver of"
                        + " this finding is the place for it";
    }

    /// Reports whether the store has one writer. Its standby takes no writes before the promotion.
    static boolean hasToBePromoted(Store store) {
        boolean several = store.members().size() > 1;
        boolean single = store.replication().mode() == ReplicationMode.ASYNC
                || store.replication().mode() == ReplicationMode.SYNC;
        return several
                && single
                && store.kind() != StoreKind.OBJECT
                && store.kind() != StoreKind.KAFKA
                && !LiveCopies.areCaptured(store);
    }

    /// Where the lease alone keeps the old side from writing (docs/adr/0016-a-machine-that-stands-still.md).
    private void standstill() {
        if (subject.isProviderRun(application)) {
            return;
        }
        Duration lease = application.failover().lease().duration();
        Duration margin = application.failover().lease().margin();
        subject.blueprint().stores().values().stream()
                .filter(store ->
                        store.application().equals(application.name()) && !store.managed() && !store.byOperator())
                .filter(store -> store.kind() == StoreKind.POSTGRESQL && hasToBePromoted(store))
                .filter(store -> store.replication().waitFor() == 0)
                .findFirst()
                .ifPresent(store -> findings.add(Finding.of(
                        Rule.FENCE_ON_THE_SAME_MACHINE,
                        "data." + store.name() + ".replication",
                        "no commit of `" + store.name()
                                + "` waits for a standby: the lease alone, which its own machine"
                                + " ends, keeps an old primary from writing",
                        "a machine that stands still as a whole for longer than " + Durations.text(lease.minus(margin))
                                + " (D − m) and goes on acknowledges what has waited for it, until its watchdog is"
                                + " scheduled",
                        "`replication: sync`, or a hardware or hypervisor watchdog that resets the machine in that"
                                + " time, and a waiver that says so")));
    }

    /// Whether Meridian's agents could move a store: they have a driver for PostgreSQL that its user runs.
    static boolean isMovedByAgents(Store store) {
        return !store.managed() && !store.byOperator() && store.kind() == StoreKind.POSTGRESQL;
    }
}
