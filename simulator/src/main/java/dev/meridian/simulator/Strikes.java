package dev.meridian.simulator;

import dev.meridian.faults.Composition;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Scope;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Makes what goes wrong go wrong, and ends it.
final class Strikes {
    private static final long LONGEST_CRASH = 5 * World.SECOND;
    /// A primary with much log since its last checkpoint.
    private static final long LONGEST_REPLAY = 12 * World.SECOND;

    private final World world;

    Strikes(World world) {
        this.world = world;
    }

    /// Whether it would change anything now: nobody lies where nobody may, capacity is short only where it is
    /// asked for, and what never comes back cannot be struck.
    boolean isFelt(Blow blow) {
        return switch (blow.what()) {
            case Blow.Named(Fault.Kind kind, Scope.Region(RegionName region), var _) ->
                !world.place(region).isGone && isFelt(kind, world.place(region));
            case Blow.Named _ -> true;
            case Blow.Unnamed(Blow.Trouble trouble, RegionName region) ->
                !world.place(region).isGone && isFelt(trouble, world.place(region));
        };
    }

    private boolean isFelt(Fault.Kind kind, Place place) {
        return switch (kind) {
            case IMPOSTOR -> place.hasData && world.policy.waitFor() > 0;
            case STALL, STALE_ROUTES -> place.hasData;
            case SHORTAGE -> world.policy.room().isPresent();
            default -> true;
        };
    }

    private boolean isFelt(Blow.Trouble trouble, Place place) {
        return switch (trouble) {
            case LIE -> mayLie(place);
            case LAG, MUTE, STALE_RESOLVER, ROUTE_FAILS, ROUTE_LATE, ROUTE_EARLY -> place.hasData;
            case PARTIAL_PARTITION -> true;
        };
    }

    void strike(Blow blow, Dice dice) {
        world.truth.tally().fault(world, blow);
        world.showing.struck(blow);
        world.note("--- " + blow.name()
                + blow.lasts().map(lasts -> " for " + lasts / World.MS + " ms").orElse(""));
        switch (blow.what()) {
            case Blow.Named named -> named(blow, named, dice);
            case Blow.Unnamed(Blow.Trouble trouble, RegionName region) ->
                unnamed(blow, trouble, world.place(region), dice);
        }
        world.connectionsChanged();
    }

    private void unnamed(Blow blow, Blow.Trouble trouble, Place place, Dice dice) {
        switch (trouble) {
            case PARTIAL_PARTITION -> part(blow, place, dice);
            case LAG -> ails(blow, place, Ailment.SLOW);
            case MUTE -> ails(blow, place, Ailment.MUTE);
            case LIE -> lie(blow, place);
            case STALE_RESOLVER -> world.users.cling(place, blow.lasts().orElse(Weather.SHORT));
            case ROUTE_FAILS -> provides(blow, place, RouteProvider.Mood.FAILS);
            case ROUTE_LATE -> provides(blow, place, RouteProvider.Mood.LATE);
            case ROUTE_EARLY -> provides(blow, place, RouteProvider.Mood.EARLY);
        }
    }

    private void ails(Blow blow, Place place, Ailment ailment) {
        place.database.ailments.add(ailment);
        end(blow, () -> place.database.ailments.remove(ailment));
    }

    /// Never more at once than there may be without harm: with three vantages or fewer that is none.
    private boolean mayLie(Place place) {
        long liars =
                Arrays.stream(world.places).filter(one -> one.honesty.lies()).count();
        return !place.honesty.lies()
                && Arrays.stream(world.places)
                        .allMatch(subject -> liars < world.policy.toleratedFaultyObservers(subject.name));
    }

    private void lie(Blow blow, Place place) {
        if (mayLie(place)) {
            place.honesty.lie(true);
            end(blow, () -> place.honesty.lie(false));
        }
    }

    private void provides(Blow blow, Place place, RouteProvider.Mood mood) {
        place.routes.turns(mood);
        end(blow, () -> place.routes.turns(RouteProvider.Mood.WELL));
    }

    private void part(Blow blow, Place place, Dice dice) {
        List<Place> some = Arrays.stream(world.places)
                .filter(other -> other != place && !dice.oneIn(4))
                .toList();
        for (Place other : some) {
            world.links.cut(place.number, other.number);
            world.links.cut(other.number, place.number);
        }
        end(blow, () -> {
            for (Place other : some) {
                world.links.mend(place.number, other.number);
                world.links.mend(other.number, place.number);
            }
        });
    }

