package dev.meridian.topology;

import java.util.Optional;

/// What version 1 of the format assumes where a file is silent. The schema is the only place that says it.
public final class Defaults {
    private Defaults() {}

    /// The default of the key at `path`, as text; empty where silence means "not said".
    ///
    /// @param path with the user's names in it, for example `services.web.port`
    public static Optional<String> at(String path) {
        Shape shape = SchemaV1.ROOT;
        Optional<String> silent = Optional.empty();
        for (String key : path.split("\\.", -1)) {
            if (shape instanceof Shape.Overrides) {
                shape = SchemaV1.ROOT;
            }
            Optional<Shape.Key> next = shape instanceof Shape.Block block ? block.key(key) : Optional.empty();
            if (shape instanceof Shape.Named named) {
                shape = named.of();
                silent = Optional.empty();
            } else if (next.isPresent()) {
                shape = next.get().shape();
                silent = next.get().silent();
            } else {
                throw new AssertionError("the format has no `" + path + "`");
            }
        }
        return silent;
    }

    /// The origin of such a value.
    public static Origin origin() {
        return new Origin.Default(SchemaV1.VERSION);
    }
}
