package dev.meridian.topology;

/// Where the user wrote something.
public sealed interface Where {
    /// As a person looks it up: `shop.yaml:14:18`, `--set[2]:failover.hold`.
    String text();

    /// In a file. Lines and columns count from 1, columns in characters as an editor counts them.
    record InFile(String file, int line, int column) implements Where {
        @Override
        public String text() {
            return file + ":" + line + ":" + column;
        }
    }

    /// In an assignment of the command line or the environment.
    ///
    /// @param label `--set[2]` or the name of a variable
    /// @param path what it assigns to, as far as it could be read; empty text for nothing
    record InAssignment(String label, String path) implements Where {
        @Override
        public String text() {
            return path.isEmpty() ? label : label + ":" + path;
        }
    }
}
