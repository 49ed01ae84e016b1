package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.outages.Outages;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `simulate --incident` answers.
class AnOutageAnswerTest {
    @BeforeAll
    static void laysOutTheExamples() throws IOException {
        Answer.layOutExamples();
    }

    @Test
    void tells_what_happened_what_must_come_of_it_and_whether_it_did() {
        Answer answer = simulate("quickstart", "kubedb-1847", "--runs", "3");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out())
                .contains("kubedb-1847, 2026-08-07: 103 seconds of acknowledged writes")
                .contains("https://github.com/kubedb/apimachinery/pull/1847")
                .contains("replication: async, failover.maxLoss: 5s; all else as the file says")
                .contains("the role moves never; nothing is lost; LOSS-1 speaks")
                .contains("3 with --incident kubedb-1847, seeds 1 to 3")
                .contains("as it should be in all");
    }

    @Test
    void says_what_is_not_asked_of_a_file_in_which_nothing_moves_by_itself() {
        String why = "two places cannot tell a dead region from a cut link";
        Answer answer = simulate("two-regions", "kubedb-1847", "--runs", "2");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out()).containsPattern("expected +the role moves never; nothing is lost\n");
        assertThat(answer.out().replaceAll("\\s+", " "))
                .contains("not asked LOSS-1 speaks: nothing of shop moves by itself, since " + why);
        JsonNode incident = JsonMapper.shared()
                .readTree(simulate("two-regions", "kubedb-1847", "--runs", "2", "--output", "json")
                        .out())
                .path("incident");
        assertThat(incident.path("expected").asString()).doesNotContain("LOSS-1");
        assertThat(incident.at("/notAsked/0/application").asString()).isEqualTo("shop");
        assertThat(incident.at("/notAsked/0/what/0").asString()).isEqualTo("LOSS-1 speaks");
        assertThat(incident.at("/notAsked/0/why").asString()).startsWith(why);
        assertThat(simulate("quickstart", "kubedb-1847", "--runs", "2").out()).doesNotContain("not asked");
    }

    @Test
    void that_cannot_happen_with_a_file_is_no_mistake_in_it() {
        Answer answer = simulate("two-regions-witness", "vitess-20199");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.MACHINE_LACKS);
        assertThat(answer.err()).contains("needs 3 regions with a copy of the data, and `orders` has 2");
    }

    @Test
    void are_listed_by_their_names_with_what_each_was() {
        Answer answer = simulate("quickstart", "list");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out().lines())
                .hasSameSizeAs(Outages.all())
                .zipSatisfy(
                        Outages.all(),
                        (line, outage) ->
                                assertThat(line).startsWith(outage.id() + " ").endsWith(" " + outage.title()));
    }

    @Test
    void is_told_step_by_step() {
        Answer answer = simulate("quickstart", "ocm-770", "--seed", "3", "--trace");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out()).contains("seed 3").contains("--- flap eu-west-1 for 280000 ms");
    }

    private static Answer simulate(String example, String outage, String... more) {
        String[] words = new String[4 + more.length];
        words[0] = "simulate";
        words[1] = "examples/" + example + ".yaml";
        words[2] = "--incident";
        words[3] = outage;
        System.arraycopy(more, 0, words, 4, more.length);
        return Answer.of(words);
    }
}
