package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import dev.meridian.assess.Acceptance;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ABaselineTest {
    private static final String RIGHT = """
            {"schemaVersion": "1", "accepted": [
              {"finding": "MER-0107", "at": "data.search", "reason": "made again", "expires": "2027-03-31", "by": "j"},
              {"reason": "known", "expires": "2027-01-01", "finding": "MER-0101"}
            ]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final List<Problem> problems = new ArrayList<>();

    private Baseline read(String text) throws IOException {
        Path file = directory.resolve("baseline.json");
        Files.writeString(file, text);
        return Baseline.read(file, problems);
    }

    @Test
    void names_what_it_accepts_by_its_place() throws IOException {
        Baseline baseline = read(RIGHT);
        String file = directory.resolve("baseline.json").toString();
        assertThat(problems).isEmpty();
        assertThat(ADocumentTest.schema("baseline").validate(RIGHT, InputFormat.JSON))
                .isEmpty();
        assertThat(baseline.acceptances())
                .containsExactly(
                        new Acceptance(
                                file + ":2:15",
                                "MER-0107",
                                Optional.of("data.search"),
                                "made again",
                                LocalDate.of(2027, 3, 31),
                                Optional.of("j")),
                        new Acceptance(
                                file + ":3:59",
                                "MER-0101",
                                Optional.empty(),
                                "known",
                                LocalDate.of(2027, 1, 1),
                                Optional.empty()));
        assertThat(baseline.spots()).containsOnlyKeys(file + ":2:15", file + ":3:59");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | 1:1  | the file says nothing",
                "{                             | 2:1  | not JSON",
                "[]                            | 1:1  | not an object",
                "{\"schemaVersion\": \"1\"}   | 1:1  | no `accepted`",
                "{\"schemaVersion\": \"2\", \"accepted\": []} | 1:19 | version 2",
                "{\"schemaVersion\": 1, \"accepted\": []} | 1:19 | `schemaVersion` is not a text",
                "{\"schemaVersion\": \"1\", \"accepted\": {}} | 1:36 | `accepted` is not a list",
                "{\"schemaVersion\": \"1\", \"accepted\": [], \"acepted\": []} | 1:40 | `acepted` is not a key",
                "{\"schemaVersion\": \"1\", \"accepted\": [1]} | 1:37 | not an object",
                "{\"schemaVersion\": \"1\", \"accepted\": []} x | 1:40 | not JSON",
                "{\"schemaVersion\": \"1\", \"accepted\": [], \"accepted\": []} | 1:40 | `accepted` stands twice",
            })
    void that_is_wrong_says_where(String text, String place, String what) throws IOException {
        assertThat(read(text.strip() + "\n").acceptances()).isEmpty();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains(":" + place + ": error MER-0081", what));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"reason\": \"x\", \"expires\": \"2027-03-31\" | the entry has no `finding`",
                "\"finding\": \"MER-0107\", \"expires\": \"2027-03-31\" | the entry has no `reason`",
                "\"finding\": \"MER-0107\", \"reason\": \"x\" | the entry has no `expires`",
                "\"finding\": \"MER-0999\", \"reason\": \"x\", \"expires\": \"2027-03-31\" | there is no finding `MER-0999`",
                "\"finding\": \"MER-0107\", \"reason\": \" \", \"expires\": \"2027-03-31\" | `reason` says nothing",
                "\"finding\": \"MER-0107\", \"reason\": \"x\", \"expires\": \"2027-02-30\" | `2027-02-30` is not a date",
                "\"finding\": \"MER-0107\", \"reason\": \"x\", \"expires\": \"2027-03-31\", \"at\": null | `at` is not a text",
                "\"finding\": \"MER-0107\", \"reason\": \"x\", \"expires\": \"2027-03-31\", \"til\": \"x\" | `til` is not a key",
            })
    void of_an_entry_that_is_wrong_accepts_nothing(String entry, String what) throws IOException {
        assertThat(read("{\"schemaVersion\": \"1\", \"accepted\": [{" + entry + "}]}")
                        .acceptances())
                .isEmpty();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains(what);
            assertThat(problem.excerpt()).isPresent();
            assertThat(problem.why()).isNotBlank();
            assertThat(problem.fix()).isNotBlank();
        });
    }

    @Test
    void has_all_its_problems_told_in_their_order() throws IOException {
        read("""
                {"schemaVersion": "1", "accepted": [
                  {"finding": "MER-0999", "reason": "", "expires": "soon", "til": "x"}
                ]}
                """);
        assertThat(problems.stream().map(problem -> problem.where().text().replaceAll(".*json:", "")))
                .containsExactly("2:15", "2:37", "2:52", "2:60");
    }

    @Test
    void that_nobody_can_have_read_is_refused() throws IOException {
        read(" ".repeat(2 << 20));
        assertThat(problems).extracting(Problem::what).containsExactly("the baseline has more than 1 MiB");
    }
}
