package dev.meridian.agent;

import dev.meridian.engine.Duties;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Does this region's duties, one at a time for each sink, and reports what became of them.
///
/// What is outstanding is asked of the state again and again, so nothing has to be remembered across a crash. A
/// duty that is no longer outstanding is given up at its next wait; one that fails is tried again after a
/// pause. Everything that changes a role checks its epoch (or ballot) against what is durably known here first.
final class Executor implements Runnable {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_START = Duration.ofSeconds(5);

    private final AgentConfig config;
    private final Replica replica;
    private final Proposals proposals;
    private final Lessee lessee;
    private final Database database;
    private final Promises promises;
    private final Outstanding outstanding;
    private final Routes routes;
    private final Straggler straggler;
    private final Growth growth;
    /// How often in a row nobody was caught up with.
    private int inVain;

    Executor(
            AgentConfig config,
            Replica replica,
            Proposals proposals,
            Lessee lessee,
            Database database,
            Books books,
            Routes routes) {
        this.config = config;
        this.replica = replica;
        this.proposals = proposals;
        this.lessee = lessee;
        this.database = database;
        this.promises = books.promises();
        this.outstanding = books.outstanding();
        this.routes = routes;
        this.straggler = new Straggler(config, replica, database);
        this.growth = new Growth(config, replica, proposals, database, promises);
    }

    /// What was promised here, and what is to be done.
    record Books(Promises promises, Outstanding outstanding) {}

    /// What came of a try.
    private sealed interface Result {
        record Done() implements Result {}

        /// The entry that reports it was proposed by the duty itself.
        record Reported() implements Result {}

        record Failed(String why, boolean certain) implements Result {}
    }

    /// The duties of the database, one at a time, and between them a new copy where the old one cannot catch up.
    @Override
    public void run() {
        loop(duty -> !(duty instanceof Duty.Route), this::betweenDuties);
    }

    private void betweenDuties() {
        if (isUpToDate()) {
            straggler.mend();
            growth.look();
        }
    }

    /// The duties of the routes, which wait for no database.
    void runRoutes() {
        loop(Duty.Route.class::isInstance, () -> {});
    }

    /// Asks whether this region's copy can catch up.
    void runStraggler() {
        straggler.run();
    }

