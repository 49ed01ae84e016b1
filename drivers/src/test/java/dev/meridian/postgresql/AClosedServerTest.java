package dev.meridian.postgresql;

import static dev.meridian.postgresql.Machine.SOON;
import static dev.meridian.postgresql.Machine.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A primary that lets standbys in, and no client before it is opened.
class AClosedServerTest {
    @Test
    @Timeout(60)
    void has_standbys_and_no_clients_until_it_is_opened() throws Exception {
        InetAddress address = InetAddress.getByName("127.1.0.241");
        InetAddress away = InetAddress.getByName("127.1.0.242");
        try (Machine machine = Machine.prepared()) {
            int port = Machine.freePort(address);
            Cluster cluster = machine.fresh("primary");
            Server server =
                    machine.start(cluster, ServerOptions.at(address, port).admitting(HostAccess.CLOSED));
            assertThat(server.isReady()).isTrue();
            assertThat(HostAccess.CLOSED.isOf(cluster.directory())).isTrue();
            Session.Target target =
                    new Session.Target(address, new InetSocketAddress(address, port), "postgres", "client");
            assertThat(Session.open(target, SOON)).isInstanceOf(Reply.CertainlyNot.class);

            Upstream upstream = new Upstream(address.getHostAddress(), port, "away");
            int awayPort = Machine.freePort(away);
            machine.start(machine.fresh("standby").follow(upstream), away, awayPort);
            try (Session standby = Machine.session(away, away, awayPort)) {
                Machine.until(() -> done(standby.read(
                        "select count(*) from pg_stat_wal_receiver where status = 'streaming'",
                        row -> row.getInt(1) == 1,
                        SOON)));
            }

            cluster.admit(HostAccess.OPEN);
            assertThat(Session.open(target, SOON))
                    .as("it goes by what it read when it started")
                    .isInstanceOf(Reply.CertainlyNot.class);
            server.reload();
            Machine.until(() -> Session.open(target, SOON) instanceof Reply.Done<Session>(Session session)
                    && done(session.write("create table t(n int)", SOON)) == 0);
            assertThat(HostAccess.CLOSED.isOf(cluster.directory())).isFalse();
        }
    }
}
