package dev.meridian.topology;

/// Why a value is what it is.
public sealed interface Origin {
    /// As `explain` prints it.
    String text();

    /// The user wrote it in the file.
    record Declared(Where.InFile where, Layer layer) implements Origin {
        @Override
        public String text() {
            return where.text() + layer.remark();
        }
    }

    /// It was assigned from outside the file.
    ///
    /// @param label `--set[2]`, or the name of an environment variable
    record Assigned(String label) implements Origin {
        @Override
        public String text() {
            return label;
        }
    }

    /// Nobody said; the version of the format does.
    record Default(int version) implements Origin {
        @Override
        public String text() {
            return "default of version " + version;
        }
    }

    /// It belongs to a named set of values.
    record Profile(String name) implements Origin {
        @Override
        public String text() {
            return "profile " + name;
        }
    }

    /// It follows from other values.
    ///
    /// @param rule how, in a few words that name those values
    record Derived(String rule) implements Origin {
        @Override
        public String text() {
            return "derived: " + rule;
        }
    }

    /// It was published.
    ///
    /// @param source by whom and when
    record Sourced(String source) implements Origin {
        @Override
        public String text() {
            return "sourced: " + source;
        }
    }
}
