package dev.meridian.agent;

import dev.meridian.dns.DnsServer;
import dev.meridian.engine.State;
import dev.meridian.evidence.EventLog;
import dev.meridian.evidence.LossLedger;
import dev.meridian.host.DieWithParent;
import dev.meridian.incident.Wire;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// One region's agent, wired: the replicated log feeds the replica, the replica feeds everybody else.
///
/// ```
///   probes ─▶ Vantage ─┐                          ┌─▶ Executor ─▶ Database, Routes (DNS)
///                      ├─▶ Consensus ─▶ Replica ──┤
///   clock  ─▶ Lessee ──┘   (the log)    (state)   └─▶ Lessee ─▶ Watchdog (another process)
/// ```
public final class Agent {
    private static final Duration STANDBY_LOOK = Duration.ofSeconds(1);

    private Agent() {}

    /// What the directory of the database's files is called, in a region's directory.
    static final String DATA = "postgresql";

    /// Where the region's database keeps its files.
    static Path dataDirectory(AgentConfig config) {
        return config.directory().resolve(DATA);
    }

    /// What the newest fork of a region has that nobody else has; empty if no copy was given up there.
    public static Optional<LossLedger> lossLedger(Path regionDirectory) {
        return Forks.newest(regionDirectory);
    }

    /// The region's event log.
    public static Path eventLog(Path regionDirectory) {
        return regionDirectory.resolve("events.jsonl");
    }

    /// Runs until its parent ends.
    public static void main(String[] args) {
        try {
            DieWithParent.orHalt();
            run(Path.of(args[0]));
        } catch (Exception | Error e) {
            stopAtOnce(e);
        }
    }

    private static void run(Path file) throws Exception {
        AgentConfig config = Wire.JSON.readValue(file.toFile(), AgentConfig.class);
        EventLog log = open(eventLog(config.directory()));
        Replica replica = new Replica(config.policy(), log, Agent::stopAtOnce);
        Incarnation start = Incarnation.next(config.directory());
        boolean isFirstStart = start.number() == 1;
        Routes routes = new Routes(config, isFirstStart);
        replica.onChange(view -> routes.applied(view.state()));
        Outstanding outstanding = new Outstanding(config.policy());
        replica.onChange(view -> outstanding.applied(view.state(), System.nanoTime()));
        Database database = Database.of(config, epoch -> replica.left(config.region(), epoch), Agent::say);
        thread("monitor", database.monitoring());
        Watchdog.Leash watchdog = new Watchdog.Leash(config);
        database.startAsStandbyIfItIsOne();
        Consensus consensus = Consensus.join(config, replica, Agent::say, Agent::stopAtOnce);
        Relay relay = new Relay(config);
        Proposals.Ways ways = new Proposals.Ways(consensus, relay::tell);
        Proposals proposals = proposals(ways, new Proposals.Author(config.region(), start.number()), replica, routes);
        Promises promises = new Promises(config.directory());
        thread("relay", relay.serving(log(consensus, replica)));
        Lessee.Footholds footholds = new Lessee.Footholds(watchdog, promises, start.clock());
        Lessee lessee = new Lessee(config, replica, new Lessee.Ways(proposals, relay), footholds, database);
        Vantage vantage = new Vantage(config, replica, proposals, database, routes::doubt);
        Executor executor = new Executor(
                config, replica, proposals, lessee, database, new Executor.Books(promises, outstanding), routes);
        if (!isFirstStart) {
            routes.doubt();
        }
        thread("vantage", vantage);
        thread("placement", new Placement(config, replica, consensus));
        if (config.hasData()) {
            guardData(replica, lessee, executor, database, start.clock());
            DnsServer.start(new InetSocketAddress(Addresses.host(config.number()), Ports.DNS), routes::zone);
        }
        Api.serve(
                config,
                new Api.Parts(start.number(), consensus, proposals, replica, database, watchdog, outstanding, log));
        System.out.println("agent of " + config.region() + ", incarnation " + start.number());
        new CountDownLatch(1).await();
    }

    private static Relay.Log log(Consensus consensus, Replica replica) {
        return new Relay.Log() {
            @Override
            public CompletableFuture<byte[]> propose(byte[] entry) {
                return consensus.propose(entry);
            }

            @Override
            public State state() {
                return replica.view().state();
            }
        };
    }

    private static Proposals proposals(Proposals.Ways ways, Proposals.Author by, Replica replica, Routes routes) {
        return new Proposals(
                ways,
                by,
                () -> replica.view().state().index(),
                outcome -> routes.committed(outcome.sentAt(), outcome.answer().index()));
    }

    /// What a place with a copy of the data does beside looking.
    private static void guardData(Replica replica, Lessee lessee, Executor executor, Database database, long clock) {
        thread("lessee", lessee);
        thread("executor", executor);
        thread("routes", executor::runRoutes);
        thread("straggler", executor::runStraggler);
        // A standby needs nobody's permission to run, and nobody else starts one that died.
        thread("standby", () -> Rhythm.keep(STANDBY_LOOK, database::startAsStandbyIfItIsOne));
        thread("heartbeat", new Heartbeat(replica, lessee, database, clock));
    }

    /// An agent that lacks one of its threads, the first one too, would go on with half of its mind: it ends,
    /// and its supervisor starts it again.
    private static void stopAtOnce(Throwable defect) {
        defect.printStackTrace(System.out);
        System.out.flush();
        Runtime.getRuntime().halt(1);
    }

    private static void say(String sentence) {
        System.out.println(Instant.now() + " " + sentence);
    }

    private static void thread(String name, Runnable task) {
        Thread.ofPlatform()
                .name(name)
                .uncaughtExceptionHandler((thread, defect) -> stopAtOnce(defect))
                .start(task);
    }

    private static EventLog open(Path path) throws IOException {
        return switch (EventLog.open(path, EventLog.Durability.ON_CLOSE)) {
            case EventLog.Ready ready -> {
                ready.dropped().ifPresent(dropped -> System.out.println(dropped.notice()));
                yield ready.log();
            }
            case EventLog.Damaged damaged -> throw new IOException(path + ":" + damaged.line() + ": " + damaged.what());
        };
    }
}
