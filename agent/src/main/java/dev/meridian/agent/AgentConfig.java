package dev.meridian.agent;

import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.engine.Policy;
import dev.meridian.units.RegionName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// All that the processes of one region have to know, written by whoever starts them; resolved, so that
/// nothing is decided here.
///
/// @param region whose processes
/// @param number its number in the address plan
/// @param policy what the engine may do
/// @param peers every place of the control, this one included, in the order in which they start
/// @param directory the region's own files
/// @param binaries the database's programs; unused at a witness
/// @param cache where the template of data directories is kept
/// @param database what the application calls its database
/// @param bootstrap SQL to run once, at the first grant
/// @param probes how vantages look
/// @param hosts the names that users ask for
/// @param ttl how long resolvers may keep an answer
/// @param servicePort where the service answers
/// @param healthPath where the service tells its health
/// @param fenceDisabled for the negative control only: the watchdog sees and does nothing
public record AgentConfig(
        RegionName region,
        int number,
        Policy policy,
        List<Peer> peers,
        Path directory,
        Path binaries,
        Path cache,
        String database,
        List<String> bootstrap,
        ProbePolicy probes,
        List<String> hosts,
        Duration ttl,
        int servicePort,
        String healthPath,
        boolean fenceDisabled) {
    /// What the file is called, in a region's directory.
    public static final String FILE = "config.json";

    /// Where the platform writes down for how much of the load there is capacity, in percent; beside the
    /// configuration.
    public static final String CAPACITY = "capacity";

    /// A place of the control.
    ///
    /// @param hasData whether it has a copy of the data; a witness has none
    public record Peer(RegionName region, int number, boolean hasData) {}

    /// The place of this name.
    ///
    /// @throws IllegalArgumentException if it is not a place of the control
    public Peer peer(RegionName name) {
        return peers.stream()
                .filter(peer -> peer.region().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no agent runs in " + name));
    }

    /// All places of the control but this one, in their order.
    List<Peer> others() {
        return peers.stream().filter(peer -> !peer.region().equals(region)).toList();
    }

    /// Whether this place has a copy of the data.
    public boolean hasData() {
        return peer(region).hasData();
    }
}
