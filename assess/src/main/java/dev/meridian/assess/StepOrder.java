package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The order of the built-in steps in a plan or in a document, held against what the steps do for each other
/// here. An order is a mistake only where the earlier step leaves users or data without what the later one
/// brings.
final class StepOrder {
    /// A step that has to be done before another one.
    private record Pair(String first, String then) {}

    private static final List<Pair> PAIRS =
            List.of(new Pair("fence", "promote"), new Pair("promote", "route"), new Pair("scale", "route"));

    private final Subject subject;
    private final Application application;
    private final List<String> order;

    private StepOrder(Subject subject, Application application, List<String> order) {
        this.subject = subject;
        this.application = application;
        this.order = order.stream()
                .map(step -> step.replaceFirst("\\..*", ""))
                .filter(RecoveryTime.PHASES::contains)
                .toList();
    }

    /// All pairs of steps in the wrong order, as one finding of the worst of them.
    ///
    /// @param subjectOf the words that say the order: a document, or the plan
    static Optional<Finding> of(
            Subject subject, Application application, List<String> steps, String path, String subjectOf) {
        StepOrder order = new StepOrder(subject, application, steps);
        SequencedMap<Pair, Finding> faults = new LinkedHashMap<>();
        PAIRS.stream()
                .filter(order::isReversed)
                .forEach(pair -> order.judged(pair, path, subjectOf).ifPresent(fault -> faults.put(pair, fault)));
        return faults.size() < 2
                ? faults.values().stream().findFirst()
                : Optional.of(together(faults, path, subjectOf));
    }

