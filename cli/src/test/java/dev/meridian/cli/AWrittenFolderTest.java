package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.synthesis.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The folder that `meridian synth` writes into, again and again.
@DisplayName("A written folder")
class AWrittenFolderTest {
    private static final String NETWORK = "terraform/regions/us-east-1/network.tf";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @BeforeAll
    static void layOut() throws IOException {
        Answer.layOutExamples();
    }

    private Answer synth(String... more) {
        String[] words = Stream.concat(
                        Stream.of("synth", "examples/richesreach.yaml", "-o", directory + "/out"), Stream.of(more))
                .toArray(String[]::new);
        return Answer.of(words);
    }

    private Path file(String path) {
        return directory.resolve("out").resolve(path);
    }

    private SequencedMap<String, String> all() throws IOException {
        SequencedMap<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                all.put(directory.resolve("out").relativize(path).toString(), Files.readString(path));
            }
        }
        return all;
    }

    @Test
    void has_no_name_of_another_environment_and_whoever_writes_it_is_told() {
        Answer trial = Answer.of(
                "synth", "examples/genai-demo.yaml", "--environment", "development", "-o", directory + "/trial");
        assertThat(trial.exitCode()).isZero();
        assertThat(trial.err())
                .contains(
                        "notice: examples/genai-demo.yaml:53:",
                        "`kimkao.io` is the name of production, and development says none of its own");
        assertThat(directory.resolve("trial/terraform/global/entrance-site.tf")).doesNotExist();
        Answer production = Answer.of(
                "synth", "examples/genai-demo.yaml", "--environment", "production", "-o", directory + "/production");
        assertThat(production.err().lines().filter(line -> line.startsWith("notice:")))
                .singleElement()
                .asString()
                .contains("examples/genai-demo.yaml:80:", "what rings tells nobody");
        assertThat(directory.resolve("production/terraform/global/entrance-site.tf"))
                .exists();
    }

    @Test
    void says_what_it_puts_where_the_file_forbids_it() {
        Answer answer = Answer.of("synth", "examples/pyairtable.yaml", "-o", directory + "/out");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err())
                .contains(
                        "notice: examples/pyairtable.yaml:35:",
                        "`tables` has members in us-east-1 and ap-southeast-1, where it must not be");
        assertThat(synth().err()).doesNotContain("must not be");
    }

    @Test
    void is_the_same_after_a_second_time() throws IOException {
        assertThat(synth().exitCode()).isZero();
        SequencedMap<String, String> first = all();
        Answer second = synth();
        assertThat(second.out()).contains(" same)").doesNotContain("new", "changed", "removed");
        assertThat(all()).isEqualTo(first);
    }

    @Test
    void keeps_what_somebody_changed_and_everything_else_as_it_was() throws IOException {
        synth();
        Files.writeString(file(NETWORK), Files.readString(file(NETWORK)) + "# mine\n");
        SequencedMap<String, String> before = all();
        Answer answer = synth("--set", "network.zones=2");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains(NETWORK + " is not as it was written here", "--force");
        assertThat(all()).isEqualTo(before);
        assertThat(synth("--set", "network.zones=2", "--force").exitCode()).isZero();
        assertThat(Files.readString(file(NETWORK))).doesNotContain("# mine");
    }

    @Test
    void keeps_what_was_there_before_the_first_time() throws IOException {
        Files.createDirectories(file("terraform"));
        Files.writeString(file("terraform/ORDER"), "mine\n");
        Answer answer = synth();
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("terraform/ORDER is there already, and was not written here");
        assertThat(all()).hasSize(1);
    }

    @Test
    void is_of_one_application_until_somebody_says_otherwise() throws IOException {
        synth();
        SequencedMap<String, String> before = all();
        Answer other = Answer.of("synth", "examples/pyairtable.yaml", "-o", directory + "/out");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("`richesreach` was written there, and this is `pyairtable`");
        assertThat(all()).isEqualTo(before);
        assertThat(Answer.of("synth", "examples/pyairtable.yaml", "-o", directory + "/out", "--force")
                        .exitCode())
                .isZero();
    }

    /// A merge that left its marks in the lock would otherwise give regions other addresses.
    @ParameterizedTest
    @ValueSource(strings = {"", "--force"})
    void is_left_as_it_is_while_its_lock_cannot_be_read(String more) throws IOException {
        synth();
        Files.writeString(file(Lock.NAME), "<<<<<<< HEAD\n" + Files.readString(file(Lock.NAME)));
        SequencedMap<String, String> before = all();
        Answer answer = more.isEmpty() ? synth() : synth(more);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("meridian.lock cannot be read", "git checkout meridian.lock");
        assertThat(all()).isEqualTo(before);
        assertThat(Answer.of("diff", "examples/richesreach.yaml", "--against", directory + "/out")
                        .err())
                .contains("meridian.lock cannot be read");
    }

    @Test
    void reaches_no_place_that_a_link_in_it_leads_to() throws IOException {
        Files.createDirectories(directory.resolve("elsewhere"));
        Files.createDirectories(file(""));
        Files.createSymbolicLink(file("terraform"), directory.resolve("elsewhere"));
        Answer answer = synth();
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("terraform is a link to another place");
        assertThat(directory.resolve("elsewhere")).isEmptyDirectory();
    }

    /// Found after some files are in place it would leave old and new ones side by side.
    @ParameterizedTest
    @ValueSource(strings = {"", "--force"})
    void is_left_as_it_is_where_a_file_stands_for_a_folder_or_a_folder_for_a_file(String more) throws IOException {
        Files.createDirectories(file("README.md"));
        Files.writeString(file("diagrams"), "mine\n");
        Answer answer = more.isEmpty() ? synth() : synth(more);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("out/diagrams is a file", "out/README.md is a folder");
        assertThat(all()).hasSize(1);
    }

    @Test
    void keeps_addresses_and_states_of_regions_when_one_is_put_before_them() throws IOException {
        String out = directory + "/out";
        Answer.of("synth", "examples/pyairtable.yaml", "-o", out);
        SequencedMap<String, String> before = all();
        Path file = directory.resolve("pyairtable.yaml");
        String text = Files.readString(Answer.HOME.resolve("examples/pyairtable.yaml"));
        Files.writeString(file, text.replaceFirst("\nregions:\n", "\nregions:\n  us-west-2: {role: standby}\n"));
        Answer answer = Answer.of("synth", file.toString(), "-o", out);
        assertThat(answer.exitCode()).isZero();
        SequencedMap<String, String> after = all();
        before.keySet().stream()
                .filter(path -> path.startsWith("terraform/regions/"))
                .forEach(path -> assertThat(after.get(path)).as(path).isEqualTo(before.get(path)));
        assertThat(Answer.of("diff", file.toString(), "--against", out).out()).startsWith("nothing changes in ");
    }

    @Test
    void leaves_files_of_others_alone() throws IOException {
        synth();
        Path lock = file("terraform/regions/us-east-1/.terraform.lock.hcl");
        Files.writeString(lock, "theirs\n");
        Files.writeString(file("NOTES.md"), "theirs\n");
        assertThat(synth("--set", "network.zones=2").exitCode()).isZero();
        assertThat(lock).hasContent("theirs");
        assertThat(file("NOTES.md")).hasContent("theirs");
    }

    @Test
    void loses_what_is_written_no_more_and_says_what_that_does_not_end() throws IOException {
        synth("--set", "network.peering=full-mesh");
        Answer answer = synth();
        assertThat(file("terraform/links")).doesNotExist();
        assertThat(answer.out())
                .contains("terraform/links/us-east-1--eu-west-1 is written no more; what it built is still there");
    }

    /// A run that was killed between two files leaves some new, some old ones, and the lock that it was about to
    /// write.
    @Test
    void is_completed_by_the_next_run_after_one_that_was_cut_off() throws IOException {
        synth();
        String old = Files.readString(file(Lock.NAME));
        SequencedMap<String, String> before = all();
        synth("--set", "network.zones=2");
        String cutOff = Files.readString(file(Lock.NAME));
        Files.writeString(file(Lock.NAME), old);
        Files.createDirectories(file(".meridian-synth"));
        Files.writeString(file(".meridian-synth/" + Lock.NAME), cutOff);
        assertThat(synth().exitCode()).isZero();
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void has_nothing_of_a_run_that_was_cut_off_before_it_put_anything_in_its_place() throws IOException {
        synth();
        SequencedMap<String, String> whole = all();
        Files.delete(file("terraform/regions/us-east-1/keys.tf"));
        Files.createDirectories(file(".meridian-synth/runbooks/old"));
        Files.writeString(file(".meridian-synth/runbooks/old/page.md"), "of another topology\n");
        try (Stream<Path> pages = Files.walk(file("runbooks"))) {
            for (Path page : pages.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(page);
            }
        }
        assertThat(synth().exitCode()).isZero();
        assertThat(all()).isEqualTo(whole);
    }

    @Test
    void is_all_that_a_lock_reaches() throws IOException {
        Path mine = directory.resolve("mine.txt");
        Files.writeString(mine, "mine\n");
        synth();
        String lock = Files.readString(file(Lock.NAME));
        Files.writeString(
                file(Lock.NAME),
                lock.replace("\"files\" : {", "\"files\" : {\n    \"../mine.txt\" : \"" + Lock.hash("mine\n") + "\","));
        assertThat(synth().exitCode()).isZero();
        assertThat(mine).exists();
    }

    @Test
    void shows_what_would_change_in_it_and_is_not_touched_by_that() throws IOException {
        synth();
        SequencedMap<String, String> before = all();
        Answer same = Answer.of("diff", "examples/richesreach.yaml", "--against", directory + "/out");
        assertThat(same.exitCode()).isZero();
        assertThat(same.out()).startsWith("nothing changes in ").contains("regions/us-east-1");
        Answer other = Answer.of(
                "diff",
                "examples/richesreach.yaml",
                "--against",
                directory + "/out",
                "--lines",
                "--set",
                "network.flowLogs=false");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.out())
                .contains("regions/us-east-1\n", "  - aws_flow_log.main", "nothing changes in bootstrap");
        assertThat(all()).isEqualTo(before);
        Answer nothing = Answer.of("diff", "examples/richesreach.yaml", "--against", directory + "/none");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("there is no meridian.lock in");
    }

    @Test
    void is_a_folder() throws IOException {
        Files.writeString(directory.resolve("out"), "a file");
        Answer answer = synth();
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("is no folder");
    }

    @Test
    void is_one_of_several_if_there_are_several_files() throws IOException {
        Answer answer =
                Answer.of("synth", "examples/richesreach.yaml", "examples/genai-demo.yaml", "-o", directory + "/both");
        assertThat(answer.exitCode()).isZero();
        synth();
        try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
            for (Path alone : files.filter(Files::isRegularFile).toList()) {
                Path together = directory
                        .resolve("both/richesreach")
                        .resolve(directory.resolve("out").relativize(alone));
                assertThat(together).hasSameTextualContentAs(alone);
            }
        }
        assertThat(directory.resolve("both/genai-demo/terraform/ORDER")).exists();
    }

    @Test
    void is_not_there_if_another_file_is_wrong() throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), "meridian: 1\napplication: 7up!\n");
        Answer answer = Answer.of("synth", "examples/richesreach.yaml", wrong.toString(), "-o", directory + "/both");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("wrong.yaml:");
        assertThat(directory.resolve("both")).doesNotExist();
    }

    @Test
    void is_no_place_for_two_files_of_one_name() throws IOException {
        Files.createDirectories(directory.resolve("other"));
        Path other = Files.copy(
                Answer.HOME.resolve("examples").resolve("richesreach.yaml"),
                directory.resolve("other/richesreach.yaml"));
        Answer answer = Answer.of("synth", "examples/richesreach.yaml", other.toString(), "-o", directory + "/both");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("would be written there", "one by one");
        assertThat(directory.resolve("both")).doesNotExist();
    }
}
