package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.meridian.intake.FirstDraft;
import dev.meridian.intake.FirstDraft.Field;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `meridian init`, as people and scripts see it. A transcript is as in `ATranscriptTest`, with two lines more:
/// `$ cat FILE` shows what was written, and in a dialogue `<` is what a person types.
@DisplayName("An init")
class AnInitTest {
    private static final Path FOLDER = Answer.HOME.resolve("cli/src/test/resources/transcripts/init");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    static Stream<Path> transcripts() throws IOException {
        return in("transcript");
    }

    static Stream<Path> dialogues() throws IOException {
        return in("dialogue");
    }

    private static Stream<Path> in(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith("." + ending)).sorted().toList().stream();
        }
    }

    @BeforeEach
    void lays_out_the_files() throws IOException {
        Path files = Files.createDirectories(directory.resolve("files"));
        try (Stream<Path> examples = Files.list(Answer.HOME.resolve("examples/import"))) {
            for (Path file : examples.filter(Files::isRegularFile).toList()) {
                Files.copy(file, files.resolve(file.getFileName()));
            }
        }
        Files.writeString(files.resolve("empty.json"), "");
        Files.writeString(files.resolve("package.json"), "{\"name\": \"shop\", \"version\": \"1.0.0\"}\n");
        Files.writeString(
                files.resolve("broken.json"), "{\n  \"planned_values\": {\n    \"root_module\": {,}\n  }\n}\n");
        Files.write(files.resolve("plan"), new byte[] {'P', 'K', 3, 4, 0, 0});
        Files.createDirectories(files.resolve("directory"));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void is_answered_word_for_word(Path transcript) throws IOException {
        StringBuilder actual = new StringBuilder();
        for (String line : Files.readString(transcript).lines().toList()) {
            if (line.startsWith("$ cat ")) {
                actual.append(line).append('\n');
                quoted(actual, ">", Files.readString(directory.resolve(line.substring(6))));
                actual.append('\n');
            } else if (line.startsWith("$ meridian ")) {
                Answer answer = run(line.substring(11).split(" "));
                actual.append(line).append("\nexit ").append(answer.exitCode()).append('\n');
                quoted(actual, "!", answer.err());
                quoted(actual, ">", answer.out());
                actual.append('\n');
            }
        }
        check(transcript, actual.toString());
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void asks_what_it_has_to_know(Path dialogue) throws IOException {
        Deque<String> answers = new ArrayDeque<>(Files.readString(dialogue)
                .lines()
                .filter(line -> line.startsWith("<"))
                .map(line -> line.substring(1).strip())
                .toList());
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new StringReader("")) {
            @Override
            public String readLine() {
                String answer = answers.poll();
                out.print(answer == null ? "" : "\n< " + answer + "\n");
                return answer;
            }
        };
        Optional<FirstDraft> draft = new Questions(in, out).ask(FirstDraft.DEFAULTS, Set.of());
        StringBuilder actual = new StringBuilder();
        for (String line : shown.toString(StandardCharsets.UTF_8).lines().toList()) {
            actual.append(line.startsWith("<") ? line.stripTrailing() : ("! " + line).stripTrailing())
                    .append('\n');
        }
        actual.append(draft.map(FirstDraft::toString).orElse("nothing")).append('\n');
        check(dialogue, actual.toString());
    }

    private static void quoted(StringBuilder into, String mark, String text) {
        text.lines()
                .forEach(
                        line -> into.append((mark + " " + line).stripTrailing()).append('\n'));
    }

    private static void check(Path reviewed, String actual) throws IOException {
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(reviewed, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(reviewed));
    }

    @Test
    void asks_for_no_more_than_the_options_leave_open() throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new StringReader("\n1h\n"));
        Set<Field> known = EnumSet.of(Field.APPLICATION, Field.PRIMARY, Field.STORE, Field.RPO);
        FirstDraft draft = new Questions(in, out)
                .ask(FirstDraft.DEFAULTS.with(Field.RPO, "5m"), known)
                .orElseThrow();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("takes over", "RTO")
                .doesNotContain("called");
        assertThat(draft.rto()).isEqualTo("1h");
        assertThat(draft.rpo()).isEqualTo("5m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init -o files/a.yaml --output json",
                "init --from files/plan.json -o files/b.yaml --output json",
                "init --from files/terraform.tfstate -o files/c.yaml --output json",
                "init --from files/cdk.context.json -o files/d.yaml --output json"
            })
    void answers_in_json_in_the_published_form(String command) throws IOException {
        Answer answer = run(command.split(" "));
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Answer.HOME.resolve("docs/schemas/init.schema.json")), InputFormat.JSON);
        assertThat(schema.validate(answer.out(), InputFormat.JSON)).isEmpty();
        JsonNode document = JsonMapper.shared().readTree(answer.out());
        assertThat(document.path("out").asString()).startsWith("files/");
        assertThat(document.path("topologyHash").asString()).hasSize(64);
    }

    @Test
    void in_json_has_all_of_what_a_terminal_shows_a_part_of() {
        Answer answer = run("init", "--from", "files/plan.json", "-o", "files/b.yaml", "--output", "json");
        JsonNode document = JsonMapper.shared().readTree(answer.out());
        assertThat(document.path("notRead")).hasSize(9);
        assertThat(document.path("notRead").findValuesAsString("address"))
                .contains("module.standby.aws_ecs_cluster.shop");
        assertThat(document.path("read").path(0).path("count").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init --from files/broken.json --output json",
                "init --from files/none.json --output json",
                "init --primary nowhere --output json",
                "init -o - --output json"
            })
    void that_cannot_be_is_json_with_problems_where_json_was_asked_for(String command) {
        Answer answer = run(command.split(" "));
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(answer.err()).isEmpty();
        assertThat(JsonMapper.shared().readTree(answer.out()).path("problems")).isNotEmpty();
    }

    @Test
    void keeps_a_file_that_somebody_has() throws IOException {
        Path mine = directory.resolve("files/mine.yaml");
        Files.writeString(mine, "mine");
        assertThat(run("init", "-o", "files/mine.yaml").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(mine).hasContent("mine");
        assertThat(run("init", "-o", "files/mine.yaml", "--force").exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(mine).content().contains("application: shop");
        Path link = Files.createSymbolicLink(directory.resolve("files/link.yaml"), directory.resolve("files/gone"));
        assertThat(run("init", "-o", "files/link.yaml").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(link.resolveSibling("gone")).doesNotExist();
    }

    @Test
    void of_help_shows_examples() {
        Answer answer = run("init", "--help");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out()).contains("Examples:", "  meridian init --from ");
        assertThat(List.of("--from", "--out", "--force", "--application", "--primary", "--standby", "--store"))
                .allSatisfy(option -> assertThat(answer.out()).contains(option));
    }

    /// What one command answers; the files' directory is masked.
    private Answer run(String... words) {
        String prefix = directory + "/";
        String[] real = Stream.of(words)
                .map(word -> word.equals("\"\"") ? "" : word)
                .map(word -> word.startsWith("files/") ? prefix + word : word)
                .toArray(String[]::new);
        Answer answer = Answer.of(real);
        return new Answer(
                answer.exitCode(),
                answer.out().replace(prefix, ""),
                answer.err().replace(prefix, ""));
    }
}
