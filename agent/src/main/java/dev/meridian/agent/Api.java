package dev.meridian.agent;

import com.sun.net.httpserver.HttpServer;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.State;
import dev.meridian.evidence.EventLog;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Executors;

/// What the agent says of itself, as JSON over HTTP: `GET /status`. For people, `twin status` and drills; no
/// agent asks another one.
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
            String headHash) {}

    private Api() {}

    static HttpServer serve(AgentConfig config, Parts parts) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Addresses.host(config.number()), Ports.API), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/status", exchange -> {
            byte[] body = Wire.JSON.writeValueAsBytes(status(config, parts));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }

    /// What a status is made of.
    record Parts(
            long incarnation,
            Consensus consensus,
            Replica replica,
            Database database,
            Watchdog.Leash watchdog,
            EventLog log) {}

    private static Status status(AgentConfig config, Parts parts) {
        State state = parts.replica().view().state();
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
                state.grant().map(State.Grant::accepting).orElse(false),
                follows,
                routes,
                parts.database().said(),
                parts.database().streaming(),
                parts.database().isProtected(),
                parts.watchdog().ask().map(Watchdog.Guard::text).orElse(""),
                parts.log().headHash());
    }
}
