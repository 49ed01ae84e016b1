package dev.meridian.simulator;

import dev.meridian.blueprint.MovePhase;
import dev.meridian.engine.Duties;
import dev.meridian.engine.State;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// I20: an engine that never acts has no violations of safety, so a world has to come to service in the end. When
/// everything has healed but for places that never come back, somebody writes before long, and at the end all
/// that are left are whole; or the world itself says why nobody can ([Excuse]).
final class Liveness {
    private static final long WHOLE_FOR = 2 * World.SECOND;
    /// A database that died recovers from its log in up to 15 s, and a rest of its agent may interrupt it once.
    private static final long RESTARTS = 30 * World.SECOND;

    private final World world;
    private final Truth truth;
    /// When an order of a person was last in force, or the old side was asked to stop.
    private long orderedAt;

    Liveness(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    void decided(State state) {
        boolean isHandedOver = state.stage() instanceof State.Stage.Recovering recovering
                && recovering.handover().isPresent();
        orderedAt = state.orders().isEmpty() && !isHandedOver ? orderedAt : world.now;
    }

    /// Everything has healed.
    void healed() {
        promptAfter(promptness());
    }

    /// When everything has healed and no person's order stands in the way for long, somebody writes, or the
    /// world says why nobody can. It may take the pauses between moves, three times as long as a move by the
    /// file's own settings, and as long as a database needs to come up again.
    private void promptAfter(long nanos) {
        world.after(nanos, () -> {
            long isClearFor = world.now - orderedAt;
            boolean isWriting = Arrays.stream(world.places).anyMatch(Truth::canWrite);
            if (isClearFor < promptness()) {
                promptAfter(promptness() - isClearFor);
            } else if (!isWriting && Excuse.of(world).isEmpty()) {
                throw truth.broken(
                        "I20",
                        "nobody writes, and nothing stands in the way for "
                                + Durations.text(Duration.ofNanos(promptness())));
            }
        });
    }

    private long promptness() {
        long move = world.scene.patience().toNanos()
                + world.policy.longestBefore(MovePhase.PROMOTE).toNanos()
                + world.policy.patience().catchUp().toNanos();
        return world.policy.cooldown().toNanos() + world.policy.storm().toNanos() + 3 * move + RESTARTS;
    }

    /// A region writes, everybody that is left receives from it, nothing is outstanding for anybody that is left,
    /// and users have been served for a while.
    boolean isWhole() {
        State state = world.log.state();
        Optional<Place> writer = Arrays.stream(world.places)
                .filter(place -> place.database.canWrite())
                .findFirst();
        if (!(state.stage() instanceof State.Stage.Steady) || writer.isEmpty()) {
            return false;
        }
        boolean isFollowed = Arrays.stream(world.places)
                .filter(place -> place.hasData && !place.isLost() && !place.equals(writer.get()))
                .allMatch(place -> place.database.replication.streamsFrom(writer.get()));
        boolean isDone = Duties.outstanding(state, world.policy).stream()
                .allMatch(duty -> world.place(duty.region()).isLost());
        long left = Arrays.stream(world.places)
                .filter(place -> place.hasData && !place.isLost())
                .count();
        boolean isSafe = left > world.policy.waitFor();
        return isDone && isFollowed && !world.chores.areOpen() && (!isSafe || isServed());
    }

    private boolean isServed() {
        return world.users.all().stream()
                .filter(user -> !user.location.isLost())
                .allMatch(user -> user.answers().streakSince() != Long.MIN_VALUE
                        && world.now - user.answers().streakSince() >= WHOLE_FOR
                        && world.now - user.answers().last() <= World.SECOND);
    }

    void checkTheEnd() {
        if (world.weather.hasHealed() && !isWhole()) {
            State state = world.log.state();
            truth.tally()
                    .unwhole(Excuse.of(world)
                            .orElseThrow(() -> truth.broken(
                                    "I20",
                                    "not whole long after the faults healed: " + state.stage() + ", held by "
                                            + state.held() + ", outstanding "
                                            + Duties.outstanding(state, world.policy))));
        }
    }
}
