package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every wrong file of `src/test/resources/wrong` is answered word for word as its `.expected` says. A line
/// `# --set PATH=VALUE` or `# NAME=VALUE` at its top is an assignment. After a change of words, run the test with
/// `-Dmeridian.golden.update=true` and read the difference.
class AWrongFileTest {
    private static final Path WRONG = Golden.HOME.resolve("topology/src/test/resources/wrong");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(WRONG)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void is_answered_with_every_problem_at_its_place(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Reading reading = TopologyReader.read(file.getFileName().toString(), content, assignments(content));
        String answer = reading.problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
        Path expected = Path.of(file.toString().replace(".yaml", ".expected"));
        assertThat(reading.topology()).isEmpty();
        Golden.check(expected, answer);
    }

    private static List<Assignment> assignments(byte[] content) {
        List<Assignment> found = new ArrayList<>();
        for (String line : new String(content, StandardCharsets.ISO_8859_1).split("\n")) {
            if (line.startsWith("# --set ")) {
                found.add(new Assignment.Set(found.size() + 1, line.substring(8)));
            } else if (line.startsWith("# MERIDIAN__")) {
                String[] parts = line.substring(2).split("=", 2);
                found.add(new Assignment.Variable(parts[0], parts[1]));
            }
        }
        return found;
    }

    @Test
    void of_more_than_a_mebibyte_is_refused_without_being_read() {
        assertThat(ids(new byte[(1 << 20) + 1])).containsExactly("MER-0003");
    }

