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
        assertThat(String.join(" ", Configuration.path(address == null ? "" : address)))
                .isEqualTo(path == null ? "" : path);
    }
}
