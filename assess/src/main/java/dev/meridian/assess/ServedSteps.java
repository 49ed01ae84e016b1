package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.topology.Failover;
import java.util.List;
import java.util.Optional;

/// The steps of a plan that the users of a part of an application wait for: those in the way of that part, and
/// those of services and stores that it needs. A step for something else, after users are where they are served,
/// ends no time of that part; neither does a step before `route` where health checks turn its users and no plan
/// does.
///
/// @param application whose plan it is
/// @param reach the part
/// @param whole whether the part is the whole application, which waits for every step of its plan
/// @param elsewhere whether all services of the part, or of the users of its stores, serve in another region
///     today; of a part without services also whether its stores do
/// @param byItself whether health checks turn the users of the part
/// @param promotes whether the plan promotes a store of the part
record ServedSteps(
        Application application, Reach reach, boolean whole, boolean elsewhere, boolean byItself, boolean promotes) {

    /// @param byItself whether health checks turn the users of the part
    /// @param promotes whether the plan promotes a store of the part
    static ServedSteps of(Subject subject, Application application, Reach reach, boolean byItself, boolean promotes) {
        Reach all = Reach.of(subject, application.name());
        boolean whole =
                reach.services().containsAll(all.services()) && reach.stores().containsAll(all.stores());
        List<Service> services = reach.services().isEmpty()
                ? usersOf(subject, reach)
                : reach.services().stream().map(subject::service).toList();
        boolean elsewhere = reach.elsewhere()
                || (!services.isEmpty()
                        && services.stream().allMatch(service -> isActiveElsewhere(application, service)));
        return new ServedSteps(application, reach, whole, elsewhere, byItself, promotes);
    }

    /// The services that cannot do without the stores of a part that has no service of its own.
    private static List<Service> usersOf(Subject subject, Reach reach) {
        return subject.blueprint().services().values().stream()
                .filter(service -> Reach.ofService(subject, service.name()).stores().stream()
                        .anyMatch(reach.stores()::contains))
                .toList();
    }

    private static boolean isActiveElsewhere(Application application, Service service) {
        return service.regions().stream()
                .anyMatch(region -> !region.equals(application.primary())
                        && application.roles().get(region) == Role.ACTIVE);
    }

    /// Whether the part waits for a step.
    ///
    /// @param first the place in `order` of the first phase that waits for it
    /// @param order the phases of the plan
    boolean counts(Failover.Step step, int first, List<String> order) {
        if (isOfATurnedEntrance()) {
            return false;
        }
        if (whole || isOfThePart(step) || (promotes && first <= order.indexOf("promote"))) {
            return true;
        }
        return first > order.indexOf("route") ? subjects(step).isEmpty() && !elsewhere : !(byItself && elsewhere);
    }

    /// Whether the users of the part are served elsewhere without any step of the plan.
    boolean isTurnedWithoutThePlan() {
        return isOfATurnedEntrance() || (!whole && byItself && elsewhere && !promotes);
    }

    /// Whether the part is the way through one entrance, which health checks turn whatever the plan does.
    private boolean isOfATurnedEntrance() {
        return byItself && reach.entrance().isPresent();
    }

    /// Whether a name that a step waits for, such as `promote.ledger`, is about the part.
    boolean isAbout(String name) {
        int dot = name.indexOf('.');
        return whole || dot < 0 || reach.stores().contains(name.substring(dot + 1));
    }

    private boolean isOfThePart(Failover.Step step) {
        return subjects(step).stream()
                .anyMatch(name ->
                        reach.services().contains(name) || reach.stores().contains(name));
    }

    /// The services and stores that the action of a step names; a program says nothing of the kind.
    private static List<String> subjects(Failover.Step step) {
        Optional<Failover.Action> action = step.forcedAction();
        return action.filter(does -> List.of("restart", "warm", "replay").contains(does.verb()))
                .map(does -> List.of(does.argument()))
                .orElse(List.of());
    }
}
