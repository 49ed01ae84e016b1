package dev.meridian.agent;

import dev.meridian.blueprint.AddedSteps;
import dev.meridian.blueprint.Patience;
import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.bounds.Lease;
import dev.meridian.dns.DnsServer;
import dev.meridian.dns.Resolver;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Stamp;
import dev.meridian.evidence.EventLog;
import dev.meridian.incident.Wire;
import dev.meridian.postgresql.Session;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Goes once through what every agent does at its start, alone and on an address of its own, so that the AOT
/// cache holds the classes of it. What fails here is only slower later.
public final class Rehearsal {
    /// Outside the numbers that regions get.
    private static final int NUMBER = 254;

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration ELECTION = Duration.ofSeconds(3);

    private Rehearsal() {}

    /// @param directory for files that are in nobody's way
    public static void run(Path directory) throws IOException, InterruptedException {
        AgentConfig config = config(directory);
        Files.write(directory.resolve(AgentConfig.FILE), Wire.JSON.writeValueAsBytes(config));
        Wire.JSON.readValue(directory.resolve(AgentConfig.FILE).toFile(), AgentConfig.class);
        if (EventLog.open(directory.resolve("events.jsonl"), EventLog.Durability.ON_CLOSE)
                instanceof EventLog.Ready ready) {
            Replica replica = new Replica(config.policy(), ready.log(), defect -> {});
            try (Consensus consensus = Consensus.join(config, replica, sentence -> {}, defect -> {})) {
                log(config, consensus);
            }
            replica.restore(replica.snapshot());
            ready.log().close();
        }
        wires(config);
    }

    private static void log(AgentConfig config, Consensus consensus) throws InterruptedException {
        Proposals proposals = new Proposals(
                new Proposals.Ways(consensus, entry -> {}),
                new Proposals.Author(config.region(), 1),
                () -> 0,
                outcome -> {});
        long deadline = System.nanoTime() + ELECTION.toNanos();
        while (consensus.leader().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        proposals.propose(stamp -> new Event.Claimed(stamp, 0, OptionalLong.empty()), PATIENCE);
        proposals.propose(stamp -> new Event.Renewed(stamp, new Epoch(1), true, OptionalLong.of(1)), PATIENCE);
        proposals.propose(stamp -> observed(config, stamp), PATIENCE);
    }

    private static Event observed(AgentConfig config, Stamp stamp) {
        var words = List.of(new Sight.ProbeWord("http", true, "status 200"));
        var sight = new Sight(config.region(), Sight.Verdict.HEALTHY, Duration.ofSeconds(1), words);
        return new Event.Observed(
                stamp,
                List.of(sight),
                2,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                ServerState.STANDBY,
                Duration.ofMillis(3),
                OptionalInt.of(100),
                1_800_000_000L);
    }

    /// DNS, HTTP, SQL and the watchdog's line, as far as they go with nobody at the other end.
    private static void wires(AgentConfig config) throws IOException {
        Routes routes = new Routes(config, true);
        InetAddress own = Addresses.host(NUMBER);
        try (DnsServer server = DnsServer.start(new InetSocketAddress(own, 0), routes::zone);
                Watchdog.Leash leash = new Watchdog.Leash(config)) {
            new Resolver(
                            new Resolver.Settings(own, List.of(server.address()), PATIENCE, Duration.ZERO),
                            System::nanoTime)
                    .resolve(config.hosts().getFirst());
            leash.ask();
        }
        Session.open(new Session.Target(own, new InetSocketAddress(own, 1), "postgres", "rehearsal"), PATIENCE);
        new Promises(config.directory()).record(1);
    }

    private static AgentConfig config(Path directory) {
        AgentConfig.Peer here = new AgentConfig.Peer(new RegionName("rehearsal"), NUMBER, true);
        return config(directory, here, List.of(here));
    }

    /// What one of some places needs to take part in their log; nothing of it is for a database.
    static AgentConfig config(Path directory, AgentConfig.Peer here, List<AgentConfig.Peer> peers) {
        List<RegionName> regions = peers.stream().map(AgentConfig.Peer::region).toList();
        return new AgentConfig(
                here.region(),
                here.number(),
                policy(here.region(), regions),
                peers,
                directory,
                directory,
                directory,
                "postgres",
                List.of(),
                new ProbePolicy(PATIENCE, PATIENCE, 2, 3),
                List.of("shop.example.com"),
                Duration.ofSeconds(1),
                8080,
                "/health",
                false);
    }

    private static Policy policy(RegionName home, List<RegionName> regions) {
        Lease lease = new Lease(
                Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(3), 0.001, Duration.ofMillis(200));
        return new Policy(
                "rehearsal",
                home,
                regions,
                regions,
                regions,
                true,
                Duration.ofSeconds(1),
                lease,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                0,
                Duration.ofSeconds(1),
                AddedSteps.NONE,
                Optional.empty(),
                new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10)),
                List.of());
    }
}
