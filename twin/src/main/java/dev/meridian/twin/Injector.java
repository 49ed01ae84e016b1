package dev.meridian.twin;

import dev.meridian.agent.Agent;
import dev.meridian.host.Orphans;
import dev.meridian.host.Signal;
import dev.meridian.host.Signals;
import dev.meridian.units.RegionName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Makes a fault, and undoes it where it ends by itself.
final class Injector {
    private static final Duration LONGEST_RESTART = Duration.ofSeconds(10);

    private final Twin twin;
    private final Fault fault;

    Injector(Twin twin, Fault fault) {
        this.twin = twin;
        this.fault = fault;
    }

    /// Makes the fault; the instant at which it took effect.
    ///
    /// @throws Twin.CannotBoot if there was nothing to hit: a drill without its fault shows nothing
    long strike() throws Twin.CannotBoot, InterruptedException {
        RegionName region = fault.region();
        return switch (fault.kind()) {
            case REGION_LOSS -> {
                twin.wan().silence(region, true);
                long at = System.nanoTime();
                twin.kill(region);
                yield at;
            }
            case PROCESS_LOSS -> {
                long at = System.nanoTime();
                twin.kill(region);
                yield at;
            }
            case REGION_PARTITION, BLIP -> {
                twin.wan().silence(region, false);
                yield System.nanoTime();
            }
            case AGENT_PAUSE -> signal(Signal.STOP);
            case AGENT_CRASH -> signal(Signal.KILL);
        };
    }

    /// Undoes it.
    void heal() {
        switch (fault.kind()) {
            case REGION_PARTITION, BLIP -> twin.wan().heal(fault.region());
            case AGENT_PAUSE -> agents(fault.region()).forEach(pid -> Signals.send(pid, Signal.CONT));
            case REGION_LOSS, PROCESS_LOSS, AGENT_CRASH -> {
                // The dead stay dead; a crashed agent is its supervisor's business.
            }
        }
    }

    /// An agent that has just been killed is started again within a second or two: it is waited for.
    private long signal(Signal signal) throws Twin.CannotBoot, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_RESTART.toNanos();
        while (System.nanoTime() < deadline) {
            long at = System.nanoTime();
            boolean isHit = false;
            for (long pid : agents(fault.region())) {
                isHit |= Signals.send(pid, signal) instanceof Signals.Sent.Delivered;
            }
            if (isHit) {
                return at;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        twin.keepDirectory();
        throw new Twin.CannotBoot(
                "`" + fault.text() + "` could not be made: no agent runs in " + fault.region(),
                "a drill without its fault shows nothing; an agent that ends is started again within a few seconds",
                "what the processes said is in " + twin.directoryOf(fault.region()));
    }

    /// The agent's process: it works in its region's directory and runs its main class, which its supervisor names
    /// too, as `agent=CLASS`.
    private List<Long> agents(RegionName region) {
        Path directory = twin.directoryOf(region);
        return Orphans.find(directory).stream()
                .filter(process -> process.command().contains(" " + Agent.class.getName() + " "))
                .map(Orphans.Orphan::pid)
                .toList();
    }

    /// Locations whose users cannot be served whatever anybody does.
    Set<RegionName> deadLocations() {
        return switch (fault.kind()) {
            case REGION_LOSS, REGION_PARTITION, BLIP -> Set.of(fault.region());
            case PROCESS_LOSS, AGENT_PAUSE, AGENT_CRASH -> Set.of();
        };
    }
}
