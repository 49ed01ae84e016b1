package dev.meridian.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meridian.engine.Finding;
import dev.meridian.engine.Handover;
import dev.meridian.engine.Order;
import dev.meridian.engine.Prose;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.evidence.EventLog;
import dev.meridian.incident.Wire;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Executors;

/// What the agent says of itself, as JSON over HTTP: `GET /status`; and what people want of it: `POST
/// /orders`, and `POST /orders/judged` for what would become of an order. For people, the command line and
/// drills; no agent asks another one.
public final class Api {
    /// What an agent knows.
    ///
    /// @param region whose agent
    /// @param incarnation which start of it
    /// @param leader who leads the replicated log, as far as it knows; empty text if nobody
    /// @param index how many entries it has applied
    /// @param stage where the application is in the engine's state machine
    /// @param holder who holds the role
    /// @param epoch of which grant
    /// @param accepting whether the holder is known to accept writes
    /// @param follows which epoch's primary each member follows
    /// @param routes which epoch each region's users are sent to
    /// @param server what the local database does
    /// @param streaming how many standbys stream from the local database
    /// @param isProtected whether the synchronous set is in force here
    /// @param watchdog `epoch until longestFence` as the watchdog tells it; empty text if it does not answer
    /// @param headHash the hash of the newest line of this agent's event log
    /// @param orders what people ordered and is still in force
    /// @param lapsed what people ordered and is over since the newest grant, and why: it enables nothing any more
    /// @param move what is under way, whoever began it
    /// @param due what has to be done, in any region, and is not done yet
    /// @param lost what this region had when it came back last, and the new primary had not
    /// @param automation whether the role may move by itself
    /// @param shut the gates that keep the role from moving by itself now, the holder silent or not
    /// @param finding what all vantages together make of the region that holds the role, as this agent would
    ///     decide by it now; empty before the first grant
    public record Status(
            RegionName region,
            long incarnation,
            String leader,
            long index,
            String stage,
            Optional<RegionName> holder,
            long epoch,
            boolean accepting,
            SequencedMap<String, Long> follows,
            SequencedMap<String, Long> routes,
            ServerState server,
            int streaming,
            boolean isProtected,
            String watchdog,
            String headHash,
            List<Standing> orders,
            List<String> lapsed,
            Optional<Move> move,
            List<Due> due,
            Optional<Lost> lost,
            Automation automation,
            List<Shut> shut,
            Optional<Finding> finding) {}

    /// Whether the role may move by itself, as far as the lease is concerned. What was measured once is believed
    /// for as long as the holder's watchdog remembers it.
    ///
    /// @param armed whether it may
    /// @param automatic whether it is to, by the policy
    /// @param inequality that keeps two sides from writing, with the longest fence that was measured
    /// @param failingTerm the term to change where it does not hold; empty text where it does
    public record Automation(boolean armed, boolean automatic, String inequality, String failingTerm) {}

    /// A gate that is shut.
    ///
    /// @param rule that holds back: `MODE-2`
    /// @param text why, and what would change that
    /// @param left how long it stays shut if nothing else happens; empty if nobody can tell
    public record Shut(String rule, String text, Optional<Duration> left) {}

    /// A step of a move, or of what follows one, that is not done yet.
    ///
    /// @param step as the plan names it: `promote:eu-west-1`
    /// @param since how long this agent has known of it
    /// @param lastFailure why this agent's last try of it came to nothing; empty text if it did not try
    public record Due(String step, Duration since, String lastFailure) {}

    /// What only a directory that was kept aside has; the ledger beside it names every transaction.
    ///
    /// @param epoch of the primary that lacks it
    /// @param transactions of users
    /// @param lossSeconds from the first of them to the last
    /// @param text the same for people, with what was predicted
    /// @param fork where the directory is; it is deleted when two newer ones are there
    public record Lost(long epoch, long transactions, double lossSeconds, String text, String fork) {}

    /// An order that goes on being in force.
    ///
    /// @param entry its number in the log
    /// @param text what it says
    /// @param actor who gave it
    /// @param reason why
    /// @param expires how long after its entry it is in force
    public record Standing(long entry, String text, String actor, String reason, Duration expires) {}

    /// A move that is under way.
    ///
    /// @param ballot the number of the entry that began it
    /// @param from who held the role when it began
    /// @param to where a person ordered it to go; empty if nobody did
    /// @param variant how the old side is stopped, `graceful` or `forced`; empty if nobody ordered it
    /// @param hasYielded whether the old side has stopped by itself
    /// @param promised who has stopped receiving and told its position
    /// @param offered whom the role is offered to
    /// @param held the rule that holds it back; empty text if none does
    public record Move(
            long ballot,
            RegionName from,
            Optional<RegionName> to,
            Optional<String> variant,
            boolean hasYielded,
            List<RegionName> promised,
            Optional<RegionName> offered,
            String held) {}

