package dev.meridian.simulator;

import dev.meridian.engine.Reason;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Scope;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// The worst moment: something was just decided, and whoever matters now is struck, or the log takes nothing.
final class Spite {
    private static final List<Fault.Kind> KINDS = List.of(
            Fault.Kind.PROCESS_LOSS,
            Fault.Kind.REGION_PARTITION,
            Fault.Kind.AGENT_CRASH,
            Fault.Kind.AGENT_PAUSE,
            Fault.Kind.MACHINE_PAUSE,
            Fault.Kind.DB_CRASH,
            Fault.Kind.SATURATE,
            Fault.Kind.STORE_ERRORS);

    /// One in so many of these moments.
    static final int ONE_IN = 3;

    private static final long LATEST = 300 * World.MS;

    private Spite() {}

    static Optional<Blow> strike(World world, Dice dice, Reason reason) {
        return victim(world, dice, reason).filter(_ -> dice.oneIn(ONE_IN)).map(region -> {
            Fault.Kind kind = dice.oneOf(KINDS);
            Scope scope = kind == Fault.Kind.STORE_ERRORS ? new Scope.Control() : new Scope.Region(region);
            Blow.What what = new Blow.Named(kind, scope, Optional.empty());
            long lasts = dice.between(200 * World.MS, world.scene.patience().toNanos() * 6);
            return new Blow(what, world.now + dice.between(0, LATEST), Optional.of(lasts));
        });
    }

    /// A standby stands still for longer than a stranger confirms under its name, and the only one who knows of it
    /// starts anew in between; then that region is lost.
    ///
    /// @param lasts how long the stranger stays, in nanoseconds
    static List<Blow> worst(World world, Dice dice, Place standby, long lasts) {
        RegionName holder = world.log.state().holder().orElse(world.policy.home());
        long crashAt = lasts + dice.between(0, LATEST);
        long lossAt = crashAt + dice.between(World.SECOND, Weather.SHORT);
        return List.of(
                blow(world, Fault.Kind.STALL, standby.name, 0, lossAt + Weather.SHORT),
                blow(world, Fault.Kind.AGENT_CRASH, holder, crashAt, dice.between(LATEST, World.SECOND)),
                blow(
                        world,
                        Fault.Kind.REGION_LOSS,
                        holder,
                        lossAt,
                        world.scene.patience().toNanos() * 6));
    }

    private static Blow blow(World world, Fault.Kind kind, RegionName region, long after, long lasts) {
        Blow.What what = new Blow.Named(kind, new Scope.Region(region), Optional.empty());
        return new Blow(what, world.now + after, Optional.of(lasts));
    }

    /// The region that such a blow strikes; empty for one that strikes the log.
    static Optional<RegionName> victim(Blow blow) {
        return blow.what() instanceof Blow.Named(var _, Scope.Region(RegionName region), var _)
                ? Optional.of(region)
                : Optional.empty();
    }

    private static Optional<RegionName> victim(World world, Dice dice, Reason reason) {
        return switch (reason) {
            case Reason.RecoveryOpened _ -> Optional.of(dice.oneOf(world.policy.voters()));
            case Reason.PromiseRecorded promised -> Optional.of(promised.by());
            case Reason.Offered offered -> Optional.of(offered.candidate());
            case Reason.Granted granted -> Optional.of(granted.holder());
            case Reason.GivenBack back -> Optional.of(back.holder());
            case Reason.HandedOver handed -> Optional.of(handed.by());
            case Reason.ReturnOpened back -> Optional.of(dice.oneIn(2) ? back.home() : back.from());
            case Reason.OrderTaken _ -> world.log.state().holder();
            case Reason.RecoveryAborted aborted -> Optional.of(aborted.holder());
            case Reason.DutyDone done -> Optional.of(done.duty().region());
            case Reason.StepsAwaited _, Reason.StepLeftOut _ -> Optional.of(dice.oneOf(world.policy.members()));
            case Reason.FirstGrant _,
                    Reason.Repeated _,
                    Reason.RenewalSuperseded _,
                    Reason.SilenceSeen _,
                    Reason.SilenceOver _,
                    Reason.TooFewAgree _,
                    Reason.NoThirdOpinion _,
                    Reason.HoldRunning _,
                    Reason.StillRenewing _,
                    Reason.NotAutomatic _,
                    Reason.CoolingDown _,
                    Reason.Grey _,
                    Reason.Unheard _,
                    Reason.Storm _,
                    Reason.NoRoom _,
                    Reason.HomeNotReady _,
                    Reason.ReturnTried _,
                    Reason.OutsideWindow _,
                    Reason.StepFailed _,
                    Reason.Disarmed _,
                    Reason.NoCandidate _,
                    Reason.PromiseTooLate _,
                    Reason.LeaseRunning _,
                    Reason.UnfencedRunning _,
                    Reason.PromisesMissing _,
                    Reason.CatchingUp _,
                    Reason.Deputised _,
                    Reason.LossTooLarge _,
                    Reason.OfferWithdrawn _,
                    Reason.ClaimRefused _,
                    Reason.Paused _,
                    Reason.Pinned _,
                    Reason.OrderRefused _,
                    Reason.OrderOver _,
                    Reason.HandoverTurned _,
                    Reason.HandoverForced _,
                    Reason.HandoverDropped _,
                    Reason.RenewalRefused _,
                    Reason.DutyFailed _ -> Optional.empty();
        };
    }
}
