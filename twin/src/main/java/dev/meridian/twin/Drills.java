package dev.meridian.twin;

import dev.meridian.blueprint.Objectives;
import dev.meridian.blueprint.Service;
import dev.meridian.evidence.DrillReport;
import dev.meridian.evidence.DrillReport.ObjectiveVerdict;
import dev.meridian.evidence.DrillRun;
import dev.meridian.evidence.Figure;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.LossLedger;
import dev.meridian.evidence.Origin;
import dev.meridian.evidence.Stamp;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Judgement;
import dev.meridian.incident.Header;
import dev.meridian.incident.Incident;
import dev.meridian.incident.Wire;
import dev.meridian.incident.Written;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Runs of one fault, each in a twin of its own, and the report about them.
public final class Drills {
    private final Places places;
    private final List<Fault> faults;
    private final Manner manner;
    private final Told told;

    /// How to drill.
    ///
    /// @param controls negative controls; none for a real drill
    /// @param keepsDirectory whether what the processes wrote stays
    /// @param fastForward what declared waits were divided by; figures of anything but 1 are derived, not measured
    /// @param unplayed what of the file these drills do not exercise, beside what they never do
    public record Manner(
            Set<NegativeControl> controls,
            boolean keepsDirectory,
            int fastForward,
            List<DrillReport.NotExercised> unplayed) {
        public Manner {
            controls = Set.copyOf(controls);
            unplayed = List.copyOf(unplayed);
        }
    }

    /// What is told while drills go on.
    public interface Told {
        /// Something happened.
        void event(String text);

        /// How the load does.
        void load(Duration sinceStart, double writesPerSecond);
    }

    public Drills(Places places, List<Fault> faults, Manner manner, Told told) {
        this.places = places;
        this.faults = Judgement.judgedFirst(faults, places.setting());
        this.manner = manner;
        this.told = told;
    }

    /// Boots a twin, drills, ends the twin.
    public DrillRun run() throws Twin.CannotBoot, IOException, InterruptedException {
        long began = System.nanoTime();
        try (Twin twin = Twin.bootWarm(places, manner.controls(), told::event)) {
            if (manner.keepsDirectory()) {
                twin.keepDirectory();
                told.event("what the processes say stays in " + twin.directory());
            }
            told.event("up after " + Durations.text(Duration.ofNanos(System.nanoTime() - began)) + "; users begin");
            return new Drill(twin, faults, manner.controls(), new Drill.Live() {
                        @Override
                        public void event(String text) {
                            told.event(text);
                        }

                        @Override
                        public void load(Duration sinceStart, double writesPerSecond) {
                            told.load(sinceStart, writesPerSecond);
                        }
                    })
                    .run();
        }
    }

    /// What all runs came to.
    public DrillReport report(Stamp stamp, List<DrillRun> runs) {
        List<DrillReport.Objective> objectives = objectives(runs);
        boolean mustBeRefused = Judgement.refusal(faults, places.setting()).isPresent();
        boolean isRefused = runs.stream()
                .anyMatch(run -> run.result() == DrillRun.Result.REFUSED && (mustBeRefused || !run.right()));
        boolean isMissed = runs.stream().anyMatch(run -> !run.right())
                || objectives.stream().anyMatch(objective -> objective.verdict() == ObjectiveVerdict.MISSED);
        return new DrillReport(
                stamp,
                isRefused
                        ? DrillReport.Verdict.REFUSED
                        : isMissed ? DrillReport.Verdict.MISSED : DrillReport.Verdict.MET_IN_TWIN,
                objectives,
                runs,
                List.of(store()),
                List.of(
                        new DrillReport.Substitution(
                                "local PostgreSQL 18",
                                "the provider's managed database",
                                "promotion and failover times are the engine's own, not the provider's"),
                        new DrillReport.Substitution(
                                "links of this machine",
                                "the network between regions",
                                "median round trips are the sourced ones; jitter, loss and bandwidth are not modelled here"),
                        new DrillReport.Substitution(
                                "a stand-in that takes orders",
                                "the application's services",
                                "start-up, caches and capacity of the real ones are not in these figures")),
                notExercised());
    }

    private DrillReport.Store store() {
        String standbys = places.store().members().stream()
                .filter(member -> !member.equals(places.policy().home()))
                .map(RegionName::text)
                .collect(Collectors.joining(", "));
        String replication = places.policy().waitFor() == 0
                ? "asynchronous to " + standbys
                : "synchronous ANY " + places.policy().waitFor() + " (" + standbys + ")";
        return new DrillReport.Store(places.store().name(), "PostgreSQL 18", replication, Duration.ZERO);
    }

    private List<DrillReport.NotExercised> notExercised() {
        List<DrillReport.NotExercised> list = new ArrayList<>();
        list.add(new DrillReport.NotExercised("availability", "one fault says nothing about a year"));
        list.add(new DrillReport.NotExercised("scale", "the stand-in is as large everywhere"));
        list.add(new DrillReport.NotExercised("forked keys", "every write of the load has a key of its own"));
        int tolerated = places.policy().toleratedFaultyObservers(places.policy().home());
        list.add(new DrillReport.NotExercised(
                "a lying observer",
                "with " + places.policy().voters().size() + " places f = " + tolerated
                        + ": a wrong observer can hold a move back, and "
                        + (tolerated == 0 ? "no observer may be wrong for a move" : "it cannot cause one")));
        others(
                        "other applications",
                        places.blueprint().applications().sequencedKeySet(),
                        places.policy().application())
                .ifPresent(list::add);
        others(
                        "other stores",
                        places.blueprint().stores().sequencedKeySet(),
                        places.store().name())
                .ifPresent(list::add);
        others(
                        "other services",
                        places.blueprint().services().sequencedKeySet(),
                        places.service().map(Service::name).orElse(""))
                .ifPresent(list::add);
        list.addAll(manner.unplayed());
        return list;
    }

