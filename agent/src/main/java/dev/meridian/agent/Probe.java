package dev.meridian.agent;

import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One way of asking a region whether it is there, from this one, over the link. Blocks for an answer; throws
/// if there is none or a bad one. Each keeps its own connection, since that is what users do.
interface Probe {
    /// What is asked.
    enum Kind {
        /// The service's health page.
        HTTP("http"),
        /// A read of the database.
        SQL_READ("sql-read"),
        /// A write that the database commits as durably as it is told to.
        CANARY_WRITE("canary-write"),
        /// Whether our own copy hears from its primary.
        REPLICATION("replication");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    Kind kind();

    /// A good answer.
    ///
    /// @param at when the region was heard, on this machine's monotonic clock
    /// @param note for the explanation
    record Heard(long at, String note) {
        static Heard now(String note) {
            return new Heard(System.nanoTime(), note);
        }
    }

    /// Asks once.
    Heard ask() throws IOException, InterruptedException;

    /// What follows from an answer that did not come: the connection is not used again.
    void reset();

    /// All probes of a region from here.
    static List<Probe> all(AgentConfig config, RegionName subject, Replica replica, Database database) {
        InetAddress source = Addresses.host(config.number());
        InetAddress target = Addresses.dialled(config.peer(subject).number());
        Probe http = new Http(config, source, target);
        Probe read = new Sql(Kind.SQL_READ, config, source, target, replica);
        Probe write = new Sql(Kind.CANARY_WRITE, config, source, target, replica);
        return config.hasData() ? List.of(http, read, write, new Replication(database)) : List.of(http, read, write);
    }

    /// Asks at the probe's pace until the thread is interrupted. Whatever goes wrong with an answer is a bad
    /// answer: a probe that ended would be a bad one for ever.
    static void loop(Probe probe, Vantage.Inbox inbox, ProbePolicy pace) {
        try {
            long due = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                try {
                    Heard heard = probe.ask();
                    inbox.answered(heard.at(), heard.note());
                } catch (IOException | RuntimeException e) {
                    // A failure that did not take the whole time-out is an answer: no.
                    if (System.nanoTime() - began < pace.timeout().toNanos()) {
                        inbox.refused(System.nanoTime(), note(e));
                    } else {
                        inbox.failed(note(e));
                    }
                    probe.reset();
                }
                // By the clock, not by the pause: what one question is late must not add up over hours.
                due = Math.max(due + pace.every().toNanos(), System.nanoTime() + 1_000_000);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            probe.reset();
        }
    }

    private static String note(Exception failure) {
        return failure instanceof IOException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /// The service's health page.
    final class Http implements Probe {
        private final AgentConfig config;
        private final InetAddress source;
        private final InetSocketAddress target;
        private Optional<HttpConnection> connection = Optional.empty();

        Http(AgentConfig config, InetAddress source, InetAddress target) {
            this.config = config;
            this.source = source;
            this.target = new InetSocketAddress(target, config.servicePort());
        }

        @Override
        public Kind kind() {
            return Kind.HTTP;
        }

        @Override
        public Heard ask() throws IOException {
            Duration timeout = config.probes().timeout();
            if (connection.filter(HttpConnection::isOpen).isEmpty()) {
                connection = Optional.of(
                        HttpConnection.open(source, target, config.hosts().getFirst(), timeout));
            }
            int status = connection
                    .get()
                    .exchange("GET", config.healthPath(), "", timeout)
                    .status();
            if (status != 200) {
                throw new IOException("status " + status);
            }
            return Heard.now("status 200");
        }

        @Override
        public void reset() {
            connection.ifPresent(HttpConnection::close);
            connection = Optional.empty();
        }
    }

    /// A statement, over one session.
    final class Sql implements Probe {
        private final Kind kind;
        private final AgentConfig config;
        private final Session.Target target;
        private final Replica replica;
        private Optional<Session> session = Optional.empty();
        private long sequence;

        Sql(Kind kind, AgentConfig config, InetAddress source, InetAddress target, Replica replica) {
            this.kind = kind;
            this.config = config;
            this.replica = replica;
            this.target = new Session.Target(
                    source, new InetSocketAddress(target, Ports.POSTGRESQL), config.database(), "meridian-probe");
        }

        @Override
        public Kind kind() {
            return kind;
        }

        /// A login takes several round trips, so a new connection gets more time than an answer.
        @Override
        public Heard ask() throws IOException {
            Duration timeout = config.probes().timeout();
            if (session.isEmpty()) {
                session = Optional.of(value(Session.open(target, timeout.multipliedBy(4))));
            }
            return Heard.now(kind == Kind.SQL_READ ? read(session.get(), timeout) : write(session.get(), timeout));
        }

        private String read(Session open, Duration timeout) throws IOException {
            return "epoch "
                    + value(open.read("select epoch from meridian.role where id = 1", row -> row.getLong(1), timeout));
        }

        private String write(Session open, Duration timeout) throws IOException {
            long epoch = replica.view().state().epoch().number();
            int rows = value(open.write(Tables.CANARY, timeout, config.region().text(), epoch, ++sequence));
            if (rows == 0) {
                throw new IOException("a later epoch than " + epoch + " was seen there");
            }
            return "epoch " + epoch + " sequence " + sequence;
        }

        private static <T> T value(Reply<T> reply) throws IOException {
            return switch (reply) {
                case Reply.Done<T>(T value) -> value;
                case Reply.NotDurable<T>(String warning) -> throw new IOException(warning);
                case Reply.CertainlyNot<T>(String why) -> throw new IOException(why);
                case Reply.MaybeDone<T>(String why) -> throw new IOException(why);
            };
        }

        @Override
        public void reset() {
            session.ifPresent(Session::close);
            session = Optional.empty();
        }
    }

    /// Whether our own copy hears from its primary; the heartbeats alone make it speak several times a second.
    final class Replication implements Probe {
        private final Database database;

        Replication(Database database) {
            this.database = database;
        }

        @Override
        public Kind kind() {
            return Kind.REPLICATION;
        }

        @Override
        public Heard ask() throws IOException {
            Duration age = database.sinceUpstreamSpoke().orElseThrow(() -> new IOException("does not stream"));
            return new Heard(System.nanoTime() - age.toNanos(), "heard " + age.toMillis() + " ms ago");
        }

        @Override
        public void reset() {
            // Nothing is open.
        }
    }
}
