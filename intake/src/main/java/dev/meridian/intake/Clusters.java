package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What programs run on: clusters of Kubernetes with their groups of machines, or what the programs themselves
/// say.
final class Clusters {
    /// The most telling first: who has a cluster and a few machines beside it has a cluster.
    private static final List<String> PLATFORMS = List.of("kubernetes", "ecs-fargate", "ecs-ec2", "virtual-machines");

    private final Survey survey;
    private final SequencedMap<String, List<Resource>> platforms = new LinkedHashMap<>();
    private final List<Machines> machines = new ArrayList<>();

    /// A group of machines.
    record Machines(
            String origin, String region, String name, List<String> types, Optional<String> count, boolean isSpot) {}

    Clusters(Survey survey) {
        this.survey = survey;
    }

    void read(List<Program> programs) {
        survey.each("aws_eks_cluster", this::cluster);
        survey.each("aws_eks_node_group", this::group);
        programs.forEach(program -> program.facts()
                .platform()
                .ifPresent(platform -> platforms
                        .computeIfAbsent(platform, _ -> new ArrayList<>())
                        .add(program.resource())));
    }

    /// The one that the format has, from the primary region where several say it.
    ///
    /// @param primary the primary region
    Sketch.Compute sketch(String primary) {
        Optional<String> platform =
                PLATFORMS.stream().filter(platforms::containsKey).findFirst();
        for (String other : platforms.sequencedKeySet()) {
            if (!platform.equals(Optional.of(other))) {
                survey.lost(
                        platforms.getOrDefault(other, List.of()).getFirst(),
                        "platform",
                        "the format has one platform, and it is " + platform.orElse("") + " here, not " + other);
            }
        }
        List<Resource> ofIt =
                platform.map(name -> platforms.getOrDefault(name, List.of())).orElse(List.of());
        Optional<Resource> origin = inOrElsewhere(ofIt, primary).stream().findFirst();
        return new Sketch.Compute(
                platform.map(name -> Said.by(origin.map(Resource::address).orElse(""), name)),
                inOrElsewhere(survey.all("aws_eks_cluster"), primary).stream()
                        .flatMap(cluster -> Said.by(cluster, cluster.values().text("version")).stream())
                        .findFirst(),
                nodes(primary));
    }

    private List<Resource> inOrElsewhere(List<Resource> resources, String region) {
        List<Resource> there = new ArrayList<>(resources);
        there.sort((a, b) -> Boolean.compare(isIn(b, region), isIn(a, region)));
        return there;
    }

    private boolean isIn(Resource resource, String region) {
        return survey.region(resource).equals(region);
    }

    /// One for each name, with the figures of the primary region.
    private List<Machines> nodes(String primary) {
        SequencedMap<String, Machines> nodes = new LinkedHashMap<>();
        machines.stream()
                .filter(group -> group.region.equals(primary))
                .forEach(group -> nodes.putIfAbsent(group.name, group));
        machines.forEach(group -> nodes.putIfAbsent(group.name, group));
        return List.copyOf(nodes.values());
    }

    /// What groups of machines have otherwise in a region, by path.
    SequencedMap<String, Said> differs(String primary, String region) {
        SequencedMap<String, Said> differs = new LinkedHashMap<>();
        for (Machines node : nodes(primary)) {
            machines.stream()
                    .filter(group -> group.region.equals(region) && group.name.equals(node.name))
                    .findFirst()
                    .ifPresent(group -> {
                        String path = "compute.nodes." + node.name + ".";
                        if (!group.types.isEmpty() && !group.types.equals(node.types)) {
                            differs.put(path + "types", Said.by(group.origin, Page.list(group.types)));
                        }
                        if (group.count.isPresent() && !group.count.equals(node.count)) {
                            differs.put(path + "count", Said.by(group.origin, group.count.get()));
                        }
                    });
        }
        return differs;
    }

    private void cluster(Resource cluster) {
        survey.notes().read(cluster);
        platforms.computeIfAbsent("kubernetes", _ -> new ArrayList<>()).add(cluster);
    }

    private void group(Resource group) {
        survey.notes().read(group);
        Attributes scaling = group.values().block("scaling_config").orElse(Attributes.NONE);
        String name = Naming.plain(survey.name(group, "node_group_name"));
        machines.add(new Machines(
                group.address(),
                survey.region(group),
                new Naming.Space().unique(name, "nodes"),
                group.values().texts("instance_types"),
                Programs.range(scaling.whole("min_size"), scaling.whole("max_size")),
                group.values().text("capacity_type").equals(Optional.of("SPOT"))));
    }
}
