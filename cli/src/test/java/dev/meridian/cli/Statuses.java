package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.engine.Finding;
import dev.meridian.engine.ServerState;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What agents say of themselves, of which a test cares about little.
final class Statuses {
    private Statuses() {}

    /// @param index how far it has got in the log
    static Api.Status of(
            RegionName region, long index, Optional<RegionName> holder, List<Api.Due> due, Optional<Finding> finding) {
        return new Api.Status(
                region,
                1,
                "",
                index,
                "Steady",
                holder,
                1,
                false,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                ServerState.STANDBY,
                0,
                false,
                "",
                "",
                List.of(),
                List.of(),
                Optional.empty(),
                due,
                Optional.empty(),
                new Api.Automation(true, true, "", ""),
                finding);
    }
}
