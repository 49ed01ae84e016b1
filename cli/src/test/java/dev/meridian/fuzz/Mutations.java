package dev.meridian.fuzz;

import dev.meridian.fuzz.Node.Block;
import dev.meridian.fuzz.Node.Entry;
import dev.meridian.fuzz.Node.Items;
import dev.meridian.fuzz.Node.Leaf;
import dev.meridian.topology.Assignment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Changes a file as somebody would who knows the format, and has had little sleep.
final class Mutations {
    private static final int MOST_NAMES = 80;
    private static final int DEEPEST_NAME = 5;

    /// Places that a file need not name to mean.
    private static final List<String> PLACES = List.of(
            "us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "europe-west1", "westeurope");

    private final Random random;
    private final Schema schema;
    private final Damage damage;

    /// A value in a tree.
    ///
    /// @param path the keys that lead there
    private record Spot(Block parent, int index, List<String> path) {
        Entry entry() {
            return parent.entries().get(index);
        }

        Node value() {
            return entry().value();
        }

        void put(Node value) {
            parent.entries().set(index, new Entry(entry().key(), value));
        }
    }

    Mutations(Random random, Schema schema) {
        this.random = random;
        this.schema = schema;
        this.damage = new Damage(random);
    }

    /// @param other where pieces may be taken from
    Input of(Input base, Input other) {
        Optional<Block> tree = base.content().length > 1 << 16 ? Optional.empty() : Node.read(base.text());
        Input next = base;
        boolean bytes = tree.isEmpty() || random.nextInt(6) == 0;
        if (bytes) {
            next = next.with(damage.of(base.content()));
        } else if (random.nextInt(8) > 0) {
            Block root = tree.get();
            Optional<Block> source = Node.read(other.text());
            do {
                once(root, source.orElse(root));
            } while (random.nextInt(5) < 2);
            byte[] written = Node.write(root, random).getBytes(StandardCharsets.UTF_8);
            next = next.with(random.nextInt(12) == 0 ? damage.of(written) : written);
        }
        return tree.isPresent() ? around(next, tree.get()) : next;
    }

    private void once(Block root, Block other) {
        List<Spot> spots = spots(root);
        if (spots.isEmpty()) {
            root.entries().addAll(((Block) other.copy()).entries());
            return;
        }
        Spot spot = one(spots);
        switch (random.nextInt(24)) {
            case 0 -> spot.parent.entries().remove(spot.index);
            case 1 ->
                spot.parent
                        .entries()
                        .add(new Entry(otherName(spot, root), spot.value().copy()));
            case 2 -> moved(spot, spots);
            case 3 -> spot.parent.entries().set(spot.index, new Entry(otherName(spot, root), spot.value()));
            case 4, 5, 6 -> maker(root).value(spot.path).ifPresent(spot::put);
            case 7 -> spot.put(new Leaf(one(random.nextBoolean() ? Damage.NASTY : schema.values())));
            case 8, 9 ->
                leaf(spots)
                        .ifPresent(leaf ->
                                leaf.put(new Leaf(Damage.otherNumber(((Leaf) leaf.value()).text(), random))));
            case 10, 11 -> leaf(spots).ifPresent(leaf -> leaf.put(new Leaf(one(names(root)))));
            case 12, 13, 14, 15 -> added(root, spots);
            case 16, 17 -> spliced(root, other);
            case 18 -> reshaped(spot);
            case 19 -> many(spot);
            case 20, 21 -> layered(root, spot);
            case 22 -> there(root, spots);
            default -> swapped(spot, one(spots));
        }
    }

    // --- the changes

    private void moved(Spot spot, List<Spot> spots) {
        Entry entry = spot.entry();
        Node target = one(spots).value();
        spot.parent.entries().remove(spot.index);
        if (target instanceof Block block) {
            block.entries().add(new Entry(entry.key(), entry.value().copy()));
        }
    }

    private void added(Block root, List<Spot> spots) {
        List<Spot> blocks =
                spots.stream().filter(spot -> spot.value() instanceof Block).toList();
        boolean atRoot = blocks.isEmpty() || random.nextInt(6) == 0;
        Block block = atRoot ? root : (Block) one(blocks).value();
        List<String> path = new ArrayList<>();
        if (!atRoot) {
            Spot spot = blocks.stream()
                    .filter(found -> found.value() == block)
                    .findFirst()
                    .orElseThrow();
            path.addAll(spot.path);
        }
        List<String> keys = schema.keys(path);
        String key = schema.isNamed(path) || keys.isEmpty() ? one(names(root)) : one(keys);
        path.add(key);
        maker(root).value(path).ifPresent(value -> put(block, key, value));
    }

    /// What another file says at the same place of the format.
    private void spliced(Block root, Block other) {
        List<Spot> theirs = spots(other);
        if (theirs.isEmpty()) {
            return;
        }
        Spot wanted = one(theirs);
        Block at = root;
        for (String key : wanted.path.subList(0, wanted.path.size() - 1)) {
            Optional<Node> below = value(at, key);
            if (below.isPresent() && below.get() instanceof Block block) {
                at = block;
            } else if (below.isEmpty()
                    && at.entries().stream().anyMatch(entry -> entry.value() instanceof Block)
                    && random.nextBoolean()) {
                at = (Block) one(at.entries().stream()
                                .filter(entry -> entry.value() instanceof Block)
                                .toList())
                        .value();
            } else {
                Block block = new Block(new ArrayList<>());
                put(at, key, block);
                at = block;
            }
        }
        put(at, wanted.entry().key(), wanted.value().copy());
    }

    private void reshaped(Spot spot) {
        Node value = spot.value();
        switch (random.nextInt(4)) {
            case 0 -> spot.put(new Items(new ArrayList<>(List.of(value))));
            case 1 -> spot.put(new Leaf("x"));
            case 2 -> spot.put(new Block(new ArrayList<>(List.of(new Entry(one(schema.keys()), value)))));
            default -> {
                Node deep = value;
                for (int i = random.nextInt(70); i >= 0; i--) {
                    deep = random.nextBoolean()
                            ? new Items(new ArrayList<>(List.of(deep)))
                            : new Block(new ArrayList<>(
                                    List.of(new Entry(spot.entry().key(), deep))));
                }
                spot.put(deep);
            }
        }
    }

    private void many(Spot spot) {
        int times = (int) Math.pow(3, 1 + random.nextInt(5));
        Entry entry = spot.entry();
        if (entry.value() instanceof Items(List<Node> items) && !items.isEmpty()) {
            for (int i = 0; i < times; i++) {
                items.add(items.get(i % items.size()).copy());
            }
            return;
        }
        for (int i = 0; i < times; i++) {
            spot.parent
                    .entries()
                    .add(new Entry(entry.key() + "-" + i, entry.value().copy()));
        }
    }

    /// Says the same, or something else, for a region or an environment.
    private void layered(Block root, Spot spot) {
        // What is made below may take the place of the spot.
        Entry entry = spot.entry();
        boolean environment = random.nextBoolean();
        Block section = block(root, environment ? "environments" : "regions");
        String name = section.entries().isEmpty() || (environment && random.nextInt(4) == 0)
                ? (environment ? one(List.of("staging", "production", "test")) : one(PLACES))
                : one(section.entries()).key();
        Block at = block(block(section, name), "overrides");
        for (String key : spot.path.subList(0, spot.path.size() - 1)) {
            at = block(at, key);
        }
        Node value = maker(root)
                .value(spot.path)
                .filter(_ -> random.nextInt(3) > 0)
                .orElseGet(() -> entry.value().copy());
        put(at, entry.key(), value);
    }

    private void there(Block root, List<Spot> spots) {
        Spot spot = one(spots);
        if (spot.value() instanceof Block block) {
            List<String> environments = block(root, "environments").entries().stream()
                    .map(Entry::key)
                    .toList();
            if (environments.isEmpty() || random.nextBoolean()) {
                put(block, "absent", new Leaf(random.nextInt(4) == 0 ? "false" : "true"));
            } else {
                put(block, "onlyIn", new Items(new ArrayList<>(List.of(new Leaf(one(environments))))));
            }
        }
    }

    private static void swapped(Spot left, Spot right) {
        Node value = left.value();
        Node other = right.value();
        left.put(other.copy());
        if (right.index < right.parent.entries().size()) {
            right.put(value.copy());
        }
    }

    // --- what is laid over a file

    private Input around(Input base, Block tree) {
        Input next = base;
        if (random.nextInt(8) == 0) {
            List<String> names = new ArrayList<>(List.of("staging", ""));
            value(tree, "environments")
                    .filter(Block.class::isInstance)
                    .ifPresent(all -> ((Block) all).entries().forEach(entry -> names.add(entry.key())));
            next = next.in(random.nextInt(6) == 0 ? Optional.empty() : Optional.of(names.getLast()));
        }
        if (random.nextInt(5) > 0) {
            return next;
        }
        List<Assignment> assignments = new ArrayList<>(next.assignments());
        if (!assignments.isEmpty() && random.nextInt(3) == 0) {
            assignments.remove(random.nextInt(assignments.size()));
        }
        for (int i = random.nextInt(3); i >= 0 && assignments.size() < 6; i--) {
            assignments.add(assignment(tree, 1 + sets(assignments)));
        }
        return next.with(assignments);
    }

    private static int sets(List<Assignment> assignments) {
        return (int)
                assignments.stream().filter(Assignment.Set.class::isInstance).count();
    }

    private Assignment assignment(Block tree, int number) {
        List<Spot> spots = spots(tree);
        List<String> path = new ArrayList<>(spots.isEmpty() ? List.of("meridian") : one(spots).path);
        List<String> keys = schema.keys(path);
        if (!keys.isEmpty() && random.nextBoolean()) {
            path.add(one(keys));
        }
        if (random.nextInt(8) == 0) {
            path.set(random.nextInt(path.size()), one(random.nextBoolean() ? Damage.NASTY : schema.keys()));
        }
        String value = random.nextInt(4) == 0
                ? one(Damage.NASTY)
                : maker(tree).value(path).map(this::assigned).orElseGet(() -> one(schema.values()));
        Optional<String> region = random.nextInt(5) == 0 ? Optional.of(one(names(tree))) : Optional.empty();
        if (random.nextInt(3) > 0) {
            return new Assignment.Set(
                    number,
                    String.join(".", path)
                            + region.map(name -> "@" + name).orElse("")
                            + (random.nextInt(20) == 0 ? "" : "=")
                            + value);
        }
        region.ifPresent(name -> path.addAll(List.of("AT", name)));
        String name = String.join("__", path).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return new Assignment.Variable(Assignment.Variable.PREFIX + name, value);
    }

    private String assigned(Node value) {
        return value instanceof Leaf(String text) ? text : value.flow();
    }

    // --- the tree

    private static List<Spot> spots(Block root) {
        List<Spot> spots = new ArrayList<>();
        spots(root, List.of(), spots);
        return spots;
    }

    private static void spots(Block block, List<String> path, List<Spot> spots) {
        for (int i = 0; i < block.entries().size() && spots.size() < 20_000; i++) {
            List<String> longer = new ArrayList<>(path);
            longer.add(block.entries().get(i).key());
            spots.add(new Spot(block, i, longer));
            if (block.entries().get(i).value() instanceof Block below) {
                spots(below, longer, spots);
            }
        }
    }

    private Optional<Spot> leaf(List<Spot> spots) {
        List<Spot> leaves =
                spots.stream().filter(spot -> spot.value() instanceof Leaf).toList();
        return leaves.isEmpty() ? Optional.empty() : Optional.of(one(leaves));
    }

    /// What a value can refer to: everything that the user has given a name, and a few regions.
    private List<String> names(Block root) {
        Set<String> names = new LinkedHashSet<>(PLACES);
        names(root, new ArrayList<>(), names);
        return List.copyOf(names);
    }

    private void names(Block block, List<String> path, Set<String> names) {
        boolean isNamed = schema.isNamed(path);
        for (Entry entry : block.entries()) {
            if (names.size() < MOST_NAMES && path.size() < DEEPEST_NAME) {
                if (isNamed) {
                    names.add(entry.key());
                }
                if (entry.value() instanceof Block below) {
                    path.add(entry.key());
                    names(below, path, names);
                    path.removeLast();
                }
            }
        }
    }

    private String otherName(Spot spot, Block root) {
        String key = spot.entry().key();
        return switch (random.nextInt(6)) {
            case 0 -> key;
            case 1 -> one(Damage.NASTY);
            case 2 -> one(schema.keys());
            case 3 -> one(names(root));
            case 4 -> key + one(List.of("s", "-2", "_", " ", ".", "A"));
            default -> key.isEmpty() ? "x" : key.substring(1);
        };
    }

    private Schema.Maker maker(Block root) {
        return new Schema.Maker(schema, random, names(root));
    }

    private static Optional<Node> value(Block block, String key) {
        return block.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    private static Block block(Block parent, String key) {
        Optional<Node> there = value(parent, key);
        if (there.isPresent() && there.get() instanceof Block block) {
            return block;
        }
        Block block = new Block(new ArrayList<>());
        put(parent, key, block);
        return block;
    }

    private static void put(Block block, String key, Node value) {
        block.entries().removeIf(entry -> entry.key().equals(key));
        block.entries().add(new Entry(key, value));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
