package dev.meridian.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Span;
import dev.meridian.units.Durations;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// The page of the tables, generated from them. After a change run with `-Dmeridian.golden.update=true` and read
/// the difference.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AMechanismPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("meridian.home", "..")).resolve("docs/MECHANISMS.md");

    private static final String TOP = """
        # Mechanisms, service levels, health checks and versions

        The facts that `assess` reckons with, generated from the tables in the code. A fact of one provider is never used
        for another one. Anything that is not here is unknown: `assess` says so and names the key to declare, such as
        `replication.lag`, `takes` of a step, `backup.restoreTakes` or `sla`; a declared value stands above each of these.
        Times are *best to planned*; `or more` means that no publication bounds it. A planning value that a source does
        not state is Meridian's and says so. The month is the one in which a source was looked up; `(recalled, not
        verified)` marks a source that was cited from memory.
        """;

    @Test
    void has_each_row_of_the_tables() throws IOException {
        String page = page();
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(Files.readString(PAGE));
    }

    private static String page() {
        StringBuilder page = new StringBuilder(TOP);
        for (Provider provider : Provider.values()) {
            List<Mechanism> rows = Mechanisms.all().stream()
                    .filter(row -> row.provider() == provider)
                    .toList();
            page.append("\n## Mechanisms: ").append(provider.text()).append("\n\n");
            table(
                    page,
                    List.of(
                            "store kinds",
                            "mechanism",
                            "`via`",
                            "covers",
                            "when it is lost",
                            "time",
                            "loss",
                            "in a cut",
                            "source"),
                    rows.stream().map(AMechanismPageTest::cells).toList());
        }
        page.append(
                "\n## Service levels\n\nOwed per month and backed by credits only: a lower bound of a contract.\n\n");
        table(
                page,
                List.of("provider", "service", "level", "source"),
                ServiceLevels.all().stream()
                        .map(level -> List.of(
                                level.provider().text(),
                                level.service(),
                                percent(level.share()),
                                level.source().cited()))
                        .toList());
        page.append("\n## Health checks\n\n");
        table(
                page,
                List.of("service", "words", "every", "fastest", "failures", "timeout", "source"),
                HealthChecks.all().stream()
                        .map(row -> List.of(
                                row.service(),
                                words(row.words()),
                                row.every().isZero() ? "each request" : Durations.text(row.every()),
                                row.every().isZero() ? "" : Durations.text(row.fastest()),
                                Integer.toString(row.failures()),
                                row.timeout().isZero() ? "not published" : Durations.text(row.timeout()),
                                row.source().cited()))
                        .toList());
        page.append("\n## Changed records\n\n");
        table(
                page,
                List.of("service", "words", "until all servers answer", "TTL of an alias", "source"),
                NameChanges.all().stream()
                        .map(row -> List.of(
                                row.service(),
                                words(row.words()),
                                shown(row.change(), "never"),
                                row.alias().map(Durations::text).orElse(""),
                                row.source().cited()))
                        .toList());
        page.append("\n## Planning values\n\n");
        table(
                page,
                List.of("step", "time", "source"),
                PlanningValue.all().stream()
                        .map(row -> List.of(
                                row.name(), row.time().text(), row.source().cited()))
                        .toList());
        page.append("\n## Backups that are made by default\n\n");
        table(
                page,
                List.of("provider", "store", "words", "what is kept", "for", "source"),
                BuiltInBackup.all().stream().map(AMechanismPageTest::cells).toList());
        page.append("\n## Backups that are kept outside the region by default\n\n");
        table(
                page,
                List.of("provider", "store", "source"),
                BackupsElsewhere.all().stream()
                        .map(row -> List.of(
                                row.provider().text(),
                                row.kinds().stream()
                                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")),
                                row.source().cited()))
                        .toList());
        page.append("\n## Paired regions of Azure\n\nThe place of copies and backups where Azure chooses it. "
                + AzureRegionPairs.SOURCE.cited() + ".\n\n");
        table(
                page,
                List.of("region", "pair"),
                AzureRegionPairs.all().entrySet().stream()
                        .map(pair -> List.of(pair.getKey(), pair.getValue()))
                        .toList());
        page.append("\nWithout a pair: " + String.join(", ", AzureRegionPairs.without()) + ".\n");
        page.append("\n## Ends of support\n\n");
        table(
                page,
                List.of("product", "platform", "version: last day", "source"),
                PlatformVersions.all().stream()
                        .map(row -> List.of(
                                row.product(),
                                row.platform().isEmpty() ? "its makers" : row.platform(),
                                row.ends().entrySet().stream()
                                        .map(end -> end.getKey() + ": " + end.getValue())
                                        .collect(Collectors.joining(", ")),
                                row.source().cited()))
                        .toList());
        return page.toString();
    }

    private static List<String> cells(BuiltInBackup row) {
        String kept = switch (row.rhythm()) {
            case BuiltInBackup.Rhythm.Moments() -> "each moment";
            case BuiltInBackup.Rhythm.Every(Duration every) -> "a backup every " + Durations.text(every);
            case BuiltInBackup.Rhythm.Older() -> "deleted items or older versions";
        };
        boolean isForEver = row.keeps().toDays() > 10_000;
        return List.of(
                row.provider().text(),
                row.kinds().stream()
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + (row.replicated() ? ", with copies elsewhere" : ""),
                words(row.words()),
                kept,
                isForEver ? "not limited" : Durations.text(row.keeps()),
                row.source().cited());
    }

    private static List<String> cells(Mechanism row) {
        List<String> cells = new ArrayList<>();
        cells.add(
                row.kinds().size() > 20
                        ? "any"
                        : row.kinds().stream()
                                .map(kind ->
                                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", ")));
        cells.add(row.name() + (row.levels().isEmpty() ? "" : " (" + String.join(", ", row.levels()) + ")"));
        cells.add(
                row.covers() == Mechanism.Covers.REGION
                        ? (row.onlyNamed() ? "only: " : "") + words(row.words())
                        : row.onlyNamed() ? "only: as in a lost region" : "");
        cells.add(
                switch (row.covers()) {
                    case ZONE -> "a lost zone";
                    case REGION -> "a lost region";
                    case DAMAGE -> "damage";
                    case DAMAGE_ELSEWHERE -> "damage, restored in another region";
                });
        cells.add(row.onLoss()
                + switch (row.starter()) {
                    case ITSELF -> " It starts by itself.";
                    case CONTROL -> " The failover control starts it.";
                    case PERSON -> " A person starts it.";
                });
        cells.add(shown(row.recovery(), "never"));
        cells.add(shown(row.loss(), "all"));
        cells.add(row.onCut());
        cells.add(row.source().cited());
        return cells;
    }

    /// A best of at most a millisecond without a plan means that nothing is published.
    private static String shown(Span span, String never) {
        boolean open = span.plan().isEmpty()
                && span.best().filter(best -> best.toMillis() <= 1).isPresent();
        return span.best().isEmpty() ? never : open ? "not published" : span.text();
    }

    private static String words(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return new BigDecimal(Double.toString(share))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    private static void table(StringBuilder page, List<String> head, List<List<String>> rows) {
        line(page, head);
        line(page, head.stream().map(_ -> "---").toList());
        rows.forEach(row -> line(page, row));
    }

    private static void line(StringBuilder page, List<String> cells) {
        page.append(cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |")))
                .append('\n');
    }
}
