package dev.meridian.intake;

import static dev.meridian.intake.Drafts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// In which region a resource is, and what each region does.
@DisplayName("A region")
class ARegionTest {
    private static List<String> regions(Topology topology) {
        return topology.regions().keySet().stream().map(RegionName::text).toList();
    }

    private static Topology.Region region(Topology topology, String name) {
        return Objects.requireNonNull(topology.regions().get(new RegionName(name)));
    }

    private static final String QUEUE = "{'name': 'jobs'}";

    @Test
    void is_that_of_the_provider_of_its_resources() {
        assertThat(regions(read(
                        new Plan().with("aws_sqs_queue.jobs", "aws.eu", QUEUE).text())))
                .containsExactly("eu-west-1");
    }

    @Test
    void may_be_a_variable_of_the_provider() {
        Plan plan = new Plan()
                .variable("region", "ap-southeast-1")
                .provider("aws", Plan.json("{'region': {'references': ['var.region']}}"))
                .with("aws_sqs_queue.jobs", "aws", QUEUE);
        assertThat(regions(read(plan.text()))).containsExactly("ap-southeast-1");
    }

    @Test
    void may_be_a_variable_of_the_module_that_has_the_provider() {
        Plan plan = new Plan()
                .variable("where", "sa-east-1")
                .with("module.queue.aws_sqs_queue.jobs", "module.queue:aws", QUEUE)
                .call("module.queue", "{'region': ['var.where']}", "{}");
        String text = plan.text()
                .replace(
                        "\"provider_config\":{",
                        "\"provider_config\":{\"module.queue:aws\":{\"name\":\"aws\",\"module_address\":\"module.queue\","
                                + "\"expressions\":{\"region\":{\"references\":[\"var.region\"]}}},");
        assertThat(regions(read(text))).containsExactly("sa-east-1");
    }

