package dev.meridian.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Puts the same remark about many things into one finding. A hundred stores with one setting are one decision of
/// somebody, and one thing to look at; errors stay apart, since each is a thing to mend. What somebody accepts of
/// one of them says nothing about the others, and neither does the promise that one of them breaks.
final class Grouped {
    private Grouped() {}

    static List<Finding> of(List<Finding> findings) {
        SequencedMap<String, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            groups.computeIfAbsent(key(finding), _ -> new ArrayList<>()).add(finding);
        }
        return groups.values().stream()
                .map(group -> group.getFirst()
                        .andAt(group.stream().skip(1).map(Finding::at).toList()))
                .toList();
    }

    /// What is said, without the name of what it is about.
    private static String key(Finding finding) {
        String[] path = finding.at().split("\\.", -1);
        boolean alone = finding.severity() == Severity.ERROR
                || path.length < 2
                || finding.arithmetic().isPresent();
        // The reason and the fix are compared too: a figure of one store is no figure of another.
        String said = alone
                ? finding.at() + " " + finding.statement()
                : String.join("|", finding.statement(), finding.why(), finding.fix())
                        .replace(path[1], "…");
        return String.join(
                "|",
                finding.rule().id(),
                finding.severity().text(),
                finding.objective().orElse(""),
                finding.waived().map(Finding.Waived::toString).orElse(""),
                said);
    }
}
