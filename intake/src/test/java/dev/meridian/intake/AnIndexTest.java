package dev.meridian.intake;

import static dev.meridian.intake.Drafts.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Edge;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Resources and modules of which there are several.
@DisplayName("An index")
class AnIndexTest {
    @Test
    void of_a_count_tells_instances_apart() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.jobs[0]", "aws", "{'name': 'mail'}")
                .with("aws_sqs_queue.jobs[1]", "aws", "{'name': 'pictures'}");
        assertThat(read(plan.text()).stores().keySet()).containsExactly("mail", "pictures");
    }

    @Test
    void of_a_for_each_pairs_what_has_the_same_key() {
        Plan plan = new Plan()
                .with("aws_s3_bucket.home[\"a\"]", "aws", "{'bucket': 'files'}")
                .with("aws_s3_bucket.home[\"b\"]", "aws", "{'bucket': 'pictures'}")
                .with("aws_s3_bucket.away[\"a\"]", "aws.eu", "{'bucket': 'files-copy'}")
                .with("aws_s3_bucket.away[\"b\"]", "aws.eu", "{'bucket': 'pictures-copy'}");
        for (String key : List.of("a", "b")) {
            plan.with(
                    "aws_s3_bucket_replication_configuration.all[\"" + key + "\"]",
                    "aws",
                    "{'rule': [{'status': 'Enabled', 'destination': [{}]}]}",
                    """
                    {'bucket': ['aws_s3_bucket.home', 'each.key'],
                     'rule': {'destination': {'bucket': ['aws_s3_bucket.away', 'each.key']}}}""");
        }
        var stores = Drafts.blueprint(Drafts.of(plan.text())).stores();
        assertThat(stores.keySet()).containsExactly("files", "pictures");
        assertThat(stores.values())
                .allSatisfy(store -> assertThat(store.replication().edges())
                        .extracting(Edge::from)
                        .hasSize(1));
    }

    @Test
    void of_another_for_each_is_followed_through_each_value() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.jobs[\"mail\"]", "aws", "{'name': 'mail'}")
                .with("aws_lambda_function.worker[\"mail\"]", "aws", "{'function_name': 'send-mail'}", """
                        {'environment': {'variables': ['each.value.url', 'each.value']}}""")
                .forEach("aws_sqs_queue.jobs");
        Topology topology = read(plan.text());
        assertThat(Objects.requireNonNull(topology.services().get("send-mail")).dependsOn())
                .containsKey("mail");
    }

    @Test
    void of_a_module_leads_to_the_instance_that_the_expression_names() {
        Plan plan = new Plan()
                .with("module.region[\"us\"].aws_db_instance.orders", "aws", """
                        {'engine': 'postgres', 'identifier': 'orders'}""")
                .with("module.region[\"eu\"].aws_db_instance.orders", "aws", """
                        {'engine': 'postgres', 'identifier': 'others'}""")
                .call("module.region", "{}", "{'orders': ['aws_db_instance.orders.arn']}")
                .with("aws_db_instance.copy", "aws.eu", "{'identifier': 'orders-copy'}", """
                        {'replicate_source_db': ['module.region[\\"us\\"].orders', 'module.region']}""");
        var stores = Drafts.blueprint(Drafts.of(plan.text())).stores();
        assertThat(stores.keySet()).containsExactly("orders", "others");
        assertThat(Objects.requireNonNull(stores.get("orders")).members()).hasSize(2);
    }

    /// A module that is called for each region, with a network and a queue.
    private static Plan cells(String... regions) {
        Plan plan = new Plan();
        for (int i = 0; i < regions.length; i++) {
            String module = "module.cell_" + i + ".";
            String provider = i == 0 ? "aws" : "aws.eu";
            plan.with(module + "aws_vpc.this", provider, "{'cidr_block': '10." + i + ".0.0/16'}")
                    .with(module + "aws_sqs_queue.this", provider, "{'name': 'mail-" + regions[i] + "'}");
        }
        return plan;
    }

    @Test
    void of_a_module_that_is_called_for_each_region_makes_one_store_whatever_its_parts_are_called() {
        Topology topology = read(cells("home", "away").text());
        assertThat(topology.stores().keySet()).containsExactly("mail");
    }

    @Test
    void of_a_module_that_makes_one_thing_tells_what_it_makes_apart() {
        Plan plan = new Plan()
                .with("module.queue_a.aws_sqs_queue.this", "aws", "{'name': 'shop-mail'}")
                .with("module.queue_b.aws_sqs_queue.this", "aws.eu", "{'name': 'shop-images'}");
        assertThat(read(plan.text()).stores().keySet()).containsExactly("shop-mail", "shop-images");
    }

    @Test
    void of_a_map_of_modules_is_followed_to_their_outputs() {
        Plan plan = cells("home", "away")
                .call("module.cell_0", "{}", "{'jobs': ['aws_sqs_queue.this.url']}")
                .call("module.cell_1", "{}", "{'jobs': ['aws_sqs_queue.this.url']}")
                .with("aws_lambda_function.worker[\"x\"]", "aws", "{'function_name': 'worker'}", """
                        {'environment': {'variables': ['each.value.jobs', 'each.value']}}""")
                .forEach("module.cell_0", "module.cell_1");
        assertThat(Objects.requireNonNull(read(plan.text()).services().get("worker"))
                        .dependsOn())
                .containsKey("mail");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                              |
            module.a          | a
            module.a.module.b | a b
            module.a[0].module.b["x.module.y"] | a b
            module.a["]["].module.b            | a b
            module.a["say \\"module.z\\""]     | a
            """)
    void is_no_part_of_the_way_to_a_module(String address, String path) {
        List<String> around = Cells.around(address == null ? "" : address);
        assertThat(around).hasSize(path == null ? 0 : path.split(" ").length);
        assertThat(String.join(" ", Configuration.path(address == null ? "" : address)))
                .isEqualTo(path == null ? "" : path);
    }
}
