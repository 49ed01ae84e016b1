package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.hcl.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written, under the tools that people run on it. `-Dmeridian.terraform=all` validates every root of the
/// five systems, which takes some minutes; otherwise it is one of each kind. Roots of other clouds than AWS are
/// laid out, not validated: their providers are on no mirror here ([ARegionOfAnotherCloudTest] says what they are
/// held to).
@DisplayName("A real tool")
class ARealToolTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void leaves_the_layout_of_all_five_systems_alone() throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        for (String system : Written.SYSTEMS) {
            Written.lay(Written.example(system), folder.resolve(system));
        }
        Written.lay(Written.of(Written.EDGES), folder.resolve("edges"));
        Written.lay(Written.of(Written.GLOBAL_DATABASE), folder.resolve("global"));
        Written.lay(Written.of(ARegionOfAnotherCloudTest.GOOGLE), folder.resolve("google"));
        Written.lay(Written.of(ARegionOfAnotherCloudTest.AZURE), folder.resolve("azure"));
        Terraform.Answer answer = terraform.run(folder, "fmt", "-check", "-diff", "-recursive");
        assertThat(answer.code()).as(answer.text()).isZero();
    }

    @Test
    void finds_every_root_valid() throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        boolean isWhole = System.getProperty("meridian.terraform", "").equals("all");
        for (String system : isWhole ? Written.SYSTEMS : List.of("genai-demo")) {
            Path place = folder.resolve(system);
            Written.lay(Written.example(system), place);
            List<String> roots = new ArrayList<>(Files.readAllLines(place.resolve("terraform/ORDER")));
            roots.removeIf(root -> ARegionOfAnotherCloudTest.isOfAnother(place, root));
            if (!isWhole) {
                roots.remove("regions/ap-northeast-1");
            }
            for (String root : roots) {
                Path at = place.resolve("terraform").resolve(root);
                terraform.validates(at);
            }
        }
    }
}
