package dev.meridian.topology;

import java.util.Optional;

/// What version 1 of the format assumes where a file is silent. The schema is the only place that says it.
public final class Defaults {
    private Defaults() {}

    /// The default of the key at `path`, as text; empty where silence means "not said".
    ///
    /// @param path with the user's names in it, for example `services.web.port`
    public static Optional<String> at(String path) {
        return key(path)
                .orElseThrow(() -> new AssertionError("the format has no `" + path + "`"))
                .silent();
    }

    /// Whether `path` ends in a key of the format, whatever the names in it are; not where it ends in a name.
    public static boolean has(String path) {
        return key(path).filter(found -> !found.isName()).isPresent();
    }

    /// What the format has at a path: its shape, and the value that holds where nobody says.
    ///
    /// @param isName whether the path ends in a name that the user chooses
    private record Found(Shape shape, Optional<String> silent, boolean isName) {}

    private static Optional<Found> key(String path) {
        Found found = new Found(SchemaV1.ROOT, Optional.empty(), false);
        for (String key : path.split("\\.", -1)) {
            Shape around = around(found.shape());
            Optional<Shape.Key> next = around instanceof Shape.Block block ? block.key(key) : Optional.empty();
            if (around instanceof Shape.Named named) {
                found = new Found(named.of(), Optional.empty(), true);
            } else if (next.isPresent()) {
                found = new Found(next.get().shape(), next.get().silent(), false);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    private static Shape around(Shape shape) {
        return switch (shape) {
            case Shape.Overrides _ -> SchemaV1.ROOT;
            case Shape.Either either -> either.rich();
            case Shape.Value _, Shape.Values _, Shape.Block _, Shape.Named _ -> shape;
        };
    }

    /// The origin of such a value.
    public static Origin origin() {
        return new Origin.Default(SchemaV1.VERSION);
    }
}
