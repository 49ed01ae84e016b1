package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Services that run in the region of the primary alone. Nothing does their work while that region is gone, so a
/// recovery that needs one of them has no end, unless the plan starts it elsewhere.
final class OnePlaceServices {
    private OnePlaceServices() {}

    /// A term for each service that `reach` needs and that no other region runs: without end, or unknown where the
    /// plan has a step that may start it and does not say so. A service behind an entrance has its term in the way
    /// of its users too ([Route]).
    ///
    /// @param application whose primary region is lost
    static List<Term> terms(Subject subject, Application application, Reach reach) {
        return reach.services().stream()
                .map(subject::service)
                .filter(service -> subject.blueprint().regions().size() > 1
                        && !service.regions().isEmpty()
                        && service.regions().stream().allMatch(application.primary()::equals)
                        && counts(subject, application, reach, service))
                .filter(service -> steps(subject, application).stream().noneMatch(step -> starts(step, service.name())))
                .map(service -> term(subject, application, service.name()))
                .toList();
    }

    /// Whether no step of the plan starts a service elsewhere, and none may: one whose subject the file does not
    /// say might.
    static boolean isStaying(Subject subject, Application application, String service) {
        return steps(subject, application).stream().noneMatch(step -> starts(step, service) || saysNoSubject(step));
    }

    /// A note for each service that others need and that runs in the region of the primary alone, although another
    /// one stands by, where nothing is promised that has a term for it.
    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            boolean isPromised = subject.stakes().stream()
                    .anyMatch(stake -> stake.application().equals(application)
                            && stake.objective() == Promise.Objective.RTO
                            && stake.disruption() == Promise.Disruption.REGION);
            if (!isPromised && application.roles().containsValue(Role.STANDBY)) {
                subject.blueprint().services().values().stream()
                        .filter(service -> service.application().equals(application.name())
                                && service.regions().equals(List.of(application.primary()))
                                && !subject.isOnlyInFailover(service.name())
                                && isStaying(subject, application, service.name()))
                        .forEach(service -> note(subject, application, service, findings));
                unserved(subject, application).ifPresent(findings::add);
            }
        }
    }

    /// One note for all services that no other one needs, and that users miss in a target which runs the others
    /// and to which the plan moves them.
    private static Optional<Finding> unserved(Subject subject, Application application) {
        List<Service> own = subject.blueprint().services().values().stream()
                .filter(service -> service.application().equals(application.name()))
                .toList();
        List<RegionName> targets = application.failover().targets().stream()
                .filter(target ->
                        own.stream().anyMatch(service -> service.regions().contains(target)))
                .toList();
        List<String> names = own.stream()
                .filter(service -> service.regions().equals(List.of(application.primary()))
                        && !subject.isOnlyInFailover(service.name())
                        && own.stream().noneMatch(other -> other.dependsOn().get(service.name()) == Need.HARD))
                .map(Service::name)
                .filter(name -> steps(subject, application).stream().noneMatch(step -> starts(step, name)))
                .toList();
        if (targets.isEmpty() || names.isEmpty() || !movesUsers(subject, application)) {
            return Optional.empty();
        }
        boolean isOne = names.size() == 1;
        List<String> paths =
                names.stream().map(name -> "services." + name + ".in").toList();
        return Optional.of(Finding.of(
                        Rule.ONE_REGION_DEPENDENCY,
                        paths.getFirst(),
                        Listed.regions(targets) + (targets.size() == 1 ? " does" : " do") + " not run "
                                + Listed.names(names) + ": " + (isOne ? "it is" : "they are") + " in "
                                + application.primary() + " alone, and no step of the plan names "
                                + (isOne ? "it" : "them"),
                        "a failover moves users to where nothing does " + (isOne ? "its" : "their") + " work until "
                                + application.primary() + " is back",
                        (isOne ? "a place for it" : "a place for each") + " in " + targets.getFirst()
                                + ", or nothing, where the work can wait that long")
                .andAt(paths.subList(1, paths.size()))
                .with(Severity.NOTE));
    }

    /// Whether a declared step moves users, or has its place beside the one that does.
    private static boolean movesUsers(Subject subject, Application application) {
        return steps(subject, application).stream()
                .anyMatch(step -> step.name().equals("route")
                        || step.before().contains("route")
                        || step.after().contains("route"));
    }

    private static void note(Subject subject, Application application, Service service, List<Finding> findings) {
        List<String> needing = subject.blueprint().services().values().stream()
                .filter(other -> other.dependsOn().get(service.name()) == Need.HARD)
                .map(Service::name)
                .toList();
        boolean isTold = findings.stream()
                .anyMatch(finding -> finding.rule() == Rule.ONE_REGION_DEPENDENCY
                        && finding.at().endsWith(".dependsOn." + service.name()));
        if (!needing.isEmpty() && !isTold) {
            findings.add(Finding.of(
                            Rule.ONE_REGION_DEPENDENCY,
                            "services." + service.name() + ".in",
                            "`" + service.name() + "` runs in " + application.primary() + " alone, and "
                                    + Listed.names(needing) + (needing.size() == 1 ? " needs" : " need") + " it",
                            "nothing does its work while " + application.primary() + " is gone",
                            "`" + service.name() + "` in another region, or nothing, if its work can wait until "
                                    + application.primary() + " is back")
                    .with(Severity.NOTE));
        }
    }

    private static Term term(Subject subject, Application application, String service) {
        String path = "services." + service + ".in";
        return steps(subject, application).stream()
                .filter(OnePlaceServices::saysNoSubject)
                .findFirst()
                .map(step -> Term.unknown(
                        "another place of `" + service + "`",
                        "the file does not say whether the step `" + step.name() + "` starts it elsewhere; declare"
                                + " `action: {restart: " + service + "}` for the step that does",
                        path))
                .orElseGet(() -> Figures.derived(
                        "no other place of `" + service + "` than " + application.primary(),
                        Span.NEVER,
                        "no other region runs it, and nothing does its work while " + application.primary()
                                + " is gone",
                        path));
    }

    private static List<Failover.Step> steps(Subject subject, Application application) {
        return List.copyOf(subject.said(application).failover().steps().values());
    }

    /// Whether a step says that it starts a service.
    static boolean starts(Failover.Step step, String service) {
        return step.of().containsKey(service)
                || action(step)
                        .filter(does ->
                                does.verb().equals("restart") && does.argument().equals(service))
                        .isPresent();
    }

    /// Whether a step is a program or the work of a person, of which the file does not say what it is about.
    private static boolean saysNoSubject(Failover.Step step) {
        return !step.builtIn()
                && action(step).map(does -> does.verb().equals("run")).orElse(true);
    }

    private static Optional<Failover.Action> action(Failover.Step step) {
        return step.forcedAction();
    }

    /// Whether users wait for a service: another one needs it, a part of the application names it, or the file has
    /// no entrance and no service of the application runs elsewhere. The work of other services of a whole
    /// application is missed by nobody who waits for an answer.
    private static boolean counts(Subject subject, Application application, Reach reach, Service service) {
        boolean isPart = !reach.services()
                .containsAll(Reach.of(subject, application.name()).services());
        boolean isNeeded = reach.services().stream()
                .anyMatch(other -> Reach.needs(subject, other).get(service.name()) == Need.HARD);
        boolean isAll = subject.topology().traffic().entrances().isEmpty()
                && reach.services().stream()
                        .map(subject::service)
                        .allMatch(other -> other.regions().stream().allMatch(application.primary()::equals));
        return isPart || isNeeded || isAll;
    }
}
