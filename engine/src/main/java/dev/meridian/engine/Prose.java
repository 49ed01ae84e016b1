package dev.meridian.engine;

import static dev.meridian.units.Durations.text;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.stream.Collectors;

/// Sentences for reasons: the only place where the engine's words are chosen. A reason that holds a move back
/// also says what would change it.
public final class Prose {
    private Prose() {}

    /// One sentence, no full stop at the end of fragments, figures with units.
    public static String sentence(Reason reason) {
        return switch (reason) {
            case Reason.FirstGrant r -> r.holder() + " is granted the role as the file says (epoch " + r.epoch() + ")";
            case Reason.Repeated r -> "entry " + r.sequence() + " of " + r.by() + " was applied before; ignored";
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
                        + " vantages outside it must agree, so nothing moves";
            case Reason.NoThirdOpinion r ->
                "the control runs in " + list(r.voters())
                        + " only: from there a dead " + r.suspect()
                        + " cannot be told from a cut link, so nothing moves; a `failover.witness` in a third place would change that";
            case Reason.HoldRunning r ->
                r.suspect() + " has been silent for " + text(r.stable()) + "; nothing moves before " + text(r.hold())
                        + " (failover.hold)";
            case Reason.StillRenewing r ->
                "nobody reaches " + r.suspect() + ", but it renewed its lease " + text(r.age())
                        + " ago: it is alive; a move would need " + text(r.silenceAfter()) + " without a renewal";
            case Reason.NotAutomatic r ->
                r.suspect() + " is silent, but failover.mode is not automatic: a person has to decide";
            case Reason.CoolingDown r ->
                "the last move was " + text(r.since()) + " ago; the next automatic one may come after "
                        + text(r.cooldown()) + " (failover.cooldown)";
            case Reason.Disarmed r ->
                "automatic failover is disarmed: " + r.inequality().statement() + "; the term to change is "
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
                        + text(r.needed()) + " are needed (failover.lease.wait)";
            case Reason.PromisesMissing r ->
                list(r.missing())
                        + (r.missing().size() == 1 ? " is heard of but has" : " are heard of but have")
                        + " not promised yet";
            case Reason.CatchingUp r ->
                r.candidate() + " is preferred but lacks " + r.bytes() + " bytes of log that " + r.from()
                        + " has: it fetches them before the role is offered, for at most " + text(r.most());
            case Reason.LossTooLarge r ->
                r.candidate() + " could take over, but the loss would be "
                        + r.loss().text() + "; the budget is " + text(r.budget()) + " (failover.maxLoss)";
            case Reason.Offered r ->
                r.candidate() + " may claim the role: last renewal " + text(r.waited()) + " old, loss "
                        + r.loss().text();
            case Reason.OfferWithdrawn r ->
                r.candidate() + " is no longer heard of as a standby: the role is not offered to it any more";
            case Reason.RecoveryAborted r ->
                r.holder() + " renewed epoch " + r.epoch() + " before anybody claimed its role: nothing moves";
            case Reason.Granted r ->
                r.holder() + " is granted the role after " + r.from() + " (epoch " + r.epoch() + ", loss "
                        + r.loss().text() + ")";
            case Reason.ClaimRefused r ->
                "the claim of " + r.by() + " (ballot " + r.ballot() + ") is refused: " + r.why();
            case Reason.DutyDone r -> r.duty().text() + ": done";
            case Reason.DutyFailed r ->
                r.duty().text() + ": " + (r.certain() ? "did not happen" : "may or may not have happened") + ", "
                        + r.why();
        };
    }

    private static String list(List<RegionName> regions) {
        return regions.isEmpty()
                ? "nobody"
                : regions.stream().map(RegionName::text).collect(Collectors.joining(" and "));
    }
}
