package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Entrance;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// The records of a name that goes by where its users are.
///
/// A continent has one record, and so has everybody else. Route 53 passes over a continent's record that does not
/// serve and takes the one of everybody else; where that does not serve either, it takes the continent's again
/// (Route 53 developer guide, values of geolocation alias records, 2026-11). A record of everybody else that leads
/// to one region is therefore no way out in the hour in which that region is dead, and a second region on a
/// continent would never be sent anybody.
///
/// So what leads to several regions leads to a set: a record for each, by latency, of which Route 53 leaves out
/// those that do not serve. Everybody else has a set of all regions, a continent with several regions one of
/// those. Names of sets begin with `_`, which no name does that a file can say; nobody opens them, so no
/// certificate has them.
final class Places {
    private static final String ALL = "any";

    private final Entrance entrance;
    private final String of;
    private final List<Block> blocks = new ArrayList<>();

    private Places(Entrance entrance, String of) {
        this.entrance = entrance;
        this.of = of;
    }

    /// @param of the name
    static List<Block> of(Entrance entrance, String of) {
        Places places = new Places(entrance, of);
        entrance.continents().forEach(places::continent);
        places.others();
        return places.blocks;
    }

    /// Its address and its identifier are the continent's, so that a region more changes where it leads, in place.
    private void continent(String continent, SequencedSet<RegionName> regions) {
        String word = continent.toLowerCase(Locale.ROOT);
        Block record = Names.named(entrance, Root.label(entrance.name()) + "_from_" + word, of)
                .set("set_identifier", continent)
                .with(Block.of("geolocation_routing_policy").set("continent", continent));
        blocks.add(
                regions.size() == 1
                        ? Names.leadsTo(entrance, regions.getFirst(), record)
                        : behind(word, regions, record));
    }

    private void others() {
        Block record = Names.named(entrance, Root.label(entrance.name()) + "_others", of)
                .set("set_identifier", "others")
                .with(Block.of("geolocation_routing_policy")
                        .set(
                                "country",
                                Expression.text("*"),
                                "Whoever is on none of the continents above, or on one where nobody serves."));
        blocks.add(behind(ALL, serving(), record));
    }

    private SequencedSet<RegionName> serving() {
        SequencedSet<RegionName> regions = new LinkedHashSet<>();
        entrance.serving().forEach(choice -> regions.add(choice.region()));
        return regions;
    }

    /// Makes the set, and leads to it once it is there: Route 53 takes no alias of a name that has no record yet.
    private Block behind(String word, SequencedSet<RegionName> regions, Block record) {
        String set = "_" + word + "." + entrance.host();
        List<Expression> made = new ArrayList<>();
        for (RegionName region : regions) {
            String label = Names.label(entrance, region) + "_" + word;
            made.add(reference("aws_route53_record." + label));
            blocks.add(Names.leadsTo(
                    entrance,
                    region,
                    Names.named(entrance, label, set)
                            .set("set_identifier", region.text())
                            .with(Block.of("latency_routing_policy").set("region", region.text()))));
        }
        return record.with(Names.alias(entrance, set, true))
                .set("depends_on", sequence(made.toArray(Expression[]::new)));
    }
}
