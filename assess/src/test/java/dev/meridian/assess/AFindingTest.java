package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Problem;
import dev.meridian.topology.ProblemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every rule has a file that triggers it, the smallest that does, and a page made of both. After a change of
/// words run the test with `-Dmeridian.golden.update=true` and read the difference.
class AFindingTest {
    private static final Path FILES = Read.HOME.resolve("assess/src/test/resources/findings");
    private static final Path PAGES = Read.HOME.resolve("docs/findings");

    /// Warnings that a fix brings with it, because it trades one risk for another and says so: a commit that waits
    /// for all standbys stops with any of them, and the lease of an asynchronous store is ended by its own
    /// machine.
    private static final SequencedMap<Rule, String> TRADED = new LinkedHashMap<>();

    static {
        TRADED.put(Rule.LOSS_NOT_PROVABLE, "MER-0159 at data.orders.replication.waitFor");
        TRADED.put(Rule.RPO_AT_RISK, "MER-0157 at data.orders.replication");
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void is_triggered_by_its_example_and_explained_on_its_page(Rule rule) throws IOException {
        Path file = FILES.resolve(rule.id() + ".yaml");
        List<Finding> found = Read.file(file).assessed().findings().stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
        assertThat(found).as("what " + file.getFileName() + " triggers").isNotEmpty();
        String page = page(rule, Files.readString(file), Files.readString(fixed(rule)), found.getFirst());
        keep(PAGES.resolve(rule.id() + ".md"), page);
    }

    /// The same file with the fix applied stands beside it: the finding is gone, no promise is judged worse, and
    /// nothing new is found except notes.
    @ParameterizedTest
    @EnumSource(Rule.class)
    void goes_away_with_its_fix_which_makes_nothing_worse(Rule rule) {
        Assessment before = Read.file(FILES.resolve(rule.id() + ".yaml")).assessed();
        Assessment after = Read.file(fixed(rule)).assessed();
        assertThat(places(after)).as("findings after the fix").noneMatch(place -> place.startsWith(rule.id()));
        assertThat(places(after))
                .filteredOn(place -> !place.equals(TRADED.get(rule)))
                .as("new errors and warnings")
                .isSubsetOf(milder(places(before)));
        SequencedMap<String, Verdict> verdicts = verdicts(before);
        verdicts(after)
                .forEach((promise, verdict) -> assertThat(verdict)
                        .as(promise)
                        .isLessThanOrEqualTo(verdicts.getOrDefault(promise, Verdict.UNATTAINABLE)));
    }

    private static Path fixed(Rule rule) {
        return FILES.resolve(rule.id() + ".fixed.yaml");
    }

    private static List<String> places(Assessment assessment) {
        return assessment.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .map(finding -> finding.rule().id() + " at " + finding.at())
                .toList();
    }

    /// With the milder finding about a promise beside each one that says that the promise cannot hold.
    private static List<String> milder(List<String> places) {
        return places.stream()
                .flatMap(place -> Stream.of(
                        place,
                        place.replace(Rule.RTO_UNATTAINABLE.id(), Rule.RTO_AT_RISK.id())
                                .replace(Rule.RPO_UNATTAINABLE.id(), Rule.RPO_AT_RISK.id()),
                        place.replace(Rule.RTO_UNATTAINABLE.id(), Rule.FIGURE_UNKNOWN.id())
                                .replace(Rule.RPO_UNATTAINABLE.id(), Rule.FIGURE_UNKNOWN.id())))
                .toList();
    }

    private static SequencedMap<String, Verdict> verdicts(Assessment assessment) {
        SequencedMap<String, Verdict> verdicts = new LinkedHashMap<>();
        assessment
                .promises()
                .forEach(promise -> verdicts.merge(
                        promise.path() + " " + promise.disruption(),
                        promise.verdict(),
                        (one, other) -> one.compareTo(other) > 0 ? one : other));
        return verdicts;
    }

    /// Mistakes of structure that keep a file from being read at all; they have pages too.
    private static final List<ProblemId> OF_STRUCTURE = List.of(
            ProblemId.UNKNOWN_NAME,
            ProblemId.SILENT_REPLICATION,
            ProblemId.CYCLE,
            ProblemId.BAD_TIMES,
            ProblemId.ADDRESSES);

    @Test
    void that_keeps_a_file_from_being_read_is_explained_too() throws IOException {
        for (ProblemId id : OF_STRUCTURE) {
            String file = Files.readString(FILES.resolve(id.text() + ".yaml"));
            List<Problem> problems = Read.of(file).problems();
            assertThat(problems)
                    .as(id.text())
                    .isNotEmpty()
                    .allMatch(problem -> problem.id().equals(id.text()));
            StringBuilder page =
                    new StringBuilder("# " + id.text() + ": " + id.meaning().replaceAll("\\.$", "") + "\n\n");
            page.append(
                    "Severity: error; the file is not read until it is mended\n\n## A file that has it\n\n```yaml\n");
            page.append(file).append("```\n\n## What is said about it\n\n```text\n");
            problems.forEach(problem -> page.append(problem.text()));
            page.append("```\n\n[All findings](README.md)\n");
            keep(PAGES.resolve(id.text() + ".md"), page.toString());
        }
    }

    private static void keep(Path kept, String text) throws IOException {
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.createDirectories(PAGES);
            Files.writeString(kept, text);
        }
        assertThat(text).isEqualTo(Files.readString(kept));
    }

