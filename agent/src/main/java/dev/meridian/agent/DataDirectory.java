package dev.meridian.agent;

import dev.meridian.engine.ServerState;
import dev.meridian.postgresql.Clone;
import dev.meridian.postgresql.Cluster;
import dev.meridian.postgresql.Control;
import dev.meridian.postgresql.HostAccess;
import dev.meridian.postgresql.ProgressListener;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Server;
import dev.meridian.postgresql.ServerOptions;
import dev.meridian.postgresql.ServerWatch;
import dev.meridian.postgresql.Upstream;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The directory of the local database: one server at a time is started on it, and none while a copy of the
/// primary takes its place.
///
/// A primary that has accepted writes before comes up closed: it reads its log, and its standbys find it, but no
/// client gets in until it is opened ([HostAccess]).
///
/// **A copy that replaces one that may still be needed is on trial** until it has run once and was consistent: it
/// lacks log that only the primary has, and a primary that is lost before that was received would leave nothing
/// that starts. Until then what was there is beside it, whole, and comes back if the trial ends in any other way,
/// also by the death of this agent.
///
/// What is on trial receives under a name that is in no synchronous set. Under its own it would confirm commits
/// that are gone when the old one comes back.
final class DataDirectory {
    private static final Duration VERB = Duration.ofSeconds(2);
    private static final Duration COPY = Duration.ofSeconds(60);
    private static final Duration KILL = Duration.ofSeconds(5);

    /// A copy receives what was written while it was made, and may take as long for that.
    private static final Duration TRIAL = COPY;

    /// How long a start of a standby is waited for; it goes on by itself after that.
    private static final Duration START = Duration.ofSeconds(10);

    private static final Duration FOR_EVER = Duration.ofDays(365);

    /// No region is called so: a name has no blanks.
    private static final String ON_TRIAL = "on trial: ";

    private final AgentConfig config;
    private final Sessions sessions;
    private final Supplier<Cluster> cluster;
    private final ServerWatch server;
    private boolean isReplaced;

    /// @param cluster fails where there is no data
    DataDirectory(AgentConfig config, Sessions sessions, Supplier<Cluster> cluster) {
        this.config = config;
        this.sessions = sessions;
        this.cluster = cluster;
        this.server = new ServerWatch(Agent.dataDirectory(config));
    }

    private Cluster cluster() {
        return cluster.get();
    }

    /// One that somebody else has started meanwhile is started.
    synchronized boolean startAsStandby() {
        return mayStart()
                && (state() == ServerState.STANDBY
                        || start(options(HostAccess.OPEN, Map.of()), terms(START, () -> true, true)));
    }

    ServerState state() {
        return server.look().isEmpty()
                ? ServerState.DOWN
                : cluster().isStandby() ? ServerState.STANDBY : ServerState.PRIMARY;
    }

    /// The same, with a primary from when it takes connections of clients.
    ServerState serves() {
        ServerState state = state();
        return state == ServerState.PRIMARY && !(isReady() && isOpen()) ? ServerState.DOWN : state;
    }

    boolean isReady() {
        return server.isReady();
    }

    /// Of one that runs: whether clients get in, or will when it is ready.
    boolean isOpen() {
        return !HostAccess.CLOSED.isOf(cluster().directory());
    }

    /// Lets clients in.
    ///
    /// @param isLeased asked when everything but that is done: an agent may stand still anywhere
    synchronized void open(BooleanSupplier isLeased) {
        try {
            if (state() == ServerState.PRIMARY && isLeased.getAsBoolean()) {
                cluster().admit(HostAccess.OPEN);
                reload();
            }
        } catch (IOException e) {
            sessions.complain("the database cannot be opened: " + e);
        }
    }

    /// What the file says is what the server goes by, a moment later.
    void reload() {
        server.look().ifPresent(Server::reload);
    }

    /// Only under a valid lease and an armed watchdog. The synchronous set is in force from the first instant.
    ///
    /// @param isLeased asked until it is up: an agent may stand still anywhere
    synchronized boolean startAsPrimary(HostAccess access, BooleanSupplier isLeased) {
        Map<String, String> set = Map.of("synchronous_standby_names", SynchronousSet.text(config));
        return mayStart() && !cluster().isStandby() && start(options(access, set), terms(FOR_EVER, isLeased, false));
    }

    private boolean mayStart() {
        return !isReplaced && !cluster().isOnTrial();
    }

    private Server.Terms terms(Duration longest, BooleanSupplier may, boolean goesOn) {
        return new Server.Terms(config.directory().resolve("postgresql.log"), longest, may, goesOn);
    }

    private ServerOptions options(HostAccess access, Map<String, String> more) {
        return ServerOptions.at(Addresses.host(config.number()), Ports.POSTGRESQL)
                .admitting(access)
                .with(more);
    }

    private boolean start(ServerOptions options, Server.Terms terms) {
        return switch (Server.start(cluster(), options, terms)) {
            case Server.Started.Up _ -> true;
            case Server.Started.NotYet _ -> {
                sessions.complain("the database still reads its log");
                yield false;
            }
            case Server.Started.Failed failed -> {
                sessions.complain("the database does not start: " + failed.why());
                yield false;
            }
        };
    }

    /// At once, with all its processes.
    void kill() {
        Server.kill(cluster().directory(), KILL);
    }

    /// Puts a copy of the primary here, over the link; what failed if it did not work. No server runs on it then.
    Optional<String> copy(RegionName primary, Clone.Previous previous, BooleanSupplier isWanted) {
        Upstream upstream = sessions.upstream(primary);
        Clone.Order order = new Clone.Order(cluster(), upstream, previous, this::makeWay, isWanted);
        try {
            Optional<Clone.Outcome> outcome = sessions.with(
                    primary,
                    VERB,
                    session -> new Reply.Done<>(new Control(session).cloneTo(order, ProgressListener.SILENT, COPY)));
            if (outcome.filter(Clone.Outcome.Cloned.class::isInstance).isEmpty()) {
                return Optional.of("no copy was made: " + outcome);
            }
            return cluster().isOnTrial() && !runsOnTrial(upstream, isWanted)
                    ? Optional.of("the copy was not consistent in time; the one before it comes back")
                    : Optional.empty();
        } finally {
            release();
        }
    }

    private boolean runsOnTrial(Upstream upstream, BooleanSupplier isWanted) {
        Upstream apart = new Upstream(upstream.host(), upstream.port(), ON_TRIAL + upstream.applicationName());
        Map<String, String> setting = Map.of("primary_conninfo", apart.conninfo());
        return start(options(HostAccess.OPEN, setting), terms(TRIAL, isWanted, false));
    }

    /// A start that is under way comes to its end, and none follows while the directory is replaced.
    private void makeWay() {
        synchronized (this) {
            isReplaced = true;
        }
        kill();
    }

    private synchronized void release() {
        try {
            judge();
        } finally {
            isReplaced = false;
        }
    }

    /// Ends the trial of a copy whose maker has died.
    synchronized void endAbandonedTrial() {
        if (!isReplaced) {
            judge();
        }
    }

    /// A server that runs on trial is killed whatever it showed, since it goes by the wrong name. One that was
    /// consistent has received all that it needs to be so again without anybody.
    private void judge() {
        if (!cluster().isOnTrial()) {
            return;
        }
        boolean isFit = isReady();
        kill();
        try {
            if (isFit) {
                cluster().accept();
            } else {
                cluster().putBack();
            }
        } catch (IOException e) {
            sessions.complain("the trial of a copy cannot be ended: " + e);
        }
    }
}
