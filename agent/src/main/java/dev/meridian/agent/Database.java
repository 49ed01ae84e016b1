package dev.meridian.agent;

import dev.meridian.engine.Beat;
import dev.meridian.engine.HoldersClock;
import dev.meridian.engine.ServerState;
import dev.meridian.host.Privileges;
import dev.meridian.postgresql.Clone;
import dev.meridian.postgresql.Cluster;
import dev.meridian.postgresql.Control;
import dev.meridian.postgresql.HostAccess;
import dev.meridian.postgresql.Installation;
import dev.meridian.postgresql.Lsn;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// The database of this region, as the agent uses it: each verb is one duty's work and may be asked for again
/// after any failure. The server outlives the agent that started it; an agent that was restarted finds it
/// again.
///
/// Role changes are made by the executor's thread alone; the killing is anybody's.
final class Database {
    private static final Duration VERB = Duration.ofSeconds(2);
    private static final Duration STREAM = Duration.ofSeconds(5);

    /// A copy that is slow gets further with each start, since it keeps the log that it received.
    private static final int TRIES = 2;

    private final AgentConfig config;
    private final Optional<Cluster> cluster;
    private final Monitor monitor;
    private final Sessions sessions;
    private final Forks forks;
    private final DataDirectory directory;
    private int failedTries;

    /// How far a copy goes.
    ///
    /// @param bytes of the log
    /// @param newest heartbeat that can be read
    record Position(long bytes, Optional<Beat> newest) {}

    private Database(
            AgentConfig config,
            Optional<Cluster> cluster,
            Function<Epoch, Optional<Forks.Left>> moves,
            Consumer<String> complaints) {
        this.sessions = new Sessions(config, complaints);
        this.forks = new Forks(config, sessions, moves);
        this.config = config;
        this.cluster = cluster;
        this.directory = new DataDirectory(config, sessions, this::cluster);
        this.monitor = new Monitor(this::serves, SynchronousSet.looked(config), () -> sessions.target(config.region()));
    }

    /// @param moves the newest grant up to an epoch by which this region's role ended
    /// @param complaints told what did not work, for the log of the process
    static Database of(AgentConfig config, Function<Epoch, Optional<Forks.Left>> moves, Consumer<String> complaints)
            throws IOException {
        if (!config.hasData()) {
            return new Database(config, Optional.empty(), moves, complaints);
        }
        Privileges.RunAs runAs = switch (Privileges.find()) {
            case Privileges.RunAs found -> found;
            case Privileges.Lacking lacking -> throw new IOException(lacking.sentence());
        };
        Installation installation = new Installation(config.binaries(), config.cache(), runAs);
        return new Database(
                config, Optional.of(Cluster.at(installation, Agent.dataDirectory(config))), moves, complaints);
    }

    /// What looks at the server all the time, where there is one; for a thread of its own.
    Runnable monitoring() {
        return cluster.isPresent() ? monitor : () -> {};
    }

    private Cluster cluster() {
        return cluster.orElseThrow(() -> new IllegalStateException("there is no data in " + config.region()));
    }

    // ---- what it does ----

    ServerState state() {
        return cluster.isEmpty() ? ServerState.NONE : directory.state();
    }

    /// The same as far as anybody is served: a primary that reads its log again after a crash is down, and so is
    /// one that is closed.
    ServerState serves() {
        return cluster.isEmpty() ? ServerState.NONE : directory.serves();
    }

    /// Whether it takes connections; one that reads its log again after a crash does not.
    boolean isReady() {
        return cluster.isPresent() && directory.isReady();
    }

    /// Whether clients get in; of one that runs.
    boolean isOpen() {
        return cluster.isPresent() && directory.isOpen();
    }

    /// What the others are told: one that does not answer is nobody to wait for, or to offer the role to.
    ServerState said() {
        ServerState state = serves();
        boolean runs = state == ServerState.PRIMARY || state == ServerState.STANDBY;
        return runs && monitor.isMute() ? ServerState.MUTE : state;
    }

    /// How many standbys stream from it, as it was seen last.
    int streaming() {
        return monitor.seen().look().streaming();
    }

    /// Whether standbys have confirmed all that this database has acknowledged, as far as was seen: their names
    /// were used by nobody else, and the synchronous set was in force. It is said until they have caught up that
    /// this may not be so, and while the database does not answer or is down: no server is ever started or
    /// promoted here without its set in force, but what was acknowledged before may still be nowhere else. Empty
    /// until that can be told by who has just begun to look.
    Optional<Boolean> isProtected() {
        return config.policy().waitFor() > 0 ? monitor.isDoubted().map(doubted -> !doubted) : Optional.of(false);
    }

    /// How long ago this standby heard from its upstream; empty if it has none.
    Optional<Duration> sinceUpstreamSpoke() {
        return monitor.sinceUpstreamSpoke();
    }

