package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.cli.ExitCode;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.twin.Places;
import dev.meridian.units.RegionName;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

@DisplayName("The documents")
class DocumentsTest {
    private static final Tree TREE = Tree.here();
    private static final String GUIDE = "docs/USER-GUIDE.md";

    private static List<String> page(String path) {
        return TREE.text(path).lines().toList();
    }

    static List<String> commands() {
        List<String> commands = new ArrayList<>();
        TREE.ending(".md")
                .filter(file -> !file.path().contains("/src/test/resources/"))
                .forEach(file -> commands.addAll(Commands.of(file.lines())));
        commands.addAll(Commands.ofHelp());
        return commands.stream().distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void show_commands_that_the_program_takes(String command) {
        new Commands(TREE).check(command);
    }

    @Test
    void show_a_wrong_command_as_wrong() {
        Commands commands = new Commands(TREE);
        for (String wrong : List.of(
                "./meridian dril examples/quickstart.yaml",
                "./meridian drill examples/quickstart.yaml --fault region-los:us-east-1",
                "./meridian drill examples/quickstart.yaml --fault blip:us-east-1:43s",
                "./meridian drill examples/quickstart.yaml --set data.order.replication=async --fault region-loss:us-east-1",
                "./meridian twin up examples/none.yaml")) {
            assertThatThrownBy(() -> commands.check(wrong))
                    .as(wrong)
                    .isInstanceOfAny(AssertionError.class, ParameterException.class);
        }
    }

    @Test
    void begin_with_the_two_commands() {
        List<String> commands = Commands.of(page("README.md"));
        assertThat(commands)
                .startsWith("./meridian drill examples/quickstart.yaml --fault region-loss:us-east-1", "./mvnw verify");
    }

    static Stream<Tree.Text> examples() {
        Stream<Tree.Text> blocks = TREE.ending(".md")
                .flatMap(file -> Markdown.blocks(file.lines()).stream()
                        .filter(block ->
                                block.language().equals("yaml") && block.text().startsWith("meridian: "))
                        .filter(_ -> !isAboutWrongFiles(file.path()))
                        .map(block -> new Tree.Text(file.path() + ":" + block.line(), block.text())));
        return Stream.concat(TREE.where(path -> path.matches("examples/.*\\.yaml")), blocks);
    }

    /// The pages of problems show a file that cannot be read; their own test holds them against the reader.
    private static boolean isAboutWrongFiles(String path) {
        return path.startsWith("docs/findings/MER-00");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void show_files_that_are_read_and_that_a_twin_can_run(Tree.Text example) {
        Blueprint blueprint = Commands.blueprint(example.path(), example.content(), List.of());
        boolean isForAssess =
                example.path().startsWith("docs/findings/") || example.path().startsWith("docs/DESCRIBE.md");
        assertThat(isForAssess || Places.of(blueprint, 1).isPresent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", GUIDE})
    void tell_the_exit_codes(String path) throws IllegalAccessException {
        List<String> codes = new ArrayList<>();
        for (Field field : ExitCode.class.getFields()) {
            codes.add(String.valueOf(field.getInt(null)));
        }
        assertThat(Markdown.words(page(path), "Exit codes")).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void tell_the_faults_and_which_of_them_need_a_time() {
        List<String> rows = Markdown.words(page(GUIDE), "Faults");
        assertThat(rows.stream().map(row -> row.split(":")[0]))
                .containsExactlyElementsOf(
                        Stream.of(Fault.Kind.values()).map(Fault.Kind::word).toList());
        Ground ground =
                new Ground(List.of(new RegionName("r"), new RegionName("a"), new RegionName("b")), Optional.empty());
        for (String row : rows) {
            String withoutTime = row.replace(":R", ":r")
                    .replace(":A-B", ":a-b")
                    .replace(":MS", "")
                    .replace(":D", "");
            assertThat(Fault.parse(withoutTime, ground) instanceof Fault.Parsed.Not)
                    .as(row)
                    .isEqualTo(row.endsWith(":D") || row.endsWith(":MS"));
        }
    }

    @Test
    void tell_the_options_of_a_drill() {
        List<String> told = Markdown.words(page(GUIDE), "Drills").stream()
                .map(word -> word.split(" ")[0])
                .toList();
        List<String> options = Commands.drill().options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp())
                .map(option -> option.longestName())
                .toList();
        assertThat(options).containsAll(told);
        assertThat(TREE.text(GUIDE)).contains(options);
    }

    @Test
    void tell_the_times_of_the_profiles() {
        List<String> profiles = List.of("quick", "default", "cautious");
        for (List<String> row : Markdown.table(page(GUIDE), "Profiles")) {
            String path = "failover." + row.getFirst().replace("`", "");
            for (int i = 0; i < profiles.size(); i++) {
                String set = "failover.profile=" + profiles.get(i);
                Blueprint blueprint =
                        Commands.blueprint("quickstart", TREE.text("examples/quickstart.yaml"), List.of(set));
                assertThat(blueprint.origins().at(path).orElseThrow().text())
                        .as(set + ", " + path)
                        .isEqualTo(row.get(i + 1));
            }
        }
    }

    @Test
    void agree_about_the_version() {
        String version = Commands.line().getCommandSpec().version()[0].replace("meridian ", "");
        assertThat(TREE.text("pom.xml")).contains("<version>" + version + "</version>");
        assertThat(TREE.text("CHANGELOG.md")).contains("\n## " + version + " ");
    }

    @Test
    void notice_the_libraries_that_are_shipped_with_their_versions() {
        Properties versions = new Properties();
        Pattern.compile("<([a-z0-9-]+)\\.version>([^<]+)</")
                .matcher(TREE.text("pom.xml"))
                .results()
                .forEach((MatchResult found) -> versions.setProperty(found.group(1), found.group(2)));
        for (String library : List.of(
                "postgres", "pgjdbc", "dnsjava", "slf4j", "jackson", "snakeyaml", "picocli", "xz", "jspecify")) {
            assertThat(TREE.text("NOTICE")).as(library).contains(" " + versions.getProperty(library));
        }
    }
}
