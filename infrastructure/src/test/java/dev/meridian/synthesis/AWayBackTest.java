package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A way back")
class AWayBackTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services: {web: {port: 8080, health: /health, image: shop/web}}
            compute: {platform: kubernetes}
            deploy: {pipeline: {by: github-actions}, rollback: automatic, inWindow: true}
            operations: {windows: {compute: "Sat 02:00-04:00 UTC"}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            """;

    private static final String RUNS = """
            case "$*" in
              *workflows/apply.yml/runs*) echo '{"workflow_runs": [
                {"id": 9, "display_title": "Apply 9999999999999999999999999999999999999999"},
                {"id": 8, "display_title": "Apply v1"},
                {"id": 7, "display_title": "Apply 7777777777777777777777777777777777777777"},
                {"id": 6, "display_title": "Apply 6666666666666666666666666666666666666666"}]}' ;;
              *runs/7/jobs*) echo '{"jobs": [JOBS]}' ;;
              *runs/6/jobs*) echo '{"jobs": [{"name": "regions/eu-west-1 / Apply", "conclusion": "success"}]}' ;;
              *) exit 4 ;;
            esac
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// GitHub is the one thing here that is not real. The run itself does not count, nor one whose commit is not
    /// known by its own name.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regions/eu-west-1 / Apply=success Check eu-west-1 / Copies=success | 7777777",
                "regions/eu-west-1 / Apply=success Check eu-west-1 / Copies=failure | 6666666",
                "regions/eu-west-1 / Apply=success Check eu-west-10 / Copies=failure | 7777777",
                "regions/eu-west-1 / Apply=failure | 6666666",
                "regions/eu-west-1=skipped | 6666666",
                "Back to what eu-west-1 had / Apply=success regions/eu-west-1 / Apply=failure | 6666666"
            })
    void leads_to_the_last_commit_that_was_applied_and_served(String jobs, String commit)
            throws IOException, InterruptedException {
        assumeTrue(Machine.has("jq"), "skipped: there is no `jq` on this machine");
        String all = jobs.replaceAll("(.+?)=(\\w+) ?", "{\"name\": \"$1\", \"conclusion\": \"$2\"},")
                .replaceAll(",$", "");
        Script script = new Script(folder);
        script.program("gh", RUNS.replace("JOBS", all));
        Shell.Answer answer = before(script, "regions/eu-west-1", "eu-west-1");
        assertThat(answer.text()).contains("commit=" + commit);
        assertThat(answer.code()).isZero();
    }

    @Test
    void is_said_not_to_be_there_where_nothing_was_applied_before() throws IOException, InterruptedException {
        assumeTrue(Machine.has("jq"), "skipped: there is no `jq` on this machine");
        Script script = new Script(folder);
        script.program("gh", RUNS.replace("JOBS", ""));
        Shell.Answer answer = before(script, "regions/us-east-1", "us-east-1");
        assertThat(answer.text()).contains("there is nothing to go back to").doesNotContain("commit=");
        assertThat(answer.code()).isEqualTo(1);
    }

    private static Shell.Answer before(Script script, String root, String region)
            throws IOException, InterruptedException {
        return script.run("before", "ROOT", root, "REGION", region, "RUN", "9", "GITHUB_REPOSITORY", "acme/shop");
    }

    /// A change is made when the window begins, and what does not serve then may be seen to after it has ended.
    @Test
    void is_there_for_whatever_began_a_run_and_waits_for_no_window() {
        String apply = file(Written.of(SHOP), ".github/workflows/apply.yml");
        assertThat(apply).contains("run-name: \"Apply ${{ inputs.ref || github.sha }}\"");
        String before = job(apply, "before-eu-west-1");
        assertThat(before)
                .contains("failure() && inputs.ref == '' && ", "needs.check-eu-west-1.result == 'failure'")
                .contains("actions: read")
                .doesNotContain("github.event");
        assertThat(job(apply, "back-eu-west-1"))
                .contains("ref: \"${{ needs.before-eu-west-1.outputs.commit }}\"", "outside-window: true")
                .doesNotContain("github.event");
    }

    private static String job(String workflow, String name) {
        return workflow.substring(workflow.indexOf("\n  " + name + ":\n")).split("\n  (?=\\w[\\w-]*:\n)", 3)[1];
    }
}
