package dev.meridian.fidelity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was fitted and how it compares, in words.
public final class FidelityText {
    private FidelityText() {}

    /// What a file of step times holds: where it comes from and how often each step was seen.
    public static String fitted(StepsFile file) {
        StepsFile.Source source = file.source();
        String steps = file.counts().entrySet().stream()
                .map(step -> step.getKey() + " " + step.getValue())
                .collect(Collectors.joining(", "));
        return "fitted on " + origin(source) + "\n" + "  measured  " + steps + "\n" + "  assumed   "
                + (file.assumed().isEmpty() ? "nothing" : String.join(", ", file.assumed())) + "\n"
                + String.format(
                        Locale.ROOT,
                        "  machine   %d cores, load average %.2f to %.2f, Meridian %s",
                        source.cores(),
                        source.leastLoad(),
                        source.mostLoad(),
                        source.meridian());
    }

    private static String origin(StepsFile.Source source) {
        return source.drills() + (source.drills() == 1 ? " drill of " : " drills of ")
                + String.join(", ", source.faults()) + ", "
                + source.to().toString().substring(0, 10);
    }

    /// One line for reports of the simulator: how far its times may be trusted.
    ///
    /// @param faults as `--fault` writes them, whose times are reported
    public static String trust(StepsFile file, List<String> faults) {
        String assumed = file.assumed().isEmpty() ? "" : "; assumed: " + String.join(", ", file.assumed());
        return "fitted on " + origin(file.source()) + "; "
                + file.worst()
                        .map(worst -> agreement(file) + "; " + worst("phase " + worst.phase(), worst.samples()))
                        .orElse("compared with no other drill yet")
                + file.worstStep()
                        .map(worst -> ", " + worst("step " + worst.step(), worst.samples()))
                        .orElse("")
                + uncompared(file, faults)
                + assumed;
    }

    /// A comparison says nothing of another fault than its own.
    private static String uncompared(StepsFile file, List<String> faults) {
        boolean isCompared = faults.size() == 1
                && file.checks().stream()
                        .anyMatch(check -> faults.getFirst().equals(check.fault())
                                || faults.getFirst().startsWith(check.fault() + "@"));
        return file.checks().isEmpty() || isCompared
                ? ""
                : "; compared for "
                        + file.checks().stream().map(Comparison::fault).collect(Collectors.joining(", "))
                        + " only, not for this";
    }

    /// Whether medians agree with those of other drills, and where they do not.
    private static String agreement(StepsFile file) {
        List<String> missed = file.checks().stream()
                .filter(check -> !check.isWithin())
                .map(check -> check.rows().stream()
                                .filter(row -> !row.isWithin())
                                .map(Comparison.Row::phase)
                                .collect(Collectors.joining(", "))
                        + " of " + check.fault())
                .toList();
        return missed.isEmpty()
                ? "median of every phase within a fifth of other drills'"
                : "off by more than a fifth: " + String.join(" and ", missed);
    }

    private static String worst(String of, TwoSamples samples) {
        return String.format(Locale.ROOT, "worst %s D=%.2f (p=%.2f)", of, samples.d(), samples.p());
    }

    /// The comparison as a table.
    public static String table(Comparison check) {
        List<String> lines = new ArrayList<>();
        lines.add(check.fault() + (check.isFitted() ? "" : ", which was not fitted") + ": " + check.drills()
                + " drills, " + check.worlds() + " worlds"
                + (check.leftOut() == 0 ? "" : "; " + check.leftOut() + " drills came to something else, left out"));
        lines.add("  phase        twin  simulated  difference  allowed      D       p");
        for (Comparison.Row row : check.rows()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-8s %6.3f s   %6.3f s   %+7.3f s  %5.3f s  %5.2f  %6.4f  %s",
                    row.phase(),
                    row.twin(),
                    row.simulated(),
                    row.simulated() - row.twin(),
                    row.allowed(),
                    row.samples().d(),
                    row.samples().p(),
                    row.isWithin() ? "within" : "MISSED"));
        }
        Optional<String> none =
                check.rows().isEmpty() ? Optional.of("  nothing to compare: no drill moved") : Optional.empty();
        none.ifPresent(lines::add);
        lines.addAll(steps(check.steps()));
        return String.join("\n", lines);
    }

    private static List<String> steps(List<Comparison.StepRow> rows) {
        List<String> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            lines.add("  step         twin      drawn  difference     seen      D       p");
        }
        for (Comparison.StepRow row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-9s %5.1f ms   %5.1f ms   %+6.1f ms  %7d  %5.2f  %6.4f",
                    row.step(),
                    row.twin(),
                    row.drawn(),
                    row.drawn() - row.twin(),
                    row.seen(),
                    row.samples().d(),
                    row.samples().p()));
        }
        return lines;
    }
}
