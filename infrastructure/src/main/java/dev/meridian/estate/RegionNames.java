package dev.meridian.estate;

import dev.meridian.blueprint.Catalogue;
import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Whether a region of the file can be one of the cloud that it says: a place of somebody's own, and a region of
/// another cloud, would be written as something that the cloud's provider refuses only when it is planned. A cloud
/// opens regions that no table has yet, and calls them as it calls all others.
final class RegionNames {
    /// AWS General Reference, Google Cloud and Azure documentation, lists of regions, 2026-11.
    private static final SequencedMap<Cloud, Pattern> SHAPES = new LinkedHashMap<>();

    static {
        SHAPES.put(Cloud.AWS, Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]+"));
        SHAPES.put(Cloud.GOOGLE, Pattern.compile("[a-z]+-[a-z]+[0-9]+"));
        SHAPES.put(Cloud.AZURE, Pattern.compile("[a-z]+[0-9]?"));
    }

    private RegionNames() {}

    /// A problem for each region that is none of its cloud.
    static void check(Ledger ledger) {
        SHAPES.forEach((cloud, shape) -> ledger.regions(cloud).stream()
                .filter(region -> !has(cloud, region)
                        && (!shape.matcher(region.text()).matches() || Catalogue.has(region.text())))
                .forEach(region -> refuse(ledger, cloud, region)));
    }

    private static boolean has(Cloud cloud, RegionName region) {
        return Catalogue.zones(cloud.word(), region.text()).isPresent();
    }

    private static void refuse(Ledger ledger, Cloud cloud, RegionName region) {
        String possible = Arrays.stream(Cloud.values())
                .filter(other -> has(other, region))
                .map(other -> "`provider: " + other.word() + "`, of which it is a region")
                .findFirst()
                .orElse(
                        "`provider: other` for a place of your own, for which nothing is written; or the cloud's name of the"
                                + " region that is meant");
        ledger.problem(
                "regions." + region,
                new Message(
                        "`" + region + "` is no region of " + cloud.text(),
                        "everything that is written for it would be asked of that cloud, which knows no such region",
                        possible));
    }
}
