package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;
import static dev.meridian.cli.Argument.out;

import dev.meridian.answers.Printable;
import dev.meridian.evidence.DrillReport;
import dev.meridian.evidence.DrillRun;
import dev.meridian.evidence.Stamp;
import dev.meridian.evidence.TerminalSummary;
import dev.meridian.faults.Composition;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import dev.meridian.twin.Drills;
import dev.meridian.twin.NegativeControl;
import dev.meridian.twin.Places;
import dev.meridian.twin.Twin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `meridian drill`: boots the twin, makes a fault, tells what users saw.
final class DrillCommand implements Command {
    private static final int MOST_RUNS = 10_000;
    private static final int MOST_FAST_FORWARD = 1_000;

    private static final String[] EXAMPLES = {
        "  meridian drill examples/quickstart.yaml --fault region-loss:us-east-1",
        "  meridian drill examples/quickstart.yaml --fault region-partition:us-east-1 --runs 5 --output json",
        "  meridian drill examples/quickstart.yaml --set data.orders.replication=async --fault process-loss:us-east-1",
        "  meridian drill examples/quickstart.yaml --fault blip:us-east-1:43s --set failover.profile=default",
        "  meridian drill examples/quickstart.yaml --fault link-slow:us-east-1-eu-west-1:300@15s..45s",
        "  meridian drill examples/quickstart.yaml --fault quorum-loss@10s..40s --fault db-crash:us-east-1@60s",
        "",
        "Faults: region-loss:R, process-loss:R, region-partition:R, link-cut:A-B, 'link-cut:A>B', link-slow:A-B:MS,",
        "saturate:R, db-crash:R, agent-crash:R, agent-pause:R:D, blip:R:D, quorum-loss;",
        "a start may follow (region-loss:R@15s), and an end where one can be: region-partition:R@15s..60s."
    };

    private final FileArguments arguments = new FileArguments();
    private List<String> faults = List.of();
    private int runs;
    private int fastForward;
    private Optional<Path> out = Optional.empty();
    private final TextOrJson output = new TextOrJson();
    private boolean keep;
    private List<String> controls = List.of();

    @Override
    public Description describe() {
        return new Description("drill", this)
                .says("Boot all regions on this machine, make a fault, and show what users saw.")
                .examples(EXAMPLES)
                .takes(
                        arguments,
                        option("--fault", "FAULT")
                                .says("What to do, to which region or link. Repeatable, each at its own time;"
                                        + " judged is the first that the primary's region has to be left for, else"
                                        + " the first.")
                                .required()
                                .texts(it -> faults = it),
                        option("--runs", "N")
                                .says("How many times; 59 show a p95.")
                                .unlessSaid("1")
                                .number(it -> runs = it),
                        option("--fast-forward", "N")
                                .says(
                                        "Divide declared waits (probe interval, hold, TTL) by N; the results are derived.")
                                .unlessSaid("1")
                                .number(it -> fastForward = it),
                        out("PATH")
                                .says("Where the evidence goes (default: evidence/<start>-<fault>).")
                                .path(it -> out = Optional.of(it)),
                        output,
                        option("--keep")
                                .says("Keep what the processes wrote: logs, data directories.")
                                .flag(it -> keep = it),
                        option("--negative-control", "NAME")
                                .says("See NegativeControl.")
                                .hidden()
                                .texts(it -> controls = it));
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        options(problems);
        Optional<Places> places = arguments.places(Math.clamp(fastForward, 1, MOST_FAST_FORWARD), problems);
        List<Fault> parsed = places.map(it -> faults(it, problems)).orElse(List.of());
        Optional<EvidenceFolder> named = named(problems);
        if (!problems.isEmpty()) {
            named.ifPresent(EvidenceFolder::removeIfEmpty);
            return Complaints.print(problems, output.format());
        }
        return drill(places.orElseThrow(), parsed, named);
    }

    private void options(List<Problem> problems) {
        if (runs < 1 || runs > MOST_RUNS) {
            problems.add(Complaints.option(
                    "--runs",
                    Integer.toString(runs),
                    runs + " runs cannot be made",
                    "a drill has between 1 and " + MOST_RUNS + " runs; 59 show a p95 with 95 % confidence",
                    "`--runs 1`, or leave it out"));
        }
        if (fastForward < 1 || fastForward > MOST_FAST_FORWARD) {
            problems.add(Complaints.option(
                    "--fast-forward",
                    Integer.toString(fastForward),
                    "declared waits cannot be divided by " + fastForward,
                    "the divisor is between 1 (as declared) and " + MOST_FAST_FORWARD
                            + "; beyond it the machine's own delays would be all that is measured",
                    "`--fast-forward 10`, or leave it out"));
        }
        for (String word : controls) {
            if (NegativeControl.of(word).isEmpty()) {
                problems.add(Complaints.option(
                        "--negative-control",
                        word,
                        "there is no negative control `" + word + "`",
                        "a negative control breaks one thing on purpose, to show that a drill sees it",
                        Stream.of(NegativeControl.values())
                                .map(control -> "`" + control.word() + "`")
                                .collect(Collectors.joining(", "))));
            }
        }
    }

    /// The folder that `--out` names, made and tried.
    private Optional<EvidenceFolder> named(List<Problem> problems) {
        if (out.isEmpty()) {
            return Optional.empty();
        }
        Path path = out.get();
        try {
            if (!path.toString().isEmpty()) {
                return Optional.of(EvidenceFolder.at(path));
            }
            problems.add(unfit("the name of the folder is empty"));
        } catch (IOException e) {
            boolean isFile = Files.exists(path) && !Files.isDirectory(path);
            problems.add(unfit(isFile ? path + " is a file" : path + " cannot be written: " + FileNames.reason(e)));
        }
        return Optional.empty();
    }

