package dev.meridian.evidence;

import java.util.List;
import java.util.Optional;

/// What a handful of runs can honestly say: values that occurred, and bounds that hold whatever their
/// distribution is.
///
/// A run that never ended counts as `Double.POSITIVE_INFINITY`; a figure that falls on one is empty.
public final class Statistics {
    /// From this many runs on, a bound on the 95th percentile can be given with 95 % confidence: 1 − 0.95⁵⁹ >
    /// 0.95.
    public static final int RUNS_NEEDED = 59;

    private static final double QUANTILE = 0.95;
    private static final double CONFIDENCE = 0.95;

    private Statistics() {}

    /// The smallest value such that at least the fraction `p` of all is not above it (nearest rank): always a
    /// value that occurred. Empty if there are none, or if it is infinite.
    ///
    /// @throws IllegalArgumentException unless 0 < p ≤ 1
    public static Optional<Double> percentile(List<Double> values, double p) {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("not a fraction: " + p);
        }
        // 0.95 × 20 is a hair above 19 in floating point and must be rank 19.
        int rank = Math.max(1, (int) Math.ceil(p * values.size() - 1e-9));
        return rankOf(values, rank);
    }

    /// A value that the 95th percentile of all runs, past and future, does not exceed with 95 % confidence: the
    /// smallest order statistic of which that is true. Empty below [#RUNS_NEEDED] values.
    ///
    /// The k-th smallest of n is below the true percentile only if at least k of n runs were, which has the
    /// probability P(Binomial(n, 0.95) ≥ k); k is the smallest for which that is at most 5 %.
    public static Optional<Double> upperBound95(List<Double> values) {
        int n = values.size();
        int rank = n + 1;
        // P(Binomial = n), then downwards by the ratio of neighbours, in logarithms because 0.95ⁿ underflows.
        double log = n * Math.log(QUANTILE);
        double tail = 0;
        for (int k = n; k >= 1; k--) {
            tail += Math.exp(log);
            if (tail > 1 - CONFIDENCE) {
                break;
            }
            rank = k;
            log += Math.log(k) - Math.log(n - k + 1.0) + Math.log((1 - QUANTILE) / QUANTILE);
        }
        return rankOf(values, rank);
    }

    /// The probability of success that `runs` clean runs in a row show with 95 % confidence: 0.05^(1/n); 0 for
    /// none.
    public static double provenProbability(int runs) {
        return runs <= 0 ? 0 : Math.pow(1 - CONFIDENCE, 1.0 / runs);
    }

    private static Optional<Double> rankOf(List<Double> values, int rank) {
        if (rank > values.size()) {
            return Optional.empty();
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double value = sorted[rank - 1];
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }
}
