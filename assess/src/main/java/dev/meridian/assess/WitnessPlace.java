package dev.meridian.assess;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Region;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A region for a witness: of another metropolitan area than the regions in use, and under their law where one is
/// there. A witness votes and holds no data.
final class WitnessPlace {
    /// Large regions of each cloud, on three continents.
    private static final List<String> PLACES = List.of(
            "us-west-2",
            "eu-central-1",
            "eu-north-1",
            "ap-northeast-1",
            "us-east-2",
            "us-central1",
            "us-west1",
            "europe-west4",
            "europe-north1",
            "asia-northeast1",
            "centralus",
            "westus2",
            "northeurope",
            "westeurope",
            "japaneast");

    private WitnessPlace() {}

    /// The first lawful place. Where none is, any other place, unless all the regions in use are in the EEA.
    static Optional<String> of(Blueprint blueprint) {
        List<Region> regions = List.copyOf(blueprint.regions().values());
        List<String> metros = regions.stream().map(Region::metro).toList();
        List<String> clouds = regions.stream().map(Region::cloud).distinct().toList();
        List<String> free = PLACES.stream()
                .filter(place -> !blueprint.regions().containsKey(new RegionName(place)))
                .filter(place -> Catalogue.metro(place).filter(metros::contains).isEmpty())
                .filter(place -> clouds.stream()
                        .anyMatch(cloud -> Catalogue.zones(cloud, place).isPresent()))
                .toList();
        boolean inUnion = regions.stream().allMatch(region -> Law.EEA.contains(region.jurisdiction()));
        Optional<String> lawful = free.stream()
                .filter(place -> Catalogue.country(place)
                        .filter(country -> inUnion
                                ? Law.EEA.contains(country)
                                : regions.stream()
                                        .anyMatch(
                                                region -> region.jurisdiction().equals(country)))
                        .isPresent())
                .findFirst();
        return lawful.or(() -> inUnion ? Optional.empty() : free.stream().findFirst());
    }
}
