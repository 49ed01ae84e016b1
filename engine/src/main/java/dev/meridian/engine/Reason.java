package dev.meridian.engine;

import dev.meridian.blueprint.MovePhase;
import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Loss;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.List;

/// Why the engine did something, or did not: a value with the facts that were compared. [Prose] makes sentences
/// of it.
public sealed interface Reason {
    /// The first grant of all goes to the home that the file names.
    record FirstGrant(RegionName holder, Epoch epoch) implements Reason {}

    /// An entry that was applied before, a proposal that its sender repeated; or that a later one of its sender
    /// overtook.
    record Repeated(RegionName by, long sequence) implements Reason {}

    /// A renewal of a grant that is no longer in force.
    record RenewalSuperseded(RegionName by, Epoch its, Epoch current) implements Reason {}

    /// A quorum of vantages finds the holder silent; the hold begins.
    record SilenceSeen(RegionName suspect, List<RegionName> vantages, int needed) implements Reason {}

    /// The quorum no longer finds the holder silent, and nothing has moved.
    record SilenceOver(RegionName suspect, int silent, int needed) implements Reason {}

    /// Some vantage finds it silent, but too few do.
    ///
    /// @param others vantages that do not find it silent, or are not heard of
    record TooFewAgree(RegionName suspect, List<RegionName> silent, List<RegionName> others, int needed)
            implements Reason {}

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

    /// Some of the holder's probes answer and some do not.
    record Grey(RegionName suspect, List<RegionName> vantages) implements Reason {}

    /// Too few vantages are heard of to judge the holder.
    record Unheard(RegionName suspect, int heard, int needed) implements Reason {}

    /// Other places fell silent not long ago, or may have.
    record Storm(RegionName suspect, List<RegionName> others, Duration storm) implements Reason {}

    /// None of those who could take over has capacity for the load, in percent.
    record NoRoom(List<RegionName> candidates, int needed) implements Reason {}

    /// The home has not followed for long enough, or has no capacity for the load.
    record HomeNotReady(RegionName home, Duration followed, Duration needed, boolean hasRoom) implements Reason {}

    /// The role goes home by itself at certain times only.
    ///
    /// @param wallSeconds what the clock of the home says
    record OutsideWindow(RegionName home, WeeklyWindow window, long wallSeconds) implements Reason {}

    /// The way home was tried already.
    record ReturnTried(RegionName home, Epoch from) implements Reason {}

    /// The role goes home: the holder is asked to stop by itself.
    record ReturnOpened(RegionName home, RegionName from, long ballot, String plan) implements Reason {}

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

    /// The old side has stopped, and may still write where nobody checks an epoch.
    ///
    /// @param passed how long it has surely stopped
    record UnfencedRunning(RegionName suspect, List<String> stores, Duration passed, Duration needed)
            implements Reason {
        public UnfencedRunning {
            stores = List.copyOf(stores);
        }
    }

    /// Survivors that are heard of have not all promised.
    record PromisesMissing(List<RegionName> missing) implements Reason {}

    /// The preferred candidate lacks what another survivor has, and may still fetch it.
    record CatchingUp(RegionName candidate, RegionName from, long bytes, Duration most) implements Reason {}

    /// Who receives from survivors cannot take the role as things are; another one does it in its place.
    ///
    /// @param ahead who has something that it lacks
    record Deputised(RegionName instead, RegionName by, RegionName ahead) implements Reason {}

    /// More acknowledged work could be lost than the budget allows, or nobody knows how much.
    record LossTooLarge(RegionName candidate, Loss loss, Duration budget) implements Reason {}

    /// Every gate is passed.
    record Offered(RegionName candidate, Loss loss, Fence fence, Duration waited) implements Reason {}

    /// The candidate is no longer heard of, or its database is gone, or what the offer stood on is: somebody else
    /// may be offered the role.
    record OfferWithdrawn(RegionName candidate, String why) implements Reason {}

    /// The holder renewed before anybody claimed its role.
    record RecoveryAborted(RegionName holder, Epoch epoch) implements Reason {}

    /// The role has a new holder.
    record Granted(RegionName holder, RegionName from, Epoch epoch, Loss loss) implements Reason {}

    /// A claim that nobody was offered.
    record ClaimRefused(RegionName by, long ballot, String why) implements Reason {}

    /// A person has paused the automatism.
    record Paused(RegionName suspect, Order.Signature by) implements Reason {}

    /// A person has pinned the role.
    record Pinned(RegionName suspect, RegionName to, Order.Signature by) implements Reason {}

    /// A person's order is taken; its number is its entry.
    record OrderTaken(long number, Order order) implements Reason {}

