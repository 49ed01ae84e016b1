package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import dev.meridian.hcl.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What was built while credentials ran out, or the place of states did not answer.
@DisplayName("A state that cannot be written")
class ALostStateTest {
    @SuppressWarnings("unused")
    private static final List<String> SYSTEMS = Written.SYSTEMS;

    private static final String ROOT = ".github/workflows/root.yml";
    private static final Pattern MINUTES = Pattern.compile("timeout-minutes: (\\d+)");
    private static final Pattern SECONDS = Pattern.compile("role-duration-seconds: (\\d+)");

    /// The place of its states goes away while it is applied.
    private static final String GOING = """
            terraform {
              backend "local" {
                path = "states/r.tfstate"
              }
            }

            resource "terraform_data" "one" {
              input = "a"
              provisioner "local-exec" {
                command = "rm -rf states && touch states"
              }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// An hour is what a role gives if it is not asked.
    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void comes_of_no_credentials_that_end_before_their_job(String system) {
        Written.example(system).forEach((path, text) -> {
            if (path.startsWith(".github/workflows/")) {
                for (String job : text.split("(?m)^  (?=\\w[\\w-]*:$)")) {
                    if (job.contains("configure-aws-credentials")) {
                        assertThat(number(MINUTES, job, 0) * 60)
                                .as(path)
                                .isPositive()
                                .isLessThanOrEqualTo(number(SECONDS, job, 3600));
                    }
                }
            }
        });
    }

    private static int number(Pattern pattern, String text, int otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }

    /// Whoever asks for more than a role allows gets nothing.
    @Test
    void is_no_matter_of_a_role_that_nobody_told_to_last_so_long() {
        SequencedMap<String, String> files = Written.example("genai-demo");
        assertThat(file(files, ".github/workflows/README.md"))
                .contains("--max-session-duration " + number(SECONDS, file(files, ROOT), 0) + "\n");
    }

    /// Terraform is real, and so is what encrypts.
    @Test
    void is_kept_encrypted_and_can_be_pushed_as_the_guide_says() throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        assumeTrue(Machine.has("openssl"), "skipped: there is no `openssl` on this machine");
        Path root = applied(terraform);
        Shell.Answer kept = kept("secret");
        assertThat(kept.code()).isZero();
        assertThat(kept.text())
                .contains("written=false", "its state could not be written", "for 7 days as state-regions-r-")
                .containsPattern("(?m)^name=state-regions-r-\\d{8}T\\d{6}Z$")
                .doesNotContain("::warning");
        assertThat(root.resolve("errored.tfstate")).doesNotExist();
        assertThat(root.resolve("errored.tfstate.enc"))
                .binaryContent()
                .startsWith("Salted__".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        Files.delete(root.resolve("states"));
        Files.createDirectory(root.resolve("states"));
        String guide = file(Written.example("genai-demo"), ".github/workflows/README.md");
        String decrypts = guide.lines()
                .filter(line -> line.startsWith("openssl "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(" +#.*", "");
        Shell.Answer opened = Shell.run(
                root,
                List.of("bash", "-c", decrypts + " -pass env:STATE_PASSPHRASE"),
                Map.of("STATE_PASSPHRASE", "secret"));
        assertThat(opened.code()).as(opened.text()).isZero();
        assertThat(guide).contains("\nterraform state push errored.tfstate\n");
        assertThat(terraform.run(root, "state", "push", "errored.tfstate").code())
                .isZero();
        assertThat(terraform.run(root, "state", "list").text()).contains("terraform_data.one");
    }

    @Test
    void is_kept_as_it_is_where_there_is_no_passphrase() throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("terraform/regions/r"));
        Files.writeString(root.resolve("errored.tfstate"), "{}");
        assertThat(kept("").text()).contains("written=false", "::warning title=regions/r::its state is kept as it is");
        assertThat(root.resolve("errored.tfstate")).hasContent("{}");
    }

    @Test
    void is_told_from_one_that_was() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("terraform/regions/r"));
        Shell.Answer answer = kept("secret");
        assertThat(answer.text().strip()).isEqualTo("written=true");
        assertThat(answer.code()).isZero();
    }

    /// Over the state before it Terraform would build a second time what is there.
    @Test
    void is_looked_for_whatever_became_of_the_run_and_nothing_goes_back_over_it() {
        SequencedMap<String, String> files = Written.example("genai-demo");
        String root = file(files, ROOT);
        assertThat(root.indexOf("id: state\n        if: \"always()\""))
                .isGreaterThan(root.indexOf("apply -input=false"));
        assertThat(root)
                .contains("if: \"always() && steps.state.outputs.written == 'false'\"")
                .contains("path: \"terraform/${{ inputs.root }}/errored.tfstate*\"")
                .contains("retention-days: 7");
        String apply = file(Written.example("mahavishnu"), ".github/workflows/apply.yml");
        for (String job : apply.split("(?m)^  (?=\\w[\\w-]*:$)")) {
            String region = job.substring(job.indexOf('-') + 1, Math.max(job.indexOf('-') + 1, job.indexOf(':')));
            if (job.startsWith("before-")) {
                assertThat(job).contains("needs.regions-" + region + ".outputs.written == 'true'");
            }
            if (job.startsWith("back-")) {
                assertThat(job).contains("needs.before-" + region + ".result == 'success'");
            }
        }
        assertThat(apply).contains("\n  back-", "STATE_PASSPHRASE: \"${{ secrets.STATE_PASSPHRASE }}\"");
    }

    private Path applied(Terraform terraform) throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("terraform/regions/r"));
        Files.createDirectory(root.resolve("states"));
        Files.writeString(root.resolve("main.tf"), GOING);
        assertThat(terraform.run(root, "init", "-input=false").code()).isZero();
        Terraform.Answer answer = terraform.run(root, "apply", "-input=false", "-auto-approve", "-lock=false");
        assertThat(answer.text()).contains("Failed to persist state to backend");
        assertThat(root.resolve("errored.tfstate")).exists();
        return root;
    }

    private Shell.Answer kept(String passphrase) throws IOException, InterruptedException {
        return new Script(folder).run("kept", "ROOT", "regions/r", "DAYS", "7", "STATE_PASSPHRASE", passphrase);
    }
}
