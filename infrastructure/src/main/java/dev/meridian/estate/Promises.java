package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Objectives;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Works out what is promised of what runs. What is promised for one region counts there before what is promised
/// for the whole.
final class Promises {
    /// How a file may say it, the most precise word first.
    private static final List<String> WORDS = List.of("p99", "p95", "p50", "average", "bound");

    private final Blueprint meant;
    private final Ledger ledger;

    Promises(Blueprint meant, Ledger ledger) {
        this.meant = meant;
        this.ledger = ledger;
    }

    Promised promised() {
        Objectives whole = meant.applications().firstEntry().getValue().objectives();
        SequencedMap<RegionName, Promised.InRegion> regions = new LinkedHashMap<>();
        for (RegionName region : ledger.regions()) {
            OptionalDouble own = at("objectives.perRegion.availability", region)
                    .map(Scalars::share)
                    .orElse(OptionalDouble.empty());
            regions.put(
                    region,
                    new Promised.InRegion(
                            own.isPresent() ? own : whole.availability(), latency(region), requests(region)));
        }
        return new Promised(whole.rto(), whole.rpo(), whole.availability(), regions);
    }

    private Optional<String> at(String path, RegionName region) {
        return ledger.said().sources().at(path, region).map(Setting::text);
    }

    private Optional<Promised.Latency> latency(RegionName region) {
        for (String level : List.of("objectives.perRegion", "objectives")) {
            for (String word : WORDS) {
                Optional<Promised.Latency> one = at(level + ".latency.users." + word, region)
                        .flatMap(Scalars::time)
                        .map(most -> new Promised.Latency(word, most));
                if (one.isPresent()) {
                    return one;
                }
            }
        }
        return Optional.empty();
    }

    private OptionalDouble requests(RegionName region) {
        return at("objectives.perRegion.throughput.requests", region)
                .flatMap(Scalars::rate)
                .map(rate -> OptionalDouble.of(rate.perSecond()))
                .orElse(OptionalDouble.empty());
    }
}
