package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Events;
import dev.meridian.topology.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        Predicate<Promise> isRisk = promise -> effects.whileBroken(promise) == Denials.Effect.RISK;
        List<String> denied = resting(promises, promise -> effects.on(promise) == Denials.Effect.DENIAL);
        List<String> alone = resting(
                promises,
                promise -> effects.on(promise) == Denials.Effect.RISK
                        && effects.whileBroken(promise) == Denials.Effect.DENIAL);
        Predicate<Promise> isBeside =
                isRisk.and(promise -> !effects.speaksAgainst(promise) && !effects.isOfItsClaim(promise));
        List<String> beside = resting(promises, isBeside.and(promise -> !isAvailability(promise)));
        List<String> years = resting(promises, isBeside.and(Defects::isAvailability));
        List<String> claimed = resting(promises, isRisk.and(effects::speaksAgainst));
        List<String> ofClaims = resting(
                promises, isRisk.and(promise -> effects.isOfItsClaim(promise) && !effects.speaksAgainst(promise)));
        List<String> reasons = new ArrayList<>();
        add(reasons, rest(denied), denied, ", and nothing else in the file does the same");
        add(reasons, rest(alone), alone, (alone.size() == 1 ? ", and holds" : ", and hold") + " only while it works");
        add(reasons, rest(beside), beside, effects.without());
        add(reasons, rest(years), years, " when a region is lost");
        add(reasons, rest(ofClaims), ofClaims, "");
        List<String> spokenAgainst = claimed.isEmpty() ? ofAText(defect) : claimed;
        add(reasons, "it speaks against " + Listed.plain(spokenAgainst), spokenAgainst, "");
        boolean isEndangered =
                Stream.of(alone, beside, years, claimed, ofClaims).anyMatch(list -> !list.isEmpty());
        Severity severity = !denied.isEmpty() ? Severity.ERROR : isEndangered ? Severity.WARNING : Severity.NOTE;
        return Finding.of(
                        Rule.DOES_NOT_WORK,
                        "defects." + defect.name(),
                        what(defect) + ": " + Words.shown(defect.says(), LONGEST_QUOTE),
                        why(reasons, effects, claims(subject, defect, ofClaims), promises.isEmpty()),
                        (ofAText(defect).isEmpty() ? "mend it" : "correct the document, or strike the claim")
                                + ", and take `defects." + defect.name() + "` out of the file")
                .with(severity);
    }

    private static boolean isAvailability(Promise promise) {
        return promise.objective() == Promise.Objective.AVAILABILITY;
    }

    /// A part does not work, and a document is not true.
    private static String what(Events.Defect defect) {
        boolean works = defect.effect() == Events.Effect.SOMETIMES;
        return ofAText(defect).isEmpty()
                ? "`" + defect.at() + "` " + (works ? "may not work" : "does not work")
                : "the document of `" + defect.at() + "` " + (works ? "is not always true" : "is not true");
    }

    private static void add(List<String> reasons, String sentence, List<String> promises, String more) {
        if (!promises.isEmpty()) {
            reasons.add(sentence + more);
        }
    }

    /// @param reasons the promises that rest on the part
    /// @param claims the claims about it, as a sentence; empty where there are none
    /// @param isNothingPromised whether the file has no promise that could rest on anything
    private static String why(
            List<String> reasons, DefectEffects effects, Optional<String> claims, boolean isNothingPromised) {
        List<String> all = new ArrayList<>(reasons);
        if (reasons.isEmpty()) {
            if (effects.isOfTheWayBack()) {
                all.add("the way back rests on it");
            } else if (!isNothingPromised) {
                all.add("no promise rests on it");
            }
        }
        claims.ifPresent(all::add);
        return all.isEmpty()
                ? "the file declares it, and says that it is not to be counted on"
                : String.join("; ", all);
    }

    /// The claim that a defect is at.
    private static List<String> ofAText(Events.Defect defect) {
        String[] path = defect.at().split("\\.", -1);
        return path[0].equals("claims") && path.length > 1 ? List.of("`claim " + path[1] + "`") : List.of();
    }

    /// The claims about the part, or about something in it, that are not named as those that rest on it, and those
    /// in words about all of its store or of the failover.
    ///
    /// @param named the promises of claims that are
    private static Optional<String> claims(Subject subject, Events.Defect defect, List<String> named) {
        List<String> about = new ArrayList<>();
        List<String> aboutAll = new ArrayList<>();
        String whole = whole(defect);
        for (Claim claim : subject.topology().claims().values()) {
            String at = claim.at().orElse("");
            String name = "`claim " + claim.name() + "`";
            if (DefectEffects.isWithin(at, defect.at())) {
                about.add(name);
            } else if (!whole.isEmpty() && at.equals(whole) && !ClaimScope.hasFigure(claim)) {
                aboutAll.add(name);
            }
        }
        about.removeIf(claim -> named.stream().anyMatch(promise -> promise.contains(claim)));
        List<String> sentences = new ArrayList<>();
        add(sentences, Listed.plain(about) + (about.size() == 1 ? " is" : " are") + " about it", about, "");
        add(
                sentences,
                Listed.plain(aboutAll) + (aboutAll.size() == 1 ? " is" : " are") + " about all of `" + whole + "`",
                aboutAll,
                "");
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", sentences));
    }

    /// The store or the failover that a part is one of; empty for other parts.
    private static String whole(Events.Defect defect) {
        List<String> path = List.of(defect.at().split("\\.", -1));
        int own = path.getFirst().equals("applications") && path.size() > 2 ? 2 : 0;
        boolean isOfFailover = path.get(own).equals("failover");
        int end = isOfFailover ? own + 1 : path.getFirst().equals("data") ? 2 : 0;
        return path.size() > end ? String.join(".", path.subList(0, end)) : "";
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
