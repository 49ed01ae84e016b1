package dev.meridian.agent;

import dev.meridian.units.RegionName;
import java.util.List;
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

    /// As the setting of PostgreSQL has it; empty where nobody is waited for.
    static String text(AgentConfig config) {
        return config.policy().waitFor() == 0
                ? ""
                : standbys(config).stream()
                        .collect(Collectors.joining(
                                "\", \"", "ANY " + config.policy().waitFor() + " (\"", "\")"));
    }
}
