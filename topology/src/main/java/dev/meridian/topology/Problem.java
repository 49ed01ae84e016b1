package dev.meridian.topology;

import java.util.Comparator;
import java.util.Optional;

/// Something wrong in what the user wrote. Problems are collected and shown all at once, never thrown.
///
/// @param id stable, for example `MER-0020`; [ProblemId] lists them
/// @param what the sentence of the problem, with the values
/// @param why the rule or the arithmetic behind it
/// @param fix a concrete edit
public record Problem(String id, Where where, String what, Optional<Excerpt> excerpt, String why, String fix) {

    /// As people mend them: in the order of the file, those of assignments last.
    public static final Comparator<Problem> IN_ORDER = Comparator.comparingInt(
                    (Problem problem) -> problem.where() instanceof Where.InFile file ? file.line() : Integer.MAX_VALUE)
            .thenComparingInt(problem -> problem.where() instanceof Where.InFile file ? file.column() : 0);

    /// The problem as a person reads it: place, sentence, line with caret, why, fix.
    public String text() {
        return text("error");
    }

    /// The same form for something that is not an error, such as a finding.
    ///
    /// @param word what it is called, for example `finding`
    public String text(String word) {
        String head = where.text() + ": " + word + " " + id + ": " + what + "\n";
        return head + excerpt.map(this::picture).orElse("") + "   why: " + why + "\n   fix: " + fix + "\n";
    }

    private String picture(Excerpt shown) {
        return switch (where) {
            case Where.InFile(String _, int line, int column) -> Caret.draw(line, column, shown);
            case Where.InAssignment _ -> "";
        };
    }
}
