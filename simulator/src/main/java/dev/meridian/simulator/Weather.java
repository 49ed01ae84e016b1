package dev.meridian.simulator;

import dev.meridian.engine.Reason;
import dev.meridian.faults.Fault;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Makes what goes wrong: listed faults at their instants, or a mixture that the seed draws, of few kinds or
/// many, so that some worlds see much of one thing. Then everything heals, but for one place that in a third of
/// the worlds never comes back, and sometimes a second one where a majority is left without two.
final class Weather {
    private static final int MOST_FAULTS = 8;

    /// Before it nothing goes wrong: everybody has to have begun.
    static final long QUIET = 3 * World.SECOND;

    static final long SHORT = 4 * World.SECOND;

    /// So many voters that a majority is left without two.
    private static final int FIVE = 5;

    /// Of so many places that do not come back one speaks on.
    private static final int DEAF_RATHER_THAN_DEAD = 3;

    private static final long SLOWEST = 400 * World.MS;

    private final World world;
    private final Dice dice;
    private final Faults faults;
    private final Strikes strikes;
    private final List<Blow.Draft> kinds = new ArrayList<>();
    private final long healsAt;
    private final long endsAt;
    /// When the last of the listed faults ends, or has struck.
    private final long isOverAt;
    private final boolean isRough;
    private final boolean crashes;
    private final boolean oneStaysDead;
    private final boolean isSpiteful;
    private final boolean replays;
    private final Optional<Blow> judged;
    private final Mishaps.Source blows;
    private final Mishaps.Source spites;
    private final Mishaps.Chance gone;
    private final Mishaps.Chance goneToo;
    private final Mishaps.Chance deaf;

    Weather(World world, Faults faults, Dice dice) {
        this.world = world;
        this.strikes = new Strikes(world);
        this.dice = dice;
        this.faults = faults;
        this.isOverAt = lastOf(faults.all());
        this.judged = faults.judged(world.scene.setting()).map(Blow::of);
        long patience = world.scene.patience().toNanos();
        boolean isDrawn = faults instanceof Faults.Drawn;
        for (Blow.Draft kind : Blow.drafts()) {
            if (isDrawn && dice.oneIn(2)) {
                kinds.add(kind);
            }
        }
        this.isRough = isDrawn && dice.oneIn(2);
        this.crashes = isDrawn && dice.oneIn(2);
        this.oneStaysDead = isDrawn && dice.oneIn(3) && world.policy.voters().size() >= 3;
        this.replays = isDrawn && dice.oneIn(16);
        this.isSpiteful = isDrawn && dice.oneIn(4);
        this.blows = world.mishaps.source(Mishap.Kind.BLOW);
        this.spites = world.mishaps.source(Mishap.Kind.SPITE);
        this.gone = world.mishaps.once(Mishap.Kind.GONE);
        this.goneToo = world.mishaps.once(Mishap.Kind.GONE_TOO);
        this.deaf = world.mishaps.once(Mishap.Kind.DEAF);
        switch (faults) {
            case Faults.Drawn _ -> {
                this.healsAt = QUIET + dice.between(2 * patience, 8 * patience);
                this.endsAt = healsAt + untilWhole();
            }
            case Faults.Listed listed -> {
                this.healsAt = Long.MAX_VALUE;
                this.endsAt = listed.lasts();
            }
            case Faults.Staged staged -> {
                this.healsAt = Long.MAX_VALUE;
                this.endsAt = staged.lasts();
            }
        }
    }

    /// After everything has healed: moves and the pauses between them, four times all steps of the file, and users
    /// who keep an address as long as they may.
    private long untilWhole() {
        return world.policy.cooldown().toNanos() * 2
                + 10 * world.scene.patience().toNanos()
                + 4 * world.policy.longestSteps().toNanos()
                + Faults.MOST_MOVES * world.scene.ttl().toNanos()
                + 60 * World.SECOND;
    }

    private static long lastOf(List<Fault> faults) {
        return faults.stream()
                .mapToLong(fault -> fault.end().orElse(fault.start()).toNanos())
                .max()
                .orElse(Long.MIN_VALUE);
    }

    long healsAt() {
        return healsAt;
    }

