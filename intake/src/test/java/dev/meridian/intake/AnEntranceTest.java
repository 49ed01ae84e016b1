package dev.meridian.intake;

import static dev.meridian.intake.Drafts.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Ttl;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How users find what runs, and who looks whether it does.
@DisplayName("An entrance")
class AnEntranceTest {
    /// A load balancer in each region, with a service of containers behind it.
    private static Plan twoBalancers() {
        Plan plan = new Plan();
        for (String side : new String[] {"us", "eu"}) {
            String provider = side.equals("us") ? "aws" : "aws.eu";
            plan.with("aws_lb." + side, provider, "{'name': 'web-" + side + "'}")
                    .with("aws_lb_target_group." + side, provider, """
                            {'port': 8081, 'health_check': [{'path': '/ready'}]}""")
                    .with(
                            "aws_lb_listener." + side,
                            provider,
                            "{'default_action': [{'type': 'forward'}]}",
                            """
                            {'load_balancer_arn': ['aws_lb.%s.arn'],
                             'default_action': {'target_group_arn': ['aws_lb_target_group.%s.arn']}}""".formatted(side, side))
                    .with(
                            "aws_ecs_service." + side,
                            provider,
                            """
                            {'name': 'web-%s', 'desired_count': %d, 'load_balancer': [{'container_port': 8081}]}""".formatted(side, side.equals("us") ? 4 : 2),
                            """
                            {'load_balancer': {'target_group_arn': ['aws_lb_target_group.%s.arn']}}""".formatted(side));
        }
        return plan;
    }

    private static String alias(String side) {
        return "{'alias': {'name': ['aws_lb." + side + ".dns_name']}, 'health_check_id': ['aws_route53_health_check."
                + side + ".id']}";
    }

    private static Plan withRecords(Plan plan, String first, String second) {
        return plan.with("aws_route53_record.us", "aws", """
                        {'name': 'www.example.com', 'type': 'A', 'alias': [{'evaluate_target_health': true}], %s}""".formatted(first), alias("us"))
                .with("aws_route53_record.eu", "aws", """
                        {'name': 'www.example.com', 'type': 'A', 'alias': [{'evaluate_target_health': true}], %s}""".formatted(second), alias("eu"));
    }

    private static Topology.Role role(Topology topology, String region) {
        return Objects.requireNonNull(topology.regions().get(new RegionName(region)))
                .role()
                .orElseThrow();
    }

    @Test
    void that_fails_over_makes_one_region_the_primary_and_the_other_a_standby() {
        Topology topology = read(withRecords(
                        twoBalancers(),
                        "'failover_routing_policy': [{'type': 'SECONDARY'}]",
                        "'failover_routing_policy': [{'type': 'PRIMARY'}]")
                .text());
        assertThat(role(topology, "eu-west-1")).isEqualTo(Topology.Role.PRIMARY);
        assertThat(role(topology, "us-east-1")).isEqualTo(Topology.Role.STANDBY);
        assertThat(topology.failover().control().orElseThrow().runs()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'latency_routing_policy': [{'region': 'us-east-1'}]",
                "'weighted_routing_policy': [{'weight': 50}]",
                "'geolocation_routing_policy': [{'continent': 'EU'}]"
            })
    void that_leads_to_both_regions_makes_both_serve(String policy) {
        Draft draft = Drafts.of(withRecords(twoBalancers(), policy, policy).text());
        Topology topology = Drafts.topology(draft);
        assertThat(role(topology, "eu-west-1")).isEqualTo(Topology.Role.ACTIVE);
        assertThat(draft.text()).contains("route: [" + policy.substring(1, policy.indexOf('_')) + ", health]");
    }

    @Test
    void that_weighs_its_ways_says_how() {
        Draft draft = Drafts.of(withRecords(
                        twoBalancers(),
                        "'weighted_routing_policy': [{'weight': 70}]",
                        "'weighted_routing_policy': [{'weight': 30}]")
                .text());
        Drafts.blueprint(draft);
        assertThat(draft.text()).contains("        us-east-1: 70\n        eu-west-1: 30\n");
    }

    @Test
    void has_the_port_the_health_and_the_sizes_of_what_is_behind_it() {
        Topology topology = read(withRecords(twoBalancers(), "'set_identifier': 'a'", "'set_identifier': 'b'")
                .text());
        Topology.Service web = Objects.requireNonNull(topology.services().get("web"));
        assertThat(web.port()).hasValue(8081);
        assertThat(web.healthPath()).contains("/ready");
        assertThat(web.replicas().orElseThrow().least()).hasValue(4);
        assertThat(Objects.requireNonNull(topology.regions().get(new RegionName("eu-west-1")))
                        .overrides())
                .hasSize(1);
        assertThat(Objects.requireNonNull(topology.traffic().entrances().get("web"))
                        .host())
                .contains("www.example.com");
        assertThat(topology.traffic().ttl().flatMap(Ttl::time))
                .as("an alias to a load balancer")
                .contains(Duration.ofSeconds(60));
    }

