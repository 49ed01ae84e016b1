package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tree")
class TidyTest {
    private static final Tree TREE = Tree.here();

    private static void none(List<Finding> findings) {
        assertThat(findings).withFailMessage(() -> Finding.list(findings)).isEmpty();
    }

    @Test
    void has_no_word_that_puts_off_or_talks_down() {
        none(Tidy.words(TREE));
    }

    @Test
    void names_no_machine_and_no_registry() {
        none(Tidy.places(TREE));
    }

    @Test
    void has_no_tabs_and_no_blanks_at_the_end_and_ends_its_lines() {
        none(Tidy.blanks(TREE));
    }

    @Test
    void keeps_its_doc_lines_within_what_the_formatter_leaves_alone() {
        none(Tidy.docLines(TREE));
    }

    @Test
    void has_a_sentence_over_every_door() {
        none(Tidy.doors(TREE));
    }

    @Test
    void has_no_long_files() {
        none(Sources.longFiles(TREE));
    }

    @Test
    void has_no_long_methods() {
        none(Sources.longMethods(TREE));
    }

    @Test
    void has_no_empty_names() {
        none(Sources.names(TREE));
    }

    @Test
    void has_no_dead_links() {
        none(Links.dead(TREE));
    }

    @Test
    void names_no_document_that_is_not_there() {
        none(Links.deadMentions(TREE));
    }

    @Test
    void has_no_decision_that_nothing_leads_to() {
        none(Links.orphans(TREE));
    }

    @Test
    void that_breaks_a_rule_is_found() {
        String main = "a/src/main/java/dev/meridian/a/A.java";
        found(Tidy::words, "a.md", "one\n// TOD" + "O: two\n", 2);
        found(Tidy::places, "a.md", "see /wor" + "k/a\n", 1);
        found(Tidy::blanks, "examples/a.yaml", "a:\n\tb", 2);
        found(Tidy::docLines, main, "\n/// " + "long ".repeat(30) + "\n", 2);
        found(Tidy::doors, main, "class A {}\n", 1);
        found(Sources::longFiles, main, "\n".repeat(401), 401);
        found(Sources::longMethods, main, "class A {\n void a() {" + "\n".repeat(50) + "}\n}\n", 2);
        found(Sources::names, main, "\nclass OrderManager {}\n", 2);
        found(Links::dead, "docs/a.md", "# A\n[a](#a) [b](#b)\n", 2);
        found(Links::deadMentions, main, "/// docs/a.md\n", 1);
        found(Links::orphans, "docs/adr/0001-a.md", "# A\n", 1);
    }

    private static void found(Function<Tree, List<Finding>> rule, String path, String content, int line) {
        List<Finding> findings = rule.apply(Tree.of(path, content));
        assertThat(findings).isNotEmpty().allMatch(finding -> finding.line() <= line);
        assertThat(findings.getLast().line()).isEqualTo(line);
    }
}
