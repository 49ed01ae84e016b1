package dev.meridian.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSummaryTest {
    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void reads_well_at(int width) throws IOException {
        Golden.check("one-run-" + width + ".txt", TerminalSummary.render(Sample.report(1), false, width));
        Golden.check("many-runs-" + width + ".txt", TerminalSummary.render(Sample.report(12), false, width));
        Golden.check("bad-day-" + width + ".txt", TerminalSummary.render(Sample.badDay(), false, width));
        Golden.check("held-" + width + ".txt", TerminalSummary.render(Sample.held(), false, width));
        Golden.check("refused-" + width + ".txt", TerminalSummary.render(Sample.refused(), false, width));
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 80, 120})
    void fits_the_terminal(int width) {
        for (DrillReport report :
                new DrillReport[] {Sample.report(60), Sample.badDay(), Sample.refused(), Sample.held()}) {
            assertThat(TerminalSummary.render(report, false, width).lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void says_the_same_without_colour() {
        String coloured = TerminalSummary.render(Sample.badDay(), true, 80);
        assertThat(coloured).contains("\u001b[31m");
        assertThat(coloured.replaceAll("\u001b\\[\\d*m", ""))
                .isEqualTo(TerminalSummary.render(Sample.badDay(), false, 80));
    }
}
