package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;
import static dev.meridian.cli.Argument.out;

import dev.meridian.fidelity.Comparison;
import dev.meridian.fidelity.Drilled;
import dev.meridian.fidelity.FidelityText;
import dev.meridian.fidelity.Fit;
import dev.meridian.fidelity.StepsFile;
import dev.meridian.incident.Incident;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// `meridian fit`: step times out of drills, for the simulator.
final class FitCommand implements Command {
    private List<Path> folders = List.of();
    private Optional<Path> check = Optional.empty();
    private Optional<Path> out = Optional.empty();
    private boolean force;

    @Override
    public Description describe() {
        return new Description("fit", this)
                .says("Take step times out of drills for the simulator, or compare other drills with what it shows.")
                .examples(
                        "  meridian fit evidence/*-region-loss-* -o steps.json",
                        "  meridian fit other/* --check steps.json -o checked.json",
                        "  meridian simulate examples/quickstart.yaml --fault region-loss:us-east-1 --timings checked.json",
                        "",
                        "-o replaces an earlier file with step times; anything else that is there stays without --force.",
                        "Drills that were fitted on say nothing about the fit: check with others, and with another fault.",
                        "Exit codes: 0 written, or every phase within what is allowed; 1 a phase is not; 2 a folder is none of",
                        "a drill.")
                .takes(
                        argument("FOLDER")
                                .says("Evidence of drills, one folder each.")
                                .paths(it -> folders = it),
                        option("--check", "STEPS")
                                .says("Compare these drills with worlds that draw from this file; `built-in` is"
                                        + " the simulator's own.")
                                .path(it -> check = Optional.of(it)),
                        out("PATH")
                                .says("Where the file with the step times goes; with --check, the same with the"
                                        + " comparison in it.")
                                .path(it -> out = Optional.of(it)),
                        option("--force")
                                .says("Write over a file that is none with step times.")
                                .flag(it -> force = it));
    }

    @Override
    public Integer call() throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<Drilled> drills = new ArrayList<>();
        for (Path folder : folders) {
            switch (Drilled.read(folder)) {
                case Drilled.Usable(Drilled drilled) -> {
                    drilled.incident()
                            .dropped()
                            .ifPresent(dropped -> System.err.println("meridian: " + dropped.notice()));
                    drills.add(drilled);
                }
                case Drilled.Damaged(Path log, Incident.Refused refused) ->
                    problems.add(Complaints.ofLog(log, refused));
                case Drilled.Unfit unfit -> problems.add(problem(unfit));
            }
        }
        Optional<StepsFile> known = check.flatMap(path -> Timed.read(path, problems));
        out.flatMap(path -> new ResultFile("--out", path, ResultFile.Kind.STEP_TIMES, force)
                        .hindrance(check.stream().toList()))
                .ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return Complaints.print(problems, OutputFormat.TEXT);
        }
        return known.isPresent() ? compare(drills, known.get()) : fit(drills);
    }

    private static Problem problem(Drilled.Unfit unfit) {
        Where where = new Where.InFile(FileNames.shown(unfit.file()), 1, 1);
        return new Problem(Timed.NO_STEPS, where, unfit.what(), Optional.empty(), unfit.why(), unfit.fix());
    }

    private int fit(List<Drilled> drills) {
        StepsFile fitted = Fit.of(drills);
        System.out.println(FidelityText.fitted(fitted));
        return written(fitted, ExitCode.FINE);
    }

    private int compare(List<Drilled> drills, StepsFile known) {
        SequencedMap<String, List<Drilled>> byFault = new LinkedHashMap<>();
        drills.forEach(drill ->
                byFault.computeIfAbsent(drill.fault(), _ -> new ArrayList<>()).add(drill));
        List<Comparison> checks = new ArrayList<>();
        for (List<Drilled> same : byFault.values()) {
            Comparison compared = Comparison.of(same, known);
            System.out.println(FidelityText.table(compared));
            checks.add(compared);
        }
        boolean isWithin = checks.stream().allMatch(Comparison::isWithin);
        return written(known.with(checks), isWithin ? ExitCode.FINE : ExitCode.MISSED);
    }

    private int written(StepsFile file, int answer) {
        try {
            if (out.isPresent()) {
                Files.writeString(
                        out.get(),
                        file.json(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
            }
            return answer;
        } catch (IOException e) {
            return Complaints.of(e, OutputFormat.TEXT);
        }
    }
}
