package dev.meridian.simulator;

import dev.meridian.blueprint.MovePhase;
import dev.meridian.engine.State;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// I20, while faults still come and go: where the region that has the role is down and nothing else happens,
/// somebody else writes in the time that the file's own settings take. Whatever holds the engine back meanwhile
/// has to be something that the world knows of, too ([Excuse]); what it says of itself is no reason.
///
/// Nothing is asked for where something went wrong, or ended, within that time, where people gave orders, where
/// one move follows another within the cooldown, or where those that are left cannot hear each other.
final class Promptness {
    /// A log whose leader was lost has another one by then, and whoever had just died is known to be gone.
    private static final long ELECTION = 5 * World.SECOND;

    private static final long LOOK = World.SECOND;

    private final World world;
    private final Truth truth;
    private long silentSince = Long.MAX_VALUE;
    private long hinderedAt;
    private long orderedAt;
    private boolean isWatching;

    Promptness(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    void decided(State after) {
        boolean isHandedOver = after.stage() instanceof State.Stage.Recovering recovering
                && recovering.handover().isPresent();
        orderedAt = after.orders().isEmpty() && !isHandedOver ? orderedAt : world.now;
    }

    void writers(boolean areSome) {
        if (areSome) {
            silentSince = Long.MAX_VALUE;
        } else if (silentSince == Long.MAX_VALUE) {
            silentSince = world.now;
            watch();
        }
    }

    private void watch() {
        if (!isWatching) {
            isWatching = true;
            world.after(LOOK, () -> {
                isWatching = false;
                if (silentSince != Long.MAX_VALUE) {
                    look();
                    watch();
                }
            });
        }
    }

    private void look() {
        hinderedAt = isHindered() ? world.now : hinderedAt;
        long clearFor = world.now - clearSince();
        if (clearFor < bound()) {
            return;
        }
        if (Excuse.of(world, place -> !isFit(place)).isEmpty()) {
            throw truth.broken(
                    "I20",
                    "nobody has written for " + text(world.now - silentSince) + ", nothing has happened for "
                            + text(clearFor) + ", and nothing stands in the way: "
                            + world.log.state().stage() + ", held by "
                            + world.log.state().held());
        }
        // What excuses it may end at any time, and then a move takes as long as ever.
        hinderedAt = world.now;
    }

    private static String text(long nanos) {
        return Durations.text(Duration.ofNanos(nanos));
    }

    /// Since when the time has run.
    private long clearSince() {
        return Stream.of(silentSince, hinderedAt, world.changedAt, orderedAt, pacedUntil())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// When the cooldown is over for whoever saw the last move latest: an agent that has started again since
    /// counts from then.
    private long pacedUntil() {
        boolean isFirst = world.log.state().grant().flatMap(State.Grant::from).isEmpty();
        long latest = Arrays.stream(world.places)
                .filter(place -> place.isVoter && isFit(place))
                .mapToLong(place -> world.now - place.grantAge())
                .max()
                .orElse(world.now);
        return isFirst ? 0 : latest + world.policy.cooldown().toNanos();
    }

    /// Where somebody else is gone, too, an agent that stood still meanwhile counts the storm from when it went
    /// on.
    private long bound() {
        boolean isAlone =
                Arrays.stream(world.places).filter(place -> !isWell(place)).count() <= 1;
        Duration storm = isAlone ? Duration.ZERO : world.policy.storm();
        Duration unfenced = world.policy.unfenced().isEmpty()
                ? Duration.ZERO
                : world.policy.lease().fenceWait();
        return world.scene
                        .patience()
                        .plus(world.policy.patience().catchUp())
                        .plus(world.policy.longestBefore(MovePhase.PROMOTE))
                        .plus(unfenced)
                        .plus(storm)
                        .toNanos()
                + Takeover.LONGEST
                + ELECTION;
    }

    /// What the engine does not answer for, beside what excuses it.
    private boolean isHindered() {
        State state = world.log.state();
        if (state.stage() instanceof State.Stage.Vacant
                || world.weather.isRough()
                || world.chores.areOpen()
                || world.log.hasFailedSince(world.now - LOOK)) {
            return true;
        }
        Place holder = world.place(state.holder().orElseThrow());
        List<Place> fit = Arrays.stream(world.places).filter(this::isFit).toList();
        List<Place> voters = fit.stream().filter(place -> place.isVoter).toList();
        boolean isQuorum = voters.size() > world.policy.voters().size() / 2
                && voters.size() >= world.policy.vantageQuorum(holder.name);
        return holder.isAlive() || !isQuorum || !isConnected(fit) || isStormy(holder);
    }

    private boolean isConnected(List<Place> fit) {
        return fit.stream()
                .allMatch(one ->
                        fit.stream().allMatch(other -> one == other || world.links.isPlain(one.number, other.number)));
    }

    /// Somebody else is not there, and not for so long that everybody knows it.
    private boolean isStormy(Place holder) {
        return Arrays.stream(world.places)
                .filter(place -> place != holder && !isWell(place))
                .anyMatch(place -> !isKnownToBeGone(place));
    }

    /// What it said may come into the log long after its end.
    private boolean isKnownToBeGone(Place place) {
        long storm = world.policy.storm().toNanos();
        State.Word word = world.log.state().vantages().get(place.name);
        boolean isSilent =
                word == null || world.now - world.log.entry((int) word.said().index()).at >= storm;
        return place.isDeadFor(storm) && isSilent;
    }

    /// Whether a place does all that may be asked of it, and says so.
    private boolean isFit(Place place) {
        return isWell(place) && !place.honesty.lies();
    }

    private boolean isWell(Place place) {
        boolean isReady = !place.hasData
                || (place.database.isUp()
                        && place.database.ailments.isEmpty()
                        && place.platform.room() >= world.policy.room().orElse(0));
        return place.isRunning() && !place.isLost() && isReady;
    }
}