    private Problem unfit(String what) {
        return Complaints.option(
                "--out",
                out.map(FileNames::shown).orElse(""),
                what,
                "the evidence of a drill is a folder with several files",
                "name a folder that you may write to; it is made if it is not there");
    }

    private int drill(Places places, List<Fault> chosen, Optional<EvidenceFolder> named) throws InterruptedException {
        Progress progress = new Progress();
        Drills drills = new Drills(places, chosen, manner(), told(progress));
        Stamp stamp = new Stamp(
                Version.TEXT,
                Optional.of(Stamp.World.TWIN),
                Optional.of(places.blueprint().topologyHash()),
                Optional.of(places.planHash()),
                Complaints.machine(),
                Instant.now(),
                OptionalLong.of(1));
        EvidenceFolder folder;
        try {
            folder = named.isPresent() ? named.get() : EvidenceFolder.at(usual(stamp, chosen.getFirst()));
        } catch (IOException e) {
            return unwritten(usual(stamp, chosen.getFirst()), e);
        }
        folder.endWithThisProcess();
        try {
            return drill(drills, stamp, folder.path(), progress);
        } finally {
            folder.removeIfEmpty();
        }
    }

    private int drill(Drills drills, Stamp stamp, Path folder, Progress progress) throws InterruptedException {
        List<DrillRun> done = new ArrayList<>();
        try {
            for (int run = 1; run <= runs; run++) {
                if (runs > 1) {
                    progress.say("run " + run + " of " + runs);
                }
                done.add(drills.run());
            }
        } catch (Twin.CannotBoot | IOException | RuntimeException e) {
            progress.endLine();
            if (!done.isEmpty()) {
                keepFinished(drills, drills.report(stamp, done), folder, progress);
            }
            return Complaints.of(e, output.format());
        }
        progress.endLine();
        return tell(drills.report(stamp, done), drills, folder);
    }

    /// Runs that were made are not lost because a later one could not be.
    private void keepFinished(Drills drills, DrillReport report, Path folder, Progress progress) {
        int finished = report.runs().size();
        try {
            drills.leave(report, folder, arguments.written());
            progress.say("what the " + finished + " runs before it showed is in " + folder);
        } catch (IOException e) {
            progress.say("what the " + finished + " runs before it showed cannot be written: " + FileNames.reason(e));
        }
    }

    private static Path usual(Stamp stamp, Fault fault) {
        String start = stamp.startedAt().toString().replaceAll("[-:]", "").replaceAll("\\.\\d+", "");
        return Path.of("evidence", start + "-" + fault.text().replace(':', '-').replace(">", "-to-"));
    }

    private int tell(DrillReport report, Drills drills, Path folder) {
        try {
            drills.leave(report, folder, arguments.written());
        } catch (IOException e) {
            return unwritten(folder, e);
        }
        if (output.format() == OutputFormat.JSON) {
            System.out.println(report.json());
        } else {
            // https://no-color.org: the variable's presence is enough.
            boolean colour = Terminal.isInteractive() && System.getenv("NO_COLOR") == null;
            System.out.println(TerminalSummary.render(report, colour, width()));
            System.out.println(
                    "evidence: " + Printable.of(folder.resolve("report.html").toString()));
        }
        return Drills.exitCode(report);
    }

    private int unwritten(Path folder, IOException e) {
        return Complaints.lacks(
                "the evidence cannot be written to " + folder + ": " + FileNames.reason(e),
                "a drill leaves its report and its event log in a folder",
                "`--out` names another folder; free some space there if the disk is full",
                output.format());
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{2,3}") ? Math.clamp(Integer.parseInt(columns), 72, 120) : 100;
    }

    private static Drills.Told told(Progress progress) {
        return new Drills.Told() {
            @Override
            public void event(String text) {
                progress.say(text);
            }

            @Override
            public void load(Duration sinceStart, double writesPerSecond) {
                progress.show(String.format(Locale.ROOT, "%.0f acknowledged writes/s", writesPerSecond));
            }
        };
    }

    private Drills.Manner manner() {
        Set<NegativeControl> chosen = new LinkedHashSet<>();
        controls.forEach(word -> chosen.add(NegativeControl.of(word).orElseThrow()));
        return new Drills.Manner(chosen, keep, fastForward, arguments.unplayed());
    }

    private List<Fault> faults(Places places, List<Problem> problems) {
        List<Fault> right = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            Where where = where(i);
            switch (places.fault(faults.get(i))) {
                case Fault.Parsed.Right(Fault parsed) ->
                    parsed.contradiction(places.policy().hold())
                            .ifPresentOrElse(wrong -> problems.add(problem(where, wrong)), () -> right.add(parsed));
                case Fault.Parsed.Not(Fault.Wrong wrong) ->
                    problems.add(problem(
                            where,
                            FaultFix.fitting(
                                    wrong,
                                    Ground.of(places.blueprint()),
                                    _ -> Optional.of(places.policy().hold()))));
            }
        }
        if (right.size() == faults.size()) {
            Composition.wrong(right)
                    .ifPresent(wrong -> problems.add(problem(where(wrong.index()), FaultFix.possible(wrong, right))));
        }
        return right;
    }

    private Where where(int index) {
        return new Where.InAssignment("--fault[" + (index + 1) + "]", faults.get(index));
    }

    private static Problem problem(Where where, Fault.Wrong wrong) {
        return new Problem("MER-0090", where, wrong.what(), Optional.empty(), wrong.why(), wrong.fix());
    }
}
