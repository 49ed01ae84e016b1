package dev.meridian.engine;

import java.util.List;
import java.util.Optional;

/// Does a site's duties one after the other, asking the state again and again, with a crash now and then in the
/// middle.
final class Executor {
    private final World world;
    private final Site site;
    private long busyUntil;
    private Optional<Duty> underWay = Optional.empty();

    Executor(World world, Site site) {
        this.world = world;
        this.site = site;
    }

    void forget() {
        underWay = Optional.empty();
        busyUntil = 0;
    }

    void work() {
        if (!site.hasData) {
            return;
        }
        if (!site.database.isUp && !site.database.isPrimary) {
            site.database.isUp = true;
        }
        if (world.now < busyUntil) {
            return;
        }
        List<Duty> duties = Duties.of(site.name, site.state(), world.policy);
        Optional<Duty> begun = underWay.filter(duties::contains);
        underWay = Optional.empty();
        begun.or(() -> duties.stream().findFirst()).ifPresent(duty -> attempt(duty, begun.isPresent()));
    }

    private void attempt(Duty duty, boolean isBegun) {
        switch (duty) {
            case Duty.Promise promise -> promise(promise);
            case Duty.CatchUp catchUp -> catchUp(catchUp);
            case Duty.Claim claim -> {
                site.propose(new Event.Claimed(site.stamp(), claim.ballot()));
                waitFor(400);
            }
            case Duty.Promote promote -> promote(promote, isBegun);
            case Duty.Follow follow -> follow(follow);
            case Duty.Rejoin rejoin -> rejoin(rejoin, isBegun);
            case Duty.Route route -> done(route);
        }
    }

    private void done(Duty duty) {
        site.propose(new Event.Fulfilled(site.stamp(), duty));
        waitFor(400);
    }

    private void failed(Duty duty, String why) {
        site.propose(new Event.Failed(site.stamp(), duty, why, true));
        waitFor(200);
    }

    private void waitFor(long most) {
        busyUntil = world.now + world.between(most / 4, most) * World.MS;
    }

    private void begin(Duty duty, long most) {
        underWay = Optional.of(duty);
        waitFor(most);
    }

    private boolean crashes() {
        if (world.weather.isOver() || world.random.nextInt(30) != 0) {
            return false;
        }
        world.note("--- the agent of " + site.name + " crashes in the middle");
        site.crash();
        world.after(world.between(100, 2_000) * World.MS, site::restart);
        return true;
    }

    private void promise(Duty.Promise duty) {
        Store database = site.database;
        if (!mayPromise(duty, duty.ballot())) {
            return;
        }
        database.upstream = Optional.empty();
        if (crashes()) {
            return;
        }
        tell(duty.ballot());
        if (!duty.next().equals(site.name)) {
            database.upstream = Optional.of(duty.next());
        }
        waitFor(400);
    }

    private void catchUp(Duty.CatchUp duty) {
        Store database = site.database;
        if (!mayPromise(duty, duty.ballot())) {
            return;
        }
        database.upstream = Optional.of(duty.from());
        if (database.entries.size() < duty.position() || crashes()) {
            return;
        }
        tell(duty.ballot());
        waitFor(400);
    }

    private boolean mayPromise(Duty duty, long ballot) {
        boolean may = !site.database.isPrimary && site.record(ballot);
        if (!may) {
            failed(duty, "a later ballot was promised here, or it is a primary");
        }
        return may;
    }

    private void tell(long ballot) {
        Store database = site.database;
        site.propose(new Event.Promised(
                site.stamp(),
                ballot,
                database.entries.size(),
                database.heartbeat(site.state().epoch())));
    }

    private void promote(Duty.Promote duty, boolean isBegun) {
        Store database = site.database;
        if (!site.heldEpoch().equals(duty.epoch()) || !site.hasValidLease()) {
            return;
        }
        if (!isBegun) {
            begin(duty, 500);
            return;
        }
        if (!site.record(duty.epoch().number())) {
            failed(duty, "a later epoch was promised here");
            return;
        }
        database.isUp = true;
        database.isPrimary = true;
        database.upstream = Optional.empty();
        database.epoch = duty.epoch();
        world.note("=== " + site.name + " accepts writes, epoch " + duty.epoch());
        if (!crashes()) {
            done(duty);
        }
    }

    private void follow(Duty.Follow duty) {
        Store database = site.database;
        if (database.isPrimary) {
            failed(duty, "it is a primary and has to rejoin");
            return;
        }
        database.upstream = Optional.of(duty.primary());
        Site primary = world.site(duty.primary());
        boolean isNow = world.state().stage() instanceof State.Stage.Steady
                && world.state().epoch().equals(duty.epoch());
        world.truth.require(
                !isNow || database.isPrefixOf(primary.database),
                () -> "I19: " + site.name + " is kin of " + primary.name + " and has diverged");
        if (world.reach(site, primary) && primary.database.isUp && database.isPrefixOf(primary.database)) {
            done(duty);
        } else {
            failed(duty, "does not stream yet");
        }
    }

    private void rejoin(Duty.Rejoin duty, boolean isBegun) {
        Store database = site.database;
        Site primary = world.site(duty.primary());
        boolean isPossible = world.reach(site, primary)
                && primary.database.canWrite()
                && primary.database.epoch.equals(duty.epoch())
                && !site.hasValidLease();
        if (!isPossible) {
            return;
        }
        if (!isBegun) {
            begin(duty, 1500);
            return;
        }
        database.entries.clear();
        database.entries.addAll(primary.database.entries);
        database.isPrimary = false;
        database.isUp = true;
        database.upstream = Optional.of(duty.primary());
        if (!crashes()) {
            done(duty);
        }
    }
}
