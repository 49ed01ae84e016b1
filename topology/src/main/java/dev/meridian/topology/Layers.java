package dev.meridian.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The layers of a file, weakest first: the file, its regions, an environment and that one's regions,
/// assignments. A later layer wins whatever its specificity, because who writes "in staging: 1" means it;
/// within one layer a region wins over the root.
final class Layers {
    /// The keys that say whether a block is there.
    private static final List<String> PRESENCE = List.of("absent", "onlyIn");

    private final Layer file;
    private final SequencedMap<String, Layer> environments = new LinkedHashMap<>();

    /// One layer: what it says for all, and what for a region.
    private record Layer(Tree.Block root, SequencedMap<String, Tree.Block> regions) {}

    /// @param file normalised
    /// @param overlays those that change what a region's or an environment's overrides say are laid over the file
    Layers(Tree.Block file, List<Assignments.Overlay> overlays) {
        Tree.Block whole = file;
        for (Assignments.Overlay overlay : overlays) {
            whole = changesOverrides(overlay) ? Tree.merge(whole, overlay.tree()) : whole;
        }
        this.file = split(whole);
        Tree.Block named = whole.block("environments").orElse(empty(whole));
        for (String name : named.entries().keySet()) {
            Tree.Block environment = named.block(name).orElse(empty(named));
            environments.put(name, split(environment.block("overrides").orElse(empty(environment))));
        }
    }

    private static Tree.Block empty(Tree.Block at) {
        return new Tree.Block(at.place(), new LinkedHashMap<>());
    }

    List<String> environments() {
        return List.copyOf(environments.keySet());
    }

    /// The file without any overrides.
    Tree.Block root() {
        return file.root;
    }

    SequencedMap<String, Tree.Block> regionOverrides() {
        return file.regions;
    }

    /// What an environment says for its regions.
    SequencedMap<String, Tree.Block> regionOverrides(String environment) {
        Layer layer = environments.get(environment);
        return layer == null ? new LinkedHashMap<>() : layer.regions;
    }

    /// Whether a region may see something else than what holds for all.
    boolean differsIn(String region, Optional<String> environment, List<Assignments.Overlay> overlays) {
        return file.regions.containsKey(region)
                || environment
                        .map(this::regionOverrides)
                        .filter(all -> all.containsKey(region))
                        .isPresent()
                || overlays.stream().anyMatch(overlay -> overlay.region().equals(Optional.of(region)));
    }

    Tree.Block environmentOverrides(String name) {
        Layer layer = environments.get(name);
        return layer == null ? empty(file.root) : layer.root;
    }

    /// What holds for all.
    Tree.Block effective(Optional<String> environment, List<Assignments.Overlay> overlays) {
        Tree.Block merged = file.root;
        if (environment.isPresent()) {
            merged = Tree.merge(merged, environmentOverrides(environment.get()));
        }
        for (Assignments.Overlay overlay : overlays) {
            boolean forAll = overlay.region().isEmpty() && !changesOverrides(overlay);
            merged = forAll ? Tree.merge(merged, overlay.tree()) : merged;
        }
        return merged;
    }

    /// What one region sees of the values that some layer says for it alone. Everything else is as it holds for
    /// all, so that a thousand services cost a region nothing that it does not change.
    Tree.Block seenFrom(String region, Optional<String> environment, List<Assignments.Overlay> overlays) {
        List<Tree.Block> forIt = new ArrayList<>();
        List<Tree.Block> inOrder = new ArrayList<>();
        List<Layer> layers = new ArrayList<>(List.of(file));
        environment.map(environments::get).ifPresent(layers::add);
        for (Layer layer : layers) {
            inOrder.add(layer.root);
            Optional.ofNullable(layer.regions.get(region)).ifPresent(own -> {
                forIt.add(own);
                inOrder.add(own);
            });
        }
        for (Assignments.Overlay overlay : overlays) {
            boolean mine = overlay.region().isEmpty() || overlay.region().get().equals(region);
            if (mine && !changesOverrides(overlay)) {
                overlay.region().ifPresent(_ -> forIt.add(overlay.tree()));
                inOrder.add(overlay.tree());
            }
        }
        Tree.Block said = merged(forIt);
        return merged(inOrder.stream().map(layer -> part(layer, said)).toList());
    }

    private Tree.Block merged(List<Tree.Block> layers) {
        Tree.Block merged = empty(file.root);
        for (Tree.Block layer : layers) {
            merged = Tree.merge(merged, layer);
        }
        return merged;
    }

    /// What a tree says where another one says something too, and whether its blocks are there at all.
    private static Tree.Block part(Tree.Block tree, Tree.Block like) {
        SequencedMap<String, Tree.Entry> kept = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(like.entries().sequencedKeySet());
        keys.addAll(PRESENCE);
        for (String key : keys) {
            Tree.Entry mine = tree.entries().get(key);
            if (mine != null) {
                boolean deeper =
                        mine.value() instanceof Tree.Block && like.block(key).isPresent();
                kept.put(
                        key,
                        deeper
                                ? new Tree.Entry(
                                        mine.key(),
                                        part(
                                                (Tree.Block) mine.value(),
                                                like.block(key).orElseThrow()))
                                : mine);
            }
        }
        return new Tree.Block(tree.place(), kept);
    }

    private static boolean changesOverrides(Assignments.Overlay overlay) {
        return overlay.region().isEmpty()
                && (overlay.tree().at("environments").isPresent()
                        || !split(overlay.tree()).regions.isEmpty());
    }

    private static Layer split(Tree.Block root) {
        SequencedMap<String, Tree.Block> overrides = new LinkedHashMap<>();
        Tree.Block regions = root.block("regions").orElse(empty(root));
        Tree.Block stripped = regions;
        for (var region : regions.entries().entrySet()) {
            if (region.getValue().value() instanceof Tree.Block block
                    && block.at("overrides").isPresent()) {
                block.block("overrides").ifPresent(found -> overrides.put(region.getKey(), found));
                Tree.Entry without = new Tree.Entry(region.getValue().key(), block.without("overrides"));
                stripped = stripped.with(region.getKey(), without);
            }
        }
        Tree.Entry old = root.entries().get("regions");
        return new Layer(old == null ? root : root.with("regions", new Tree.Entry(old.key(), stripped)), overrides);
    }
}
