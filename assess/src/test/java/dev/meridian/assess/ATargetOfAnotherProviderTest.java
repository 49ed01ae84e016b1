package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Term;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Machines and registries of one provider say nothing of what a region of another one needs.
class ATargetOfAnotherProviderTest {
    private static Read of(String capacity, String groups, String registry, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h}
            regions:
              norwayeast: {role: primary, provider: azure}
              europe-west1: {role: standby, provider: gcp%s}
              westeurope: {role: standby, provider: azure, capacity: 0%%, promotable: false}
            services: {web: {in: [norwayeast, europe-west1], dependsOn: {rows: hard}}}
            data: {rows: {kind: postgresql, in: [norwayeast, europe-west1], replication: async}}
            compute:
              platform: kubernetes
              registry: {kind: acr, in: [%s]}
              nodes: {%s}
            failover: {targets: europe-west1, order: [detect, promote, scale, route]}
            """.formatted(capacity, registry, groups), sets);
    }

    private static final String OWN =
            "aks: {in: norwayeast, types: Standard_D4s_v3, count: 3..10}, gke: {in: europe-west1, count: 2..10}";

    private static final String BOTH = "all: {count: 3..10}";

    private static Read shop(String groups, String... sets) {
        return of("", groups, "norwayeast, westeurope", sets);
    }

    private static List<String> scale(Read file) {
        return Found.rto(file).terms().stream()
                .map(Term::name)
                .filter(name -> name.contains("scal") || name.contains("start"))
                .toList();
    }

    @Test
    void is_not_measured_by_groups_of_machines_that_it_cannot_have() {
        Found.isFree(shop(OWN), Rule.SECONDARY_TOO_SMALL);
        Found.isFree(shop(OWN, "failover.steps={scale: {startedBy: human}}"), Rule.CAPACITY_NOT_RESERVED);
        assertThat(scale(shop(OWN))).isEmpty();
        assertThat(scale(of(", capacity: {max: 100%}", OWN, "all", "failover.steps={scale: {startedBy: human}}")))
                .containsExactly("scaling up a warm standby 0s to 5m");
        assertThat(scale(of(", capacity: {min: 0%}", OWN, "all", "failover.steps={scale: {startedBy: human}}")))
                .containsExactly("starting compute from nothing 0s to 20m");
    }

    @Test
    void is_measured_by_a_group_that_the_file_has_in_both() {
        String one = "regions.europe-west1.overrides.compute.nodes.all.count=1";
        assertThat(Found.only(shop(BOTH, one), Rule.SECONDARY_TOO_SMALL).statement())
                .isEqualTo("`all` has at most 1 node in europe-west1 and 10 in norwayeast");
        assertThat(scale(shop(BOTH, one))).containsExactly("scaling up a warm standby 0s to 5m");
    }

    @Test
    void has_nothing_where_the_file_has_no_machines_there_and_no_size() {
        Read empty = shop("aks: {in: norwayeast, count: 3..10}");
        assertThat(Found.only(empty, Rule.SECONDARY_TOO_SMALL).statement())
                .isEqualTo("no group of machines is in europe-west1");
        assertThat(scale(empty)).containsExactly("starting compute from nothing 0s to 20m");
        Read scaled = empty.with("failover.steps={scale: {startedBy: human}}");
        Found.isFree(scaled, Rule.SECONDARY_TOO_SMALL);
        assertThat(Found.only(scaled, Rule.CAPACITY_NOT_RESERVED).statement())
                .isEqualTo("no group of machines is in europe-west1 before a failover");
        Found.isFree(empty.with("regions.europe-west1.capacity=100%"), Rule.SECONDARY_TOO_SMALL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        norwayeast, westeurope   | NOTE    | at another provider, and the file does not say that it can
        norwayeast               | WARNING | nothing new can be started in europe-west1
        """)
    void has_no_place_in_a_registry_of_the_first(String in, Severity severity, String why) {
        Finding found = Found.only(of("", OWN, in), Rule.ONE_REGION_DEPENDENCY);
        assertThat(found.severity()).isEqualTo(severity);
        assertThat(found.why()).contains(why);
        assertThat(found.fix()).startsWith("images in a registry that europe-west1 has of its own provider");
    }

    @Test
    void may_have_one_of_its_own() {
        Found.isFree(of("", OWN, "norwayeast, europe-west1"), Rule.ONE_REGION_DEPENDENCY);
    }
}
