package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a change of a topology changes, before anything is touched.
@DisplayName("A difference")
class ADifferenceTest {
    private static final String TWO = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services: {web: {port: 8080, health: /health}}
            network: {peering: full-mesh}
            """;

    private static List<String> told(Difference difference) {
        return difference.parts().stream()
                .flatMap(part ->
                        part.changes().stream().map(change -> part.name() + " " + change.kind() + " " + change.what()))
                .toList();
    }

    @Test
    void of_a_topology_with_itself_is_empty() {
        assertThat(Difference.of(Written.of(TWO), Written.of(TWO)).isEmpty()).isTrue();
    }

    @Test
    void names_the_resources_that_change_in_each_region() {
        Difference difference = Difference.of(Written.of(TWO), Written.of(TWO, "network.acls=true"));
        assertThat(told(difference))
                .contains("regions/eu-west-1 ADDED aws_network_acl.private")
                .contains("regions/us-east-1 ADDED aws_network_acl_rule.private_inner")
                .noneMatch(line -> line.startsWith("links/") || line.startsWith("bootstrap"));
    }

    @Test
    void shows_the_lines_of_what_changes() {
        Difference difference = Difference.of(
                Written.of(TWO),
                Written.of(TWO.replace("us-east-1: {role: active}", "us-east-1: {role: active, cidr: 10.9.0.0/16}")));
        Difference.Change vpc = difference.parts().stream()
                .filter(part -> part.name().equals("regions/us-east-1"))
                .flatMap(part -> part.changes().stream())
                .filter(change -> change.what().equals("aws_vpc.main"))
                .findFirst()
                .orElseThrow();
        assertThat(vpc.kind()).isEqualTo(Difference.Kind.CHANGED);
        assertThat(vpc.removed()).containsExactly("cidr_block           = \"10.1.0.0/16\"");
        assertThat(vpc.added()).containsExactly("cidr_block           = \"10.9.0.0/16\"");
        assertThat(told(difference)).noneMatch(line -> line.startsWith("regions/eu-west-1"));
    }

    @Test
    void names_whole_roots_that_come_and_go() {
        String three = TWO.replace("services:", "  sa-east-1: {role: active}\nservices:");
        assertThat(told(Difference.of(Written.of(TWO), Written.of(three))))
                .contains("regions/sa-east-1 ADDED aws_vpc.main", "links/eu-west-1--sa-east-1 ADDED aws_route.here")
                .noneMatch(line -> line.startsWith("regions/eu-west-1") || line.startsWith("regions/us-east-1"));
        assertThat(told(Difference.of(Written.of(three), Written.of(TWO))))
                .contains("regions/sa-east-1 REMOVED aws_vpc.main");
    }

    @Test
    void names_the_manifests_that_change_in_each_region() {
        String two = TWO.replace("network:", "compute: {platform: kubernetes}\nnetwork:");
        String other = two.replace(
                "us-east-1: {role: active}",
                "us-east-1: {role: active, overrides: {services: {web: {replicas: 7..9}}}}");
        assertThat(told(Difference.of(Written.of(two), Written.of(other))).stream()
                        .filter(line -> line.startsWith("kubernetes/")))
                .containsExactly(
                        "kubernetes/overlays/us-east-1 CHANGED kustomization",
                        "kubernetes/overlays/us-east-1 ADDED HorizontalPodAutoscaler web");
    }

    /// What stands in several blocks of a root that have no names of their own, here beside one that has a page.
    @Test
    void tells_what_comes_and_goes_with_zones() {
        String page = TWO + "observability: {dashboards: [regions]}\n";
        assertThat(told(Difference.of(Written.of(page), Written.of(page, "network.zones=2"))))
                .contains(
                        "regions/us-east-1 CHANGED local.zones",
                        "regions/us-east-1 CHANGED aws_subnet.private",
                        "regions/eu-west-1 CHANGED aws_subnet.private")
                .noneMatch(line -> line.contains("aws_vpc.main") || line.contains("CHANGED locals"));
    }

    @Test
    void finds_what_somebody_changed_by_hand() {
        SequencedMap<String, String> edited = new LinkedHashMap<>(Written.of(TWO));
        edited.computeIfPresent(
                "terraform/regions/eu-west-1/network.tf",
                (_, text) -> text.replace("enable_dns_hostnames = true", "enable_dns_hostnames = false"));
        assertThat(told(Difference.of(edited, Written.of(TWO))))
                .containsExactly("regions/eu-west-1 CHANGED aws_vpc.main");
    }
}
