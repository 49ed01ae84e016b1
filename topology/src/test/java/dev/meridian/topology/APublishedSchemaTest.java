package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `docs/schemas/topology.schema.json`, which editors read, says what the reader does, judged by a validator that
/// knows nothing of the reader.
class APublishedSchemaTest {
    private static final Path FILE = Golden.HOME.resolve("docs/schemas/topology.schema.json");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(JsonSchema.text());

    private static List<Error> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }

    @Test
    void is_the_one_in_the_documents() throws IOException {
        Golden.check(FILE, JsonSchema.text());
    }

    @Test
    void is_a_schema() {
        Schema ofSchemas = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(ofSchemas.validate(JsonSchema.text(), InputFormat.JSON)).isEmpty();
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> examples = Files.list(Golden.HOME.resolve("examples"))) {
            List<Path> found = examples.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            return Stream.concat(
                    found.stream(), Stream.of(Golden.HOME.resolve("topology/src/test/resources/everything.yaml")));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void takes_what_the_reader_takes(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isEmpty();
    }

    @Test
    void takes_whatever_the_reader_takes() {
        for (long seed = 1; seed <= 200; seed++) {
            String text = new RandomFile(new Random(seed)).text();
            assertThat(errors(text)).as(text).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "typo-in-a-key",
                "key-that-nothing-has",
                "key-in-the-wrong-place",
                "wrong-types",
                "missing-keys",
                "many-at-once",
                "empty-lists"
            })
    void refuses_what_the_reader_refuses(String name) throws IOException {
        Path file = Golden.HOME.resolve("topology/src/test/resources/wrong/" + name + ".yaml");
        assertThat(errors(Files.readString(file))).isNotEmpty();
    }

    @Test
    void marks_an_unknown_key_wherever_it_stands() {
        for (SmallFile file : SmallFile.all()) {
            if (file.key().shape() instanceof Shape.Block) {
                String wrong = file.text().replace(": {", ": {sparkle: 3, ");
                assertThat(errors(wrong)).as(wrong).isNotEmpty();
            }
        }
    }

    static Stream<SmallFile> keys() {
        return SmallFile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void has_an_example_for_each_key_that_the_reader_takes_at_its_place(SmallFile file) {
        Library anything = _ -> List.of(new Library.Part("y.yaml", "traffic: {}".getBytes(StandardCharsets.UTF_8)));
        Library.Part first = new Library.Part("x.yaml", file.text().getBytes(StandardCharsets.UTF_8));
        Reading reading = TopologyReader.read(first, anything, Optional.empty(), List.of());
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        assertThat(errors(file.text())).isEmpty();
    }
}
