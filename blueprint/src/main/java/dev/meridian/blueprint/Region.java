package dev.meridian.blueprint;

import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.util.Optional;

/// A region, with what its name stands for.
///
/// @param cloud `aws`, `gcp`, `azure`, or what the file says as `provider`
/// @param jurisdiction the two-letter code of the country whose law reaches the machines; `unknown` if neither
///     file
///     nor catalogue says
/// @param metro the metropolitan area that it shares fate with; the region's own name where the catalogue knows
///     none
/// @param number 1 for the first region of the file; address plans and ports count from it
/// @param cidr the addresses of its network; no other region has one of them
/// @param promotable whether anybody may fail over to it
public record Region(
        RegionName name,
        String cloud,
        String jurisdiction,
        String metro,
        int number,
        boolean promotable,
        Optional<Cidr> cidr) {}
