package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/// A check of the data that users write in the target while it serves: whether something brings it home before the
/// users go there, and whether a step of the way back deletes it. A store that replicates both ways, that elects a
/// leader by itself, or whose provider takes the old member up again has nothing to bring home; Meridian's own
/// control brings it home.
final class DataLeftAway {
    /// Replicas that stand alone after their promotion, so that the old primary follows nobody (Amazon RDS User
    /// Guide, Promoting a read replica to be a standalone DB instance; Cloud SQL, Promote replicas for regional
    /// migration or disaster recovery; both read 2026-12-01).
    private static final List<String> ALONE_AFTERWARDS =
            List.of("rds-cross-region-replica", "cloud-sql-cross-region-replica");

    /// Databases, which no user goes on without.
    private static final Set<StoreKind> DATABASES = EnumSet.of(
            StoreKind.POSTGRESQL,
            StoreKind.MYSQL,
            StoreKind.MONGODB,
            StoreKind.DYNAMODB,
            StoreKind.SQLSERVER,
            StoreKind.FIRESTORE,
            StoreKind.COSMOSDB,
            StoreKind.CASSANDRA,
            StoreKind.DATABASE);

    /// Words of steps that bring data somewhere, or make a copy follow.
    private static final Pattern BRINGS =
            Pattern.compile("copy|rsync|export|import|dump|load|sync|replay|replica|standby|stream|follow|redundan"
                    + "|basebackup|rewind|mirror|restor|rebuil|re-?build|revers|re-?establish|reconcil|merg|migrat"
                    + "|backup|snapshot|drain|reseed|re-?join|data|switch-?over");

    private static final Pattern DELETES =
            Pattern.compile("(^|[^a-z])(destroy|delete|tear-?down|decommission|deprovision)([^a-z]|$)");

    private final Subject subject;
    private final Application application;
    private final Failover failover;
    private final RegionName target;
    private final Optional<WayBack> back;