    /// Whatever stands still goes on before everything heals.
    long notAfterHealing(long time) {
        return Math.min(time, healsAt - 1);
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
            case Faults.Drawn _ ->
                hasHealed()
                        && !world.people.areWaiting()
                        && world.truth.liveness().isWhole();
            case Faults.Listed _ ->
                world.truth.tally().moves > 0
                        && world.now > isOverAt
                        && Double.isFinite(world.truth.tally().recovery(world))
                        && Tally.isServed(world);
            case Faults.Staged _ -> false;
        };
    }

    /// Whether what follows is measured from this one: of listed faults from the one that is judged.
    boolean isMeasuredFrom(Blow blow) {
        return judged.filter(other -> !other.equals(blow)).isEmpty();
    }

    /// Whether the log is decided once more at the end.
    boolean replays() {
        return replays;
    }

    /// Whether an agent dies now, in the middle of what it does, if that may happen.
    boolean crashesInTheMiddle(Mishaps.Chance chance) {
        return crashes && world.now < healsAt && chance.dice.oneIn(30);
    }

    /// How long an agent stands still now, in the middle of what it does; 0 for not at all.
    long stallsInTheMiddle(Mishaps.Chance chance) {
        boolean isStalled = crashes && world.now < healsAt && chance.dice.oneIn(20);
        return isStalled
                ? chance.dice.between(World.SECOND, 6 * world.scene.patience().toNanos())
                : 0;
    }

    void begin() {
        switch (faults) {
            case Faults.Drawn _ -> {
                int some = kinds.isEmpty() ? 0 : dice.below(MOST_FAULTS + 1);
                for (int i = 0; i < some; i++) {
                    draw(blows.next());
                }
                world.at(healsAt, this::heal);
            }
            case Faults.Listed _, Faults.Staged _ -> comeAll();
        }
    }

    private void comeAll() {
        faults.all().stream().map(Blow::of).forEach(blow -> comes(blow, blows.next()));
    }

    private void comes(Blow blow, Mishaps.Chance chance) {
        world.at(blow.at(), () -> {
            if (strikes.isFelt(blow) && chance.strikes(blow::text)) {
                strikes.strike(blow, chance.dice);
            }
        });
    }

    private void draw(Mishaps.Chance chance) {
        Dice dice = chance.dice;
        Blow.Draft kind = dice.oneOf(kinds);
        Place place = any(dice);
        Place other = anyBut(place, dice);
        Duration by = Duration.ofNanos(dice.between(World.MS, SLOWEST));
        long at = dice.between(QUIET, healsAt);
        long longest = Math.max(SHORT * 2, world.scene.patience().toNanos() * 6);
        long lasts = dice.oneIn(2) ? dice.between(200 * World.MS, SHORT) : dice.between(SHORT, longest);
        Blow.What what = kind.of(place.name, other.name, by);
        boolean isBlip = what instanceof Blow.Named named && named.kind() == Fault.Kind.BLIP;
        long most = Math.max(World.MS, world.policy.hold().toNanos());
        comes(new Blow(what, at, Optional.of(isBlip ? Math.min(lasts, most) : lasts)), chance);
    }

    /// Some worlds wait for the moment that hurts most, and strike whoever matters at it.
    void decided(List<Reason> reasons) {
        if (isSpiteful && !hasHealed()) {
            for (Reason reason : reasons) {
                Mishaps.Chance chance = spites.next();
                Spite.strike(world, chance.dice, reason).ifPresent(blow -> spite(blow, chance));
            }
        }
    }

    /// Some worlds make the most of a stranger among the standbys.
    void vouchedFor(Place place, long lasts) {
        if (isSpiteful && !hasHealed()) {
            Mishaps.Chance whether = spites.next();
            if (whether.dice.oneIn(Spite.ONE_IN)) {
                Spite.worst(world, whether.dice, place, lasts).forEach(blow -> spite(blow, spites.next()));
            }
        }
    }

    private void spite(Blow blow, Mishaps.Chance chance) {
        world.at(blow.at(), () -> {
            if (hasHealed() || !strikes.isFelt(blow) || !chance.strikes(blow::text)) {
                return;
            }
            strikes.strike(blow, chance.dice);
            Spite.victim(blow)
                    .filter(_ -> chance.dice.oneIn(2))
                    .map(world::place)
                    .ifPresent(this::dieForGood);
        });
    }

    private boolean isAnyGone() {
        return Arrays.stream(world.places).anyMatch(Place::isLost);
    }

    private void dieForGood(Place place) {
        if (oneStaysDead && !isAnyGone() && gone.strikes(() -> place.name + " dies for good")) {
            die(place);
        }
    }

    /// Where a majority is left without two, sometimes both are gone for good: who holds the role, and who was to
    /// have it next.
    private void nextDiesToo() {
        boolean isOneGone = Arrays.stream(world.places).filter(Place::isLost).count() == 1;
        if (!isOneGone || world.policy.voters().size() < FIVE || !goneToo.dice.oneIn(2)) {
            return;
        }
        RegionName holder = world.log.state().holder().orElse(world.policy.home());
        RegionName next = world.place(holder).isLost()
                ? world.policy.targetsOutside(holder).getFirst()
                : holder;
        if (!world.place(next).isLost() && goneToo.strikes(() -> next + " dies for good too")) {
            die(world.place(next));
        }
    }

    /// Links may carry one way only: then it goes on speaking, to all others or to every second one, and hears
    /// none of those.
    private void staysDeaf(Place place) {
        boolean isSo = oneStaysDead && !isAnyGone() && deaf.dice.oneIn(DEAF_RATHER_THAN_DEAD);
        boolean isToAll = deaf.dice.oneIn(2);
        if (isSo && deaf.strikes(() -> place.name + (isToAll ? " hears nobody again" : " hears others than hear it"))) {
            world.truth.tally().deaf();
            world.note("--- " + place.name + " is deaf for good");
            place.isDeaf = true;
            if (isToAll) {
                world.links.deafen(place.number);
            } else {
                world.links.cross(place.number);
            }
        }
    }

    private void die(Place place) {
        world.truth.tally().gone();
        world.note("--- " + place.name + " dies for good");
        place.isGone = true;
        world.links.isolate(place.number);
        place.die();
        world.connectionsChanged();
    }

    private Place any(Dice dice) {
        return dice.oneIn(2) ? world.place(world.policy.home()) : dice.oneOf(world.places);
    }

    private Place anyBut(Place one, Dice dice) {
        return dice.oneOf(
                Arrays.stream(world.places).filter(place -> place != one).toList());
    }

    /// Everything comes back, but for one region that never does in a third of the worlds.
    private void heal() {
        Place dead = any(gone.dice);
        world.links.healAll();
        Arrays.stream(world.places).filter(place -> place.isGone).forEach(place -> world.links.isolate(place.number));
        for (Place place : world.places) {
            place.database.ailments.clear();
            place.routes.turns(RouteProvider.Mood.WELL);
            place.platform.shortage(false);
            place.honesty.lie(false);
            place.revive();
            place.restart();
        }
        world.users.letGo();
        world.log.fail(0);
        staysDeaf(dead);
        dieForGood(dead);
        nextDiesToo();
        world.note("--- healed");
        world.connectionsChanged();
        world.truth.liveness().healed();
    }
}