    @Test
    void that_two_checks_look_at_is_one_probe() {
        Plan plan = withRecords(twoBalancers(), "'set_identifier': 'a'", "'set_identifier': 'b'");
        for (String side : new String[] {"us", "eu"}) {
            plan.with("aws_route53_health_check." + side, "aws", """
                    {'type': 'HTTPS', 'port': 443, 'resource_path': '/ready', 'request_interval': 10,
                     'failure_threshold': 2, 'fqdn': '%s.example.com'}""".formatted(side));
        }
        Topology topology = read(plan.text());
        assertThat(topology.failover().probes()).hasSize(1);
        Failover.Probe probe = topology.failover().probes().firstEntry().getValue();
        assertThat(probe.to()).contains("web");
        assertThat(probe.every()).contains(Duration.ofSeconds(10));
        assertThat(probe.failures()).hasValue(2);
        assertThat(probe.window()).as("in a row").hasValue(2);
    }

    @Test
    void of_which_checks_differ_keeps_the_rhythm_of_the_first_and_says_so() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.jobs", "aws", "{'name': 'jobs'}")
                .with("aws_route53_health_check.a", "aws", """
                        {'type': 'HTTP', 'fqdn': 'a.example.com', 'request_interval': 10, 'failure_threshold': 3}""")
                .with("aws_route53_health_check.b", "aws", """
                        {'type': 'TCP', 'fqdn': 'b.example.com', 'request_interval': 30, 'failure_threshold': 5}""")
                .with("aws_route53_health_check.c", "aws", "{'type': 'CALCULATED'}");
        Draft draft = Drafts.of(plan.text());
        Drafts.blueprint(draft);
        assertThat(Drafts.topology(draft).failover().probes()).hasSize(2);
        assertThat(draft.notRead())
                .extracting(Draft.NotRead::address)
                .contains("aws_route53_health_check.b.request_interval", "aws_route53_health_check.c");
    }

    @Test
    void has_the_longest_time_to_live_of_its_records() {
        Plan plan = twoBalancers()
                .with("aws_route53_record.a", "aws", """
                        {'name': 'a.example.com', 'type': 'CNAME', 'ttl': 60}""", "{'records': ['aws_lb.us.dns_name']}")
                .with("aws_route53_record.b", "aws", """
                        {'name': 'b.example.com', 'type': 'CNAME', 'ttl': 300}""", "{'records': ['aws_lb.eu.dns_name']}");
        Draft draft = Drafts.of(plan.text());
        assertThat(Drafts.topology(draft).traffic().ttl().flatMap(Ttl::time)).contains(Duration.ofSeconds(300));
        assertThat(draft.text()).contains("the longest of 60s, 300s");
    }

    @Test
    void of_a_distribution_leads_to_the_service_behind_its_origin() {
        Plan plan = twoBalancers()
                .with("aws_cloudfront_distribution.edge", "aws", """
                        {'aliases': ['shop.example.com'], 'origin': [{'origin_id': 'web'}]}""", """
                        {'origin': {'domain_name': ['aws_lb.us.dns_name']}}""")
                .with("aws_route53_record.edge", "aws", """
                        {'name': 'shop.example.com', 'type': 'A', 'alias': [{}]}""", """
                        {'alias': {'name': ['aws_cloudfront_distribution.edge.domain_name']}}""");
        Topology topology = read(plan.text());
        assertThat(topology.traffic().entrances().values())
                .singleElement()
                .satisfies(entrance -> assertThat(entrance.host()).contains("shop.example.com"));
    }

    @Test
    void of_an_accelerator_leads_through_its_listener_and_groups() {
        Plan plan = twoBalancers()
                .with("aws_globalaccelerator_accelerator.all", "aws", "{'name': 'shop'}")
                .with("aws_globalaccelerator_listener.all", "aws", "{}", """
                        {'accelerator_arn': ['aws_globalaccelerator_accelerator.all.id']}""")
                .with("aws_globalaccelerator_endpoint_group.us", "aws", "{'endpoint_configuration': [{}]}", """
                        {'listener_arn': ['aws_globalaccelerator_listener.all.id'],
                         'endpoint_configuration': {'endpoint_id': ['aws_lb.us.arn']}}""")
                .with("aws_route53_record.all", "aws", "{'name': 'go.example.com', 'type': 'A', 'alias': [{}]}", """
                        {'alias': {'name': ['aws_globalaccelerator_accelerator.all.dns_name']}}""");
        Draft draft = Drafts.of(plan.text());
        assertThat(Drafts.topology(draft).traffic().entrances()).hasSize(1);
        assertThat(draft.read()).contains(new Draft.Count("aws_globalaccelerator_endpoint_group", 1));
    }

    @Test
    void to_a_balancer_behind_which_nothing_of_the_input_runs_names_a_service_and_says_so() {
        Plan plan = new Plan()
                .with("aws_lb.ingress", "aws", "{'name': 'shop-ingress'}")
                .with("aws_route53_record.www", "aws", """
                        {'name': 'www.example.com', 'type': 'A', 'alias': [{}]}""", """
                        {'alias': {'name': ['aws_lb.ingress.dns_name']}}""");
        Draft draft = Drafts.of(plan.text());
        Drafts.blueprint(draft);
        assertThat(draft.assumed())
                .contains(new Draft.Assumed("services.shop-ingress", "what runs behind the load balancer"));
    }

    @Test
    void whose_target_a_local_hides_is_left_out_and_the_reason_told() {
        Plan plan =
                twoBalancers().with("aws_route53_record.www", "aws", """
                {'name': 'www.example.com', 'type': 'A', 'alias': [{}]}""", "{'alias': {'name': ['local.front.dns']}}");
        Draft draft = Drafts.of(plan.text());
        assertThat(Drafts.topology(draft).traffic().entrances()).isEmpty();
        assertThat(draft.notRead()).anySatisfy(each -> assertThat(each.why()).contains("local.front"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.example.com", "\\\\052.example.com", "_acme.example.com", "x"})
    void under_a_name_that_is_no_host_is_told(String name) {
        Plan plan = twoBalancers()
                .with(
                        "aws_route53_record.www",
                        "aws",
                        """
                {'name': '%s', 'type': 'A', 'alias': [{}]}""".formatted(name),
                        "{'alias': {'name': ['aws_lb.us.dns_name']}}");
        Draft draft = Drafts.of(plan.text());
        Drafts.blueprint(draft);
        assertThat(draft.notRead()).extracting(Draft.NotRead::address).contains("aws_route53_record.www.name");
    }

    @Test
    void is_named_within_its_zone() {
        Plan plan = twoBalancers()
                .with("aws_route53_zone.main", "aws", "{'name': 'example.com'}")
                .with("aws_route53_record.www", "aws", """
                        {'name': 'www', 'type': 'A', 'alias': [{}]}""", """
                        {'zone_id': ['aws_route53_zone.main.zone_id'], 'alias': {'name': ['aws_lb.us.dns_name']}}""")
                .with("aws_route53_record.apex", "aws", """
                        {'name': 'example.com.', 'type': 'A', 'alias': [{}]}""", """
                        {'zone_id': ['aws_route53_zone.main.zone_id'], 'alias': {'name': ['aws_lb.us.dns_name']}}""");
        assertThat(read(plan.text()).traffic().entrances().values())
                .extracting(entrance -> entrance.host().orElseThrow())
                .containsExactly("www.example.com", "example.com");
    }

    @Test
    void leads_to_groups_of_machines_and_functions_too() {
        Plan plan = new Plan()
                .with("aws_lb.web", "aws", "{'name': 'web'}")
                .with("aws_lb_target_group.web", "aws", "{'port': 80}")
                .with("aws_lb_listener.web", "aws", "{'default_action': [{}]}", """
                        {'load_balancer_arn': ['aws_lb.web.arn'],
                         'default_action': {'target_group_arn': ['aws_lb_target_group.web.arn']}}""")
                .with(
                        "aws_autoscaling_group.machines",
                        "aws",
                        "{'name': 'machines', 'min_size': 2, 'max_size': 6}",
                        """
                        {'target_group_arns': ['aws_lb_target_group.web.arn']}""")
                .with("aws_lambda_function.thumbs", "aws", """
                        {'function_name': 'thumbs', 'image_uri': 'example/thumbs:2'}""")
                .with("aws_route53_record.www", "aws", "{'name': 'w.example.com', 'type': 'A', 'alias': [{}]}", """
                        {'alias': {'name': ['aws_lb.web.dns_name']}}""");
        Topology topology = read(plan.text());
        assertThat(Objects.requireNonNull(topology.services().get("machines"))
                        .replicas()
                        .orElseThrow()
                        .most())
                .hasValue(6);
        assertThat(topology.services()).containsKey("thumbs");
        assertThat(topology.traffic().entrances()).containsKey("machines");
    }
}
