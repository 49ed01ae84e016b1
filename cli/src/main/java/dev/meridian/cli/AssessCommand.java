package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;

import dev.meridian.answers.AssessmentJson;
import dev.meridian.answers.AssessmentText;
import dev.meridian.answers.Judged;
import dev.meridian.answers.Sarif;
import dev.meridian.answers.WorkflowCommands;
import dev.meridian.assess.Assess;
import dev.meridian.assess.Assessment;
import dev.meridian.assess.Automation;
import dev.meridian.assess.Automations;
import dev.meridian.assess.Subject;
import dev.meridian.assess.Unarmed;
import dev.meridian.topology.Problem;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `meridian assess`: whether promises can be true. Why the arithmetic is as it is:
/// docs/adr/0006-promises-are-judged-by-arithmetic.md.
final class AssessCommand implements Command {
    private Path file = Path.of("");
    private final FileValues values = new FileValues();
    private Optional<Path> baseline = Optional.empty();
    private Optional<String> asOf = Optional.empty();
    private Path evidence = Path.of("");
    private boolean all;
    private OutputFormat output = OutputFormat.TEXT;

    @Override
    public Description describe() {
        return new Description("assess", this)
                .says("Judge the promises of a file before anything is built: whether each can hold, the inequality"
                        + " that fails, and the cheapest change that would make it hold.")
                .examples(
                        "  meridian assess examples/quickstart.yaml",
                        "  meridian assess examples/quickstart.yaml --set failover.profile=default --all",
                        "  meridian assess examples/quickstart.yaml --output sarif",
                        "  meridian assess examples/quickstart.yaml --as-of 2027-03-31 --output json",
                        "",
                        "Exit codes: 0 no error that counts, 1 there is one, 2 the input is wrong.",
                        "Warnings alone are 0.")
                .takes(
                        argument("FILE").says("The topology.").path(it -> file = it),
                        values,
                        option("--baseline", "BASELINE")
                                .says("Findings that are accepted beside the file's own waivers, as JSON.")
                                .path(it -> baseline = Optional.of(it)),
                        option("--as-of", "DATE")
                                .says("The day on which waivers and the support of versions are judged (default:"
                                        + " today, UTC).")
                                .text(it -> asOf = Optional.of(it)),
                        option("--evidence", "FOLDER")
                                .says("Where drills of this file have left their evidence, for the measured time"
                                        + " to fence (default: evidence).")
                                .unlessSaid("evidence")
                                .path(it -> evidence = it),
                        option("--all")
                                .says("Show the parts of each figure, notes in full, and what is accepted.")
                                .flag(it -> all = it),
                        option("--output", "FORMAT")
                                .says("text, json, sarif (2.1.0), or github (workflow commands).")
                                .unlessSaid("text")
                                .as(OutputFormat.class, new OutputFormat.ReaderOfAll(), it -> output = it));
    }

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        LocalDate day = day(problems);
        Baseline accepted = baseline.map(path -> Baseline.read(path, problems)).orElseGet(Baseline::none);
        LoadedFile loaded = values.load(file);
        problems.addAll(loaded.problems());
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output);
        }
        Subject subject = loaded.subject().orElseThrow();
        Assessment assessment = Assess.of(subject, loaded::with, accepted.acceptances(), day);
        List<Automation> automations = Automations.of(
                subject, FencesOnRecord.longest(evidence, subject.blueprint().topologyHash()), assessment.findings());
        Judged judged = new Judged(
                loaded.name(),
                values.environment(),
                day,
                subject.topology().sources(),
                assessment,
                automations,
                Unarmed.of(subject),
                accepted.spots());
        System.out.print(
                switch (output) {
                    case TEXT -> AssessmentText.of(judged, all);
                    case JSON ->
                        Complaints.stamp(Optional.of(subject.blueprint().topologyHash()))
                                .document(AssessmentJson.members(judged));
                    case SARIF -> Sarif.of(judged, Version.TEXT);
                    case GITHUB -> WorkflowCommands.of(judged);
                });
        return assessment.isFine() ? ExitCode.FINE : ExitCode.MISSED;
    }

    /// The only look at a calendar.
    private LocalDate day(List<Problem> problems) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        if (asOf.isEmpty()) {
            return today;
        }
        try {
            return LocalDate.parse(asOf.get());
        } catch (DateTimeException e) {
            problems.add(Complaints.option(
                    "--as-of",
                    asOf.get(),
                    "`" + asOf.get() + "` is not a date",
                    "waivers run out on a day",
                    "`--as-of 2027-03-31`, or leave it out"));
            return today;
        }
    }
}