    @Test
    void has_a_number_of_its_own_and_no_page_is_left_over() throws IOException {
        List<String> ids = Arrays.stream(Rule.values()).map(Rule::id).toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .allMatch(name -> ids.contains(name)
                            || OF_STRUCTURE.stream().anyMatch(id -> id.text().equals(name))
                            || name.equals("README"));
        }
    }

    @Test
    void is_listed_with_all_others_on_one_page() throws IOException {
        String list =
                "# Findings\n\nWhat `meridian assess` can say, by id. Each has a page: why it matters, the smallest"
                        + " file that triggers it, and what\nis said about that file.\n\n| id | severity | what |\n|---|---|---|\n"
                        + Arrays.stream(Rule.values())
                                .map(rule -> "| [%s](%s.md) | %s | %s |"
                                        .formatted(
                                                rule.id(),
                                                rule.id(),
                                                rule.severity().text(),
                                                rule.title()))
                                .collect(Collectors.joining("\n"))
                        + "\n\nIds below MER-0100 are problems of the file itself: it is not read until they are mended. Those of"
                        + " structure:\n\n| id | what |\n|---|---|\n"
                        + OF_STRUCTURE.stream()
                                .map(id -> "| [%s](%s.md) | %s |".formatted(id.text(), id.text(), id.meaning()))
                                .collect(Collectors.joining("\n"))
                        + "\n";
        keep(PAGES.resolve("README.md"), list);
    }

    private static String page(Rule rule, String file, String fixedText, Finding finding) {
        StringBuilder page = new StringBuilder();
        page.append("# ")
                .append(rule.id())
                .append(": ")
                .append(rule.title().replaceAll("\\.$", ""))
                .append("\n\n");
        page.append("Severity: ").append(rule.severity().text()).append("\n\n");
        page.append(wrapped(rule.why())).append("\n\n");
        page.append("## A file that has it\n\n```yaml\n").append(file).append("```\n\n");
        page.append("## What is said about it\n\n");
        page.append("- **Where:** `").append(finding.at()).append("`\n");
        page.append("- **What:** ").append(finding.statement()).append('\n');
        finding.arithmetic()
                .ifPresent(sum ->
                        page.append("- **Arithmetic:** ").append(sum.text()).append('\n'));
        page.append("- **Why:** ").append(finding.why()).append('\n');
        page.append("- **Fix:** ").append(fix(finding)).append('\n');
        page.append("\n## The file after the fix\n\n```yaml\n")
                .append(fixedText)
                .append("```\n");
        page.append("\n[All findings](README.md)\n");
        return page.toString();
    }

    private static String fix(Finding finding) {
        return finding.repair()
                .map(repair -> repair.changes().stream()
                                .map(change -> "`--set '" + change.assignment() + "'`")
                                .collect(Collectors.joining(" "))
                        + ": " + repair.after())
                .orElse(finding.fix());
    }

    private static String wrapped(String text) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            if (column + word.length() > 115) {
                wrapped.append('\n');
                column = 0;
            } else if (column > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }
}
