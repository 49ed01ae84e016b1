package dev.meridian.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Origins;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Layer;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Reading;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import dev.meridian.topology.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnExplanationTest {
    private static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));

    static Stream<Path> files() throws IOException {
        try (Stream<Path> examples = Files.list(HOME.resolve("examples"))) {
            List<Path> files =
                    new ArrayList<>(examples.filter(file -> file.toString().endsWith(".yaml"))
                            .sorted()
                            .toList());
            files.add(HOME.resolve("topology/src/test/resources/everything.yaml"));
            return files.stream();
        }
    }

    /// A file that was read, with its lines.
    private record Read(Topology topology, Blueprint blueprint, List<String> lines) {
        static Read of(String name, String text, Optional<String> environment, String... sets) {
            List<Assignment> assignments = new ArrayList<>();
            for (String set : sets) {
                assignments.add(new Assignment.Set(assignments.size() + 1, set));
            }
            Reading reading =
                    TopologyReader.read(name, text.getBytes(StandardCharsets.UTF_8), environment, assignments);
            assertThat(reading.problems()).isEmpty();
            Topology topology = reading.topology().orElseThrow();
            return new Read(
                    topology,
                    Blueprints.resolve(topology).blueprint().orElseThrow(),
                    text.lines().toList());
        }

        Explanation explanation() {
            return new Explanation(topology, blueprint);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void names_an_origin_that_exists_for_every_value(Path file) throws IOException {
        Read read = Read.of(file.toString(), Files.readString(file), Optional.empty());
        List<Explained> all = read.explanation().all();
        assertThat(all).extracting(Explained::path).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(Explained::path)
                .containsAll(read.topology().sources().all().keySet())
                .containsAll(read.blueprint().origins().values().keySet());
        for (Explained value : all) {
            assertThat(value.text().isBlank()).as(value.path()).isEqualTo(isOfNobody(value));
            assertThat(value.sayings().getFirst().use()).isEqualTo(Explained.Use.IN_FORCE);
            for (Explained.Saying saying : value.sayings()) {
                exists(read, value, saying);
            }
        }
    }

    private static boolean isOfNobody(Explained value) {
        return value.path().endsWith(".application") && value.origin().equals(new Origin.Derived("shared by several"));
    }

    private static void exists(Read read, Explained value, Explained.Saying saying) {
        switch (saying.origin()) {
            case Origin.Declared(Where.InFile where, Layer _) -> isWritten(read, value, saying, where);
            case Origin.Derived(String rule) ->
                assertThat(rule).as(value.path()).isNotBlank();
            case Origin.Sourced(String source) ->
                assertThat(source).as(value.path()).isNotBlank();
            case Origin.Profile(String name) -> assertThat(name).isIn("quick", "default", "cautious");
            case Origin.Default(int version) -> assertThat(version).isEqualTo(1);
            case Origin.Assigned(String label) -> assertThat(label).isNotBlank();
        }
    }

    /// At the place stands the value, or, where the blueprint made something else of it, what was made of.
    private static void isWritten(Read read, Explained value, Explained.Saying saying, Where.InFile where) {
        assertThat(where.line()).as(value.path()).isBetween(1, read.lines().size());
        String line = read.lines().get(where.line() - 1);
        assertThat(where.column()).as(value.path()).isBetween(1, line.length());
        String written = line.substring(where.column() - 1);
        List<String> texts = new ArrayList<>(List.of(saying.text()));
        read.topology().sources().all().values().stream()
                .filter(setting -> setting.origin().equals(saying.origin()))
                .map(Setting::text)
                .forEach(texts::add);
        assertThat(texts).as(value.path() + ", where the file has " + written).anyMatch(text -> begins(written, text));
    }

    /// As it is written: plain or in quotes, a list in brackets, as its only item, or with its first item
    /// below.
    private static boolean begins(String written, String text) {
        String plain = written.replaceFirst("^(- +)?[\"']?", "");
        String first = text.replaceFirst("^\\[\"?", "").replaceFirst("[\",\\]].*$", "");
        return written.startsWith("|")
                || written.startsWith(">")
                || plain.startsWith(text)
                || (text.startsWith("[")
                        && plain.replaceFirst("^\\[ *[\"']?", "").startsWith(first));
    }

    @ParameterizedTest
    @MethodSource("files")
    void of_a_block_has_the_values_in_it_as_all_has_them(Path file) throws IOException {
        Explanation explanation = Read.of(file.toString(), Files.readString(file), Optional.empty())
                .explanation();
        for (Explained value : explanation.all()) {
            assertThat(explanation.at(value.path())).isInstanceOfSatisfying(Explanation.Answer.Found.class, found -> {
                assertThat(found.value()).contains(value);
            });
            int dot = value.path().lastIndexOf('.');
            String block = dot < 0 ? "" : value.path().substring(0, dot);
            assertThat(explanation.at(block))
                    .isInstanceOfSatisfying(
                            Explanation.Answer.Found.class,
                            found -> assertThat(found.below()).contains(value));
        }
    }

    private static final String LAYERED = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby, overrides: {services: {web: {replicas: 5}}}}
            services: {web: {replicas: 3}}
            failover: {profile: quick}
            environments: {staging: {overrides: {services: {web: {replicas: 1}}, failover: {hold: 2s}}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services.web.replicas            |        |             | 3     | file",
                "services.web.replicas@eu-west-1  |        |             | 5     | region eu-west-1, file",
                "services.web.replicas@us-east-1  |        |             | 3     | file",
                "services.web.replicas@eu-west-1  | staging |            | 1     | environment staging, region eu-west-1, file",
                "services.web.replicas@eu-west-1  | staging | services.web.replicas=4 | 4"
                        + " | command line, environment staging, region eu-west-1, file",
                "services.web.replicas            |        | services.web.replicas@eu-west-1=9 | 3 | file",
                "services.web.replicas@eu-west-1  |        | services.web.replicas@eu-west-1=9 | 9"
                        + " | command line, region eu-west-1, file",
                "failover.hold                    |        |             | 300ms | profile",
                "failover.hold                    | staging |            | 2s    | environment staging, profile",
                "failover.hold                    | staging | failover.hold=1s | 1s"
                        + " | command line, environment staging, profile",
                "services.web.port                |        |             | 8080  | default",
                "services.web.port                |        | services.web.port=80 | 80 | command line, default",
                "regions.eu-west-1.metro          |        |             | ie-dublin | sourced",
                "failover.targets                 |        |             | [eu-west-1] | derived",
            })
    void lists_the_layers_that_compete_with_the_strongest_first(
            String path, String environment, String set, String value, String layers) {
        Read read = Read.of(
                "shop.yaml",
                LAYERED,
                Optional.ofNullable(environment),
                set == null ? new String[0] : new String[] {set});
        Explained found =
                ((Explanation.Answer.Found) read.explanation().at(path)).value().orElseThrow();
        assertThat(found.text()).isEqualTo(value);
        assertThat(found.sayings().stream().map(Explained.Saying::layer)).containsExactly(layers.split(", "));
    }

    @Test
    void says_what_a_derived_value_was_made_of() {
        Read read = Read.of(
                "shop.yaml",
                LAYERED + "#",
                Optional.empty(),
                "failover.control.in=us-east-1",
                "failover.witness=us-west-2");
        Explained found = ((Explanation.Answer.Found) read.explanation().at("failover.control.in"))
                .value()
                .orElseThrow();
        assertThat(found.text()).isEqualTo("[us-east-1, us-west-2]");
        assertThat(found.sayings())
                .extracting(Explained.Saying::use)
                .containsExactly(Explained.Use.IN_FORCE, Explained.Use.USED);
        assertThat(read.blueprint().origins().at("failover.control.in").map(Origins.Value::origin))
                .contains(found.origin());
    }
}
