package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Application;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// The parts of a request and the availability that the providers of its regions owe.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ASupplyTest {
    private static final String AWS = "us-east-1: {role: primary}, us-west-2: {role: standby}";
    private static final String GOOGLE =
            "us-central1: {role: primary, provider: gcp}, us-east1: {role: standby, provider: gcp}";
    private static final String AZURE =
            "westeurope: {role: primary, provider: azure}, northeurope: {role: standby, provider: azure}";
    private static final String OTHER = "fsn1: {role: primary, provider: other, jurisdiction: de},"
            + " hel1: {role: standby, provider: other, jurisdiction: fi}";

    private static Supply supply(String regions, String providers, String rest) {
        Subject subject = Read.of("meridian: 1\napplication: shop\nregions: {" + regions
                        + "}\nservices: {web: {dependsOn: {orders: hard}}}\n"
                        + "traffic: {entrances: {web: {host: shop.example.com, providers: " + providers + "}}}\n" + rest
                        + "\n")
                .subject();
        Application shop =
                Objects.requireNonNull(subject.blueprint().applications().get("shop"));
        return Supply.of(subject, shop);
    }

    private static Supply.Part part(Supply supply, String name) {
        return Stream.of(supply.front(), supply.region(), supply.operating())
                .flatMap(parts -> parts.stream())
                .filter(part -> part.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static String orders(String more) {
        return "data: {orders: {kind: postgresql, runs: provider, replication: async" + more + "}}";
    }

    @Test
    void has_the_levels_of_its_own_cloud_and_of_no_other() {
        assertThat(part(supply(AWS, "route53", orders(", zones: 2")), "orders").source())
                .startsWith("Amazon RDS SLA, Multi-AZ");
        assertThat(part(supply(GOOGLE, "google-cloud-dns", orders(", zones: 2")), "orders")
                        .source())
                .startsWith("Cloud SQL SLA");
        assertThat(part(supply(AZURE, "azure-dns", orders(", zones: 2")), "orders")
                        .source())
                .startsWith("Microsoft Learn, Reliability in Azure Database for PostgreSQL");
        assertThat(part(supply(GOOGLE, "google-cloud-dns", orders("")), "DNS").source())
                .startsWith("Cloud DNS SLA");
        assertThat(part(supply(AZURE, "azure-dns", orders("")), "load balancer").source())
                .startsWith("Azure Load Balancer SLA");
        assertThat(part(supply(GOOGLE, "google-cloud-dns", orders("")), "cluster API")
                        .source())
                .startsWith("GKE SLA, Regional cluster");
    }

    @Test
    void of_a_cloud_or_a_service_without_a_published_level_is_unknown_and_says_what_to_declare() {
        Supply other = supply(OTHER, "ns1", orders(", zones: 3"));
        for (String name : new String[] {"DNS", "load balancer", "compute", "orders", "cluster API"}) {
            assertThat(part(other, name).share()).as(name).isEmpty();
            assertThat(part(other, name).source())
                    .contains("no SLA of `")
                    .containsAnyOf("an entry of `external`", "declare `data.");
        }
        assertThat(Supply.product(other.region())).isEmpty();
    }

    @Test
    void over_several_clouds_is_as_good_as_the_lowest_of_them_and_unknown_where_one_is() {
        String mixed = "us-east-1: {role: primary}, westeurope: {role: standby, provider: azure}";
        String self = "data: {orders: {kind: postgresql, runs: self, zones: 1, replication: async}}";
        assertThat(part(supply(mixed, "[route53, azure-dns]", self), "orders").share())
                .hasValue(0.995);
        String half = "us-east-1: {role: primary}, fsn1: {role: standby, provider: other, jurisdiction: de}";
        assertThat(part(supply(half, "route53", self), "compute").share()).isEmpty();
    }

    @Test
    void in_one_zone_is_one_zone() {
        for (String one : new String[] {"network: {zones: 1}\n", ""}) {
            OptionalDouble share = part(
                            supply(AWS, "route53", one + orders(one.isEmpty() ? ", zones: 1" : ", zones: 3")), "orders")
                    .share();
            assertThat(share).hasValue(0.995);
        }
        Supply narrow = supply(AWS, "route53", "network: {zones: 1}\n" + orders(""));
        assertThat(part(narrow, "compute").share()).hasValue(0.995);
        assertThat(part(narrow, "load balancer").share()).isEmpty();
        assertThat(part(supply(GOOGLE, "google-cloud-dns", orders(", zones: 1")), "orders")
                        .share())
                .isEmpty();
    }

    @Test
    void of_one_copy_is_one_machine() {
        String one = orders("") + "\n";
        Subject subject = Read.of("meridian: 1\napplication: shop\nregions: {" + AWS
                        + "}\nservices: {web: {replicas: 1, dependsOn: {orders: hard}}}\n" + one)
                .subject();
        Application shop =
                Objects.requireNonNull(subject.blueprint().applications().get("shop"));
        assertThat(part(Supply.of(subject, shop), "compute").share()).hasValue(0.995);
    }
}
