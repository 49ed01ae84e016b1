package dev.meridian.simulator;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Does a place's duties, those of the database one after the other, those of the routes beside them, and each
/// step that a file adds beside all others, asking the state again and again; with a crash now and then between
/// any two.
final class Executor {
    private static final long PAUSE = 200 * World.MS;

    /// A report that nobody confirmed is made again.
    private static final long TRY = World.SECOND;

    private final World world;
    private final Place place;
    private final List<Lane> lanes = new ArrayList<>();
    private final Interruptions interruptions;

    Executor(World world, Place place) {
        this.world = world;
        this.place = place;
        this.interruptions = new Interruptions(world, place);
        lanes.add(new Lane(true, duty -> !(duty instanceof Duty.Route || duty instanceof Duty.Perform)));
        lanes.add(new Lane(false, Duty.Route.class::isInstance));
        world.policy
                .steps()
                .all()
                .map(AddedStep::name)
                .distinct()
                .forEach(name -> lanes.add(new Lane(
                        false,
                        duty -> duty instanceof Duty.Perform it && it.step().equals(name))));
    }

    void forget() {
        for (Lane lane : lanes) {
            lane.forget();
        }
    }

    /// Something may have to be done.
    void look(long within) {
        for (Lane lane : lanes) {
            lane.look(within);
        }
    }

    /// One duty at a time.
    private final class Lane {
        private final boolean isOfDatabase;
        private final Predicate<Duty> isMine;
        private final Runnable work = this::work;
        private final Growth growth = new Growth(world, place);
        private final Fetching fetching = new Fetching(world, place);
        private boolean isBusy;
        private boolean isLooking;

        Lane(boolean isOfDatabase, Predicate<Duty> isMine) {
            this.isOfDatabase = isOfDatabase;
            this.isMine = isMine;
        }

        void forget() {
            isBusy = false;
            isLooking = false;
        }

        void look(long within) {
            if (!place.hasData || isLooking || isBusy) {
                return;
            }
            isLooking = true;
            place.whenRunning(world.work.between(0, within), work);
        }

        private void work() {
            isLooking = false;
            if (isBusy) {
                return;
            }
            startStandby();
            if (!place.isUpToDate()) {
                return;
            }
            if (isOfDatabase) {
                growth.look();
            }
            for (Duty duty : place.duties()) {
                if (isMine.test(duty)) {
                    isBusy = true;
                    interruptions.stall();
                    if (duty instanceof Duty.Perform step) {
                        runs(step, world.now + world.chores.timeOf(step));
                    } else {
                        place.whenRunning(timeOf(duty), () -> perform(duty));
                    }
                    return;
                }
            }
        }

        /// The program of a move that is over is ended, as is everything that nobody waits for any more.
        private void runs(Duty duty, long until) {
            place.whenRunning(Math.clamp(until - world.now, 0, PAUSE), () -> {
                if (world.now < until && isWanted(duty)) {
                    runs(duty, until);
                } else {
                    perform(duty);
                }
            });
        }

        /// A standby needs nobody's permission to run.
        private void startStandby() {
            Database database = place.database;
            if (isOfDatabase && !database.isUp() && !database.isPrimary()) {
                database.start();
            }
        }

        private long timeOf(Duty duty) {
            return switch (duty) {
                case Duty.Promise _ -> world.takes(Timings.Step.PROMISE);
                case Duty.Promote _ -> world.takes(Timings.Step.PROMOTION);
                case Duty.Yield _ -> world.work.between(0, World.MS);
                case Duty.Rejoin _ ->
                    place.database.canWrite() || canCopy(duty) ? world.takes(Timings.Step.COPY) : PAUSE;
                case Duty.Route _ -> world.takes(Timings.Step.ROUTE);
                case Duty.CatchUp _, Duty.Claim _, Duty.Follow _, Duty.Perform _ -> world.work.between(0, World.MS);
            };
        }

        private boolean canCopy(Duty duty) {
            return duty instanceof Duty.Rejoin rejoin && world.reach(place, world.place(rejoin.primary()));
        }

        private boolean isWanted(Duty duty) {
            return place.duties().contains(duty);
        }