    private void named(Blow blow, Blow.Named named, Dice dice) {
        switch (named.scope()) {
            case Scope.Region(RegionName region) -> {
                if (named.kind().isDrillable()) {
                    ofRegion(blow, named.kind(), world.place(region), dice);
                } else {
                    quirk(blow, named, world.place(region), dice);
                }
            }
            case Scope.Pair _, Scope.Direction _ -> ofLink(blow, named);
            case Scope.Control _ -> {
                if (named.kind() == Fault.Kind.STORE_ERRORS) {
                    world.log.fail(blow.lasts().orElse(Long.MAX_VALUE));
                } else {
                    loseQuorum(blow, dice);
                }
            }
        }
    }

    private void ofLink(Blow blow, Blow.Named named) {
        List<Scope.Direction> ways = Composition.directions(named.scope()).stream()
                .filter(way -> !way.from().equals(way.to()))
                .toList();
        long by = named.delay().map(Duration::toNanos).orElse(0L);
        ways.forEach(way -> {
            int from = world.place(way.from()).number;
            int to = world.place(way.to()).number;
            if (named.kind() == Fault.Kind.LINK_SLOW) {
                world.links.slow(from, to, by);
                end(blow, () -> world.links.slow(from, to, -by));
            } else {
                world.links.cut(from, to);
                end(blow, () -> world.links.mend(from, to));
            }
        });
    }

    private void ofRegion(Blow blow, Fault.Kind kind, Place place, Dice dice) {
        switch (kind) {
            case REGION_LOSS -> {
                world.links.isolate(place.number);
                place.powerOff();
                end(blow, () -> {
                    world.links.rejoin(place.number);
                    place.revive();
                });
            }
            case PROCESS_LOSS -> {
                place.die();
                end(blow, place::revive);
            }
            case REGION_PARTITION, BLIP -> {
                world.links.isolate(place.number);
                end(blow, () -> world.links.rejoin(place.number));
            }
            case SATURATE -> ails(blow, place, Ailment.SATURATED);
            case DB_CRASH -> place.database.crash(dice.oneIn(4) ? dice.between(World.SECOND, LONGEST_REPLAY) : 0);
            case AGENT_CRASH -> {
                place.crash();
                world.after(Math.min(blow.lasts().orElse(World.SECOND), LONGEST_CRASH), place::restart);
            }
            case AGENT_PAUSE -> place.pause(blow.lasts().orElse(Weather.SHORT));
            default -> throw new AssertionError(kind);
        }
    }

    /// What exists here only.
    private void quirk(Blow blow, Blow.Named named, Place place, Dice dice) {
        long amount = named.delay().map(Duration::toNanos).orElse(0L);
        switch (named.kind()) {
            case MACHINE_PAUSE -> place.standstill.begin(blow.lasts().orElse(Weather.SHORT));
            case SLOW_FENCE -> place.watchdog.slow(amount);
            case LATE_FENCE -> place.watchdog.slowUnseen(amount);
            case STALL -> ails(blow, place, Ailment.STALLED);
            case IMPOSTOR -> {
                ails(blow, place, Ailment.DOUBLED);
                world.weather.vouchedFor(place, blow.lasts().orElse(Weather.SHORT));
            }
            case FLAP -> {
                place.vantage.flap(true);
                end(blow, () -> place.vantage.flap(false));
            }
            case BLIND -> {
                place.vantage.blind(true);
                end(blow, () -> place.vantage.blind(false));
            }
            case ECHO -> {
                place.echo(amount);
                end(blow, () -> place.echo(0));
            }
            case SHORTAGE -> {
                place.platform.shortage(true);
                // What a seed draws is mostly short for long.
                if (!world.isDrawn || dice.oneIn(4)) {
                    end(blow, () -> place.platform.shortage(false));
                }
            }
            case STALE_ROUTES -> turnsStale(blow, place, amount);
            default -> throw new AssertionError(named.kind());
        }
    }

    private void turnsStale(Blow blow, Place place, long latest) {
        place.routes.turnsStale(latest);
        end(blow, () -> place.routes.turns(RouteProvider.Mood.WELL));
    }

    private void loseQuorum(Blow blow, Dice dice) {
        List<Place> some = dice.shuffled(
                Arrays.stream(world.places).filter(voter -> voter.isVoter).toList());
        List<Place> gone = some.subList(0, some.size() / 2 + 1);
        gone.forEach(Place::crash);
        end(blow, () -> gone.forEach(Place::restart));
    }

    private void end(Blow blow, Runnable what) {
        blow.lasts()
                .ifPresent(lasts -> world.after(lasts, () -> {
                    if (!world.weather.hasHealed()) {
                        world.note("--- " + blow.name() + " is over");
                        what.run();
                        world.showing.over(blow);
                        world.connectionsChanged();
                    }
                }));
    }
}
