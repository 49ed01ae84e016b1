package dev.meridian.evidence;

/// The report as one HTML file.
final class HtmlReport {
    private HtmlReport() {}

    static String render(DrillReport report) {
        return "<!doctype html><title>" + report.verdict().text() + "</title>";
    }
}
