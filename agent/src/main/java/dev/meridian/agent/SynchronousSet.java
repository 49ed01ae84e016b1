package dev.meridian.agent;

import dev.meridian.postgresql.Look;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Whom a commit in this region waits for.
final class SynchronousSet {
    private SynchronousSet() {}

    /// The names of all standbys that this region's database can have.
    static List<String> standbys(AgentConfig config) {
        return config.policy().members().stream()
                .filter(member -> !member.equals(config.region()))
                .map(RegionName::text)
                .toList();
    }

    /// The same, with where each of them calls from.
    static Look.Standbys looked(AgentConfig config) {
        SequencedMap<String, InetAddress> addresses = new LinkedHashMap<>();
        standbys(config)
                .forEach(name -> addresses.put(
                        name, Addresses.host(config.peer(new RegionName(name)).number())));
        return new Look.Standbys(addresses, config.policy().waitFor());
    }

    /// As the setting of PostgreSQL has it; empty where nobody is waited for.
    static String text(AgentConfig config) {
        return config.policy().waitFor() == 0
                ? ""
                : standbys(config).stream()
                        .collect(Collectors.joining(
                                "\", \"", "ANY " + config.policy().waitFor() + " (\"", "\")"));
    }
}
