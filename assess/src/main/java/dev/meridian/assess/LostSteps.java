package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// The steps of a plan that work in the region that is lost. Such a step cannot end while that region is gone; a
/// plan whose users wait for it does not end either.
final class LostSteps {
    /// Names and programs of steps that make the old primary a replica, or copy back to it: they need it alive
    /// (`pg_rewind` in the PostgreSQL documentation; "reprotect" in Azure Site Recovery, Microsoft Learn;
    /// 2026-11).
    private static final Pattern BACK = Pattern.compile(
            "(replicat(e|ion)|copy|sync|seed|join)[-_ ]?(back|reverse)|(back|reverse)[-_ ](replicat|sync|copy)"
                    + "|\\bre[-_]?(sync|seed|join|wind|protect)"
                    + "(?=$|\\s|[-_](the[-_])?(old|former|lost|primary|standby|replica|region))|pg[-_]?rewind"
                    + "|(in|to)[-_ ](the[-_ ])?(old|former|lost|failed)[-_ ](region|primary|side|site)"
                    + "|rebuild[-_ ](the[-_ ])?(old|former|lost)");

    /// Words for the side that was the primary, in the name or the program of a step.
    private static final Pattern OLD_SIDE =
            Pattern.compile("(old|former|lost|failed)[-_ ](primary|master|writer|leader|region|side|site)");

    private LostSteps() {}

    /// Whether a step works in the primary region: the file says so, or its name and its program do.
    static boolean needsTheRegion(Failover.Step step, RegionName primary) {
        if (step.builtIn()) {
            return false;
        }
        return step.in()
                .map(place -> switch (place) {
                    case Failover.StepPlace.Lost _ -> true;
                    case Failover.StepPlace.Target _ -> false;
                    case Failover.StepPlace.In in -> in.region().equals(primary);
                })
                .orElseGet(() -> isKnownToGoBack(step));
    }

    /// The time of such a step while the region is gone. One with `onFailure: continue` fails some time, at its
    /// `timeout` at the latest, and the plan goes on; any other does not end.
    ///
    /// @param path the place of the step in the file
    static Term term(Figures figures, Failover.Step step, RegionName primary, String path) {
        String name = "step " + step.name();
        if (step.onFailure() == Failover.OnFailure.CONTINUE) {
            String there = name + " in " + primary;
            String key = path + ".timeout";
            return step.forced()
                    .timeout()
                    .or(step::timeout)
                    .map(most -> figures.upTo(there, key, most))
                    .orElseGet(() -> Term.unknown(there, "declare `" + key + "`", key));
        }
        return Figures.derived(
                name + ", which works in " + primary,
                Span.NEVER,
                "it cannot end while " + primary + " is gone",
                path + (isAboutTheOldSide(step) ? ".after" : ".in"));
    }

    private static boolean isKnownToGoBack(Failover.Step step) {
        return BACK.matcher(words(step)).find();
    }

    private static String words(Failover.Step step) {
        String program = action(step).map(Failover.Action::argument).orElse("");
        return (step.name() + " " + program).toLowerCase(Locale.ROOT);
    }

    private static Optional<Failover.Action> action(Failover.Step step) {
        return step.forcedAction();
    }

    /// Whether the work of a step is on the old primary, so that it cannot be done elsewhere.
    static boolean isAboutTheOldSide(Failover.Step step) {
        return isKnownToGoBack(step) || OLD_SIDE.matcher(words(step)).find();
    }

    /// Whether users wait for the end of a step: `route`, or a step before it, comes after it, and the plan does
    /// not go on where it fails.
    static boolean isWaitedFor(Failover said, Failover.Step step) {
        return !step.forced().skip()
                && step.onFailure() != Failover.OnFailure.CONTINUE
                && phase(said, step).isPresent();
    }

    /// The built-in step, up to the route of the users, that waits for a step directly or through others.
    static Optional<String> phase(Failover said, Failover.Step step) {
        SequencedSet<String> seen = new LinkedHashSet<>();
        List<Failover.Step> open = new ArrayList<>(List.of(step));
        while (!open.isEmpty()) {
            Failover.Step next = open.removeFirst();
            if (!seen.add(next.name())) {
                continue;
            }
            for (String name : next.before()) {
                String whole = name.replaceFirst("\\..*", "");
                int phase = RecoveryTime.PHASES.indexOf(whole);
                if (phase >= 0 && phase <= RecoveryTime.PHASES.indexOf("route")) {
                    return Optional.of(whole);
                }
                Optional.ofNullable(said.steps().get(name)).ifPresent(open::add);
            }
            said.steps().values().stream()
                    .filter(other -> !other.builtIn() && other.after().contains(next.name()))
                    .forEach(open::add);
        }
        return Optional.empty();
    }
}
