package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Which region of Azure keeps what another one needs when it is gone. Azure pairs most of them (Azure
/// reliability, list of regions, 2026-11); for one that it pairs with none, a near one of ours.
public final class AzurePairs {
    private static final SequencedMap<String, String> PAIRS = new LinkedHashMap<>();

    static {
        both("eastus", "westus");
        both("eastus2", "centralus");
        both("northcentralus", "southcentralus");
        both("westus2", "westcentralus");
        both("canadacentral", "canadaeast");
        both("northeurope", "westeurope");
        both("uksouth", "ukwest");
        both("francecentral", "francesouth");
        both("germanywestcentral", "germanynorth");
        both("switzerlandnorth", "switzerlandwest");
        both("norwayeast", "norwaywest");
        both("swedencentral", "swedensouth");
        both("southeastasia", "eastasia");
        both("japaneast", "japanwest");
        both("koreacentral", "koreasouth");
        both("australiaeast", "australiasoutheast");
        both("centralindia", "southindia");
        both("southafricanorth", "southafricawest");
        both("uaenorth", "uaecentral");
        PAIRS.put("westus3", "eastus");
        PAIRS.put("brazilsouth", "southcentralus");
        PAIRS.put("westindia", "southindia");
        PAIRS.put("australiacentral", "australiaeast");
        PAIRS.put("mexicocentral", "southcentralus");
        PAIRS.put("polandcentral", "westeurope");
        PAIRS.put("italynorth", "westeurope");
        PAIRS.put("spaincentral", "westeurope");
        PAIRS.put("austriaeast", "westeurope");
        PAIRS.put("belgiumcentral", "northeurope");
        PAIRS.put("israelcentral", "westeurope");
        PAIRS.put("qatarcentral", "uaenorth");
        PAIRS.put("newzealandnorth", "australiaeast");
        PAIRS.put("indonesiacentral", "southeastasia");
        PAIRS.put("malaysiawest", "southeastasia");
        PAIRS.put("chilecentral", "brazilsouth");
    }

    private AzurePairs() {}

    private static void both(String one, String other) {
        PAIRS.put(one, other);
        PAIRS.put(other, one);
    }

    /// Never the region itself: of one that this table does not have, one that is far from most.
    public static RegionName of(RegionName region) {
        return new RegionName(Optional.ofNullable(PAIRS.get(region.text())).orElse("westeurope"));
    }
}
