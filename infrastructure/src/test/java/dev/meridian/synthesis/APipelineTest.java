package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Attribute;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Machine;
import dev.meridian.hcl.Terraform;
import dev.meridian.terraform.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// The pipelines that are written, as GitHub and a shell take them.
@DisplayName("A pipeline")
class APipelineTest {
    @SuppressWarnings("unused")
    private static final List<String> SYSTEMS = Written.SYSTEMS;

    @SuppressWarnings("unused")
    private static final List<String> OTHERS =
            List.of(ARegionOfAnotherCloudTest.GOOGLE, ARegionOfAnotherCloudTest.AZURE);

    private static final String APPLY = ".github/workflows/apply.yml";
    private static final Pattern APPLIED =
            Pattern.compile("(?m)^    uses: \"\\./\\.github/workflows/root\\.yml\"\n    with:\n      root: (\\S+)$");
    private static final Pattern USED = Pattern.compile("\\.github/scripts/\\w+\\.(sh|jq)");

    /// What a resource says that must not go by mistake. A load balancer keeps no data, and neither does the proof
    /// of a name, which Terraform itself refuses to plan away.
    private static final List<String> PROTECTED = List.of(
            "deletion_protection", "deletion_protection_enabled", "final_snapshot_identifier", "prevent_destroy");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void is_understood_by_the_parser_that_GitHub_publishes(String system) throws IOException, InterruptedException {
        Written.lay(Written.example(system), folder);
        assertThat(GitHub.faults(folder.resolve(".github/workflows"))).isEmpty();
    }

