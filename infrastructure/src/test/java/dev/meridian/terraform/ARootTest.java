package dev.meridian.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.provider.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a root has to be before anybody runs Terraform on it.
@DisplayName("A root")
class ARootTest {
    private static final Schema SCHEMA = Schema.aws();
    private static final Block VPC = Block.resource("aws_vpc", "main").set("cidr_block", "10.0.0.0/16");

    private static List<String> faults(Block... blocks) {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("providers.tf", List.of(Block.of("provider", "aws").set("region", "eu-west-1")));
        files.put("main.tf", List.of(blocks));
        return Coherence.faults(SCHEMA, new Root("regions/x", files));
    }

    private static Block gateway(String reference) {
        return Block.resource("aws_internet_gateway", "main").set("vpc_id", Expression.reference(reference));
    }

    @Test
    void of_good_parts_is_fine() {
        assertThat(faults(
                        VPC,
                        gateway("aws_vpc.main.id"),
                        Block.data("aws_region", "here"),
                        Block.of("locals").set("name", Expression.template("x-${data.aws_region.here.name}")),
                        Block.resource("aws_eip", "out").set("domain", Expression.reference("local.name"))))
                .isEmpty();
    }

    @Test
    void has_only_what_the_provider_takes() {
        assertThat(faults(Block.resource("aws_vpcs", "main")))
                .containsExactly("regions/x: aws_vpcs.main: the provider has no type aws_vpcs");
        assertThat(faults(VPC.set("colour", "red")))
                .containsExactly("regions/x: aws_vpc.main.colour: there is no such attribute");
        assertThat(faults(VPC.set("arn", "arn:aws:x")))
                .containsExactly("regions/x: aws_vpc.main.arn: the provider works it out, and takes none");
        assertThat(faults(VPC.set("enable_dns_support", "yes")))
                .containsExactly("regions/x: aws_vpc.main.enable_dns_support: is no \"bool\"");
        assertThat(faults(VPC.with(Block.of("ingress"))))
                .containsExactly("regions/x: aws_vpc.main: there is no block ingress");
    }

    @Test
    void has_all_that_the_provider_needs() {
        assertThat(faults(Block.resource("aws_subnet", "a"))).containsExactly("regions/x: aws_subnet.a: needs vpc_id");
        assertThat(faults(Block.resource("aws_s3_bucket_versioning", "a").set("bucket", "b")))
                .containsExactly("regions/x: aws_s3_bucket_versioning.a: needs a block versioning_configuration");
    }

    @Test
    void refers_only_to_what_is_in_it() {
        assertThat(faults(gateway("aws_vpc.main.id")))
                .containsExactly("regions/x: aws_vpc.main.id refers to nothing in this root");
        assertThat(faults(VPC, gateway("aws_vpc.main.idd")))
                .containsExactly("regions/x: aws_vpc.main.idd: aws_vpc has no attribute idd");
    }

    @Test
    void says_where_each_of_its_parts_is() {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("main.tf", List.of(Block.of("provider", "aws").set("alias", "here"), VPC));
        assertThat(Coherence.faults(SCHEMA, new Root("links/a--b", files)))
                .containsExactly("links/a--b: aws_vpc.main names no provider");
    }

    @Test
    void wants_no_name_of_the_account_that_another_one_has() {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("main.tf", List.of(Block.resource("aws_iam_role", "flows").set("name", "flows")));
        assertThat(Coherence.collisions(List.of(new Root("regions/a", files), new Root("regions/b", files))))
                .containsExactly("regions/b: aws_iam_role flows is regions/a's already");
    }

    @Test
    void has_nothing_twice_and_nothing_unused() {
        assertThat(faults(VPC, VPC)).containsExactly("regions/x: aws_vpc.main is there twice");
        assertThat(faults(Block.data("aws_region", "here")))
                .containsExactly("regions/x: data.aws_region.here is declared and not used");
        assertThat(faults(Block.of("locals").set("a", 1)))
                .containsExactly("regions/x: local.a is declared and not used");
    }
}
