package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How lists, links and figures are put on a page.
final class Words {
    private Words() {}

    /// Each on a line, pushed in by so many blanks.
    static String lines(Collection<String> lines, int blanks) {
        String margin = " ".repeat(blanks);
        return lines.stream().flatMap(String::lines).map(line -> margin + line).collect(Collectors.joining("\n"));
    }

    static String lines(Collection<String> lines) {
        return lines(lines, 0);
    }

    /// `a, b and c`.
    static String and(Collection<?> words) {
        return listed(words, " and ");
    }

    /// `a, b or c`.
    static String or(Collection<?> words) {
        return listed(words, " or ");
    }

    private static String listed(Collection<?> words, String last) {
        List<String> all = words.stream().map(Object::toString).distinct().toList();
        return all.size() < 2
                ? String.join("", all)
                : String.join(", ", all.subList(0, all.size() - 1)) + last + all.getLast();
    }

    /// A row of a table.
    static String row(Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.toString().replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /// What a heading is led to by.
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    /// What is promised for something, with what the arithmetic says of it; a sentence where nothing is.
    static String promises(Known known, Promise.Objective... objectives) {
        List<Promise.Objective> wanted = List.of(objectives);
        List<String> lines = known.promises().stream()
                .filter(promise -> wanted.contains(promise.objective()))
                .map(promise -> "- " + promise.objective().text() + " of " + promise.owner() + " for " + when(promise)
                        + ": " + promise.bound() + " promised; " + promise.best() + " at best, " + promise.plan()
                        + " as planned: " + promise.verdict().text() + ".")
                .toList();
        return lines.isEmpty() ? known.file() + " promises nothing here.\n" : String.join("\n", lines) + "\n";
    }

    static String when(Promise promise) {
        return promise.disruption()
                .map(disruption -> switch (disruption) {
                    case ZONE -> "a lost zone";
                    case REGION -> "a lost region";
                    case CORRUPTION -> "corruption";
                    case BAD_DEPLOY -> "a bad release";
                    case PLANNED -> "a planned move";
                })
                .orElse("all times");
    }
}