    static final int LARGEST_ORDER = 64 * 1024;

    private Api() {}

    static HttpServer serve(AgentConfig config, Parts parts) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Addresses.host(config.number()), Ports.API), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        OrderDesk desk = new OrderDesk(config, parts);
        server.createContext(
                "/status", exchange -> answer(exchange, 200, Wire.JSON.writeValueAsBytes(status(config, parts))));
        server.createContext("/orders", exchange -> ordered(exchange, desk::give));
        server.createContext("/orders/judged", exchange -> ordered(exchange, desk::judge));
        server.start();
        return server;
    }

    /// What is done with the bytes of an order.
    private interface Handling {
        OrderDesk.Answer of(byte[] order);
    }

    private static void ordered(HttpExchange exchange, Handling handling) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, new byte[0]);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_ORDER + 1);
        switch (handling.of(body)) {
            case OrderDesk.Given given -> answer(exchange, 200, Wire.JSON.writeValueAsBytes(given));
            case OrderDesk.Judged judged -> answer(exchange, 200, Wire.JSON.writeValueAsBytes(judged));
            case OrderDesk.NoOrder(String why) -> answer(exchange, 400, why.getBytes(StandardCharsets.UTF_8));
            case OrderDesk.NotProposed _ -> answer(exchange, 503, new byte[0]);
            case OrderDesk.NoMajority _ -> answer(exchange, 504, new byte[0]);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", status == 200 ? "application/json" : "text/plain");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// What a status is made of.
    record Parts(
            long incarnation,
            Consensus consensus,
            Proposals proposals,
            Replica replica,
            Database database,
            Watchdog.Leash watchdog,
            Outstanding outstanding,
            EventLog log) {}

    private static Status status(AgentConfig config, Parts parts) {
        State state = parts.replica().view().state();
        Stamp now = OrderDesk.now(state, config, parts);
        SequencedMap<String, Long> follows = new LinkedHashMap<>();
        state.follows().forEach((region, epoch) -> follows.put(region.text(), epoch.number()));
        SequencedMap<String, Long> routes = new LinkedHashMap<>();
        state.routes().forEach((region, epoch) -> routes.put(region.text(), epoch.number()));
        return new Status(
                config.region(),
                parts.incarnation(),
                parts.consensus().leader(),
                state.index(),
                state.stage().getClass().getSimpleName(),
                state.holder(),
                state.epoch().number(),
                state.isAccepting(),
                follows,
                routes,
                parts.database().said(),
                parts.database().streaming(),
                parts.database()
                        .isProtected()
                        .or(() -> state.renewal().map(Renewal::isProtected))
                        .orElse(false),
                parts.watchdog().ask().map(Watchdog.Guard::text).orElse(""),
                parts.log().headHash(),
                standing(state),
                parts.replica().lapsed().stream().map(Prose::sentence).toList(),
                move(state),
                parts.outstanding().all(System.nanoTime()),
                lost(config),
                Arming.of(state, config.policy()),
                ShutGates.of(state, now, config.policy()),
                Finding.of(state, now, config.policy()));
    }

    private static Optional<Lost> lost(AgentConfig config) {
        return Forks.newest(config.directory())
                .map(ledger -> new Lost(
                        ledger.newEpoch(),
                        ledger.transactions(),
                        ledger.lossSeconds(),
                        ledger.sentence(),
                        ledger.fork()));
    }

    private static List<Standing> standing(State state) {
        return state.orders().entrySet().stream()
                .filter(each -> !(each.getValue().order() instanceof Order.Acknowledge order)
                        || order.isOf(state.epoch(), each.getKey()))
                .map(each -> {
                    Order order = each.getValue().order();
                    return new Standing(
                            each.getKey(),
                            order.text(),
                            order.by().actor(),
                            order.by().reason(),
                            order.by().expires());
                })
                .toList();
    }

    private static Optional<Move> move(State state) {
        if (!(state.stage() instanceof State.Stage.Recovering recovering)) {
            return Optional.empty();
        }
        return Optional.of(new Move(
                recovering.ballot(),
                recovering.suspect(),
                recovering.handover().map(Handover::to),
                recovering.handover().map(order -> order.variant().name().toLowerCase(Locale.ROOT)),
                recovering.yielded().isPresent(),
                List.copyOf(recovering.promises().keySet()),
                recovering.offer().map(State.Offer::candidate),
                state.held()));
    }
}
