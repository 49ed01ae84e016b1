package dev.meridian.faults;

import dev.meridian.faults.Fault.Kind;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must happen after faults, and whether it did; the same for a simulated world and for a drill. That
/// there is one writer at most, and that no more is lost than was allowed, is asked of every run and by
/// whoever sees it.
///
/// | fault of the primary | right |
/// |---|---|
/// | `region-loss`, `process-loss`, a `region-partition` that outlasts a failover | another region is
/// promoted |
/// | `db-crash` | restarted in place if that is quicker than failing over, else promoted |
/// | `agent-crash` | stays if the agent renews the lease in time, else either |
/// | `agent-pause`, a short `region-partition` | either |
/// | `link-cut`s that together keep it from renewing its lease for longer than a failover, where somebody else
/// can | another region is promoted |
/// | `blip`, any other `link-cut` | stays |
/// | `saturate`, `link-slow` | stays, and vantages find it GREY |
/// | `quorum-loss` | no role or route changes; writes stop when the lease is over |
/// | `slow-fence`, `late-fence`, `stall`, `flap`, `blind`, `echo`, `stale-routes`, `shortage` | stays |
/// | `store-errors`, or one of these with another fault | either |
/// | a loss that lasts, where nothing moves by itself | stays: the move is refused |
/// | losses that leave nobody who could take over | either |
///
/// Of all faults that strike something else, the primary stays. What several faults call for is asked of those
/// that last at the same time ([Course]), and who can renew of the links that they leave ([Reach]). Of a
/// primary that may renew its lease and cannot commit, since one place hears it and it hears another one, either
/// is right. Users are served at the end wherever anybody can, whichever region has the role by then.
public final class Judgement {
    /// An overload needs some time until it is felt: requests have to pile up.
    private static final Duration PILING_UP = Duration.ofSeconds(5);

    private final List<Fault> faults;
    private final Setting setting;
    private final Seen seen;
    private final List<String> otherwise = new ArrayList<>();

    /// What a run showed.
    ///
    /// @param moved whether the role went to another region, or came back with a later epoch
    /// @param rerouted whether users were sent elsewhere
    /// @param served whether users that anybody can serve are served at the end
    /// @param grey whether a vantage found the primary neither healthy nor silent
    /// @param renewedInTime whether the primary renewed its lease after the first fault before it was over
    /// @param recovery from the last write before the first fault to the first after which they go on;
    ///     empty if they do not
    /// @param stoppedAfter from the loss of the quorum to the last write of the primary; empty if it did
    ///     not stop
    public record Seen(
            boolean moved,
            boolean rerouted,
            boolean served,
            boolean grey,
            boolean renewedInTime,
            Optional<Duration> recovery,
            Optional<Duration> stoppedAfter) {}

    /// What the role of the primary has to do.
    public enum Role {
        /// Another region is promoted.
        MOVES,
        /// It may be another region, or the same one again.
        MAY_MOVE,
        /// Nothing moves.
        STAYS
    }

    private Judgement(List<Fault> faults, Setting setting, Seen seen) {
        this.faults = faults;
        this.setting = setting;
        this.seen = seen;
    }

    /// What went otherwise than it should, in sentences; none if all is as it should be.
    public static List<String> otherwise(List<Fault> faults, Setting setting, Seen seen) {
        Judgement judgement = new Judgement(List.copyOf(faults), setting, seen);
        judgement.role();
        judgement.service();
        judgement.grey();
        judgement.quorum();
        judgement.database();
        return List.copyOf(judgement.otherwise);
    }

    /// What the role has to do after these faults.
    public static Role role(List<Fault> faults, Setting setting) {
        if (faults.stream().anyMatch(fault -> !fault.kind().isDrillable())) {
            return amongOthers(faults);
        }
        if (refusal(faults, setting).isPresent()) {
            return Role.STAYS;
        }
        Course course = Course.of(faults);
        if (setting.movesByItself() && leaving(course, setting).isPresent()) {
            return Role.MOVES;
        }
        Optional<Duration> isLeft = course.first(setting::isLeft);
        if (isLeft.filter(since -> lacksQuorum(faults, since)).isPresent()) {
            return Role.STAYS;
        }
        // Also later, when others are back: whoever could not keep the role is not waited for.
        boolean isTakenUp = setting.movesByItself()
                && isLeft.filter(since -> course.isEver(setting::canTakeOver, since))
                        .isPresent();
        boolean mayMove = isTakenUp
                || course.first(inForce -> isOpen(inForce, setting)).isPresent()
                || faults.stream().anyMatch(fault -> fault.strikes(setting.home()) && mayTakeTooLong(fault.kind()));
        return mayMove ? Role.MAY_MOVE : Role.STAYS;
    }

