package dev.meridian.cli;

import dev.meridian.synthesis.Drift;
import dev.meridian.synthesis.Parts;
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
/// @param parts what the cloud has of it, or what it remembers where the cloud was not asked; empty where
/// neither is known
/// @param hindrance why it could not be asked, or not all; empty where it could
record AskedRoot(String root, Optional<Drift> drift, Optional<Parts> parts, Optional<String> hindrance) {
    private static final int DIFFERS = 2;
    private static final List<String> INIT = List.of("init", "-input=false", "-no-color");

    /// A plan is made, read and thrown away; nothing is locked, since nothing is written.
    ///
    /// @param at where the root is
    static AskedRoot of(Terraform terraform, String root, Path at, Duration patience)
            throws IOException, InterruptedException {
        Terraform.Answer made = terraform.run(at, INIT);
        if (made.code() != 0) {
            return hindered(root, made, Optional.empty(), patience);
        }
        Path plan = terraform.note("plan");
        Terraform.Answer planned = terraform.run(
                at, List.of("plan", "-input=false", "-lock=false", "-no-color", "-detailed-exitcode", "-out=" + plan));
        if (planned.code() != 0 && planned.code() != DIFFERS) {
            return hindered(root, planned, remembered(terraform, at), patience);
        }
        Terraform.Answer shown = terraform.run(at, List.of("show", "-json", plan.toString()));
        Optional<Drift> drift = shown.code() == 0 ? Drift.of(shown.out()) : Optional.empty();
        return drift.isPresent()
                ? new AskedRoot(root, drift, Parts.of(shown.out()), Optional.empty())
                : hindered(root, shown, Optional.empty(), patience);
    }

    /// Nobody asks the cloud: what was there when the root was applied last.
    ///
    /// @param at where the root is
    static AskedRoot remembered(Terraform terraform, String root, Path at) throws IOException, InterruptedException {
        boolean isReady = terraform.run(at, INIT).code() == 0;
        return new AskedRoot(
                root, Optional.empty(), isReady ? remembered(terraform, at) : Optional.empty(), Optional.empty());
    }

    private static Optional<Parts> remembered(Terraform terraform, Path at) throws IOException, InterruptedException {
        Terraform.Answer state = terraform.run(at, List.of("show", "-json"));
        return state.code() == 0 ? Parts.of(state.out()) : Optional.empty();
    }

    /// What Terraform complains about first.
    private static AskedRoot hindered(String root, Terraform.Answer answer, Optional<Parts> parts, Duration patience) {
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
        return new AskedRoot(root, Optional.empty(), parts, Optional.of(why));
    }

    /// The same, and something more that is otherwise.
    AskedRoot and(List<Drift.Deviation> more) {
        return new AskedRoot(root, drift.map(found -> found.and(more)), parts, hindrance);
    }

    /// The same, but not all that could be asked of it.
    AskedRoot butFor(String why) {
        return new AskedRoot(root, drift, parts, Optional.of(why));
    }

    boolean isOtherwise() {
        return drift.filter(found -> !found.deviations().isEmpty()).isPresent();
    }
}