        private void perform(Duty duty) {
            if (!isWanted(duty)) {
                rest(0);
                return;
            }
            switch (duty) {
                case Duty.Promise promise -> promise(promise);
                case Duty.CatchUp catchUp -> catchUp(catchUp);
                case Duty.Claim claim ->
                    insist(claim, _ -> new Event.Claimed(place.stamp(), claim.ballot(), place.watchdog.measured()));
                case Duty.Yield yield -> yields(yield);
                case Duty.Promote promote -> promote(promote);
                case Duty.Follow follow -> follow(follow);
                case Duty.Rejoin rejoin -> rejoin(rejoin);
                case Duty.Perform step -> ended(step);
                case Duty.Route route -> route(route);
            }
        }

        private void rest(long nanos) {
            isBusy = false;
            look(nanos + World.MS);
        }

        private void done(Duty duty) {
            if (!interruptions.crash()) {
                insist(duty, it -> new Event.Fulfilled(place.stamp(), it));
            }
        }

        private void failed(Duty duty, String why, boolean isCertain) {
            place.propose(new Event.Failed(place.stamp(), duty, why, isCertain));
            place.whenRunning(PAUSE, () -> rest(0));
        }

        /// Says it until the duty is gone: what is under way when the log changes its leader is lost.
        private void insist(Duty duty, Function<Duty, Event> report) {
            if (isWanted(duty)) {
                say(duty, report, false);
            } else {
                rest(0);
            }
        }

        /// What is late goes through the others as well: over a slow link to the leader of the log it would come
        /// after renewals that went through them, and be ignored.
        private void say(Duty duty, Function<Duty, Event> report, boolean isLate) {
            Event event = report.apply(duty);
            place.propose(event);
            if (isLate) {
                world.log.relay(place, event);
            }
            await(duty, report, world.now + TRY);
        }

        private void await(Duty duty, Function<Duty, Event> report, long until) {
            place.whenRunning(20 * World.MS, () -> {
                if (!isWanted(duty)) {
                    rest(0);
                } else if (world.now >= until) {
                    say(duty, report, true);
                } else {
                    await(duty, report, until);
                }
            });
        }

        // ---- each of them ----

        private void promise(Duty.Promise duty) {
            if (!mayPromise(duty, duty.ballot())) {
                return;
            }
            if (world.guards.have(Guards.OfAgent.OWN_PROMISE)) {
                place.database.replication.stopReceiving();
            }
            if (interruptions.crash()) {
                return;
            }
            Event.Promised told = growth.told(duty.ballot());
            if (!duty.next().equals(place.name) && world.guards.have(Guards.OfAgent.OWN_PROMISE)) {
                place.database.replication.receiveFrom(world.place(duty.next()));
            }
            insist(duty, _ -> again(told));
        }

        /// Stops, lets the standbys have what they can get, and only then tells how far it goes.
        private void yields(Duty.Yield duty) {
            boolean isRunning = place.database.isUpAsPrimary() && !place.database.isMute();
            if (!isRunning && !place.promises.hasYielded(duty.ballot())) {
                failed(duty, "the local database does not run as the primary", true);
                return;
            }
            if (!place.promises.record(duty.ballot())) {
                failed(duty, "a later ballot was promised here", true);
                return;
            }
            place.promises.yieldedTo(duty.ballot());
            if (interruptions.crash()) {
                return;
            }
            long trip = world.links.roundTrip(place.number, world.place(duty.to()).number);
            place.database.close(trip + world.takes(Timings.Step.STOP));
            toldWhenDown(duty);
        }

        private void toldWhenDown(Duty.Yield duty) {
            if (place.database.isUp()) {
                place.whenRunning(20 * World.MS, () -> toldWhenDown(duty));
                return;
            }
            if (!place.database.isClosed()) {
                failed(duty, "the local database has not stopped cleanly", true);
                return;
            }
            if (interruptions.crash()) {
                return;
            }
            long position = place.database.position();
            insist(duty, _ -> new Event.Yielded(place.stamp(), duty.ballot(), position));
        }