    private DataLeftAway(Subject subject, Application application, RegionName target) {
        this.subject = subject;
        this.application = application;
        this.failover = subject.said(application).failover();
        this.target = target;
        this.back = failover.failback().filter(said -> !said.steps().isEmpty()).map(WayBack::new);
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            of(subject, application).ifPresent(left -> left.judge(findings));
        }
    }

    private static Optional<DataLeftAway> of(Subject subject, Application application) {
        return subject.destination(application)
                .or(() -> application.failover().targets().stream().findFirst())
                .filter(_ -> subject.isProviderRun(application))
                .map(target -> new DataLeftAway(subject, application, target));
    }

    /// The stores whose data stay in the target.
    static List<String> left(Subject subject, Application application) {
        return of(subject, application).map(DataLeftAway::left).orElse(List.of()).stream()
                .map(Store::name)
                .toList();
    }

    private List<Store> left() {
        return isBroughtHome()
                ? List.of()
                : stores().stream().filter(this::isLeft).toList();
    }

    private void judge(List<Finding> findings) {
        List<Topology.Entrance> returning = returning();
        boolean isSaidOfReturn = back.isEmpty() && !returning.isEmpty();
        List<Store> left = left().stream()
                .filter(store -> !isSaidOfReturn || !isPromoted(store))
                .toList();
        if (!left.isEmpty()) {
            findings.add(leaves(left, returning));
        }
        back.ifPresent(way -> way.own().forEach(step -> deleted(step).ifPresent(findings::add)));
    }

    private List<Store> stores() {
        SequencedSet<String> reached = Reach.of(subject, application.name()).stores();
        return subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name()) || reached.contains(store.name()))
                .filter(store -> MovedUserRules.isCopied(subject, store) && !StoreContents.areDerived(subject, store))
                .toList();
    }

    /// Whether the target takes writes of the store that no replication brings home.
    private boolean isLeft(Store store) {
        Comeback comeback = subject.wayBack(store, Promise.Disruption.REGION);
        boolean returns = store.replication().edges().stream()
                .anyMatch(edge ->
                        edge.to().equals(application.primary()) && !edge.from().equals(application.primary()));
        return !returns
                && switch (comeback.way()) {
                    case RESTORED -> true;
                    case PROMOTED -> comeback.starts() != Comeback.Starts.ITSELF && standsAlone(store);
                    case LOST, OWN_ELSEWHERE -> DATABASES.contains(store.kind()) && hasItsOwn(store);
                    case STAYS, WRITABLE, MADE_AGAIN, WITHOUT_QUORUM -> false;
                };
    }

    /// A store that is promoted has [MovedUserRules] for users who return by themselves.
    private boolean isPromoted(Store store) {
        return subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.PROMOTED;
    }

    private boolean hasItsOwn(Store store) {
        return store.writer().equals(application.primary()) && store.members().contains(target);
    }

    private boolean standsAlone(Store store) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return !store.managed()
                ? !store.byOperator()
                : store.replication().edges().stream()
                        .filter(Edge::promotes)
                        .flatMap(edge -> mechanisms.across(store, edge).stream())
                        .map(Mechanism::id)
                        .anyMatch(ALONE_AFTERWARDS::contains);
    }

    /// Whether a step of the way back, or one of the failover once the target has taken over, brings data home or
    /// makes the old side follow.
    private boolean isBroughtHome() {
        return back.filter(way -> way.namesPromotion() || way.own().stream().anyMatch(DataLeftAway::brings))
                        .isPresent()
                || failover.steps().values().stream()
                        .anyMatch(step -> !step.builtIn()
                                && (step.after().contains("promote")
                                        || step.after().contains("route")
                                        || step.after().contains("verify"))
                                && brings(step));
    }

    private Finding leaves(List<Store> left, List<Topology.Entrance> returning) {
        String names = Listed.names(left.stream().map(Store::name).toList());
        String path = subject.path(application.name(), "failover.failback");
        String taken = "what " + names + " " + (left.size() == 1 ? "takes" : "take") + " in " + target;
        String statement = back.isPresent()
                ? "the steps of the way back bring nothing home of " + taken
                : returning.isEmpty()
                        ? "nothing in the file says how " + taken + " comes home"
                        : "health checks send the users of "
                                + Listed.names(returning.stream()
                                        .map(Topology.Entrance::name)
                                        .toList())
                                + " back to " + application.primary()
                                + " as soon as it answers, and nothing brings home "
                                + taken;
        Finding finding = Finding.of(
                Rule.DATA_LEFT_AWAY,
                back.isPresent() ? path + ".steps" : returning.isEmpty() ? path : route(returning.getFirst()),
                statement,
                "users who go home find the data as it was before the failover, and what is written there next differs"
                        + " from what is in " + target + ": the two can only be merged by hand",
                fix(returning));
        return back.isPresent() || !returning.isEmpty() ? finding : finding.with(Severity.NOTE);
    }

    private String fix(List<Topology.Entrance> returning) {
        String steps = "steps in `" + subject.path(application.name(), "failover.failback.steps")
                + "` that stop writes in " + target + " and bring its data home before `route`";
        return returning.isEmpty()
                ? steps + "; nothing, where " + target + " is to stay the primary"
                : "a step that keeps users away from " + application.primary() + " until then, and " + steps;
    }

    private static String route(Topology.Entrance entrance) {
        return "traffic.entrances." + entrance.name() + ".route";
    }

    /// The entrances whose users go back by themselves.
    private List<Topology.Entrance> returning() {
        Fronts fronts = new Fronts(subject, application);
        return StepPurpose.areKeptAway(failover)
                ? List.of()
                : fronts.entrances().stream()
                        .filter(entrance -> fronts.isTurnedByChecks(entrance)
                                && entrance.route().contains(Topology.Route.FAILOVER))
                        .toList();
    }

    /// A step of the way back that deletes the target while it holds what nothing has brought home.
    private Optional<Finding> deleted(Failover.Step step) {
        boolean isThere = step.in().equals(Optional.of(new Failover.StepPlace.In(target)));
        boolean isSaved = back.filter(
                        way -> way.own().stream().anyMatch(other -> brings(other) && way.isBefore(other, step)))
                .isPresent();
        if (!isThere
                || isSaved
                || !DELETES.matcher(StepPurpose.nameAndArgument(step)).find()) {
            return Optional.empty();
        }
        List<String> held =
                stores().stream().filter(this::isHeldThere).map(Store::name).toList();
        return held.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Rule.DATA_LEFT_AWAY,
                        subject.path(application.name(), "failover.failback.steps." + step.name()),
                        "on the way back `" + step.name() + "` deletes what " + Listed.names(held)
                                + (held.size() == 1 ? " still holds in " : " still hold in ") + target,
                        "no step before it empties " + (held.size() == 1 ? "it" : "them")
                                + " or brings the contents to " + application.primary() + ", and no replication does",
                        "a step before `" + step.name() + "` that drains " + Listed.names(held)
                                + " or copies what is left"));
    }

    private boolean isHeldThere(Store store) {
        return store.members().contains(target)
                && store.replication().edges().isEmpty()
                && subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.OWN_ELSEWHERE;
    }

    private static boolean brings(Failover.Step step) {
        return BRINGS.matcher(StepPurpose.nameAndArgument(step)).find();
    }
}
