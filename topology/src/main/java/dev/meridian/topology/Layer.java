package dev.meridian.topology;

/// A part of the file that overrides another.
public sealed interface Layer {
    /// What `explain` adds to the place.
    String remark();

    /// The sections at the root.
    record File() implements Layer {
        @Override
        public String remark() {
            return "";
        }
    }

    /// `regions.R.overrides`.
    record Region(String name) implements Layer {
        @Override
        public String remark() {
            return " (region " + name + ")";
        }
    }

    /// `environments.E.overrides`.
    record Environment(String name) implements Layer {
        @Override
        public String remark() {
            return " (environment " + name + ")";
        }
    }
}
