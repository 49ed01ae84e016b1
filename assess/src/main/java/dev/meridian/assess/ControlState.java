package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The store of the file in which the control of a failover keeps its state, with copies outside the region that
/// is left: the replication of the store decides whether the control can read it there.
///
/// @param store the bucket that the control needs, and that is copied elsewhere
/// @param application whose failover it is
record ControlState(Subject subject, Application application, Store store) {
    /// Rows of accounts whose copy answers nobody before the account is failed over; with RA-GRS and RA-GZRS it
    /// can be read (Microsoft Learn, Azure Storage redundancy, as quoted; 2026-11).
    private static final List<String> CLOSED =
            List.of("azure-blob-geo-redundant", "azure-blob-geo-priority-replication");

    /// The first store that the control names, that only the control needs and that another region has a copy of.
    static Optional<ControlState> of(Subject subject, Application application, Failover.Control control) {
        return control.dependsOn().stream()
                .flatMap(
                        name -> Optional.ofNullable(subject.blueprint().stores().get(name)).stream())
                .filter(store -> Reach.isOnlyForControl(subject, store.name())
                        && store.writer().equals(application.primary())
                        && !copies(store).isEmpty())
                .findFirst()
                .map(store -> new ControlState(subject, application, store));
    }

    private static List<Edge> copies(Store store) {
        return store.replication().edges().stream()
                .filter(edge -> edge.from().equals(store.writer())
                        && !edge.to().equals(store.writer())
                        && edge.complete()
                        && PartialCopies.copies(edge))
                .toList();
    }

    /// Empty where the copy can be read as it is, or where the plan makes it so.
    Optional<Finding> finding(String at) {
        boolean isClosed = copies(store).stream().allMatch(this::isClosed);
        return isClosed && !isOpenedByThePlan() ? Optional.of(closed(at)) : Optional.empty();
    }

    private boolean isClosed(Edge edge) {
        boolean isReadable = edge.transport()
                .via()
                .map(word -> word.toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(word -> word.contains("ra-g") || word.contains("ragrs") || word.contains("ragzrs"))
                .isPresent();
        return !isReadable
                && new StoreMechanisms(subject)
                        .across(store, edge)
                        .map(Mechanism::id)
                        .filter(CLOSED::contains)
                        .isPresent();
    }

    private boolean isOpenedByThePlan() {
        return subject.said(application).failover().steps().values().stream()
                .anyMatch(step -> step.of().containsKey(store.name()) || failsTheAccountOver(step));
    }

    private static boolean failsTheAccountOver(Failover.Step step) {
        String words = StepPurpose.nameAndArgument(step);
        return words.contains("account") && words.contains("failover");
    }

    private Finding closed(String at) {
        RegionName primary = application.primary();
        String copies =
                Listed.regions(copies(store).stream().map(Edge::to).distinct().toList());
        return Finding.of(
                Rule.CONTROL_IN_THE_LOST_REGION,
                at,
                "the control of the failover keeps its state in `" + store.name() + "`, whose copy in " + copies
                        + " cannot be read before its account is failed over",
                "the state is not lost with " + primary + ", and no step of the plan makes the copy readable: until"
                        + " then the control has no state to begin from",
                "the failover of the account as a step with its time (`"
                        + subject.path(application.name(), "failover.steps.promote.of." + store.name())
                        + "`), or a copy that can be read at any time (`via: ra-grs`)");
    }
}
