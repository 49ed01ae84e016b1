package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// The schema is what the reference and the published JSON Schema are made of, so it has to be true in itself.
class ASchemaTest {
    @Test
    void has_an_example_and_a_default_that_its_own_types_accept() {
        each(SchemaV1.ROOT, "", (path, key) -> {
            Optional<Shape.Type> type = type(key.shape());
            type.ifPresent(known -> {
                String example = key.example().replaceAll("^[\\[\"]|[\\]\"]$", "");
                for (String item : example.split(", ", -1)) {
                    assertThat(accepts(known, item)).as(path + ": " + item).isTrue();
                }
                key.silent()
                        .ifPresent(value -> assertThat(accepts(known, value))
                                .as(path + " by default " + value)
                                .isTrue());
            });
        });
    }

    @Test
    void says_one_sentence_about_each_key() {
        each(SchemaV1.ROOT, "", (path, key) -> assertThat(key.doc()).as(path).matches("[A-Z].*\\."));
    }

    @Test
    void has_no_key_that_yaml_reads_as_something_else_and_at_most_one_headline_per_block() {
        List<String> traps = List.of("on", "off", "yes", "no", "y", "n", "true", "false", "null");
        each(SchemaV1.ROOT, "", (path, key) -> {
            assertThat(traps).as(path).doesNotContain(key.name());
            if (key.shape() instanceof Shape.Block block) {
                assertThat(block.keys().values().stream()
                                .filter(Shape.Key::headline)
                                .count())
                        .as(path)
                        .isLessThanOrEqualTo(1);
            }
        });
    }

    /// A variable carries neither case nor signs, so two keys of one block must not differ in these alone.
    @Test
    void has_keys_that_a_variable_can_tell_apart() {
        each(SchemaV1.ROOT, "", (path, key) -> {
            if (key.shape() instanceof Shape.Block block) {
                assertThat(block.keys().keySet().stream().map(name -> name.toUpperCase(Locale.ROOT)))
                        .as(path)
                        .doesNotHaveDuplicates();
            }
        });
    }

    @Test
    void gives_no_number_of_a_problem_twice() {
        assertThat(Arrays.stream(ProblemId.values()).map(ProblemId::text)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ProblemId.values()).map(ProblemId::meaning)).allMatch(text -> text.endsWith("."));
    }

    @Test
    void knows_its_defaults_by_path() {
        assertThat(Defaults.at("traffic.ttl")).contains("30s");
        assertThat(Defaults.at("services.web.port")).contains("8080");
        assertThat(Defaults.at("applications.shop.failover.mode")).contains("approved");
        assertThat(Defaults.at("failover.hold")).isEmpty();
    }

    /// Whoever reads the published schema must never be refused what the reader takes.
    @Test
    void has_forms_whose_pattern_takes_what_the_reader_takes() {
        each(
                SchemaV1.ROOT,
                "",
                (path, key) -> type(key.shape())
                        .filter(Form.class::isInstance)
                        .map(Form.class::cast)
                        .ifPresent(form -> assertThat(key.example()
                                        .replaceAll("^[\\[\"]|[\\]\"]$", "")
                                        .split(", "))
                                .as(path)
                                .allMatch(item -> item.matches(form.regex()))));
        RandomFile random = new RandomFile(new Random(1));
        for (Form form : Form.values()) {
            for (int i = 0; i < 100; i++) {
                String text = random.scalar(form).replaceAll("^\"|\"$", "");
                assertThat(form.accepts(text)).as(form + " " + text).isTrue();
                assertThat(text).as(form.name()).matches(form.regex());
            }
        }
    }

    private static Optional<Shape.Type> type(Shape shape) {
        return switch (shape) {
            case Shape.Value(Shape.Type type) -> Optional.of(type);
            case Shape.Values(Shape.Type type) -> Optional.of(type);
            case Shape.Either(Shape _, Shape.Block _) -> Optional.empty();
            case Shape.Either(Shape plain, Shape _) -> type(plain);
            case Shape.Block _, Shape.Named _, Shape.Overrides _ -> Optional.empty();
        };
    }

    private static boolean accepts(Shape.Type type, String text) {
        return switch (type) {
            case Shape.Word(List<String> words, List<String> _) -> words.contains(text);
            case Form form -> form.accepts(text);
            case Shape.Reference _ -> !text.isBlank();
        };
    }

    private static void each(Shape.Block block, String path, BiConsumer<String, Shape.Key> visit) {
        block.keys().forEach((name, key) -> {
            String inside = Walk.inside(path, name);
            visit.accept(inside, key);
            switch (key.shape()) {
                case Shape.Block deeper -> each(deeper, inside, visit);
                case Shape.Named named
                when named.of() instanceof Shape.Block of -> each(of, inside + "." + of.name(), visit);
                case Shape.Either(Shape _, Shape.Named named)
                when named.of() instanceof Shape.Block of -> each(of, inside + "." + of.name(), visit);
                case Shape.Either(Shape _, Shape.Block deeper) -> each(deeper, inside, visit);
                case Shape.Named _, Shape.Value _, Shape.Values _, Shape.Either _, Shape.Overrides _ -> {}
            }
        });
    }
}
