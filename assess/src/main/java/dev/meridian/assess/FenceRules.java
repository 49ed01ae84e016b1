package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A check of what keeps the old side from writing while a new one begins. It is about stores that a service may
/// write in a region that takes over: those with one writer at a time, and those of which each region has its own
/// while health checks move users between them.
final class FenceRules {
    private final Subject subject;
    private final Application application;
    private final Failover said;
    private final StoreMechanisms mechanisms;

    private FenceRules(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.said = subject.said(application).failover();
        this.mechanisms = new StoreMechanisms(subject);
    }

    static void check(Subject subject, Application application, List<Finding> findings) {
        FenceRules rules = new FenceRules(subject, application);
        boolean open = rules.isOpen();
        if (!open && !subject.isProviderRun(application)) {
            return;
        }
        List<String> writers = rules.writers(open);
        Optional<Failover.Step> known = FenceSteps.of(rules.said);
        Optional<Failover.Step> meant = known.or(() -> FenceSteps.meant(rules.said, application.primary()));
        meant.flatMap(step -> rules.byAStep(step, known.isPresent(), writers))
                .or(() -> writers.isEmpty() || meant.isPresent()
                        ? Optional.empty()
                        : Optional.of(rules.nothingFences(writers)))
                .ifPresent(findings::add);
        if (meant.isEmpty()) {
            rules.apart(findings);
        }
    }

    private boolean isOpen() {
        return said.unfenced() || subject.value(path("lease")).equals(Optional.of("none"));
    }

    private String path(String key) {
        return subject.path(application.name(), "failover." + key);
    }

