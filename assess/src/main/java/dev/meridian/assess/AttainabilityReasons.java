package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The reasons why promises of a time or a loss do not hold: the terms that decide, as sentences.
final class AttainabilityReasons {
    /// The most terms that one sentence names.
    private static final int MOST_TERMS = 4;

    private AttainabilityReasons() {}

    /// @param best whether it fails even at best
    static String of(JudgedStake one, boolean best) {
        Duration bound = one.stake().bound();
        Outcome outcome = one.outcome();
        Optional<Duration> known = best ? Optional.empty() : outcome.knownAbove(bound);
        if (known.isPresent()) {
            return outcome.losses().isEmpty()
                    ? "the terms with a figure alone come to " + text(known.get()) + ": "
                            + summands(outcome.knownDeciding(bound), known.get())
                    : "what has a figure alone loses up to " + text(known.get()) + ": "
                            + outcome.knownDeciding(bound).stream()
                                    .limit(MOST_TERMS)
                                    .map(AttainabilityFindings::nameOf)
                                    .collect(Collectors.joining(", "));
        }
        List<Term> blamed = outcome.deciding(bound, best);
        Optional<Duration> weight = blamed.stream().findFirst().flatMap(found -> Outcome.side(found, best));
        String terms = blamed.isEmpty() ? "the sum" : quoted(blamed);
        boolean several = blamed.stream().map(Term::name).distinct().count() > 1;
        if (!best) {
            return atBest(outcome, blamed) + "; " + terms
                    + (weight.isEmpty() ? has(several) + "no bound" : weighs(several));
        }
        if (weight.isEmpty()) {
            return terms + has(several) + "no end"
                    + outcome.allEndless().stream()
                            .filter(other -> !blamed.contains(other))
                            .map(other -> ", and neither has `" + other.name() + "`")
                            .collect(Collectors.joining());
        }
        boolean alone = weight.filter(time -> time.compareTo(bound) > 0).isPresent();
        return terms
                + (alone
                        ? (several ? " are each already " : " is already ")
                                + AttainabilityFindings.words(one.stake(), weight, true)
                        : weighs(several))
                + alsoAlone(one, blamed);
    }

    /// The longest terms of a sum, and what the others come to together.
    private static String summands(List<Term> terms, Duration sum) {
        List<Term> longest = terms.subList(0, Math.min(terms.size(), MOST_TERMS));
        Duration named =
                longest.stream().flatMap(term -> term.span().plan().stream()).reduce(Duration.ZERO, Duration::plus);
        Duration rest = sum.minus(named);
        return longest.stream().map(AttainabilityFindings::nameOf).collect(Collectors.joining(" + "))
                + (rest.isPositive() ? " + " + text(rest) + " of others" : "");
    }

    /// That it holds with the best figures, and whether these are published ones. A restore that misses nothing is
    /// luck, and no figure that anybody publishes.
    private static String atBest(Outcome outcome, List<Term> blamed) {
        boolean isPublished = blamed.stream()
                .anyMatch(term -> term.basis() == Term.Basis.SOURCED
                        && term.span().plan().isPresent()
                        && term.span().best().filter(Duration::isPositive).isPresent());
        String least = outcome.losses().isEmpty()
                ? AttainabilityFindings.words(outcome.span().best())
                : AttainabilityFindings.least(outcome.span().best());
        return (isPublished && !outcome.losses().isEmpty()
                        ? "it holds on typical figures only, at best "
                        : "it holds only at best, with ")
                + least;
    }

    /// Other terms that are above the promise each by itself.
    private static String alsoAlone(JudgedStake one, List<Term> blamed) {
        List<String> others = RecoveryCauses.aloneAbove(one).stream()
                .filter(name -> blamed.stream()
                        .noneMatch(found -> AttainabilityFindings.nameOf(found).equals(name)))
                .toList();
        return others.isEmpty()
                ? ""
                : ", and " + Listed.plain(others) + (others.size() == 1 ? " is" : " are") + " alone above it too";
    }

    private static String has(boolean several) {
        return several ? " have " : " has ";
    }

    private static String weighs(boolean several) {
        return several ? " weigh most" : " weighs most";
    }

    /// Terms for a sentence, the first with its source.
    private static String quoted(List<Term> terms) {
        String source = terms.getFirst().source();
        List<String> names =
                terms.stream().map(AttainabilityReasons::quoted).distinct().toList();
        String first = names.getFirst() + (source.isEmpty() ? "" : " (" + source + ")");
        List<String> others = names.subList(1, Math.min(names.size(), MOST_TERMS));
        return others.isEmpty()
                ? first
                : String.join(
                                ", ",
                                Stream.concat(Stream.of(first), others.stream().limit(others.size() - 1L))
                                        .toList())
                        + " and " + others.getLast();
    }

    private static String quoted(Term term) {
        return "`" + term.name() + "`";
    }
}
