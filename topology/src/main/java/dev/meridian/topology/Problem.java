package dev.meridian.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Something wrong in what the user wrote. Problems are collected and shown all at once, never thrown.
///
/// @param id stable, for example `MER-0020`; [ProblemId] lists them
/// @param what the sentence of the problem, with the values
/// @param why the rule or the arithmetic behind it
/// @param fix a concrete edit
public record Problem(String id, Where where, String what, Optional<Excerpt> excerpt, String why, String fix) {

    /// As people mend them: in the order of the file, those of assignments last.
    public static final Comparator<Problem> IN_ORDER = Problem::before;

    /// How many are shown: more than anybody mends in one go; a file of garbage would otherwise print a megabyte.
    public static final int MOST = 100;

    private static int before(Problem one, Problem other) {
        int lines = Integer.compare(one.line(), other.line());
        return lines != 0 ? lines : Integer.compare(one.column(), other.column());
    }

    private int line() {
        return where instanceof Where.InFile file ? file.line() : Integer.MAX_VALUE;
    }

    private int column() {
        return where instanceof Where.InFile file ? file.column() : 0;
    }

    /// All of them in the order of the file, those of assignments last; the first hundred and how many more there
    /// are.
    public static List<Problem> inOrder(Collection<Problem> problems) {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(IN_ORDER);
        if (sorted.size() <= MOST) {
            return sorted;
        }
        Problem last = sorted.get(MOST - 1);
        List<Problem> shown = new ArrayList<>(sorted.subList(0, MOST));
        shown.add(new Problem(
                ProblemId.MANY.text(),
                last.where(),
                (sorted.size() - MOST) + " more problems follow",
                Optional.empty(),
                "a list of more than " + MOST + " problems helps nobody",
                "mend these first"));
        return shown;
    }

    /// The same problem where it is one in a certain environment only.
    public Problem in(String environment) {
        return new Problem(id, where, what + " in environment `" + environment + "`", excerpt, why, fix);
    }

    /// The problem as a person reads it: place, sentence, line with caret, why, fix.
    public String text() {
        return text("error");
    }

    /// The same form for something that is not an error, such as a finding.
    ///
    /// @param word what it is called, for example `finding`
    public String text(String word) {
        return head(word) + "   why: " + why + "\n   fix: " + fix + "\n";
    }

    /// How that form begins: place, sentence, line with caret.
    public String head(String word) {
        String head = where.text() + ": " + word + " " + id + ": " + what + "\n";
        return head + excerpt.map(this::picture).orElse("");
    }

    private String picture(Excerpt shown) {
        return switch (where) {
            case Where.InFile(String _, int line, int column) -> Caret.draw(line, column, shown);
            case Where.InAssignment _ -> "";
        };
    }
}
