package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A transcript is a list of commands (`$ meridian …`), each with what it answers: its exit code, its
/// standard error (`!`) and its standard output (`>`). Those that would boot a twin are wrong on purpose. Words
/// are parted by single spaces; `""` is an empty one, and `\e` and `\n` stand for an escape and a new line.
/// To add one, write its `$` line, run the test with `-Dmeridian.golden.update=true` and read the difference.
class ATranscriptTest {
    private static final Path FOLDER = Answer.HOME.resolve("cli/src/test/resources/transcripts");
    private static final String PROMPT = "$ meridian ";
    private static final List<Integer> WRONG = List.of(ExitCode.WRONG_INPUT);
    private static final List<Integer> JUDGED = List.of(ExitCode.FINE, ExitCode.MISSED, ExitCode.WRONG_INPUT);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".transcript")).sorted().toList().stream();
        }
    }

    @BeforeEach
    void lays_out_the_files() throws IOException {
        Answer.layOutExamples();
        Path files = Answer.FOLDER.resolve("files");
        Answer.remove(files);
        Files.createDirectories(files);
        try (Stream<Path> kept = Files.list(FOLDER.resolve("files"))) {
            for (Path file : kept.toList()) {
                Files.copy(file, files.resolve(file.getFileName()));
            }
        }
        Files.write(files.resolve("binary.yaml"), new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0});
        Files.writeString(files.resolve("huge.yaml"), "a: b # long\n".repeat(200_000));
        Files.createDirectories(files.resolve("directory"));
        Files.createSymbolicLink(files.resolve("circle.yaml"), files.resolve("circle.yaml"));
        Files.createSymbolicLink(files.resolve("nowhere.yaml"), files.resolve("gone.yaml"));
        Files.writeString(files.resolve("crowd.yaml"), crowd(300));
        TouchedLogs.layOut(files);
        new ProcessBuilder("mkfifo", files.resolve("pipe.yaml").toString())
                .start()
                .onExit()
                .join();
    }

    /// More regions than there are addresses, with data in each.
    private static String crowd(int regions) {
        StringBuilder crowd = new StringBuilder("regions:\n");
        for (int i = 1; i <= regions; i++) {
            crowd.append("  r-" + i + ": {near: us-east-1, role: " + (i == 1 ? "primary" : "standby") + "}\n");
        }
        return """
                meridian: 1
                application: shop
                objectives: {rto: 10s, rpo: 5s}
                services:
                  web: {port: 8080, health: /health, dependsOn: {orders: hard}}
                data:
                  orders: {kind: postgresql, replication: async}
                traffic:
                  entrances: {web: shop.example.com}
                """ + crowd;
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void is_answered_word_for_word(Path transcript) throws IOException {
        String reviewed = Files.readString(transcript);
        StringBuilder actual = new StringBuilder();
        for (String line : reviewed.lines().filter(it -> it.startsWith(PROMPT)).toList()) {
            Answer answer = run(line.substring(PROMPT.length()).split(" "));
            assertThat(answer.exitCode()).as(line).isIn(bootsATwin(line) ? WRONG : JUDGED);
            assertThat(answer.showsTheInside()).as(line + "\n" + answer).isFalse();
            actual.append(line).append("\nexit ").append(answer.exitCode()).append('\n');
            answer.err()
                    .lines()
                    .forEach(it -> actual.append(("! " + it).stripTrailing()).append('\n'));
            answer.out()
                    .lines()
                    .forEach(it -> actual.append(("> " + it).stripTrailing()).append('\n'));
            actual.append('\n');
        }
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(transcript, actual);
        }
        assertThat(actual.toString()).isEqualTo(Files.readString(transcript));
    }

    private static boolean bootsATwin(String line) {
        return Stream.of("drill", "twin", "soak", "fail", "pause", "resume", "ack", "pin", "attest-down", "cancel")
                .anyMatch(command -> line.startsWith(PROMPT + command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drill files/typo.yaml --fault region-loss:us-east-1 --output json",
                "drill files/missing.yaml --fault region-loss:us-east-1 --output=json",
                "drill files/good.yaml --fault x --runs 0 --output json",
                "drill --output JSON",
                "drill files/good.yaml --fualt x --output json",
                "twin upp --output json"
            })
    void in_json_is_one_document_with_all_problems(String command) {
        Answer answer = run(command.split(" "));
        JsonNode document = JsonMapper.shared().readTree(answer.out());
        assertThat(answer.err()).isEmpty();
        assertThat(document.path("schemaVersion").isMissingNode()).isFalse();
        assertThat(document.path("meridianVersion").asString()).isEqualTo(Version.TEXT);
        assertThat(document.path("problems")).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.path("id").asString()).matches("MER-\\d{4}");
            assertThat(problem.path("where").path("line").asInt()).isPositive();
            assertThat(problem.path("what").asString()).isNotBlank();
            assertThat(problem.path("why").asString()).isNotBlank();
            assertThat(problem.path("fix").asString()).isNotBlank();
        });
    }

    @Test
    void leaves_no_folder_of_a_drill_that_was_not_made() throws IOException {
        String deep = directory.resolve("evidence/of/mine").toString();
        Answer answer = run("drill", "files/good.yaml", "--fault", "region-loss:us-esat-1", "--out", deep);
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(directory.resolve("evidence")).doesNotExist();
        Path own = Files.createDirectories(directory.resolve("evidence/of"));
        run("drill", "files/good.yaml", "--fault", "region-loss:us-esat-1", "--out", deep);
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void of_what_the_shell_hands_over_is_about_the_text_in_it() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process program = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "drill",
                        "/dev/stdin",
                        "--fault",
                        "region-loss:us-east-1")
                .start();
        try (OutputStream in = program.getOutputStream()) {
            Files.copy(Answer.FOLDER.resolve("files/typo.yaml"), in);
        }
        assertThat(new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("/dev/stdin:3:1: error MER-0020");
        assertThat(program.waitFor()).isEqualTo(ExitCode.WRONG_INPUT);
    }

    @Test
    void of_a_file_that_may_not_be_read_says_so() throws IOException {
        Path file = Answer.FOLDER.resolve("files/good.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads every file");
        Answer answer = run("drill", "files/good.yaml", "--fault", "region-loss:us-east-1");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(answer.err()).contains("files/good.yaml:1:1: error MER-0001", "permission denied", "fix: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "validate",
                "explain",
                "assess",
                "simulate",
                "replay",
                "drill",
                "twin",
                "twin up",
                "twin down",
                "twin status",
                "failover",
                "failback",
                "pause",
                "resume",
                "ack",
                "pin",
                "accept-loss",
                "attest-down",
                "cancel",
                "soak"
            })
    void of_help_shows_examples(String command) {
        List<String> words = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command.split(" ")));
        words.add("--help");
        Answer answer = run(words.toArray(String[]::new));
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out()).contains("Examples:", ("  meridian " + command).stripTrailing());
    }

    @Test
    void of_a_machine_that_lacks_something_says_what_to_do_in_both_forms() {
        Answer text = Answer.of(() -> Complaints.lacks(
                "127.1.0.1 port 5432 cannot be bound", "there is one twin", "end it", OutputFormat.TEXT));
        Answer json = Answer.of(() -> Complaints.lacks(
                "127.1.0.1 port 5432 cannot be bound", "there is one twin", "end it", OutputFormat.JSON));
        assertThat(text.exitCode()).isEqualTo(ExitCode.MACHINE_LACKS);
        assertThat(text.err()).isEqualTo("""
                this machine: error MER-0095: 127.1.0.1 port 5432 cannot be bound
                   why: there is one twin
                   fix: end it
                """);
        assertThat(json.exitCode()).isEqualTo(ExitCode.MACHINE_LACKS);
        JsonNode problem =
                JsonMapper.shared().readTree(json.out()).path("problems").path(0);
        assertThat(Map.of(
                        "id",
                        problem.path("id").asString(),
                        "fix",
                        problem.path("fix").asString()))
                .isEqualTo(Map.of("id", "MER-0095", "fix", "end it"));
    }

    @Test
    void of_a_full_disk_says_to_free_some_space() {
        Answer answer = Answer.of(() -> Complaints.of(new IOException("No space left on device"), OutputFormat.TEXT));
        assertThat(answer.exitCode()).isEqualTo(ExitCode.MACHINE_LACKS);
        assertThat(answer.err()).contains("No space left on device", "fix: free some space");
    }

    @Test
    void of_a_defect_is_a_document_too() {
        Answer answer = Answer.of(() -> Complaints.of(new IllegalStateException("odd"), OutputFormat.JSON));
        assertThat(answer.exitCode()).isEqualTo(ExitCode.DEFECT);
        assertThat(JsonMapper.shared()
                        .readTree(answer.out())
                        .path("problems")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo("MER-0096");
    }

    private static Answer run(String... words) {
        return Answer.of(Stream.of(words)
                        .map(word -> word.equals("\"\"")
                                ? ""
                                : word.replace("\\e", "\u001b").replace("\\n", "\n"))
                        .toArray(String[]::new))
                .masked();
    }
}