    /// Several faults of one order. The way out of the first one that names the entrances stands for them all.
    private static Finding together(SequencedMap<Pair, Finding> faults, String path, String subjectOf) {
        SequencedMap<String, List<String>> early = new LinkedHashMap<>();
        faults.keySet()
                .forEach(pair -> early.computeIfAbsent("`" + pair.then() + "` before ", _ -> new ArrayList<>())
                        .add(pair.first()));
        String pairs = early.entrySet().stream()
                .map(entry -> entry.getKey() + Listed.names(entry.getValue()))
                .collect(Collectors.joining(", and "));
        List<String> fixes =
                faults.values().stream().map(Finding::fix).distinct().toList();
        return Finding.of(
                        Rule.UNSAFE_ORDER,
                        path,
                        subjectOf + " does " + pairs,
                        faults.values().stream().map(Finding::why).collect(Collectors.joining("; ")),
                        String.join("; and ", fixes))
                .with(faults.values().stream()
                        .map(Finding::severity)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /// The phases of a recovery in the order of the plan: that of `failover.order` where others carry it out, with
    /// each phase that it leaves out after the one that it usually follows. Users whom health checks turn wait for
    /// no phase; theirs is the last one before `verify`.
    ///
    /// @param byItself whether the users are moved beside the plan
    static List<String> phases(Subject subject, Application application, boolean byItself) {
        List<String> order = subject.said(application).failover().order();
        if (order.isEmpty() || !subject.isProviderRun(application)) {
            return RecoveryTime.PHASES;
        }
        List<String> phases = new ArrayList<>(new StepOrder(subject, application, order)
                .order.stream()
                        .filter(name -> !byItself || !name.equals("route"))
                        .distinct()
                        .toList());
        String previous = "";
        for (String name : RecoveryTime.PHASES) {
            if (!phases.contains(name)) {
                boolean isBesideThePlan = name.equals("route") && byItself && phases.contains("verify");
                int after = name.equals("verify") ? phases.size() : phases.indexOf(previous) + 1;
                phases.add(isBesideThePlan ? phases.indexOf("verify") : after, name);
            }
            previous = name;
        }
        return List.copyOf(phases);
    }

    private boolean isReversed(Pair pair) {
        int first = order.indexOf(pair.first());
        int then = order.indexOf(pair.then());
        return first >= 0 && then >= 0 && then < first;
    }

    private Optional<Finding> judged(Pair pair, String path, String subjectOf) {
        List<Store> promoted = promoted();
        String statement = subjectOf + " does `" + pair.then() + "` before `" + pair.first() + "`";
        String fix = "the safe order: "
                + order.stream()
                        .distinct()
                        .sorted(Comparator.comparingInt(RecoveryTime.PHASES::indexOf))
                        .collect(Collectors.joining("`, `", "`", "`"));
        return switch (pair.first()) {
            case "fence" ->
                promoted.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Finding.of(
                                Rule.UNSAFE_ORDER,
                                path,
                                statement,
                                "until the old primary is fenced, " + Listed.names(names(promoted))
                                        + " has two writers, and one of them is thrown away",
                                fix));
            case "promote" ->
                promoted.isEmpty() ? Optional.empty() : Optional.of(promotedLate(promoted, path, statement, fix));
            default ->
                isSmaller()
                        ? Optional.of(Finding.of(
                                Rule.UNSAFE_ORDER,
                                path,
                                statement,
                                "users arrive in a region that has less capacity than they need, and overload it"
                                        + " before it has grown",
                                turnedByChecks().isEmpty()
                                        ? fix
                                        : MovedUserRules.movedAfter(
                                                        new Fronts(subject, application), turnedByChecks(), "scale")
                                                + ", or the whole capacity there before any failover"))
                        : Optional.empty();
        };
    }

    /// Users are sent before the promotion: a note where they need none of the stores.
    private Finding promotedLate(List<Store> promoted, String path, String statement, String fix) {
        List<String> needed = promoted.stream()
                .map(Store::name)
                .filter(neededByUsers()::contains)
                .toList();
        Finding finding = Finding.of(
                Rule.UNSAFE_ORDER,
                path,
                statement,
                needed.isEmpty()
                        ? "users do not wait for " + Listed.names(names(promoted))
                                + "; until the promotion it takes no writes there"
                        : "users arrive in a region where " + Listed.names(needed) + " takes no writes yet, or write"
                                + " into the old primary",
                turnedByChecks().isEmpty()
                        ? fix
                        : MovedUserRules.fix(new Fronts(subject, application), turnedByChecks()));
        if (needed.isEmpty()) {
            return finding.with(Severity.NOTE);
        }
        List<String> stopping = subject.said(application).failover().steps().values().stream()
                .filter(step -> StepPurpose.stopsWrites(step)
                        && !step.graceful().skip()
                        && step.before().contains("route"))
                .map(Failover.Step::name)
                .toList();
        return stopping.isEmpty() ? finding : inAForcedMove(finding, stopping, needed);
    }

    /// The entrances whose users health checks of others move, whatever the order of the plan is.
    private List<Topology.Entrance> turnedByChecks() {
        Fronts fronts = new Fronts(subject, application);
        return subject.isProviderRun(application)
                ? fronts.entrances().stream().filter(fronts::isTurnedByChecks).toList()
                : List.of();
    }

    /// In a planned move the steps before `route` stop writes, so that they are refused and not misplaced.
    private static Finding inAForcedMove(Finding finding, List<String> stopping, List<String> needed) {
        return Finding.of(
                        finding.rule(),
                        finding.at(),
                        finding.statement() + " in a forced move",
                        "in a planned one " + Listed.names(stopping) + (stopping.size() == 1 ? " stops" : " stop")
                                + " writes before; in a forced one users arrive in a region where "
                                + Listed.names(needed) + " takes no writes yet",
                        finding.fix())
                .with(Severity.NOTE);
    }

    private static List<String> names(List<Store> stores) {
        return stores.stream().map(Store::name).toList();
    }

    /// The stores of the application that another region takes writes of only after a promotion.
    private List<Store> promoted() {
        return subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name())
                        && ActionRules.hasToBePromoted(store)
                        && !new StoreMechanisms(subject).recoversByItself(store))
                .toList();
    }

    /// The stores that the services behind the entrances cannot do without; without an entrance those of all
    /// services.
    private List<String> neededByUsers() {
        return neededByUsers(subject, application);
    }

    /// The same for any application.
    static List<String> neededByUsers(Subject subject, Application application) {
        List<String> services = new Fronts(subject, application)
                .entrances().stream()
                        .map(Fronts::service)
                        .filter(subject.blueprint().services()::containsKey)
                        .toList();
        return services.isEmpty()
                ? List.copyOf(Reach.of(subject, application.name()).stores())
                : services.stream()
                        .flatMap(service -> Reach.ofService(subject, service).stores().stream())
                        .distinct()
                        .toList();
    }

    private boolean isSmaller() {
        return application.roles().entrySet().stream()
                .filter(role -> role.getValue() == Role.STANDBY)
                .anyMatch(role -> new Capacity(subject, application).before(role.getKey()) < 1);
    }

    /// The stores that have to be promoted, where the order of the plan has no promotion and no other step is one.
    /// Meridian's engine keeps its usual order, so its own control promotes.
    static List<String> leftOut(Subject subject, Application application) {
        Failover said = subject.said(application).failover();
        List<String> order = said.order();
        boolean isPromoted = order.isEmpty()
                || !subject.isProviderRun(application)
                || order.stream().anyMatch(StepOrder::isPromotion)
                || said.steps().values().stream()
                        .anyMatch(step -> isPromotion(step.name())
                                || step.forcedAction().stream().anyMatch(action -> isPromotion(action.argument())));
        return isPromoted
                ? List.of()
                : names(new StepOrder(subject, application, order)
                        .promoted().stream()
                                .filter(store -> !new StoreMechanisms(subject).isMovedByPolicy(store))
                                .toList());
    }

    /// Whether a name of a step or its action says that it makes a copy the writer.
    static boolean isPromotion(String step) {
        String name = step.toLowerCase(Locale.ROOT);
        return Stream.of("promot", "failover", "fail-over", "switchover", "take-over", "takeover")
                .anyMatch(name::contains);
    }

    /// Whether the plan promotes a store before it fences the old primary.
    static boolean hasTwoWriters(Subject subject, Application application) {
        Topology.Application said = subject.topology().applications().get(application.name());
        return said != null
                && new StepOrder(subject, application, said.failover().order()).isReversed(PAIRS.getFirst());
    }

    /// A plan that gives its promotion a time and leaves it out of its order.
    private static void declaredApart(Subject subject, Application application, List<Finding> findings) {
        Failover said = subject.said(application).failover();
        Failover.Step promote = said.steps().get("promote");
        boolean isLeftOut =
                subject.isProviderRun(application) && said.order().stream().noneMatch(StepOrder::isPromotion);
        if (promote != null && isLeftOut) {
            String of = promote.of().isEmpty()
                    ? ""
                    : " of " + Listed.names(List.copyOf(promote.of().keySet()));
            findings.add(Finding.of(
                            Rule.STEP_LEFT_OUT,
                            subject.path(application.name(), "failover.order"),
                            "the order of the plan has no `promote`, and `steps.promote` declares one" + of,
                            "every sum counts it at its usual place, before `scale`; whoever follows the order does not"
                                    + " do it",
                            "`promote` in `failover.order`, where it is done")
                    .with(Severity.WARNING));
        }
    }

    /// A plan of steps that sends users to copies which take no writes.
    private static void leftOut(Subject subject, Application application, List<Finding> findings) {
        List<String> stores = leftOut(subject, application);
        if (!stores.isEmpty()) {
            findings.add(Finding.of(
                    Rule.STEP_LEFT_OUT,
                    subject.path(application.name(), "failover.order"),
                    "the plan has no `promote`, and " + Listed.names(stores) + " takes writes elsewhere only after one",
                    "users arrive in a region whose copy is read-only, and nothing in the plan changes that",
                    "`promote` in `failover.order`, before `route`"));
        }
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            Topology.Application said = subject.topology().applications().get(application.name());
            if (said != null && !said.failover().order().isEmpty()) {
                leftOut(subject, application, findings);
                declaredApart(subject, application, findings);
                of(
                                subject,
                                application,
                                said.failover().order(),
                                subject.path(application.name(), "failover.order"),
                                "the plan")
                        .ifPresent(findings::add);
            }
        }
    }
}
