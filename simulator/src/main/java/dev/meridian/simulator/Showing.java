package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Event;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Stamp;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Judgement;
import dev.meridian.faults.Judgement.Seen;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What one world showed that the judgement of listed faults asks for.
final class Showing {
    private final World world;
    private final RegionName home;
    private boolean isStruck;
    private int moves;
    private int returns;
    private boolean isReturning;
    private Optional<RegionName> holder = Optional.empty();
    private boolean isGrey;
    private boolean isRerouted;
    private boolean isRenewedInTime;
    private Optional<Stamp> renewed = Optional.empty();
    private long quorumLostAt = Long.MIN_VALUE;
    private boolean isQuorumBack;
    private long wroteLast = Long.MIN_VALUE;

    Showing(World world) {
        this.world = world;
        this.home = world.policy.home();
    }

    /// What went otherwise than it should after listed faults; none where the seed drew them, of which
    /// nobody can say what is right.
    List<String> otherwise(Faults faults) {
        return switch (faults) {
            case Faults.Drawn _ -> List.of();
            case Faults.Listed listed -> otherwise(listed);
            case Faults.Staged staged -> new Outcome(world, staged, moves, returns, isGrey).otherwise();
        };
    }

    /// Whether users are struck by listed faults that somebody could recover from; of others nobody can say.
    boolean isMoveCalledFor(Faults faults) {
        return !(faults instanceof Faults.Listed listed) || world.scene.asksForRecovery(listed.all());
    }

    /// A move that was refused is named where the judgement leaves open what is right: users who were struck were
    /// to be served again, and are not.
    private List<String> otherwise(Faults.Listed listed) {
        Seen seen = seen();
        List<String> otherwise = Judgement.otherwise(listed.all(), world.scene.setting(), seen);
        boolean isRefused = !seen.moved()
                && seen.recovery().isEmpty()
                && world.truth.tally().refusals > 0
                && world.scene.recoversFrom(listed.all());
        return otherwise.isEmpty() && isRefused
                ? List.of("the role did not leave " + home + ", and users were not served again: the move was refused")
                : otherwise;
    }

    private Seen seen() {
        Tally tally = world.truth.tally();
        double recovery = tally.recovery(world);
        boolean hasStopped = quorumLostAt != Long.MIN_VALUE && world.now > wroteLast + World.SECOND;
        return new Seen(
                tally.moves > 0,
                isRerouted,
                Tally.isServed(world),
                isGrey,
                isRenewedInTime,
                Double.isFinite(recovery) ? Optional.of(Duration.ofNanos((long) (recovery * 1e9))) : Optional.empty(),
                hasStopped ? Optional.of(Duration.ofNanos(Math.max(0, wroteLast - quorumLostAt))) : Optional.empty());
    }

    void struck(Blow blow) {
        isStruck = true;
        if (blow.what() instanceof Blow.Named named
                && named.kind() == Fault.Kind.QUORUM_LOSS
                && quorumLostAt == Long.MIN_VALUE) {
            quorumLostAt = world.now;
            wroteLast = world.now;
        }
    }

    void over(Blow blow) {
        if (blow.what() instanceof Blow.Named named && named.kind() == Fault.Kind.QUORUM_LOSS) {
            isQuorumBack = true;
        }
    }

    void acknowledged(Place place) {
        if (quorumLostAt != Long.MIN_VALUE && !isQuorumBack && place.name.equals(home)) {
            wroteLast = world.now;
        }
    }

    void rerouted() {
        isRerouted |= isStruck;
    }

    void committed(Event event, Decision decision) {
        Optional<RegionName> now = decision.state().holder();
        boolean hasMoved = holder.isPresent() && !holder.equals(now);
        moves += hasMoved ? 1 : 0;
        returns += hasMoved && isReturning && now.equals(Optional.of(home)) ? 1 : 0;
        boolean isOpened = decision.reasons().stream().anyMatch(Reason.ReturnOpened.class::isInstance);
        isReturning = isOpened || (isReturning && !hasMoved);
        holder = now;
        switch (event) {
            case Event.Observed observed -> isGrey |= isStruck && findsGrey(observed);
            case Event.Renewed renewal -> {
                if (renewal.stamp().by().equals(home) && decision.isAccepted()) {
                    renewed(renewal.stamp());
                }
            }
            case Event.Promised _,
                    Event.Yielded _,
                    Event.Ordered _,
                    Event.Claimed _,
                    Event.Fulfilled _,
                    Event.Failed _ -> {}
        }
    }

    /// The first renewal of an agent that was started again says whether it was in time.
    private void renewed(Stamp stamp) {
        long valid = world.policy.lease().holderStopsAfter().toNanos();
        isRenewedInTime |= renewed.filter(
                        before -> before.incarnation() != stamp.incarnation() && stamp.nanos() - before.nanos() < valid)
                .isPresent();
        renewed = Optional.of(stamp);
    }

    private boolean findsGrey(Event.Observed observed) {
        return observed.sight(home, Sight.Verdict.GREY).isPresent();
    }
}
