package dev.meridian.topology;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// Collects what is wrong. Knows the lines of the files, so that each problem can show its own.
final class ProblemList {
    private final SourceLines lines;
    private final SequencedSet<Problem> problems = new LinkedHashSet<>();

    ProblemList(SourceLines lines) {
        this.lines = lines;
    }

    SourceLines lines() {
        return lines;
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    int size() {
        return problems.size();
    }

    void add(ProblemId id, Place place, Message message) {
        add(id, place, "", message);
    }

    /// Adds a problem with a note behind its caret.
    ///
    /// @param note may be empty
    void add(ProblemId id, Place place, String note, Message message) {
        problems.add(problem(id, place, excerpt(lines, place, note), message));
    }

    /// Adds what another list has and this one has not at the same place.
    ///
    /// @param environment the one that the others were found in, if it is not the one that was asked for
    void addUnlessThere(ProblemList others, Optional<String> environment) {
        Set<String> there = new LinkedHashSet<>();
        problems.forEach(mine -> there.add(mine.id() + mine.where().text()));
        for (Problem other : others.problems) {
            if (!there.contains(other.id() + other.where().text())) {
                problems.add(environment.map(other::in).orElse(other));
            }
        }
    }

    static Problem problem(ProblemId id, Place place, Optional<Excerpt> excerpt, Message message) {
        return new Problem(id.text(), place.where(), message.what(), excerpt, message.why(), message.fix());
    }

    /// What somebody may have meant; empty once there are more problems than will be shown, because looking for it
    /// among thousands of names, thousands of times, would take longer than anybody waits.
    Optional<String> nearest(String word, Collection<String> candidates) {
        return problems.size() > Problem.MOST ? Optional.empty() : Words.nearest(word, candidates);
    }

    /// All of them in file order, those of assignments last; the first hundred and how many more there are.
    List<Problem> inOrder() {
        return Problem.inOrder(problems);
    }

    static Optional<Excerpt> excerpt(SourceLines lines, Place place, String note) {
        return switch (place.where()) {
            case Where.InFile(String file, int line, int _) ->
                lines.line(file, line).map(text -> new Excerpt(text, place.width(), note));
            case Where.InAssignment _ -> Optional.empty();
        };
    }
}
