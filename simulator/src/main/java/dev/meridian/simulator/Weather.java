package dev.meridian.simulator;

import dev.meridian.simulator.Faults.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes what goes wrong: listed faults at their instants, or a mixture that the seed draws, of few kinds or
/// many, so that some worlds see much of one thing. Then everything heals, but for one place that in a third of
/// the worlds never comes back.
final class Weather {
    private static final int MOST_FAULTS = 8;

    /// Before it nothing goes wrong: everybody has to have begun.
    private static final long QUIET = 3 * World.SECOND;

    private static final long SHORT = 4 * World.SECOND;
    private static final long LONGEST_CRASH = 5 * World.SECOND;
    private static final long SLOWEST = 400 * World.MS;

    private final World world;
    private final Dice dice;
    private final Faults faults;
    private final List<Kind> kinds = new ArrayList<>();
    private final long healsAt;
    private final long endsAt;
    private final boolean isRough;
    private final boolean crashes;
    private final boolean oneStaysDead;
    private final boolean replays;

    Weather(World world, Faults faults, Dice dice) {
        this.world = world;
        this.dice = dice;
        this.faults = faults;
        long patience = world.scene.patience().toNanos();
        boolean isDrawn = faults instanceof Faults.Drawn;
        for (Kind kind : Kind.values()) {
            if (isDrawn && dice.oneIn(2)) {
                kinds.add(kind);
            }
        }
        this.isRough = isDrawn && dice.oneIn(2);
        this.crashes = isDrawn && dice.oneIn(2);
        this.oneStaysDead = isDrawn && dice.oneIn(3) && world.policy.voters().size() >= 3;
        this.replays = isDrawn && dice.oneIn(16);
        switch (faults) {
            case Faults.Drawn _ -> {
                this.healsAt = QUIET + dice.between(2 * patience, 8 * patience);
                this.endsAt = healsAt + world.policy.cooldown().toNanos() * 2 + 10 * patience + 60 * World.SECOND;
            }
            case Faults.Listed listed -> {
                this.healsAt = Long.MAX_VALUE;
                this.endsAt = listed.lasts();
            }
        }
    }

    long endsAt() {
        return endsAt;
    }

    /// Whether proposals get lost, late and twice.
    boolean isRough() {
        return isRough && world.now < healsAt;
    }

    boolean hasHealed() {
        return world.now >= healsAt;
    }

    /// Whether nothing more is to be seen: all is whole again, or what was listed is over and users are served.
    boolean mayEnd() {
        return switch (faults) {
            case Faults.Drawn _ -> hasHealed() && world.truth.isWhole();
            case Faults.Listed listed ->
                world.truth.tally().moves > 0
                        && listed.all().stream()
                                .allMatch(one ->
                                        world.now > one.at() + one.lasts().orElse(0L))
                        && Double.isFinite(world.truth.tally().recovery(world));
        };
    }

    /// Whether the log is decided once more at the end.
    boolean replays() {
        return replays;
    }

    boolean crashesInTheMiddle() {
        return crashes && world.now < healsAt && dice.oneIn(30);
    }

    /// How long an agent stands still now, in the middle of what it does; 0 for not at all.
    long stallsInTheMiddle() {
        boolean isStalled = crashes && world.now < healsAt && dice.oneIn(20);
        return isStalled ? dice.between(World.SECOND, 6 * world.scene.patience().toNanos()) : 0;
    }

    void begin() {
        switch (faults) {
            case Faults.Drawn _ -> {
                int some = kinds.isEmpty() ? 0 : dice.below(MOST_FAULTS + 1);
                for (int i = 0; i < some; i++) {
                    draw();
                }
                world.at(healsAt, this::heal);
            }
            case Faults.Listed listed -> listed.all().forEach(one -> world.at(one.at(), () -> strike(one)));
        }
    }

    private void draw() {
        Kind kind = dice.oneOf(kinds);
        Place place = any();
        Place other = any();
        long at = dice.between(QUIET, healsAt);
        long longest = Math.max(SHORT * 2, world.scene.patience().toNanos() * 6);
        long lasts = dice.oneIn(2) ? dice.between(200 * World.MS, SHORT) : dice.between(SHORT, longest);
        Faults.One one = new Faults.One(kind, place.name, Optional.of(other.name), at, Optional.of(lasts));
        world.at(at, () -> strike(one));
    }

    private Place any() {
        return dice.oneIn(2) ? world.place(world.policy.home()) : dice.oneOf(world.places);
    }

    // ---- doing it ----

    private void strike(Faults.One one) {
        Place place = world.place(one.region());
        world.truth.tally().fault(world, one);
        world.note("--- " + one.kind().word() + " " + place.name
                + one.lasts().map(lasts -> " for " + lasts / World.MS + " ms").orElse(""));
        if (!ofLinks(one, place)) {
            ofPlace(one, place);
        }
        world.connectionsChanged();
    }

