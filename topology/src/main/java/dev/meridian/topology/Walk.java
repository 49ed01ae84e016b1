package dev.meridian.topology;

import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;

/// Goes through a normalised tree beside its schema.
final class Walk {
    private Walk() {}

    /// What can be met on the way. All of it may be ignored.
    interface Visitor {
        default void block(Tree.Block tree, Shape.Block shape, String path) {}

        default void list(Tree.Items list, Shape.Type item, String path) {}

        default void value(Tree.Scalar scalar, Shape.Type type, String path) {}

        /// A key that is a reference, as in `dependsOn: {orders: hard}`.
        default void name(String name, Place place, Reference reference, String path) {}
    }

    static void through(Tree tree, Shape shape, String path, Visitor visitor) {
        switch (shape) {
            case Shape.Value(Shape.Type type)
            when tree instanceof Tree.Scalar scalar -> visitor.value(scalar, type, path);
            case Values(Shape.Type type)
            when tree instanceof Tree.Items items -> {
                visitor.list(items, type, path);
                for (Tree item : items.items()) {
                    through(item, new Shape.Value(type), path, visitor);
                }
            }
            case Shape.Block known
            when tree instanceof Tree.Block block -> {
                visitor.block(block, known, path);
                block.entries()
                        .forEach((name, entry) -> known.key(name)
                                .ifPresent(key -> through(entry.value(), key.shape(), inside(path, name), visitor)));
            }
            case Named named
            when tree instanceof Tree.Block block ->
                block.entries().forEach((name, entry) -> {
                    if (named.names() instanceof Reference reference) {
                        visitor.name(name, entry.key(), reference, path);
                    }
                    through(entry.value(), named.of(), inside(path, name), visitor);
                });
            case Shape.Either either -> through(tree, either.of(tree), path, visitor);
            case Shape.Value _, Values _, Shape.Block _, Named _, Shape.Overrides _ -> {}
        }
    }

    static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