    /// What the file has beside the one that the twin runs.
    private static Optional<DrillReport.NotExercised> others(String what, SequencedSet<String> all, String one) {
        List<String> rest = all.stream().filter(name -> !name.equals(one)).toList();
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(new DrillReport.NotExercised(
                        what, "the twin runs none of " + String.join(", ", rest) + ", whatever depends on them"));
    }

    private List<DrillReport.Objective> objectives(List<DrillRun> runs) {
        Objectives declared = places.store().objectives();
        List<DrillReport.Objective> objectives = new ArrayList<>();
        boolean isMove = Judgement.asksForRecovery(faults, places.setting());
        declared.rto()
                .ifPresent(rto -> objectives.add(objective(
                        "rto",
                        rto,
                        runs.getFirst().predicted().rto(),
                        worst(runs, run -> run.seen().rto()),
                        isMove && manner.fastForward() == 1)));
        declared.rpo()
                .ifPresent(rpo -> objectives.add(objective(
                        "rpo",
                        rpo,
                        worst(runs, run -> run.predicted().loss()),
                        worst(runs, run -> Optional.of(loss(run))),
                        true)));
        return objectives;
    }

    /// What was lost, in time: never nothing where something was lost, however short.
    private static Duration loss(DrillRun run) {
        Duration loss = run.seen().writes().loss();
        return run.seen().writes().lost() > 0 && loss.isZero() ? Duration.ofMillis(1) : loss;
    }

    /// The largest of all runs; empty if one of them has none.
    private static Optional<Duration> worst(List<DrillRun> runs, Function<DrillRun, Optional<Duration>> figure) {
        List<Optional<Duration>> figures = runs.stream().map(figure).toList();
        return figures.stream().allMatch(Optional::isPresent)
                ? figures.stream().map(Optional::orElseThrow).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private DrillReport.Objective objective(
            String name, Duration bound, Optional<Duration> predicted, Optional<Duration> measured, boolean applies) {
        boolean isMet = measured.filter(it -> it.compareTo(bound) <= 0).isPresent();
        ObjectiveVerdict verdict =
                !applies ? ObjectiveVerdict.NOT_APPLICABLE : isMet ? ObjectiveVerdict.MET : ObjectiveVerdict.MISSED;
        return new DrillReport.Objective(
                places.store().name() + "." + name,
                seconds(bound, Origin.DECLARED, "the file's objective"),
                predicted.map(it -> seconds(it, Origin.DERIVED, "the file's own figures")),
                measured.map(this::worstOfRuns),
                verdict);
    }

    private Figure worstOfRuns(Duration duration) {
        return manner.fastForward() == 1
                ? seconds(duration, Origin.MEASURED, "the worst of the runs")
                : seconds(duration, Origin.DERIVED, "with declared waits divided by " + manner.fastForward());
    }

    private static Figure seconds(Duration duration, Origin origin, String why) {
        return new Figure(Durations.seconds(duration), Figure.Unit.SECONDS, origin, why);
    }

    /// Writes `report.html`, `report.json` and, of every run, the event log and what the old side had when it came
    /// back; one run's are `incident.jsonl` and `loss-ledger.json`.
    ///
    /// @param written the topology as it was read, for whoever replays a log
    public void leave(DrillReport report, Path folder, Written written) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.json"), report.json() + "\n");
        Files.writeString(folder.resolve("report.html"), report.html());
        Header header = header(report.stamp().meridianVersion(), written);
        for (int i = 0; i < report.runs().size(); i++) {
            String name = i == 0 ? "incident.jsonl" : "incident-" + (i + 1) + ".jsonl";
            List<LogEntry> entries = report.runs().get(i).log();
            if (!Incident.write(header.of(entries.size()), entries, folder.resolve(name))) {
                told.event("the topology is too large to stand in " + name + ", which cannot be replayed without it");
            }
            Optional<LossLedger> ledger = report.runs().get(i).lossLedger();
            if (ledger.isPresent()) {
                Files.write(
                        folder.resolve(i == 0 ? "loss-ledger.json" : "loss-ledger-" + (i + 1) + ".json"),
                        Wire.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(ledger.get()));
            }
        }
    }

    /// What the logs of the runs are about.
    Header header(String version, Written written) {
        return places.header(version, written, faults, manner.fastForward());
    }

    /// 0 if every run had its fault's right outcome and met the objectives that apply, 4 if one was refused
    /// that should have recovered, else 1.
    public static int exitCode(DrillReport report) {
        return switch (report.verdict()) {
            case MET_IN_TWIN -> 0;
            case MISSED -> 1;
            case REFUSED -> 4;
        };
    }
}
