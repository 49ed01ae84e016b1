package dev.meridian.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A document of JSON")
class AJsonTest {
    private static final String TEXT = """
            {
              "name" : "a \\"quoted\\" ü \\u0001",
              "none" : null,
              "numbers" : [ 0, -7, 4711000000000, 0.25, 1.0E-9 ],
              "flags" : [ true, false ],
              "nested" : {
                "empty" : { },
                "list" : [ ],
                "each" : [ {
                  "a" : 1
                }, {
                  "b" : [ "c" ]
                } ]
              }
            }
            """;

    @Test
    void is_written_as_it_was_read_and_as_a_mapper_reads_and_writes_it() {
        JsonMapper mapper = JsonMapper.shared();
        assertThat(Json.text(Json.tree(TEXT))).isEqualTo(TEXT);
        assertThat(Json.text(mapper.readTree(TEXT))).isEqualTo(TEXT);
        assertThat(mapper.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Json.tree(TEXT))
                        .replace(System.lineSeparator(), "\n"))
                .isEqualTo(TEXT.stripTrailing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\": }", "[1,", "{} {}", "{}]", "nul", "'a'", "99999999999999999999"})
    void is_refused_where_it_is_none(String text) {
        assertThatThrownBy(() -> Json.tree(text)).isInstanceOf(JacksonException.class);
    }
}
