package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// AWS is several clouds of one make, which have nothing in common: accounts, roles, keys and networks of one are
/// unknown to another (AWS Fault Isolation Boundaries, partitions, 2026-11). What is written is of one account,
/// and names, certificates of the edge and budgets are made from us-east-1, where the partition `aws` has them.
final class Partitions {
    /// How the names of regions of the others begin (AWS General Reference, partitions, 2026-11).
    private static final SequencedMap<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("cn-", "aws-cn");
        OTHERS.put("us-gov-", "aws-us-gov");
        OTHERS.put("us-iso-", "aws-iso");
        OTHERS.put("us-isob-", "aws-iso-b");
        OTHERS.put("us-isof-", "aws-iso-f");
        OTHERS.put("eu-isoe-", "aws-iso-e");
        OTHERS.put("eusc-", "aws-eusc");
    }

    private Partitions() {}

    /// A problem for each region that is of another partition than `aws`.
    static void check(Ledger ledger) {
        for (RegionName region : ledger.regions(Cloud.AWS)) {
            OTHERS.forEach((beginning, partition) -> {
                if (region.text().startsWith(beginning)) {
                    refuse(ledger, region, partition);
                }
            });
        }
    }

    /// Whether a region is of the partition of everything else.
    static boolean isOfOurs(RegionName region) {
        return OTHERS.keySet().stream().noneMatch(region.text()::startsWith);
    }

    private static void refuse(Ledger ledger, RegionName region, String partition) {
        ledger.problem(
                "regions." + region,
                new Message(
                        region + " is in the partition `" + partition + "` of AWS",
                        "it shares no account, role, key, peering or global table with other partitions, and names and"
                                + " budgets are made from us-east-1, which it does not have",
                        "a region of the partition `aws` in its place"));
    }
}
