package dev.meridian.twin;

import dev.meridian.agent.Agent;
import dev.meridian.agent.AgentConfig;
import dev.meridian.agent.Ports;
import dev.meridian.agent.Watchdog;
import dev.meridian.incident.Wire;
import dev.meridian.postgresql.Cluster;
import dev.meridian.postgresql.Installation;
import dev.meridian.postgresql.Upstream;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What lies in the regions' directories before their processes start: settings and data.
///
/// @param directory of the run
/// @param controls what is broken on purpose
record RegionSetup(Places places, Path directory, Installation installation, Set<NegativeControl> controls) {
    /// All regions at once, since each waits for the disk. On threads of their own: a virtual one that waits for
    /// the disk keeps its carrier, and the links have one for each processor.
    ///
    /// @return what a region's supervisor is started with
    SequencedMap<RegionName, List<String>> all() throws IOException, InterruptedException {
        SequencedMap<RegionName, List<String>> wards = new LinkedHashMap<>();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            List<Future<List<String>>> setups = places.order().stream()
                    .map(region -> threads.submit(() -> of(region)))
                    .toList();
            for (int i = 0; i < setups.size(); i++) {
                wards.put(places.order().get(i), setups.get(i).get());
            }
            return wards;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<String> of(RegionName region) throws IOException {
        // Not its parents: where the run's directory is gone, the run was ended meanwhile.
        Path home = Files.createDirectory(directory.resolve(region.text()));
        AgentConfig config = places.config(
                region,
                home,
                new Places.Installed(installation.binaries(), installation.cacheRoot()),
                controls.contains(NegativeControl.FENCE_DISABLED));
        List<String> wards = new ArrayList<>();
        wards.add(home.toString());
        wards.add((controls.contains(NegativeControl.NO_RESTART) ? "agent!" : "agent=") + Agent.class.getName());
        if (config.hasData()) {
            copyData(region, home);
            wards.add("watchdog=" + Watchdog.class.getName());
            wards.add("service=" + ServiceStandIn.class.getName());
        }
        Wire.JSON.writeValue(home.resolve(AgentConfig.FILE).toFile(), config);
        // Nothing but databases needs capacity here; this stands in for the platform that would say so.
        Files.writeString(home.resolve(AgentConfig.CAPACITY), "100\n");
        return wards;
    }

    private void copyData(RegionName region, Path home) throws IOException {
        RegionName primary = places.policy().home();
        Cluster cluster = Cluster.copyFromTemplate(installation, home.resolve("postgresql"));
        if (!region.equals(primary)) {
            String address = Addresses.seenFrom(places.number(region), places.number(primary))
                    .getHostAddress();
            cluster.follow(new Upstream(address, Ports.POSTGRESQL, region.text()));
        }
    }
}
