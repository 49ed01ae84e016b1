package dev.meridian.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links that lead somewhere, and decisions that somebody leads to.
final class Links {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern MENTION = Pattern.compile("\\bdocs/[\\w./-]*\\w");
    private static final Pattern DECISION = Pattern.compile("docs/adr/(\\d{4})-[\\w-]+\\.md");

    private Links() {}

    static List<Finding> dead(Tree tree) {
        List<Finding> findings = new ArrayList<>();
        tree.ending(".md").forEach(file -> {
            List<String> lines = Markdown.withoutBlocks(file.lines());
            for (int i = 0; i < lines.size(); i++) {
                Matcher link = LINK.matcher(lines.get(i).replaceAll("`[^`]*`", "`code`"));
                while (link.find()) {
                    if (!leadsSomewhere(tree, file, link.group(1))) {
                        findings.add(new Finding(
                                file.path(),
                                i + 1,
                                "`" + link.group(1) + "` leads nowhere",
                                "write the path from this file, and the heading in lower case with hyphens"));
                    }
                }
            }
        });
        return findings;
    }

    private static boolean leadsSomewhere(Tree tree, Tree.Text from, String target) {
        if (target.matches("[a-z]+:.*")) {
            return true;
        }
        String[] parts = target.split("#", 2);
        Path folder = Path.of(from.path()).resolveSibling(parts[0]);
        String path = parts[0].isEmpty() ? from.path() : folder.normalize().toString();
        return tree.has(path)
                && (parts.length == 1
                        || !path.endsWith(".md")
                        || anchors(tree.text(path)).contains(parts[1]));
    }

    /// The anchors that a page of Markdown has: its headings, in lower case, with hyphens for blanks and without
    /// signs; a second one of the same words is numbered.
    static Set<String> anchors(String markdown) {
        Set<String> anchors = new HashSet<>();
        for (String line : Markdown.withoutBlocks(markdown.lines().toList())) {
            if (line.matches("#+ .*")) {
                String heading = line.replaceFirst("#+ ", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                String anchor = heading;
                for (int i = 1; !anchors.add(anchor); i++) {
                    anchor = heading + "-" + i;
                }
            }
        }
        return anchors;
    }

    /// Documents that code and other files name.
    static List<Finding> deadMentions(Tree tree) {
        List<Finding> findings = new ArrayList<>();
        tree.where(path -> !path.startsWith("house/")).forEach(file -> {
            List<String> lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                Matcher mention = MENTION.matcher(lines.get(i));
                while (mention.find()) {
                    String path = mention.group();
                    boolean isDecision = path.matches("docs/adr/\\d{4}");
                    if (isDecision ? decision(tree, path).isEmpty() : !tree.has(path)) {
                        findings.add(new Finding(
                                file.path(), i + 1, "there is no `" + path + "`", "write it, or name the right one"));
                    }
                }
            }
        });
        return findings;
    }

    private static List<String> decision(Tree tree, String start) {
        return tree.where(path -> path.startsWith(start + "-"))
                .map(Tree.Text::path)
                .toList();
    }

    /// A decision that nothing leads to governs nothing.
    static List<Finding> orphans(Tree tree) {
        List<Finding> findings = new ArrayList<>();
        tree.where(path -> DECISION.matcher(path).matches()).forEach(decision -> {
            Matcher number = DECISION.matcher(decision.path());
            Pattern link = Pattern.compile(number.matches() ? "adr/" + number.group(1) + "\\b" : "(?!)");
            boolean isLinked = tree.where(path -> !path.equals(decision.path()))
                    .anyMatch(file -> link.matcher(file.content()).find());
            if (!isLinked) {
                findings.add(
                        new Finding(decision.path(), 1, "nothing leads here", "name it in the code that it governs"));
            }
        });
        return findings;
    }
}
