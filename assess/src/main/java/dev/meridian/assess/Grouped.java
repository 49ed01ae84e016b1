package dev.meridian.assess;

import dev.meridian.topology.Sources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Puts the same remark about many things into one finding. A hundred stores with one setting are one decision of
/// somebody, and one thing to look at; errors stay apart, since each is a thing to mend. What somebody accepts of
/// one of them says nothing about the others, and neither does the promise that one of them breaks. A block that
/// serves several applications is one thing too, which each of them is judged by.
final class Grouped {
    private final Sources sources;

    private Grouped(Sources sources) {
        this.sources = sources;
    }

    /// @param sources of the file that the findings are about
    static List<Finding> of(Sources sources, List<Finding> findings) {
        return new Grouped(sources).of(findings);
    }

    private List<Finding> of(List<Finding> findings) {
        SequencedMap<String, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Optional<Finding> votes = findings.stream()
                    .filter(other -> isAboutItsMetro(finding, other))
                    .findFirst();
            if (votes.isPresent()) {
                groups.computeIfAbsent(key(votes.get()), _ -> new ArrayList<>()).add(finding);
                continue;
            }
            groups.computeIfAbsent(key(finding), _ -> new ArrayList<>()).add(finding);
        }
        return groups.values().stream()
                .map(Grouped::worstFirst)
                .map(group -> group.getFirst()
                        .andAt(Stream.concat(
                                        group.getFirst().also().stream(),
                                        group.stream()
                                                .skip(1)
                                                .flatMap(other ->
                                                        Stream.concat(Stream.of(other.at()), other.also().stream())))
                                .distinct()
                                .filter(at -> !at.equals(group.getFirst().at()))
                                .toList()))
                .toList();
    }

    /// An error before a warning that is folded into it.
    private static List<Finding> worstFirst(List<Finding> group) {
        List<Finding> sorted = new ArrayList<>(group);
        sorted.sort(Comparator.comparing(Finding::severity));
        return sorted;
    }

    /// Whether two regions that share a fate are those whose votes another finding counts: the votes say more.
    private static boolean isAboutItsMetro(Finding shared, Finding votes) {
        return shared.rule() == Rule.SHARED_FATE
                && votes.rule() == Rule.QUORUM_IN_ONE_METRO
                && shared.waived().equals(votes.waived())
                && shared.statement().contains(" are in " + metro(votes) + ",");
    }

    private static String metro(Finding votes) {
        return votes.statement().replaceFirst(".* are in ", "");
    }

    /// The place of a finding: in the section of an application that of its line, with all that is said, since one
    /// block may serve several applications; else its path.
    private String place(Finding finding) {
        List<String> path = Arrays.asList(finding.at().split("\\.", -1));
        return path.getFirst().equals("applications") && path.size() > 2
                ? String.join(
                        "|",
                        sources.where(finding.at()).toString(),
                        String.join(".", path.subList(2, path.size())),
                        finding.why(),
                        finding.fix())
                : finding.at();
    }

    /// The application whose section a finding is in, else nothing.
    private static String application(Finding finding) {
        String[] path = finding.at().split("\\.", -1);
        return path[0].equals("applications") && path.length > 1 ? path[1] : "";
    }

    /// The fact behind a finding, without the name of the thing that it is about. The places of a control, and the
    /// votes of several stores in one metropolitan area, are one fact each, and so is a missing figure that
    /// several promises wait for.
    private String key(Finding finding) {
        if (finding.rule() == Rule.CONTROL_IN_THE_LOST_REGION || finding.rule() == Rule.QUORUM_IN_ONE_METRO) {
            return String.join(
                    "|",
                    finding.rule().id(),
                    finding.severity().text(),
                    application(finding),
                    finding.waived().map(Finding.Waived::toString).orElse(""),
                    finding.rule() == Rule.QUORUM_IN_ONE_METRO ? metro(finding) : "",
                    finding.why());
        }
        if (finding.rule() == Rule.FIGURE_UNKNOWN) {
            return String.join(
                    "|",
                    finding.rule().id(),
                    finding.waived().map(Finding.Waived::toString).orElse(""),
                    finding.fix());
        }
        String[] path = finding.at().split("\\.", -1);
        boolean alone = finding.severity() == Severity.ERROR
                || path.length < 2
                || finding.arithmetic().isPresent();
        // The reason and the fix are compared too: a figure of one store is no figure of another.
        String said = alone
                ? place(finding) + " " + finding.statement()
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
