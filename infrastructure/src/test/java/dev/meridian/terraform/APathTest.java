package dev.meridian.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A path in an expression")
class APathTest {
    private static List<String> texts(String expression) {
        return Path.in(expression).stream().map(Path::text).toList();
    }

    private static List<List<String>> words(String expression) {
        return Path.in(expression).stream().map(Path::words).toList();
    }

    @Test
    void has_words_and_what_is_in_brackets_is_none_of_them() {
        assertThat(words("aws_vpc.main.id")).containsExactly(List.of("aws_vpc", "main", "id"));
        assertThat(words("aws_subnet.private[each.key].id")).containsExactly(List.of("aws_subnet", "private", "id"));
        assertThat(words("aws_eip.out[*].public_ip")).containsExactly(List.of("aws_eip", "out", "public_ip"));
        assertThat(words("module.net-1.*.id")).containsExactly(List.of("module", "net-1", "*", "id"));
        assertThat(words("names[0]")).containsExactly(List.of("names"));
    }

    @Test
    void stands_anywhere_in_it_and_is_told_from_words_and_numbers() {
        assertThat(texts("cidrsubnet(var.range, 4, local.zone + 1.5)")).containsExactly("var.range", "local.zone");
        assertThat(texts("2*var.size")).containsExactly("var.size");
        assertThat(texts("x*var.size")).containsExactly("var.size");
        assertThat(texts("[for one in local.all : one.name]")).containsExactly("local.all", "one.name");
        assertThat(texts("toset(\"alone\")")).isEmpty();
    }

    @Test
    void ends_where_nothing_follows_a_dot_or_a_bracket() {
        assertThat(texts("var.size. and local.a[0")).containsExactly("var.size", "local.a");
        assertThat(texts("alone. and alone[0")).isEmpty();
    }
}
