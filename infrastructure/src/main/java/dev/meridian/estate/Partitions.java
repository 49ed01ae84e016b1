package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// AWS is several clouds of one make, which have nothing in common: accounts, roles, keys and networks of one are
/// unknown to another (AWS Fault Isolation Boundaries, partitions, 2026-11). What is written is of one account.
final class Partitions {
    private static final String USUAL = "aws";

    /// How the names of their regions begin (AWS General Reference, partitions, 2026-11).
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

    /// A problem for each region that is not where most of them are; of two that have as many, the file's first
    /// region is where the others should be.
    static void check(Ledger ledger) {
        SequencedMap<String, List<RegionName>> regions = new LinkedHashMap<>();
        ledger.regions(Cloud.AWS)
                .forEach(region -> regions.computeIfAbsent(of(region), _ -> new ArrayList<>())
                        .add(region));
        if (regions.size() < 2) {
            return;
        }
        String most = regions.firstEntry().getKey();
        for (var entry : regions.entrySet()) {
            most = entry.getValue().size()
                            > regions.getOrDefault(most, List.of()).size()
                    ? entry.getKey()
                    : most;
        }
        String chosen = most;
        regions.forEach((partition, there) -> {
            if (!partition.equals(chosen)) {
                there.forEach(region -> refuse(ledger, region, partition, chosen));
            }
        });
    }

    private static void refuse(Ledger ledger, RegionName region, String partition, String most) {
        ledger.problem(
                "regions." + region,
                new Message(
                        region + " is in the partition `" + partition + "` of AWS, and most regions of this file in `"
                                + most + "`",
                        "accounts, roles and keys of one partition are unknown to another, and no peering, copy of a"
                                + " database or bucket, or global table leads from one to the other",
                        "a region of `" + most + "` in its place, or a file of its own for those of `" + partition
                                + "`"));
    }

    private static String of(RegionName region) {
        return OTHERS.entrySet().stream()
                .filter(entry -> region.text().startsWith(entry.getKey()))
                .map(entry -> entry.getValue())
                .findFirst()
                .orElse(USUAL);
    }
}
