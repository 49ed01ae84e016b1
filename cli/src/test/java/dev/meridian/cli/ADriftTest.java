package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `meridian drift` with the real Terraform. The roots here have a resource that Terraform itself brings along,
/// so that nothing has to be fetched; `AnAppliedEstateTest` does the same with what is written for AWS.
@DisplayName("A drift")
class ADriftTest {
    private static final String ROOT = """
            resource "terraform_data" "orders" {
              input = "kept for 7 days"
            }

            resource "terraform_data" "cart" {
              input = "kept for 1 day"
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path out;

    @BeforeAll
    static void layOut() throws IOException {
        Answer.layOutExamples();
    }

    @BeforeEach
    void write() throws IOException {
        out = directory.resolve("out");
        assertThat(Answer.of("synth", "examples/richesreach.yaml", "-o", out.toString())
                        .exitCode())
                .isZero();
        Files.writeString(out.resolve("terraform/ORDER"), "regions/here\nregions/there\n");
        for (String root : List.of("here", "there")) {
            Files.createDirectories(at(root));
            Files.writeString(at(root).resolve("main.tf"), ROOT);
        }
    }

    private Path at(String root) {
        return out.resolve("terraform/regions").resolve(root);
    }

    private Answer drift(String... more) {
        List<String> words =
                new ArrayList<>(List.of("drift", "examples/richesreach.yaml", "--against", out.toString()));
        words.addAll(List.of(more));
        return Answer.of(words.toArray(String[]::new));
    }

    private void apply(String root) throws IOException, InterruptedException {
        assumeTrue(Terraform.isInstalled(), "skipped: there is no `terraform` on this machine");
        for (List<String> words : List.of(
                List.of("terraform", "init", "-input=false"),
                List.of("terraform", "apply", "-auto-approve", "-input=false"))) {
            Process process = new ProcessBuilder(words)
                    .directory(at(root).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("applied.txt").toFile())
                    .start();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(directory.resolve("applied.txt")))
                    .isZero();
        }
    }

    /// What somebody does without Terraform, as Terraform hears of it.
    private void changeBehindItsBack(String root) throws IOException {
        Path state = at(root).resolve("terraform.tfstate");
        Files.writeString(state, Files.readString(state).replace("kept for 7 days", "kept for 3 days"));
    }

    @Test
    void names_resource_attribute_and_both_values() throws IOException, InterruptedException {
        apply("here");
        apply("there");
        assertThat(drift().out())
                .isEqualTo("regions/here: as written (2 resources)\nregions/there: as written (2 resources)\n");
        changeBehindItsBack("there");
        Answer changed = drift();
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.out()).isEqualTo("""
                regions/here: as written (2 resources)
                regions/there: 1 of 2 resources is not as written
                  terraform_data.orders input: declared "kept for 7 days", real "kept for 3 days"
                """);
        String json = drift("--root", "regions/there", "--output", "json").out();
        assertThat(ADocumentTest.schema("drift").validate(json, InputFormat.JSON))
                .isEmpty();
        JsonNode root = JsonMapper.shared().readTree(json).path("roots").path(0);
        assertThat(root.path("deviations").path(0).path("resource").asString()).isEqualTo("terraform_data.orders");
        assertThat(root.path("deviations").path(0).path("real").asString()).isEqualTo("\"kept for 3 days\"");
    }

    @Test
    void says_what_was_never_applied() throws IOException, InterruptedException {
        apply("here");
        Answer answer = drift();
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out())
                .contains("regions/here: as written", "regions/there: nothing of it is there (2 resources)");
    }

    @Test
    void of_other_roots_is_found_though_one_cannot_be_asked() throws IOException, InterruptedException {
        apply("here");
        apply("there");
        changeBehindItsBack("there");
        Files.writeString(
                at("here").resolve("main.tf"), ROOT + "output \"x\" {\n  value = terraform_data.gone.id\n}\n");
        Answer answer = drift();
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out())
                .contains("regions/here: cannot be asked: Error: Reference to undeclared resource")
                .contains("terraform_data.orders input");
        assertThat(drift("--root", "regions/here").exitCode()).isEqualTo(3);
    }

    @Test
    void leaves_no_plan_behind() throws IOException, InterruptedException {
        apply("here");
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        drift("--root", "regions/here");
        try (var left = Files.list(folder)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("meridian-terraform")))
                    .isEmpty();
        }
    }

    @Test
    void of_a_root_that_there_is_not_is_refused() {
        Answer answer = drift("--root", "regions/hree");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("--root", "did you mean `regions/here`?");
    }
}
