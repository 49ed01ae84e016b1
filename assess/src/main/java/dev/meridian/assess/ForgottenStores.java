package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Failover;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A check of plans that name the stores which they promote: another store that is written in the primary region
/// and copied to the target, and that no step names, stays where it was.
final class ForgottenStores {
    /// Kinds whose copies are read where they are, and are promoted by no step of a plan.
    private static final List<StoreKind> COPIED_FOR_READERS = List.of(StoreKind.OBJECT, StoreKind.CLUSTER_OBJECTS);

    private final Subject subject;
    private final Application application;
    private final Failover failover;

    private ForgottenStores(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.failover = subject.said(application).failover();
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            if (subject.isProviderRun(application)) {
                new ForgottenStores(subject, application).finding().ifPresent(findings::add);
            }
        }
    }

    private Optional<Finding> finding() {
        List<String> promoted = Optional.ofNullable(failover.steps().get("promote"))
                .map(step -> List.copyOf(step.of().keySet()))
                .orElse(List.of());
        List<String> forgotten = subject.blueprint().stores().values().stream()
                .filter(store -> !promoted.contains(store.name()) && isLeft(store) && !isNamed(store))
                .map(Store::name)
                .toList();
        return promoted.isEmpty() || forgotten.isEmpty() ? Optional.empty() : Optional.of(finding(promoted, forgotten));
    }

    /// Whether a store is written in the primary region alone and has a copy in a target, and does not move by
    /// itself. A bucket is copied for those who read it, and a log is a store that its users have to be turned to.
    private boolean isLeft(Store store) {
        boolean isCopied = store.replication().edges().stream()
                .anyMatch(edge -> edge.from().equals(application.primary())
                        && application.failover().targets().contains(edge.to())
                        && PartialCopies.copies(edge));
        boolean returns = store.replication().edges().stream()
                .anyMatch(edge ->
                        edge.to().equals(application.primary()) && !edge.from().equals(edge.to()));
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        boolean isToBeMoved = store.kind() == StoreKind.KAFKA
                ? back.way() == Comeback.Way.WRITABLE || back.way() == Comeback.Way.PROMOTED
                : back.way() == Comeback.Way.PROMOTED && back.starts() != Comeback.Starts.ITSELF;
        return store.application().equals(application.name())
                && store.writer().equals(application.primary())
                && !StoreContents.areDerived(subject, store)
                && !COPIED_FOR_READERS.contains(store.kind())
                && (!store.managed() || isKnown(store))
                && isCopied
                && !returns
                && isToBeMoved;
    }

    /// Whether the file names a mechanism of the provider; what another one does by itself is not known.
    private boolean isKnown(Store store) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return store.replication().edges().stream()
                .anyMatch(edge -> mechanisms.across(store, edge).isPresent());
    }

    private boolean isNamed(Store store) {
        String name = store.name().toLowerCase(Locale.ROOT);
        String kind = store.kind().name().toLowerCase(Locale.ROOT);
        return failover.steps().values().stream()
                .anyMatch(step -> step.of().containsKey(store.name())
                        || StepPurpose.nameAndArgument(step).contains(name)
                        || StepPurpose.nameAndArgument(step).contains(kind));
    }

    private Finding finding(List<String> promoted, List<String> forgotten) {
        boolean isOne = forgotten.size() == 1;
        return Finding.of(
                        Rule.STEP_LEFT_OUT,
                        subject.path(application.name(), "failover.steps.promote.of"),
                        "the plan promotes " + Listed.names(promoted) + ", and none of its steps names "
                                + Listed.names(forgotten),
                        (isOne ? "it is" : "they are") + " written in " + application.primary() + " and copied to "
                                + Listed.regions(application.failover().targets())
                                + ": who makes the copy the one that is used, and turns those who write and read it, is left to the day",
                        Listed.names(forgotten) + " in `"
                                + subject.path(application.name(), "failover.steps.promote.of")
                                + "`, or a step that turns to the copy")
                .with(Severity.NOTE);
    }
}
