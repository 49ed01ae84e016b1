package dev.meridian.assess;

import java.util.Locale;

/// The result of the arithmetic for one promise, in the order from the best to the worst.
public enum Verdict {
    /// It holds even with planning values.
    ATTAINABLE,
    /// The file has nothing that the promise is about: nothing is kept that could be lost, or no figure enters
    /// that was declared or published.
    NOT_JUDGED,
    /// It holds with the best figures and not with planning values.
    AT_RISK,
    /// A figure is missing that decides: it was neither declared nor is it published for this provider and
    /// mechanism.
    UNKNOWN,
    /// It does not hold even with the best figures.
    UNATTAINABLE;

    /// As JSON and text write it, for example `at-risk`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