    @Test
    void with_aliases_that_would_fill_the_memory_is_refused_at_once() {
        StringBuilder bomb = new StringBuilder("meridian: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]%n".formatted(i, i, String.join(", ", List.of(alias, alias, alias, alias))));
        }
        assertThat(ids(bomb.toString())).contains("MER-0008");
    }

    @Test
    void that_is_too_deep_or_too_long_is_refused_at_the_limit() {
        assertThat(ids("a: " + "[".repeat(500_000))).containsExactly("MER-0004");
        assertThat(ids("{a: ".repeat(100_000))).containsExactly("MER-0004");
        assertThat(ids("a: [" + "1,".repeat(200_000) + "1]")).containsExactly("MER-0004");
    }

    @Test
    void of_ten_thousand_mistakes_shows_the_first_hundred() {
        StringBuilder text =
                new StringBuilder("meridian: 1\napplication: a\nregions: {us-east-1: {role: primary}}\nservices:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  s").append(i).append(": {dependsOn: {t").append(i).append(": hard}}\n");
        }
        assertThat(ids(text.toString())).hasSize(101).contains("MER-0099");
    }

    @Test
    void with_a_chain_of_dependencies_as_long_as_the_file_is_read_without_a_stack_overflow() {
        StringBuilder text =
                new StringBuilder("meridian: 1\napplication: a\nregions: {us-east-1: {role: primary}}\nservices:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  s")
                    .append(i)
                    .append(": {dependsOn: {s")
                    .append((i + 1) % 10_000)
                    .append(": hard}}\n");
        }
        assertThat(ids(text.toString())).containsExactly("MER-0036");
        assertThat(read(text.toString().getBytes(StandardCharsets.UTF_8))
                        .getFirst()
                        .what())
                .endsWith("s0 → s1 → s2 → s3 → (9,995 more) → s9999 → s0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "9", "a.", "/x", "2 of 3"})
    void with_a_value_of_two_hundred_thousand_characters_is_answered_in_a_few_lines(String piece) {
        String value = '"' + piece.repeat(200_000 / piece.length()) + '"';
        String text = "meridian: VALUE\napplication: VALUE\nregions: {us-east-1: {role: VALUE, capacity: VALUE}}\n"
                + "services: {web: {port: VALUE, replicas: VALUE, health: VALUE, dependsOn: {orders: VALUE}}}\n"
                + "data: {orders: {kind: VALUE, primary: VALUE, in: VALUE}}\ntraffic: {ttl: VALUE, entrances: {w: VALUE}}\n"
                + "failover: {hold: VALUE, lease: {drift: VALUE}, triggers: {t: {agree: VALUE, act: VALUE}}}\n"
                + "waivers: {w: {finding: VALUE, at: VALUE, expires: VALUE}}\n";
        for (int at = text.indexOf("VALUE"); at >= 0; at = text.indexOf("VALUE", at + 1)) {
            String one = text.substring(0, at) + value + text.substring(at + 5);
            List<Problem> problems = read(one.replace("VALUE", "x").getBytes(StandardCharsets.UTF_8));
            assertThat(problems)
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.text()).hasSizeLessThan(2_000));
        }
    }

    /// What a message says about the value, and what it says to write.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failover: {hold: -1s}                   | it is negative                    | `1s`
            failover: {hold: 99999999h}             | beyond the limit of 11,574 days   | waits for
            failover: {hold: 30s1h}                 | larger units stand first          | `1h30m`
            failover: {hold: 30}                    | it has no unit                    | `30s`
            failover: {hold: 5 S}                   | cannot be `5 S`                   | `5s`
            services: {w: {replicas: 10..3}}        | it begins at 10 and ends at 3     | `3..10`
            services: {w: {port: 70000}}            | it is above 65535                 | 65535
            services: {w: {shared: maybe}}          | cannot be `maybe`                 | `true` or `false`
            services: {w: {shared: no}}             | cannot be `no`                    | `false`
            data: {d: {kind: redis, zones: 0..2}}   | it begins below 1                 | `1` or more
            objectives: {availability: 101%}        | it is more than 100%              | `100%`
            objectives: {availability: -5%}         | it is negative                    | `5%`
            objectives: {availability: 99.99999999999999999999%} | more than nine decimals | `99.999999999%`
            waivers: {w: {finding: MER-0107, reason: r, expires: 2027-02-31}} | 2027-02 has 28 days | `2027-02-28`
            waivers: {w: {finding: MER-0107, reason: r, expires: 2027-13-01}} | there is no month 13 | `2027-03-31`
            traffic: {entrances: {w: 10.0.0.1}}     | it is an address                  | name
            traffic: {entrances: {w: a..b.com}}     | nothing between two dots          | `a.b.com`
            """)
    void with_a_wrong_value_says_what_is_wrong_with_this_one(String line, String what, String fix) {
        List<Problem> problems = read(("meridian: 1\napplication: a\nregions: {us-east-1: {role: primary}}\n" + line)
                .getBytes(StandardCharsets.UTF_8));
        assertThat(problems).extracting(Problem::id).containsExactly("MER-0024");
        assertThat(problems.getFirst().what()).contains(what);
        assertThat(problems.getFirst().fix()).contains(fix);
    }

    @Test
    void of_more_regions_or_environments_than_a_file_may_have_is_refused_at_the_first_too_many() {
        for (int count : List.of(251, 20_000)) {
            StringBuilder text = new StringBuilder("meridian: 1\napplication: a\nregions:\n");
            for (int i = 0; i < count; i++) {
                text.append("  no-such-region-").append(i).append(": {role: standby}\n");
            }
            byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(read(content))
                    .extracting(problem -> problem.id() + " " + problem.where().text())
                    .containsExactly("MER-0016 x.yaml:254:3");
        }
        String environments =
                IntStream.range(0, 101).mapToObj(i -> "e" + i + ": {}").collect(Collectors.joining(", "));
        assertThat(ids("meridian: 1\napplication: a\nregions: {us-east-1: {role: primary}}\nenvironments: {"
                        + environments + "}\n"))
                .containsExactly("MER-0016");
    }

    @Test
    void with_a_character_that_yaml_has_no_place_for_is_refused_where_it_stands() {
        for (int character : new int[] {0x9B, 0xFFFF, 0xFFFE, 1}) {
            String text = "meridian: 1\n# \u00e9" + Character.toString(character) + "\n";
            Problem problem = read(text.getBytes(StandardCharsets.UTF_8)).getFirst();
            assertThat(problem.id() + " " + problem.where().text()).isEqualTo("MER-0001 x.yaml:2:4");
            assertThat(problem.what()).contains(character == 1 ? "byte 0x01" : "U+" + "%04X".formatted(character));
        }
        assertThat(ids("---\n")).containsExactly("MER-0005");
        assertThat(ids("# nothing\n---\n...\n")).containsExactly("MER-0005");
    }

    @Test
    void of_bytes_in_another_encoding_is_refused_where_the_first_one_stands() {
        assertThat(read("meridian: 1 # caf\u00e9".getBytes(StandardCharsets.ISO_8859_1))
                        .getFirst()
                        .where()
                        .text())
                .isEqualTo("x.yaml:1:18");
        assertThat(ids(new byte[] {0x7F, 'E', 'L', 'F', 0, 1})).containsExactly("MER-0001");
        assertThat(ids(new byte[] {(byte) 0xFF, (byte) 0xFE, 'm', 0})).containsExactly("MER-0002");
        assertThat(ids(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'm'})).containsExactly("MER-0002");
        assertThat(read(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0, 'm', 0, 0, 0})
                        .getFirst()
                        .what())
                .endsWith("of UTF-32");
        assertThat(ids(new byte[0])).containsExactly("MER-0005");
    }

    private static List<String> ids(String text) {
        return ids(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> ids(byte[] content) {
        return read(content).stream().map(Problem::id).distinct().toList().size() == 1
                ? List.of(read(content).getFirst().id())
                : read(content).stream().map(Problem::id).toList();
    }

    private static List<Problem> read(byte[] content) {
        return TopologyReader.read("x.yaml", content, List.of()).problems();
    }
}
