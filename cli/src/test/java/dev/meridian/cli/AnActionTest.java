package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The script of `action.yml`, run by bash as a runner of GitHub runs it.
class AnActionTest {
    private static final Path ACTION = Answer.HOME.resolve("action.yml");
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private record Ended(int exitCode, String out, String summary) {}

    @BeforeEach
    void laysOutTheExamples() throws IOException {
        Answer.layOutExamples();
    }

    @Test
    void shows_findings_at_their_lines_and_the_text_in_the_summary() throws Exception {
        program();
        Ended ended = run(Map.of("FILES", "examples/minimal.yaml\nexamples/none.yaml\n"));
        assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(ended.out())
                .contains("::error file=examples/none.yaml,line=1,col=1,endColumn=1,title=MER-0001::there is no file");
        Answer text = Answer.of("assess", "examples/minimal.yaml");
        Answer missing = Answer.of("assess", "examples/none.yaml");
        assertThat(ended.summary())
                .isEqualTo("### examples/minimal.yaml\n\n```text\n" + text.out() + "```\n\n"
                        + "### examples/none.yaml\n\n```text\n" + missing.err() + "```\n\n");
    }

    @Test
    void hands_environment_and_baseline_on_and_expands_patterns() throws Exception {
        fake("printf '%s\\n' \"$*\"");
        Ended ended =
                run(Map.of("FILES", "examples/two*.yaml", "ENVIRONMENT", "staging", "BASELINE", "base line.json"));
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "assess examples/two-regions-witness.yaml --environment staging --baseline base line.json"
                                + " --output github",
                        "assess examples/two-regions.yaml --environment staging --baseline base line.json"
                                + " --output github");
    }

    @ParameterizedTest
    @CsvSource({
        "::error file=a::x,     1, error,   1",
        "::error file=a::x,     1, warning, 1",
        "::error file=a::x,     1, never,   0",
        "::warning file=a::x,   0, error,   0",
        "::warning file=a::x,   0, warning, 1",
        "::warning file=a::x,   0, never,   0",
        "::notice file=a::x,    0, warning, 0",
        "::error file=a::x,     2, never,   2",
        "::error title=a::x,   70, error,  70",
    })
    void fails_on_what_it_is_told_to_fail_on(String said, int code, String failOn, int exitCode) throws Exception {
        fake("echo '" + said + "'; exit " + code);
        assertThat(run(Map.of("FILES", "a.yaml", "FAIL_ON", failOn)).exitCode()).isEqualTo(exitCode);
    }

    @Test
    void without_a_file_and_with_a_word_that_it_does_not_know_says_so() throws Exception {
        fake("exit 0");
        Ended none = run(Map.of("FILES", "topologies/*.yaml"));
        assertThat(none.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(none.out()).isEqualTo("::error title=Meridian::no file matches 'topologies/*.yaml'\n");
        Ended odd = run(Map.of("FILES", "a.yaml", "FAIL_ON", "notes"));
        assertThat(odd.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(odd.out()).contains("fail-on is error, warning or never, and not 'notes'");
    }

    @Test
    void takes_what_files_say_for_names_only() throws Exception {
        fake("printf '%s\\n' \"$2\"");
        Ended ended = run(Map.of("FILES", "$(touch pwned)\n`touch pwned`; x"));
        assertThat(ended.out()).isEqualTo("$(touch pwned)\n`touch pwned`; x\n");
        assertThat(Answer.FOLDER.resolve("pwned")).doesNotExist();
    }

    @Test
    void is_shown_in_the_guide_with_all_its_inputs_and_no_others() throws IOException {
        List<String> action = Files.readAllLines(ACTION);
        List<String> inputs = action.subList(action.indexOf("inputs:") + 1, action.indexOf("runs:")).stream()
                .filter(line -> line.matches("  [a-z-]+:"))
                .map(line -> line.strip().replace(":", ""))
                .toList();
        String guide = Files.readString(Answer.HOME.resolve("docs/USER-GUIDE.md"));
        assertThat(inputs).hasSize(4).allSatisfy(input -> assertThat(guide).contains("| `" + input + "` |"));
        String with = guide.replaceFirst("(?s).*\\n        with: \\{(.*?)\\}\\n.*", "$1");
        assertThat(Stream.of(with.split(", ")).map(pair -> pair.split(": ")[0])).isSubsetOf(inputs);
    }

    /// This program in place of the launcher, which would build.
    private void program() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        fake("exec '" + java + "' -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -cp '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName() + " \"$@\"");
    }

    private void fake(String script) throws IOException {
        Path launcher = directory.resolve("meridian");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(Map<String, String> inputs) throws Exception {
        Path script = directory.resolve("script.sh");
        Files.writeString(script, script());
        Path summary = directory.resolve("summary.md");
        Files.deleteIfExists(summary);
        ProcessBuilder bash = new ProcessBuilder(
                        "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script.toString())
                .directory(Answer.FOLDER.toFile());
        bash.environment().putAll(Map.of("ENVIRONMENT", "", "BASELINE", "", "FAIL_ON", "error"));
        bash.environment().putAll(inputs);
        bash.environment()
                .putAll(Map.of("GITHUB_ACTION_PATH", directory.toString(), "GITHUB_STEP_SUMMARY", summary.toString()));
        Process process = bash.redirectErrorStream(true).start();
        try {
            String out = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), out, Files.exists(summary) ? Files.readString(summary) : "");
        } finally {
            process.destroyForcibly();
        }
    }

    /// The block behind `run: |`, without its indent.
    private static String script() throws IOException {
        List<String> lines = Files.readAllLines(ACTION);
        int run = lines.indexOf("      run: |");
        List<String> script = new ArrayList<>();
        for (String line : lines.subList(run + 1, lines.size())) {
            assertThat(line).startsWith("        ");
            script.add(line.substring(8));
        }
        return String.join("\n", script) + "\n";
    }
}
