package dev.meridian.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Judges a file.
public final class Assess {
    private Assess() {}

    /// Every promise with its verdict and nothing else: it depends on no day, and no repair is searched for.
    public static List<Promise> promises(Subject subject) {
        return Denials.applied(
                subject,
                reckoned(subject, new Attainability(subject), new Availability(subject)),
                Structure.lasting(subject));
    }

    /// The promises by their own arithmetic.
    static List<Promise> reckoned(Subject subject, Attainability attainability, Availability availability) {
        List<Promise> promises = new ArrayList<>(attainability.promises());
        promises.addAll(availability.promises());
        promises.addAll(new JourneyLatencies(subject).promises());
        promises.addAll(new TimeClaims(subject).promises());
        promises.addAll(new UsualClaims(subject).promises());
        return promises;
    }

    /// What the file has where the same file says that it must not be, by the place that is to blame: what depends
    /// on no day. A waiver makes no difference.
    public static List<Finding> strayed(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        ResidencyRules.check(subject, findings);
        return findings;
    }

    /// Every promise with its verdict, and every finding.
    ///
    /// @param revisions how repairs are tried
    /// @param accepted what a baseline accepts beside the file's own waivers
    /// @param today the day on which waivers and the support of versions are judged
    public static Assessment of(
            Subject subject, Subject.Revisions revisions, List<Acceptance> accepted, LocalDate today) {
        List<Acceptance> acceptances = new ArrayList<>(Waivers.of(subject.topology()));
        acceptances.addAll(accepted);
        Waivers waivers = new Waivers(acceptances, today);
        List<Finding> structure = Structure.findings(subject, today);
        Attainability attainability = new Attainability(subject);
        Availability availability = new Availability(subject);
        List<Finding> findings = new ArrayList<>(DeniedFigures.ofUsual(
                subject, structure, new UsualClaims(subject).promises(), waivers.accepted(structure)));
        findings.addAll(
                attainability.findings(new Repairs(subject, revisions, structure, today), waivers.accepted(structure)));
        findings.addAll(DeniedFigures.ofAvailability(
                subject, availability.findings(), availability.promises(), waivers.accepted(structure)));
        findings.addAll(DocumentedValues.findings(subject, revisions));
        List<Finding> judged = RepeatedFixes.named(
                Grouped.of(subject.topology().sources(), waivers.apply(RefutedTexts.named(subject, findings))));
        return new Assessment(
                Agreement.of(
                        subject,
                        Denials.applied(subject, reckoned(subject, attainability, availability), structure),
                        judged),
                attainability.unpromised(),
                judged);
    }
}
