package dev.meridian.twin;

import dev.meridian.agent.Agent;
import dev.meridian.agent.Ports;
import dev.meridian.agent.Supervisor;
import dev.meridian.faults.Composition;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Scope;
import dev.meridian.host.Orphans;
import dev.meridian.host.Signal;
import dev.meridian.host.Signals;
import dev.meridian.postgresql.Server;
import dev.meridian.postgresql.Session;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import dev.meridian.wan.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes one fault, and undoes it where it ends.
final class Injector {
    private static final Duration LONGEST_RESTART = Duration.ofSeconds(10);
    private static final String AGENT = "agent";

    private final Twin twin;
    private final Fault fault;
    private Optional<Overload> overload = Optional.empty();

    Injector(Twin twin, Fault fault) {
        this.twin = twin;
        this.fault = fault;
    }

    /// Makes the fault; the instant at which it took effect.
    ///
    /// @throws Twin.CannotBoot if there was nothing to hit: a drill without its fault shows nothing
    long strike() throws Twin.CannotBoot, InterruptedException {
        return switch (fault.kind()) {
            case REGION_LOSS -> {
                twin.wan().silence(region(), true);
                long at = System.nanoTime();
                twin.kill(region());
                yield at;
            }
            case PROCESS_LOSS -> {
                long at = System.nanoTime();
                twin.kill(region());
                yield at;
            }
            case REGION_PARTITION, BLIP -> {
                twin.wan().silence(region(), false);
                yield System.nanoTime();
            }
            case LINK_CUT -> {
                links().forEach(Link::silence);
                yield System.nanoTime();
            }
            case LINK_SLOW -> {
                links().forEach(link -> link.delay(link.delay().plus(delay())));
                yield System.nanoTime();
            }
            case SATURATE -> saturate();
            case DB_CRASH -> signal(() -> postmaster().stream().toList(), Signal.KILL, "no database runs");
            case AGENT_PAUSE -> signal(() -> agents(region()), Signal.STOP, "no agent runs");
            case AGENT_CRASH -> signal(() -> agents(region()), Signal.KILL, "no agent runs");
            case QUORUM_LOSS -> loseQuorum();
            case STORE_ERRORS,
                    MACHINE_PAUSE,
                    SLOW_FENCE,
                    LATE_FENCE,
                    STALL,
                    FLAP,
                    BLIND,
                    ECHO,
                    IMPOSTOR,
                    STALE_ROUTES,
                    SHORTAGE -> throw new AssertionError(fault.text());
        };
    }

    /// Undoes it.
    void heal() {
        switch (fault.kind()) {
            case REGION_PARTITION, BLIP -> twin.wan().heal(region());
            case LINK_CUT -> links().forEach(Link::heal);
            case LINK_SLOW -> links().forEach(link -> link.delay(link.delay().minus(delay())));
            case SATURATE -> overload.ifPresent(Overload::close);
            case AGENT_PAUSE -> agents(region()).forEach(pid -> Signals.send(pid, Signal.CONT));
            case QUORUM_LOSS ->
                theLost().forEach(place -> keptDown(place).toFile().delete());
            case REGION_LOSS, PROCESS_LOSS, AGENT_CRASH, DB_CRASH -> {
                // The dead stay dead; a crashed agent is its supervisor's business, a crashed database its agent's.
            }
            case STORE_ERRORS,
                    MACHINE_PAUSE,
                    SLOW_FENCE,
                    LATE_FENCE,
                    STALL,
                    FLAP,
                    BLIND,
                    ECHO,
                    IMPOSTOR,
                    STALE_ROUTES,
                    SHORTAGE -> throw new AssertionError(fault.text());
        }
    }

    private RegionName region() {
        return fault.scope().places().getFirst();
    }

    private Duration delay() {
        return fault.delay().orElse(Duration.ZERO);
    }

    private List<Link> links() {
        return Composition.directions(fault.scope()).stream()
                .map((Scope.Direction way) -> twin.wan().link(way.from(), way.to()))
                .toList();
    }

    private long saturate() throws Twin.CannotBoot, InterruptedException {
        InetAddress host = Addresses.host(twin.places().number(region()));
        Session.Target target =
                new Session.Target(host, new InetSocketAddress(host, Ports.POSTGRESQL), "postgres", "overload");
        boolean isPrimary =
                twin.status(region()).flatMap(status -> status.holder()).equals(Optional.of(region()));
        Overload begun = Overload.begin(target, isPrimary);
        overload = Optional.of(begun);
        if (!begun.isFelt(LONGEST_RESTART)) {
            begun.close();
            throw notMade("the database takes no load", region());
        }
        return System.nanoTime();
    }

    /// Those that are not the primary's go first: what happens to a primary that is well itself is what is
    /// to be seen.
    private List<RegionName> theLost() {
        RegionName home = twin.places().policy().home();
        List<RegionName> order = new ArrayList<>(twin.places().policy().voters());
        order.remove(home);
        order.add(home);
        return order.subList(0, order.size() / 2 + 1);
    }

    private Path keptDown(RegionName place) {
        return Supervisor.keptDown(twin.directoryOf(place), AGENT);
    }

    private long loseQuorum() throws Twin.CannotBoot, InterruptedException {
        long at = System.nanoTime();
        for (RegionName place : theLost()) {
            try {
                Files.createFile(keptDown(place));
            } catch (IOException e) {
                throw Twin.CannotBoot.of(e);
            }
            at = signal(() -> agents(place), Signal.KILL, "no agent runs");
        }
        return at;
    }

    /// What has just been killed is started again within a second or two: it is waited for.
    private long signal(Supplier<List<Long>> processes, Signal signal, String otherwise)
            throws Twin.CannotBoot, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_RESTART.toNanos();
        while (System.nanoTime() < deadline) {
            long at = System.nanoTime();
            boolean isHit = false;
            for (long pid : processes.get()) {
                isHit |= Signals.send(pid, signal) instanceof Signals.Sent.Delivered;
            }
            if (isHit) {
                return at;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        RegionName where = fault.scope().places().isEmpty() ? theLost().getFirst() : region();
        throw notMade(otherwise, where);
    }

    private Twin.CannotBoot notMade(String why, RegionName where) {
        twin.keepDirectory();
        return new Twin.CannotBoot(
                "`" + fault.text() + "` could not be made: " + why + " in " + where,
                "a drill without its fault shows nothing; what ends is started again within a few seconds",
                "what the processes said is in " + twin.directoryOf(where));
    }

    /// The agent's process: it works in its region's directory and runs its main class, which its supervisor names
    /// too, as `agent=CLASS`.
    private List<Long> agents(RegionName region) {
        Path directory = twin.directoryOf(region);
        return Orphans.find(directory).stream()
                .filter(process -> process.command().contains(" " + Agent.class.getName() + " "))
                .map(Orphans.Orphan::pid)
                .collect(Collectors.toList());
    }

    /// The first process of the database; the others end when they notice that it is gone.
    private Optional<Long> postmaster() {
        return Server.adopt(twin.directoryOf(region()).resolve("postgresql")).map(Server::pid);
    }
}
