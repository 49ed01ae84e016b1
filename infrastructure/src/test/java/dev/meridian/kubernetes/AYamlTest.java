package dev.meridian.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import dev.meridian.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A document")
class AYamlTest {
    private static final List<String> LETTERS = List.of(
            "a", "web", "no", "1", "-", " ", "\n", "line\n", " \n", "\n\n", "\t", "#", ":", ": ", "\"", "'", "\\", "é",
            "😀", "\u2028", "\u0085", "\u0007", "{", "[", "|", ">", "%", "/", "=", "\r\n", "\r", "*", "&", "?", ",");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no", "Yes", "on", "OFF", "null", "~", "true", "1", "1e3", "0x1F", "012", "1_000", "12:30:45", ".5",
                "2026-11-23", "", " x", "a: b", "a #b", "- a", "*a", "&a", "!a", "%a", "@a", "{a}", "[a]", "a\nb",
                "\"a\"", "'", "=", "<<", ".inf", ".NaN", "0.0.0.0/0", "1Mib", "{{ .server }}"
            })
    void has_quotes_around_a_text_that_somebody_takes_for_something_else(String text) {
        String yaml = Yaml.text(List.of(Fields.of().set("a", text)));
        assertThat(yaml).startsWith("a: \"");
        assertThat(Kinds.documents(yaml)).isEqualTo(List.of(Map.of("a", text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "RollingUpdate",
                "/health",
                "250m",
                "2Gi",
                "25%",
                "ghcr.io/acme/web:v1.4",
                "TABLES_PORT=5432",
                "us-east-1"
            })
    void has_no_quotes_where_nobody_needs_them(String text) {
        String yaml = Yaml.text(List.of(Fields.of().set("a", text)));
        assertThat(yaml).doesNotContain("\"");
        assertThat(Kinds.documents(yaml)).isEqualTo(List.of(Map.of("a", text)));
    }

    /// Whatever is in it, of every form there is: a parser has back what was put in.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void is_read_as_what_it_was(long seed) {
        Random chance = new Random(seed);
        for (int i = 0; i < 250; i++) {
            Map<String, Object> meant = new LinkedHashMap<>();
            String yaml = Yaml.text(List.of(fields(chance, 4, meant)));
            assertThat(Kinds.documents(yaml)).as(yaml).isEqualTo(List.of(meant));
        }
    }

    private static Fields fields(Random chance, int depth, Map<String, Object> meant) {
        Fields fields = Fields.of();
        int size = chance.nextInt(4);
        for (int i = 0; i < size; i++) {
            String name = words(chance);
            if (!meant.containsKey(name)) {
                List<Object> value = new ArrayList<>();
                Value written = value(chance, depth - 1, value);
                fields = chance.nextInt(3) == 0
                        ? fields.set(
                                name,
                                written,
                                "why ".repeat(1 + chance.nextInt(60)).strip())
                        : fields.set(name, written);
                meant.put(name, value.getFirst());
            }
        }
        return fields;
    }

    private static Value value(Random chance, int depth, List<Object> meant) {
        switch (depth == 0 ? chance.nextInt(3) : chance.nextInt(6)) {
            case 0 -> {
                long number = chance.nextInt();
                meant.add((int) number);
                return new Value.Whole(number);
            }
            case 1 -> {
                boolean flag = chance.nextBoolean();
                meant.add(flag);
                return new Value.Flag(flag);
            }
            case 2, 3 -> {
                String text = words(chance);
                meant.add(text);
                return Value.text(text);
            }
            case 4 -> {
                List<Object> all = new ArrayList<>();
                List<Value> items = new ArrayList<>();
                for (int i = chance.nextInt(4); i > 0; i--) {
                    items.add(value(chance, depth - 1, all));
                }
                meant.add(all);
                return Value.items(items);
            }
            default -> {
                Map<String, Object> all = new LinkedHashMap<>();
                Fields fields = fields(chance, depth, all);
                meant.add(all);
                return fields;
            }
        }
    }

    private static String words(Random chance) {
        StringBuilder words = new StringBuilder();
        for (int i = chance.nextInt(5); i > 0; i--) {
            words.append(LETTERS.get(chance.nextInt(LETTERS.size())));
        }
        return words.toString();
    }

    @Test
    void says_why_above_what_it_says() {
        Fields fields = Fields.of()
                .set("a", Value.items(Fields.of().set("b", 1).set("c", Value.text("d"), "Because of e.")))
                .set("f", Fields.of());
        assertThat(Yaml.text(List.of(fields, Fields.of().set("g", false)))).isEqualTo("""
                a:
                  - b: 1
                    # Because of e.
                    c: d
                f: {}
                ---
                g: false
                """);
    }
}
