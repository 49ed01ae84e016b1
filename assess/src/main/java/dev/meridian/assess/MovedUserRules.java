package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.util.Comparator;
import java.util.List;

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
            for (Topology.Entrance entrance : rules.fronts.entrances()) {
                if (application.roles().size() > 1
                        && subject.isProviderRun(application)
                        && rules.fronts.isTurnedByChecks(entrance)
                        && subject.blueprint().services().containsKey(Fronts.service(entrance))) {
                    rules.promotion(entrance);
                    rules.comesBack(entrance);
                    rules.copies(entrance);
                    rules.reads(entrance);
                }
            }
        }
    }

    /// Whether a finding of [Rule#WRITES_NOT_MOVED] is about writes that no later step moves.
    static boolean leavesWrites(Finding finding) {
        return finding.at().endsWith(".switch");
    }

    private void promotion(Topology.Entrance entrance) {
        List<Store> stores = Reach.ofService(subject, Fronts.service(entrance)).stores().stream()
                .map(subject::store)
                .filter(this::waitsForPeople)
                .toList();
        List<String> waiting = stores.stream().map(Store::name).toList();
        if (waiting.isEmpty() || isSaidOfTheOrder()) {
            return;
        }
        String names = Listed.names(waiting);
        if (stores.stream().anyMatch(LiveCopies::areFiles)) {
            findings.add(restored(
                    entrance, names, waiting.size() == 1, stores.stream().allMatch(LiveCopies::areFiles)));
            return;
        }
        findings.add(Finding.of(
                Rule.WRITES_NOT_MOVED,
                "traffic.entrances." + entrance.name() + ".route",
                "health checks move the users of `" + entrance.name() + "` by themselves, and " + names
                        + (waiting.size() == 1 ? " waits" : " wait") + " for a promotion that people start",
                "until the promotion their writes fail in the other region and what they read may be stale; a check"
                        + " that fails for a moment moves them too, though nobody has decided anything",
                fix(fronts, List.of(entrance))));
    }

    /// Users who are moved to a region where the copy is a file: nothing answers them there before the restore.
    private Finding restored(Topology.Entrance entrance, String names, boolean isOne, boolean isAll) {
        return Finding.of(
                Rule.WRITES_NOT_MOVED,
                "traffic.entrances." + entrance.name() + ".route",
                "health checks move the users of `" + entrance.name() + "` by themselves, and " + names
                        + (isOne ? " waits" : " wait") + " for "
                        + (isAll ? "a restore" : "a restore or a promotion") + " that people start",
                "a copied snapshot or dump is a file: until it is restored, reads and writes fail in the other region;"
                        + " a check that fails for a moment moves users too, though nobody has decided anything",
                fix(fronts, List.of(entrance))
                        .replaceFirst(
                                ", a promotion that starts.*", ", or a running copy whose promotion starts by itself"));
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
        return "users of "
                + Listed.names(entrances.stream().map(Topology.Entrance::name).toList())
                + " who are moved after `" + step + "` (" + switches + ", in the plan)";
    }

    /// Users who are moved to an instance that is filled by a copy every so often: it takes writes, on data that
    /// is as old as the last copy, and the next copy overwrites them.
    private void copies(Topology.Entrance entrance) {
        List<String> filled = Reach.ofService(subject, Fronts.service(entrance)).stores().stream()
                .map(subject::store)
                .filter(store -> store.replication().edges().stream().anyMatch(LiveCopies::isLoaded)
                        && subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.WRITABLE)
                .map(Store::name)
                .toList();
        if (!filled.isEmpty()) {
            findings.add(Finding.of(
                    Rule.WRITES_NOT_MOVED,
                    "traffic.entrances." + entrance.name() + ".route",
                    "health checks move the users of `" + entrance.name() + "` by themselves to a copy of "
                            + Listed.names(filled) + " that is as old as the last one",
                    "the instance there takes writes without what came after the last copy, the old one may take"
                            + " writes too, and the next copy overwrites one of them; a check that fails for a moment does"
                            + " that",
                    "a step before `route` that stops the old writer and the copies ("
                            + fronts.switchesOfThePlan(entrance)
                            + ", in the plan), or replication in place of copies"));
        }
    }

    /// Users who are sent back as soon as the old region answers, while its data goes back by hand, and no step of
    /// the plan keeps them away from it.
    private void comesBack(Topology.Entrance entrance) {
        Failover said = subject.said(application).failover();
        boolean byHand = said.failback()
                .flatMap(Failover.Failback::mode)
                .filter(mode -> mode != Failover.Mode.AUTOMATIC)
                .isPresent();
        boolean isFirst = entrance.route().contains(Topology.Route.FAILOVER);
        boolean isKeptAway = said.steps().values().stream()
                .anyMatch(step -> StepPurpose.keepsUsersAway(step) || StepPurpose.stopsTheOldSide(step));
        List<String> promoted = Reach.ofService(subject, Fronts.service(entrance)).stores().stream()
                .map(subject::store)
                .filter(store ->
                        subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.PROMOTED)
                .map(Store::name)
                .toList();
        if (byHand && isFirst && !isKeptAway && !promoted.isEmpty()) {
            findings.add(Finding.of(
                            Rule.WRITES_NOT_MOVED,
                            "traffic.entrances." + entrance.name() + ".route",
                            "health checks send the users of `" + entrance.name() + "` back to "
                                    + application.primary() + " as soon as it answers, and the way back of "
                                    + Listed.names(promoted) + " is not automatic",
                            "until the failback of the data their writes fail there, or reach the old copy",
                            "a step `after: promote` that keeps users away from " + application.primary()
                                    + " until the failback (its priority, its endpoint switched off)")
                    .with(Severity.NOTE));
        }
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
