package dev.meridian.faults;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The places of a file, as far as a fault can name them.
///
/// @param regions where users are
/// @param witness the place that only votes; links lead there, too
public record Ground(List<RegionName> regions, Optional<RegionName> witness) {
    public Ground {
        regions = List.copyOf(regions);
    }

    /// The places that a file declares.
    public static Ground of(Blueprint blueprint) {
        return new Ground(List.copyOf(blueprint.regions().keySet()), blueprint.witness());
    }

    /// Both ends that a link can have.
    List<RegionName> places() {
        List<RegionName> places = new ArrayList<>(regions);
        witness.ifPresent(places::add);
        return places;
    }

    /// All links, each in both orders: `A-B` and `B-A` are the same one.
    List<Scope.Pair> pairs() {
        List<Scope.Pair> pairs = new ArrayList<>();
        for (RegionName one : places()) {
            for (RegionName other : places()) {
                if (!one.equals(other)) {
                    pairs.add(new Scope.Pair(one, other));
                }
            }
        }
        return pairs;
    }

    Optional<RegionName> region(String text) {
        return named(regions, text);
    }

    Optional<RegionName> place(String text) {
        return named(places(), text);
    }

    private static Optional<RegionName> named(List<RegionName> some, String text) {
        return some.stream().filter(name -> name.text().equals(text)).findFirst();
    }

    static String list(List<RegionName> some) {
        return String.join(", ", some.stream().map(RegionName::text).toList());
    }
}
