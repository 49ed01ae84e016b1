package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Which region of Azure has a copy of what another one keeps (Azure reliability, list of regions, 2026-07).
/// Azure copies storage of a region to the one that it pairs it with, and to no other. Of a region that it pairs
/// with none a near one of ours has the copy. Regions without zones are in no topology that is written.
public final class AzurePairs {
    private static final SequencedMap<String, String> PAIRS = new LinkedHashMap<>();
    private static final SequencedMap<String, String> NEAR = new LinkedHashMap<>();

    /// Far from most, for a region that is in neither table.
    private static final String ELSEWHERE = "westeurope";

    static {
        PAIRS.put("eastus", "westus");
        PAIRS.put("eastus2", "centralus");
        PAIRS.put("centralus", "eastus2");
        PAIRS.put("southcentralus", "northcentralus");
        PAIRS.put("westus2", "westcentralus");
        PAIRS.put("westus3", "eastus");
        PAIRS.put("canadacentral", "canadaeast");
        PAIRS.put("brazilsouth", "southcentralus");
        PAIRS.put("northeurope", "westeurope");
        PAIRS.put("westeurope", "northeurope");
        PAIRS.put("swedencentral", "swedensouth");
        PAIRS.put("francecentral", "francesouth");
        PAIRS.put("germanywestcentral", "germanynorth");
        PAIRS.put("switzerlandnorth", "switzerlandwest");
        PAIRS.put("norwayeast", "norwaywest");
        PAIRS.put("uksouth", "ukwest");
        PAIRS.put("eastasia", "southeastasia");
        PAIRS.put("southeastasia", "eastasia");
        PAIRS.put("japaneast", "japanwest");
        PAIRS.put("japanwest", "japaneast");
        PAIRS.put("koreacentral", "koreasouth");
        PAIRS.put("australiaeast", "australiasoutheast");
        PAIRS.put("centralindia", "southindia");
        PAIRS.put("indiasouthcentral", "centralindia");
        PAIRS.put("southafricanorth", "southafricawest");
        PAIRS.put("uaenorth", "uaecentral");
        NEAR.put("austriaeast", "westeurope");
        NEAR.put("belgiumcentral", "northeurope");
        NEAR.put("chilecentral", "brazilsouth");
        NEAR.put("denmarkeast", "northeurope");
        NEAR.put("indonesiacentral", "southeastasia");
        NEAR.put("israelcentral", "westeurope");
        NEAR.put("italynorth", "westeurope");
        NEAR.put("malaysiawest", "southeastasia");
        NEAR.put("mexicocentral", "southcentralus");
        NEAR.put("newzealandnorth", "australiaeast");
        NEAR.put("polandcentral", "westeurope");
        NEAR.put("qatarcentral", "uaenorth");
        NEAR.put("spaincentral", "westeurope");
    }

    private AzurePairs() {}

    /// Whether Azure copies storage of a region to another by itself.
    public static boolean has(RegionName region) {
        return PAIRS.containsKey(region.text());
    }

    /// Where what all of these have together is kept: in none of them, since it is needed while one of them is
    /// lost, and near the first. The table goes from near to near.
    static RegionName beside(List<RegionName> regions) {
        List<RegionName> all =
                PAIRS.sequencedKeySet().stream().map(RegionName::new).toList();
        RegionName first = regions.getFirst();
        int here = Math.max(0, all.indexOf(has(first) ? first : copy(first)));
        return Stream.concat(all.stream().skip(here), all.stream())
                .filter(region -> !regions.contains(region))
                .findFirst()
                .orElse(regions.getLast());
    }

    /// Who has the copy: never the region itself.
    public static RegionName copy(RegionName region) {
        return new RegionName(Optional.ofNullable(PAIRS.get(region.text()))
                .or(() -> Optional.ofNullable(NEAR.get(region.text())))
                .orElse(ELSEWHERE));
    }
}
