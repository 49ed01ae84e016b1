package dev.meridian.cli;

import dev.meridian.synthesis.Drift;
import dev.meridian.units.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One root of Terraform and what the cloud says of it.
///
/// @param root its path below `terraform/`
/// @param drift empty where it could not be asked
/// @param hindrance why not; empty where it could
record AskedRoot(String root, Optional<Drift> drift, Optional<String> hindrance) {
    private static final int DIFFERS = 2;

    /// A plan is made, read and thrown away; nothing is locked, since nothing is written.
    ///
    /// @param at where the root is
    static AskedRoot of(Terraform terraform, String root, Path at, Duration patience)
            throws IOException, InterruptedException {
        Terraform.Answer made = terraform.run(at, List.of("init", "-input=false", "-no-color"));
        if (made.code() != 0) {
            return hindered(root, made, patience);
        }
        Path plan = terraform.note("plan");
        Terraform.Answer planned = terraform.run(
                at, List.of("plan", "-input=false", "-lock=false", "-no-color", "-detailed-exitcode", "-out=" + plan));
        if (planned.code() != 0 && planned.code() != DIFFERS) {
            return hindered(root, planned, patience);
        }
        Terraform.Answer shown = terraform.run(at, List.of("show", "-json", plan.toString()));
        Optional<Drift> drift = shown.code() == 0 ? Drift.of(shown.out()) : Optional.empty();
        return drift.isPresent() ? new AskedRoot(root, drift, Optional.empty()) : hindered(root, shown, patience);
    }

    /// What Terraform complains about first.
    private static AskedRoot hindered(String root, Terraform.Answer answer, Duration patience) {
        String said = answer.complaint()
                .lines()
                .map(line -> line.replaceFirst("^[╷│╵\\s]+", "").strip())
                .dropWhile(line -> !line.startsWith("Error:"))
                .takeWhile(line -> !line.startsWith("with ") && !line.startsWith("on "))
                .filter(line -> !line.isEmpty())
                .limit(3)
                .collect(Collectors.joining(" "));
        String why = answer.code() == Terraform.Answer.TOO_LONG
                ? "Terraform did not end within " + Durations.text(patience)
                : said.isEmpty() ? "Terraform ended with code " + answer.code() : said;
        return new AskedRoot(root, Optional.empty(), Optional.of(why));
    }

    boolean isOtherwise() {
        return drift.filter(found -> !found.deviations().isEmpty()).isPresent();
    }
}
