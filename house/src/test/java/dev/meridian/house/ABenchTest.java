package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bench that cannot fail proves nothing: whatever goes wrong in what it runs is its own exit code. The
/// benches are the real ones, the command that they run says what it is told to.
class ABenchTest {
    private static final String NO_ROLE = "echo 'x.yaml: error MER-0091: no application of this file'; exit 2";

    @TempDir
    Path home;

    private String said = "";

    @BeforeEach
    void copies_the_benches() throws IOException {
        Path bench = Files.createDirectories(home.resolve("bench"));
        try (Stream<Path> all = Files.list(Tree.root().resolve("bench"))) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Files.copy(each, bench.resolve(each.getFileName().toString()));
            }
        }
        Files.createDirectories(home.resolve("examples"));
        Files.writeString(home.resolve("examples/shop.yaml"), "");
        Files.writeString(home.resolve("examples/static.yaml"), "");
    }

    @Test
    void of_worlds_leaves_out_what_has_no_role_to_move_and_nothing_else() throws Exception {
        String document = "printf '{\\n  \"eventsPerRun\": 5,\\n  \"promotions\": 1\\n}\\n'";
        meridian("case \"$*\" in *static*) " + NO_ROLE + ";; esac; " + document);
        assertThat(run("sh", "bench/worlds", "--until", "10")).as(said).isZero();
        assertThat(said).contains("static.yaml is left out").contains("no law broken");

        meridian("case \"$*\" in *static*) echo 'I3 is broken'; exit 1;; esac; " + document);
        assertThat(run("sh", "bench/worlds", "--until", "20")).as(said).isOne();
        meridian("case \"$*\" in *static*) echo 'MER-0012: no such key'; exit 2;; esac; " + document);
        assertThat(run("sh", "bench/worlds", "--until", "20")).as(said).isOne();
        meridian("case \"$*\" in *simulate*) exit 70;; esac");
        assertThat(run("sh", "bench/worlds", "--until", "20")).as(said).isOne();
    }

    @Test
    void of_fidelity_takes_no_answer_of_an_earlier_run() throws Exception {
        Path out = home.resolve("target/bench/fidelity");
        for (String drill : List.of("fit-1", "same-1", "other-1")) {
            Files.writeString(Files.createDirectories(out.resolve(drill)).resolve("whole"), "");
        }
        meridian("case \"$*\" in *--check*) exit 1;; esac");
        assertThat(run("sh", "bench/fidelity", "--runs", "1", "--table"))
                .as(said)
                .isOne();
        meridian("");
        assertThat(run("sh", "bench/fidelity", "--runs", "1", "--table"))
                .as(said)
                .isZero();

        meridian("case \"$*\" in *--check*) exit 0;; esac; exit 2");
        assertThat(run("sh", "bench/fidelity", "--runs", "1", "--table"))
                .as(said)
                .isEqualTo(70);
        meridian("case \"$*\" in *--check*) exit 70;; esac");
        assertThat(run("sh", "bench/fidelity", "--runs", "1", "--table"))
                .as(said)
                .isEqualTo(70);
    }

    @Test
    void of_the_simulator_has_no_figure_for_a_run_that_failed() throws Exception {
        meridian("");
        assertThat(run("bash", "bench/simulator", "proof")).as(said).isZero();

        meridian("case \"$*\" in *simulate*) echo 'I3 is broken' >&2; exit 1;; esac");
        for (String part : List.of("proof", "events", "memory")) {
            assertThat(run("bash", "bench/simulator", part)).as(said).isEqualTo(70);
            assertThat(said).contains("I3 is broken").doesNotContain("0.00 s").doesNotContain(" MB");
        }
    }

    @Test
    void of_the_simulator_misses_what_is_above_its_limit() throws Exception {
        meridian("i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done");
        Path bench = home.resolve("bench/simulator");
        Files.writeString(bench, Files.readString(bench).replace("limit \"$took\" 5 ", "limit \"$took\" 0.05 "));
        assertThat(run("bash", "bench/simulator", "proof")).as(said).isOne();
        assertThat(said).contains("missed: a proof of 299 runs");
    }

    @Test
    void of_drills_records_what_was_measured_and_says_what_came_out_otherwise() throws Exception {
        Path table = home.resolve("target/bench/drills.tsv");
        for (String nothing : List.of("exit 3", "exit 0")) {
            meridian(nothing);
            assertThat(drills("two-regions")).as(said).isEqualTo(3);
            assertThat(table).doesNotExist();
        }
        assertThat(drills("three-regions")).as(said).isEqualTo(2);

        meridian("echo '{\"runs\": []}'; exit 4");
        assertThat(drills("two-regions")).as(said).isZero();
        assertThat(Files.readAllLines(table)).hasSize(1);

        meridian("echo '{\"runs\": []}'; exit 1");
        assertThat(drills("blip")).as(said).isOne();
        assertThat(Files.readAllLines(table)).hasSize(6);
        assertThat(drills("--table")).as("what is wrong stays wrong").isOne();
    }

    private int drills(String series) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(java, "bench/Drills.java", home.toString(), series);
    }

    private void meridian(String script) throws IOException {
        Path command = home.resolve("meridian");
        Files.writeString(command, "#!/bin/sh\n[ \"$1\" != --version ] || exit 0\n" + script + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run(String... command) throws Exception {
        Path output = home.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        said = Files.readString(output);
        return process.exitValue();
    }
}
