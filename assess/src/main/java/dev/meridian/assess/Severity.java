package dev.meridian.assess;

import java.util.Locale;

/// How bad a finding is.
public enum Severity {
    /// A promise that cannot hold, or a structure that breaks when it is needed.
    ERROR,
    /// It holds on typical figures only, or under a condition that nobody watches.
    WARNING,
    /// Worth knowing; nothing is promised against it.
    NOTE;

    /// As JSON and text write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
