package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import dev.meridian.hcl.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A root that looks up what others build, in a change that adds these others.
@DisplayName("A root that looks up what is not there yet")
class AWaitingRootTest {
    /// It finds what the other root has told; with nothing told there is no plan.
    private static final String LINK = """
            data "terraform_remote_state" "r" {
              backend = "local"
              config  = { path = "../../regions/r/terraform.tfstate" }
            }

            output "one" {
              value = data.terraform_remote_state.r.outputs.one
            }
            """;

    private static final String REGION = """
            resource "terraform_data" "one" {
              input = "a"
            }

            output "one" {
              value = terraform_data.one.output
            }
            """;

    /// A Terraform of which no plan succeeds, and a state in which there is one database.
    private static final String NO_PLAN = """
            case "$*" in
              plan*) echo 'Error: nothing matches'; exit 1 ;;
              *'state pull') echo '{"resources": [
                {"mode": "data", "type": "aws_db_instance", "name": "orders"},
                {"mode": "managed", "type": "aws_db_instance", "name": "main"}]}' ;;
            esac
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void is_told_which_roots_build_it() {
        String check = file(Written.example("genai-demo"), ".github/workflows/check.yml");
        assertThat(check.lines().filter(line -> line.startsWith("            needs:")))
                .hasSize(1);
        assertThat(check)
                .contains("          - root: links/ap-east-2--ap-northeast-1\n            keeper: ap-east-2\n"
                        + "            needs: \"regions/ap-east-2 regions/ap-northeast-1\"\n")
                .contains("          NEEDS: \"${{ matrix.needs }}\"\n          LOCK: \"false\"");
        assertThat(file(Written.example("genai-demo"), ".github/workflows/drift.yml"))
                .contains("NEEDS: \"${{ matrix.needs }}\"");
    }

    /// Another root may build what it looks up, and be of no region.
    @Test
    void is_told_of_all_of_them_and_of_none_that_builds_nothing_for_it() {
        String check = file(Written.of(Written.EDGES), ".github/workflows/check.yml");
        assertThat(check)
                .contains("- root: global\n            keeper: us-east-1\n            needs: global/controls\n")
                .contains("- root: global/accelerator-us-east-1\n            keeper: us-east-1\n"
                        + "            needs: \"regions/us-east-1 global/accelerator\"\n")
                .doesNotContainPattern("- root: (regions/.*|global/controls)\n +keeper: .*\n +needs:");
    }

    @Test
    void is_asked_for_nothing_where_no_root_looks_anything_up() {
        SequencedMap<String, String> files = Written.example("richesreach");
        assertThat(file(files, ".github/workflows/check.yml")).doesNotContain("needs }}", "            needs:");
    }

    /// Terraform is real.
    @Test
    void waits_for_a_root_that_has_never_been_applied_and_for_no_other_reason()
            throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        assumeTrue(Machine.has("jq"), "skipped: there is no `jq` on this machine");
        Path region = written("regions/r", REGION);
        Path link = written("links/l", LINK);
        Shell.Answer waits = plan("regions/r");
        assertThat(waits.code()).as(waits.text()).isZero();
        assertThat(waits.text())
                .contains("::notice title=links/l::links/l waits for regions/r, which is not there yet");
        assertThat(folder.resolve("env")).hasContent("WAITS=true");
        assertThat(folder.resolve("summary")).content().contains("### links/l", "- regions/r, which is not there yet");
        assertThat(plan("").code()).as("whoever applies is not told to wait").isEqualTo(1);

        assertThat(terraform.run(region, "init", "-input=false").code()).isZero();
        assertThat(terraform
                        .run(region, "apply", "-input=false", "-auto-approve")
                        .code())
                .isZero();
        Files.delete(folder.resolve("env"));
        Shell.Answer planned = plan("regions/r");
        assertThat(planned.code()).as(planned.text()).isZero();
        assertThat(planned.text()).doesNotContain("waits for");
        assertThat(folder.resolve("env")).doesNotExist();

        Files.writeString(link.resolve("main.tf"), LINK.replace("/regions/r/", "/regions/nowhere/"));
        Shell.Answer wrong = plan("regions/r");
        assertThat(wrong.text()).contains("Unable to find remote state").doesNotContain("waits for");
        assertThat(wrong.code()).isEqualTo(1);
    }

    /// A store that a change adds to regions that are there.
    @Test
    void waits_for_what_it_looks_up_and_not_for_everything_that_is_new() throws IOException, InterruptedException {
        assumeTrue(Machine.has("jq"), "skipped: there is no `jq` on this machine");
        new Script(folder).program("terraform", NO_PLAN);
        written("links/l", "data \"aws_db_instance\" \"orders_here\" {\n}\n");
        written("regions/r", """
                resource "aws_db_instance" "main" {
                }

                resource "aws_db_instance" "orders" {
                }

                resource "aws_sns_topic" "orders" {
                }
                """);
        Shell.Answer answer = plan("regions/r");
        assertThat(answer.text())
                .contains("links/l waits for aws_db_instance.orders of regions/r, which is not there yet")
                .doesNotContain("aws_sns_topic", "aws_db_instance.main of");
        assertThat(answer.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"regions/r, 0, waits for aws_db_instance.orders", "'', 1, it could not be looked at"})
    void is_no_drift(String needs, int code, String said) throws IOException, InterruptedException {
        assumeTrue(Machine.has("jq"), "skipped: there is no `jq` on this machine");
        new Script(folder).program("terraform", NO_PLAN);
        written("links/l", "data \"aws_db_instance\" \"orders_here\" {\n}\n");
        written("regions/r", "resource \"aws_db_instance\" \"orders\" {\n}\n");
        Shell.Answer answer = new Script(folder).run("drift", "ROOT", "links/l", "NEEDS", needs);
        assertThat(answer.text()).contains(said);
        assertThat(answer.code()).isEqualTo(code);
    }

    /// What Terraform leaves of a plan that failed is no plan.
    @Test
    void is_not_asked_what_it_would_lose() {
        assertThat(file(Written.example("genai-demo"), ".github/workflows/check.yml"))
                .contains("      - name: \"What it would lose\"\n        if: \"env.WAITS != 'true'\"\n");
        assertThat(file(Written.example("genai-demo"), ".github/workflows/root.yml"))
                .doesNotContain("WAITS", "NEEDS");
    }

    private Path written(String root, String text) throws IOException {
        Path path = Files.createDirectories(folder.resolve("terraform").resolve(root));
        Files.writeString(path.resolve("main.tf"), text);
        return path;
    }

    private Shell.Answer plan(String needs) throws IOException, InterruptedException {
        return new Script(folder)
                .run(
                        "plan",
                        "ROOT",
                        "links/l",
                        "NEEDS",
                        needs,
                        "LOCK",
                        "false",
                        "GITHUB_ENV",
                        folder.resolve("env").toString(),
                        "GITHUB_STEP_SUMMARY",
                        folder.resolve("summary").toString());
    }
}
