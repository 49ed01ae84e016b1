package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.engine.Reason;
import dev.meridian.evidence.Intent;
import dev.meridian.evidence.LogEntry;
import dev.meridian.incident.Header;
import dev.meridian.incident.Incident;
import dev.meridian.incident.Replay;
import dev.meridian.incident.WhatIf;
import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Scene;
import dev.meridian.topology.Assignment;
import dev.meridian.twin.Places;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AReplayedIncidentTest {
    private static final String KEPT = "examples/incidents/region-loss.jsonl";

    @TempDir
    Path folder;

    @BeforeAll
    static void laysOutTheExamples() throws Exception {
        Answer.layOutExamples();
    }

    // ---- bit for bit ----

    /// All facts of all decisions, and what another setting would have done: where floating point or the order of
    /// a collection depended on the compiler or the process, this would show it.
    @Test
    void is_told_with_the_same_bytes_with_and_without_the_compiler() throws Exception {
        List<String> words = List.of("replay", KEPT, "--set", "failover.hold=20s", "--output", "json");

        String compiled = told(List.of(), words);
        String interpreted = told(List.of("-Xint"), words);

        assertThat(interpreted).isEqualTo(compiled);
        assertThat(compiled).contains("MOVE-2", "DETECT-4", "\"asRecorded\" : true");
    }

    private static String told(List<String> flags, List<String> words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(
                List.of("-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(words);
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] out = program.getInputStream().readAllBytes();
        assertThat(program.waitFor()).isEqualTo(ExitCode.FINE);
        return new Answer(0, new String(out, StandardCharsets.UTF_8), "")
                .masked()
                .out();
    }

    // ---- exit codes ----

    @Test
    void that_is_decided_otherwise_now_ends_in_1_with_both() throws Exception {
        Incident kept = ((Incident.Whole) Incident.read(TouchedLogs.KEPT)).incident();
        List<LogEntry> forged = new ArrayList<>(kept.lines());
        int opening = opening(kept.lines());
        LogEntry line = forged.get(opening);
        forged.set(
                opening,
                new LogEntry(
                        line.index(),
                        line.nanos(),
                        line.kind(),
                        line.by(),
                        line.body(),
                        line.reasons(),
                        List.of(new Intent("wait"))));
        Path file = folder.resolve("forged.jsonl");
        Incident.write(kept.header(), forged, file);

        Answer text = Answer.of("replay", file.toString());
        assertThat(text.exitCode()).isEqualTo(ExitCode.MISSED);
        assertThat(text.out())
                .contains("entry " + line.index() + " (line " + (line.index() + 1)
                        + ") is decided otherwise than recorded:")
                .contains("\"intents\":[\"wait\"]}", "promise eu-west-1 (ballot " + line.index() + ")")
                .contains(": 1 otherwise than recorded");
        Answer json = Answer.of("replay", file.toString(), "--set", "failover.hold=1s", "--output", "json");
        assertThat(json.exitCode()).isEqualTo(ExitCode.MISSED);
        assertThat(json.out()).contains("\"asRecorded\" : false", "\"whatIf\" : null");
        assertThat(ADocumentTest.schema("replay").validate(json.out(), com.networknt.schema.InputFormat.JSON))
                .isEmpty();
    }

    /// Where the kept recovery is opened.
    private static int opening(List<LogEntry> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).reasons().stream()
                        .anyMatch(reason -> reason.rule().equals("MOVE-2")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_read_from_what_the_shell_hands_over() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "replay",
                        "/dev/stdin")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = program.getOutputStream()) {
            Files.copy(TouchedLogs.KEPT, in);
        }
        assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("all as recorded");
        assertThat(program.waitFor()).isEqualTo(ExitCode.FINE);
    }

    // ---- of simulated worlds ----

    private Incident recorded(Path example, long seed, String... sets) throws Exception {
        List<Assignment> assignments = new ArrayList<>(assignments(sets));
        LoadedFile loaded = LoadedFile.of(example, Optional.empty(), assignments);
        Blueprint blueprint = loaded.blueprint().orElseThrow();
        Scene scene = Scene.all(blueprint).getFirst();
        Path file = folder.resolve("world-" + seed + ".jsonl");
        new SimulatedLog(loaded, List.of(), seed).write(scene, Faults.drawn(), file);
        Incident.Reading reading = Incident.read(file);
        assertThat(reading).as(reading.toString()).isInstanceOf(Incident.Whole.class);
        return ((Incident.Whole) reading).incident();
    }

    private static List<Assignment.Set> assignments(String... sets) {
        List<Assignment.Set> assignments = new ArrayList<>();
        Stream.of(sets).forEach(set -> assignments.add(new Assignment.Set(assignments.size() + 1, set)));
        return assignments;
    }

    @ParameterizedTest
    @CsvSource({
        "quickstart.yaml, 30, data.orders.replication=sync",
        "quickstart.yaml, 20, data.orders.replication=async",
        "two-regions-witness.yaml, 20, failover.hold=1s",
        "pyairtable.yaml, 4, traffic.ttl=30s"
    })
    void of_any_world_is_decided_as_it_was_and_cites_what_is_there(String example, int seeds, String set)
            throws Exception {
        Path file = Answer.HOME.resolve("examples").resolve(example);
        Set<String> rules = new LinkedHashSet<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Replay replay = Replay.of(recorded(file, seed, set));
            assertThat(replay.difference()).as("seed " + seed).isEmpty();
            for (Replay.Step step : replay.decisions()) {
                step.replayed().reasons().forEach(reason -> rules.add(reason.rule()));
                assertThat(step.replayed().reasons())
                        .as("law I17, seed %d, entry %d", seed, step.recorded().index())
                        .isNotEmpty();
                for (int i = 0; i < step.decision().reasons().size(); i++) {
                    assertThat(step.replayed().reasons().get(i).facts().keySet())
                            .containsExactlyElementsOf(
                                    components(step.decision().reasons().get(i)));
                }
                assertThat(step.replayed().intents())
                        .allSatisfy(intent -> assertThat(cited(intent))
                                .isBetween(0L, step.recorded().index()));
            }
        }
        assertThat(rules).hasSizeGreaterThan(example.startsWith("py") ? 2 : 12);
    }

    /// No fact of a reason is left out.
    private static List<String> components(Reason reason) {
        return Stream.of(reason.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /// The number of an entry; the first claim of all has none before it.
    private static long cited(Intent intent) {
        Object number = intent.facts().getOrDefault("epoch", intent.facts().get("ballot"));
        return (Long) number;
    }

    @Test
    void of_any_world_is_the_same_under_another_setting_until_it_differs() throws Exception {
        Path file = Answer.HOME.resolve("examples/quickstart.yaml");
        List<WhatIf.Actor> actors = new ArrayList<>();
        for (int seed = 1; seed <= 25; seed++) {
            Replay replay = Replay.of(recorded(file, seed));
            for (String set : List.of("failover.hold=2s", "failover.hold=0s", "failover.maxLoss=0s")) {
                WhatIf whatIf = ((WhatIf.Answered) WhatIf.of(replay, assignments(set))).whatIf();
                assertThat(whatIf.changed()).hasSize(1);
                if (whatIf.parting().isEmpty()) {
                    continue;
                }
                WhatIf.Parting parting = whatIf.parting().get();
                actors.add(parting.actor());
                long first = whatIf.difference().orElseThrow().recorded().index();
                assertThat(first).isLessThanOrEqualTo(parting.at().recorded().index());
                assertThat(parting.end().index())
                        .isGreaterThanOrEqualTo(parting.at().recorded().index());
                parting.after()
                        .ifPresent(line -> assertThat(line.index())
                                .isGreaterThan(parting.at().recorded().index()));
            }
        }
        assertThat(actors).hasSizeGreaterThan(10).contains(WhatIf.Actor.RECORDED, WhatIf.Actor.OTHERWISE);
    }

    /// What a twin that is up writes down has no faults and no seed; what a seed draws has one.
    @Test
    void says_whether_there_was_any_fault_at_all() throws Exception {
        Incident kept = ((Incident.Whole) Incident.read(TouchedLogs.KEPT)).incident();
        for (OptionalLong seed : List.of(OptionalLong.empty(), OptionalLong.of(7))) {
            Header header = kept.header();
            Header unnamed = new Header(
                    header.meridian(),
                    header.world(),
                    List.of(),
                    seed,
                    header.written(),
                    header.topologyHash(),
                    header.store(),
                    header.fastForward(),
                    header.policy(),
                    header.entries());
            Path file = folder.resolve("seed-" + seed.orElse(0) + ".jsonl");
            Incident.write(unnamed, kept.lines(), file);
            assertThat(Answer.of("replay", file.toString()).out())
                    .contains(seed.isPresent() ? "random faults, seed 7; topology" : "no fault was made; topology");
        }
    }

    // ---- of what a command can be given ----

    @Test
    void needs_none_of_the_files_that_it_was_made_from() throws Exception {
        Path main = folder.resolve("main.yaml");
        Path data = Files.createDirectories(folder.resolve("parts")).resolve("data.yaml");
        Path staging = folder.resolve("staging.yaml");
        Files.writeString(data, "data:\n  orders: {kind: postgresql, replication: sync}\n");
        Files.writeString(staging, "failover: {hold: 2s}\n");
        Files.writeString(main, """
                meridian: 1
                application: shop
                include: [parts/*.yaml]
                regions:
                  us-east-1: {role: primary}
                  eu-west-1: {role: standby}
                  ap-southeast-1: {role: standby}
                failover: {mode: automatic, profile: quick}
                environments: {staging: {file: staging.yaml}}
                """);
        LoadedFile loaded = LoadedFile.of(
                main,
                Optional.of("staging"),
                List.of(
                        new Assignment.Variable("MERIDIAN__FAILOVER__COOLDOWN", "7m"),
                        new Assignment.Set(1, "failover.maxLoss=3s")));
        assertThat(loaded.problems()).isEmpty();
        Scene scene = Scene.all(loaded.blueprint().orElseThrow()).getFirst();
        Path file = folder.resolve("incident.jsonl");
        new SimulatedLog(loaded, List.of(), 3).write(scene, Faults.drawn(), file);
        for (Path path : List.of(main, data, staging)) {
            Files.delete(path);
        }

        Answer answer = Answer.of("replay", file.toString(), "--set", "failover.hold=3s");
        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out()).contains("hold 3s instead of 2s", ": all as recorded");
    }

    @Test
    void of_a_drill_in_fast_forward_has_its_waits_divided_again() throws Exception {
        Header kept =
                ((Incident.Whole) Incident.read(TouchedLogs.KEPT)).incident().header();
        Blueprint declared = kept.written().resolve(List.of()).blueprint().orElseThrow();
        Header divided = new Header(
                kept.meridian(),
                kept.world(),
                kept.faults(),
                kept.seed(),
                kept.written(),
                kept.topologyHash(),
                kept.store(),
                3,
                Places.of(declared, 3).orElseThrow().policy(),
                0);
        Path file = folder.resolve("fast.jsonl");
        Incident.write(divided, List.of(), file);

        Answer answer = Answer.of("replay", file.toString(), "--set", "failover.hold=3s");
        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out())
                .contains("declared waits divided by 3", "hold 1s instead of 100ms", "0 entries, 0 decisions");
    }

    @Test
    void of_several_applications_is_a_log_for_each() {
        assertThat(SimulatedLog.of("shop", Path.of("a/incident.jsonl"))).isEqualTo(Path.of("a/incident-shop.jsonl"));
        assertThat(SimulatedLog.of("shop", Path.of("incident"))).isEqualTo(Path.of("incident-shop"));
    }
}
