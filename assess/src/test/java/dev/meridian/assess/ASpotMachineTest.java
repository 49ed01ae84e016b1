package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A region that has to take over with spot machines alone may lose them on that day.
class ASpotMachineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        aws | us-east-1 | us-west-2 | standby | all: {count: 3, spot: true} | us-west-2 | 2m
        gcp | us-central1 | us-east1 | active | all: {count: 3, spot: true} | us-central1 us-east1 | 30s
        azure | eastus | westus2 | standby | all: {count: 3, spot: true} | westus2 | 30s
        aws | us-east-1 | us-west-2 | standby | all: {count: 3, spot: true}, own: {count: 2} | "" | ""
        aws | us-east-1 | us-west-2 | standby | all: {count: 3} | "" | ""
        aws | us-east-1 | us-west-2 | standby | all: {in: us-east-1, count: 3, spot: true} | "" | ""
        """)
    void is_no_machine_to_count_on(
            String cloud, String one, String other, String role, String nodes, String regions, String notice) {
        Read file =
                Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h}
            regions: {%s: {role: %s, provider: %s}, %s: {role: %s, provider: %s}}
            compute: {platform: kubernetes, nodes: {%s}}
            services: {web: {}}
            failover: {mode: manual, steps: {scale: {takes: 5m}}}
            """.formatted(one, role.equals("active") ? role : "primary", cloud, other, role, cloud, nodes));
        List<Finding> found = Found.of(file, Rule.TAKES_OVER_ON_SPOT);
        assertThat(found)
                .extracting(finding -> finding.statement().replaceFirst("all machines of (\\S+) are spot.*", "$1"))
                .isEqualTo(regions.isEmpty() ? List.of() : List.of(regions.split(" ")));
        assertThat(found).allMatch(finding -> finding.why().contains("notice of " + notice));
    }
}
