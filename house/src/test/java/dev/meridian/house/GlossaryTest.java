package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.assess.Severity;
import dev.meridian.assess.Verdict;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.WithoutQuorum;
import dev.meridian.engine.Duty;
import dev.meridian.evidence.Client;
import dev.meridian.evidence.DrillReport;
import dev.meridian.evidence.DrillRun;
import dev.meridian.evidence.Origin;
import dev.meridian.evidence.Phase;
import dev.meridian.faults.Fault;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One word means one thing in YAML, code, command line, reports and documents.
@DisplayName("The glossary")
class GlossaryTest {
    private static final List<String> PAGE =
            Tree.here().text("docs/GLOSSARY.md").lines().toList();

    private static void has(String heading, Stream<String> words) {
        assertThat(Markdown.words(PAGE, heading)).as(heading).containsExactlyInAnyOrderElementsOf(words.toList());
    }

    private static Stream<String> words(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void has_the_phases_in_their_order() {
        assertThat(Markdown.words(PAGE, "Phases of a recovery"))
                .containsExactlyElementsOf(
                        Stream.of(Phase.values()).map(Phase::text).toList());
    }

    @Test
    void has_the_words_of_the_topology() {
        has("Modes of a failover", words(Mode.values()));
        has("Roles of a region", words(Role.values()));
        has("Needs", words(Need.values()));
        has("Replication modes", words(ReplicationMode.values()));
        has("Without a quorum", words(WithoutQuorum.values()));
    }

    @Test
    void has_the_faults() {
        has("Faults", Stream.of(Fault.Kind.values()).map(Fault.Kind::word));
    }

    @Test
    void has_the_duties() {
        has(
                "Duties",
                Stream.of(Duty.class.getPermittedSubclasses())
                        .map(duty -> duty.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " "))
                        .map(duty -> duty.toLowerCase(Locale.ROOT)));
    }

    @Test
    void has_the_words_of_the_report() {
        has("Results of a run", Stream.of(DrillRun.Result.values()).map(DrillRun.Result::text));
        has("Verdicts of a drill", Stream.of(DrillReport.Verdict.values()).map(DrillReport.Verdict::text));
        has("Clients of the load", Stream.of(Client.Kind.values()).map(Client.Kind::text));
        has("Where a figure comes from", Stream.of(Origin.values()).map(Origin::text));
    }

    @Test
    void has_the_words_of_an_assessment() {
        has("Verdicts of a promise", Stream.of(Verdict.values()).map(Verdict::text));
        has("Severities of a finding", Stream.of(Severity.values()).map(Severity::text));
    }

    @Test
    void is_in_the_order_of_the_alphabet() {
        List<String> terms = Markdown.words(PAGE, "Terms");
        assertThat(terms).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }
}
