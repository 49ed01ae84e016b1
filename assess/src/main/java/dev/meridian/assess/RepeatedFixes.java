package dev.meridian.assess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Says a long instruction once: of several findings of different rules that ask for the same, the first has the
/// words, and each later one names it. What a finding adds for itself stays.
final class RepeatedFixes {
    /// Words before what an instruction adds for one promise.
    private static final String MORE = "; that is not all";

    /// A shorter instruction is quicker to read than a reference to it.
    private static final int SHORT = 60;

    private RepeatedFixes() {}

    static List<Finding> named(List<Finding> findings) {
        SequencedMap<String, Finding> first = new LinkedHashMap<>();
        findings.stream()
                .filter(finding -> finding.repair().isEmpty())
                .forEach(finding -> first.putIfAbsent(head(finding), finding));
        return findings.stream().map(finding -> named(finding, first)).toList();
    }

    private static Finding named(Finding finding, SequencedMap<String, Finding> first) {
        String head = head(finding);
        Finding other = first.getOrDefault(head, finding);
        return finding.repair().isPresent() || other.rule() == finding.rule() || head.length() < SHORT
                ? finding
                : finding.withFix("what " + other.rule().id() + " at `" + other.at() + "` asks for"
                        + finding.fix().substring(head.length()));
    }

    private static String head(Finding finding) {
        int more = finding.fix().indexOf(MORE);
        return more < 0 ? finding.fix() : finding.fix().substring(0, more);
    }
}
