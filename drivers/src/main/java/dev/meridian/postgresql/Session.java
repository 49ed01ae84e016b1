package dev.meridian.postgresql;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/// One connection to one server, for one thread at a time. Every call has a deadline, at which the connection is
/// broken: a query is never cancelled, because the server answers a cancelled wait for its standbys with success
/// (and a warning that most clients never read).
public final class Session implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();
    private static final long LOOK_MILLIS = 100;
    private static final String WARNING = "WARNING";
    private static final String ERROR = "ERROR";
    private static final String COMPLETION_UNKNOWN = "40003";
    private static final String CONNECTION_EXCEPTION = "08";

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /// Whom a session talks to, and as whom.
    ///
    /// @param source the local address that it dials from, which tells the links where it is
    /// @param applicationName shown in the server's list of sessions
    public record Target(InetAddress source, InetSocketAddress server, String database, String applicationName) {}

    /// Reads one row.
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Statements that are committed together.
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /// Connects and logs in, all before the deadline. Never `MaybeDone`: a session that is not handed out does
    /// nothing.
    public static Reply<Session> open(Target target, Duration deadline) {
        CompletableFuture<Session> opened = new CompletableFuture<>();
        Thread.ofVirtual().name("session-opening").start(() -> {
            try {
                Session session = new Session(connect(target, deadline));
                if (!opened.complete(session)) {
                    session.close();
                }
            } catch (SQLException | RuntimeException e) {
                opened.completeExceptionally(e);
            }
        });
        return await(opened, target, deadline);
    }

    static Reply<Session> await(CompletableFuture<Session> opened, Target target, Duration deadline) {
        try {
            return new Reply.Done<>(opened.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            String why = target.server() + " did not let us in within " + deadline.toMillis() + " ms";
            // Our deadline and the driver's own may end together: then it has just failed, or come through.
            return opened.cancel(false) || opened.isCompletedExceptionally()
                    ? new Reply.CertainlyNot<>(why)
                    : new Reply.Done<>(opened.resultNow());
        } catch (ExecutionException e) {
            return new Reply.CertainlyNot<>(target.server() + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            opened.cancel(false);
            return new Reply.CertainlyNot<>("interrupted");
        }
    }

    private static Connection connect(Target target, Duration deadline) throws SQLException {
        String seconds = Long.toString(Math.max(1, Math.ceilDiv(deadline.toMillis(), 1000L)));
        Properties properties = new Properties();
        PGProperty.USER.set(properties, "postgres");
        PGProperty.LOCAL_SOCKET_ADDRESS.set(properties, target.source().getHostAddress());
        PGProperty.APPLICATION_NAME.set(properties, target.applicationName());
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.SSL_MODE.set(properties, "disable");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.TCP_NO_DELAY.set(properties, true);
        InetSocketAddress server = target.server();
        String url = "jdbc:postgresql://" + server.getAddress().getHostAddress() + ":" + server.getPort() + "/"
                + target.database();
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("not an address of PostgreSQL: " + url);
        }
        // From here on each call has its own deadline.
        connection.setNetworkTimeout(Runnable::run, 0);
        return connection;
    }

    /// The first row that a query gives; `CertainlyNot` if it gives none.
    public <T> Reply<T> read(String sql, RowReader<T> reader, Duration deadline, Object... parameters) {
        return readAll(sql, reader, deadline, parameters)
                .then(rows -> rows.isEmpty() ? new Reply.CertainlyNot<>("no row") : new Reply.Done<>(rows.getFirst()));
    }

    /// All rows that a query gives.
    public <T> Reply<List<T>> readAll(String sql, RowReader<T> reader, Duration deadline, Object... parameters) {
        return call(deadline, true, open -> {
            try (PreparedStatement statement = prepared(open, sql, parameters)) {
                return new Reply.Done<>(rows(statement, reader));
            }
        });
    }

    /// Runs one statement that changes rows and returns them (`returning`), and commits it. A warning of the
    /// server makes it `NotDurable`.
    public <T> Reply<List<T>> writeReturning(String sql, RowReader<T> reader, Duration deadline, Object... parameters) {
        return call(deadline, true, open -> {
            try (PreparedStatement statement = prepared(open, sql, parameters)) {
                List<T> rows = rows(statement, reader);
                return durable(rows, statement.getWarnings());
            }
        });
    }

    private static <T> List<T> rows(PreparedStatement statement, RowReader<T> reader) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        }
    }

    /// Runs one statement and commits it; the number of rows that it changed. A warning of the server makes it
    /// `NotDurable`.
    public Reply<Integer> write(String sql, Duration deadline, Object... parameters) {
        return call(deadline, true, open -> {
            try (PreparedStatement statement = prepared(open, sql, parameters)) {
                int rows = statement.executeUpdate();
                return durable(rows, statement.getWarnings());
            }
        });
    }

    /// Runs statements and commits them together. Broken before the commit is sent, it certainly did not happen.
    public <T> Reply<T> transaction(Work<T> work, Duration deadline) {
        boolean[] committing = {false};
        Reply<T> reply = call(deadline, true, open -> {
            open.setAutoCommit(false);
            try {
                T value = work.run(open);
                open.clearWarnings();
                committing[0] = true;
                open.commit();
                return durable(value, open.getWarnings());
            } catch (SQLException | RuntimeException e) {
                rollBack(open);
                throw e;
            } finally {
                if (!open.isClosed()) {
                    open.setAutoCommit(true);
                }
            }
        });
        return reply instanceof Reply.MaybeDone<T>(String why) && !committing[0]
                ? new Reply.CertainlyNot<>(why)
                : reply;
    }

    /// Breaks this session off when nobody wants its work any more, whatever it waits for.
    ///
    /// @param isWanted asked every tenth of a second, until what is returned is closed; must not wait
    Watch breakOffUnless(BooleanSupplier isWanted) {
        Runnable look = () -> {
            if (!isWanted.getAsBoolean()) {
                breakOff();
            }
        };
        ScheduledFuture<?> looks =
                DEADLINES.scheduleWithFixedDelay(look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return () -> looks.cancel(false);
    }

    /// Ends with its closing.
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// Whether the connection was closed or broken on this side; one whose server is gone may not know yet.
    public boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            breakOff();
        }
    }

    /// Something done with the connection.
    interface Call<T> {
        Reply<T> with(Connection connection) throws SQLException;
    }

    /// @param sent whether a broken connection leaves open what happened
    <T> Reply<T> call(Duration deadline, boolean sent, Call<T> call) {
        if (isClosed()) {
            return new Reply.CertainlyNot<>("the session is closed");
        }
        ScheduledFuture<?> end = DEADLINES.schedule(this::breakOff, deadline.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return call.with(connection);
        } catch (SQLException e) {
            String why = end.isDone() ? "no answer within " + deadline.toMillis() + " ms" : explanation(e);
            return sent && mayHaveHappened(e) ? new Reply.MaybeDone<>(why) : new Reply.CertainlyNot<>(why);
        } finally {
            end.cancel(false);
        }
    }

    private static PreparedStatement prepared(Connection open, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = open.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static <T> Reply<T> durable(T value, @Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            if (isWarning(warning)) {
                return new Reply.NotDurable<>(String.valueOf(warning.getMessage()));
            }
        }
        return new Reply.Done<>(value);
    }

    /// JDBC calls everything a warning that the server says beside its answer; notices are not.
    private static boolean isWarning(SQLWarning said) {
        return !(said instanceof PSQLWarning ofServer)
                || Optional.ofNullable(ofServer.getServerErrorMessage())
                        .map(ServerErrorMessage::getSeverity)
                        .filter(severity -> !severity.equals(WARNING))
                        .isEmpty();
    }

    /// An error (not a fatal one) rolls back what it interrupts; after anything else the answer was lost.
    private static boolean mayHaveHappened(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith(CONNECTION_EXCEPTION) || state.equals(COMPLETION_UNKNOWN)) {
            return true;
        }
        boolean rolledBack = e instanceof PSQLException ofServer
                && ofServer.getServerErrorMessage() != null
                && ERROR.equals(ofServer.getServerErrorMessage().getSeverity());
        return !rolledBack;
    }

    private static String explanation(SQLException e) {
        return e.getSQLState() == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + e.getSQLState() + ")";
    }

    private static void rollBack(Connection open) {
        try {
            if (!open.isClosed()) {
                open.rollback();
            }
        } catch (SQLException broken) {
            // The server rolls back what a broken connection leaves.
            return;
        }
    }

    private void breakOff() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyBroken) {
            return;
        }
    }

    private static ScheduledThreadPoolExecutor deadlines() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("session-deadlines").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
