package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What AWS takes and no schema tells: values of a rule, currencies, what is counted, what is reached from where.
@DisplayName("An edge of the cloud")
class AnEdgeOfTheCloudTest {
    private static final String FILE = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: active}
            services: {web: {port: 8080, health: /health, image: "shop/web:1", dependsOn: {orders: hard}}}
            data:
              orders: {kind: postgresql, runs: provider, replication: async}
              events: {kind: kafka, runs: provider, replication: none}
              index: {kind: opensearch, runs: provider, replication: none}
            compute: {platform: ecs-fargate}
            network: {peering: full-mesh}
            traffic: {entrances: {web: {host: www.shop.acme.test, to: web}}}
            observability: {alarms: [critical-thresholds], tracing: {kind: xray}}
            """;

    private static final String REGION = "terraform/regions/us-east-1/";

    /// Five values of a rule (Application Load Balancers guide, quotas).
    @Test
    void has_no_rule_of_more_names_than_a_load_balancer_takes() {
        List<String> names = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            names.add("n" + i + ".shop.acme.test");
            said.add("n" + i + ": " + names.getLast());
        }
        String written = file(
                Written.of(FILE.replace(
                        "traffic: {",
                        "traffic: {certificates: {issuer: acm, names: {" + String.join(", ", said) + "}}, ")),
                REGION + "entrance-web.tf");
        assertThat(written).contains("resource \"aws_lb_listener_rule\" \"web_after_5\" {", "priority     = 600");
        written.lines()
                .filter(line -> line.strip().startsWith("values = ["))
                .forEach(line -> assertThat(line.split(",", -1)).hasSizeLessThanOrEqualTo(5));
        assertThat(Stream.of(written.split("\"", -1)).filter(names::contains).distinct())
                .hasSize(names.size());
    }

    @Test
    void has_a_budget_in_the_currency_that_aws_counts_in_or_says_that_it_has_none() {
        SequencedMap<String, String> dollars =
                Written.of(FILE + "cost: {budget: {limit: 900 USD/month, alerts: true}}\n");
        assertThat(file(dollars, "terraform/global/account/budget.tf")).contains("\"USD\"");
        SequencedMap<String, String> euros =
                Written.of(FILE + "cost: {budget: {limit: 900 EUR/month, alerts: true}}\n");
        euros.forEach((path, text) -> {
            if (path.endsWith(".tf")) {
                assertThat(text).as(path).doesNotContain("\"EUR\"");
            }
        });
        assertThat(file(euros, "UNRENDERED.md"))
                .contains("| `cost.budget.limit` | `900 EUR/month` | budgets of AWS count in USD |");
    }

    @Test
    void is_reached_by_traces_where_no_way_leads_out() {
        String shut = FILE.replace("peering: full-mesh", "peering: full-mesh, nat: none, endpoints: provider-services");
        assertThat(file(Written.of(shut), REGION + "endpoints.tf")).contains("\"xray\"");
        assertThat(file(Written.of(shut.replace(", tracing: {kind: xray}", "")), REGION + "endpoints.tf"))
                .doesNotContain("\"xray\"");
    }

    @Test
    void is_heard_of_before_any_store_is_full() {
        assertThat(file(Written.of(FILE), REGION + "alarms.tf"))
                .contains("\"FreeStorageSpace\"", "\"ClusterIndexWritesBlocked\"", "\"JVMMemoryPressure\"")
                .contains("\"Broker ID\"", "toset([\"1\", \"2\", \"3\"])")
                .contains("DomainName", "data.aws_caller_identity.current.account_id");
    }

    /// Behind a CDN every request comes from its addresses.
    @Test
    void keeps_nobody_out_by_the_address_of_a_cdn() {
        SequencedMap<String, String> files = Written.example("pyairtable");
        List<String> byAddress = List.of("geo_match_statement", "IpReputationList", "AnonymousIpList", "\"IP\"");
        assertThat(file(files, REGION + "firewall.tf")).doesNotContain(byAddress);
        assertThat(file(files, "terraform/global/firewall.tf")).contains("geo_match_statement");
    }
}
