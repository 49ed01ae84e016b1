package dev.meridian.blueprint;

import dev.meridian.topology.Journey;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Resolves objectives: an application's are the root's unless it says otherwise; a store has the strictest of its
/// application's, of every journey that reaches it through hard dependencies, and its own.
final class Promises {
    private final Resolved resolved;

    /// Promises, and who makes them.
    private record Source(String path, Topology.Objectives objectives) {}

    /// A promised bound and where it stands.
    private record Bound(double value, String text, String path) {}

    Promises(Resolved resolved) {
        this.resolved = resolved;
    }

    Objectives of(Topology.Application application) {
        String path = resolved.path(application.name(), "objectives");
        for (String key : List.of("rto", "rpo", "availability")) {
            resolved.saidOrDefault(path + "." + key);
        }
        Topology.Objectives said = application.objectives();
        return new Objectives(said.rto(), said.rpo(), said.overall().availability());
    }

    /// @param owner empty for what several applications share: then all of them count
    Objectives of(Storage.Store store, Optional<Topology.Application> owner) {
        List<Source> sources = new ArrayList<>();
        for (Topology.Application application : resolved.topology.applications().values()) {
            if (owner.isEmpty() || owner.get().name().equals(application.name())) {
                sources.add(new Source(resolved.path(application.name(), "objectives"), application.objectives()));
            }
        }
        for (Journey journey : resolved.topology.journeys().values()) {
            if (reaches(journey.uses()).contains(store.name())) {
                sources.add(new Source("journeys." + journey.name() + ".objectives", journey.objectives()));
            }
        }
        String path = "data." + store.name() + ".objectives";
        sources.add(new Source(path, store.objectives()));
        Optional<Bound> rto = strictest(sources, "rto", path);
        Optional<Bound> rpo = strictest(sources, "rpo", path);
        Optional<Bound> availability = strictest(sources, "availability", path);
        return new Objectives(
                rto.map(Promises::duration),
                rpo.map(Promises::duration),
                availability.isPresent() ? OptionalDouble.of(-availability.get().value) : OptionalDouble.empty());
    }

    private static Duration duration(Bound bound) {
        return Duration.ofNanos(Math.round(bound.value * 1e9));
    }

    private Optional<Bound> strictest(List<Source> sources, String key, String path) {
        Bound strictest = null;
        for (Source source : sources) {
            Optional<Bound> bound = bound(source, key);
            if (bound.isPresent() && (strictest == null || bound.get().value < strictest.value)) {
                strictest = bound.get();
            }
        }
        if (strictest != null && strictest.path.startsWith(path)) {
            resolved.saidOrDefault(strictest.path);
        } else if (strictest != null) {
            resolved.derived(path + "." + key, strictest.text, "the strictest that reaches it, " + strictest.path);
        }
        return Optional.ofNullable(strictest);
    }

    /// Smaller is stricter; so availability, which is a lower bound, is turned round.
    private static Optional<Bound> bound(Source source, String key) {
        Topology.Objectives said = source.objectives;
        String path = source.path + "." + key;
        if (key.equals("availability")) {
            OptionalDouble share = said.overall().availability();
            return share.isPresent()
                    ? Optional.of(new Bound(-share.getAsDouble(), percent(share.getAsDouble()), path))
                    : Optional.empty();
        }
        Optional<Duration> time = key.equals("rto") ? said.rto() : said.rpo();
        return time.map(value -> new Bound(value.toNanos() / 1e9, Durations.text(value), path));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private SequencedSet<String> reaches(List<String> names) {
        SequencedSet<String> reached = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(names);
        while (!open.isEmpty()) {
            String name = open.removeFirst();
            if (reached.add(name)) {
                needs(name).forEach((other, need) -> {
                    if (need.need() == Topology.Strength.HARD) {
                        open.add(other);
                    }
                });
            }
        }
        return reached;
    }

    private SequencedMap<String, Topology.Need> needs(String name) {
        Topology.Service service = resolved.topology.services().get(name);
        Storage.Store store = resolved.topology.stores().get(name);
        if (service != null) {
            return service.dependsOn();
        }
        return store != null ? store.dependsOn() : new LinkedHashMap<>();
    }
}
