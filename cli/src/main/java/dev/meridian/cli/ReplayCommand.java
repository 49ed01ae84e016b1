package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;

import dev.meridian.evidence.Stamp;
import dev.meridian.incident.Incident;
import dev.meridian.incident.Replay;
import dev.meridian.incident.WhatIf;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.twin.Places;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `meridian replay`: decides a recorded incident again.
final class ReplayCommand implements Command {
    private Path log = Path.of("");
    private List<String> sets = List.of();
    private final TextOrJson output = new TextOrJson();

    @Override
    public Description describe() {
        return new Description("replay", this)
                .says("Decide a recorded incident again: what was decided, why, and what another setting would have"
                        + " done.")
                .examples(
                        "  meridian replay incident.jsonl",
                        "  meridian replay incident.jsonl --set failover.hold=20s",
                        "  meridian replay incident.jsonl --output json",
                        "",
                        "A drill leaves `incident.jsonl` in its folder of evidence; `simulate --log` writes the log of a world.",
                        "The log carries its topology: nothing else is read, no file and no MERIDIAN__… variable.",
                        "",
                        "Exit codes: 0 decided as recorded, 1 decided otherwise, 2 the log is not what was written.")
                .takes(
                        argument("LOG").says("The event log of an incident.").path(it -> log = it),
                        option("--set", "PATH=VALUE")
                                .says("What would have been decided with this value of the recorded topology,"
                                        + " e.g. --set failover.hold=20s. Repeatable.")
                                .texts(it -> sets = it),
                        output);
    }

    @Override
    public Integer call() throws IOException {
        List<Problem> problems = new ArrayList<>();
        InputFile file = new InputFile(
                log, "a replay decides what a log has recorded", "check the path; a drill leaves `incident.jsonl`");
        if (!file.canBeRead(problems)) {
            return Complaints.print(problems, output.format());
        }
        return switch (Incident.read(log)) {
            case Incident.Refused refused -> refuse(refused);
            case Incident.Whole(Incident incident) -> replay(incident);
        };
    }

    private int replay(Incident incident) {
        incident.dropped().ifPresent(dropped -> System.err.println("meridian: " + dropped.notice()));
        try {
            Replay replay = Replay.of(incident);
            Optional<WhatIf> whatIf = Optional.empty();
            if (!sets.isEmpty() && replay.difference().isEmpty()) {
                switch (WhatIf.of(replay, assignments())) {
                    case WhatIf.Unfit(List<Problem> problems) -> {
                        return Complaints.print(problems, output.format());
                    }
                    case WhatIf.Answered(WhatIf answer) -> whatIf = Optional.of(answer);
                }
            }
            ReplayReport report = new ReplayReport(FileNames.shown(log), replay, sets, whatIf);
            System.out.println(output.format() == OutputFormat.JSON ? report.json(stamp(incident)) : report.text());
            return replay.difference().isPresent() ? ExitCode.MISSED : ExitCode.FINE;
        } catch (Replay.Undecidable e) {
            return refuse(new Incident.Refused(
                    Incident.NOT_REPLAYABLE,
                    (int) e.index() + 1,
                    String.valueOf(e.getMessage()),
                    "agents write no such entry",
                    "take the log from where it was written; if it is from there, report it with the log"));
        }
    }

    private List<Assignment.Set> assignments() {
        List<Assignment.Set> assignments = new ArrayList<>();
        sets.forEach(set -> assignments.add(new Assignment.Set(assignments.size() + 1, set)));
        return assignments;
    }

    private int refuse(Incident.Refused refused) {
        return Complaints.print(List.of(Complaints.ofLog(log, refused)), output.format());
    }

    private static Stamp stamp(Incident incident) {
        return new Stamp(
                Version.TEXT,
                Stamp.World.of(incident.header().world()),
                Optional.of(incident.header().topologyHash()),
                Optional.of(Places.planHash(List.of(incident.header().policy()))),
                Complaints.machine(),
                Instant.now(),
                incident.header().seed());
    }
}
