package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/// In which order places are to lead the replicated log.
///
/// Not the home, as long as another can: then a loss of the home needs no election. Not a witness, as long as a
/// place with data can: whoever leads carries the log's load. The one nearest to all others first: it commits
/// soonest.
public final class LeadingOrder {
    /// After a place has had the role for so long, it lets another one lead, if it does.
    public static final Duration SETTLED = Duration.ofSeconds(10);

    private LeadingOrder() {}

    /// @param roundTrip the median between two places
    public static List<RegionName> of(Policy policy, BiFunction<RegionName, RegionName, Duration> roundTrip) {
        List<RegionName> order = new ArrayList<>(policy.voters());
        order.sort(Comparator.comparing((RegionName place) -> place.equals(policy.home()))
                .thenComparing(place -> !policy.members().contains(place))
                .thenComparing(place -> policy.voters().stream()
                        .map(other -> other.equals(place) ? Duration.ZERO : roundTrip.apply(place, other))
                        .reduce(Duration.ZERO, Duration::plus)));
        return List.copyOf(order);
    }
}
