package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.engine.Order;
import dev.meridian.engine.Rule;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an order finds nothing to do about, by what an agent said right before it was given. It is an entry of the
/// log all the same: whoever gave it may know of something that no agent does.
final class Needless {
    /// Where no other gate is shut than these, the cooldown was looked at. The others come before it and hide it.
    private static final Set<String> TELLING = Stream.of(
                    Rule.MODE_2, Rule.MODE_3, Rule.PACE_1, Rule.PACE_2, Rule.LEASE_3, Rule.MOVE_1)
            .map(Rule::id)
            .collect(Collectors.toUnmodifiableSet());

    private Needless() {}

    /// What there was nothing of; empty if there was, or nobody can tell.
    ///
    /// @param before what the agent said that had got furthest
    /// @param allowed what the file allows to be lost
    static Optional<String> of(Order order, Api.Status before, Duration allowed) {
        return switch (order) {
            case Order.Resume _ ->
                before.orders().stream().anyMatch(Needless::holdsBack)
                        ? Optional.empty()
                        : Optional.of("nothing was paused or pinned");
            case Order.Acknowledge _ ->
                before.move().isEmpty() && isNoCooldown(before.shut())
                        ? Optional.of("there was nothing to acknowledge: no cooldown holds the next move back")
                        : Optional.empty();
            case Order.AcceptLoss accept ->
                accept.most().compareTo(allowed) > 0
                        ? Optional.empty()
                        : Optional.of("no more is accepted than the " + Durations.text(allowed)
                                + " that the file allows anyway (`failover.maxLoss`, or the store's `rpo`)");
            default -> Optional.empty();
        };
    }

    private static boolean isNoCooldown(List<Api.Shut> shut) {
        List<String> rules = shut.stream().map(Api.Shut::rule).toList();
        return TELLING.containsAll(rules) && !rules.contains(Rule.PACE_1.id());
    }

    /// As the log says it.
    private static boolean holdsBack(Api.Standing order) {
        return order.text().equals("pause") || order.text().startsWith("pin to ");
    }
}
