package dev.meridian.estate;

import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Works out whom `traffic.accelerator` leads, and how. There is one for all entrances, with the load balancers of
/// all their regions behind it: what differs from the first of them keeps its records.
final class Accelerators {
    private static final String ACCELERATOR = "traffic.accelerator";
    private static final int ALL = 100;

    private final Ledger ledger;
    private Optional<Led> first = Optional.empty();

    Accelerators(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Whom it leads to which regions, and whether only to the first of them while that serves.
    private record Led(SequencedSet<RegionName> regions, boolean isByOrder) {}

    /// Whether it is there at all, and is what is turned to move users.
    private boolean isAsked(Topology.Entrance said) {
        boolean isTurned =
                said.turned().map(turned -> turned == Topology.Switch.ANYCAST).orElse(true);
        return isTurned
                && ledger.said()
                        .traffic()
                        .accelerator()
                        .flatMap(Topology.Accelerator::kind)
                        .filter("global-accelerator"::equals)
                        .isPresent();
    }

    /// Whether it leads an entrance, with a note of what of the file that is.
    ///
    /// @param regions in the order in which they serve
    boolean leads(Topology.Entrance said, SequencedSet<RegionName> regions) {
        if (!isAsked(said) || regions.size() < 2) {
            return false;
        }
        boolean isByOrder = isByOrder(said);
        Led led = new Led(regions, isByOrder);
        boolean isSame = first.map(one -> one.isByOrder() == isByOrder
                        && one.regions().containsAll(regions)
                        && regions.containsAll(one.regions()))
                .orElse(true);
        String entrance = "traffic.entrances." + said.name() + ".";
        if (!isSame) {
            ledger.left(
                    entrance + "switch",
                    "an accelerator sends users to all of its regions alike: another entrance has others");
            return false;
        }
        first = first.or(() -> Optional.of(led));
        note(said, entrance, regions);
        return true;
    }

    /// Whether a second region has users only while the first does not serve.
    static boolean isByOrder(Topology.Entrance said) {
        return said.route().stream()
                .filter(route -> route != Topology.Route.HEALTH)
                .findFirst()
                .filter(route -> route == Topology.Route.FAILOVER)
                .isPresent();
    }

    private void primary(Topology.Entrance said, RegionName first) {
        String path = ACCELERATOR + ".primary";
        if (at(path).filter(first.text()::equals).isPresent()) {
            ledger.rendered(path);
        } else {
            ledger.left(
                    path,
                    isByOrder(said)
                            ? "the application has its primary in " + first
                            : "an accelerator sends users to the nearest region that serves: none is before the others");
        }
    }

    private void note(Topology.Entrance said, String entrance, SequencedSet<RegionName> regions) {
        for (String path : List.of(ACCELERATOR, ACCELERATOR + ".kind", entrance + "switch")) {
            ledger.rendered(path);
        }
        at(ACCELERATOR + ".addresses")
                .filter("anycast"::equals)
                .ifPresent(_ -> ledger.rendered(ACCELERATOR + ".addresses"));
        primary(said, regions.getFirst());
        said.weights()
                .keySet()
                .forEach(region -> ledger.left(
                        entrance + "weights." + region,
                        "weights are those of records, and an accelerator leads this name: it sends users to "
                                + (isByOrder(said)
                                        ? "the first region that serves"
                                        : "the nearest region that serves")));
        List<Topology.Route> others = said.route().stream()
                .filter(route -> route != Topology.Route.HEALTH)
                .filter(route -> route != (isByOrder(said) ? Topology.Route.FAILOVER : Topology.Route.LATENCY))
                .toList();
        if (others.isEmpty()) {
            ledger.rendered(entrance + "route");
        } else {
            ledger.left(
                    entrance + "route",
                    isByOrder(said)
                            ? "an accelerator sends users to the first region while that serves"
                            : "an accelerator sends users to the nearest region that serves");
        }
    }

    private Optional<String> at(String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    /// A region that waits is dialled to nobody: it gets users where no other has anybody who serves, whatever its
    /// dial says (Global Accelerator developer guide, failover for unhealthy endpoints, 2026-11).
    static SequencedMap<RegionName, Integer> dials(Entrance entrance) {
        SequencedMap<RegionName, Integer> dials = new LinkedHashMap<>();
        for (Entrance.Choice choice : entrance.choices()) {
            boolean waits = choice.policy() == Entrance.Policy.FAILOVER && !dials.isEmpty();
            dials.put(choice.region(), waits ? 0 : ALL);
        }
        return dials;
    }
}
