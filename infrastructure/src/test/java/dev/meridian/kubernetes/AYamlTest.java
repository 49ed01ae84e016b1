package dev.meridian.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import dev.meridian.yaml.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A document")
class AYamlTest {
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
