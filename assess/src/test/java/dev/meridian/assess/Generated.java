package dev.meridian.assess;

import dev.meridian.blueprint.StoreKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Small topologies of every kind of store, cloud, operator and way of copying: each has one application in three
/// regions, with promises about time, loss and availability. Most of them describe something that nobody would
/// build; the judgement has to agree with itself about those, too.
final class Generated {
    private static final List<List<String>> REGIONS = List.of(
            List.of("us-east-1", "us-west-2", "eu-west-1"),
            List.of("us-central1", "us-west1", "europe-west4"),
            List.of("eastus", "westus2", "northeurope"),
            List.of("us-east-1", "us-west1", "northeurope"),
            List.of("rack-a", "rack-b", "rack-c"));

    private static final List<String> CLOUDS = List.of("aws", "gcp", "azure", "", "own");

    private static final List<String> COPIES = List.of(
            "none",
            "async",
            "sync",
            "quorum",
            "multi-primary",
            "provider",
            "{mode: provider, consistency: strong}",
            "{mode: async, lag: 5s}",
            "{mode: copy, every: 1h}",
            "unknown");

    private Generated() {}

    /// Every combination of kind, cloud, operator and way of copying.
    static List<Read> all() {
        List<Read> files = new ArrayList<>();
        for (StoreKind kind : StoreKind.values()) {
            for (int cloud = 0; cloud < CLOUDS.size(); cloud++) {
                for (String copied : COPIES) {
                    for (String runs : List.of("provider", "self")) {
                        files.add(file(kind, cloud, copied, runs, files.size()));
                    }
                }
            }
        }
        return files;
    }

    private static Read file(StoreKind kind, int cloud, String copied, String runs, int number) {
        List<String> regions = REGIONS.get(cloud);
        String provider = CLOUDS.get(cloud).isEmpty() ? "" : ", provider: " + CLOUDS.get(cloud);
        String second = number % 3 == 0 ? "standby" : "active";
        String control = number % 2 == 0
                ? "{mode: automatic, control: {in: [%s, %s], runs: provider}}".formatted(regions.get(1), regions.get(2))
                : "{mode: %s}".formatted(number % 4 == 1 ? "automatic" : "manual");
        String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String name = "%s on %s, %s, %s".formatted(word, CLOUDS.get(cloud), copied, runs);
        String text = """
                meridian: 1
                application: shop
                objectives: {rto: 15m, rpo: 30s, availability: 99.9%%, disruptions: {corruption: {rto: 4h, rpo: 1h}}}
                regions:
                  %s: {role: primary%s}
                  %s: {role: %s%s}
                  %s: {role: active%s}
                services: {web: {dependsOn: {kept: hard}}}
                data: {kept: {kind: %s, runs: %s, replication: %s}}
                traffic: {entrances: {web: {host: shop.example.com, route: [latency, health]}}}
                failover: %s
                """.formatted(
                        regions.get(0),
                        provider,
                        regions.get(1),
                        second,
                        provider,
                        regions.get(2),
                        provider,
                        word,
                        runs,
                        copied,
                        control);
        return new Read(name, text, java.util.Optional.empty(), List.of());
    }
}
