package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Events;
import dev.meridian.topology.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// The findings about parts that are known not to work, each with the promises that rest on the part
/// ([DefectEffects]).
final class Defects {
    /// Of the words of a file, in characters.
    private static final int LONGEST_QUOTE = 200;

    private Defects() {}

    static void check(Subject subject, List<Finding> findings) {
        if (subject.topology().defects().isEmpty()) {
            return;
        }
        List<Promise> promises = Assess.reckoned(subject, new Attainability(subject), new Availability(subject));
        subject.topology().defects().values().stream()
                .map(defect -> finding(subject, defect, promises))
                .forEach(findings::add);
    }

    private static Finding finding(Subject subject, Events.Defect defect, List<Promise> promises) {
        DefectEffects effects = new DefectEffects(subject, defect);
        List<String> denied = resting(promises, promise -> effects.on(promise) == Denials.Effect.DENIAL);
        List<String> alone = resting(
                promises,
                promise -> effects.on(promise) == Denials.Effect.RISK
                        && effects.whileBroken(promise) == Denials.Effect.DENIAL);
        List<String> beside = resting(
                promises,
                promise -> effects.whileBroken(promise) == Denials.Effect.RISK && !effects.speaksAgainst(promise));
        List<String> claimed = resting(
                promises,
                promise -> effects.whileBroken(promise) == Denials.Effect.RISK && effects.speaksAgainst(promise));
        boolean works = defect.effect() == Events.Effect.SOMETIMES;
        boolean isEndangered = !alone.isEmpty() || !beside.isEmpty() || !claimed.isEmpty();
        Severity severity = !denied.isEmpty() ? Severity.ERROR : isEndangered ? Severity.WARNING : Severity.NOTE;
        return Finding.of(
                        Rule.DOES_NOT_WORK,
                        "defects." + defect.name(),
                        "`" + defect.at() + "` " + (works ? "may not work" : "does not work") + ": "
                                + Words.shown(defect.says(), LONGEST_QUOTE),
                        why(denied, alone, beside, claimed.isEmpty() ? ofAText(defect) : claimed)
                                + claims(subject, defect),
                        "mend it, and take `defects." + defect.name() + "` out of the file")
                .with(severity);
    }

    /// @param alone promises that hold while the part works
    /// @param beside promises for which another part may do the same
    /// @param claimed what claims say of the part, or a claim that is the part
    private static String why(List<String> denied, List<String> alone, List<String> beside, List<String> claimed) {
        List<String> reasons = new ArrayList<>();
        if (!denied.isEmpty()) {
            reasons.add(rest(denied) + ", and nothing else in the file does the same");
        }
        if (!alone.isEmpty()) {
            reasons.add(rest(alone) + (alone.size() == 1 ? ", and holds" : ", and hold") + " only while it works");
        }
        if (!beside.isEmpty()) {
            reasons.add(rest(beside) + ", and something else may do the same");
        }
        if (!claimed.isEmpty()) {
            reasons.add("it speaks against " + Listed.plain(claimed));
        }
        return reasons.isEmpty() ? "no promise rests on it" : String.join("; ", reasons);
    }

    /// The claim that a defect is at.
    private static List<String> ofAText(Events.Defect defect) {
        String[] path = defect.at().split("\\.", -1);
        return path[0].equals("claims") && path.length > 1 ? List.of("`claim " + path[1] + "`") : List.of();
    }

    /// The claims about the part, or about something in it.
    private static String claims(Subject subject, Events.Defect defect) {
        List<String> about = subject.topology().claims().values().stream()
                .filter(claim -> claim.at()
                        .filter(at -> at.equals(defect.at()) || at.startsWith(defect.at() + "."))
                        .isPresent())
                .map(claim -> "`claim " + claim.name() + "`")
                .toList();
        return about.isEmpty() ? "" : "; " + Listed.plain(about) + (about.size() == 1 ? " is" : " are") + " about it";
    }

    private static String rest(List<String> promises) {
        return Listed.plain(promises) + (promises.size() == 1 ? " rests on it" : " rest on it");
    }

    private static List<String> resting(List<Promise> promises, Predicate<Promise> isResting) {
        return promises.stream()
                .filter(isResting)
                .map(promise -> promise.objective().text() + " of `" + promise.owner() + "`"
                        + promise.disruption()
                                .map(kind -> " (" + kind.text() + ")")
                                .orElse(""))
                .distinct()
                .toList();
    }

    /// The effect on a promise of the defect that a finding is about.
    static Denials.Effect effect(Subject subject, Finding finding, Promise promise) {
        return of(subject, finding)
                .map(defect -> new DefectEffects(subject, defect).on(promise))
                .orElse(Denials.Effect.NOTHING);
    }

    /// Whether a failover cannot count on the part that a finding is about, so that it is not armed.
    static boolean disarms(Subject subject, Finding finding, Application application) {
        return of(subject, finding)
                .filter(defect -> new DefectEffects(subject, defect).disarms(application))
                .isPresent();
    }

    private static Optional<Events.Defect> of(Subject subject, Finding finding) {
        return subject.topology().defects().values().stream()
                .filter(defect -> Objects.equals(finding.at(), "defects." + defect.name()))
                .findFirst();
    }
}
