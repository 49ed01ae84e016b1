package dev.meridian.topology;

import dev.meridian.units.Money;
import dev.meridian.units.RegionName;
import java.util.Optional;
import java.util.SequencedMap;

/// The section `cost`.
///
/// @param budget what all of it may cost
/// @param perRegion what each region may cost, unless [Regional] says otherwise
/// @param stated what somebody has worked out already, by component; sums are not checked here
/// @param savings what measures save, by what they save on (`compute`, `data`, `storage`, `network`)
public record Costs(
        Budget budget, Budget perRegion, SequencedMap<String, Stated> stated, SequencedMap<String, Savings> savings) {

    /// The most that something may cost.
    public record Budget(Optional<Money> limit, Optional<Boolean> alerts, Optional<Boolean> anomalies) {}

    /// One component.
    ///
    /// @param global what belongs to no region
    /// @param total as stated, which need not be the sum
    public record Stated(SequencedMap<RegionName, Money> perRegion, Optional<Money> global, Optional<Money> total) {}

    /// What measures save of what they are used for.
    ///
    /// @param by the measure, `total` for all together; no figure where the file says only that it is taken
    public record Savings(SequencedMap<String, Optional<Percents>> by) {}
}
