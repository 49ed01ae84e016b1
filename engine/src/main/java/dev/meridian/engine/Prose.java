package dev.meridian.engine;

import static dev.meridian.units.Durations.text;

import dev.meridian.bounds.Loss;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Sentences for reasons: the only place where the engine's words are chosen. A reason that holds a move back
/// also says what would change it.
public final class Prose {
    private static final String GRACEFUL = "; `failover --graceful` would move it without loss";

    private Prose() {}

    /// The same sentence about a holder that does not accept writes yet: an order to move it gracefully would be
    /// refused (ORDER-2). The log keeps the sentence of the facts alone, which a replay compares.
    public static String whileStarting(String sentence) {
        return sentence.replace(GRACEFUL, "; it does not accept writes yet after the last move");
    }

    /// What may be lost, and who says so.
    public static String budget(Duration most) {
        return "the budget is " + text(most) + " (failover.maxLoss, or what a person accepted)";
    }

    /// How a loss is accepted that is too large for that.
    public static String accepting(Loss loss) {
        return loss instanceof Loss.Unknown ? "`accept-loss --most any --approved-by NAME`" : "`accept-loss`";
    }

    /// One sentence, no full stop at the end of fragments, figures with units.
    public static String sentence(Reason reason) {
        return switch (reason) {
            case Reason.FirstGrant r -> r.holder() + " is granted the role as the file says (epoch " + r.epoch() + ")";
            case Reason.Repeated r ->
                "entry " + r.sequence() + " of " + r.by() + " came before, or a later one of it did; ignored";
            case Reason.RenewalSuperseded r ->
                r.by() + " renews epoch " + r.its() + ", but epoch " + r.current() + " is in force; refused";
            case Reason.SilenceSeen r ->
                r.suspect() + " is silent for " + list(r.vantages()) + ": "
                        + r.vantages().size() + " of " + r.needed() + " needed; the hold begins";
            case Reason.SilenceOver r ->
                r.suspect() + " is silent for " + r.silent() + " of " + r.needed()
                        + " needed vantages now: the hold is over and nothing moved";
            case Reason.TooFewAgree r ->
                r.suspect() + " is silent for " + list(r.silent()) + " only; " + r.needed()
                        + " vantages outside it must agree, so nothing moves unless " + others(r);
            case Reason.NoThirdOpinion r ->
                "the control runs in " + list(r.voters())
                        + " only: from there a dead " + r.suspect()
                        + " cannot be told from a cut link, so nothing moves; a `failover.witness` in a third place would change that";
            case Reason.HoldRunning r ->
                r.suspect() + " has been silent for " + text(r.stable()) + "; nothing moves before " + text(r.hold())
                        + " (failover.hold), " + text(r.hold().minus(r.stable())) + " from now";
            case Reason.StillRenewing r ->
                "nobody reaches " + r.suspect() + ", but it renewed its lease " + text(r.age())
                        + " ago: it is alive; a move would need " + text(r.silenceAfter()) + " without a renewal";
            case Reason.NotAutomatic r ->
                r.suspect() + " is silent, but failover.mode is not automatic: a person has to decide";
            case Reason.CoolingDown r ->
                "the last move was " + text(r.since()) + " ago; the next automatic one may come after "
                        + text(r.cooldown()) + " (failover.cooldown), "
                        + text(r.cooldown().minus(r.since()))
                        + " from now";
            case Reason.Grey r ->
                r.suspect() + " answers only in part, for " + list(r.vantages()) + ": nothing is forced" + GRACEFUL;
            case Reason.Unheard r ->
                r.heard() + " of the " + r.needed() + " vantages that would have to agree about " + r.suspect()
                        + (r.heard() == 1 ? " is" : " are") + " heard of: nobody can judge it";
            case Reason.Storm r ->
                list(r.others()) + " fell silent, or may have, less than " + text(r.storm())
                        + " ago: one cause may be behind all that is seen, so nothing moves by itself (failover.storm)";
            case Reason.NoRoom r ->
                list(r.candidates()) + " could take over, but "
                        + (r.candidates().size() == 1 ? "does not say" : "none of them says")
                        + " that there is room for " + r.needed() + "% of the load (failover.scale)";
            case Reason.HomeNotReady r ->
                r.hasRoom()
                        ? r.home() + " has followed for " + text(r.followed()) + "; the role goes home after "
                                + text(r.needed()) + " without a gap (failover.failback.after)"
                        : r.home() + " does not say that there is room for the load: the role stays where it is";
            case Reason.OutsideWindow r ->
                r.home() + " is ready, but it is " + Instant.ofEpochSecond(r.wallSeconds())
                        + ": the role goes home by itself in " + r.window().text() + " (failover.failback.window)";
            case Reason.ReturnTried r ->
                "the way home to " + r.home() + " was tried from epoch " + r.from()
                        + " and given up: the next one is a person's";
            case Reason.ReturnOpened r ->
                "the role goes home to " + r.home() + ": " + r.from() + " is asked to stop by itself (ballot "
                        + r.ballot() + ", plan " + r.plan().substring(0, 12) + ")";
            case Reason.Disarmed r ->
                "the lease does not keep two sides apart: " + r.inequality().statement() + "; the term to change is "
                        + r.inequality().weakestTerm();
            case Reason.NoCandidate r ->
                "none of " + list(r.targets())
                        + " is heard of as a standby with a copy of its history: nobody can take over from "
                        + r.suspect();
            case Reason.RecoveryOpened r ->
                r.suspect() + " has been silent for " + text(r.silentFor()) + " (hold " + text(r.hold())
                        + ") and renews no more: survivors are asked to promise (ballot " + r.ballot() + ")";
            case Reason.PromiseRecorded r ->
                r.by() + " promised ballot " + r.ballot()
                        + (r.again() ? " again, now with position " : " and stopped receiving at position ")
                        + r.position();
            case Reason.PromiseTooLate r -> "the promise of " + r.by() + " to ballot " + r.ballot() + " came too late";
            case Reason.LeaseRunning r ->
                r.suspect() + " may still acknowledge writes: its last renewal is " + text(r.waited()) + " old, "
                        + text(r.needed()) + " are needed (failover.lease.wait), "
                        + text(r.needed().minus(r.waited())) + " more";
            case Reason.UnfencedRunning r ->
                r.suspect() + " has stopped, and nobody checks an epoch at " + names(r.stores())
                        + ": what it still writes there has to end first; it stopped " + text(r.passed()) + " ago, "
                        + text(r.needed()) + " are needed (failover.fence.within), "
                        + text(r.needed().minus(r.passed())) + " more";
            case Reason.PromisesMissing r ->
                list(r.missing())
                        + (r.missing().size() == 1 ? " is heard of but has" : " are heard of but have")
                        + " not promised yet";
            case Reason.CatchingUp r ->
                r.candidate() + " is preferred but lacks " + r.bytes() + " bytes of log that " + r.from()
                        + " has: it fetches them before the role is offered, for at most " + text(r.most());
            case Reason.Deputised r ->
                r.instead() + " cannot take the role as things are: " + r.by() + " fetches what " + r.ahead()
                        + " has, in its place";
            case Reason.LossTooLarge r ->
                r.candidate() + " could take over, but the loss would be "
                        + r.loss().text() + "; " + budget(r.budget());
            case Reason.Offered r ->
                r.candidate() + " may claim the role: " + r.fence().text() + ", last renewal " + text(r.waited())
                        + " old, loss " + r.loss().text();
            case Reason.OfferWithdrawn r -> "the role is not offered to " + r.candidate() + " any more: " + r.why();
            case Reason.RecoveryAborted r ->
                r.holder() + " renewed epoch " + r.epoch() + " before anybody claimed its role: nothing moves";
            case Reason.Granted r ->
                r.holder() + " is granted the role after " + r.from() + " (epoch " + r.epoch() + ", loss "
                        + r.loss().text() + ")";
            case Reason.ClaimRefused r ->
                "the claim of " + r.by() + " (ballot " + r.ballot() + ") is refused: " + r.why();
            case Reason.Paused r ->
                r.by().actor() + " has paused the automatism (" + r.by().reason()
                        + "): nothing moves by itself before `resume`, or before " + text(r.by().expires())
                        + " have passed since";
            case Reason.Pinned r ->
                r.by().actor() + " has pinned the role to " + r.to() + " (" + r.by().reason()
                        + "): it goes nowhere else by itself";
            case Reason.OrderTaken r ->
                r.order().by().actor() + " orders: " + r.order().text() + " ("
                        + r.order().by().reason()
                        + "; entry " + r.number() + ", in force for "
                        + text(r.order().by().expires()) + ")";
            case Reason.OrderRefused r ->
                "refused: " + r.order().text() + ", as " + r.order().by().actor() + " ordered: " + r.why() + "; "
                        + r.instead();
            case Reason.OrderOver r ->
                "no longer in force: " + r.order().text() + " (entry " + r.number() + "): " + r.why();
            case Reason.HandedOver r ->
                r.by() + " has stopped by itself at position " + r.position() + " (ballot " + r.ballot()
                        + "): no lease has to be waited for";
            case Reason.HandoverTurned r ->
                "the handover (ballot " + r.ballot() + ") goes on as a recovery: " + r.why();
            case Reason.HandoverForced r ->
                "the handover (ballot " + r.ballot() + ") is forced (ballot " + r.now()
                        + "): the old side is no longer waited for";
            case Reason.HandoverDropped r ->
                "the move (ballot " + r.ballot() + ") is given up and nothing moved: " + r.why();
            case Reason.RenewalRefused r ->
                r.by() + " was moved away by force (ballot " + r.ballot() + "): its renewal is refused";
            case Reason.GivenBack r ->
                "the role goes back to " + r.holder() + " (epoch " + r.epoch() + "): nothing is lost";
            case Reason.StepsAwaited r ->
                switch (r.phase()) {
                            case FENCE -> "the old side is not asked to stop before ";
                            case PROMOTE -> "the role is not offered before ";
                            case ROUTE -> "users are not sent there before ";
                        }
                        + steps(r.steps());
            case Reason.StepFailed r ->
                "the step `" + r.step() + "` failed: " + r.why() + "; what waits for it waits until a person ends it";
            case Reason.StepLeftOut r ->
                "the step `" + r.step() + "` failed: " + r.why()
                        + "; the move goes on without it (onFailure: continue)";
            case Reason.DutyDone r -> r.duty().text() + ": done";
            case Reason.DutyFailed r ->
                r.duty().text() + ": " + (r.certain() ? "did not happen" : "may or may not have happened") + ", "
                        + r.why();
        };
    }

    private static String others(Reason.TooFewAgree r) {
        int missing = r.needed() - r.silent().size();
        String some = missing == r.others().size() ? "" : missing + " of ";
        return some + list(r.others()) + (missing == 1 ? " does too" : " do too");
    }

    static String steps(List<String> steps) {
        return names(steps) + (steps.size() == 1 ? " has ended" : " have ended");
    }

    private static String names(List<String> names) {
        return "`" + String.join("` and `", names) + "`";
    }

    private static String list(List<RegionName> regions) {
        return regions.isEmpty()
                ? "nobody"
                : regions.stream().map(RegionName::text).collect(Collectors.joining(" and "));
    }
}
