package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Failover;
import java.util.List;
import java.util.stream.Stream;

/// A check of stores that several applications share: no application owns them, so that no plan promotes them
/// without a word. Applications that leave a region for another one and need such a store find a copy there that
/// takes no writes, unless a step of one of their plans promotes it.
final class SharedStores {
    private SharedStores() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            List<Application> leaving = leaving(subject, store);
            Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
            StoreMechanisms mechanisms = new StoreMechanisms(subject);
            boolean isCopied =
                    store.members().size() > 1 && back.way() == Comeback.Way.PROMOTED && !Outcome.isUnknown(store);
            boolean isByItself = back.starts() == Comeback.Starts.ITSELF
                    || mechanisms.recoversByItself(store)
                    || mechanisms.isMovedByPolicy(store);
            boolean isPlanned = leaving.stream().anyMatch(application -> promotes(subject, application, store));
            List<Application> planned = leaving.stream()
                    .filter(application ->
                            !subject.said(application).failover().steps().isEmpty())
                    .toList();
            if (isCopied && !isByItself && !isPlanned && !planned.isEmpty()) {
                findings.add(leftOut(subject, store, leaving, planned.getFirst()));
            }
        }
    }

    /// The applications with a plan for another region that cannot do without a store that none of them owns, and
    /// that are primary where it is written.
    static List<Application> leaving(Subject subject, Store store) {
        if (!subject.said(store).shared()) {
            return List.of();
        }
        return subject.blueprint().applications().values().stream()
                .filter(application -> application.roles().size() > 1
                        && !application.failover().targets().isEmpty()
                        && application.primary().equals(store.writer())
                        && Reach.of(subject, application.name()).stores().contains(store.name()))
                .toList();
    }

    /// Whether a plan has a promotion, by a built-in step, by its order or by the name of a step or an action.
    private static boolean promotes(Subject subject, Application application, Store store) {
        Failover said = subject.said(application).failover();
        Stream<String> names = Stream.concat(
                said.order().stream(),
                said.steps().values().stream()
                        .flatMap(step -> Stream.concat(
                                Stream.of(step.name()),
                                step.forcedAction().stream().map(Failover.Action::argument))));
        return names.anyMatch(name -> StepOrder.isPromotion(name) || name.contains(store.name()));
    }

    private static Finding leftOut(Subject subject, Store store, List<Application> leaving, Application first) {
        List<String> names = leaving.stream().map(Application::name).toList();
        return Finding.of(
                        Rule.STEP_LEFT_OUT,
                        "data." + store.name(),
                        "no plan promotes `" + store.name() + "`, and it takes writes outside " + store.writer()
                                + " only after a promotion",
                        Listed.names(names) + (names.size() == 1 ? " leaves " : " leave ") + store.writer() + " and "
                                + (names.size() == 1 ? "needs" : "need")
                                + " it; a store that is `shared` is moved by no application, and no step of "
                                + (names.size() == 1 ? "the plan" : "their plans") + " says that it is promoted",
                        "a step `promote` in `" + subject.path(first.name(), "failover.steps") + "`")
                .with(Severity.WARNING);
    }
}
