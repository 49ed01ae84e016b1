package dev.meridian.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a page of Markdown that tests look at: fenced blocks, code in the text, tables under a heading.
final class Markdown {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Markdown() {}

    /// A fenced block.
    ///
    /// @param language what stands behind the fence
    /// @param line where its first line is, counted from 1
    record Block(String language, int line, List<String> lines) {
        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    static List<Block> blocks(List<String> page) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).startsWith("```")) {
                int first = i + 1;
                int end = first;
                while (end < page.size() && !page.get(end).startsWith("```")) {
                    end++;
                }
                blocks.add(new Block(
                        page.get(i).substring(3).strip(), first + 1, page.subList(first, Math.min(end, page.size()))));
                i = end;
            }
        }
        return blocks;
    }

    /// The page with every line of a fenced block empty, so that line numbers stay.
    static List<String> withoutBlocks(List<String> page) {
        List<String> lines = new ArrayList<>(page);
        for (Block block : blocks(page)) {
            for (int i = 0; i < block.lines().size(); i++) {
                lines.set(block.line() - 1 + i, "");
            }
        }
        return lines;
    }

    /// What stands in backquotes on a line.
    static List<String> code(String line) {
        return CODE.matcher(line).results().map(found -> found.group(1)).toList();
    }

    /// The rows of the tables under a heading, without their heads, each as its cells.
    static List<List<String>> table(List<String> page, String heading) {
        List<List<String>> rows = new ArrayList<>();
        boolean isUnder = false;
        boolean isBody = false;
        for (String line : withoutBlocks(page)) {
            if (line.startsWith("#")) {
                isUnder = line.replaceFirst("#+ ", "").equals(heading);
            }
            boolean isRow = isUnder && line.startsWith("|");
            boolean isRuler = isRow && line.matches("[|: -]+");
            if (isRow && isBody) {
                rows.add(List.of(line.substring(1).strip().split("\\s*\\|\\s*")).stream()
                        .map(String::strip)
                        .toList());
            }
            isBody = isRow && (isBody || isRuler);
        }
        if (rows.isEmpty()) {
            throw new AssertionError("there is no table under `" + heading + "`");
        }
        return rows;
    }

    /// The first word in backquotes of each row.
    static List<String> words(List<String> page, String heading) {
        return table(page, heading).stream()
                .map(row -> {
                    Matcher code = CODE.matcher(row.getFirst());
                    return code.find() ? code.group(1) : row.getFirst();
                })
                .toList();
    }
}
