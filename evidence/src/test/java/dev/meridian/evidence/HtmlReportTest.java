package dev.meridian.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void is_written_where_people_who_work_on_it_can_look_at_it() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "sample-reports"));
        Files.writeString(folder.resolve("one.html"), Sample.report(1).html());
        Files.writeString(folder.resolve("many.html"), Sample.report(60).html());
        Files.writeString(folder.resolve("bad.html"), Sample.badDay().html());
        Files.writeString(folder.resolve("refused.html"), Sample.refused().html());
        Files.writeString(folder.resolve("held.html"), Sample.held().html());
        assertThat(folder.resolve("one.html")).isNotEmptyFile();
    }

    @Test
    void asks_nothing_of_the_network() {
        for (DrillReport report : reports()) {
            String html = report.html();
            assertThat(html).contains("default-src &#39;none&#39;");
            assertThat(html).doesNotContainPattern("(?i)(src|href)\\s*=|@import|url\\(|https?://|fetch\\(");
        }
    }

    @Test
    void shows_text_of_others_as_text() {
        assertThat(Sample.report(1).html()).contains("orders-db &lt;script&gt;").doesNotContain("orders-db <script>");
    }

    @Test
    void is_well_formed_and_every_picture_has_words() {
        Pattern tag = Pattern.compile("<(/?)([a-z0-9]+)([^>]*?)(/?)>");
        for (DrillReport report : reports()) {
            String html = report.html().replaceAll("(?s)<(style|script)>.*?</\\1>", "");
            Deque<String> open = new ArrayDeque<>();
            Matcher matcher = tag.matcher(html.substring("<!doctype html>".length()));
            while (matcher.find()) {
                String name = matcher.group(2);
                if (!matcher.group(1).isEmpty()) {
                    assertThat(open.pop()).isEqualTo(name);
                } else if (matcher.group(4).isEmpty()
                        && !List.of("meta", "input").contains(name)) {
                    open.push(name);
                }
                if (name.equals("svg") && matcher.group(1).isEmpty()) {
                    assertThat(matcher.group(3)).contains("role=\"img\"").contains("aria-label=\"");
                }
                if (name.equals("th") && matcher.group(1).isEmpty()) {
                    assertThat(matcher.group(3)).contains("scope=\"");
                }
            }
            assertThat(open).isEmpty();
        }
    }

    @Test
    void never_hides_a_write_that_two_sides_accepted() {
        assertThat(Sample.badDay().html())
                .contains("class=\"alarm\"")
                .contains("1 was accepted by two sides, which must never happen");
        assertThat(Sample.report(1).html()).doesNotContain("class=\"alarm\"");
    }

    @Test
    void shows_every_marked_event_and_every_rule() {
        String html = Sample.report(1).html();
        for (DrillRun.Moment.Kind kind : DrillRun.Moment.Kind.values()) {
            if (kind != DrillRun.Moment.Kind.HEALED) {
                assertThat(html).contains(kind.text() + "</text>").contains("<td>" + kind.text() + "</td>");
            }
        }
        assertThat(html).contains("LEASE-4").contains("PROMISE-3").contains("HOLD-1");
    }

    @Test
    void of_a_drill_in_which_nothing_could_be_measured_still_opens() {
        assertThat(Sample.refused().html())
                .contains("users did not write again")
                .contains("QUORUM-3");
    }

    @Test
    void of_a_fault_after_which_nothing_moves_shows_how_long_writes_stopped_and_no_phases() {
        assertThat(Sample.held().html()).contains("writes stopped").doesNotContain("Recovery, phase by phase");
    }

    private static List<DrillReport> reports() {
        return List.of(Sample.report(1), Sample.report(60), Sample.badDay(), Sample.refused(), Sample.held());
    }
}
