package dev.meridian.blueprint;

import dev.meridian.units.RegionName;
import java.util.SequencedMap;

/// The unit that moves: one epoch, one lease and one cooldown.
///
/// @param roles the role in each region it lives in, in file order
/// @param primary the region that serves and holds the writers when nothing is wrong
/// @param objectives what is promised for the application as a whole
public record Application(
        String name,
        SequencedMap<RegionName, Role> roles,
        RegionName primary,
        FailoverPolicy failover,
        Objectives objectives) {
    public Application {
        roles = Frozen.copy(roles);
    }
}
