package dev.meridian.answers;

import dev.meridian.assess.Assessment;
import dev.meridian.assess.Automation;
import dev.meridian.assess.Finding;
import dev.meridian.assess.Severity;
import dev.meridian.assess.Unarmed;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Excerpt;
import dev.meridian.topology.Message;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Sources;
import dev.meridian.topology.Where;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// An assessment with the places of what it is about.
///
/// @param file as it was named
/// @param environment the one whose overrides are in force
/// @param asOf the day that it holds for
/// @param sources where the file says what
/// @param automations whether the engine is armed, for each application that it moves
/// @param unarmed the applications that it does not move
/// @param accepted the places of what a baseline accepts, by the names under which it is accepted
public record Judged(
        String file,
        Optional<String> environment,
        LocalDate asOf,
        Sources sources,
        Assessment assessment,
        List<Automation> automations,
        List<Unarmed> unarmed,
        SequencedMap<String, Spot> accepted) {
    public Judged {
        automations = List.copyOf(automations);
        unarmed = List.copyOf(unarmed);
        accepted = new LinkedHashMap<>(accepted);
    }

    /// A place outside of the topology, with its line.
    public record Spot(Where.InFile where, Excerpt excerpt) {}

    /// The worst first; those of one severity in the order of the file, and what a baseline is about behind it.
    List<Finding> findings() {
        return assessment.findings().stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(finding -> accepted.containsKey(finding.at()))
                        .thenComparing(this::problem, Problem.IN_ORDER))
                .toList();
    }

    /// How many count with a severity; those that somebody has accepted do not.
    long count(Severity severity) {
        return assessment.findings().stream()
                .filter(finding -> finding.waived().isEmpty() && finding.severity() == severity)
                .count();
    }

    long countWaived() {
        return assessment.findings().stream()
                .filter(finding -> finding.waived().isPresent())
                .count();
    }

    Where where(String path) {
        Spot spot = accepted.get(path);
        return spot == null ? sources.where(path) : spot.where();
    }

    /// How many characters of its line a finding is about.
    int width(Finding finding) {
        return problem(finding).excerpt().map(Excerpt::width).orElse(1);
    }

    /// A finding with its line; behind the caret stands the term to blame.
    Problem problem(Finding finding) {
        String id = finding.rule().id();
        Spot spot = accepted.get(finding.at());
        if (spot != null) {
            return new Problem(
                    id, spot.where(), finding.statement(), Optional.of(spot.excerpt()), finding.why(), fix(finding));
        }
        return sources.problem(
                id, finding.at(), note(finding), new Message(finding.statement(), finding.why(), fix(finding)));
    }

    private static String note(Finding finding) {
        Optional<Finding.Arithmetic> arithmetic = finding.arithmetic();
        String blamed = arithmetic.map(Finding.Arithmetic::failingTerm).orElse("");
        return arithmetic.stream()
                .flatMap(figures -> figures.terms().stream())
                .filter(term -> term.name().equals(blamed))
                .findFirst()
                .map(term -> blamed + " (" + basis(term.basis()) + ")")
                .orElse(blamed);
    }

    /// The origin of a figure, in the word of every report.
    static String basis(Term.Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT);
    }

    /// What to do, in one line.
    static String fix(Finding finding) {
        return finding.repair().map(Judged::typed).orElse(finding.fix());
    }

    /// A repair as it can be typed behind the command.
    static String typed(Finding.Repair repair) {
        return String.join(
                " ",
                repair.changes().stream()
                        .map(change -> "--set " + quoted(change.assignment()))
                        .toList());
    }

    /// In quotes where a shell would take it for more than one word or for something else.
    private static String quoted(String assignment) {
        boolean isPlain = assignment.matches("[A-Za-z0-9_./:=%@+,-]+");
        return isPlain ? assignment : "'" + assignment.replace("'", "'\\''") + "'";
    }

    /// The places of a finding's further paths.
    SequencedMap<String, Where> also(Finding finding) {
        SequencedMap<String, Where> also = new LinkedHashMap<>();
        finding.also().forEach(path -> also.put(path, where(path)));
        return also;
    }

    /// Findings that are told as such: all that nobody has accepted.
    List<Finding> open() {
        return findings().stream().filter(finding -> finding.waived().isEmpty()).toList();
    }
}
