package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.engine.Finding;
import dev.meridian.engine.Order;
import dev.meridian.engine.ServerState;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What agents say of themselves, of which a test cares about little.
final class Statuses {
    private static final Api.Automation ARMED = new Api.Automation(true, true, "", "");

    private Statuses() {}

    /// What the newest of them says of whether the role may move by itself.
    static Api.Status of(RegionName region, Api.Automation automation, List<Api.Shut> shut) {
        return of(new Of(region, 7, Optional.of(region), List.of(), List.of(), Optional.empty(), automation, shut));
    }

    /// What people ordered and is still in force.
    static Api.Status withOrders(RegionName region, Order... orders) {
        List<Api.Standing> standing = Stream.of(orders)
                .map(order -> new Api.Standing(
                        5,
                        order.text(),
                        order.by().actor(),
                        order.by().reason(),
                        order.by().expires()))
                .toList();
        return of(new Of(region, 7, Optional.of(region), standing, List.of(), Optional.empty(), ARMED, List.of()));
    }

    /// @param index how far it has got in the log
    static Api.Status of(
            RegionName region, long index, Optional<RegionName> holder, List<Api.Due> due, Optional<Finding> finding) {
        return of(new Of(region, index, holder, List.of(), due, finding, ARMED, List.of()));
    }

    private record Of(
            RegionName region,
            long index,
            Optional<RegionName> holder,
            List<Api.Standing> orders,
            List<Api.Due> due,
            Optional<Finding> finding,
            Api.Automation automation,
            List<Api.Shut> shut) {}

    private static Api.Status of(Of it) {
        return new Api.Status(
                it.region,
                1,
                "",
                it.index,
                "Steady",
                it.holder,
                1,
                false,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                ServerState.STANDBY,
                0,
                false,
                "",
                "",
                it.orders,
                List.of(),
                Optional.empty(),
                it.due,
                Optional.empty(),
                it.automation,
                it.shut,
                it.finding);
    }
}
