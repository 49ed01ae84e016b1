package dev.meridian.assess;

import dev.meridian.topology.Claim;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The objectives that a claim is about, as far as its path reaches: a whole block of them, one kind of
/// disruption, or one figure. Where the claim names nothing, those of every application.
///
/// @param rto each that the claim may mean, the first one before all others; so is `rpo`
record Compared(List<Figure<Duration>> rto, List<Figure<Duration>> rpo, Optional<Figure<Double>> availability) {

    /// A promised figure and where it stands.
    record Figure<T>(T value, String path) {}

    /// One owner of objectives, with its path in the file.
    private record Owner(String path, Topology.Objectives said) {}

    static List<Compared> with(Subject subject, Claim claim) {
        List<Owner> applications = subject.topology().applications().values().stream()
                .map(application -> new Owner(subject.path(application.name(), ""), application.objectives()))
                .toList();
        if (claim.at().isEmpty()) {
            return applications.stream().map(owner -> of(owner, "")).toList();
        }
        String at = claim.at().get() + ".";
        List<Owner> owners = new ArrayList<>(applications);
        owners.add(new Owner("", subject.topology().objectives()));
        subject.topology()
                .journeys()
                .forEach((name, journey) -> owners.add(new Owner("journeys." + name + ".", journey.objectives())));
        subject.topology()
                .stores()
                .forEach((name, store) -> owners.add(new Owner("data." + name + ".", store.objectives())));
        return owners.stream()
                .filter(owner -> at.equals(owner.path) || at.startsWith(owner.path + "objectives."))
                .findFirst()
                .map(owner -> of(
                        owner,
                        at.substring(owner.path.length())
                                .replaceFirst("^objectives\\.", "")
                                .replaceFirst("\\.$", "")))
                .stream()
                .toList();
    }

    /// @param rest what of the objectives, empty for all: `rto`, `disruptions.corruption`,
    ///     `perRegion.availability`
    private static Compared of(Owner owner, String rest) {
        String path = owner.path + "objectives.";
        Topology.Objectives said = owner.said;
        if (rest.startsWith("disruptions.")) {
            String[] parts = rest.split("\\.", -1);
            Optional<Topology.Bounds> bounds = said.disruptions().entrySet().stream()
                    .filter(entry -> key(entry.getKey()).equals(parts[1]))
                    .map(entry -> entry.getValue())
                    .findFirst();
            String leaf = parts.length > 2 ? parts[2] : "";
            String of = path + "disruptions." + parts[1] + ".";
            return new Compared(
                    figures("rto", leaf, bounds.flatMap(Topology.Bounds::rto), of),
                    figures("rpo", leaf, bounds.flatMap(Topology.Bounds::rpo), of),
                    Optional.empty());
        }
        if (rest.startsWith("perRegion")) {
            boolean meant = rest.equals("perRegion") || rest.equals("perRegion.availability");
            return new Compared(
                    List.of(),
                    List.of(),
                    meant ? share(said.perRegion().availability(), path + "perRegion.") : Optional.empty());
        }
        Optional<Topology.Bounds> region =
                Optional.ofNullable(said.disruptions().get(Topology.Disruption.REGION));
        List<Figure<Duration>> rto = new ArrayList<>();
        List<Figure<Duration>> rpo = new ArrayList<>();
        if (rest.isEmpty()) {
            rto.addAll(figures("rto", "", region.flatMap(Topology.Bounds::rto), path + "disruptions.region."));
            rpo.addAll(figures("rpo", "", region.flatMap(Topology.Bounds::rpo), path + "disruptions.region."));
        }
        rto.addAll(figures("rto", rest, said.rto(), path));
        rpo.addAll(figures("rpo", rest, said.rpo(), path));
        boolean share = rest.isEmpty() || rest.equals("availability");
        return new Compared(rto, rpo, share ? share(said.overall().availability(), path) : Optional.empty());
    }

    private static List<Figure<Duration>> figures(String key, String leaf, Optional<Duration> value, String path) {
        boolean meant = leaf.isEmpty() || leaf.equals(key);
        return value.filter(_ -> meant).map(time -> new Figure<>(time, path + key)).stream()
                .toList();
    }

    private static Optional<Figure<Double>> share(OptionalDouble value, String path) {
        return value.isPresent()
                ? Optional.of(new Figure<>(value.getAsDouble(), path + "availability"))
                : Optional.empty();
    }

    /// As the file writes it.
    private static String key(Topology.Disruption disruption) {
        return switch (disruption) {
            case ZONE -> "zone";
            case REGION -> "region";
            case CORRUPTION -> "corruption";
            case BAD_DEPLOY -> "badDeploy";
        };
    }
}
