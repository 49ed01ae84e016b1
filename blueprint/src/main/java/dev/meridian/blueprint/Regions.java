package dev.meridian.blueprint;

import dev.meridian.topology.Message;
import dev.meridian.topology.Origin;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Words;
import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Resolves places: what a region's name stands for.
final class Regions {
    private final Resolved resolved;
    private final SequencedMap<RegionName, RegionName> stands = new LinkedHashMap<>();

    Regions(Resolved resolved) {
        this.resolved = resolved;
    }

    SequencedMap<RegionName, Region> all() {
        SequencedMap<RegionName, Region> regions = new LinkedHashMap<>();
        SequencedMap<RegionName, Cidr> blocks = new AddressPlan(resolved).blocks();
        resolved.topology
                .regions()
                .forEach((name, said) ->
                        regions.put(name, region(said, regions.size() + 1, Optional.ofNullable(blocks.get(name)))));
        return regions;
    }

    SequencedMap<RegionName, RegionName> near() {
        return stands;
    }

    /// How far apart two places of the file are, each taken for the one that it is `near`.
    Optional<RoundTrip> between(RegionName a, RegionName b) {
        return Distances.between(stands.getOrDefault(a, a), stands.getOrDefault(b, b));
    }

    private Region region(Topology.Region said, int number, Optional<Cidr> block) {
        String path = "regions." + said.name();
        said.near().ifPresent(near -> stands.put(said.name(), near));
        Optional<Catalogue.Row> row = row(said, path);
        Origin known = new Origin.Sourced(Catalogue.source());
        String cloud = said.provider().or(() -> row.map(Catalogue.Row::cloud)).orElse("other");
        String jurisdiction =
                said.jurisdiction().or(() -> row.map(Catalogue.Row::country)).orElse("unknown");
        Optional<String> city = said.metro()
                .or(() ->
                        said.near().isPresent() ? Catalogue.metro(said.name().text()) : row.map(Catalogue.Row::metro));
        String metro = city.orElse(said.name().text());
        resolved.derived(path + ".number", Integer.toString(number), "its place among the regions of the file");
        resolved.put(
                path + ".provider", cloud, resolved.origin(path + ".provider").orElse(known));
        resolved.put(
                path + ".jurisdiction",
                jurisdiction,
                resolved.origin(path + ".jurisdiction").orElse(known));
        if (city.isPresent()) {
            resolved.put(
                    path + ".metro", metro, resolved.origin(path + ".metro").orElse(known));
        } else {
            resolved.derived(path + ".metro", metro, "its own, as neither the file nor the table of regions says one");
        }
        boolean promotable =
                resolved.saidOrDefault(path + ".promotable").orElse("true").equals("true");
        resolved.saidOrDefault(path + ".account");
        said.overrides()
                .forEach((override, setting) ->
                        resolved.put(override + "@" + said.name(), setting.text(), setting.origin()));
        return new Region(said.name(), cloud, jurisdiction, metro, number, promotable, block);
    }

    private Optional<Catalogue.Row> row(Topology.Region said, String path) {
        Optional<String> provider = said.provider().filter(Catalogue::hasRegionsOf);
        List<Catalogue.Row> rows = rows(
                said.near().orElse(said.name()),
                provider.filter(_ -> said.near().isEmpty()));
        boolean explained = said.near().isPresent() ? !rows.isEmpty() : isOfAnother(said);
        if (rows.isEmpty() && !explained) {
            RegionName wanted = said.near().orElse(said.name());
            unknown(wanted, said.near().isPresent() ? path + ".near" : path, provider);
        }
        if (rows.size() > 1) {
            List<String> clouds = rows.stream().map(Catalogue.Row::cloud).toList();
            resolved.problem(
                    ProblemId.AMBIGUOUS_REGION,
                    path,
                    new Message(
                            "several providers have a region `" + said.name() + "`: " + Words.list(clouds, "and"),
                            "distance, law and prices follow from the provider",
                            "`provider: " + clouds.getFirst() + "` on this region"));
        }
        return rows.stream().findFirst();
    }

    /// Whether it is a region of a provider whose regions the catalogue does not have.
    private static boolean isOfAnother(Topology.Region said) {
        return said.provider().filter(cloud -> !Catalogue.hasRegionsOf(cloud)).isPresent();
    }

    private static List<Catalogue.Row> rows(RegionName name, Optional<String> provider) {
        return Catalogue.named(name.text()).stream()
                .filter(row -> provider.isEmpty() || provider.get().equals(row.cloud()))
                .toList();
    }

    /// Checks a place that is no region of the file, such as a witness.
    void checkPlace(RegionName place, Optional<RegionName> near, String path) {
        near.ifPresent(beside -> stands.put(place, beside));
        boolean ofTheFile = resolved.topology.regions().containsKey(place);
        if (!ofTheFile && rows(near.orElse(place), Optional.empty()).isEmpty()) {
            unknown(near.orElse(place), path, Optional.empty());
        }
    }

    private void unknown(RegionName name, String path, Optional<String> provider) {
        Optional<String> elsewhere =
                rows(name, Optional.empty()).stream().findFirst().map(Catalogue.Row::cloud);
        String fix = elsewhere
                .map(cloud -> "`provider: " + cloud + "`, which has one of this name")
                .or(() -> resolved.nearest(name.text(), Catalogue.names()).map(near -> "`" + near + "`"))
                .orElseGet(() -> similar(name) + ofYourOwn(name, path));
        resolved.problem(
                ProblemId.UNKNOWN_REGION,
                path,
                new Message(
                        provider.map(cloud -> cloud + " has no region `" + name + "`")
                                .orElse("no provider has a region `" + name + "`"),
                        "distance, law and what fails together follow from the name of a region",
                        fix));
    }

    private static String ofYourOwn(RegionName name, String path) {
        return path.endsWith("witness.region")
                ? "`witness: {region: " + name + ", near: REGION}` for a place of your own"
                : "`near: REGION` for a place of your own, or `provider: other` if nothing is near";
    }

    private static String similar(RegionName name) {
        String head = name.text().replaceAll("[0-9].*$", "");
        List<String> found = new ArrayList<>(Catalogue.names());
        found.removeIf(candidate -> head.length() < 5 || !candidate.startsWith(head));
        return found.isEmpty() ? "" : "one of " + Words.list(found.subList(0, Math.min(5, found.size())), "or") + ", ";
    }
}
