package dev.meridian.topology;

import dev.meridian.topology.Shape.Named;
import java.util.List;
import java.util.Optional;

/// Checks the layers of a file against the file itself, before anything is laid over anything.
///
/// What overrides change has to be there. A name that the file does not have would otherwise be a new service,
/// made by a slip of the finger and seen by nobody. What only one environment has is declared in the file with
/// `onlyIn`; where the format has no `onlyIn` (waivers, users), an environment may add, unless the name looks like
/// a slip.
final class LayerNames {
    private final Layers layers;
    private final ProblemList problems;

    /// Which overrides are looked at.
    ///
    /// @param environment empty for those of a region in the file itself
    /// @param regional whether they are a region's, which adds nothing
    private record In(Optional<String> environment, boolean regional) {
        String text() {
            return environment.map(name -> "the environment `" + name + "`").orElse("a region");
        }
    }

    private LayerNames(Layers layers, ProblemList problems) {
        this.layers = layers;
        this.problems = problems;
    }

    /// @param overlays what was assigned from outside; whether its names are there was checked with it
    static void check(Layers layers, List<Assignments.Overlay> overlays, ProblemList problems) {
        LayerNames names = new LayerNames(layers, problems);
        Tree.Block root = layers.root();
        References.onlyIn(root, root, problems);
        overlays.forEach(overlay -> References.onlyIn(root, overlay.tree(), problems));
        layers.regionOverrides().values().forEach(over -> names.layer(over, root, new In(Optional.empty(), true)));
        for (String environment : layers.environments()) {
            Tree.Block over = layers.environmentOverrides(environment);
            names.layer(over, root, new In(Optional.of(environment), false));
            Tree.Block merged = Tree.merge(root, over);
            layers.regionOverrides(environment)
                    .values()
                    .forEach(region -> names.layer(region, merged, new In(Optional.of(environment), true)));
        }
    }

    private void layer(Tree.Block over, Tree.Block base, In in) {
        References.onlyIn(layers.root(), over, problems);
        compare(over, Optional.of(Inheritance.apply(base)), SchemaV1.ROOT, in, "");
    }

    private void compare(Tree over, Optional<Tree> base, Shape shape, In in, String path) {
        if (!(over instanceof Tree.Block block)) {
            return;
        }
        Optional<Tree.Block> below = base.filter(Tree.Block.class::isInstance).map(Tree.Block.class::cast);
        switch (shape) {
            case Shape.Block known ->
                block.entries()
                        .forEach((name, entry) -> known.key(name)
                                .ifPresent(key -> compare(
                                        entry.value(),
                                        below.flatMap(found -> found.at(name)),
                                        key.shape(),
                                        in,
                                        Walk.inside(path, name))));
            case Named named ->
                block.entries().forEach((name, entry) -> {
                    Optional<Tree> there = below.flatMap(found -> found.at(name));
                    List<String> names = below.map(
                                    found -> List.copyOf(found.entries().keySet()))
                            .orElse(List.of());
                    if (there.isEmpty() && named.names() instanceof Form form && form != Form.GEOGRAPHY) {
                        added(name, entry, named.of(), names, new Spot(in, path));
                    } else {
                        compare(entry.value(), there, named.of(), in, Walk.inside(path, name));
                    }
                });
            case Shape.Either(Shape _, Shape.Block known) -> compare(over, base, known, in, path);
            case Shape.Value _, Shape.Values _, Shape.Either _, Shape.Overrides _ -> {}
        }
    }

    private record Spot(In in, String path) {}

    private void added(String name, Tree.Entry entry, Shape shape, List<String> names, Spot spot) {
        Optional<String> near = problems.nearest(name, names);
        boolean declared =
                shape instanceof Shape.Block block && block.key("onlyIn").isPresent();
        boolean regional = spot.in.regional && !isOpen(shape);
        if (!regional && !declared && (near.isEmpty() || isComplete(entry.value(), shape))) {
            return;
        }
        String environment = spot.in.environment.orElse("");
        String way = spot.in.regional || !declared
                ? "declare it under `" + spot.path + "`"
                : "declare it under `" + spot.path + "`, with `onlyIn: [" + environment + "]`";
        problems.add(
                ProblemId.UNKNOWN_NAME,
                entry.key(),
                near.map(found -> "did you mean `" + found + "`?").orElse(""),
                new Message(
                        "the file has no `" + name + "` under `" + spot.path + "` for " + spot.in.text()
                                + " to override",
                        "overrides change what the file declares; a slip of the finger would else be a new thing",
                        near.map(found -> "`" + found + "`; or " + way).orElse(way)));
    }

    /// Whether all of it may differ by region, its names too: the tiers of a latency, but no service.
    private static boolean isOpen(Shape shape) {
        return !(shape instanceof Shape.Block block)
                || block.keys().values().stream().allMatch(Shape.Key::regional);
    }

    private static boolean isComplete(Tree entry, Shape shape) {
        List<Shape.Key> needed = shape instanceof Shape.Block known
                ? known.keys().values().stream().filter(Shape.Key::required).toList()
                : List.of();
        return !needed.isEmpty()
                && entry instanceof Tree.Block block
                && needed.stream().allMatch(key -> block.at(key.name()).isPresent());
    }
}
