package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A check of declared times of restores and promotions: a provider that publishes a longer range for the same
/// mechanism does not keep to the shorter one, and only a drill shows that this system does.
final class DeclaredTimes {
    private final Subject subject;
    private final Application application;

    private DeclaredTimes(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            DeclaredTimes times = new DeclaredTimes(subject, application);
            if (!times.isDrilled()) {
                subject.blueprint().stores().values().stream()
                        .filter(store -> store.application().equals(application.name()))
                        .flatMap(store -> times.of(store).stream())
                        .forEach(findings::add);
            }
        }
    }

    /// Whether the file has the result of a drill that measured a recovery from the loss of a region.
    private boolean isDrilled() {
        return DrillRules.ofTheSystem(subject).stream()
                .anyMatch(drill -> drill.rto().isPresent()
                        && drill.disruption() == Claim.About.REGION
                        && drill.application()
                                .filter(name -> !name.equals(application.name()))
                                .isEmpty());
    }

    private Optional<Finding> of(Store store) {
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        Optional<Mechanism> mechanism = switch (back.way()) {
            case RESTORED -> new StoreMechanisms(subject).past(store, true);
            case PROMOTED -> promoted(store);
            case STAYS, WRITABLE, OWN_ELSEWHERE, MADE_AGAIN, WITHOUT_QUORUM, LOST -> Optional.empty();
        };
        return mechanism
                .filter(found -> Backups.isPublished(found.recovery()) && !isPlannedByMeridian(found))
                .flatMap(found -> declared(store, back)
                        .filter(term -> isShorter(term, found))
                        .map(term -> finding(store, term, found)));
    }

    private Optional<Mechanism> promoted(Store store) {
        return store.replication().edges().stream()
                .filter(Edge::promotes)
                .filter(edge -> subject.destination(application)
                        .filter(edge.to()::equals)
                        .isPresent())
                .findFirst()
                .flatMap(edge -> new StoreMechanisms(subject).across(store, edge));
    }

    /// A range whose longer side is Meridian's own value says nothing of what its provider keeps to.
    private static boolean isPlannedByMeridian(Mechanism mechanism) {
        return mechanism.source().cited().contains("Meridian");
    }

    private Optional<Term> declared(Store store, Comeback back) {
        Optional<Term> step = new Steps(subject, application).promotion(store);
        return back.way() == Comeback.Way.RESTORED ? step.or(() -> ofBackup(store)) : step;
    }

    private Optional<Term> ofBackup(Store store) {
        String path = "data." + store.name() + ".backup.restoreTakes";
        return subject.said(store)
                .backup()
                .flatMap(Storage.Backup::restoreTakes)
                .map(time -> new Figures(subject).said("restore", path, time));
    }

    private static boolean isShorter(Term declared, Mechanism mechanism) {
        return declared.span()
                .plan()
                .filter(most -> mechanism.recovery().cannotBeWithin(most)
                        || mechanism
                                .recovery()
                                .plan()
                                .filter(longest -> longest.compareTo(most) > 0)
                                .isPresent())
                .isPresent();
    }

    private Finding finding(Store store, Term declared, Mechanism mechanism) {
        String path = declared.path().orElseThrow();
        Finding finding = Finding.of(
                Rule.TIME_WITHOUT_GROUND,
                path,
                "`" + store.name() + "` is to be back after " + declared.span().text() + ", and " + mechanism.name()
                        + " takes " + mechanism.recovery().text(),
                "every sum counts the shorter time, which is declared; the longer one is published ("
                        + mechanism.source().cited() + "), and no result of a drill stands behind the other",
                "a drill with its result (`drills`: `disruption: region` and `rto`), or the published time for `" + path
                        + "`");
        return breaksAPromise(store, mechanism) ? finding.with(Severity.WARNING) : finding;
    }

    /// Whether a promise about the store does not outlast the published time.
    private boolean breaksAPromise(Store store, Mechanism mechanism) {
        Optional<Duration> longest = mechanism.recovery().plan();
        return subject.stakes().stream()
                .filter(stake -> stake.objective() == Promise.Objective.RTO
                        && stake.disruption() == Promise.Disruption.REGION
                        && stake.reach().stores().contains(store.name()))
                .anyMatch(stake -> longest.filter(most -> most.compareTo(stake.bound()) <= 0)
                        .isEmpty());
    }
}
