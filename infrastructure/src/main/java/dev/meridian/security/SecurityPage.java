package dev.meridian.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// `SECURITY.md`: what a scanner will find in what is written, and why it is so.
final class SecurityPage {
    private static final int WIDTH = 118;

    private SecurityPage() {}

    static String of(String file, Security security) {
        StringBuilder page = new StringBuilder("# Security\n\n");
        page.append("What scanners of Terraform ask of what was written from ")
                .append(file)
                .append(", and how it is answered. It was found out by rules of\n")
                .append(
                        "Meridian's own, which look at what each check looks at before a file is there; no scanner was run. ")
                .append("A scanner of another\nday, or with other settings, may find more.\n\n")
                .append(wrapped("The checks are those of " + Check.SOURCES));
        held(page, security.held());
        stated(page, security.stated());
        idle(page, security.idle());
        open(page, security.open());
        return page.toString();
    }

    private static void held(StringBuilder page, List<Check> held) {
        page.append("\n## Held everywhere\n\n")
                .append(held.size())
                .append(" checks hold for every resource that they judge.\n");
        for (String scanner : List.of("Checkov", "Trivy")) {
            String ids = held.stream()
                    .filter(check -> check.scanner().equals(scanner))
                    .map(Check::id)
                    .collect(Collectors.joining(", "));
            if (!ids.isEmpty()) {
                page.append('\n').append(wrapped(scanner + ": " + ids + "."));
            }
        }
    }

    private static void stated(StringBuilder page, SequencedMap<Reason, List<Security.Answer>> stated) {
        if (stated.isEmpty()) {
            return;
        }
        SequencedSet<Check> all = new LinkedHashSet<>();
        stated.values().forEach(answers -> answers.forEach(answer -> all.add(answer.check())));
        page.append("\n## Not as asked, and why\n\nAt these resources ")
                .append(all.size())
                .append(" checks do not hold. Everything else that they judge is as they ask.\n");
        stated.forEach((reason, answers) -> {
            SequencedSet<Check> checks = new LinkedHashSet<>();
            answers.forEach(answer -> checks.add(answer.check()));
            page.append("\n### ")
                    .append(checks.stream().map(Check::id).collect(Collectors.joining(", ")))
                    .append("\n\n");
            SequencedSet<String> asks = new LinkedHashSet<>();
            checks.forEach(check -> asks.add(check.asks()));
            page.append(wrapped("Asked is that " + String.join("; that ", asks) + "."))
                    .append('\n')
                    .append(wrapped(reason.why()))
                    .append('\n')
                    .append(wrapped("As asked it would be with " + reason.instead() + "."))
                    .append("\n| root | resources |\n|---|---|\n");
            rows(answers)
                    .forEach((resources, roots) -> page.append("| ")
                            .append(roots.stream().map(root -> "`" + root + "`").collect(Collectors.joining("<br>")))
                            .append(" | ")
                            .append(resources)
                            .append(" |\n"));
        });
    }

    /// Roots in which it is the same resources share a row.
    private static SequencedMap<String, List<String>> rows(List<Security.Answer> answers) {
        SequencedMap<String, SequencedSet<String>> byRoot = new LinkedHashMap<>();
        answers.forEach(answer -> byRoot.computeIfAbsent(answer.root(), _ -> new LinkedHashSet<>())
                .add("`" + answer.address() + "`"));
        SequencedMap<String, List<String>> rows = new LinkedHashMap<>();
        byRoot.forEach((root, addresses) -> rows.computeIfAbsent(String.join(", ", addresses), _ -> new ArrayList<>())
                .add(root));
        return rows;
    }

    private static void idle(StringBuilder page, List<Check> idle) {
        if (!idle.isEmpty()) {
            page.append("\n## Nothing to judge\n\nThese look at types that are here, to judge others that are not:\n")
                    .append(wrapped(idle.stream()
                                    .map(check -> check.id() + " (" + String.join(", ", check.types()) + ")")
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
    }

    private static void open(StringBuilder page, List<Security.Answer> open) {
        if (!open.isEmpty()) {
            page.append(
                    "\n## Not looked at\n\nMeridian has no rule for these: a scanner may find something or not.\n\n");
            SequencedSet<String> lines = new LinkedHashSet<>();
            open.forEach(answer -> lines.add(
                    "- " + answer.check().id() + " at `" + answer.root() + "`, `" + answer.address() + "`\n"));
            lines.forEach(page::append);
        }
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int at = 0;
        for (String word : text.split(" ", -1)) {
            if (at > 0 && at + 1 + word.length() > WIDTH) {
                lines.append('\n');
                at = 0;
            }
            lines.append(at == 0 ? "" : " ").append(word);
            at += (at == 0 ? 0 : 1) + word.length();
        }
        return lines.append('\n').toString();
    }
}
