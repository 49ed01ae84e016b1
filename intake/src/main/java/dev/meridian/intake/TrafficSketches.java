package dev.meridian.intake;

import dev.meridian.topology.Scalars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Names that users open as entrances of the format, and checks of the provider as its probes.
final class TrafficSketches {
    private final Survey survey;
    private final Ways ways;
    private final ServiceSketches services;

    TrafficSketches(Survey survey, Ways ways, ServiceSketches services) {
        this.survey = survey;
        this.ways = ways;
        this.services = services;
    }

    Sketch.Traffic traffic() {
        SequencedMap<String, List<Way>> byHost = new LinkedHashMap<>();
        ways.ways()
                .forEach(way -> byHost.computeIfAbsent(way.host().orElse(""), _ -> new ArrayList<>())
                        .add(way));
        byHost.remove("");
        Naming.Space space = new Naming.Space();
        List<Sketch.Entrance> entrances = new ArrayList<>();
        byHost.forEach((host, all) -> entrances.add(entrance(host, all, space)));
        return new Sketch.Traffic(ttl(byHost), entrances, ways.distribution(), ways.accelerator());
    }

    private Sketch.Entrance entrance(String host, List<Way> all, Naming.Space space) {
        String service = services.name(all.getFirst().leadsTo().getFirst());
        SequencedSet<String> route = new LinkedHashSet<>();
        all.forEach(way -> way.policy().ifPresent(route::add));
        if (!route.isEmpty() && all.stream().anyMatch(Way::isTurned)) {
            route.add("health");
        }
        String origins = String.join(
                ", ", all.stream().map(way -> way.origin().address()).distinct().toList());
        return new Sketch.Entrance(
                space.unique(service, Naming.plain(host.split("\\.", -1)[0])),
                Said.by(origins, host),
                service,
                route.isEmpty() ? Optional.empty() : Optional.of(Page.list(List.copyOf(route))),
                weights(all),
                all.stream().anyMatch(Way::isRecord),
                all.stream()
                        .anyMatch(way -> way.isRecord()
                                && !way.origin().values().blocks("alias").isEmpty()));
    }

    /// The parts of the users, if each way leads to one region that no other leads to.
    private static SequencedMap<String, String> weights(List<Way> all) {
        SequencedMap<String, String> weights = new LinkedHashMap<>();
        for (Way way : all) {
            Optional<String> weight = way.origin().values().blocks("weighted_routing_policy").stream()
                    .flatMap(policy -> policy.count("weight").stream())
                    .findFirst();
            boolean isNew = way.isToOneRegion()
                    && weight.isPresent()
                    && weights.putIfAbsent(way.leadsTo().getFirst().region(), weight.get()) == null;
            if (!isNew) {
                return new LinkedHashMap<>();
            }
        }
        return weights;
    }

    /// The format has one time to live. The longest is the one that a recovery waits for.
    private Optional<Said> ttl(SequencedMap<String, List<Way>> byHost) {
        List<Said> all = byHost.values().stream()
                .flatMap(List::stream)
                .flatMap(way -> way.ttl().stream())
                .toList();
        List<String> values = all.stream().map(Said::value).distinct().toList();
        Optional<Said> longest = all.stream()
                .max(Comparator.comparing(said -> Scalars.time(said.value()).orElse(Duration.ZERO)));
        return values.size() < 2
                ? longest
                : longest.map(said -> Said.by("the longest of " + String.join(", ", values), said.value()));
    }

    /// Who turns the traffic today.
    Optional<Said> runs() {
        return ways.ways().stream()
                .filter(Way::isTurned)
                .map(way ->
                        Said.by("Route 53 turns " + way.host().orElse("the name") + " by its own checks", "provider"))
                .findFirst();
    }

    private record Asked(String kind, String whom, String port, String path) {}

    /// Checks that ask the same in several regions are one probe. A region is judged with one rhythm, so what
    /// another probe has stays out.
    List<Sketch.Probe> probes(List<Checks.Check> checks) {
        SequencedMap<Asked, List<Checks.Check>> alike = new LinkedHashMap<>();
        for (Checks.Check check : checks) {
            Optional<String> service = service(check);
            String whom = service.orElse(check.host().orElse(check.origin().address()));
            Asked asked = new Asked(
                    check.kind(), whom, check.port().orElse(""), check.path().orElse(""));
            alike.computeIfAbsent(asked, _ -> new ArrayList<>()).add(check);
        }
        Naming.Space space = new Naming.Space();
        List<Sketch.Probe> probes = new ArrayList<>();
        Optional<Sketch.Rhythm> agreed = Optional.empty();
        for (List<Checks.Check> same : alike.values()) {
            Sketch.Rhythm own = rhythm(same.getFirst());
            boolean isAgreed = agreed.isEmpty() || texts(own).equals(texts(agreed.get()));
            agreed = agreed.or(() -> Optional.of(own));
            if (!isAgreed) {
                same.forEach(check -> survey.lost(
                        check.origin(),
                        "request_interval",
                        "it asks in another rhythm than the first check, and a region is judged with one"));
            }
            probes.add(probe(same, space, isAgreed ? Optional.of(own) : Optional.empty()));
        }
        return probes;
    }

    private Sketch.Probe probe(List<Checks.Check> same, Naming.Space space, Optional<Sketch.Rhythm> rhythm) {
        Checks.Check first = same.getFirst();
        String origins = String.join(
                ", ", same.stream().map(check -> check.origin().address()).toList());
        Optional<String> service = service(first);
        return new Sketch.Probe(
                space.unique(service.orElse(survey.naming().of(first.origin(), Optional.empty())), first.kind()),
                Said.by(origins, first.kind()),
                service,
                first.host().filter(host -> service.isEmpty() && Scalars.isHost(host)),
                first.port(),
                first.path(),
                rhythm);
    }

    private Optional<String> service(Checks.Check check) {
        return ways.judged(check.origin()).stream()
                .map(way -> services.name(way.leadsTo().getFirst()))
                .findFirst();
    }

    private static Sketch.Rhythm rhythm(Checks.Check check) {
        OptionalInt failures = check.failures();
        return new Sketch.Rhythm(
                check.every(),
                failures.isPresent() && failures.getAsInt() > 0 && failures.getAsInt() <= Attributes.MOST
                        ? Optional.of(Integer.toString(failures.getAsInt()))
                        : Optional.empty());
    }

    private static String texts(Sketch.Rhythm rhythm) {
        return rhythm.every().orElse("") + " " + rhythm.failures().orElse("");
    }
}
