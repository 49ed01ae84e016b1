package dev.meridian.mechanisms;

import dev.meridian.units.RegionName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The region that Azure copies to from a region where a service chooses the place of its copies: geo-redundant
/// storage, geo-redundant backups, Key Vault. A pair need not be mutual: the copies of West US 3 go to East US,
/// and those of East US to West US.
public final class AzureRegionPairs {
    /// Where the pairs are published.
    public static final Source SOURCE =
            Source.read("Microsoft Learn, Azure regions list, column Paired region, of 2025-09-23", Row.MONTH);

    private static final SortedMap<String, String> PAIRS = new TreeMap<>();

    /// Regions that have no pair and rely on their zones.
    private static final List<String> WITHOUT = List.of(
            "austriaeast",
            "belgiumcentral",
            "chilecentral",
            "denmarkeast",
            "indonesiacentral",
            "israelcentral",
            "italynorth",
            "malaysiawest",
            "mexicocentral",
            "newzealandnorth",
            "polandcentral",
            "qatarcentral",
            "spaincentral");

    static {
        both("australiacentral", "australiacentral2");
        both("australiaeast", "australiasoutheast");
        both("canadacentral", "canadaeast");
        both("centralindia", "southindia");
        both("centralus", "eastus2");
        both("eastasia", "southeastasia");
        both("eastus", "westus");
        both("francecentral", "francesouth");
        both("germanynorth", "germanywestcentral");
        both("japaneast", "japanwest");
        both("koreacentral", "koreasouth");
        both("northcentralus", "southcentralus");
        both("northeurope", "westeurope");
        both("norwayeast", "norwaywest");
        both("southafricanorth", "southafricawest");
        both("switzerlandnorth", "switzerlandwest");
        both("uaecentral", "uaenorth");
        both("uksouth", "ukwest");
        both("westcentralus", "westus2");
        PAIRS.put("brazilsouth", "southcentralus");
        PAIRS.put("brazilsoutheast", "brazilsouth");
        PAIRS.put("swedencentral", "swedensouth");
        PAIRS.put("westindia", "southindia");
        PAIRS.put("westus3", "eastus");
    }

    private AzureRegionPairs() {}

    private static void both(String one, String other) {
        PAIRS.put(one, other);
        PAIRS.put(other, one);
    }

    /// The pair of a region; empty where it has none, and for a region that the list does not have.
    public static Optional<RegionName> of(RegionName region) {
        return Optional.ofNullable(PAIRS.get(region.text())).map(RegionName::new);
    }

    /// Each region that has a pair, with the pair, by name.
    static SortedMap<String, String> all() {
        return Collections.unmodifiableSortedMap(PAIRS);
    }

    /// The regions without a pair, by name.
    static List<String> without() {
        return WITHOUT;
    }

    /// Whether the list says that a region has no pair.
    public static boolean isWithout(RegionName region) {
        return WITHOUT.contains(region.text());
    }
}