    /// What happens between places; false for everything else.
    private boolean ofLinks(Faults.One one, Place place) {
        switch (one.kind()) {
            case REGION_PARTITION -> isolate(one, place, Long.MAX_VALUE);
            case PARTIAL_PARTITION -> {
                List<Place> some = world.places.stream()
                        .filter(other -> other != place && !dice.oneIn(4))
                        .toList();
                some.forEach(other -> cut(place, other));
                end(one, () -> some.forEach(other -> mend(place, other)));
            }
            case BLIP ->
                isolate(one, place, Math.max(World.MS, world.policy.hold().toNanos()));
            case LINK_CUT -> cut(one, place, true);
            case LINK_CUT_ONE_WAY -> cut(one, place, false);
            case LINK_SLOW -> {
                Place other = other(one);
                long by = dice.between(World.MS, SLOWEST);
                world.links.slow(place.number, other.number, by);
                end(one, () -> world.links.slow(place.number, other.number, -by));
            }
            case REGION_LOSS, PROCESS_LOSS, SATURATE, DB_CRASH, AGENT_CRASH, AGENT_PAUSE, QUORUM_LOSS, LAG -> {
                return false;
            }
        }
        return true;
    }

    private void ofPlace(Faults.One one, Place place) {
        switch (one.kind()) {
            case REGION_LOSS -> {
                world.links.isolate(place.number);
                place.die();
                end(one, () -> {
                    world.links.rejoin(place.number);
                    place.revive();
                });
            }
            case PROCESS_LOSS -> {
                place.die();
                end(one, place::revive);
            }
            case SATURATE -> {
                place.database.mute(true);
                end(one, () -> place.database.mute(false));
            }
            case LAG -> {
                place.database.slow(true);
                end(one, () -> place.database.slow(false));
            }
            case DB_CRASH -> place.database.kill();
            case AGENT_CRASH -> {
                place.crash();
                world.after(Math.min(one.lasts().orElse(World.SECOND), LONGEST_CRASH), place::restart);
            }
            case AGENT_PAUSE -> place.pause(one.lasts().orElse(SHORT));
            case QUORUM_LOSS -> loseQuorum(one);
            case REGION_PARTITION, PARTIAL_PARTITION, BLIP, LINK_CUT, LINK_CUT_ONE_WAY, LINK_SLOW ->
                throw new AssertionError(one.kind());
        }
    }

    private void loseQuorum(Faults.One one) {
        List<Place> some = dice.shuffled(
                world.places.stream().filter(voter -> voter.isVoter).toList());
        List<Place> gone = some.subList(0, some.size() / 2 + 1);
        gone.forEach(Place::crash);
        end(one, () -> gone.forEach(Place::restart));
    }

    private void end(Faults.One one, Runnable what) {
        one.lasts()
                .ifPresent(lasts -> world.after(lasts, () -> {
                    if (!hasHealed()) {
                        world.note("--- " + one.kind().word() + " " + one.region() + " is over");
                        what.run();
                        world.connectionsChanged();
                    }
                }));
    }

    private void isolate(Faults.One one, Place place, long most) {
        world.links.isolate(place.number);
        Faults.One ends = new Faults.One(
                one.kind(), one.region(), one.other(), one.at(), one.lasts().map(lasts -> Math.min(lasts, most)));
        end(ends, () -> world.links.rejoin(place.number));
    }

    private void cut(Faults.One one, Place place, boolean isBothWays) {
        Place other = other(one);
        if (other == place) {
            return;
        }
        if (isBothWays) {
            cut(place, other);
            end(one, () -> mend(place, other));
        } else {
            world.links.cut(place.number, other.number);
            end(one, () -> world.links.mend(place.number, other.number));
        }
    }

    private void cut(Place a, Place b) {
        world.links.cut(a.number, b.number);
        world.links.cut(b.number, a.number);
    }

    private void mend(Place a, Place b) {
        world.links.mend(a.number, b.number);
        world.links.mend(b.number, a.number);
    }

    private Place other(Faults.One one) {
        return one.other().map(world::place).orElseThrow();
    }

    /// Everything comes back, but for one region that never does in a third of the worlds.
    private void heal() {
        Place dead = any();
        world.links.healAll();
        for (Place place : world.places) {
            place.resume();
            place.database.mute(false);
            place.database.slow(false);
            place.revive();
            place.restart();
        }
        if (oneStaysDead) {
            world.note("--- " + dead.name + " dies for good");
            dead.isGone = true;
            world.links.isolate(dead.number);
            dead.die();
        }
        world.note("--- healed");
        world.connectionsChanged();
    }
}
