package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What users were promised, as far as it is seen while everything runs.
///
/// @param rto within which they are served again
/// @param rpo as much as may be lost at most
/// @param availability as a fraction, of the whole
/// @param regions what each of them is held to
public record Promised(
        Optional<Duration> rto,
        Optional<Duration> rpo,
        OptionalDouble availability,
        SequencedMap<RegionName, InRegion> regions) {
    public Promised {
        regions = new LinkedHashMap<>(regions);
    }

    /// What one region is held to.
    public InRegion in(RegionName region) {
        return Optional.ofNullable(regions.get(region))
                .orElseGet(() -> new InRegion(OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty()));
    }

    /// What users of one region may count on: its own promise, else that of the whole.
    ///
    /// @param availability as a fraction
    /// @param latency of answers to users
    /// @param requests that it bears in a second
    public record InRegion(OptionalDouble availability, Optional<Latency> latency, OptionalDouble requests) {}

    /// What a promise of availability leaves for errors, as a fraction; empty where nothing is promised, or
    /// nothing is left.
    public static Optional<BigDecimal> errors(OptionalDouble availability) {
        return Optional.of(BigDecimal.ONE.subtract(BigDecimal.valueOf(availability.orElse(1))))
                .filter(left -> left.signum() > 0);
    }

    /// What share of all answers errors are at a pace; empty for one at which they would be all of them or more,
    /// since nothing that asks for more than that is ever true.
    ///
    /// @param left what the promise leaves for errors, as a fraction
    /// @param times how many times as fast as it allows for
    public static Optional<BigDecimal> pace(BigDecimal left, String times) {
        return Optional.of(left.multiply(new BigDecimal(times))).filter(share -> share.compareTo(BigDecimal.ONE) < 0);
    }

    /// How long answers may take.
    ///
    /// @param of which of them: `p95`, `average`, or `bound` where the file only says how long
    public record Latency(String of, Duration most) {}
}