    @Test
    void is_what_the_resource_itself_says_before_what_its_provider_does() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.named", "aws", "{'name': 'a', 'region': 'eu-central-1'}")
                .with("aws_sqs_queue.known", "aws", "{'name': 'b', 'arn': 'arn:aws:sqs:eu-north-1:123456789012:b'}")
                .with("aws_db_instance.zoned", "aws", "{'engine': 'mysql', 'availability_zone': 'eu-west-3b'}");
        assertThat(regions(read(plan.text()))).containsExactlyInAnyOrder("eu-central-1", "eu-north-1", "eu-west-3");
    }

    @Test
    void of_a_state_is_that_of_most_resources_with_the_same_provider() {
        String state = """
                {"version": 4, "terraform_version": "1.9.0", "lineage": "x", "resources": [
                 {"mode": "managed", "type": "aws_sqs_queue", "name": "a", "provider": "provider[\\"aws\\"].eu",
                  "instances": [{"attributes": {"name": "a", "arn": "arn:aws:sqs:eu-west-1:123456789012:a"}}]},
                 {"mode": "managed", "type": "aws_ecs_service", "name": "web", "provider": "provider[\\"aws\\"].eu",
                  "instances": [{"attributes": {"name": "web", "desired_count": 2}}]}]}""";
        Topology topology = read(state);
        assertThat(regions(topology)).containsExactly("eu-west-1");
        assertThat(topology.services()).containsKey("web");
    }

    @Test
    void that_whoever_runs_terraform_sets_is_called_unknown() {
        Plan plan = new Plan()
                .provider("aws", Plan.json("{}"))
                .provider("aws.dr", Plan.json("{}"))
                .with("aws_sqs_queue.a", "aws", "{'name': 'a'}")
                .with("aws_sqs_queue.b", "aws.dr", "{'name': 'b'}");
        Draft draft = Drafts.of(plan.text());
        assertThat(regions(Drafts.topology(draft))).containsExactly("unknown", "unknown-dr");
        assertThat(draft.assumed()).contains(new Draft.Assumed("regions.unknown.provider", "which region this is"));
    }

    @Test
    void that_the_catalogue_does_not_have_is_written_as_one_that_nobody_knows() {
        Draft draft = Drafts.of(new Plan()
                .provider("aws", "xx-nowhere-1")
                .with("aws_sqs_queue.jobs", "aws", QUEUE)
                .text());
        Drafts.blueprint(draft);
        assertThat(region(Drafts.topology(draft), "xx-nowhere-1").provider()).contains("other");
    }

    @Test
    void that_has_nothing_but_what_a_topology_leaves_out_is_no_region_of_the_application() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.jobs", "aws.eu", QUEUE)
                .with("aws_acm_certificate.edge", "aws", "{'domain_name': 'shop.example.com'}")
                .with("aws_subnet.a", "aws", "{'availability_zone': 'us-east-1a'}");
        assertThat(regions(read(plan.text()))).containsExactly("eu-west-1");
    }

    @Test
    void is_the_primary_if_the_others_copy_from_it() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.a", "aws", "{'name': 'a'}")
                .with("aws_sqs_queue.b", "aws", "{'name': 'b'}")
                .with("aws_db_instance.orders", "aws.eu", "{'engine': 'postgres', 'identifier': 'orders'}")
                .with("aws_db_instance.copy", "aws", "{'identifier': 'orders-copy'}", """
                        {'replicate_source_db': ['aws_db_instance.orders.arn', 'aws_db_instance.orders']}""");
        Topology topology = read(plan.text());
        assertThat(regions(topology)).containsExactly("eu-west-1", "us-east-1");
        assertThat(region(topology, "eu-west-1").role()).contains(Topology.Role.PRIMARY);
    }

    @Test
    void is_a_guess_where_nothing_leads_to_the_primary_and_the_draft_says_so() {
        Draft draft = Drafts.of(new Plan()
                .with("aws_sqs_queue.a", "aws", "{'name': 'a'}")
                .with("aws_sqs_queue.b", "aws.eu", "{'name': 'b'}")
                .with("aws_sqs_queue.c", "aws.eu", "{'name': 'c'}")
                .text());
        assertThat(regions(Drafts.topology(draft))).containsExactly("eu-west-1", "us-east-1");
        assertThat(draft.assumed())
                .contains(
                        new Draft.Assumed("regions.eu-west-1.role", "most of the resources are here"),
                        new Draft.Assumed("regions.us-east-1.role", "nothing says what it does"));
    }

    @Test
    void has_the_account_that_its_resources_belong_to() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.a", "aws", "{'name': 'a', 'arn': 'arn:aws:sqs:us-east-1:012345678901:a'}");
        Topology topology = read(plan.text());
        assertThat(region(topology, "us-east-1").account()).contains("aws-012345678901");
        assertThat(Objects.requireNonNull(topology.accounts().get("aws-012345678901"))
                        .id())
                .isEqualTo(Optional.of("012345678901"));
    }

    @Test
    void has_the_addresses_of_its_network() {
        Topology topology = read(new Plan()
                .with("aws_vpc.main", "aws", "{'cidr_block': '10.7.0.0/16'}")
                .text());
        assertThat(region(topology, "us-east-1").cidr().map(Object::toString)).contains("10.7.0.0/16");
    }

    @Test
    void whose_addresses_another_one_has_too_is_left_without_and_the_reason_told() {
        Draft draft = Drafts.of(new Plan()
                .with("aws_vpc.a", "aws", "{'cidr_block': '10.0.0.0/16'}")
                .with("aws_vpc.b", "aws.eu", "{'cidr_block': '10.0.128.0/17'}")
                .with("aws_vpc.c", "aws", "{'cidr_block': '10.9.0.0/16'}")
                .with("aws_vpc.d", "aws.eu", "{'cidr_block': 'auto'}")
                .text());
        Drafts.blueprint(draft);
        assertThat(region(Drafts.topology(draft), "eu-west-1").cidr()).isEmpty();
        assertThat(draft.notRead())
                .extracting(Draft.NotRead::address, Draft.NotRead::why)
                .containsExactly(
                        tuple(
                                "aws_vpc.b.cidr_block",
                                "10.0.128.0/17: it overlaps with 10.0.0.0/16 of us-east-1, and such regions can never be"
                                        + " connected"),
                        tuple(
                                "aws_vpc.c.cidr_block",
                                "10.9.0.0/16: the format has one block of addresses for a region"),
                        tuple("aws_vpc.d.cidr_block", "auto: no block of addresses that a network can have"));
    }

    @Test
    void is_connected_to_the_one_that_it_is_peered_with() {
        Plan plan = new Plan()
                .with("aws_vpc.a", "aws", "{'cidr_block': '10.0.0.0/16'}")
                .with("aws_vpc.b", "aws.eu", "{'cidr_block': '10.1.0.0/16'}")
                .with("aws_vpc_peering_connection.ab", "aws", "{}", """
                        {'vpc_id': ['aws_vpc.a.id'], 'peer_vpc_id': ['aws_vpc.b.id']}""")
                .with("aws_vpc_peering_connection.out", "aws", "{'peer_region': 'ap-south-1'}");
        Draft draft = Drafts.of(plan.text());
        Drafts.blueprint(draft);
        assertThat(draft.text()).contains("        from: us-east-1\n        to: eu-west-1\n");
        assertThat(draft.notRead())
                .extracting(Draft.NotRead::address)
                .containsExactly("aws_vpc_peering_connection.out.peer_region");
    }

    @Test
    void spreads_over_the_zones_of_its_subnets() {
        Plan plan = new Plan()
                .with("aws_vpc.a", "aws", "{}")
                .with("aws_vpc.b", "aws.eu", "{}")
                .with("aws_subnet.a[0]", "aws", "{'availability_zone': 'us-east-1a'}")
                .with("aws_subnet.a[1]", "aws", "{'availability_zone': 'us-east-1b'}")
                .with("aws_subnet.a[2]", "aws", "{'availability_zone': 'us-east-1b'}")
                .with("aws_subnet.b", "aws.eu", "{'availability_zone': 'eu-west-1c'}");
        Draft draft = Drafts.of(plan.text());
        Drafts.blueprint(draft);
        assertThat(draft.text()).contains("\nnetwork:\n  zones: 2 ", "      network:\n        zones: 1 ");
    }
}
