package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.fidelity.StepsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `--log` and `fit --out` write over, and what they leave alone.
class AResultFileTest {
    private static final String TOPOLOGY = "examples/quickstart.yaml";

    @TempDir
    private Path folder;

    @BeforeAll
    static void laysOutTheExamples() throws IOException {
        Answer.layOutExamples();
    }

    @Test
    void replaces_an_earlier_log_and_no_other_file_without_force() throws IOException {
        Path log = folder.resolve("incident.jsonl");
        assertThat(simulate("1", log).exitCode()).isEqualTo(ExitCode.FINE);
        byte[] first = Files.readAllBytes(log);
        assertThat(simulate("2", log).exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(Files.readAllBytes(log)).isNotEqualTo(first);
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine\n");
        assertThat(refused(simulate("1", notes))).contains("is there already and is not an event log", "--force");
        assertThat(notes).hasContent("mine\n");
        assertThat(simulate("1", notes, "--force").exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(Files.readAllBytes(notes)).isEqualTo(first);
    }

    @Test
    void of_a_log_is_never_what_the_command_reads() throws IOException {
        Path topology = Files.copy(Answer.FOLDER.resolve(TOPOLOGY).toRealPath(), folder.resolve("shop.yaml"));
        String before = Files.readString(topology);
        Path other = Files.createLink(folder.resolve("linked.yaml"), topology);
        for (Path log : List.of(topology, other)) {
            Answer answer =
                    Answer.of("simulate", topology.toString(), "--seed", "1", "--force", "--log", log.toString());
            assertThat(refused(answer)).contains("is what this command reads");
        }
        assertThat(topology).hasContent(before);
    }

    @Test
    void never_replaces_a_link_a_pipe_or_a_device() throws IOException, InterruptedException {
        Path target = Files.writeString(folder.resolve("target"), "mine\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("none"));
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (Path path : List.of(link, nowhere, pipe, Path.of("/dev/full"))) {
            assertThat(refused(simulate("1", path, "--force"))).containsAnyOf("is a link", "is no file but");
        }
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(target).hasContent("mine\n");
        assertThat(Files.isRegularFile(pipe, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void makes_no_folder() {
        assertThat(refused(simulate("1", folder.resolve("none/incident.jsonl"))))
                .contains("there is no folder");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void of_step_times_replaces_an_earlier_one_and_nothing_else() throws IOException {
        Path steps = Files.writeString(
                folder.resolve("steps.json"), StepsFile.builtIn().json());
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), steps);
        assertThat(times(steps, false).hindrance(List.of())).isEmpty();
        assertThat(times(folder.resolve("new.json"), false).hindrance(List.of()))
                .isEmpty();
        assertThat(times(notes, false).hindrance(List.of())).isPresent();
        assertThat(times(notes, true).hindrance(List.of())).isEmpty();
        assertThat(times(link, true).hindrance(List.of())).isPresent();
        assertThat(times(steps, true).hindrance(List.of(steps))).isPresent();
        Answer answer = Answer.of("fit", folder.toString(), "-o", notes.toString());
        assertThat(refused(answer)).contains("is there already and is not a file of step times");
    }

    private static ResultFile times(Path path, boolean isForced) {
        return new ResultFile("--out", path, ResultFile.Kind.STEP_TIMES, isForced);
    }

    private static Answer simulate(String seed, Path log, String... options) {
        return Answer.of(Stream.concat(
                        Stream.of("simulate", TOPOLOGY, "--seed", seed, "--log", log.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static String refused(Answer answer) {
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        return answer.err();
    }
}
