package dev.meridian.topology;

import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Takes out the blocks that an environment does not have (`absent: true`, `onlyIn`), and with them what points at
/// one of them from a set: a place, a voter, a target, an end of an edge, a soft dependency. What needs it singly
/// keeps its reference, and that is then an error in that environment.
///
/// Without an environment the file is taken as it stands, with everything that any of them has, but for what one
/// environment alone plans or says: steps, triggers, claims and defects of its own. Two plans are no one plan.
final class Presence {
    /// Keys of a block that say where it is, and nothing of what it is. Something of the user's may be called so.
    private static final List<String> MARKS = List.of("absent", "onlyIn");

    /// Sections whose entries are a plan or a statement, and nothing that runs.
    private static final List<String> PLANS = List.of("steps", "triggers", "claims", "defects");

    private final Optional<String> environment;
    private final Names before;

    private Presence(Optional<String> environment, Names before) {
        this.environment = environment;
        this.before = before;
    }

    static Tree.Block apply(Tree.Block root, Optional<String> environment) {
        Presence presence = new Presence(environment, Names.in(root));
        Tree.Block present = (Tree.Block) presence.prune(root, SchemaV1.ROOT, "");
        return (Tree.Block) presence.unlink(present, SchemaV1.ROOT, Names.in(present));
    }

    /// @param section the key that the tree stands under
    private Tree prune(Tree tree, Shape declared, String section) {
        Shape shape = declared instanceof Shape.Either either ? either.of(tree) : declared;
        if (!(tree instanceof Tree.Block block)) {
            return tree;
        }
        SequencedMap<String, Tree.Entry> kept = new LinkedHashMap<>();
        for (var named : block.entries().entrySet()) {
            String name = named.getKey();
            Tree.Entry entry = named.getValue();
            Optional<Shape> below = below(shape, name);
            boolean isOfOnePlan = environment.isEmpty() && PLANS.contains(section) && isOfSome(entry.value());
            boolean gone = shape instanceof Named && (isAbsent(entry.value()) || isOfOnePlan);
            boolean isMark = shape instanceof Shape.Block && MARKS.contains(name);
            if (below.isPresent() && !gone && !isMark) {
                kept.put(name, new Tree.Entry(entry.key(), prune(entry.value(), below.get(), name)));
            }
        }
        return new Tree.Block(block.place(), kept);
    }

    private static Optional<Shape> below(Shape shape, String name) {
        return switch (shape) {
            case Shape.Block block -> block.key(name).map(Shape.Key::shape);
            case Named named -> Optional.of(named.of());
            case Shape.Either(Shape _, Named named) -> Optional.of(named.of());
            case Shape.Either(Shape _, Shape.Block block) -> block.key(name).map(Shape.Key::shape);
            case Shape.Either _ -> Optional.of(shape);
            case Shape.Value _, Shape.Values _, Shape.Overrides _ -> Optional.of(shape);
        };
    }

    private boolean isAbsent(Tree tree) {
        if (!(tree instanceof Tree.Block block)) {
            return false;
        }
        boolean said = block.at("absent")
                .filter(value -> value instanceof Tree.Scalar s && s.text().equals("true"))
                .isPresent();
        return said || (environment.isPresent() && !in(block, environment.get()));
    }

    private static boolean isOfSome(Tree tree) {
        return tree instanceof Tree.Block block && block.at("onlyIn").isPresent();
    }

    private static boolean in(Tree.Block block, String environment) {
        Optional<Tree> only = block.at("onlyIn");
        return only.isEmpty() || (only.get() instanceof Tree.Items items && contains(items, environment));
    }

    private static boolean contains(Tree.Items items, String text) {
        return items.items().stream()
                .anyMatch(item -> item instanceof Tree.Scalar s && s.text().equals(text));
    }

    private Tree unlink(Tree tree, Shape declared, Names now) {
        Shape shape = declared instanceof Shape.Either either ? either.of(tree) : declared;
        return switch (tree) {
            case Tree.Scalar scalar -> scalar;
            case Tree.Items items
            when shape instanceof Shape.Values(Reference reference) -> without(items, reference, now);
            case Tree.Items items -> items;
            case Tree.Block block -> {
                SequencedMap<String, Tree.Entry> kept = new LinkedHashMap<>();
                block.entries().forEach((name, entry) -> {
                    boolean dangling = shape instanceof Named named
                            && named.names() instanceof Reference reference
                            && went(name, reference, now)
                            && !isHard(entry.value());
                    dangling |= shape instanceof Named named
                            && named.of() instanceof Shape.Value(Reference leadsTo)
                            && entry.value() instanceof Tree.Scalar scalar
                            && went(scalar.text(), leadsTo, now);
                    Tree value = unlink(entry.value(), below(shape, name).orElse(shape), now);
                    if (!dangling && !isEmptyEdge(value, entry.value())) {
                        kept.put(name, new Tree.Entry(entry.key(), value));
                    }
                });
                yield new Tree.Block(block.place(), kept);
            }
        };
    }

    private Tree without(Tree.Items items, Reference reference, Names now) {
        List<Tree> kept = new ArrayList<>(items.items());
        kept.removeIf(item -> item instanceof Tree.Scalar scalar && went(scalar.text(), reference, now));
        return items.only(kept, "without what is absent here");
    }

    private boolean went(String name, Reference reference, Names now) {
        Reference wanted = reference.kinds().contains(Kind.MEMBER) ? Reference.to(Kind.REGION) : reference;
        return before.has(name, wanted) && !now.has(name, wanted);
    }

    private static boolean isHard(Tree need) {
        return need instanceof Tree.Block block
                && block.at("need")
                        .filter(value ->
                                value instanceof Tree.Scalar s && s.text().equals("hard"))
                        .isPresent();
    }

    private static boolean isEmptyEdge(Tree now, Tree before) {
        return now instanceof Tree.Block after
                && before instanceof Tree.Block full
                && (lostAll(after, full, "from") || lostAll(after, full, "to"));
    }

    private static boolean lostAll(Tree.Block after, Tree.Block full, String key) {
        return after.at(key)
                        .filter(value -> value instanceof Tree.Items items
                                && items.items().isEmpty())
                        .isPresent()
                && full.at(key)
                        .filter(value -> value instanceof Tree.Items items
                                && !items.items().isEmpty())
                        .isPresent();
    }
}
