package dev.meridian.evidence;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What assess and the engine said before the run.
///
/// @param phases what each phase was to take; a phase that was not predicted is absent
/// @param loss   the bound on lost seconds that the engine used when it promoted; empty if it did not promote
public record Prediction(Map<Phase, PredictedPhase> phases, Optional<Duration> loss) {
    public Prediction {
        Map<Phase, PredictedPhase> ordered = new EnumMap<>(Phase.class);
        ordered.putAll(phases);
        phases = Collections.unmodifiableMap(ordered);
    }

    /// One phase.
    ///
    /// @param duration what it was to take here
    /// @param origin   whether that is declared, sourced or derived
    /// @param why      the arithmetic or the source
    /// @param cloud    what the cloud's own mechanism is planned to take where a local one stands in for it
    public record PredictedPhase(Duration duration, Origin origin, String why, Optional<CloudValue> cloud) {}

    /// The planning value of the mechanism that a local one stood in for. Never shown as something this run has
    /// proved.
    ///
    /// @param local  what ran, for example `local PostgreSQL 18`
    /// @param cloud  what it stands in for, for example `Amazon RDS`
    /// @param source where the planning value was published
    public record CloudValue(String local, String cloud, Duration planned, String source) {}

    /// The predicted time to recover: the sum of the phases; empty if none was predicted.
    public Optional<Duration> rto() {
        return phases.values().stream().map(PredictedPhase::duration).reduce(Duration::plus);
    }
}
