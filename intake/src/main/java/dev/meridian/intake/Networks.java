package dev.meridian.intake;

import dev.meridian.topology.Scalars;
import dev.meridian.units.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The networks of a plan or a state: one for each region, and what joins them.
final class Networks {
    private static final String VPC = "aws_vpc";

    private final Survey survey;
    private final SequencedMap<String, Said> blocks = new LinkedHashMap<>();
    private final SequencedMap<String, Cidr> taken = new LinkedHashMap<>();
    private final SequencedMap<String, SequencedSet<String>> zones = new LinkedHashMap<>();
    private final SequencedSet<String> regions = new LinkedHashSet<>();
    private final List<Peering> peerings = new ArrayList<>();

    /// Two networks that reach each other.
    record Peering(Resource origin, String from, String to) {}

    Networks(Survey survey) {
        this.survey = survey;
    }

    void read() {
        survey.each(VPC, this::network);
        survey.each("aws_subnet", this::subnet);
        survey.each("aws_vpc_peering_connection", this::peering);
        survey.each("aws_vpc_peering_connection_accepter", survey.notes()::read);
    }

    /// Where there is a network.
    SequencedSet<String> regions() {
        return regions;
    }

    /// The addresses of each region, as far as the format can have them.
    SequencedMap<String, Said> blocks() {
        return blocks;
    }

    /// Over how many zones the subnets of each region spread.
    SequencedMap<String, Said> zones() {
        SequencedMap<String, Said> counts = new LinkedHashMap<>();
        zones.forEach(
                (region, names) -> counts.put(region, Said.by("zones of its subnets", Integer.toString(names.size()))));
        return counts;
    }

    List<Peering> peerings() {
        return peerings;
    }

    /// A kind of part that the format has a switch for.
    Optional<Said> has(String type) {
        survey.each(type, survey.notes()::read);
        return survey.all(type).stream().findFirst().map(first -> Said.by(first, "true"));
    }

    private void network(Resource network) {
        String region = survey.region(network);
        survey.notes().read(network);
        regions.add(region);
        Optional<String> text = network.values().text("cidr_block");
        Optional<Cidr> block = text.flatMap(Scalars::block).filter(found -> found.prefix() >= 16);
        if (text.isPresent()) {
            whyNot(region, block)
                    .ifPresentOrElse(
                            why -> survey.lost(network, "cidr_block", text.get() + ": " + why),
                            () -> blocks.put(region, Said.by(network, text.get())));
        }
        if (blocks.containsKey(region)) {
            block.ifPresent(found -> taken.putIfAbsent(region, found));
        }
    }

    private Optional<String> whyNot(String region, Optional<Cidr> block) {
        if (block.isEmpty()) {
            return Optional.of("no block of addresses that a network can have");
        }
        if (taken.containsKey(region)) {
            return Optional.of("the format has one block of addresses for a region");
        }
        return taken.entrySet().stream()
                .filter(other -> other.getValue().overlaps(block.get()))
                .findFirst()
                .map(other -> "it overlaps with " + other.getValue() + " of " + other.getKey()
                        + ", and such regions can never be connected");
    }

    private void subnet(Resource subnet) {
        for (String zone : Whereabouts.zones(subnet)) {
            if (Whereabouts.ofZone(zone).equals(Optional.of(survey.region(subnet)))) {
                survey.notes().read(subnet);
                zones.computeIfAbsent(survey.region(subnet), _ -> new LinkedHashSet<>())
                        .add(zone);
            }
        }
    }

    private void peering(Resource peering) {
        String from =
                survey.links().one(peering, "vpc_id", VPC).map(survey::region).orElse(survey.region(peering));
        Optional<String> to = peering.values()
                .text("peer_region")
                .or(() -> survey.links().one(peering, "peer_vpc_id", VPC).map(survey::region));
        if (to.isPresent() && !to.get().equals(from)) {
            survey.notes().read(peering);
            peerings.add(new Peering(peering, from, to.get()));
            return;
        }
        survey.notes()
                .notRead(
                        peering,
                        to.isPresent()
                                ? "both of its ends are in " + from
                                : "the region of its other end is not in " + survey.noun());
    }
}