    /// Whether the primary may be back by itself, or too late.
    private static boolean mayTakeTooLong(Kind kind) {
        return switch (kind) {
            case AGENT_PAUSE, AGENT_CRASH, DB_CRASH -> true;
            case REGION_LOSS,
                    PROCESS_LOSS,
                    REGION_PARTITION,
                    LINK_CUT,
                    LINK_SLOW,
                    SATURATE,
                    BLIP,
                    QUORUM_LOSS,
                    STORE_ERRORS,
                    MACHINE_PAUSE,
                    SLOW_FENCE,
                    LATE_FENCE,
                    STALL,
                    FLAP,
                    BLIND,
                    ECHO,
                    IMPOSTOR,
                    STALE_ROUTES,
                    SHORTAGE -> false;
        };
    }

    /// Whether it is open what the role does while these last: the home is lost, or vantages have lost sight
    /// of it.
    private static boolean isOpen(List<Fault> inForce, Setting setting) {
        return inForce.stream().anyMatch(fault -> isLoss(fault, setting)) || setting.isIsolatedBy(inForce);
    }

    /// Since when the application has to leave its home: for as long as a failover takes the home cannot keep the
    /// role, and somebody else could take it.
    private static Optional<Duration> leaving(Course course, Setting setting) {
        return course.first(
                inForce -> setting.isLeft(inForce) && setting.canTakeOver(inForce),
                setting.times().failover());
    }

    /// A quorum that is lost for good before anything calls for a move lets nothing move.
    private static boolean lacksQuorum(List<Fault> faults, Duration since) {
        return faults.stream()
                .anyMatch(fault -> fault.kind() == Kind.QUORUM_LOSS
                        && fault.end().isEmpty()
                        && fault.start().compareTo(since) <= 0);
    }

    /// The faults with the one that is judged first, from which all that follows is measured: the first that the
    /// application has to leave its primary's region for, alone or with those that last by then; else the first of
    /// all.
    public static List<Fault> judgedFirst(List<Fault> faults, Setting setting) {
        Optional<Fault> alone = faults.stream()
                .filter(fault -> fault.drivesOutOf(setting.home()))
                .findFirst();
        Optional<Fault> judged = alone.or(() -> leaving(Course.of(faults), setting)
                .flatMap(since -> faults.stream()
                        .filter(fault -> fault.start().equals(since))
                        .findFirst()));
        List<Fault> ordered = new ArrayList<>(faults);
        judged.ifPresent(fault -> {
            ordered.remove(fault);
            ordered.addFirst(fault);
        });
        return ordered;
    }

    /// Whether users of the home are struck and are to be served again, there or elsewhere, so that a promised
    /// time to recover applies; whether or not anything is done about it by itself.
    public static boolean asksForRecovery(List<Fault> faults, Setting setting) {
        Course course = Course.of(faults);
        return leaving(course, setting).isPresent()
                || judgedFirst(faults, setting).stream()
                        .findFirst()
                        .filter(fault -> fault.asksForRecovery(setting.home()))
                        .filter(fault -> !isBeyondRecovery(fault, course, setting))
                        .isPresent();
    }

    /// Whether one that somebody could recover from leaves nobody who could serve, because of the others that last
    /// with it: no move is right, and no time is promised for what nobody can do.
    private static boolean isBeyondRecovery(Fault judged, Course course, Setting setting) {
        boolean isLeft = course.first(setting::isLeft).isPresent();
        boolean isTakenOver = course.first(inForce -> setting.isLeft(inForce) && setting.canTakeOver(inForce))
                .isPresent();
        return isLeft && !isTakenOver && setting.canTakeOver(List.of(judged));
    }

    /// Why the move that these faults call for is refused, and what would change that; empty where they call for
    /// none, or it is not.
    public static Optional<String> refusal(List<Fault> faults, Setting setting) {
        List<Fault> lasting = lasting(faults);
        boolean isCalledFor = lasting.stream().anyMatch(fault -> isLoss(fault, setting))
                || (setting.isLeft(lasting) && setting.canTakeOver(lasting));
        return setting.whyNothingMoves().filter(_ -> isCalledFor);
    }

    /// Whether those that do not end leave nobody who could serve, whatever is done: then it is right that users
    /// wait, and a promised time is missed all the same.
    public static boolean leavesNobody(List<Fault> faults, Setting setting) {
        return !setting.isAnybodyLeft(lasting(faults));
    }

    private static List<Fault> lasting(List<Fault> faults) {
        return faults.stream().filter(fault -> fault.end().isEmpty()).toList();
    }

    /// With faults that exist in the simulator only: they leave the primary be, and what they make of another
    /// fault is said by no table. The laws are asked all the same.
    private static Role amongOthers(List<Fault> faults) {
        boolean leavesBe = faults.stream()
                .map(Fault::kind)
                .allMatch(kind -> !kind.isDrillable() && kind != Kind.STORE_ERRORS && kind != Kind.MACHINE_PAUSE);
        return leavesBe ? Role.STAYS : Role.MAY_MOVE;
    }

