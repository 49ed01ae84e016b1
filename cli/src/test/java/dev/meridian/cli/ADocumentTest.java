package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A document is what its published schema says, whatever the exit code is.
class ADocumentTest {
    @BeforeAll
    static void laysOutTheExamples() throws IOException {
        Answer.layOutExamples();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "validate | validate examples/quickstart.yaml",
                "validate | validate examples/quickstart.yaml examples/none.yaml",
                "validate | validate examples/quickstart.yaml --set failover.hold=x",
                "explain  | explain examples/quickstart.yaml",
                "explain  | explain examples/two-regions-witness.yaml failover --set failover.hold=2s",
                "explain  | explain examples/quickstart.yaml services.web.replicas",
                "problems | explain examples/quickstart.yaml services.web.replica",
                "problems | explain examples/none.yaml",
                "problems | explain",
                "assess   | assess examples/quickstart.yaml",
                "assess   | assess examples/two-regions.yaml --as-of 2030-01-01 --all",
                "assess   | assess examples/mahavishnu.yaml --environment staging",
                "explain  | explain examples/mahavishnu.yaml --environment staging",
                "simulate | simulate examples/quickstart.yaml --seeds 5",
                "simulate | simulate examples/quickstart.yaml --fault region-loss:us-east-1 --runs 3",
                "simulate | simulate examples/quickstart.yaml --fault link-cut:us-east-1>eu-west-1@5s..9s"
                        + " --fault quorum-loss@20s..30s --runs 3",
                "simulate | simulate examples/quickstart.yaml --incident kubedb-1847 --runs 2",
                "incidents | simulate examples/quickstart.yaml --incident list",
                "problems | simulate examples/quickstart.yaml --incident github",
                "problems | simulate examples/two-regions-witness.yaml --incident vitess-20199",
                "problems | simulate examples/quickstart.yaml --fault region-los:us-east-1",
                "problems | simulate examples/quickstart.yaml --runs 3",
                "replay   | replay examples/incidents/region-loss.jsonl",
                "replay   | replay examples/incidents/region-loss.jsonl --set failover.hold=20s",
                "replay   | replay examples/incidents/region-loss.jsonl --set failover.hold=1s",
                "replay   | replay examples/incidents/region-loss.jsonl --set traffic.ttl=5s",
                "replay   | replay examples/incidents/region-loss.jsonl --set failover.targets=[ap-southeast-1,eu-west-1]",
                "problems | replay examples/incidents/region-loss.jsonl --set failover.hold=x",
                "problems | replay examples/quickstart.yaml",
                "problems | assess examples/quickstart.yaml --baseline examples/quickstart.yaml",
                "problems | assess examples/quickstart.yaml --as-of never",
                "problems | failover examples/quickstart.yaml --to nowhere-1",
                "problems | accept-loss examples/quickstart.yaml --most much --reason test",
            })
    void is_what_its_schema_says(String schema, String command) throws IOException {
        Answer answer = Answer.of((command + " --output json").split(" "));
        assertThat(schema(schema).validate(answer.out(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples/mahavishnu.yaml", "examples/pyairtable.yaml", "examples/none.yaml"})
    void in_sarif_is_what_the_published_schema_says(String file) throws IOException {
        Answer answer = Answer.of("assess", file, "--output", "sarif");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(
                        Files.readString(Answer.HOME.resolve("cli/src/test/resources/sarif/sarif-schema-2.1.0.json")));
        assertThat(schema.validate(answer.out(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void of_a_written_folder_is_what_its_schema_says(@TempDir Path folder) throws IOException {
        String file = "examples/richesreach.yaml";
        assertThat(Answer.of("synth", file, "-o", folder.toString(), "--set", "network.peering=full-mesh")
                        .exitCode())
                .isZero();
        Answer diff = Answer.of("diff", file, "--against", folder.toString(), "--output", "json");
        assertThat(schema("diff").validate(diff.out(), InputFormat.JSON)).isEmpty();
        Answer synth = Answer.of("synth", file, "-o", folder.toString(), "--output", "json");
        assertThat(synth.out()).contains("\"changed\"", "\"same\"", "\"removed\"");
        assertThat(schema("synth").validate(synth.out(), InputFormat.JSON)).isEmpty();
    }

    static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Answer.HOME.resolve("docs/schemas/" + name + ".schema.json")));
    }
}