    @Test
    void would_not_be_if_a_job_waited_for_one_that_is_not_there() throws IOException, InterruptedException {
        SequencedMap<String, String> files = Written.example("richesreach");
        files.put(APPLY, file(files, APPLY).replaceFirst("      - prerequisites", "      - nobody"));
        Written.lay(files, folder);
        assertThat(GitHub.faults(folder.resolve(".github/workflows")))
                .anySatisfy(fault -> assertThat(fault).contains("unknown job 'nobody'"));
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void applies_every_root_but_the_first_of_each_cloud_in_their_order(String system) {
        SequencedMap<String, String> files = Written.example(system);
        List<String> applied = new ArrayList<>();
        for (Matcher root = APPLIED.matcher(file(files, APPLY)); root.find(); ) {
            if (!applied.contains(root.group(1))) {
                applied.add(root.group(1));
            }
        }
        assertThat(file(files, "terraform/ORDER").lines()).startsWith("bootstrap");
        assertThat(applied)
                .isEqualTo(file(files, "terraform/ORDER")
                        .lines()
                        .filter(root -> !root.startsWith("bootstrap"))
                        .toList());
    }

    /// A region that is down keeps nobody from planning what it is not about.
    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void asks_for_credentials_where_the_state_of_a_root_is(String system) {
        SequencedMap<String, String> files = Written.example(system);
        String check = file(files, ".github/workflows/check.yml");
        for (Root root : Written.roots(system)) {
            root.keeper()
                    .ifPresent(keeper -> assertThat(check)
                            .contains("- root: " + root.path() + "\n            keeper: " + keeper + "\n"));
        }
        assertThat(check).contains("aws-region: \"${{ matrix.keeper }}\"\n");
        assertThat(files.getOrDefault(".github/workflows/drift.yml", check))
                .contains("aws-region: \"${{ matrix.keeper }}\"\n");
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void has_the_scripts_that_it_runs_and_no_others(String system) {
        SequencedMap<String, String> files = Written.example(system);
        SequencedSet<String> used = new TreeSet<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".yml") || path.endsWith(".sh")) {
                USED.matcher(text).results().forEach(result -> used.add(result.group()));
            }
        });
        assertThat(files.keySet().stream().filter(path -> path.startsWith(".github/scripts/")))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void guards_everything_that_is_protected_where_it_is_built(String system) {
        String guard = file(Written.example(system), ".github/scripts/guard.sh");
        SequencedSet<String> kept = new TreeSet<>();
        for (Root root : Written.roots(system)) {
            root.blocks().stream()
                    .filter(block -> block.type().equals("resource") && isProtected(block))
                    .forEach(block -> kept.add(block.labels().getFirst()));
        }
        kept.removeAll(List.of("aws_lb", "aws_route53_record"));
        assertGuarded(guard, kept);
    }

    private static void assertGuarded(String guard, SequencedSet<String> kept) {
        assertThat(kept).isNotEmpty().allSatisfy(type -> {
            String provider = type.substring(0, type.indexOf('_'));
            assertThat(guard)
                    .containsPattern(provider + "_\\([a-z_0-9|]*\\b" + type.substring(provider.length() + 1) + "[|)]");
        });
    }

    /// A cluster keeps no data.
    @ParameterizedTest
    @FieldSource("OTHERS")
    void guards_it_in_other_clouds_too(String text) {
        SequencedSet<String> kept = new TreeSet<>();
        Written.of(text).forEach((path, file) -> {
            for (String block : file.split("\n(?=resource )")) {
                if (path.endsWith(".tf") && PROTECTED.stream().anyMatch(block::contains)) {
                    kept.add(block.replaceFirst("(?s)^.*?resource \"(\\w+)\".*$", "$1"));
                }
            }
        });
        kept.remove("google_container_cluster");
        assertGuarded(file(Written.example("mahavishnu"), ".github/scripts/guard.sh"), kept);
    }

    /// What the file says is what Google documents for a token that is asked for by address.
    @Test
    void proves_to_google_by_a_token_of_its_run() throws IOException, InterruptedException {
        Path said = folder.resolve("env");
        Shell.Answer answer = script(
                "google",
                "RUNNER_TEMP",
                folder.toString(),
                "GITHUB_ENV",
                said.toString(),
                "GOOGLE_PROVIDER",
                "projects/7/locations/global/workloadIdentityPools/github/providers/shop",
                "GOOGLE_ACCOUNT",
                "apply@shop.iam.gserviceaccount.com",
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "https://example.org/token?version=2",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "secret");
        assertThat(answer.code()).as(answer.text()).isZero();
        assertThat(answer.text()).doesNotContain("secret");
        assertThat(said).hasContent("GOOGLE_APPLICATION_CREDENTIALS=" + folder.resolve("google.json"));
        assertThat(Files.readString(folder.resolve("google.json")))
                .contains(
                        "\"audience\": \"//iam.googleapis.com/projects/7/locations/global/workloadIdentityPools/github",
                        "https://example.org/token?version=2&audience=https%3A%2F%2Fiam.googleapis.com%2Fprojects%2F7",
                        "serviceAccounts/apply@shop.iam.gserviceaccount.com:generateAccessToken",
                        "\"Authorization\": \"Bearer secret\"");
    }

    /// The clouds' own programs are the one thing here that is not real.
    @ParameterizedTest
    @CsvSource({
        "google, RUNNING, 0, cluster shop-r is RUNNING",
        "google, RUNNABLE, 0, database orders is RUNNABLE",
        "google, DEGRADED, 1, cluster shop-r is DEGRADED",
        "azure, Succeeded, 0, cluster shop-r is Succeeded",
        "azure, Failed, 1, cluster shop-r is Failed",
        "azure, '', 1, cluster shop-r is not found"
    })
    void waits_until_what_another_cloud_built_serves(String cloud, String state, int code, String said)
            throws IOException, InterruptedException {
        program("gcloud", "[ \"$1\" = auth ] || echo " + state);
        program("az", "case $1 in login | account) ;; *) echo " + state + " ;; esac");
        program("curl", "echo '{\"value\": \"token\"}'");
        Shell.Answer answer = script(
                "parts",
                "CLOUD",
                cloud,
                "ROOT",
                "regions/r",
                "PARTS",
                "cluster:shop-r database:orders",
                "PATIENCE",
                "0",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "google.json",
                "TF_VAR_project",
                "shop",
                "ARM_CLIENT_ID",
                "client",
                "ARM_TENANT_ID",
                "tenant",
                "ARM_SUBSCRIPTION_ID",
                "subscription",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "secret",
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "https://example.org/token?version=2");
        assertThat(answer.text()).contains(said);
        assertThat(answer.code()).isEqualTo(code);
    }

    private static boolean isProtected(Block block) {
        return block.body().stream().anyMatch(item -> switch (item) {
            case Attribute attribute -> PROTECTED.contains(attribute.name());
            case Block inner -> isProtected(inner);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Sat 02:00, 02:00, 04:00, true",
        "Sat 03:59, 02:00, 04:00, true",
        "Sat 04:00, 02:00, 04:00, false",
        "Sat 01:59, 02:00, 04:00, false",
        "Sun 02:30, 02:00, 04:00, false",
        "Sat 23:30, 23:00, 01:00, true",
        "Sun 00:59, 23:00, 01:00, true",
        "Sun 01:00, 23:00, 01:00, false",
        "Sat 00:30, 23:00, 01:00, false"
    })
    void waits_for_its_window(String now, String from, String until, boolean isOpen)
            throws IOException, InterruptedException {
        Shell.Answer answer = script("window", "NOW", now, "DAY", "Sat", "FROM", from, "UNTIL", until);
        assertThat(answer.code()).isZero();
        assertThat(answer.text()).contains("open=" + isOpen).matches("(?s).*::notice.*|.*open=true.*");
        assertThat(script("window", "NOW", now, "DAY", "Sat", "FROM", from, "UNTIL", until, "OUTSIDE", "true")
                        .text())
                .contains("open=true");
    }

    /// People may be asked for longer than the hours last.
    @Test
    void stops_at_the_end_of_its_window() throws IOException, InterruptedException {
        Shell.Answer late =
                script("window", "NOW", "Sat 04:00", "DAY", "Sat", "FROM", "02:00", "UNTIL", "04:00", "MUST", "true");
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.text()).contains("the hours are over");
        SequencedMap<String, String> files = Written.example("pyairtable");
        String root = file(files, ".github/workflows/root.yml");
        assertThat(root.indexOf("window.sh")).isBetween(root.indexOf("guard.sh"), root.indexOf("apply -input=false"));
        assertThat(file(files, APPLY)).contains("outside-window: \"${{ inputs.outside-window == true }}\"");
    }

    /// A token for `main` says nothing of what was checked out, and whoever may start a run may name a commit.
    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void takes_no_credentials_of_the_builder_with_files_that_nobody_merged(String system) {
        SequencedMap<String, String> files = Written.example(system);
        files.forEach((path, text) -> {
            if (path.startsWith(".github/workflows/") && text.contains("ref: \"${{")) {
                for (String job : text.split("(?m)^  (?=\\w[\\w-]*:$)")) {
                    if (job.contains("steps:") && job.contains("ref: \"${{")) {
                        assertThat(job.indexOf("merge-base --is-ancestor HEAD origin/main"))
                                .as(path)
                                .isBetween(job.indexOf("ref: \"${{"), job.indexOf("APPLY_ROLE"));
                    }
                }
            }
        });
        assertThat(file(files, ".github/workflows/root.yml")).contains("merge-base --is-ancestor HEAD origin/main");
    }

    @ParameterizedTest
    @CsvSource({"0, true, 0, has no image yet", "1, false, 1, 0 of 0 copies"})
    void waits_for_no_copy_where_there_is_no_image(String images, boolean isWarned, int code, String said)
            throws IOException, InterruptedException {
        aws("case $2 in list-images) echo " + images + " ;; describe-target-groups) echo arn ;; esac");
        Shell.Answer answer =
                script("targets", "REGION", "eu-west-1", "TARGETS", "shop-web", "IMAGES", "shop", "PATIENCE", "0");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text()).contains(said);
        assertThat(answer.text().contains("::warning")).isEqualTo(isWarned);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 0", "';; communications error to 1.1.1.1#53: timed out', 1", "'', 1"})
    void asks_resolvers_and_knows_an_error_from_an_address(String answer, int code)
            throws IOException, InterruptedException {
        program("dig", "echo '" + answer + "'");
        assertThat(script("names", "HOSTS", "shop.example.org").code()).isEqualTo(code);
    }

    /// Terraform is real; whoever opens issues is not.
    @Test
    void finds_what_is_not_as_it_was_declared_and_opens_one_issue() throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        assumeTrue(Machine.has("jq"), "skipped: there is no `jq` on this machine");
        Path root = Files.createDirectories(folder.resolve("terraform/regions/r"));
        Path written = root.resolve("main.tf");
        Files.writeString(written, "resource \"terraform_data\" \"one\" {\n  input = \"a\"\n}\n");
        assertThat(terraform.run(root, "init", "-input=false").code()).isZero();
        assertThat(terraform.run(root, "apply", "-input=false", "-auto-approve").code())
                .isZero();
        program("gh", "echo \"$@\" >> " + folder.resolve("asked"));
        Shell.Answer calm = script("drift", "ROOT", "regions/r");
        assertThat(calm.text()).contains("all is as it was declared");
        assertThat(calm.code()).isZero();
        assertThat(folder.resolve("asked")).doesNotExist();
        Files.writeString(written, "resource \"terraform_data\" \"one\" {\n  input = \"b\"\n}\n");
        assertThat(script("drift", "ROOT", "regions/r").code()).isEqualTo(1);
        assertThat(root.resolve("drift.md")).content().contains("- `terraform_data.one`: update", "\"a\" -> \"b\"");
        assertThat(folder.resolve("asked")).content().contains("issue create --title Drift in regions/r");
    }

    @Test
    void tells_all_that_is_missing_at_once() throws IOException, InterruptedException {
        Shell.Answer answer = script("prerequisites", "TOOLS", "bash>=3.2 bash>=99.1 no-such-tool sed");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text())
                .contains("has to be 99.1 at least", "no-such-tool is not there")
                .doesNotContain("has to be 3.2");
        assertThat(script("prerequisites", "TOOLS", "bash>=3.2 sed").code()).isZero();
    }

    /// The cloud's own interface is the one thing here that is not real.
    @ParameterizedTest
    @CsvSource({
        "healthy healthy, false, 0, 2 of 2 copies answer",
        "healthy draining, false, 0, 1 of 1 copies answer",
        "healthy unhealthy.draining, false, 0, 1 of 1 copies answer",
        "healthy unhealthy, false, 1, 1 of 2 copies",
        "'', false, 1, 0 of 0 copies",
        "'', true, 0, no copy of shop-web has been released here"
    })
    void waits_until_copies_answer(String states, boolean mayBeEmpty, int code, String said)
            throws IOException, InterruptedException {
        aws("[ \"$2\" = describe-target-groups ] && echo arn || echo '" + states + "'");
        Shell.Answer answer = script(
                "targets", "REGION", "eu-west-1", "TARGETS", "shop-web", "EMPTY", "" + mayBeEmpty, "PATIENCE", "0");
        assertThat(answer.text()).contains(said);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, 0, is 12.5 s behind",
        "60.5, 1, and may be 60 s",
        "None, 1, an unknown number",
        "-1.0, 1, is -1.0 s behind"
    })
    void waits_until_copies_of_data_are_near(String behind, int code, String said)
            throws IOException, InterruptedException {
        aws("echo " + behind);
        Shell.Answer answer =
                script("lag", "REGION", "eu-west-1", "COPIES", "shop-eu-west-1-orders:60", "PATIENCE", "0");
        assertThat(answer.text()).contains(said);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"850.0, 0, is 850.0 ms behind", "60500.0, 1, and may be 60000 ms", "None, 1, an unknown number"})
    void waits_until_a_part_of_a_global_database_would_lose_little(String behind, int code, String said)
            throws IOException, InterruptedException {
        aws("case \"$*\" in *AuroraGlobalDBRPOLag*Name=DBClusterIdentifier,Value=shop-us-east-1-orders*) echo " + behind
                + ";; esac");
        Shell.Answer answer = script(
                "lag",
                "REGION",
                "us-east-1",
                "COPIES",
                "shop-us-east-1-orders:60000",
                "METRIC",
                "AuroraGlobalDBRPOLag",
                "DIMENSION",
                "DBClusterIdentifier",
                "UNIT",
                "ms",
                "PATIENCE",
                "0");
        assertThat(answer.text()).contains(said);
        assertThat(answer.code()).isEqualTo(code);
    }

    private void aws(String does) throws IOException {
        program("aws", does);
    }

    private void program(String name, String does) throws IOException {
        new Script(folder).program(name, does);
    }

    private Shell.Answer script(String name, String... environment) throws IOException, InterruptedException {
        return new Script(folder).run(name, environment);
    }
}
