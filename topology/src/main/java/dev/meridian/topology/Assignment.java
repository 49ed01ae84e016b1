package dev.meridian.topology;

/// A value from outside the file. The list that is given to the reader is in order: a later one wins over an
/// earlier, and `--set` over a variable wherever it stands.
public sealed interface Assignment {
    /// How messages and origins call it.
    String label();

    /// `--set PATH=VALUE`.
    ///
    /// @param number counts from 1
    /// @param text everything behind `--set`; the value is all that follows the first `=`
    record Set(int number, String text) implements Assignment {
        @Override
        public String label() {
            return "--set[" + number + "]";
        }
    }

    /// An environment variable `MERIDIAN__FAILOVER__HOLD=20s`.
    record Variable(String name, String value) implements Assignment {
        /// What the names of variables that mean a value of the file begin with.
        public static final String PREFIX = "MERIDIAN__";

        public Variable {
            if (!name.startsWith(PREFIX)) {
                throw new IllegalArgumentException("no variable of a topology: " + name);
            }
        }

        @Override
        public String label() {
            return name;
        }
    }
}