    /// A person's order is refused, with what would have to be otherwise.
    record OrderRefused(Order order, String why, String instead) implements Reason {}

    /// An order is no longer in force.
    record OrderOver(long number, Order order, String why) implements Reason {}

    /// The old side has stopped by itself.
    record HandedOver(RegionName by, long ballot, long position) implements Reason {}

    /// A handover goes on as an ordinary recovery.
    record HandoverTurned(long ballot, String why) implements Reason {}

    /// A graceful move goes on as a forced one.
    record HandoverForced(long ballot, long now) implements Reason {}

    /// A handover is given up before anything moved.
    record HandoverDropped(long ballot, String why) implements Reason {}

    /// The holder was moved away by force.
    record RenewalRefused(RegionName by, long ballot) implements Reason {}

    /// The role goes back to the one that had handed it over.
    record GivenBack(RegionName holder, Epoch epoch) implements Reason {}

    /// Something waits for steps that the file adds.
    ///
    /// @param phase what waits
    record StepsAwaited(List<String> steps, MovePhase phase) implements Reason {}

    /// A step that the file adds failed, and a person has to end it.
    record StepFailed(String step, String why) implements Reason {}

    /// A step that the file adds failed, and the move goes on without it.
    record StepLeftOut(String step, String why) implements Reason {}

    /// A duty was done.
    record DutyDone(Duty duty) implements Reason {}

    /// A duty failed and stays outstanding.
    record DutyFailed(Duty duty, String why, boolean certain) implements Reason {}

    /// The rule that speaks.
    default Rule rule() {
        return switch (this) {
            case Repeated _ -> Rule.LOG_1;
            case FirstGrant _ -> Rule.ROLE_1;
            case Granted _ -> Rule.ROLE_2;
            case ClaimRefused _ -> Rule.ROLE_3;
            case RenewalSuperseded _ -> Rule.LEASE_1;
            case LeaseRunning _ -> Rule.LEASE_2;
            case Disarmed _ -> Rule.LEASE_3;
            case SilenceSeen _ -> Rule.DETECT_1;
            case TooFewAgree _ -> Rule.DETECT_2;
            case NoThirdOpinion _ -> Rule.DETECT_3;
            case HoldRunning _ -> Rule.DETECT_4;
            case StillRenewing _ -> Rule.DETECT_5;
            case SilenceOver _ -> Rule.DETECT_6;
            case Grey _ -> Rule.DETECT_7;
            case Unheard _ -> Rule.DETECT_8;
            case Storm _ -> Rule.PACE_2;
            case NoRoom _ -> Rule.ROOM_1;
            case HomeNotReady _ -> Rule.BACK_1;
            case OutsideWindow _ -> Rule.BACK_4;
            case ReturnTried _ -> Rule.BACK_2;
            case ReturnOpened _ -> Rule.BACK_3;
            case NotAutomatic _ -> Rule.MODE_1;
            case CoolingDown _ -> Rule.PACE_1;
            case NoCandidate _ -> Rule.MOVE_1;
            case RecoveryOpened _ -> Rule.MOVE_2;
            case RecoveryAborted _ -> Rule.MOVE_3;
            case Offered _ -> Rule.MOVE_4;
            case OfferWithdrawn _ -> Rule.MOVE_5;
            case CatchingUp _ -> Rule.MOVE_6;
            case Deputised _ -> Rule.MOVE_11;
            case PromiseRecorded _ -> Rule.PROMISE_1;
            case PromiseTooLate _ -> Rule.PROMISE_2;
            case PromisesMissing _ -> Rule.PROMISE_3;
            case LossTooLarge _ -> Rule.LOSS_1;
            case Paused _ -> Rule.MODE_2;
            case Pinned _ -> Rule.MODE_3;
            case OrderTaken _ -> Rule.ORDER_1;
            case OrderRefused _ -> Rule.ORDER_2;
            case OrderOver _ -> Rule.ORDER_3;
            case HandedOver _ -> Rule.MOVE_7;
            case HandoverTurned _ -> Rule.MOVE_8;
            case HandoverForced _ -> Rule.MOVE_10;
            case HandoverDropped _ -> Rule.MOVE_9;
            case RenewalRefused _ -> Rule.LEASE_4;
            case UnfencedRunning _ -> Rule.LEASE_5;
            case GivenBack _ -> Rule.ROLE_4;
            case StepsAwaited _ -> Rule.STEP_1;
            case StepFailed _ -> Rule.STEP_2;
            case StepLeftOut _ -> Rule.STEP_3;
            case DutyDone _ -> Rule.DUTY_1;
            case DutyFailed _ -> Rule.DUTY_2;
        };
    }
}
