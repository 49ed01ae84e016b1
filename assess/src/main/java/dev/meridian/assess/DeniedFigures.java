package dev.meridian.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The missing figures of a promise that an error denies: no figure turns that promise, so the finding says first
/// what does.
final class DeniedFigures {
    /// How a finding ends about a figure that is usual and that nothing decides.
    static final String OPEN = ", which is neither confirmed nor refuted";

    private DeniedFigures() {}

    /// @param unknown the finding about the missing figures
    /// @param denials the errors that deny its promise, maybe none
    static Finding of(Finding unknown, List<Finding> denials) {
        if (denials.isEmpty()) {
            return unknown;
        }
        String named = named(denials);
        Finding denied = Finding.of(
                        unknown.rule(),
                        unknown.at(),
                        unknown.statement()
                                .replace(
                                        ", and nothing is known of",
                                        ", which " + named + "; besides, nothing is known of"),
                        named + " it whatever the missing figures are",
                        first(denials) + "; then " + unknown.fix())
                .with(unknown.severity());
        Finding about = unknown.objective().map(denied::about).orElse(denied);
        return unknown.arithmetic().map(about::with).orElse(about);
    }

    /// What has to be mended before the arithmetic of a promise counts: every error that denies it. Several of one
    /// rule are named by their places.
    static String first(List<Finding> denials) {
        SequencedMap<String, List<Finding>> byRule = new LinkedHashMap<>();
        denials.forEach(error -> byRule.computeIfAbsent(error.rule().id(), _ -> new ArrayList<>())
                .add(error));
        return "first what "
                + byRule.entrySet().stream()
                        .map(rule -> rule.getKey() + " asks for" + asked(rule.getValue()))
                        .collect(Collectors.joining("; what "));
    }

    private static String asked(List<Finding> errors) {
        List<String> fixes = errors.stream().map(Finding::fix).distinct().toList();
        return fixes.size() == 1
                ? ": " + fixes.getFirst()
                : " at "
                        + Listed.plain(errors.stream()
                                .map(error -> "`" + error.at() + "`")
                                .distinct()
                                .toList());
    }

    /// The findings with those about usual figures told as denied where an error denies them: neither a missing
    /// figure nor a measurement turns such a claim.
    static List<Finding> ofUsual(
            Subject subject, List<Finding> findings, List<Promise> promises, List<Finding> structure) {
        return findings.stream()
                .map(finding -> promises.stream()
                        .filter(promise -> promise.path().equals(finding.at())
                                && finding.statement().endsWith(OPEN))
                        .findFirst()
                        .map(promise -> denied(finding, denials(subject, promise, structure)))
                        .orElse(finding))
                .toList();
    }

    private static Finding denied(Finding open, List<Finding> denials) {
        if (denials.isEmpty()) {
            return open;
        }
        Finding denied = Finding.of(
                        open.rule(),
                        open.at(),
                        open.statement().replace(OPEN, ", which " + named(denials)),
                        named(denials) + " it whatever a measurement shows; besides, " + open.why(),
                        first(denials))
                .with(open.severity());
        return open.objective().map(denied::about).orElse(denied);
    }

    private static String named(List<Finding> denials) {
        List<String> ids =
                denials.stream().map(error -> error.rule().id()).distinct().toList();
        return String.join(" and ", ids) + (ids.size() == 1 ? " denies" : " deny");
    }

    private static List<Finding> denials(Subject subject, Promise promise, List<Finding> structure) {
        return structure.stream()
                .filter(error -> error.counts() && Denials.denies(subject, error, promise))
                .toList();
    }

    /// The findings about availability, with the errors that deny it.
    ///
    /// @param structure the findings of structure; an accepted one denies nothing
    static List<Finding> ofAvailability(
            Subject subject, List<Finding> findings, List<Promise> promises, List<Finding> structure) {
        return findings.stream()
                .map(finding -> finding.rule() == Rule.FIGURE_UNKNOWN
                        ? of(finding, denials(subject, finding, promises, structure))
                        : finding)
                .toList();
    }

    private static List<Finding> denials(
            Subject subject, Finding finding, List<Promise> promises, List<Finding> structure) {
        return structure.stream()
                .filter(error -> error.counts()
                        && promises.stream()
                                .anyMatch(promise -> finding.at().equals(promise.path())
                                        && promise.objective() == Promise.Objective.AVAILABILITY
                                        && Denials.denies(subject, error, promise)))
                .toList();
    }
}