    private static boolean isLoss(Fault fault, Setting setting) {
        return fault.strikes(setting.home()) && (fault.kind().isDeadly() || fault.kind() == Kind.REGION_PARTITION);
    }

    private void role() {
        Role right = role(faults, setting);
        if (right == Role.STAYS && seen.moved()) {
            otherwise.add("the role left " + setting.home() + ", and nothing calls for that");
        }
        if (right == Role.STAYS && seen.rerouted()) {
            otherwise.add("users were sent elsewhere, and nothing calls for that");
        }
        if (right == Role.MOVES && !seen.moved()) {
            otherwise.add("the role did not leave " + setting.home());
        }
        boolean isCrash = faults.size() == 1 && faults.getFirst().kind() == Kind.AGENT_CRASH;
        if (isCrash && right == Role.MAY_MOVE && seen.moved() && seen.renewedInTime()) {
            otherwise.add("the role left " + setting.home() + ", whose agent was back before its lease was over");
        }
    }

    /// After a move, and where there has to be one; where nobody is left who could serve it does not matter
    /// whether the role had moved before.
    private void service() {
        List<Fault> lasting = lasting(faults);
        boolean isDue = seen.moved() ? setting.isAnybodyLeft(lasting) : isOwed(lasting);
        if (!seen.served() && isDue) {
            otherwise.add("users were not served at the end");
        }
    }

    private boolean isOwed(List<Fault> lasting) {
        return lasting.stream().allMatch(fault -> fault.kind().isDrillable()) && setting.isServiceDue(lasting);
    }

    private void grey() {
        Optional<Fault> noticed = faults.stream().filter(this::hasToBeGrey).findFirst();
        if (noticed.isPresent() && !seen.grey()) {
            otherwise.add("no vantage found " + setting.home() + " GREY during `"
                    + noticed.get().text() + "`");
        }
    }

    private boolean hasToBeGrey(Fault fault) {
        boolean isNoticed = (fault.kind() == Kind.SATURATE && fault.strikes(setting.home()))
                || (fault.kind() == Kind.LINK_SLOW && setting.canNotice(fault));
        Duration needed = setting.times().detect().multipliedBy(2).plus(PILING_UP);
        boolean isLong =
                fault.lasts().filter(lasts -> lasts.compareTo(needed) < 0).isEmpty();
        boolean isAlone = faults.stream()
                .noneMatch(other -> !other.equals(fault)
                        && other.strikes(setting.home())
                        && other.start().compareTo(fault.start().plus(needed)) < 0);
        return isNoticed && isLong && isAlone && !setting.isIsolatedBy(during(fault, needed));
    }

    /// What is in force at some instant of a while from when a fault is made.
    private List<Fault> during(Fault fault, Duration needed) {
        return faults.stream()
                .filter(other -> other.start().compareTo(fault.start().plus(needed)) < 0)
                .filter(other -> other.end()
                        .filter(end -> end.compareTo(fault.start()) <= 0)
                        .isEmpty())
                .toList();
    }

    private void quorum() {
        Duration most = setting.times().stops();
        boolean isLong = faults.size() == 1
                && faults.getFirst().kind() == Kind.QUORUM_LOSS
                && faults.getFirst()
                        .lasts()
                        .filter(lasts -> lasts.compareTo(most) < 0)
                        .isEmpty();
        boolean isStopped =
                seen.stoppedAfter().filter(after -> after.compareTo(most) <= 0).isPresent();
        if (isLong && !isStopped) {
            otherwise.add(setting.home() + " acknowledged writes "
                    + seen.stoppedAfter()
                            .map(after -> Durations.text(after) + " after the quorum was lost")
                            .orElse("though the quorum was lost")
                    + "; they have to stop after " + Durations.text(most));
        }
    }

    /// Each crash may cost the time that others would need: a database that died, and each start of the agent that
    /// it waits for.
    private void database() {
        boolean areCrashes = faults.stream()
                .allMatch(fault -> fault.strikes(setting.home())
                        && (fault.kind() == Kind.DB_CRASH || fault.kind() == Kind.AGENT_CRASH));
        boolean isDown = faults.stream().anyMatch(fault -> fault.kind() == Kind.DB_CRASH);
        Duration most = setting.times().failover().multipliedBy(faults.size());
        boolean isSlow =
                seen.recovery().filter(took -> took.compareTo(most) > 0).isPresent();
        if (isDown && areCrashes && setting.whyNothingMoves().isEmpty() && !seen.moved() && isSlow) {
            otherwise.add("the database of " + setting.home() + " was back after "
                    + Durations.text(seen.recovery().get()) + "; failing over takes " + Durations.text(most));
        }
    }
}