    // ---- starting and stopping ----

    /// At the agent's start, and ever again: a standby needs nobody's permission to run.
    void startAsStandbyIfItIsOne() {
        if (cluster.isPresent()) {
            directory.endAbandonedTrial();
            if (cluster().isStandby() && state() == ServerState.DOWN) {
                directory.startAsStandby();
            }
        }
    }

    /// Only under a valid lease and an armed watchdog. No client gets in until it is opened.
    ///
    /// @param isLeased asked until it is up: an agent may stand still anywhere
    boolean startClosed(BooleanSupplier isLeased) {
        return directory.startAsPrimary(HostAccess.CLOSED, isLeased);
    }

    /// Lets clients in.
    ///
    /// @param isLeased asked again before the point of no return
    void open(BooleanSupplier isLeased) {
        directory.open(isLeased);
    }

    /// Of an agent that has just started: the one before it may have died in the middle of opening.
    void openWhatWasBeingOpened() {
        if (state() == ServerState.PRIMARY) {
            directory.reload();
        }
    }

    /// At once, with all its processes.
    void kill() {
        cluster.ifPresent(_ -> directory.kill());
    }

    /// Ends all sessions, lets the standbys have the last of the log, and stops; how far the log goes then. Empty
    /// if it did not come to that: it may be down nevertheless.
    OptionalLong stopCleanly() {
        return cluster.isPresent() ? CleanStop.of(cluster(), sessions::complain) : OptionalLong.empty();
    }

    // ---- the verbs of a recovery ----

    /// Cuts this standby off and tells how far it goes; empty if it cannot be told, or if this is no standby.
    Optional<Position> stopReceiving() {
        if (!cluster().isStandby() || !ensureStandbyRuns()) {
            return Optional.empty();
        }
        return here(session -> new Control(session)
                .stopReceiving(VERB)
                .then(reached -> newest(session).map(beat -> new Position(reached.bytes(), beat))));
    }

    private static Reply<Optional<Beat>> newest(Session session) {
        return session.readAll(
                        Tables.NEWEST_BEAT,
                        row -> new Beat(new HoldersClock(new Epoch(row.getLong(1)), row.getLong(2)), row.getLong(3)),
                        VERB)
                .map(beats -> beats.stream().findFirst());
    }

    /// Receives from another survivor until this copy goes as far as that one's, then tells how far that is; empty
    /// if it did not come to that in time, or if nobody wants it any more. A stream from there that was opened
    /// early goes on: asking for the same upstream again does not restart it.
    Optional<Position> catchUp(RegionName from, long position, BooleanSupplier isWanted) throws InterruptedException {
        if (!cluster().isStandby() || !ensureStandbyRuns()) {
            return Optional.empty();
        }
        receiveFrom(from);
        if (!await(() -> flushed().stream().anyMatch(reached -> reached.bytes() >= position), isWanted)) {
            return Optional.empty();
        }
        return position();
    }

    /// How far this copy goes; empty if it cannot be told, or if this is no standby. It may receive: the heartbeat
    /// is asked first, so that the position is surely not behind it.
    Optional<Position> position() {
        if (!cluster().isStandby()) {
            return Optional.empty();
        }
        return here(session -> newest(session)
                .then(beat -> new Control(session)
                        .flushedPosition(VERB)
                        .map(reached -> new Position(reached.bytes(), beat))));
    }

    private <T> Optional<T> here(Sessions.Use<T> use) {
        return sessions.with(config.region(), VERB, use);
    }

    private Optional<Lsn> flushed() {
        return here(session -> new Control(session).flushedPosition(VERB));
    }

