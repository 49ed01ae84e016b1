package dev.meridian.cli;

import dev.meridian.faults.Composition;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the `fix:` of a wrong `--fault` says, held against the file at hand. Whoever reads faults knows the file's
/// places and neither its hold, which a blip has to be shorter than, nor what else was listed; typed as it stands,
/// their example would be the next mistake.
final class FaultFix {
    private static final Pattern TYPED = Pattern.compile("`([^`]+)`");

    private FaultFix() {}

    /// The same, with blips that are shorter than the hold.
    ///
    /// @param hold the shortest of the applications that a fault strikes; empty where it strikes none
    static Fault.Wrong fitting(Fault.Wrong wrong, Ground ground, Function<Fault, Optional<Duration>> hold) {
        Function<MatchResult, String> fit =
                typed -> "`" + fitting(typed.group(1), ground, hold).replace("$", "\\$") + "`";
        return new Fault.Wrong(
                wrong.what(), wrong.why(), TYPED.matcher(wrong.fix()).replaceAll(fit));
    }

    private static String fitting(String text, Ground ground, Function<Fault, Optional<Duration>> hold) {
        return Fault.parse(text, ground) instanceof Fault.Parsed.Right(Fault fault)
                ? hold.apply(fault)
                        .filter(longest -> fault.contradiction(longest).isPresent())
                        .map(longest -> lasting(fault, Duration.ofMillis(Math.max(1, longest.toMillis() / 2))))
                        .orElse(text)
                : text;
    }

    private static String lasting(Fault fault, Duration length) {
        return new Fault(fault.kind(), fault.scope(), fault.delay(), Optional.of(length), fault.at()).text();
    }

    /// The same, without an end for what has none: a region that is lost is silent for good.
    ///
    /// @param faults all that were listed
    static Fault.Wrong possible(Composition.Wrong wrong, List<Fault> faults) {
        Fault later = faults.get(wrong.index());
        boolean isSilent = later.scope().places().stream().anyMatch(later::silences);
        boolean isEndless = faults.stream()
                .filter(other -> Composition.wrong(List.of(other, later))
                        .filter(it -> it.index() == 1)
                        .isPresent())
                .anyMatch(other -> !other.kind().ends());
        return isSilent && isEndless
                ? new Fault.Wrong(
                        wrong.wrong().what(), wrong.wrong().why(), "another region, or leave one of the two out")
                : wrong.wrong();
    }
}
