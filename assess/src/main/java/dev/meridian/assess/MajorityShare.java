package dev.meridian.assess;

import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// The share of time in which a majority of the votes of a store is up.
///
/// It is that of a self-run store which elects its leader over several regions, and serves while a majority of its
/// votes does. Regions fail independently of each other in this sum.
final class MajorityShare {
    private MajorityShare() {}

    /// The majority of a self-run store that elects its leader over several regions; empty for any other store.
    static Optional<Supply.Part> of(Subject subject, Store store) {
        Storage.Store said = subject.said(store);
        List<Votes> groups = Votes.of(store, said);
        if (store.managed() || groups.isEmpty() || said.sla().isPresent()) {
            return Optional.empty();
        }
        double least = 1;
        double most = 1;
        List<String> unknown = new ArrayList<>();
        for (Votes votes : groups) {
            SequencedMap<RegionName, Supply.Part> voters = new LinkedHashMap<>();
            votes.byRegion().keySet().forEach(place -> voters.put(place, machine(subject, store, place)));
            voters.forEach((place, part) -> {
                if (part.share().isEmpty() && !unknown.contains(place.text())) {
                    unknown.add(place.text());
                }
            });
            least = Math.min(least, serves(votes, voters, 0));
            most = Math.min(most, serves(votes, voters, 1));
        }
        String name = store.name() + " by a majority";
        return Optional.of(
                unknown.isEmpty()
                        ? new Supply.Part(
                                name,
                                OptionalDouble.of(least),
                                "the share of time in which a majority of its votes is up, each region with the SLA of"
                                        + " its machines (2026-11)",
                                least,
                                Supply.Part.Kind.RULE)
                        : new Supply.Part(
                                name,
                                OptionalDouble.empty(),
                                "no SLA is known for the machines in " + String.join(", ", unknown) + "; declare `data."
                                        + store.name() + ".sla`",
                                most,
                                Supply.Part.Kind.RULE));
    }

    /// The share of time in which a majority of the votes is up, if regions fail independently of each other.
    ///
    /// @param unknown the share of a place without a known one
    private static double serves(Votes votes, SequencedMap<RegionName, Supply.Part> voters, double unknown) {
        double[] up = new double[votes.total() + 1];
        up[0] = 1;
        for (Map.Entry<RegionName, Integer> vote : votes.byRegion().entrySet()) {
            double share =
                    Objects.requireNonNull(voters.get(vote.getKey())).share().orElse(unknown);
            for (int count = votes.total(); count >= 0; count--) {
                double without = up[count] * (1 - share);
                double with = count >= vote.getValue() ? up[count - vote.getValue()] * share : 0;
                up[count] = without + with;
            }
        }
        double serves = 0;
        for (int count = votes.majority(); count <= votes.total(); count++) {
            serves += up[count];
        }
        return serves;
    }

    /// The machines of a voter. A place outside the file has the figures of the writer's cloud if it is a region
    /// of it.
    private static Supply.Part machine(Subject subject, Store store, RegionName place) {
        String cloud = Objects.requireNonNull(subject.blueprint().regions().get(store.writer()))
                .cloud();
        boolean ofTheFile = subject.blueprint().regions().containsKey(place);
        return ofTheFile || Catalogue.zones(cloud, place.text()).isPresent()
                ? Suppliers.of(subject, List.of(ofTheFile ? place : store.writer()))
                        .store(store)
                : new Supply.Part(store.name(), OptionalDouble.empty(), "no SLA is known for a voter in " + place);
    }
}
