package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

/// A check of users whom a health check of others moves by itself (Meridian's own plan moves them after the
/// writer) while their writes stay behind: the database of the services behind the entrance waits for a person, or
/// the CDN before it tries another origin for reads alone.
final class MovedUserRules {
    /// A CDN that tries the second origin for GET, HEAD and OPTIONS alone (Amazon CloudFront Developer Guide,
    /// Origin failover; AWS disaster recovery workshop, CloudFront origin group; read 2026-11).
    private static final String READS_ALONE = "cloudfront";

    private final Subject subject;
    private final Application application;
    private final Fronts fronts;
    private final List<Finding> findings;

    private MovedUserRules(Subject subject, Application application, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.fronts = new Fronts(subject, application);
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            MovedUserRules rules = new MovedUserRules(subject, application, findings);
            List<Topology.Entrance> turned = rules.fronts.entrances().stream()
                    .filter(entrance -> application.roles().size() > 1
                            && subject.isProviderRun(application)
                            && rules.fronts.isTurnedByChecks(entrance)
                            && subject.blueprint().services().containsKey(Fronts.service(entrance)))
                    .toList();
            rules.alike(turned, rules::waiting).forEach((stores, alike) -> rules.promotion(stores, alike));
            rules.alike(turned, rules::promotedLate).forEach((stores, alike) -> rules.late(stores, alike));
            rules.alike(turned, rules::goingBack).forEach((stores, alike) -> rules.comesBack(stores, alike));
            rules.alike(turned, rules::filled).forEach((stores, alike) -> rules.copies(stores, alike));
            turned.forEach(rules::reads);
        }
    }

    /// The entrances by the stores of a kind that stay behind for their users, without those that have none.
    private SequencedMap<List<String>, List<Topology.Entrance>> alike(
            List<Topology.Entrance> entrances, Function<Topology.Entrance, List<Store>> behind) {
        SequencedMap<List<String>, List<Topology.Entrance>> alike = new LinkedHashMap<>();
        for (Topology.Entrance entrance : entrances) {
            List<String> names =
                    behind.apply(entrance).stream().map(Store::name).toList();
            if (!names.isEmpty()) {
                alike.computeIfAbsent(names, _ -> new ArrayList<>()).add(entrance);
            }
        }
        return alike;
    }

    /// The stores that the users of an entrance need: those of the service behind it, and those that journeys
    /// through that service write; all of them where the file does not say who needs which.
    private List<Store> needed(Topology.Entrance entrance) {
        String service = Fronts.service(entrance);
        SequencedSet<String> stores =
                new LinkedHashSet<>(Reach.ofService(subject, service).stores());
        subject.topology().journeys().values().stream()
                .filter(journey -> journey.uses().contains(service))
                .flatMap(journey -> journey.writes().stream())
                .filter(name -> subject.blueprint().stores().containsKey(name))
                .forEach(stores::add);
        if (stores.isEmpty() && areNeedsUnsaid()) {
            stores.addAll(Reach.of(subject, application.name()).stores());
        }
        return stores.stream().map(subject::store).toList();
    }

    /// Whether no service and no journey of the application names a store, so that each of them may need each.
    private boolean areNeedsUnsaid() {
        return Reach.areNeedsUnsaid(subject, application.name())
                && subject.topology().journeys().values().stream()
                        .allMatch(journey ->
                                journey.reads().isEmpty() && journey.writes().isEmpty());
    }

    private Finding at(List<Topology.Entrance> entrances, String statement, String why, String fix) {
        List<String> paths = entrances.stream()
                .map(entrance -> "traffic.entrances." + entrance.name() + ".route")
                .toList();
        return Finding.of(Rule.WRITES_NOT_MOVED, paths.getFirst(), statement, why, fix)
                .andAt(paths.subList(1, paths.size()));
    }

    private static String names(List<Topology.Entrance> entrances) {
        return Listed.names(entrances.stream().map(Topology.Entrance::name).toList());
    }

    /// Whether the file knows how a store gets to another region.
    static boolean isCopied(Subject subject, Store store) {
        return store.replication().mode() != ReplicationMode.UNKNOWN;
    }

    /// Whether a finding of [Rule#WRITES_NOT_MOVED] is about writes that no later step moves.
    static boolean leavesWrites(Finding finding) {
        return finding.at().endsWith(".switch");
    }

    private List<Store> waiting(Topology.Entrance entrance) {
        return isSaidOfTheOrder()
                ? List.of()
                : needed(entrance).stream()
                        .filter(store -> isCopied(subject, store) && waitsForPeople(store))
                        .toList();
    }

    private void promotion(List<String> waiting, List<Topology.Entrance> entrances) {
        List<Store> stores = waiting.stream().map(subject::store).toList();
        String moved = "health checks move the users of " + names(entrances) + " by themselves, and "
                + Listed.names(waiting) + (waiting.size() == 1 ? " waits for " : " wait for ");
        if (stores.stream().anyMatch(LiveCopies::waitForARestore)) {
            findings.add(restored(moved, entrances, stores.stream().allMatch(LiveCopies::waitForARestore)));
            return;
        }
        findings.add(at(
                entrances,
                moved + "a promotion that people start",
                "until the promotion their writes fail in the other region and what they read may be stale; a check"
                        + " that fails for a moment moves them too, though nobody has decided anything",
                fix(fronts, entrances)));
    }

    /// Users who are moved to a region where the copy is a file: nothing answers them there before the restore.
    private Finding restored(String moved, List<Topology.Entrance> entrances, boolean isAll) {
        return at(
                entrances,
                moved + (isAll ? "a restore" : "a restore or a promotion") + " that people start",
                "a copied snapshot or dump is a file: until it is restored, reads and writes fail in the other region;"
                        + " a check that fails for a moment moves users too, though nobody has decided anything",
                fix(fronts, entrances)
                        .replaceFirst(
                                ", a promotion that starts.*", ", or a running copy whose promotion starts by itself"));
    }

    private List<Store> promotedLate(Topology.Entrance entrance) {
        EarlyUsers early = new EarlyUsers(subject, application, entrance);
        List<Store> promoted = isSaidOfTheOrder()
                ? List.of()
                : early.promoted().stream()
                        .filter(store -> !waitsForPeople(store))
                        .toList();
        return promoted.isEmpty() || early.gap().isEmpty() ? List.of() : promoted;
    }

    /// Users who are moved before a promotion that starts by itself, and later than they.
    private void late(List<String> promoted, List<Topology.Entrance> entrances) {
        EarlyUsers.Gap gap = entrances.stream()
                .flatMap(entrance -> new EarlyUsers(subject, application, entrance).gap().stream())
                .max(Comparator.comparing(EarlyUsers.Gap::length))
                .orElseThrow();
        findings.add(at(
                entrances,
                "health checks move the users of " + names(entrances) + " by themselves, about " + text(gap.length())
                        + " before the promotion of " + Listed.names(promoted) + " begins",
                gap.text() + "; until it ends their writes fail there, and what they read may be stale",
                movedAfter(fronts, entrances, "promote") + ", or a waiver where a time with reads alone is meant"));
    }

    /// The ways out of users who are moved before their writes by health checks, which no order of a plan changes.
    static String fix(Fronts fronts, List<Topology.Entrance> entrances) {
        return movedAfter(fronts, entrances, "promote") + ", a promotion that starts by itself,"
                + " or a waiver where a time with reads alone is meant";
    }

    /// Users who follow a step of the plan, and no health check of others.
    static String movedAfter(Fronts fronts, List<Topology.Entrance> entrances, String step) {
        String switches = entrances.stream()
                .map(fronts::switchesOfThePlan)
                .min(Comparator.comparingInt(String::length))
                .orElse("`switch: provider-control`");
        return "users of " + names(entrances) + " who are moved after `" + step + "` (" + switches + ", in the plan)";
    }

    /// Users who are moved to an instance that is filled by a copy every so often: it takes writes, on data that
    /// is as old as the last copy, and the next copy overwrites them.
    private void copies(List<String> filled, List<Topology.Entrance> entrances) {
        findings.add(at(
                entrances,
                "health checks move the users of " + names(entrances) + " by themselves to a copy of "
                        + Listed.names(filled) + " that is as old as the last one",
                "the instance there takes writes without what came after the last copy, the old one may take writes"
                        + " too, and the next copy overwrites one of them; a check that fails for a moment does that",
                "a step before `route` that stops the old writer and the copies ("
                        + fronts.switchesOfThePlan(entrances.getFirst())
                        + ", in the plan), or replication in place of copies"));
    }

    private List<Store> filled(Topology.Entrance entrance) {
        return needed(entrance).stream()
                .filter(store -> store.replication().edges().stream().anyMatch(LiveCopies::isLoaded)
                        && subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.WRITABLE)
                .toList();
    }

    /// The stores that do not go back with the users of an entrance, who are sent back as soon as the old region
    /// answers, where no step of the plan keeps them away from it.
    private List<Store> goingBack(Topology.Entrance entrance) {
        Failover said = subject.said(application).failover();
        Optional<Failover.Mode> back = said.failback().flatMap(Failover.Failback::mode);
        boolean isAutomatic = back.equals(Optional.of(Failover.Mode.AUTOMATIC));
        boolean isFirst = entrance.route().contains(Topology.Route.FAILOVER);
        return isAutomatic || !isFirst || StepPurpose.areKeptAway(said)
                ? List.of()
                : needed(entrance).stream()
                        .filter(store -> (back.isPresent() || isCopied(subject, store))
                                && (LiveCopies.areCaptured(store)
                                        || subject.wayBack(store, Promise.Disruption.REGION)
                                                        .way()
                                                == Comeback.Way.PROMOTED))
                        .toList();
    }

    private void comesBack(List<String> promoted, List<Topology.Entrance> entrances) {
        Optional<Failover.Failback> back = subject.said(application).failover().failback();
        boolean isSaid = back.flatMap(Failover.Failback::mode).isPresent();
        List<String> steps = back.map(said -> said.steps().values().stream()
                        .filter(step -> !step.builtIn() && !step.after().contains("route"))
                        .map(Failover.Step::name)
                        .toList())
                .orElse(List.of());
        findings.add(at(
                        entrances,
                        "health checks send the users of " + names(entrances) + " back to " + application.primary()
                                + " as soon as it answers, and "
                                + (isSaid
                                        ? "the way back of " + Listed.names(promoted) + " is not automatic"
                                        : steps.isEmpty()
                                                ? "nothing in the file brings back the writes of "
                                                        + Listed.names(promoted) + " before that"
                                                : "that waits for no step of the way back of "
                                                        + Listed.names(promoted) + ", such as `" + steps.getFirst()
                                                        + "`"),
                        "until the failback of the data their writes fail there, or reach the old copy",
                        "a step `after: promote` that keeps users away from " + application.primary()
                                + " until the failback (its priority, its endpoint switched off)")
                .with(Severity.NOTE));
    }

    /// Whether the plan itself moves users before the promotion, which another finding says.
    private boolean isSaidOfTheOrder() {
        List<String> order = subject.said(application).failover().order();
        return order.contains("route") && order.indexOf("route") < order.indexOf("promote");
    }

    /// A copy that a person promotes, or the control of the failover once a person has started it.
    private boolean waitsForPeople(Store store) {
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        boolean byHand = new Steps(subject, application)
                .promoter(store)
                .filter(Failover.Promoter.HUMAN::equals)
                .isPresent();
        boolean started = application.failover().mode() != Mode.AUTOMATIC && back.starts() != Comeback.Starts.ITSELF;
        return back.way() == Comeback.Way.PROMOTED && (byHand || started);
    }

    private void reads(Topology.Entrance entrance) {
        boolean isOfReads = fronts.turn(entrance) == Fronts.Turn.ORIGIN
                && fronts.origin(entrance).filter(READS_ALONE::equals).isPresent();
        if (isOfReads) {
            findings.add(Finding.of(
                    Rule.WRITES_NOT_MOVED,
                    "traffic.entrances." + entrance.name() + ".switch",
                    "CloudFront tries the second origin of `" + entrance.name()
                            + "` for GET, HEAD and OPTIONS alone: a POST of a user goes to the lost region",
                    "origin failover is decided anew for each request, after three connection attempts of 10 s by"
                            + " default, and other methods are not repeated (Amazon CloudFront Developer Guide, Origin"
                            + " failover, read 2026-11)",
                    "an origin whose name health checks of DNS turn (`switch: dns`), or a step of the plan that changes"
                            + " the origin"));
        }
    }
}
