package dev.meridian.assess;

import java.util.Locale;

/// Every kind of finding. Numbers are never given twice and never change; each has a page of its own under
/// `docs/findings`, made of these words and of the smallest file that triggers it.
public enum Rule {
    RTO_UNATTAINABLE(101, Severity.ERROR, "A time to recover that cannot hold."),
    RTO_AT_RISK(102, Severity.WARNING, "A time to recover that holds on typical figures only."),
    RPO_UNATTAINABLE(103, Severity.ERROR, "A loss of writes that cannot be kept within the promise."),
    RPO_AT_RISK(104, Severity.WARNING, "A loss of writes that is within the promise on typical figures only."),
    AVAILABILITY_UNATTAINABLE(105, Severity.ERROR, "An availability that one failure of a region uses up."),
    AVAILABILITY_AT_RISK(106, Severity.WARNING, "An availability that no supplier owes you."),
    LOST_WITH_ITS_REGION(107, Severity.ERROR, "State that is lost with its region."),
    BUDGET_SMALLER_THAN_A_FAILOVER(108, Severity.WARNING, "An error budget that is smaller than one failover."),
    PROMISES_CONTRADICT(109, Severity.ERROR, "Two promises of one file for the same thing."),
    WRONG_DOWNTIME(110, Severity.ERROR, "A downtime that does not follow from its availability."),
    CLAIM_REFUTED(111, Severity.ERROR, "A claim that the file's own figures refute."),
    UNSAFE_ORDER(112, Severity.ERROR, "Steps in an order that loses writes."),
    WRONG_SUM(113, Severity.ERROR, "Stated figures that do not add up."),
    NOT_JUDGED(114, Severity.NOTE, "A claim that nothing here can judge."),
    PROBE_ASKS_THE_FAILOVER_NAME(120, Severity.ERROR, "A health check that asks the name it decides about."),
    PROBE_ASKS_NOTHING(121, Severity.ERROR, "A health check that asks a name which nothing in the file defines."),
    CONTROL_IN_THE_LOST_REGION(122, Severity.ERROR, "Failover control that fails with the region it must escape."),
    CONTROL_DEPENDS_ON_THE_LOST_REGION(
            123, Severity.ERROR, "Failover control that needs a control plane of the lost region."),
    SINGLE_VANTAGE(124, Severity.WARNING, "A verdict from a single place."),
    VANTAGE_INSIDE(125, Severity.ERROR, "A region that is judged from the inside."),
    EVEN_QUORUM(126, Severity.ERROR, "Votes that split evenly."),
    QUORUM_IN_ONE_METRO(127, Severity.ERROR, "Half of the votes or more in one metropolitan area."),
    TWO_WRITERS_NO_EDGE(128, Severity.ERROR, "A store that is written in two regions without an edge between them."),
    AGAINST_RESIDENCY(129, Severity.ERROR, "A copy in a place where the data must not be."),
    LAST_WRITE_WINS(130, Severity.ERROR, "Last write wins, beside a promise to lose nothing."),
    IN_FLIGHT_LOST(131, Severity.ERROR, "Messages in flight that are lost with the region."),
    SECONDARY_TOO_SMALL(132, Severity.WARNING, "A region that is smaller than the one it stands in for."),
    CAPACITY_NOT_RESERVED(133, Severity.WARNING, "A promise that needs capacity which nobody has reserved."),
    MISSING_IS_FAILING(134, Severity.ERROR, "Missing data that counts as failure."),
    NOTHING_ACTS(135, Severity.ERROR, "Automatic failover with nothing that acts."),
    NO_THIRD_OPINION(136, Severity.ERROR, "Automatic failover between two places."),
    NO_FENCE(137, Severity.WARNING, "A failover without a fence."),
    OUT_OF_SUPPORT(138, Severity.WARNING, "A version that its makers no longer mend."),
    ONE_REGION_DEPENDENCY(140, Severity.ERROR, "Something needed everywhere that exists in one region."),
    SESSIONS_LOST(141, Severity.WARNING, "Sessions or logins that do not survive the move."),
    CONFLICTS_WITHOUT_WRITERS(142, Severity.WARNING, "A resolution of conflicts where there can be none."),
    BACKUP_STAYS(143, Severity.WARNING, "Backups that stay in the region of their store."),
    PATTERN_CONTRADICTED(144, Severity.ERROR, "A pattern that the roles or edges contradict."),
    STANDBY_WITHOUT_DATA(145, Severity.WARNING, "A standby region without the data it would need."),
    COMMITS_GO_ON_ALONE(146, Severity.WARNING, "Synchronous replication that goes on without its standby."),
    LOSS_NOT_PROVABLE(147, Severity.NOTE, "Nothing is lost, if all survivors answer."),
    NOBODY_KNOWS(148, Severity.ERROR, "A promise about a store whose replication nobody knows."),
    SHARED_FATE(149, Severity.WARNING, "Regions that are counted as two and fail as one."),
    REFUSES_RATHER_THAN_LOSES(150, Severity.NOTE, "A promise about loss that is kept by refusing."),
    DEPLOYED_EVERYWHERE_AT_ONCE(151, Severity.WARNING, "One deployment that reaches all regions at once."),
    TOO_CLOSE_FOR_LATENCY(152, Severity.ERROR, "A latency that distance does not allow."),
    MODE_NOT_OFFERED(153, Severity.ERROR, "A way of copying that the provider does not have."),
    LOOSER_THAN_IN_FORCE(154, Severity.NOTE, "A promise that a stricter one makes void."),
    TIMES_TOO_SHORT_FOR_THE_DISTANCE(155, Severity.WARNING, "Times for one machine, over distances of a continent."),
    NO_FAILSAFE(156, Severity.WARNING, "Writes that stop where the file has them go on."),
    FENCE_ON_THE_SAME_MACHINE(157, Severity.WARNING, "A fence that can stand still with what it fences."),
    NEVER_PROMOTED(158, Severity.ERROR, "A budget for losses that refuses every promotion."),
    STOPS_WITH_ONE_PLACE(159, Severity.ERROR, "Writes that stop with the loss of any one place."),
    WAIVER_EXPIRED(160, Severity.WARNING, "A waiver that has run out."),
    WAIVER_WITHOUT_FINDING(161, Severity.NOTE, "A waiver for which there is no finding."),
    VISITORS_LOGGED_ELSEWHERE(
            162, Severity.WARNING, "A log of who comes, in a place where data of these people must not be."),
    FIGURE_UNKNOWN(163, Severity.WARNING, "A promise that a missing figure decides."),
    LIMITS_ALLOW_MORE(164, Severity.WARNING, "A plan whose limits allow more time than is promised."),
    VOTES_IN_ONE_REGION(165, Severity.ERROR, "A majority of votes that one region takes with it."),
    NO_WAY_BACK_FROM_DAMAGE(166, Severity.NOTE, "A store whose replicas copy its damage, with nothing to go back to."),
    SIGNAL_IS_NO_WORKLOAD(
            167, Severity.ERROR, "A failover that is started by something else than the workload's health."),
    FAILBACK_CHASES(168, Severity.ERROR, "A failback that can chase the failover."),
    CLIENTS_ASSUME_PRIMARY(169, Severity.ERROR, "Clients that write where they believe the primary to be."),
    SINGLE_FRONT_DOOR(170, Severity.WARNING, "A global front door with nothing beside it."),
    SECRETS_STAY(171, Severity.WARNING, "Secrets or identities that stay in the region that may be lost."),
    NO_ROUTE_TO_A_HEALTHY_REGION(172, Severity.WARNING, "Routing that has no way to a healthy region."),
    NO_NETWORK_PATH(173, Severity.ERROR, "Replicas without a network between them."),
    RETENTION_CONTRADICTS(174, Severity.ERROR, "Times of retention that contradict each other."),
    OVER_BUDGET(175, Severity.ERROR, "Stated costs above the budget."),
    STATED_TO_COST_NOTHING(176, Severity.WARNING, "A running part that is stated to cost nothing."),
    MOVES_INTERLEAVE(177, Severity.ERROR, "Moves of two applications that get in each other's way."),
    MOVES_APART(178, Severity.WARNING, "Two applications that need one store and move apart."),
    TRANSFER_WITHOUT_GROUND(179, Severity.ERROR, "Data of people in a country where nothing says that it may be."),
    TRANSFER_RESTS_ON_ADEQUACY(180, Severity.NOTE, "A transfer that rests on a decision of adequacy alone."),
    TRANSFER_NOT_IN_FORCE(181, Severity.ERROR, "A transfer of data that is not in force today."),
    DATA_HAS_TO_STAY(182, Severity.ERROR, "Data that has to stay in its country, in another one."),
    NAMES_ARE_KEPT(183, Severity.NOTE, "Clients that keep a name for longer than they may."),
    PLAINTEXT_BETWEEN_REGIONS(184, Severity.WARNING, "Copies that travel between regions in the clear."),
    NOTHING_DETECTS(185, Severity.WARNING, "Automatic failover that no check starts."),
    SHALLOW_CHECK(186, Severity.NOTE, "A health check that a dead database leaves healthy."),
    STEP_NEEDS_THE_LOST_REGION(187, Severity.ERROR, "A step that works in the region that is lost."),
    OUTAGE_BREAKS_A_PROMISE(188, Severity.WARNING, "A recorded outage that was longer than the promises allow."),
    STEP_LEFT_OUT(189, Severity.ERROR, "A plan without a step that its stores need."),
    ONE_ZONE(190, Severity.WARNING, "Something in one zone that a promise for a lost zone rests on."),
    CONTENTS_LOST(191, Severity.NOTE, "A store whose contents are gone with its region, by its own declaration."),
    PLACES_LOST_TOGETHER(192, Severity.WARNING, "Places that one event takes together."),
    LAG_NOT_WATCHED(193, Severity.NOTE, "An asynchronous copy whose lag nothing bounds or watches."),
    SECRET_KEYS_CONTRADICT(194, Severity.WARNING, "Two keys that contradict each other about copies of secrets."),
    LINK_NOT_WATCHED(196, Severity.NOTE, "A commit that waits over a far link whose latency nothing watches."),
    DRILL_BREAKS_A_PROMISE(197, Severity.WARNING, "A drill that did not reach what is promised."),
    DRILL_IS_OLD(198, Severity.NOTE, "A drill that is older than a year."),
    WRITES_NOT_MOVED(199, Severity.WARNING, "Users who are moved while their writes are not."),
    ROLES_FROM_REGIONS(200, Severity.NOTE, "An application that names roles and takes others from the regions."),
    NEEDED_BY_NOTHING(201, Severity.NOTE, "A store that nothing in the file needs."),
    PARTIAL_COPY(202, Severity.NOTE, "A copy that leaves something out."),
    CONTROL_NEEDS_UNKNOWN(203, Severity.NOTE, "A failover that needs something of which nothing is known."),
    STEP_LEFT_OPEN(204, Severity.NOTE, "A step after the move that the lost region has to be there for."),
    WRITES_APART(205, Severity.NOTE, "Regions that write apart while the link between them is cut."),
    TAKES_OVER_ON_SPOT(206, Severity.WARNING, "A region that takes over on machines which may be taken away."),
    DOCUMENT_DIFFERS(210, Severity.NOTE, "A document that says otherwise than the file."),
    PLAN_ENDS_EARLY(211, Severity.WARNING, "A plan that is ended before users are served."),
    DOES_NOT_WORK(212, Severity.WARNING, "A part that is known not to work."),
    FIGURES_ASSUMED(213, Severity.NOTE, "A time to recover that counts figures which nobody declared."),
    LOSS_NOT_BOUNDED(214, Severity.NOTE, "A loss of writes with a region that no promise bounds."),
    ALARM_TOO_LATE(215, Severity.WARNING, "An alarm that rings when the promise is broken already."),
    STEP_MAY_REFUSE(216, Severity.NOTE, "A step that may stop a failover before users are moved."),
    TRIGGER_PLACE_UNKNOWN(217, Severity.NOTE, "An alarm that starts a failover and has no place."),
    ALARM_IN_THE_LOST_REGION(218, Severity.WARNING, "An alarm that is lost with the region of which it tells."),
    ONE_WRITER_FOR_ALL(219, Severity.NOTE, "A store that takes writes in one of several regions that serve."),
    WAY_BACK_UNSOUND(220, Severity.WARNING, "A way back whose steps lose writes, or leave something open."),
    SHARED_BY_ALL_REGIONS(221, Severity.WARNING, "A service of others that all regions share and need."),
    TIME_WITHOUT_GROUND(222, Severity.NOTE, "A failover whose times nobody declares, or nobody stands behind."),
    OUTAGE_BESIDE_THE_PLAN(223, Severity.NOTE, "An outage that no promise is held against."),
    DATA_LEFT_AWAY(224, Severity.WARNING, "Data written in the other region that nothing brings home."),
    NEVER_TRIED(225, Severity.NOTE, "A part of a lost region that no drill has tried."),
    ALONE_AFTER_TAKEOVER(226, Severity.NOTE, "A store that has no other copy once it has taken over."),
    LOAD_NOT_SHOWN(227, Severity.NOTE, "Regions that share a load which fewer of them may not bear."),
    DAMAGE_LOSES_MORE(228, Severity.NOTE, "Damage that sets a store back further than any promise says.");

    private final int number;
    private final Severity severity;
    private final String title;

    Rule(int number, Severity severity, String title) {
        this.number = number;
        this.severity = severity;
        this.title = title;
    }

    /// The stable id, `MER-0101`.
    public String id() {
        return String.format(Locale.ROOT, "MER-%04d", number);
    }

    /// How bad it is where nothing else is said.
    public Severity severity() {
        return severity;
    }

    /// What it is, in one sentence.
    public String title() {
        return title;
    }

    /// Why it matters.
    public String why() {
        return RuleReason.valueOf(name()).text();
    }
}
