package dev.meridian.mechanisms;

import java.time.YearMonth;

/// The publication behind a fact.
///
/// @param text document and section, and the published figure where it differs from the planning value
/// @param read the month in which the publication was read
/// @param verified whether it was read for this version; a fact that was not is marked as recalled
public record Source(String text, YearMonth read, boolean verified) {
    /// A publication that was read.
    static Source read(String text, String month) {
        return new Source(text, YearMonth.parse(month), true);
    }

    /// A publication that is cited from memory.
    static Source recalled(String text, String month) {
        return new Source(text, YearMonth.parse(month), false);
    }

    /// For reports: document and section alone, without what they say, the month, and whether they were verified.
    public String document() {
        return new Source(text.split(": ", 2)[0], read, verified).cited();
    }

    /// For reports: the text, the month, and whether it was verified.
    public String cited() {
        return text + ", " + read + (verified ? "" : " (recalled, not verified)");
    }
}
