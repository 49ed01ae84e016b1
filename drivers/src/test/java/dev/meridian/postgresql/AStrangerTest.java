package dev.meridian.postgresql;

import static dev.meridian.postgresql.Machine.SOON;
import static dev.meridian.postgresql.Machine.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Doubt;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/// A stranger under the name of a standby, at a real server: patroni/patroni#3548.
class AStrangerTest {
    private static final String NAME = "eu-west-1";
    private static final Look.Standbys STANDBYS = new Look.Standbys(
            new LinkedHashMap<>(Map.of(NAME, new InetSocketAddress("127.1.0.232", 0).getAddress())), 1);

    @Test
    @Timeout(60)
    void makes_what_it_confirms_doubted_until_the_standby_of_that_name_has_it() throws Exception {
        InetAddress address = InetAddress.getByName("127.1.0.231");
        try (Machine machine = Machine.prepared()) {
            int port = Machine.freePort(address);
            ServerOptions options = ServerOptions.at(address, port)
                    .with(Map.of("synchronous_standby_names", "ANY 1 (\"" + NAME + "\")"));
            machine.start(machine.fresh("primary"), options);
            try (Session session = Machine.session(address, address, port)) {
                Control control = new Control(session);
                Doubt doubt = new Doubt();
                String from =
                        done(session.read("select pg_current_wal_flush_lsn()::text", row -> row.getString(1), SOON));
                try (Receiver standby = new Receiver(address, port, "127.1.0.232", from)) {
                    done(control.awaitStreaming(NAME, SOON));
                    done(session.write("create table t(n int)", SOON));
                    Machine.until(() -> isSettled(control, doubt));

                    standby.confirms(false);
                    try (Receiver stranger = new Receiver(address, port, "127.1.0.233", from)) {
                        assertThat(session.write("insert into t values (1)", SOON))
                                .as("what the stranger alone has is acknowledged")
                                .isInstanceOf(Reply.Done.class);
                        look(control, doubt);
                        assertThat(doubt.isThere()).as("another address").contains(true);
                        assertThat(stranger.receiving).as("it streams on").isNotDone();
                    }
                    Machine.until(() -> !look(control, doubt).isStrangerThere());
                    look(control, doubt);
                    assertThat(doubt.isThere()).as("the standby lacks it").contains(true);

                    standby.confirms(true);
                    Machine.until(() -> isSettled(control, doubt));
                }
            }
        }
    }

    @Test
    @Timeout(60)
    void is_none_of_the_standbys_even_where_it_is_alone() throws Exception {
        InetAddress address = InetAddress.getByName("127.1.0.231");
        try (Machine machine = Machine.prepared()) {
            int port = Machine.freePort(address);
            machine.start(machine.fresh("primary"), ServerOptions.at(address, port));
            try (Session session = Machine.session(address, address, port)) {
                Control control = new Control(session);
                Doubt doubt = new Doubt();
                String from =
                        done(session.read("select pg_current_wal_flush_lsn()::text", row -> row.getString(1), SOON));
                try (Receiver stranger = new Receiver(address, port, "127.1.0.233", from)) {
                    done(control.awaitStreaming(NAME, SOON));
                    Look.Confirmed now = look(control, doubt);
                    assertThat(now.isStrangerThere()).isTrue();
                    assertThat(now.byEnough()).isEmpty();
                    assertThat(done(control.look(STANDBYS, SOON)).streaming()).isZero();
                    assertThat(doubt.isThere()).contains(true);
                    assertThat(stranger.receiving).as("it streams on").isNotDone();
                }
            }
        }
    }

    private static boolean isSettled(Control control, Doubt doubt) {
        look(control, doubt);
        return doubt.isThere().filter(doubted -> !doubted).isPresent();
    }

    private static Look.Confirmed look(Control control, Doubt doubt) {
        Look.Confirmed now = done(control.look(STANDBYS, SOON)).confirmed().orElseThrow();
        doubt.look(now.isStrangerThere(), now.position(), now.byEnough());
        return now;
    }

    /// Receives the log as a standby does, and confirms it.
    private static final class Receiver implements AutoCloseable {
        private final Connection connection;
        private final CompletableFuture<Void> receiving;
        private volatile boolean confirms = true;
        private volatile boolean isClosing;

        Receiver(InetAddress server, int port, String here, String from) throws SQLException {
            Properties properties = new Properties();
            PGProperty.USER.set(properties, "postgres");
            PGProperty.REPLICATION.set(properties, "true");
            PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.4");
            PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
            PGProperty.APPLICATION_NAME.set(properties, NAME);
            PGProperty.LOCAL_SOCKET_ADDRESS.set(properties, here);
            this.connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + server.getHostAddress() + ":" + port + "/postgres", properties);
            PGReplicationStream stream = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .physical()
                    .withAutomaticFlush(false)
                    .withStartPosition(LogSequenceNumber.valueOf(from))
                    .start();
            this.receiving = CompletableFuture.runAsync(() -> receive(stream), Thread::startVirtualThread);
        }

        void confirms(boolean does) {
            confirms = does;
        }

        private void receive(PGReplicationStream stream) {
            try {
                while (!isClosing) {
                    ByteBuffer received = stream.readPending();
                    if (confirms) {
                        stream.setFlushedLSN(stream.getLastReceiveLSN());
                        stream.forceUpdateStatus();
                    }
                    if (received == null) {
                        TimeUnit.MILLISECONDS.sleep(10);
                    }
                }
            } catch (SQLException | InterruptedException e) {
                assertThat(isClosing).as(String.valueOf(e)).isTrue();
            }
        }

        @Override
        public void close() throws SQLException {
            isClosing = true;
            receiving.join();
            connection.close();
        }
    }
}