    /// A provider's failover fences nothing; a store with one writer may then have two.
    ///
    /// @param open whether the file says that nothing fences
    private List<String> writers(boolean open) {
        return subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name()) || isLeftBehind(store))
                .filter(store -> hasOneWriter(store) && begins(store, open))
                .filter(store -> !StandbyTarget.isOne(subject, store)
                        && !StandbyTarget.isFilledAside(subject, store)
                        && !StoreContents.areDerived(subject, store)
                        && !subject.said(store).disposable()
                        && !mechanisms.endsTheOldSide(store)
                        && !mechanisms.recoversByItself(store))
                .filter(store -> isUsed(store) && (mayBePromoted(store) || isWrittenElsewhere(store)))
                .map(Store::name)
                .toList();
    }

    /// Whether a store that several applications share is written in the region that this one leaves. It is told
    /// of with the first of those that need it.
    private boolean isLeftBehind(Store store) {
        return SharedStores.leaving(subject, store).stream().findFirst().equals(Optional.of(application))
                && store.writer().equals(application.primary());
    }

    /// Whether writes are taken in one place at a time, so that there is an old writer and a new one: of several
    /// writers those that are left go on. Each cluster keeps its own objects, and what writes them is the cluster;
    /// of a service in a place that does not exist, nothing is said.
    private boolean hasOneWriter(Store store) {
        boolean isNowhere = store.replication().edges().stream()
                .anyMatch(edge -> mechanisms.whyNowhere(store, edge).isPresent());
        if (store.kind() == StoreKind.CLUSTER_OBJECTS || isNowhere) {
            return false;
        }
        boolean isLocal = subject.said(store).use().writes().equals(Optional.of(Storage.Writes.LOCAL));
        boolean hasSeveral = subject.said(store).primaries().size() > 1;
        return !isLocal && !hasSeveral && store.replication().mode() != ReplicationMode.MULTI_PRIMARY;
    }

    /// Whether a new writer begins: a copy that may be promoted, or one that users are moved to.
    private boolean begins(Store store, boolean open) {
        return mayBePromoted(store) || (open && isWrittenAfterAMove(store));
    }

    /// Whether a copy follows the writer and may be promoted: services of any region then write there.
    private static boolean mayBePromoted(Store store) {
        return (ActionRules.hasToBePromoted(store) || LiveCopies.areCaptured(store))
                && !store.mayTakeOver().isEmpty();
    }

    /// Whether another copy than the writer's takes the writes after the loss of a region, by whatever way it got
    /// there: a stream, a dump, a backup, or an edge into the store that stands by for it. A provider that copies
    /// in a way that nobody knows may take the writes in one place as before, and so may a store that nobody
    /// knows a copy of.
    private boolean isWrittenAfterAMove(Store store) {
        boolean isByAProvider = store.managed() || store.kind() == StoreKind.OBJECT;
        boolean isPromoted = new Steps(subject, application).promoter(store).isPresent();
        if (Outcome.isUnknown(store) && (store.members().size() == 1 || (isByAProvider && !isPromoted))) {
            return false;
        }
        Comeback.Way way = subject.wayBack(store, Promise.Disruption.REGION).way();
        boolean isLoaded = (way == Comeback.Way.WRITABLE || way == Comeback.Way.OWN_ELSEWHERE)
                && store.replication().edges().stream()
                        .anyMatch(edge -> LiveCopies.isLoaded(edge) || LiveCopies.isCaptured(edge));
        boolean isRestored = way == Comeback.Way.RESTORED
                && (said.steps().containsKey("promote") || new Fronts(subject, application).moveUsers());
        boolean isFilling = StandbyTarget.isFilledFrom(subject, store);
        boolean isMoved = isLoaded || way == Comeback.Way.PROMOTED || isRestored || isFilling || isReplaced(store, way);
        return isMoved && application.roles().size() > 1 && !Reach.isOnlyToOperate(subject, store.name());
    }

    /// Whether the plan promotes another store of the target in the place of one that nothing brings there.
    private boolean isReplaced(Store store, Comeback.Way way) {
        List<RegionName> goals = goals(store);
        return way == Comeback.Way.LOST
                && StrandedBackups.of(subject, store).isPresent()
                && said.steps().values().stream()
                        .filter(step -> step.name().equals("promote"))
                        .flatMap(step -> step.of().keySet().stream())
                        .flatMap(name ->
                                Optional.ofNullable(subject.blueprint().stores().get(name)).stream())
                        .anyMatch(other -> !other.equals(store) && goals.containsAll(other.members()));
    }

    /// Whether a service may write a store: not one that the control of the failover reads alone, nor a disk
    /// without a copy that no service names, nor one that no service needs although each says what it needs.
    private boolean isUsed(Store store) {
        boolean isDisk = store.kind() == StoreKind.VOLUME
                && store.replication().mode() == ReplicationMode.NONE
                && users(store).isEmpty();
        return !isDisk
                && !Reach.isNamedByControlAlone(subject, store.name())
                && !Reach.isWaitedForByNobody(subject, store.name());
    }

    private List<String> users(Store store) {
        return subject.topology().services().values().stream()
                .filter(service -> service.dependsOn().containsKey(store.name()))
                .map(service -> service.name())
                .toList();
    }

    /// Whether something may write a store in a region that takes over. Where the file names none, all may.
    private boolean isWrittenElsewhere(Store store) {
        List<RegionName> goals = goals(store);
        return goals.isEmpty() || goals.stream().anyMatch(goal -> isWrittenIn(store, goal));
    }

    private List<RegionName> goals(Store store) {
        return ServingRegions.without(subject, application, store.writer());
    }

    /// Whether a service that uses a store runs in a region; where no service says that it does, any may.
    private boolean isWrittenIn(Store store, RegionName region) {
        return users(store).isEmpty()
                ? ServingRegions.hasServices(subject, application, region)
                : WriterRules.isUsedIn(subject, store, region);
    }

    /// @param isKnown whether the step is known to take the writes of the old side away
    private Optional<Finding> byAStep(Failover.Step step, boolean isKnown, List<String> writers) {
        boolean goesOn = step.onFailure() == Failover.OnFailure.CONTINUE && !step.builtIn();
        boolean ofServices = !isKnown
                && StepPurpose.stopsServices(step, subject.blueprint().stores().keySet());
        List<String> apart = ofServices && goesOn ? ofEachRegion() : List.of();
        if (writers.isEmpty() && apart.isEmpty()) {
            return Optional.empty();
        }
        Finding finding = goesOn ? goingOn(step, ofServices, writers, apart) : unproven(step, ofServices, writers);
        return Optional.of(isKnown && !goesOn ? finding.with(Severity.NOTE) : finding);
    }

    private Finding unproven(Failover.Step step, boolean ofServices, List<String> writers) {
        return Finding.of(
                Rule.NO_FENCE,
                path("steps." + step.name()),
                "`" + step.name() + "` is to stop " + stopped(ofServices, writers)
                        + " before a new one begins, and nothing here can tell whether it does",
                "a step that only asks the old " + (ofServices ? "side" : "primary")
                        + " is no fence: behind a cut link it does not hear it",
                ofServices
                        ? "a drill with a cut link, in which no service of " + application.primary() + " may write"
                        : "a drill with a cut link, in which the old primary must not acknowledge a write");
    }

    private static String stopped(boolean ofServices, List<String> writers) {
        return (ofServices ? "the services that write " : "the old writer of ") + Listed.names(writers);
    }

    /// A step that may fail without an end of the plan is no fence, whatever it does.
    ///
    /// @param apart stores of which each region has its own
    private Finding goingOn(Failover.Step step, boolean ofServices, List<String> writers, List<String> apart) {
        String primary = application.primary().text();
        String ofTheOldSide = apart.isEmpty()
                ? ""
                : (writers.isEmpty() ? "" : "; ") + "what they write to " + Listed.names(apart) + " of " + primary
                        + " stays there";
        return Finding.of(
                Rule.NO_FENCE,
                path("steps." + step.name() + ".onFailure"),
                "`" + step.name() + "` is to stop "
                        + (ofServices && writers.isEmpty()
                                ? "the services of " + primary
                                : stopped(ofServices, writers))
                        + ", and the plan goes on when it fails (`onFailure: continue`)",
                "the loss of a region, or a cut link to it, is when such a step fails: "
                        + (ofServices ? "services that still run there go on" : "the old writer goes on")
                        + (writers.isEmpty()
                                ? ", and "
                                : ", and a new writer of " + Listed.names(writers) + " begins beside "
                                        + (ofServices ? "them" : "it"))
                        + ofTheOldSide,
                "`onFailure: stop` for `" + step.name() + "` where that must not be, or a step before it that cuts"
                        + " users and writers of " + primary + " off from outside");
    }

    /// @param writers the stores that may have two writers
    private Finding nothingFences(List<String> writers) {
        return Finding.of(
                Rule.NO_FENCE,
                path(said.unfenced() ? "fence" : subject.isProviderRun(application) ? "control.runs" : "lease"),
                said.lock().equals(Optional.of(Failover.Lock.DISTRIBUTED))
                        ? "only a lock keeps the old writer of " + Listed.names(writers) + " from a new one"
                        : "nothing stops the old writer of " + Listed.names(writers) + " before a new one begins",
                (application.failover().mode() == Mode.AUTOMATIC
                                ? "a health check that fails is not a dead region: behind a cut link the old writer"
                                        + " goes on acknowledging writes"
                                : "people who decide see the region from outside: behind a cut link the old writer"
                                        + " goes on acknowledging writes")
                        + (said.lock().equals(Optional.of(Failover.Lock.DISTRIBUTED))
                                ? ", and the holder of a lock may be paused and go on after it has lost it"
                                : ""),
                (writers.stream().map(subject::store).allMatch(ActionRules::isMovedByAgents)
                                ? "Meridian's own control (lease, watchdog, epochs), or "
                                : "")
                        + "a step `before: promote` that stops the old writer, or cuts it off, from outside "
                        + application.primary());
    }

    /// The stores of which each region has its own, and that a service may write in a region that takes over.
    private List<String> ofEachRegion() {
        return subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name())
                        && store.replication().mode() == ReplicationMode.NONE
                        && store.replication().edges().isEmpty()
                        && store.writer().equals(application.primary())
                        && !goalsWithAMember(store).isEmpty())
                .filter(store -> !StoreContents.areDerived(subject, store)
                        && !subject.said(store).disposable()
                        && store.kind() != StoreKind.CLUSTER_OBJECTS
                        && !isMaybeACache(store)
                        && !Reach.isOnlyForBackups(subject, store.name())
                        && !Reach.isOnlyToOperate(subject, store.name())
                        && isUsed(store))
                .map(Store::name)
                .toList();
    }

    private boolean isMaybeACache(Store store) {
        return store.kind() == StoreKind.REDIS
                && subject.said(store).use().purposes().isEmpty();
    }

    /// The regions that stand by, have a member of a store and services that may write it.
    private List<RegionName> goalsWithAMember(Store store) {
        return goals(store).stream()
                .filter(goal -> store.members().contains(goal)
                        && application.roles().get(goal) == Role.STANDBY
                        && isWrittenIn(store, goal))
                .toList();
    }

    /// Health checks move users to a region with a store of its own: both sides are written, one after the other
    /// or at once. Messages are sent where they are read.
    private void apart(List<Finding> findings) {
        Fronts fronts = new Fronts(subject, application);
        if (fronts.entrances().stream().noneMatch(fronts::isTurnedByChecks)) {
            return;
        }
        List<String> own = ofEachRegion().stream()
                .filter(name ->
                        !RegionalKinds.carriesMessages(subject.store(name).kind()))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        String primary = application.primary().text();
        String others = Listed.regions(goalsWithAMember(subject.store(own.getFirst())));
        List<String> paths =
                own.stream().map(name -> "data." + name + ".replication").toList();
        findings.add(Finding.of(
                        Rule.NO_FENCE,
                        paths.getFirst(),
                        "health checks move users from " + primary + " to " + others
                                + ", and each region takes writes of " + Listed.names(own) + " for itself",
                        "nothing copies what they hold (`replication: none`) or stops either side: what users write in "
                                + others + " is not in " + primary + " when they are back, and behind a cut link both"
                                + " go on",
                        "copies in both directions, or users whom people send back after their data (`switch` without"
                                + " a health check)")
                .andAt(paths.subList(1, paths.size())));
    }
}
