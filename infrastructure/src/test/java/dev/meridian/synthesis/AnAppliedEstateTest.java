package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.meridian.hcl.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is applied, root by root in its order, with the real Terraform against an emulator of AWS.
@DisplayName("An applied estate")
class AnAppliedEstateTest {
    private static final Pattern VPC = Pattern.compile("<vpcId>(vpc-[0-9a-f]+)</vpcId>");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Terraform terraform;

    @SuppressWarnings("NullAway.Init")
    private SequencedMap<String, String> environment;

    @Test
    void stands_as_it_was_written_shows_what_others_change_and_goes_again() throws IOException, InterruptedException {
        terraform = Terraform.here(folder);
        SequencedMap<String, String> files = Written.example("genai-demo");
        Written.lay(files, folder);
        List<String> order = Files.readAllLines(folder.resolve("terraform/ORDER"));
        try (Emulator emulator = Emulator.start(folder)) {
            environment = emulator.environment();
            for (String root : order) {
                prepare(root);
                done(root, "apply", "-auto-approve", "-input=false", "-no-color");
            }
            for (String root : order) {
                Terraform.Answer again = plan(root);
                assertThat(again.code()).as(root + " again: " + again.text()).isZero();
            }
            Matcher vpc = VPC.matcher(emulator.ec2(
                    "ap-east-2", "Action=DescribeVpcs&Filter.1.Name=tag:Name&Filter.1.Value.1=genai-demo-ap-east-2"));
            assertThat(vpc.find()).isTrue();
            emulator.ec2(
                    "ap-east-2", "Action=ModifyVpcAttribute&VpcId=" + vpc.group(1) + "&EnableDnsHostnames.Value=false");
            Terraform.Answer changed = plan("regions/ap-east-2");
            assertThat(changed.code()).as(changed.text()).isEqualTo(2);
            assertThat(changed.text()).contains("aws_vpc.main will be updated", "enable_dns_hostnames");
            for (String root : order.reversed().subList(0, order.size() - 1)) {
                done(root, "destroy", "-auto-approve", "-input=false", "-no-color");
            }
            Terraform.Answer kept = run("bootstrap", "destroy", "-auto-approve", "-input=false", "-no-color");
            assertThat(kept.code()).isEqualTo(1);
            assertThat(kept.text()).as("states outlive what they describe").contains("lifecycle.prevent_destroy");
        }
    }

    /// Beside its files a root has one more, which only the test knows: what the emulator cannot do fails at once
    /// instead of being tried again.
    private void prepare(String root) throws IOException, InterruptedException {
        Path at = folder.resolve("terraform").resolve(root);
        StringBuilder text = new StringBuilder();
        Matcher alias =
                Pattern.compile("alias += \"([a-z0-9_]+)\"").matcher(Files.readString(at.resolve("providers.tf")));
        List<String> aliases = new ArrayList<>();
        while (alias.find()) {
            aliases.add(alias.group(1));
        }
        if (aliases.isEmpty()) {
            text.append("provider \"aws\" {\n  max_retries = 1\n}\n");
        }
        aliases.forEach(name -> text.append("provider \"aws\" {\n  alias = \"" + name + "\"\n  max_retries = 1\n}\n"));
        Files.writeString(at.resolve("zz_test_override.tf"), text.toString());
        Terraform.Answer made = run(root, "init", "-input=false", "-no-color");
        assumeFalse(
                made.code() != 0 && made.text().contains("could not connect to registry"),
                "skipped: the provider is not on this machine, and nothing to fetch it from");
        assertThat(made.code()).as(root + ": " + made.text()).isZero();
    }

    private Terraform.Answer plan(String root) throws IOException, InterruptedException {
        return run(root, "plan", "-detailed-exitcode", "-input=false", "-no-color");
    }

    private void done(String root, String... words) throws IOException, InterruptedException {
        Terraform.Answer answer = run(root, words);
        assertThat(answer.code()).as(root + ": " + answer.text()).isZero();
    }

    private Terraform.Answer run(String root, String... words) throws IOException, InterruptedException {
        return terraform.run(folder.resolve("terraform").resolve(root), environment, words);
    }
}
