package dev.meridian.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pages and rules may ask for.
@DisplayName("A number")
class ANumberTest {
    @Test
    void is_one_that_aws_counts_under_these_names_and_there() {
        assertThat(Metrics.fault("AWS/RDS ReplicaLag", List.of("DBInstanceIdentifier"), "eu-west-1"))
                .isEmpty();
        assertThat(Metrics.fault("AWS/RDS ReplicationLag", List.of("DBInstanceIdentifier"), "eu-west-1"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("which nothing counts"));
        assertThat(Metrics.fault("AWS/Kafka ReplicationLatency", List.of("Replicator Name"), "eu-west-1"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("counted by [[ReplicatorName]"));
        assertThat(Metrics.fault("AWS/Billing EstimatedCharges", List.of("Currency"), "eu-west-1"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("counted in us-east-1"));
        assertThat(Metrics.fault("AWS/Billing EstimatedCharges", List.of("Currency"), "us-east-1"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum by (le) (rate(istio_request_duration_milliseconds_bucket{a=\"{[\"}[5m])) > 1",
                "service:web_failed:ratio_rate5m{} > 0.01",
                "absent(kube_deployment_spec_replicas{namespace=\"shop\"})"
            })
    void is_one_that_clusters_count(String question) {
        assertThat(Exported.fault(question)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(rate(http_requests_total{job=\"web\"}[5m]))",
                "rate(istio_requests_total{}[5m]",
                "rate(istio_requests_total{}[5m)]",
                "istio_requests_total{}}"
            })
    void that_nobody_counts_or_asks_for_rightly_is_found(String question) {
        assertThat(Exported.fault(question)).isPresent();
    }

    @Test
    void on_two_pages_of_different_names_is_on_pages_of_different_identifiers() {
        assertThat(Grafana.uid("shop-eu-west-1"))
                .isEqualTo(Grafana.uid("shop-eu-west-1"))
                .isNotEqualTo(Grafana.uid("shop-eu-west-2"))
                .hasSizeLessThanOrEqualTo(40);
    }
}
