package dev.meridian.intake;

import static dev.meridian.intake.Drafts.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Topology;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What runs, and what it runs on.
@DisplayName("A service")
class AServiceTest {
    private static final String TASK = """
            {'container_definitions': '[{\\"image\\": \\"example/web:2\\", \
            \\"portMappings\\": [{\\"containerPort\\": 9000}], \
            \\"environment\\": [{\\"value\\": \\"postgres://shop@orders.abc.us-east-1.rds.amazonaws.com:5432/shop\\"}], \
            \\"secrets\\": [{\\"valueFrom\\": \\"arn:aws:secretsmanager:us-east-1:123456789012:secret:db-x\\"}]}]', \
            'cpu': '512', 'memory': '1024', 'requires_compatibilities': ['FARGATE']}""";

    private static Topology.Service service(Plan plan, String name) {
        return Objects.requireNonNull(read(plan.text()).services().get(name));
    }

    @Test
    void of_containers_has_what_its_task_says_and_needs_what_its_settings_name() {
        Plan plan = new Plan()
                .with("aws_db_instance.orders", "aws", """
                        {'engine': 'postgres', 'identifier': 'orders',
                         'address': 'orders.abc.us-east-1.rds.amazonaws.com'}""")
                .with("aws_secretsmanager_secret.db", "aws", """
                        {'name': 'db', 'arn': 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db-x'}""")
                .with("aws_ecs_service.web", "aws", "{'name': 'web', 'desired_count': 2}", """
                        {'task_definition': ['aws_ecs_task_definition.web.arn']}""")
                .with("aws_ecs_task_definition.web", "aws", TASK);
        Topology.Service web = service(plan, "web");
        assertThat(web.image()).contains("example/web:2");
        assertThat(web.port()).hasValue(9000);
        assertThat(web.dependsOn()).containsKey("orders");
        assertThat(Drafts.of(plan.text()).text())
                .contains("      cpu: 0.5\n      memory: 1024Mi\n", "    secrets: db\n", "  platform: ecs-fargate ");
    }

    @Test
    void that_is_scaled_has_the_range() {
        Plan plan = new Plan()
                .with("aws_ecs_service.web", "aws", "{'name': 'web', 'desired_count': 2}")
                .with("aws_appautoscaling_target.web", "aws", """
                        {'resource_id': 'service/shop/web', 'min_capacity': 2, 'max_capacity': 8}""");
        assertThat(service(plan, "web").replicas().orElseThrow().most()).hasValue(8);
    }

    @Test
    void that_runs_in_one_of_two_regions_is_marked_because_the_format_has_it_in_both() {
        Draft draft = Drafts.of(new Plan()
                .with("aws_ecs_service.web", "aws", "{'name': 'web'}")
                .with("aws_sqs_queue.jobs", "aws.eu", "{'name': 'jobs'}")
                .text());
        assertThat(draft.assumed())
                .contains(new Draft.Assumed(
                        "services.web", "that it runs in eu-west-1 too, as every service of the format does"));
    }

    @ParameterizedTest
    @CsvSource({"application, alb", "network, nlb"})
    void behind_a_load_balancer_has_its_kind(String type, String kind) {
        Plan plan = new Plan()
                .with("aws_lb.web", "aws", "{'name': 'web', 'load_balancer_type': '" + type + "'}")
                .with("aws_lb_target_group.web", "aws", "{}")
                .with("aws_lb_listener.web", "aws", "{'default_action': [{}]}", """
                        {'load_balancer_arn': ['aws_lb.web.arn'],
                         'default_action': {'target_group_arn': ['aws_lb_target_group.web.arn']}}""")
                .with("aws_ecs_service.web", "aws", "{'name': 'web', 'load_balancer': [{}]}", """
                        {'load_balancer': {'target_group_arn': ['aws_lb_target_group.web.arn']}}""");
        Draft draft = Drafts.of(plan.text());
        Drafts.blueprint(draft);
        assertThat(draft.text()).contains("    loadBalancer:\n      kind: " + kind + " ");
    }

    @Test
    void runs_on_a_cluster_whose_groups_of_machines_may_differ_by_region() {
        Plan plan = new Plan();
        for (String side : new String[] {"us", "eu"}) {
            String provider = side.equals("us") ? "aws" : "aws.eu";
            String most = side.equals("us") ? "10" : "4";
            plan.with("aws_eks_cluster." + side, provider, "{'name': 'apps-" + side + "', 'version': '1.31'}")
                    .with("aws_eks_node_group." + side, provider, """
                            {'node_group_name': 'general', 'instance_types': ['m5.large'], 'capacity_type': 'SPOT',
                             'scaling_config': [{'min_size': 2, 'max_size': %s}]}""".formatted(most), """
                            {'cluster_name': ['aws_eks_cluster.%s.name']}""".formatted(side))
                    .with("aws_vpc." + side, provider, "{}");
        }
        plan.with("aws_s3_bucket.a", "aws", "{'bucket': 'a'}");
        Draft draft = Drafts.of(plan.text());
        Drafts.blueprint(draft);
        assertThat(draft.text())
                .contains("  platform: kubernetes ", "  version: 1.31 ", "      types: m5.large\n      count: 2..10\n")
                .contains("          general:\n            count: 2..4 ");
    }

    @Test
    void of_another_platform_than_the_rest_is_told() {
        Draft draft = Drafts.of(new Plan()
                .with("aws_eks_cluster.apps", "aws", "{'name': 'apps'}")
                .with("aws_ecs_service.web", "aws", "{'name': 'web', 'launch_type': 'FARGATE'}")
                .text());
        Drafts.blueprint(draft);
        assertThat(draft.notRead())
                .contains(new Draft.NotRead(
                        "aws_ecs_service.web.platform",
                        "aws_ecs_service",
                        "the format has one platform, and it is kubernetes here, not ecs-fargate"));
    }

    @Test
    void may_read_secrets_whose_values_are_never_read() {
        Plan plan = new Plan()
                .with(
                        "aws_secretsmanager_secret.db",
                        "aws",
                        "{'name': 'shop/db', 'replica': [{'region': 'eu-west-1'}]}")
                .with("aws_secretsmanager_secret_rotation.db", "aws", """
                        {'rotation_rules': [{'automatically_after_days': 30}]}""", """
                        {'secret_id': ['aws_secretsmanager_secret.db.id']}""")
                .with("aws_secretsmanager_secret_version.db", "aws", "{'secret_string': 'hunter2'}")
                .with("aws_sqs_queue.jobs", "aws", "{'name': 'jobs'}");
        Draft draft = Drafts.of(plan.text());
        Drafts.blueprint(draft);
        assertThat(draft.text())
                .contains("  shop-db:", "    replicate: true ", "    rotate: 30d ")
                .doesNotContain("hunter2");
    }
}