        private void catchUp(Duty.CatchUp duty) {
            if (!mayPromise(duty, duty.ballot())) {
                return;
            }
            Event.Promised source = fetching.source(duty);
            place.database.replication.receiveFrom(world.place(source.stamp().by()));
            if (place.database.position() < source.position()) {
                place.whenRunning(20 * World.MS, () -> rest(0));
                return;
            }
            if (!interruptions.crash()) {
                Event.Promised told = growth.told(duty.ballot());
                insist(duty, _ -> again(told));
            }
        }

        private boolean mayPromise(Duty duty, long ballot) {
            if (place.database.isMute()) {
                failed(duty, "the local database does not answer", false);
                return false;
            }
            boolean may = !place.database.isPrimary() && place.promises.record(ballot);
            if (!may) {
                failed(duty, "a later ballot was promised here, or it is a primary", true);
            }
            return may;
        }

        private Event again(Event.Promised told) {
            return new Event.Promised(place.stamp(), told.ballot(), told.position(), told.newest());
        }

        private void promote(Duty.Promote duty) {
            if (!isLeased(duty)) {
                place.whenRunning(20 * World.MS, () -> rest(0));
                return;
            }
            if (!place.promises.record(duty.epoch().number()) && world.guards.have(Guards.OfAgent.SINK_EPOCH)) {
                failed(duty, "a later epoch was promised here", true);
                return;
            }
            if (!place.database.isUp()) {
                long took = world.takes(Timings.Step.START) + place.database.replay();
                interruptions.stall();
                place.whenRunning(took, () -> {
                    // Its process was made before; a fence in between has killed that too.
                    if (isLeased(duty)) {
                        place.database.startUnder(duty.epoch());
                    }
                    rest(0);
                });
                return;
            }
            // An agent that stands still just here finds its session dead: the watchdog has killed the server.
            long session = place.database.boot();
            interruptions.stall();
            place.whenRunning(World.MS, () -> {
                if (place.database.isUp() && place.database.boot() == session) {
                    place.database.promote(duty.epoch());
                    done(duty);
                } else {
                    failed(duty, "the local database does not answer", false);
                }
            });
        }

        private boolean isLeased(Duty.Promote duty) {
            Lessee lease = place.lessee;
            boolean is = lease.epoch().equals(duty.epoch()) && lease.letsWrite();
            return is || !world.guards.have(Guards.OfAgent.SINK_EPOCH);
        }

        private void follow(Duty.Follow duty) {
            Place primary = world.place(duty.primary());
            if (place.database.isUpAsPrimary()) {
                failed(duty, "it is a primary and has to rejoin", true);
                return;
            }
            place.database.standBy();
            place.database.replication.receiveFrom(primary);
            world.truth.follows(place, primary, duty.epoch());
            if (place.database.replication.streamsFrom(primary)) {
                done(duty);
            } else {
                place.whenRunning(PAUSE, () -> rest(0));
            }
        }

        private void route(Duty.Route duty) {
            if (place.routes.fails()) {
                failed(duty, "the provider of routes takes no change", true);
                return;
            }
            long takes = place.routes.point(world.place(duty.to()), duty.epoch());
            if (takes == 0) {
                done(duty);
            } else {
                place.whenRunning(takes, () -> done(duty));
            }
        }

        private void ended(Duty.Perform duty) {
            Optional<String> failure = world.chores.failure(place, duty);
            if (failure.isPresent()) {
                failed(duty, failure.get(), true);
            } else {
                done(duty);
            }
        }

        private void rejoin(Duty.Rejoin duty) {
            Place primary = world.place(duty.primary());
            boolean isPossible = world.reach(place, primary)
                    && primary.database.canWrite()
                    && primary.database.epoch().equals(duty.epoch())
                    && !place.lessee.isValid();
            if (!isPossible) {
                place.whenRunning(PAUSE, () -> rest(0));
                return;
            }
            if (world.guards.have(Guards.OfAgent.OWN_FORK)) {
                place.fork.copy(place.database.history);
            }
            if (!interruptions.crash()) {
                place.database.copy(primary);
                done(duty);
            }
        }
    }
}
