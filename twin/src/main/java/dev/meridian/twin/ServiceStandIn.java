package dev.meridian.twin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meridian.agent.AgentConfig;
import dev.meridian.agent.Ports;
import dev.meridian.host.DieWithParent;
import dev.meridian.incident.Wire;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What stands for the application's service in a region of the twin: takes orders over HTTP and writes each
/// into the database of its own region, with as many connections as it has requests under way.
///
/// `POST /orders` with `KEY CUSTOMER` → 200 `REGION EPOCH` when the database says that it is committed, with
/// the epoch that the row was written under, 409 when it says so with a warning, 503 otherwise.
/// `GET /orders/KEY` → 200 `REGION`, from a copy 200 `REGION AGE`: how many milliseconds ago it replayed its
/// newest transaction. The health page answers 200 where orders are taken.
public final class ServiceStandIn {
    /// Where orders are taken, and below it each is read; a health page cannot be there.
    static final String ORDERS = "/orders";

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofSeconds(5);
    private static final int MOST_CONNECTIONS = 80;

    /// So many sessions are open before anybody asks, as pools of connections have them: who comes first after a
    /// move does not wait for one. As many as HikariCP keeps by default (its README, `minimumIdle` and
    /// `maximumPoolSize`, 2026-11).
    private static final int KEPT_OPEN = 10;

    private static final Duration TOP_UP = Duration.ofSeconds(1);
    private static final String INSERT = "insert into orders (key, customer, epoch)"
            + " select ?, ?, epoch from meridian.role where id = 1"
            + " on conflict (key) do update set key = excluded.key returning epoch";

    /// Whether the row is there or not, how old the copy is; −1 where it is none.
    private static final String SELECT = "select case when pg_is_in_recovery() then greatest(0, 1000 * extract(epoch"
            + " from clock_timestamp() - pg_last_xact_replay_timestamp()))::bigint else -1 end"
            + " from (select 1) one left join orders on key = ?";

    private final AgentConfig config;
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

    private record Answer(int status, String body) {}

    private ServiceStandIn(AgentConfig config) {
        this.config = config;
    }

    /// Runs until its parent ends.
    public static void main(String[] args) throws IOException {
        DieWithParent.orHalt();
        AgentConfig config = Wire.JSON.readValue(Path.of(args[0]).toFile(), AgentConfig.class);
        ServiceStandIn service = new ServiceStandIn(config);
        // Answers leave at once; the server's default would wait for the acknowledgement of the headers
        // (Nagle).
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(Addresses.host(config.number()), config.servicePort()), 128);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(ORDERS, exchange -> answer(exchange, service.orders(exchange)));
        server.createContext(page(config.healthPath()).orElse("/"), exchange -> answer(exchange, service.health()));
        server.start();
        Thread.ofVirtual().start(service::keepSessionsOpen);
        System.out.println("stands in for the service of " + config.region());
    }

    /// The page that a request for a health path asks for: the path without a query and with nothing escaped.
    /// Empty if no request can be made of it.
    static Optional<String> page(String healthPath) {
        try {
            return Optional.ofNullable(new URI(healthPath).getPath()).filter(path -> path.startsWith("/"));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Answer health() {
        return withSession(session -> session.read("select pg_is_in_recovery()", row -> row.getBoolean(1), STATEMENT)
                .map(isStandby -> isStandby ? new Answer(503, "standby") : new Answer(200, "ok")));
    }

    private Answer orders(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            String path = exchange.getRequestURI().getPath();
            long key = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
            return withSession(session -> session.readAll(SELECT, row -> row.getLong(1), STATEMENT, key)
                    .map(rows ->
                            new Answer(200, config.region() + (rows.getFirst() < 0 ? "" : " " + rows.getFirst()))));
        }
        String[] words = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split(" ", 2);
        long key = Long.parseLong(words[0]);
        return withSession(session -> session.writeReturning(INSERT, row -> row.getLong(1), STATEMENT, key, words[1])
                .map(epochs -> epochs.isEmpty()
                        ? new Answer(503, "no role was given to this database")
                        : new Answer(200, config.region() + " " + epochs.getFirst())));
    }

    private interface Use {
        Reply<Answer> of(Session session);
    }

    private Answer withSession(Use use) {
        try {
            if (!room.tryAcquire(CONNECT.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Answer(503, "too many requests");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(503, "ending");
        }
        try {
            Optional<Session> session = session();
            return session.isEmpty() ? new Answer(503, "no database") : used(session.get(), use.of(session.get()));
        } finally {
            room.release();
        }
    }

    private Answer used(Session session, Reply<Answer> reply) {
        switch (reply) {
            case Reply.Done<Answer>(Answer answer) -> {
                idle.push(session);
                return answer;
            }
            case Reply.NotDurable<Answer>(String warning) -> {
                idle.push(session);
                return new Answer(409, warning);
            }
            case Reply.CertainlyNot<Answer>(String why) -> {
                return broken(session, why);
            }
            case Reply.MaybeDone<Answer>(String why) -> {
                return broken(session, why);
            }
        }
    }

    /// A database that hung up on one has hung up on all.
    private Answer broken(Session session, String why) {
        if (session.isClosed()) {
            Session other = idle.poll();
            while (other != null) {
                other.close();
                other = idle.poll();
            }
        }
        session.close();
        return new Answer(503, why);
    }

    private void keepSessionsOpen() {
        try {
            while (true) {
                Optional<Session> another = idle.size() < KEPT_OPEN ? opened() : Optional.empty();
                while (another.isPresent()) {
                    idle.add(another.get());
                    another = idle.size() < KEPT_OPEN ? opened() : Optional.empty();
                }
                TimeUnit.NANOSECONDS.sleep(TOP_UP.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Session> session() {
        Session known = idle.poll();
        while (known != null && known.isClosed()) {
            known = idle.poll();
        }
        return known == null ? opened() : Optional.of(known);
    }

    private Optional<Session> opened() {
        InetAddress own = Addresses.host(config.number());
        Session.Target target =
                new Session.Target(own, new InetSocketAddress(own, Ports.POSTGRESQL), config.database(), "service");
        return Session.open(target, CONNECT) instanceof Reply.Done<Session>(Session fresh)
                ? Optional.of(fresh)
                : Optional.empty();
    }
}