    private void loop(Predicate<Duty> isMine, Runnable between) {
        try {
            long idleAt = -1;
            while (true) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                State state = replica.view().state();
                if (state.index() != idleAt) {
                    idleAt = fulfilAll(state, isMine) ? -1 : state.index();
                }
                mended(between);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether there was anything to do.
    private boolean fulfilAll(State state, Predicate<Duty> isMine) throws InterruptedException {
        List<Duty> mine = Duties.of(config.region(), state, config.policy()).stream()
                .filter(isMine)
                .toList();
        for (Duty duty : mine) {
            if (isUpToDate()) {
                fulfil(duty);
            }
        }
        return !mine.isEmpty();
    }

    /// What fails beside the duties must not end the thread that they wait for; it is tried again.
    private void mended(Runnable between) {
        try {
            between.run();
        } catch (RuntimeException e) {
            database.complain(String.valueOf(e));
        }
    }

    /// Before the log is applied as far as an entry of this start of the agent, its duties are old ones: an
    /// earlier start may have done them, and others after them.
    private boolean isUpToDate() {
        return replica.view().state().knows(proposals.now());
    }

    private void fulfil(Duty duty) throws InterruptedException {
        BooleanSupplier isWanted =
                () -> Duties.of(config.region(), replica.view().state(), config.policy())
                        .contains(duty);
        if (!isWanted.getAsBoolean()) {
            return;
        }
        switch (tried(duty, isWanted)) {
            case Result.Done _ -> {
                proposals.insist(stamp -> new Event.Fulfilled(stamp, duty), isWanted);
                awaitGone(isWanted);
            }
            case Result.Reported _ -> awaitGone(isWanted);
            case Result.Failed failed -> {
                outstanding.failed(duty, failed.why());
                if (isWanted.getAsBoolean()) {
                    proposals.propose(stamp -> new Event.Failed(stamp, duty, failed.why(), failed.certain()), PATIENCE);
                    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
            }
        }
    }

    /// The report is committed but may not be applied here yet; without this wait the duty would be done twice.
    private static void awaitGone(BooleanSupplier isWanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isWanted.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /// A full disk or a defect fails one duty; it must not end the thread that all others wait for.
    private Result tried(Duty duty, BooleanSupplier isWanted) throws InterruptedException {
        try {
            return attempt(duty, isWanted);
        } catch (RuntimeException e) {
            return new Result.Failed(String.valueOf(e), false);
        }
    }

    private Result attempt(Duty duty, BooleanSupplier isWanted) throws InterruptedException {
        return switch (duty) {
            case Duty.Promise promise -> promise(promise, isWanted);
            case Duty.CatchUp catchUp -> catchUp(catchUp, isWanted);
            case Duty.Yield yield -> yields(yield, isWanted);
            case Duty.Claim claim -> claim(claim, isWanted);
            case Duty.Promote promote -> promote(promote, isWanted);
            case Duty.Follow follow -> follow(follow, isWanted);
            case Duty.Rejoin rejoin -> rejoin(rejoin, isWanted);
            case Duty.Perform perform ->
                new Result.Failed("agents of a twin perform no steps of a file: " + perform.step(), true);
            case Duty.Route route -> {
                routes.point(route.to(), route.epoch());
                yield new Result.Done();
            }
        };
    }

    private Result promise(Duty.Promise duty, BooleanSupplier isWanted) throws InterruptedException {
        if (!promises.record(duty.ballot())) {
            return new Result.Failed("a later ballot or epoch was promised here", true);
        }
        Optional<Database.Position> position = database.stopReceiving();
        if (position.isEmpty()) {
            return new Result.Failed("the local database does not answer", false);
        }
        // The position is told, so what is received from now on, from another survivor, cannot make it too
        // great. Turning there while the promise is being committed saves the round trips later.
        Thread turning = Thread.ofVirtual().name("turning").start(() -> {
            if (!duty.next().equals(config.region())) {
                database.receiveFrom(duty.next());
            }
        });
        tell(duty.ballot(), position.get(), isWanted);
        turning.join();
        return new Result.Reported();
    }

    private void tell(long ballot, Database.Position position, BooleanSupplier isWanted) throws InterruptedException {
        proposals.insist(stamp -> new Event.Promised(stamp, ballot, position.bytes(), position.newest()), isWanted);
    }

    /// What was promised stays promised: nothing is received from the old primary, and the position only grows.
    private Result catchUp(Duty.CatchUp duty, BooleanSupplier isWanted) throws InterruptedException {
        if (!promises.record(duty.ballot())) {
            return new Result.Failed("a later ballot or epoch was promised here", true);
        }
        List<Event.Promised> sources = Duties.sources(duty, replica.view().state());
        if (sources.isEmpty()) {
            return new Result.Failed("nobody has more than was told here", false);
        }
        Event.Promised source = sources.get(Math.floorMod(inVain, sources.size()));
        RegionName from = source.stamp().by();
        Optional<Database.Position> position = database.catchUp(from, source.position(), isWanted);
        if (position.isEmpty()) {
            inVain++;
            return new Result.Failed("the copy does not go as far as that of " + from + " yet", false);
        }
        inVain = 0;
        tell(duty.ballot(), position.get(), isWanted);
        return new Result.Reported();
    }

    /// The ballot first: whatever happens then, this database accepts no more writes under its old epoch unless
    /// the log says that the move was given up.
    private Result yields(Duty.Yield duty, BooleanSupplier isWanted) throws InterruptedException {
        boolean isRunning = database.state() == ServerState.PRIMARY && database.isReady();
        // One that follows somebody was stopped long ago: an agent that starts again comes by orders that are over.
        boolean hasStopped = promises.greatest() == duty.ballot() && database.state() != ServerState.STANDBY;
        if (!isRunning && !hasStopped) {
            return new Result.Failed("the local database does not run as the primary", true);
        }
        if (!promises.record(duty.ballot())) {
            return new Result.Failed("a later ballot or epoch was promised here", true);
        }
        OptionalLong position = database.stopCleanly();
        if (position.isEmpty()) {
            // Where it ends nobody can tell then, however often this is tried: it has to come up first.
            boolean isDown = database.state() == ServerState.DOWN;
            return new Result.Failed("the local database has not stopped cleanly", isDown);
        }
        proposals.insist(stamp -> new Event.Yielded(stamp, duty.ballot(), position.getAsLong()), isWanted);
        return new Result.Reported();
    }

    private Result claim(Duty.Claim duty, BooleanSupplier isWanted) throws InterruptedException {
        if (replica.view().state().epoch().equals(Epoch.NONE)) {
            awaitPace(isWanted);
        }
        OptionalLong fence = lessee.longestFence();
        proposals
                .insist(stamp -> new Event.Claimed(stamp, duty.ballot(), fence), isWanted)
                .ifPresent(it -> lessee.granted(new Epoch(it.answer().index()), it.sentAt(), fence));
        return new Result.Reported();
    }

    /// The first claim of all waits until this agent's entries are committed as fast as renewals have to be, which
    /// on a cold start takes seconds: a lease that is granted before is over before the database has started, and
    /// the fence that follows is measured on a machine as it never is again. Not for ever: where entries take
    /// longer than that for good, the lease has room for it.
    private void awaitPace(BooleanSupplier isWanted) throws InterruptedException {
        Duration every = config.policy().renewEvery();
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (isWanted.getAsBoolean()
                && System.nanoTime() < deadline
                && proposals
                        .longestLately()
                        .filter(took -> took.compareTo(every) <= 0)
                        .isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    /// The answer to the claim, or to the first renewal after a restart, may come a moment after the grant is
    /// applied.
    private Result promote(Duty.Promote duty, BooleanSupplier isWanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isWanted.getAsBoolean() && System.nanoTime() < deadline) {
            if (lessee.held().letsWrite(duty.epoch())) {
                return promoteUnderLease(duty);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return new Result.Failed("no valid lease of epoch " + duty.epoch() + " here", true);
    }

    private Result promoteUnderLease(Duty.Promote duty) {
        if (!promises.record(duty.epoch().number())) {
            return new Result.Failed("a later epoch was promised here", true);
        }
        BooleanSupplier isLeased = () -> lessee.held().letsWrite(duty.epoch());
        return database.promote(duty.epoch(), isLeased)
                .<Result>map(why -> new Result.Failed(why, false))
                .orElseGet(Result.Done::new);
    }

    private Result follow(Duty.Follow duty, BooleanSupplier isWanted) throws InterruptedException {
        if (database.state() == ServerState.PRIMARY) {
            return new Result.Failed("the local database is a primary and has to rejoin", true);
        }
        return database.follow(duty.primary(), isWanted)
                ? new Result.Done()
                : new Result.Failed("does not stream from " + duty.primary() + " yet", false);
    }

    private Result rejoin(Duty.Rejoin duty, BooleanSupplier isWanted) {
        return database.rejoin(duty.primary(), duty.epoch(), isWanted)
                .<Result>map(why -> new Result.Failed(why, false))
                .orElseGet(Result.Done::new);
    }
}
