package dev.meridian.engine;

import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Loss;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;

/// Why the engine did something, or did not: a value with the facts that were compared. [Prose] makes sentences
/// of it.
public sealed interface Reason {
    /// The first grant of all goes to the home that the file names.
    record FirstGrant(RegionName holder, Epoch epoch) implements Reason {}

    /// An entry that was applied before: a proposal that its sender repeated.
    record Repeated(RegionName by, long sequence) implements Reason {}

    /// A renewal of a grant that is no longer in force.
    record RenewalSuperseded(RegionName by, Epoch its, Epoch current) implements Reason {}

    /// A quorum of vantages finds the holder silent; the hold begins.
    record SilenceSeen(RegionName suspect, List<RegionName> vantages, int needed) implements Reason {}

    /// The quorum no longer finds the holder silent, and nothing has moved.
    record SilenceOver(RegionName suspect, int silent, int needed) implements Reason {}

    /// Some vantage finds it silent, but too few do.
    record TooFewAgree(RegionName suspect, List<RegionName> silent, int needed) implements Reason {}

    /// Nobody outside both the silent region and its successor exists to ask.
    record NoThirdOpinion(RegionName suspect, List<RegionName> voters) implements Reason {}

    /// The verdict is not stable for long enough.
    record HoldRunning(RegionName suspect, Duration stable, Duration hold) implements Reason {}

    /// Its users cannot reach it, but its agent still renews the lease: it is alive.
    record StillRenewing(RegionName suspect, Duration age, Duration silenceAfter) implements Reason {}

    /// The policy leaves the decision to a person.
    record NotAutomatic(RegionName suspect) implements Reason {}

    /// The last move is too recent.
    record CoolingDown(Duration since, Duration cooldown) implements Reason {}

    /// Two sides could write at once with these figures.
    record Disarmed(Inequality inequality) implements Reason {}

    /// No member that may take over is following and heard of.
    record NoCandidate(RegionName suspect, List<RegionName> targets) implements Reason {}

    /// The verdict is in: survivors are asked to promise.
    record RecoveryOpened(RegionName suspect, Duration silentFor, Duration hold, long ballot) implements Reason {}

    /// A survivor promised, perhaps `again` since it has more now; the position is the greatest that it told.
    record PromiseRecorded(RegionName by, long ballot, long position, boolean again) implements Reason {}

    /// A promise to a recovery that is over.
    record PromiseTooLate(RegionName by, long ballot) implements Reason {}

    /// The old holder may still acknowledge writes.
    record LeaseRunning(RegionName suspect, Duration waited, Duration needed) implements Reason {}

    /// Survivors that are heard of have not all promised.
    record PromisesMissing(List<RegionName> missing) implements Reason {}

    /// The preferred candidate lacks what another survivor has, and may still fetch it.
    record CatchingUp(RegionName candidate, RegionName from, long bytes, Duration most) implements Reason {}

    /// More acknowledged work could be lost than the budget allows, or nobody knows how much.
    record LossTooLarge(RegionName candidate, Loss loss, Duration budget) implements Reason {}

    /// Every gate is passed.
    record Offered(RegionName candidate, Loss loss, Duration waited) implements Reason {}

    /// The candidate is no longer heard of, or its database is gone: somebody else may be offered the role.
    record OfferWithdrawn(RegionName candidate) implements Reason {}

    /// The holder renewed before anybody claimed its role.
    record RecoveryAborted(RegionName holder, Epoch epoch) implements Reason {}

    /// The role has a new holder.
    record Granted(RegionName holder, RegionName from, Epoch epoch, Loss loss) implements Reason {}

    /// A claim that nobody was offered.
    record ClaimRefused(RegionName by, long ballot, String why) implements Reason {}

    /// A duty was done.
    record DutyDone(Duty duty) implements Reason {}

    /// A duty failed and stays outstanding.
    record DutyFailed(Duty duty, String why, boolean certain) implements Reason {}

    /// The name of the rule, stable for ever: people and tests refer to it.
    default String rule() {
        return switch (this) {
            case Repeated _ -> "LOG-1";
            case FirstGrant _ -> "ROLE-1";
            case Granted _ -> "ROLE-2";
            case ClaimRefused _ -> "ROLE-3";
            case RenewalSuperseded _ -> "LEASE-1";
            case LeaseRunning _ -> "LEASE-2";
            case Disarmed _ -> "LEASE-3";
            case SilenceSeen _ -> "DETECT-1";
            case TooFewAgree _ -> "DETECT-2";
            case NoThirdOpinion _ -> "DETECT-3";
            case HoldRunning _ -> "DETECT-4";
            case StillRenewing _ -> "DETECT-5";
            case SilenceOver _ -> "DETECT-6";
            case NotAutomatic _ -> "MODE-1";
            case CoolingDown _ -> "PACE-1";
            case NoCandidate _ -> "MOVE-1";
            case RecoveryOpened _ -> "MOVE-2";
            case RecoveryAborted _ -> "MOVE-3";
            case Offered _ -> "MOVE-4";
            case OfferWithdrawn _ -> "MOVE-5";
            case CatchingUp _ -> "MOVE-6";
            case PromiseRecorded _ -> "PROMISE-1";
            case PromiseTooLate _ -> "PROMISE-2";
            case PromisesMissing _ -> "PROMISE-3";
            case LossTooLarge _ -> "LOSS-1";
            case DutyDone _ -> "DUTY-1";
            case DutyFailed _ -> "DUTY-2";
        };
    }

    /// The names of all rules, in the order of this file.
    static List<String> rules() {
        return List.of(
                "ROLE-1",
                "LOG-1",
                "LEASE-1",
                "DETECT-1",
                "DETECT-6",
                "DETECT-2",
                "DETECT-3",
                "DETECT-4",
                "DETECT-5",
                "MODE-1",
                "PACE-1",
                "LEASE-3",
                "MOVE-1",
                "MOVE-2",
                "PROMISE-1",
                "PROMISE-2",
                "LEASE-2",
                "PROMISE-3",
                "MOVE-6",
                "LOSS-1",
                "MOVE-4",
                "MOVE-5",
                "MOVE-3",
                "ROLE-2",
                "ROLE-3",
                "DUTY-1",
                "DUTY-2");
    }

    /// Whether it holds a move back.
    default boolean holdsBack() {
        return switch (this) {
            case TooFewAgree _,
                    NoThirdOpinion _,
                    HoldRunning _,
                    StillRenewing _,
                    NotAutomatic _,
                    CoolingDown _,
                    Disarmed _,
                    NoCandidate _,
                    LeaseRunning _,
                    PromisesMissing _,
                    CatchingUp _,
                    LossTooLarge _ -> true;
            case Repeated _,
                    FirstGrant _,
                    Granted _,
                    ClaimRefused _,
                    RenewalSuperseded _,
                    SilenceSeen _,
                    SilenceOver _,
                    RecoveryOpened _,
                    RecoveryAborted _,
                    Offered _,
                    OfferWithdrawn _,
                    PromiseRecorded _,
                    PromiseTooLate _,
                    DutyDone _,
                    DutyFailed _ -> false;
        };
    }
}
