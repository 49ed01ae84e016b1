package dev.meridian.cli;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.evidence.DrillReport;
import dev.meridian.evidence.DrillRun;
import dev.meridian.evidence.Stamp;
import dev.meridian.evidence.TerminalSummary;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import dev.meridian.twin.Drills;
import dev.meridian.twin.Fault;
import dev.meridian.twin.NegativeControl;
import dev.meridian.twin.Places;
import dev.meridian.twin.Twin;
import java.io.IOException;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `meridian drill`: boots the twin, makes a fault, tells what users saw.
@Command(
        name = "drill",
        description = "Boot all regions on this machine, make a fault, and show what users saw.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meridian drill examples/quickstart.yaml --fault region-loss:us-east-1",
            "  meridian drill examples/quickstart.yaml --fault region-partition:us-east-1 --runs 5 --output json",
            "  meridian drill examples/quickstart.yaml --set data.orders.replication=async --fault process-loss:us-east-1",
            "  meridian drill examples/quickstart.yaml --fault blip:us-east-1:43s --set failover.profile=default",
            "",
            "Faults: region-loss:R, process-loss:R, region-partition:R, agent-pause:R:D, agent-crash:R, blip:R:D;",
            "a start or a range of time may follow: region-partition:R@15s..60s."
        })
final class DrillCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private FileArguments arguments;

    @Option(
            names = "--fault",
            required = true,
            paramLabel = "FAULT",
            description = "What to do, to which region. Repeatable: the first is judged, the others happen meanwhile.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--runs", paramLabel = "N", defaultValue = "1", description = "How many times; 59 show a p95.")
    private int runs;

    @Option(
            names = "--fast-forward",
            paramLabel = "N",
            defaultValue = "1",
            description = "Divide declared waits (probe interval, hold, TTL) by N; the results are derived.")
    private int fastForward;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "PATH",
            description = "Where the evidence goes (default: evidence/<start>-<fault>).")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = "text or json.")
    @SuppressWarnings("NullAway.Init")
    private OutputFormat output;

    @Option(names = "--keep", description = "Keep what the processes wrote: logs, data directories.")
    private boolean keep;

    @Option(names = "--negative-control", hidden = true, paramLabel = "NAME", description = "See NegativeControl.")
    private List<String> controls = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        FileArguments.Loaded loaded = arguments.load();
        if (loaded.blueprint().isEmpty()) {
            return Complaints.print(loaded.problems(), output);
        }
        List<Problem> problems = new ArrayList<>(loaded.problems());
        List<Fault> parsed = faults(loaded.blueprint().get(), problems);
        Optional<Places> places = Places.of(loaded.blueprint().get(), fastForward);
        if (places.isEmpty()) {
            problems.add(noStore());
        }
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output);
        }
        return drill(places.orElseThrow(), parsed);
    }

    private int drill(Places places, List<Fault> chosen) throws InterruptedException {
        Progress progress = new Progress();
        Instant startedAt = Instant.now();
        Stamp.Machine machine = Complaints.machine();
        List<DrillRun> done = new ArrayList<>();
        Drills drills = new Drills(places, chosen, manner(), told(progress));
        try {
            for (int run = 1; run <= runs; run++) {
                if (runs > 1) {
                    progress.say("run " + run + " of " + runs);
                }
                done.add(drills.run());
            }
        } catch (Twin.CannotBoot e) {
            progress.endLine();
            System.err.println("meridian: " + e.getMessage());
            return ExitCode.MACHINE_LACKS;
        } catch (IOException e) {
            progress.endLine();
            System.err.println("meridian: " + e.getMessage());
            return ExitCode.MACHINE_LACKS;
        }
        progress.endLine();
        Stamp stamp = new Stamp(
                Version.TEXT,
                Optional.of(Stamp.World.TWIN),
                Optional.of(places.blueprint().topologyHash()),
                Optional.of(drills.planHash()),
                machine,
                startedAt,
                OptionalLong.of(1));
        DrillReport report = drills.report(stamp, done);
        return tell(report, drills, chosen.getFirst());
    }

    private int tell(DrillReport report, Drills drills, Fault chosen) {
        Path folder = out.orElseGet(() -> Path.of(
                "evidence",
                report.stamp().startedAt().toString().replaceAll("[-:]", "").replaceAll("\\.\\d+", "") + "-"
                        + chosen.text().replace(':', '-')));
        try {
            drills.leave(report, folder);
        } catch (IOException e) {
            System.err.println("meridian: the evidence cannot be written to " + folder + ": " + e.getMessage());
            return ExitCode.MACHINE_LACKS;
        }
        if (output == OutputFormat.JSON) {
            System.out.println(report.json());
        } else {
            // https://no-color.org: the variable's presence is enough.
            boolean colour = Terminal.isInteractive() && System.getenv("NO_COLOR") == null;
            System.out.println(TerminalSummary.render(report, colour, width()));
            System.out.println("evidence: " + folder.resolve("report.html"));
        }
        return Drills.exitCode(report);
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
        return new Drills.Manner(chosen, keep);
    }

    private List<Fault> faults(Blueprint blueprint, List<Problem> problems) {
        List<Fault> right = new ArrayList<>();
        for (String fault : faults) {
            switch (Fault.parse(fault, blueprint.regions().keySet())) {
                case Fault.Parsed.Right(Fault parsed) ->
                    checked(parsed, blueprint, problems).ifPresent(right::add);
                case Fault.Parsed.Not(Fault.Wrong wrong) -> problems.add(problem(wrong));
            }
        }
        return right;
    }

    /// A blip has to be shorter than the hold; a longer one is a partition.
    private static Optional<Fault> checked(Fault right, Blueprint blueprint, List<Problem> problems) {
        Optional<Fault.Wrong> wrong = right.contradiction(blueprint);
        wrong.ifPresent(it -> problems.add(problem(it)));
        return wrong.isPresent() ? Optional.empty() : Optional.of(right);
    }

    private static Problem problem(Fault.Wrong wrong) {
        return new Problem(
                "MER-0090",
                new Where.InAssignment("--fault", ""),
                wrong.what(),
                Optional.empty(),
                wrong.why(),
                wrong.fix());
    }

    private Problem noStore() {
        return new Problem(
                "MER-0091",
                new Where.InFile(arguments.file().toString(), 1, 1),
                "no application of this file has a store of kind postgresql",
                Optional.empty(),
                "a drill moves the role of a database, and PostgreSQL is what runs here",
                "add a store under `data`, as in examples/quickstart.yaml");
    }
}
