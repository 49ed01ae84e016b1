package dev.meridian.answers;

import dev.meridian.assess.Finding;
import dev.meridian.assess.Severity;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.util.List;

/// The lines with which a job tells GitHub what to show at the lines of a pull request: `::error file=…::…`. What
/// somebody has accepted is not shown.
public final class WorkflowCommands {
    private WorkflowCommands() {}

    /// One line for each finding.
    public static String of(Judged judged) {
        StringBuilder lines = new StringBuilder();
        for (Finding finding : judged.open()) {
            Problem problem = judged.problem(finding);
            String how = finding.arithmetic()
                    .map(figures -> "how: " + figures.text() + "\n")
                    .orElse("");
            String place = place(problem.where(), judged.file(), judged.width(finding));
            lines.append(line(word(finding.severity()), place, problem, how));
        }
        return lines.toString();
    }

    /// One line for each problem of a file that cannot be judged.
    public static String of(List<Problem> problems) {
        StringBuilder lines = new StringBuilder();
        for (Problem problem : problems) {
            int width = problem.excerpt().map(shown -> shown.width()).orElse(1);
            lines.append(line("error", place(problem.where(), "", width), problem, ""));
        }
        return lines.toString();
    }

    /// A failure that belongs to no file.
    public static String failure(String id, String text) {
        return "::error title=" + property(id) + "::" + message(text) + "\n";
    }

    private static String line(String word, String place, Problem problem, String how) {
        String said = problem.where() instanceof Where.InAssignment
                ? problem.where().text() + ": " + problem.what()
                : problem.what();
        String text = said + "\n" + how + "why: " + problem.why() + "\nfix: " + problem.fix();
        return "::" + word + " " + place + "title=" + property(problem.id()) + "::" + message(text) + "\n";
    }

    /// What was assigned has no line: it is shown at the file as a whole.
    private static String place(Where where, String file, int width) {
        return switch (where) {
            case Where.InFile(String name, int line, int column) ->
                "file=" + property(name) + ",line=" + line + ",col=" + column + ",endColumn=" + (column + width - 1)
                        + ",";
            case Where.InAssignment _ -> file.isEmpty() ? "" : "file=" + property(file) + ",";
        };
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    private static String message(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
