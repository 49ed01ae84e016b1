package dev.meridian.assess;

import java.util.Locale;

/// What the arithmetic says of a promise.
public enum Verdict {
    /// It holds even with planning values.
    ATTAINABLE,
    /// It holds with the best figures and not with planning values.
    AT_RISK,
    /// It does not hold even with the best figures.
    UNATTAINABLE;

    /// As JSON and text write it, for example `at-risk`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
