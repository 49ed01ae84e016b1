package dev.meridian.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.hcl.Attribute;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Item;
import dev.meridian.synthesis.Written;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What Terraform would apply without a word, and what would not do what it is there for.
@DisplayName("A root of AWS")
class ARootOfAwsTest {
    private static final List<Root> ROOTS = Written.roots("x.yaml", """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services: {web: {port: 8080, health: /health}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            data: {orders: {kind: postgresql, runs: provider, replication: async}}
            network: {peering: full-mesh}
            """);

    private static List<String> after(String type, UnaryOperator<Block> change) {
        List<Root> changed = new ArrayList<>();
        boolean isDone = false;
        for (Root root : ROOTS) {
            SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
            for (var file : root.files().entrySet()) {
                List<Block> blocks = new ArrayList<>();
                for (Block block : file.getValue()) {
                    boolean isMeant = !block.labels().isEmpty()
                            && block.type().equals("resource")
                            && block.labels().getFirst().equals(type);
                    Block now = isMeant ? change.apply(block) : block;
                    isDone |= now != block;
                    blocks.add(now);
                }
                files.put(file.getKey(), blocks);
            }
            changed.add(new Root(root.path(), files));
        }
        assertThat(isDone).as("something of " + type + " was changed").isTrue();
        return Meaning.faults(changed);
    }

    private static Block with(Block block, String name, Expression value) {
        List<Item> body = new ArrayList<>();
        for (Item item : block.body()) {
            boolean isMeant =
                    item instanceof Attribute attribute && attribute.name().equals(name);
            body.add(isMeant ? new Attribute(name, value, Optional.empty()) : item);
        }
        return new Block(block.type(), block.labels(), body, block.why());
    }

    private static Block alarm(String namespace, String metric, String dimension) {
        SequencedMap<String, Expression> dimensions = new LinkedHashMap<>();
        dimensions.put(dimension, Expression.text("main"));
        return Block.resource("aws_cloudwatch_metric_alarm", "one")
                .set("namespace", namespace)
                .set("metric_name", metric)
                .set("dimensions", Expression.mapping(dimensions));
    }

    private static List<String> faults(Block... blocks) {
        List<Block> all = new ArrayList<>(List.of(blocks));
        all.add(Block.of("provider", "aws").set("region", "eu-west-1"));
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("main.tf", all);
        return Meaning.faults(List.of(new Root("regions/eu-west-1", files)));
    }

    @Test
    void means_what_it_says_as_it_is_written() {
        assertThat(Meaning.faults(ROOTS)).isEmpty();
    }

    @Test
    void names_what_it_follows_in_another_region_by_its_arn() {
        assertThat(after("aws_db_instance", one -> with(one, "replicate_source_db", Expression.text("shop-orders"))))
                .singleElement()
                .asString()
                .contains("aws_db_instance.orders follows shop-orders", "needs its ARN");
    }

    @Test
    void leads_routes_of_both_sides_through_a_connection() {
        assertThat(after(
                        "aws_route",
                        one -> one.labels().getLast().equals("there")
                                ? with(one, "vpc_peering_connection_id", Expression.text("pcx"))
                                : one))
                .containsExactly(
                        "links/eu-west-1--us-east-1: no route of us-east-1 leads through aws_vpc_peering_connection.link");
    }

    @Test
    void leads_users_and_checks_to_names_that_there_are() {
        assertThat(after(
                        "aws_route53_health_check",
                        one -> with(one, "fqdn", Expression.text("eu-west-2.shop.acme.test"))))
                .isNotEmpty()
                .allMatch(fault -> fault.contains("leads to eu-west-2.shop.acme.test, and no record has that name"));
        assertThat(after(
                        "aws_route53_record",
                        one -> one.labels().getLast().equals("web")
                                ? with(one, "name", Expression.text("other.acme.test"))
                                : one))
                .anyMatch(fault -> fault.startsWith("global: aws_route53_record.")
                        && fault.endsWith("leads to us-east-1.shop.acme.test, and no record has that name"));
    }

    @Test
    void wants_no_name_that_something_else_in_its_region_has() {
        Block key = Block.resource("aws_kms_alias", "one").set("name", "alias/data");
        assertThat(faults(key, Block.resource("aws_kms_alias", "two").set("name", "alias/data")))
                .containsExactly(
                        "regions/eu-west-1: aws_kms_alias alias/data of eu-west-1 is in regions/eu-west-1 already");
    }

    @Test
    void looks_up_by_name_what_another_root_makes_in_that_region() {
        Block made = Block.resource("aws_ssm_parameter", "one").set("name", "/shop/listener");
        assertThat(faults(made, Block.data("aws_ssm_parameter", "two").set("name", "/shop/listener")))
                .isEmpty();
        assertThat(faults(made, Block.data("aws_ssm_parameter", "two").set("name", "/shop/other")))
                .containsExactly("regions/eu-west-1: no root makes aws_ssm_parameter /shop/other of eu-west-1");
    }

    @Test
    void leads_no_write_to_a_group_of_origins() {
        Block path = Block.of("default_cache_behavior").set("target_origin_id", "either");
        Block cdn = Block.resource("aws_cloudfront_distribution", "one")
                .with(Block.of("origin_group").set("origin_id", "either"));
        assertThat(faults(cdn.with(path.set("allowed_methods", Expression.texts(List.of("GET", "HEAD"))))))
                .isEmpty();
        assertThat(faults(cdn.with(path.set("allowed_methods", Expression.texts(List.of("GET", "HEAD", "POST"))))))
                .containsExactly(
                        "regions/eu-west-1: aws_cloudfront_distribution.one leads writes to a group of origins");
    }

    @Test
    void looks_at_numbers_that_are_counted_where_it_is_and_as_it_asks() {
        assertThat(faults(alarm("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier")))
                .isEmpty();
        assertThat(faults(alarm("AWS/RDS", "CpuUsage", "DBInstanceIdentifier")))
                .singleElement()
                .asString()
                .contains("looks at AWS/RDS CpuUsage, which nothing counts");
        assertThat(faults(alarm("AWS/RDS", "CPUUtilization", "InstanceId")))
                .singleElement()
                .asString()
                .contains("by [InstanceId], and it is counted by [[DBInstanceIdentifier]]");
        assertThat(faults(alarm("AWS/Route53", "HealthCheckStatus", "HealthCheckId")))
                .singleElement()
                .asString()
                .contains("in eu-west-1, and it is counted in us-east-1");
    }
}
