package dev.meridian.assess;

import dev.meridian.topology.Claim;
import dev.meridian.topology.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Claims in words about a part of which errors of the same file say that it fails, or defects that it may. The
/// words are not read: the note about such a claim names what stands beside it. Words about a whole store or
/// service may be about anything in it, so only what takes all of it stands beside them.
final class RefutedTexts {
    /// Errors that take all of a store.
    private static final List<Rule> LOST = List.of(Rule.LOST_WITH_ITS_REGION, Rule.IN_FLIGHT_LOST);

    /// Errors about where data may be, what is promised of it and what nobody knows: a part may work all the same.
    private static final List<Rule> OF_OTHER_THINGS =
            List.of(Rule.AGAINST_RESIDENCY, Rule.PROMISES_CONTRADICT, Rule.NOBODY_KNOWS);

    private final Subject subject;
    private final List<Finding> failures;

    private RefutedTexts(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.failures = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR || finding.rule() == Rule.DOES_NOT_WORK)
                .toList();
    }

    /// The findings, with the errors named that stand beside claims in words.
    static List<Finding> named(Subject subject, List<Finding> findings) {
        RefutedTexts texts = new RefutedTexts(subject, findings);
        List<Finding> named = new ArrayList<>(findings);
        named.replaceAll(finding -> finding.rule() == Rule.NOT_JUDGED ? texts.named(finding) : finding);
        return named;
    }

    private Finding named(Finding note) {
        return claim(note)
                .flatMap(claim -> claim.at())
                .map(at -> named(note, at))
                .orElse(note);
    }

    private Optional<Claim> claim(Finding note) {
        return subject.topology().claims().values().stream()
                .filter(claim -> note.at().equals("claims." + claim.name()))
                .filter(claim ->
                        !ClaimScope.hasFigure(claim) && claim.frameworks().isEmpty())
                .findFirst();
    }

    private Finding named(Finding note, String at) {
        List<String> ids = failures.stream()
                .filter(failure -> isAgainst(failure, at))
                .map(failure -> failure.rule().id())
                .distinct()
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            return note;
        }
        return Finding.of(
                        note.rule(),
                        note.at(),
                        note.statement(),
                        "it is a text; if it says that all is well with `" + at + "`, " + Listed.plain(ids)
                                + (ids.size() == 1 ? " speaks" : " speak") + " against it",
                        "strike it where it says so, or what " + Listed.plain(ids)
                                + (ids.size() == 1 ? " asks for" : " ask for"))
                .with(note.severity());
    }

    /// Whether an error is at a part or in it, is about the same store, or keeps a failover from bringing users
    /// back.
    private boolean isAgainst(Finding failure, String at) {
        String place = defect(failure).map(Events.Defect::at).orElse(failure.at());
        boolean isOfFailover = at.equals("failover") || at.matches("applications\\.[^.]+\\.failover");
        boolean isOfStore = LOST.contains(failure.rule());
        boolean isOfAnything = at.matches("(data|services)\\.[^.]+");
        if (OF_OTHER_THINGS.contains(failure.rule()) || (isOfAnything && !isOfStore)) {
            return false;
        }
        return DefectEffects.isWithin(place, at)
                || (isOfStore && DefectEffects.isWithin(at, failure.at()))
                || (isOfFailover && failure.severity() == Severity.ERROR && (isOfStore || Denials.disarms(failure)));
    }

    private Optional<Events.Defect> defect(Finding failure) {
        return failure.rule() == Rule.DOES_NOT_WORK
                ? subject.topology().defects().values().stream()
                        .filter(defect -> failure.at().equals("defects." + defect.name()))
                        .findFirst()
                : Optional.empty();
    }
}