    private boolean ensureStandbyRuns() {
        try {
            if (state() == ServerState.DOWN) {
                cluster().standBy();
                return directory.startAsStandby();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Turns this standby to another region, without waiting until it streams.
    void receiveFrom(RegionName region) {
        here(session -> new Control(session).follow(sessions.upstream(region), VERB));
    }

    /// Turns this standby to the primary and waits until it streams, or until nobody wants it any more.
    boolean follow(RegionName primary, BooleanSupplier isWanted) throws InterruptedException {
        if (!ensureStandbyRuns()) {
            return false;
        }
        receiveFrom(primary);
        return await(() -> streamsFrom(primary), isWanted);
    }

    private static boolean await(BooleanSupplier isDone, BooleanSupplier isWanted) throws InterruptedException {
        long deadline = System.nanoTime() + STREAM.toNanos();
        while (isWanted.getAsBoolean() && System.nanoTime() < deadline) {
            if (isDone.getAsBoolean()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    private boolean streamsFrom(RegionName primary) {
        return here(session -> session.read(
                        "select coalesce((select status = 'streaming' and sender_host = ?"
                                + " from pg_stat_wal_receiver), false)",
                        row -> row.getBoolean(1),
                        VERB,
                        sessions.upstream(primary).host()))
                .orElse(false);
    }

    /// Puts the synchronous set in force, then accepts writes; what failed if it did not work.
    ///
    /// @param isLeased asked again before the point of no return
    Optional<String> promote(Epoch epoch, BooleanSupplier isLeased) {
        if (state() == ServerState.DOWN && !startForPromotion(isLeased)) {
            return Optional.of("the database does not start");
        }
        if (isReady() && !isOpen()) {
            open(isLeased);
        }
        List<String> standbys = config.policy().waitFor() > 0 ? SynchronousSet.standbys(config) : List.of();
        Optional<Boolean> done = here(session -> {
            Control control = new Control(session);
            return control.isPrimary(VERB)
                    .then(isPrimary -> isPrimary
                            ? new Reply.Done<>("")
                            : control.synchronous(config.policy().waitFor(), standbys, VERB))
                    .then(inForce -> isLeased.getAsBoolean()
                            ? control.promote(VERB)
                            : new Reply.CertainlyNot<Duration>("the lease of epoch " + epoch + " is over"))
                    .then(took -> recordRole(session, epoch));
        });
        return done.isPresent() ? Optional.empty() : Optional.of("the database does not answer as asked");
    }

    private boolean startForPromotion(BooleanSupplier isLeased) {
        return cluster().isStandby() ? ensureStandbyRuns() : directory.startAsPrimary(HostAccess.OPEN, isLeased);
    }

    private Reply<Boolean> recordRole(Session session, Epoch epoch) {
        return session.transaction(
                open -> {
                    Tables.recordRole(open, config, epoch);
                    return true;
                },
                VERB);
    }

    /// Takes a new copy of the primary, over the link, and follows it; what failed if it did not work.
    ///
    /// What is here becomes a fork once in an epoch, however many agents of this region ask and die: a copy that
    /// was made for the epoch has nothing of its own, and would push the fork out.
    Optional<String> rejoin(RegionName primary, Epoch epoch, BooleanSupplier isWanted) {
        if (!cluster().isCopyFor(epoch)) {
            kill();
            Optional<String> failed = directory.copy(primary, new Clone.Previous.Kept(epoch), isWanted);
            if (failed.isPresent()) {
                return failed;
            }
            failedTries = 0;
        }
        if (failedTries == 0) {
            forks.account(cluster(), primary);
        }
        Optional<String> failed = startAndFollow(primary, isWanted);
        failedTries = failed.isEmpty() ? 0 : failedTries + 1;
        // Also of one that seems to stream: a receiver does for an instant, each time that it asks for log that is
        // gone.
        boolean isOfUse = failedTries < TRIES && !needsLogThatIsGone(primary);
        return isOfUse || !isWanted.getAsBoolean() ? failed : replace(primary, epoch, isWanted);
    }

    /// Takes a new copy in the place of one that has nothing of its own.
    private Optional<String> replace(RegionName primary, Epoch epoch, BooleanSupplier isWanted) {
        failedTries = 0;
        return directory
                .copy(primary, new Clone.Previous.Dropped(epoch), isWanted)
                .or(() -> startAndFollow(primary, isWanted));
    }

    private Optional<String> startAndFollow(RegionName primary, BooleanSupplier isWanted) {
        if (!directory.startAsStandby()) {
            return Optional.of("the copy does not start");
        }
        try {
            return follow(primary, isWanted) ? Optional.empty() : Optional.of("does not stream from " + primary);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /// Whether this standby can never catch up: the primary has thrown log away that it has not received, or
    /// its copy was given up and the next one not finished.
    boolean isBehindTheLogOf(RegionName primary) {
        if (state() == ServerState.DOWN) {
            return !cluster().isStandby();
        }
        return state() == ServerState.STANDBY && !streamsFrom(primary) && needsLogThatIsGone(primary);
    }

    private boolean needsLogThatIsGone(RegionName primary) {
        return flushed()
                .flatMap(reached ->
                        sessions.with(primary, VERB, session -> new Control(session).keepsLogFrom(reached, VERB)))
                .map(isKept -> !isKept)
                .orElse(false);
    }

    /// Takes a new copy, and gives the old one up when that is of use without anybody.
    void copyAgain(RegionName primary, Epoch epoch, BooleanSupplier isWanted) {
        sessions.complain(primary + " no longer has the log that this copy needs; taking a new one");
        sessions.complain(replace(primary, epoch, isWanted).orElse("the new copy streams"));
    }

    /// Something did not work, for the log of the process.
    void complain(String why) {
        sessions.complain(why);
    }

    /// Writes the holder's clock; it may fail, the next one comes soon.
    void beat(HoldersClock clock, long nanos) {
        monitor.beat(clock, nanos);
    }
}
