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
        closed("francecentral", "francesouth", "westeurope");
        closed("germanywestcentral", "germanynorth", "westeurope");
        closed("switzerlandnorth", "switzerlandwest", "westeurope");
        closed("norwayeast", "norwaywest", "northeurope");
        closed("swedencentral", "swedensouth", "northeurope");
        both("southeastasia", "eastasia");
        both("japaneast", "japanwest");
        both("koreacentral", "koreasouth");
        both("australiaeast", "australiasoutheast");
        both("centralindia", "southindia");
        closed("southafricanorth", "southafricawest", "westeurope");
        closed("uaenorth", "uaecentral", "centralindia");
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
        PAIRS.put("denmarkeast", "northeurope");
        PAIRS.put("indiasouthcentral", "centralindia");
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

    /// A pair of which Azure lets nobody into one half who has not asked for it (the same list, restricted
    /// access); what the other half needs is in a near region that is open and has a pair of its own.
    private static void closed(String open, String restricted, String near) {
        PAIRS.put(open, near);
        PAIRS.put(restricted, open);
    }

    /// Never the region itself: of one that this table does not have, one that is far from most.
    public static RegionName of(RegionName region) {
        return new RegionName(Optional.ofNullable(PAIRS.get(region.text())).orElse("westeurope"));
    }
}
