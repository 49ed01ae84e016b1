package dev.meridian.assess;

/// The reason of each [Rule], under its name: why the mistake matters, for the page of the finding.
enum RuleReason {
    RTO_UNATTAINABLE(
            "Detection, decision, fence, promotion, scaling and the way of users add up to more than the promise, even"
                    + " with the best that each mechanism can do. Who relies on it will be late on the first try."),
    RTO_AT_RISK(
            "With the best of each mechanism the sum is within the promise, with planning values it is not. Providers"
                    + " publish what is typical; a promise is about the other times too. Only a drill can tell which"
                    + " side of the promise the real figure is on."),
    RPO_UNATTAINABLE(
            "What is lost with a place is what has not left it. An asynchronous copy is always behind, a backup by its"
                    + " whole interval; only a commit that waits for another place loses nothing."),
    RPO_AT_RISK(
            "The typical lag of the mechanism is within the promise, and nothing bounds it: it grows under load, and"
                    + " a region that is about to fail is often under load."),
    AVAILABILITY_UNATTAINABLE(
            "Even with suppliers that never fail otherwise, one regional failure a year, each as long as the recovery"
                    + " at its best, takes more than the promise leaves."),
    AVAILABILITY_AT_RISK(
            "All that a request needs is in series, so the published SLAs multiply. The product is below the promise:"
                    + " it may hold, but whoever made it carries the difference."),
    LOST_WITH_ITS_REGION(
            "Nothing copies the store to another region, no backup leaves its region, and nothing says how it would be"
                    + " made again. When the region is lost, so is the state."),
    BUDGET_SMALLER_THAN_A_FAILOVER(
            "The promised availability leaves less time in 30 days than the promised time to recover takes: with the"
                    + " first failover of a month one of the two promises is broken."),
    PROMISES_CONTRADICT(
            "Two figures for the same thing, or one that says nothing is ever lost beside one that allows a loss. Users"
                    + " rely on the stricter, operators work to the looser. Where a figure may be owed to a part of the"
                    + " users, and the file does not say to which, it is a note."),
    WRONG_DOWNTIME("A year has 8,766 hours (365.25 days). An availability of A leaves (1 − A) × 8,766 h of it."),
    CLAIM_REFUTED(
            "What a document says is compared with what the same file's mechanisms can do. This one they cannot."),
    UNSAFE_ORDER(
            "Users who arrive before the writer has moved write into the old side or get errors, and a promotion before"
                    + " a fence makes two writers. The order is fence, promote, scale, route."),
    WRONG_SUM(
            "The parts and the total are both in the file, and differ. One of them is wrong, and nobody knows which."),
    NOT_JUDGED(
            "It is a text, or a figure that only a measurement of the running system can confirm. It stands in the file"
                    + " so that it is not forgotten; it is neither confirmed nor refuted. With a text there is nothing"
                    + " to do. A claim with a defect is not open: the finding about the defect says so."),
    PROBE_ASKS_THE_FAILOVER_NAME(
            "The name follows the failover. After it, the check asks the healthy side and reports the lost region as"
                    + " well; before it, a resolver may answer with another region. Either way it does not judge the"
                    + " region that it is meant to judge, be it for a trigger or for the entrance itself."),
    PROBE_ASKS_NOTHING("Nobody can say which region such a check judges, nor who changes what it finds there."),
    CONTROL_IN_THE_LOST_REGION(
            "The thing that decides, its state, or the alarm that wakes it is in the primary region only. It is gone at"
                    + " the one moment for which it was built."),
    CONTROL_DEPENDS_ON_THE_LOST_REGION(
            "To act it has to call something whose control plane lives in the primary region. Data planes go on"
                    + " without one; changes do not, such as a record of DNS that a person or a script writes anew"
                    + " where no health check turns users."),
    SINGLE_VANTAGE("One place cannot tell a lost region from its own cut link."),
    VANTAGE_INSIDE(
            "All vantages are in the primary region. They are lost with it, or see it healthy while nobody else does."),
    EVEN_QUORUM("An even number of votes in two halves has no majority when the link between the halves is cut, and one"
            + " region's loss takes the quorum with it."),
    QUORUM_IN_ONE_METRO(
            "Regions of one metropolitan area share its power grid, floods, earthquakes and fibre. One event takes all"
                    + " votes there, and what is left is no majority."),
    TWO_WRITERS_NO_EDGE("Each side has writes that the other never sees. They part for good with the first one."),
    AGAINST_RESIDENCY(
            "The file says which regions may hold the data, and places a member, a backup or the end of an edge in"
                    + " another. A backup, a cache and a log are copies too."),
    LAST_WRITE_WINS(
            "Of two writes of one key in two regions one is thrown away, after its user was told that it was kept, and"
                    + " clocks decide which."),
    IN_FLIGHT_LOST(
            "The messages are in one place and nothing replays them. What was accepted and not yet done when the region"
                    + " dies is gone, whatever the databases keep."),
    SECONDARY_TOO_SMALL(
            "Even when it is scaled to its most it has less than the region it stands in for. A failover then moves"
                    + " all users into it. Whether that is too little depends on the load. Where a promised throughput"
                    + " (`objectives.throughput`) is above a limit of the target this is an error. Where no load is"
                    + " declared less may be enough at every hour but the busiest: then it is a warning, and the time"
                    + " to recover is at risk."),
    CAPACITY_NOT_RESERVED(
            "The target is smaller before the failover than after it. On the day everybody else wants machines there"
                    + " too; no provider guarantees them without a reservation (AWS: On-Demand Capacity"
                    + " Reservations)."),
    MISSING_IS_FAILING(
            "When the thing that measures dies, or its link, there is no data. Who takes that for a dead region moves"
                    + " a healthy one."),
    NOTHING_ACTS("The file promises that nobody has to be called, and no trigger, no control and no managed mechanism"
            + " promotes the store or moves the users."),
    NO_THIRD_OPINION(
            "With two places nobody can tell a dead region from a cut link. Either both write, or nothing moves; the"
                    + " engine refuses."),
    NO_FENCE(
            "Nothing stops the old side from acknowledging writes while the new one begins. A lock is no fence: whoever"
                    + " holds it may be paused, and goes on after it has lost it."),
    OUT_OF_SUPPORT(
            "Security fixes have ended, or end within three months; providers charge more for it or upgrade it on a"
                    + " day of their own. Known are the ends of PostgreSQL and MySQL, by their makers and on Amazon RDS,"
                    + " and of Kubernetes on EKS, GKE and AKS; of anything else nothing is said."),
    ONE_REGION_DEPENDENCY(
            "A service that runs in several regions cannot do without something that is in one. Where that region is"
                    + " lost, the service is down everywhere."),
    SESSIONS_LOST(
            "Users are moved and have to log in again, or cannot, because what knows them stayed behind. For them the"
                    + " recovery is not over."),
    CONFLICTS_WITHOUT_WRITERS(
            "Only one member is written, so no two writes can meet. Either there is a second writer that the file does"
                    + " not name, or the words mean something else."),
    BACKUP_STAYS("They are lost, or out of reach, together with what they are for."),
    PATTERN_CONTRADICTED("What the file calls itself is checked against what it is made of."),
    STANDBY_WITHOUT_DATA(
            "The region is there to take over, and a store that the services cannot do without has no member in it, or"
                    + " none that may be promoted."),
    COMMITS_GO_ON_ALONE(
            "When no standby answers, commits are acknowledged that exist in one place. The loss of the link and then"
                    + " of the region is the ordinary way to lose a region."),
    LOSS_NOT_PROVABLE(
            "A commit waited for some of the standbys, and nobody knows for which. Only if so many answer after the"
                    + " loss that one of them must have it, R + W > N, is it proven that nothing is missing."),
    NOBODY_KNOWS("The file says `unknown`. No figure follows from it, and the engine never promotes on it."),
    SHARED_FATE("They lie in one metropolitan area. What takes one of them takes the other."),
    REFUSES_RATHER_THAN_LOSES(
            "The engine never promotes when more than the promise may be lost. So the promise holds, and when the lag"
                    + " is larger on that day, people have to choose between waiting and losing."),
    DEPLOYED_EVERYWHERE_AT_ONCE(
            "A bad version is in every region before anybody sees it in the first. More than 99.99 % is then out of"
                    + " reach whatever the regions do."),
    TOO_CLOSE_FOR_LATENCY("The round trip between the two places alone is longer than the bound."),
    MODE_NOT_OFFERED(
            "The store is a managed one, and no large provider copies this kind of store in this way between these"
                    + " regions. What the file counts on will not be there."),
    LOOSER_THAN_IN_FORCE(
            "Both stand in the file, and only the stricter one is judged and acted on. Whoever reads the looser one"
                    + " expects something else."),
    TIMES_TOO_SHORT_FOR_THE_DISTANCE(
            "Between two regions every word takes its round trip. A timeout that is shorter than two of them, a hold"
                    + " in which no further probe can answer, or a lease in which no renewal may be lost takes a"
                    + " healthy region for a lost one, and so does a holder that counts as silent before its renewal"
                    + " can be seen. A word that is too old when it arrives leaves nobody to judge, and a copy or a"
                    + " holder that is given less time than the way takes is not waited for at all. Nothing becomes"
                    + " unsafe by it: what is lost is calm."),
    NO_FAILSAFE("With `failsafe` a writer goes on without the control's majority for as long as all who may be promoted"
            + " acknowledge. Meridian has no such mode: a lease is renewed in the log of its voters only. Where those who may"
            + " be promoted are most of the voters, the two differ in one state: all of them answer and their"
            + " log takes nothing, as with full disks; that is a note. Where they are not, the agents also"
            + " stop the writes when the other voters are gone."),
    FENCE_ON_THE_SAME_MACHINE(
            "The watchdog is a process beside the database. A machine that stands still as a whole for longer than the"
                    + " lease, as when its hypervisor moves it, and then goes on may acknowledge writes until the"
                    + " watchdog has been scheduled and has killed the database. Where a commit waits for standbys,"
                    + " those that have promised to the new side let none through; where it waits for none, such a"
                    + " write is acknowledged by a second writer."),
    NEVER_PROMOTED(
            "Of a copy that no commit waits for the engine counts as lost what it lacks, and what the old side may"
                    + " acknowledge until its lease has surely ended: lag + (D − m)/(1 − ρ) + F. Where"
                    + " `failover.maxLoss` allows less than the last two, or silent the rpo, nothing is ever promoted,"
                    + " however fresh it is. With `mode: automatic` that is an error. Where people decide it is a"
                    + " warning: they have to accept the loss before the engine follows their order."),
    STOPS_WITH_ONE_PLACE(
            "A commit waits for so many standbys, and the lease of whoever writes is renewed by a majority of the"
                    + " control's voters. Where the loss of one place leaves fewer, nothing is written until it is"
                    + " back: not by the old primary if it was a standby's place, and not by a new one if it was the"
                    + " primary's. Without a majority no order of a person is taken either."),
    WAIVER_EXPIRED("The finding that it accepted counts again."),
    WAIVER_WITHOUT_FINDING(
            "What it accepted is no longer there, or it names another place. It would hide the next one unseen."),
    VISITORS_LOGGED_ELSEWHERE(
            "A CDN and fixed addresses are controlled in one region of their provider, and what they log stays there,"
                    + " whichever regions the file has: the address of each user, when, and what was asked for. An"
                    + " address can be data of a person (Court of Justice of the European Union, C-582/14,"
                    + " 2016-10-19). Whether such a log may be there is a question for whoever answers for the data."),
    FIGURE_UNKNOWN(
            "The time or the loss of a mechanism is neither declared in the file nor published for this provider. No"
                    + " figure of another provider takes its place, so the promise is neither confirmed nor refuted"
                    + " until the file declares the figure or a drill measures it."),
    LIMITS_ALLOW_MORE(
            "As planned the recovery is in time. A step that hangs is ended by its timeout only, and the timeouts add"
                    + " up to more than the promise. On the day when something goes wrong the limits count."),
    VOTES_IN_ONE_REGION(
            "A store that elects its leader by a majority can neither be read consistently nor written while the"
                    + " majority of its votes is out of reach. A witness of the failover control gives it no vote."),
    NO_WAY_BACK_FROM_DAMAGE(
            "A bad version, a wrong command and an attacker change every replica within seconds. Only a backup, older"
                    + " versions or a history bring back the state before; the file names none of them for this"
                    + " store."),
    SIGNAL_IS_NO_WORKLOAD(
            "A control plane that does not answer, a page of a provider, a bill or a lag says nothing about the users."
                    + " Where such a signal moves the application alone, a healthy one is moved; at once, without time"
                    + " for a short fault to pass, it is moved by each of them. A probe of the replication alone is"
                    + " such a signal: the move loses what the copy lacks."),
    FAILBACK_CHASES(
            "A region that is coming back answers, fails and answers again. A return that waits for less than a new"
                    + " failure takes to be noticed, and users take to follow, moves everything there and back; each"
                    + " move costs sessions, and may cost writes."),
    CLIENTS_ASSUME_PRIMARY(
            "A client that does not know the primary cannot know that another one was promoted. Its writes go to the"
                    + " old primary: they fail there, or are acknowledged and lost."),
    SINGLE_FRONT_DOOR(
            "A CDN, fixed addresses and a provider of names are before all regions, and each is one system that is"
                    + " changed as a whole. When it fails, every region is healthy and no user reaches one."),
    SECRETS_STAY("A service that starts in another region reads its passwords, keys and certificates first, and asks an"
            + " identity provider who calls. What has one place is gone with that place."),
    NO_ROUTE_TO_A_HEALTHY_REGION(
            "Records of a name decide where users go. Without a health check a record of a lost region is answered on;"
                    + " a geography without a default leaves places without an answer; a default with nothing behind"
                    + " it, and a weight for one region alone, lead nowhere when that region is lost."),
    NO_NETWORK_PATH(
            "A store on machines of the user copies over the user's network. Private networks of two regions are not"
                    + " connected by themselves, and a peering is not transitive: from A to C it takes a peering of A"
                    + " and C (Amazon VPC peering guide, limitations, 2026-11). Dumps, snapshots and objects of a"
                    + " cluster are copied through storage that both ends reach, and need no such network. Votes that reach no"
                    + " majority of each other without the writer's region elect nobody."),
    RETENTION_CONTRADICTS(
            "A class of data, the stores that hold it, their backups and topics and the logs each have a time for which"
                    + " they keep it. The longest is how long it is really kept, the shortest is what can be relied on;"
                    + " a law or a standard may set a limit of either kind."),
    OVER_BUDGET("The budget is a promise, and the file's own figures add up to more."),
    STATED_TO_COST_NOTHING(
            "A standby that waits costs as much as one that serves, and so do copies, their transfer and their keys. A"
                    + " sum with a 0 for one of them is the price of something else."),
    MOVES_INTERLEAVE(
            "What two applications say of each other has to hold when both lose the same region in the same second:"
                    + " moves that exclude each other need something that keeps them apart, and an order needs a first"
                    + " one."),
    MOVES_APART(
            "A store is moved by its owner. Where a service of another application cannot do without it, the two have"
                    + " to be in one region again after each move, and nothing in the file says so."),
    TRANSFER_WITHOUT_GROUND(
            "The law of a person's country follows the data (GDPR Art. 44, and the like). Outside its reach a copy"
                    + " needs a ground: a decision of adequacy, standard contractual clauses, binding corporate rules."
                    + " A replica, a backup and a log are copies. This is no legal advice: each finding names the law"
                    + " and the month in which its row was read."),
    TRANSFER_RESTS_ON_ADEQUACY(
            "A decision that recognises the law of another country can end: two for the United States were annulled"
                    + " (C-362/14, 2015-10-06; C-311/18, 2020-07-16), and some have a last day. A decision that is"
                    + " limited to certified recipients says nothing about the others."),
    TRANSFER_NOT_IN_FORCE(
            "The instrument that the file declares has ended, or has not begun. A day that passes changes nothing in"
                    + " the system, and ends the permission to copy the data."),
    DATA_HAS_TO_STAY("Some laws ask for the first copy to be in the country, whatever contract there is."),
    NAMES_ARE_KEPT(
            "A failover by DNS is over for a client when it asks again. Resolvers, operating systems, browsers, runtimes"
                    + " and connection pools keep answers for their own time, so that the TTL is the least and not the"
                    + " most that it takes."),
    PLAINTEXT_BETWEEN_REGIONS(
            "Replication carries every change. Without encryption on the way, the operators of the networks between two"
                    + " regions can read it and change it."),
    NOTHING_DETECTS(
            "A probe with `decides: false` only observes, and an entrance with `health: none` has no check. A failover that"
                    + " is called automatic then begins when a person notices. Stores that elect need no check where nothing"
                    + " turns the users."),
    SHALLOW_CHECK(
            "A page that is served without the database, or a port that is open, says nothing of the database. The"
                    + " region counts as healthy, and nothing moves. Neither does the page of a gateway say anything"
                    + " of the services behind it."),
    STEP_NEEDS_THE_LOST_REGION(
            "It is started when the region is lost, and ends only when the region is there again. What waits for it"
                    + " waits as long. Where nothing moves the users to another region, such steps repair the region"
                    + " itself; the finding is then a warning and asks for their time."),
    OUTAGE_BREAKS_A_PROMISE(
            "An outage that has happened can happen again. Its length is held against the availability of one period and"
                    + " against the time to recover, the time until people knew against the notice that is planned."),
    STEP_LEFT_OUT(
            "The file names the steps of its failover in order, and a store with one writer is not promoted by any"
                    + " of them. Its copy stays read-only, whatever time the other steps take. A promotion that has a time"
                    + " and no place in the order is a warning: the sums count it, and the plan does not do it. So is a"
                    + " shared store that applications leave behind and that no step of their plans promotes."),
    ONE_ZONE(
            "A promise about a lost zone covers each part that a request needs. A part with one machine, or with all of"
                    + " its machines in one zone, stops with that zone, however many zones the others span."),
    CONTENTS_LOST(
            "A store that is declared disposable counts in no promise about loss. Its contents are lost all the same, and"
                    + " the people who use them should know what is missing after a failover."),
    PLACES_LOST_TOGETHER(
            "Copies and votes protect against events that hit one of them. Regions of one provider share its control"
                    + " plane, its identity service and its releases; regions behind one carrier share its cables. An"
                    + " event of that kind takes several places at once, and a majority or all targets with them. Of a"
                    + " provider it is said of what is spread over several, or where a document speaks of one."),
    LAG_NOT_WATCHED(
            "The lag of an asynchronous copy is a few seconds on most days. A published figure says what is usual and is"
                    + " no bound: after a long transaction or a burst the copy is minutes behind, and without an alarm"
                    + " that is found out on the day of the loss."),
    SECRET_KEYS_CONTRADICT(
            "One key says that secrets are copied to each region, another one that the store of the secrets is not"
                    + " replicated. Only one can be right, and whether services can log in after a failover depends on"
                    + " which."),
    LINK_NOT_WATCHED(
            "A link that is slow or drops packets is no dead region: probes of reachability pass, and commits that wait"
                    + " for a majority over it time out. Latency between regions has to be watched for that."),
    DRILL_BREAKS_A_PROMISE(
            "A measurement of the whole says more than a sum of its parts. Where the newest drill took longer, or lost more,"
                    + " than is promised, the sum has left something out."),
    DRILL_IS_OLD(
            "A recovery that nobody has tried for a year is not known to work: machines, quotas, permissions and runbooks"
                    + " have changed since."),
    WRITES_NOT_MOVED(
            "A health check moves users within a minute, and nobody is asked. Where the database has to be promoted by a"
                    + " person or by a plan that a person starts, they arrive at a copy that takes no writes; where a"
                    + " CDN tries another origin for reads alone, their writes still go to the lost region. The same"
                    + " check sends them back when the old region answers, before its data is back. The page is there"
                    + " and the work is not."),
    ROLES_FROM_REGIONS(
            "The role of a region counts for each application that says nothing else. Where an application has"
                    + " roles of its own, the reader of the file cannot see whether it is meant to be in the other regions too,"
                    + " and takeovers, capacity and votes follow from that."),
    NEEDED_BY_NOTHING("A time to recover and an availability are those of what users wait for. Where every service says"
            + " what it needs, a store that none of them names is left out of both; its data counts in promises about"
            + " loss all the same. A dependency that was forgotten makes such a verdict too good."),
    PARTIAL_COPY(
            "A copy that omits something, or carries only a part, has the records that it carries. What it leaves out"
                    + " is missing after a failover: positions of readers, permissions, or data that is lost for good."),
    CONTROL_NEEDS_UNKNOWN(
            "A pipeline, a vault or a sign-in that the failover cannot do without may fail in the same hour as the"
                    + " region, or be down on its own. Where the file says neither where it is nor what is owed for it, no time"
                    + " to recover includes that."),
    STEP_LEFT_OPEN(
            "A failover is over for users when they are moved. What the plan still has to do in the region that is"
                    + " lost is not done, and nobody waits for it: it has to be done later, or where it can be done."),
    WRITES_APART(
            "Where two regions take writes and neither waits for the other, a cut between them stops nothing: both go"
                    + " on, and what one acknowledged is not at the other. When the link is back the writes meet."),
    TAKES_OVER_ON_SPOT(
            "Spare capacity of a provider is cheap because it can be taken back within seconds or minutes, and"
                    + " no level of service covers it. On the day on which a region is lost, others want the same machines."),
    DOCUMENT_DIFFERS(
            "A README, a runbook or a picture says one thing, and what runs is another. Verdicts come from what runs. Who"
                    + " plans with the document counts on promises that only the document's value would keep, and finds"
                    + " out on the day."),
    PLAN_ENDS_EARLY(
            "A function, a job or a pipeline that carries out the failover has a limit of its own. When the limit comes"
                    + " first, the plan stands where it was: a database may be promoted and no user moved, and nobody is"
                    + " told unless somebody looks."),
    FIGURES_ASSUMED(
            "Where a file is silent, a sum still needs a number: the time of people, the TTL, the rhythm of a check. The"
                    + " number is a default, and no drill of this system stands behind it. Whoever signs the promise"
                    + " should know which numbers are theirs."),
    DOES_NOT_WORK(
            "A file says what is there, and the arithmetic takes it to work. A step without parameters, an alarm that"
                    + " cannot fire, a dump that is empty are there too. Where people know of such a part, the promises"
                    + " that rest on it do not hold, whatever the sums say."),
    LOSS_NOT_BOUNDED(
            "A copy that no commit waits for, and a backup, lack the newest writes. Where a file promises no RPO,"
                    + " nothing is compared with that loss, and silence reads as if nothing were lost. How much may be"
                    + " lost is for the business to say, before the day on which it is lost."),
    ALARM_TOO_LATE(
            "An alarm on a lag is there so that people act before more may be lost than is promised. One whose threshold"
                    + " is the promise itself, or above it, tells them when a loss of the region would break the promise"
                    + " already."),
    STEP_MAY_REFUSE(
            "A check of costs, of a change or of a quota that may refuse is a second decision in the middle of a"
                    + " failover. Where it refuses, or its pipeline does not run on that day, the plan ends and users"
                    + " stay in the region that is lost. No time to recover includes that."),
    TRIGGER_PLACE_UNKNOWN(
            "Alarms are evaluated somewhere, often in the region that they watch. When that region is lost, such an alarm"
                    + " is lost with it and moves nobody. Where neither the trigger nor the control has a place, the"
                    + " file does not rule that out."),
    ALARM_IN_THE_LOST_REGION(
            "Where people start a failover, an alarm has to tell them. One that is evaluated in the lost region is lost"
                    + " with it, or sees no figures at all, and the time until people notice some other way is in no sum."),
    ONE_WRITER_FOR_ALL(
            "Several regions that serve look as if one could be lost without harm to the users of the others. Where a"
                    + " store takes its writes in one of them, all users wait for its promotion when that one is lost."),
    WAY_BACK_UNSOUND(
            "A failback is a planned move, and it loses writes like any other where users go before the writer, or data"
                    + " are copied while they are written. It is done in a hurry, after an outage, and seldom tried."),
    SHARED_BY_ALL_REGIONS(
            "Several regions help against the loss of one. Where all of them need one service of others, as for payments"
                    + " or sign-in, its fault stops them all at the same moment, whatever the failover does."),
    TIME_WITHOUT_GROUND(
            "A time to recover is the sum of its steps. One that is shorter than its provider publishes for the same"
                    + " mechanism may have been a good day, and a plan without times has no sum at all: nobody can say"
                    + " what an outage will cost before it is over."),
    OUTAGE_BESIDE_THE_PLAN(
            "An outage that has happened is a measurement: when people knew, when users were served again, when all"
                    + " was repaired. Where a file promises nothing, no rule compares it with anything, and what it"
                    + " showed is soon forgotten."),
    DATA_LEFT_AWAY(
            "A failover is half of the way. Where users go home and their data does not, what they did in the meantime is"
                    + " missing, and each further write makes the two sides harder to merge. The way back needs a copy"
                    + " in the other direction, which nothing makes by itself for most stores."),
    NEVER_TRIED("A drill shows that what it tried comes back. Parts that run beside it in the same region, and that no"
            + " drill has taken away, are lost on the same day, and what they need is often found only then."),
    ALONE_AFTER_TAKEOVER("A failover uses up what stood by. What was the copy is now all there is, often smaller than"
            + " the old primary and for days, and the next fault meets a system that is not protected against it."),
    LOAD_NOT_SHOWN("With two regions each has to bear twice its load, with three half as much again. How busy they are"
            + " at the peak is seldom known, and nothing keeps users from a region that has no room for them."),
    DAMAGE_LOSES_MORE("An RPO is mostly kept by a copy, and a copy is no way back from a bad write, a deletion or an"
            + " intruder. What is lost then is the age of the newest backup that is still right, often a day.");

    private final String text;

    RuleReason(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
