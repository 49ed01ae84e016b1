package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Machine;
import dev.meridian.terraform.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Whoever can push a branch gets its rights.
@DisplayName("The role that plans")
class ARoleThatPlansTest {
    @SuppressWarnings("unused")
    private static final List<String> SYSTEMS =
            Stream.concat(Written.SYSTEMS.stream(), Stream.of("edges")).toList();

    private static final Pattern PARAMETER = Pattern.compile(
            "resource \"aws_ssm_parameter\" \"\\w+\" \\{\n(?:  .*\n)*?  key_id += aws_kms_key\\.(\\w+)\\.arn");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// The value of a secret is read by each plan of the root that has one, that of a copy's later owner too.
    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void may_read_the_passwords_that_a_plan_opens_and_no_other(String system) throws IOException, InterruptedException {
        TreeSet<String> opened = new TreeSet<>();
        for (Root root : roots(system)) {
            root.blocks().stream()
                    .filter(block -> block.type().equals("resource")
                            && block.labels().getFirst().equals("aws_secretsmanager_secret_version"))
                    .forEach(block -> opened.add(name(
                            root, "aws_secretsmanager_secret", block.labels().getLast())));
        }
        List<String> patterns = said(system, "secretsmanager:GetSecretValue", ".Resource").stream()
                .map(arn -> arn.replace("arn:aws:secretsmanager:*:*:secret:", "")
                        .replace("-??????", "")
                        .replace("*", ".+"))
                .toList();
        assertThat(opened).allSatisfy(name -> assertThat(patterns).anyMatch(name::matches));
        assertThat(patterns).allSatisfy(pattern -> assertThat(opened).anyMatch(name -> name.matches(pattern)));
        assertThat(said(system, "secretsmanager:GetRandomPassword", ".Resource").isEmpty())
                .isEqualTo(opened.isEmpty());
    }

    private static List<Root> roots(String system) {
        return system.equals("edges") ? Written.roots("edges.yaml", Written.EDGES) : Written.roots(system);
    }

    private static SequencedMap<String, String> files(String system) {
        return system.equals("edges") ? Written.of(Written.EDGES) : Written.example(system);
    }

    /// A parameter is decrypted by each plan of the root that has it.
    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void may_decrypt_what_parameters_are_encrypted_with(String system) throws IOException, InterruptedException {
        List<String> patterns =
                said(system, "kms:Decrypt", ".Condition[\"ForAnyValue:StringLike\"][\"kms:ResourceAliases\"]").stream()
                        .map(alias -> alias.replace("*", ".+"))
                        .toList();
        SequencedMap<String, String> files = files(system);
        files.forEach((path, text) -> {
            for (Matcher parameter = PARAMETER.matcher(text); parameter.find(); ) {
                Matcher alias = Pattern.compile(
                                "resource \"aws_kms_alias\" \"" + parameter.group(1) + "\" \\{\n *name += \"([^\"]+)\"")
                        .matcher(String.join("\n", ofRoot(files, path)));
                assertThat(alias.find()).as(path).isTrue();
                assertThat(patterns).as(path).anyMatch(alias.group(1)::matches);
            }
        });
    }

    private static List<String> ofRoot(SequencedMap<String, String> files, String path) {
        String root = path.substring(0, path.lastIndexOf('/') + 1);
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(root) && file.getKey().endsWith(".tf"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String name(Root root, String type, String label) {
        Block block = root.blocks().stream()
                .filter(one -> one.type().equals("resource") && one.labels().equals(List.of(type, label)))
                .findFirst()
                .orElseThrow();
        return ((Expression.Text) block.at("name").orElseThrow()).text();
    }

    /// Of keys it has those of states, by way of Secrets Manager those of passwords, and by way of Parameter Store
    /// those of addresses.
    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void may_decrypt_states_and_nothing_that_users_keep(String system) throws IOException, InterruptedException {
        SequencedMap<String, String> files = files(system);
        String terraform = String.join("\n", files.values());
        String aliases = ".Condition[\"ForAnyValue:StringEquals\"][\"kms:ResourceAliases\"]";
        assertThat(said(system, "kms:Decrypt", aliases))
                .singleElement()
                .satisfies(key -> assertThat(terraform).contains("\"" + key + "\""));
        assertThat(said(system, "kms:Decrypt", aliases.replace("StringEquals", "StringLike")))
                .allSatisfy(key -> assertThat(terraform).containsPattern("\"" + key.replace("*", "[a-z0-9-]+") + "\""));
        List<String> ways = new ArrayList<>();
        if (terraform.contains("ephemeral \"aws_secretsmanager_secret_version\"")) {
            ways.add("secretsmanager.*.amazonaws.com");
        }
        if (terraform.contains("resource \"aws_ssm_parameter\"")) {
            ways.add("ssm.*.amazonaws.com");
        }
        assertThat(said(system, "kms:Decrypt", ".Condition.StringLike[\"kms:ViaService\"]"))
                .isEqualTo(ways);
        assertThat(said(system, "dynamodb:Scan", ".Effect")).containsExactly("Deny");
    }

    /// What the policy of the guide says in statements about an action.
    private List<String> said(String system, String action, String what) throws IOException, InterruptedException {
        assumeTrue(Machine.has("jq"), "skipped: there is no `jq` on this machine");
        String guide = file(files(system), ".github/workflows/README.md");
        int from = guide.indexOf("```json\n") + "```json\n".length();
        Path policy = folder.resolve("policy.json");
        Files.writeString(policy, guide.substring(from, guide.indexOf("```", from)));
        String query = ".Statement[] | select([.Action] | flatten | index(\"" + action + "\")) | " + what
                + " | select(. != null) | [.] | flatten | .[]";
        Shell.Answer answer = Shell.run(folder, List.of("jq", "-r", query, policy.toString()), Map.of());
        assertThat(answer.code()).as(answer.text()).isZero();
        return answer.text().lines().toList();
    }

    /// A job of an environment says so in its token, and waits for its reviewers.
    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void is_taken_on_for_a_pull_request_only_by_way_of_an_environment(String system) {
        files(system).forEach((path, text) -> {
            if (path.startsWith(".github/workflows/") && path.endsWith(".yml")) {
                assertThat(text).as(path).doesNotContain("pull_request_target");
                boolean isOfPulls = text.contains("pull_request");
                for (String job : text.split("(?m)^  (?=\\w[\\w-]*:$)")) {
                    if (job.contains("role-to-assume") && isOfPulls) {
                        assertThat(job).as(path).contains("vars.PLAN_ROLE", "\n    environment: plan\n");
                    }
                }
            }
        });
    }

    @Test
    void is_trusted_for_main_only_where_somebody_looks_for_drift() {
        assertThat(file(Written.example("genai-demo"), ".github/workflows/README.md"))
                .contains("`PLAN_ROLE`: `repo:OWNER/NAME:environment:plan` and `repo:OWNER/NAME:ref:refs/heads/main`")
                .doesNotContain("repo:OWNER/NAME:*");
    }
}
