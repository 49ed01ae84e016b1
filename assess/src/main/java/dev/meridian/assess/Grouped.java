package dev.meridian.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Puts the same remark about many things into one finding. A hundred stores with one setting are one decision of
/// somebody, and one thing to look at; errors stay apart, since each is a thing to mend.
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
        return alone
                ? finding.rule().id() + " " + finding.at() + " " + finding.statement()
                : finding.rule().id() + " " + finding.statement().replace(path[1], "…");
    }
}
