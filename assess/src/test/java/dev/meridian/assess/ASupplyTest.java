package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Application;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static Supply supply(String regions, String providers, String rest, String... sets) {
        Subject subject = Read.of(
                        "meridian: 1\napplication: shop\nregions: {" + regions
                                + "}\nservices: {web: {dependsOn: {orders: hard}}}\n"
                                + "traffic: {entrances: {web: {host: shop.example.com, providers: " + providers
                                + "}}}\n" + rest
                                + "\n",
                        sets)
                .subject();
        Application shop =
                Objects.requireNonNull(subject.blueprint().applications().get("shop"));
        return Supply.of(subject, shop);
    }

    private static Supply.Part part(Supply supply, String name) {
        return Stream.of(List.of(supply.front()), supply.regions().values(), List.of(supply.operating()))
                .flatMap(lists -> lists.stream())
                .flatMap(parts -> parts.stream())
                .filter(part -> part.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static String orders(String more) {
        return "data: {orders: {kind: postgresql, runs: provider, replication: async" + more + "}}";
    }

    @Test
    void leaves_out_what_no_request_needs() {
        String state = "cluster: {kind: cluster-objects, runs: self, replication: {mode: copy, every: 6h}}";
        for (String regions : List.of(AWS, GOOGLE, AZURE)) {
            Supply supply = supply(
                    regions,
                    "route53",
                    "data: {orders: {kind: postgresql, runs: provider, replication: async}, " + state + "}");
            assertThat(supply.regions().values())
                    .allSatisfy(parts -> assertThat(parts)
                            .extracting(Supply.Part::name)
                            .anyMatch(name -> name.startsWith("orders"))
                            .noneMatch(name -> name.startsWith("cluster")));
        }
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
        String balanced = "services.web.loadBalancer={kind: application-gateway}";
        assertThat(part(supply(AZURE, "azure-dns", orders(""), balanced), "load balancer")
                        .source())
                .startsWith("Azure Load Balancer SLA");
        assertThat(part(supply(GOOGLE, "google-cloud-dns", orders("")), "cluster API")
                        .source())
                .startsWith("GKE SLA, Regional cluster");
    }

    /// The part of a level that says what it is of: the cloud, or the product in it.
    private static Stream<String> computes(Supply supply) {
        return supply.regions().values().stream()
                .flatMap(List::stream)
                .filter(part -> part.name().startsWith("compute"))
                .map(Supply.Part::source);
    }

    @Test
    void has_the_platform_of_each_region() {
        String two = "us-east-1: {role: active}, europe-west1: {role: active, overrides: %s}";
        String data = orders(", primary: us-east-1") + "\ncompute: {platform: ecs-fargate}";
        Supply run = supply(two.formatted("{compute: {platform: cloud-run}}"), "route53", data);
        assertThat(computes(run)).hasSize(2).anyMatch(source -> source.startsWith("Cloud Run"));
        Supply own = supply(two.formatted("{services: {web: {platform: functions}}}"), "route53", data);
        assertThat(computes(own)).hasSize(2).noneMatch(source -> source.startsWith("Cloud Run"));
        Supply machines = supply(two.formatted("{compute: {platform: virtual-machines}}"), "route53", data);
        assertThat(computes(machines)).anyMatch(source -> source.startsWith("Compute Engine"));
    }

    @Test
    void of_a_cloud_or_a_service_without_a_published_level_is_unknown_and_says_what_to_declare() {
        Supply other = supply(OTHER, "ns1", orders(", zones: 3"));
        for (String name : new String[] {"DNS", "compute", "orders", "cluster API"}) {
            assertThat(part(other, name).share()).as(name).isEmpty();
            assertThat(part(other, name).source())
                    .contains("no SLA of `")
                    .containsAnyOf("an entry of `external`", "declare `data.");
        }
        assertThat(Supply.product(other.region())).isEmpty();
    }

    @Test
    void over_several_clouds_has_the_levels_of_each_cloud_for_its_own_regions() {
        String self = "data: {orders: {kind: postgresql, runs: self, zones: 1, replication: async}}";
        Supply half = supply(
                "us-east-1: {role: primary}, fsn1: {role: standby, provider: other, jurisdiction: de}",
                "route53",
                self);
        assertThat(Supply.product(Objects.requireNonNull(half.regions().get("aws"))))
                .isPresent();
        assertThat(Supply.product(Objects.requireNonNull(half.regions().get("other"))))
                .isEmpty();
        assertThat(half.isUnknown()).isTrue();
        Supply two = supply(
                "us-east-1: {role: primary}, westeurope: {role: standby, provider: azure}",
                "[route53, azure-dns]",
                self);
        assertThat(two.regions().keySet()).containsExactly("aws", "azure");
        assertThat(two.isUnknown()).isFalse();
    }

    @Test
    void has_a_balancer_only_where_the_file_has_one() {
        for (String regions : new String[] {AWS, GOOGLE, AZURE}) {
            Supply bare = supply(regions, "route53", orders(", zones: 2"));
            assertThat(bare.region()).extracting(Supply.Part::name).doesNotContain("load balancer");
        }
        Supply front = supply(
                GOOGLE,
                "global-load-balancer",
                orders(", zones: 2"),
                "services.web.loadBalancer={kind: cloud-load-balancing}",
                "traffic.accelerator={kind: global-load-balancer, addresses: anycast}");
        assertThat(front.front()).hasSize(1);
        assertThat(front.region()).extracting(Supply.Part::name).doesNotContain("load balancer");
    }

    @Test
    void offers_only_fixes_that_reach_the_promise() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.97%%}
            regions: {%s}
            services: {web: {dependsOn: {orders: hard, bank: hard, mail: hard}}}
            external: {bank: {sla: 99.9%%}, mail: {sla: 99.95%%}}
            data: {orders: {kind: postgresql, runs: provider, zones: 2, replication: async}}
            failover: {mode: automatic, control: {runs: provider}}
            """.formatted(AWS));
        Finding risk = Found.only(file, Rule.AVAILABILITY_AT_RISK);
        assertThat(risk.fix()).startsWith("more from `bank`, `mail` and `orders` together, or a promise of");
        Finding mended = Found.only(
                Read.of(
                        file.text(),
                        "external.mail.sla=100%",
                        "objectives.availability=99.95%",
                        "failover.steps={promote: {takes: 1m}}"),
                Rule.AVAILABILITY_AT_RISK);
        assertThat(mended.fix()).contains("in place of `bank`").contains("two of `bank` side by side");
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
        assertThat(part(supply(GOOGLE, "google-cloud-dns", orders(", zones: 1")), "orders")
                        .share())
                .isEmpty();
    }

    /// A passive copy in one zone takes nothing of what the writer is owed.
    @Test
    void of_a_database_is_that_of_its_writer() {
        for (String copy : new String[] {"1", "2"}) {
            Supply supply = supply(
                    GOOGLE,
                    "google-cloud-dns",
                    "data: {orders: {kind: postgresql, runs: provider, primary: a, members: {a: {region: us-central1,"
                            + " zones: 2}, b: {region: us-east1, zones: " + copy + "}}, replication: {mode: async,"
                            + " via: cloud-sql-cross-region-replica}}}");
            assertThat(part(supply, "orders").share()).hasValue(0.9995);
        }
    }

    /// One promise about the machines of a region is for all that run on them.
    @Test
    void counts_the_machines_of_a_region_once() {
        String stores = "data: {orders: {kind: postgresql, runs: self, zones: %1$d, replication: async},"
                + " jobs: {kind: redis, runs: self, zones: %1$d, replication: async}}";
        String needs = "services.web.dependsOn={orders: hard, jobs: hard}";
        Supply several = supply(AWS, "route53", stores.formatted(2), needs);
        assertThat(several.region()).extracting(Supply.Part::name).containsExactly("compute");
        String machines = "compute.platform=virtual-machines";
        assertThat(supply(AWS, "route53", stores.formatted(2), needs, machines).region())
                .hasSize(1);
        assertThat(supply(AZURE, "azure-dns", stores.formatted(2), needs).region())
                .as("a cluster")
                .hasSize(1);
        assertThat(supply(AZURE, "azure-dns", stores.formatted(2), needs, machines)
                        .region())
                .as("sets of machines")
                .hasSize(3);
        Supply single = supply(AWS, "route53", stores.formatted(1), needs);
        assertThat(single.region()).extracting(Supply.Part::name).contains("orders", "jobs");
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

    /// People leave no region for a short fault, however quick each part of it comes back.
    @Test
    void counts_in_full_beside_a_way_back_that_is_missing_where_people_move_the_application() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.99%}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {platform: functions, dependsOn: {orders: hard, files: hard}}}
            data:
              orders: {kind: postgresql, runs: provider, zones: 2, in: [us-east-1], replication: none}
              files: {kind: object, runs: provider, replication: async}
            failover: {mode: manual, control: {runs: script}, human: {decide: 10m}}
            """);
        Finding finding = Found.only(file, Rule.AVAILABILITY_UNATTAINABLE);
        assertThat(finding.arithmetic().orElseThrow().text())
                .startsWith("orders 99.95% × compute 99.95% × files 99.9% × (1 − the outages of a lost region")
                .endsWith("at best 99.9885% < 99.99%");
        assertThat(finding.fix()).contains("`orders`").contains("what suppliers owe comes to at most");
        Read milder = file.with("objectives.availability=99.9%");
        assertThat(Found.only(milder, Rule.AVAILABILITY_AT_RISK).fix())
                .contains("; besides, nothing bounds the outage of a lost region: ", "`orders`");
    }

    /// A lost region returns: without a way out its outage has no figure, and a promise that suppliers keep is
    /// neither confirmed nor refuted.
    @Test
    void leaves_open_how_long_a_region_without_a_way_out_is_lost() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99%}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {platform: functions, dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, runs: provider, zones: 2, in: [us-east-1], replication: none}}
            failover: {mode: manual, control: {runs: script}, human: {decide: 10m}}
            """);
        Promise promise = file.assessed().promises().getLast();
        assertThat(promise.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(promise.basis()).extracting(Promise.Part::name).noneMatch(name -> name.startsWith("denied by"));
        Finding finding = Found.only(file, Rule.FIGURE_UNKNOWN);
        assertThat(finding.statement())
                .contains("nothing brings it back from the loss of a region, so nothing bounds that outage");
        assertThat(finding.why()).contains("lasts until the region returns", "neither confirmed nor refuted");
        assertThat(finding.fix()).contains("`orders`");
    }

    /// The figures of a part in the last promise of a file.
    private static List<String> owed(Read file, String name) {
        return file.assessed().promises().getLast().basis().stream()
                .filter(part -> part.name().equals(name))
                .map(Promise.Part::plan)
                .toList();
    }

    /// Machines in zones that the file does not say are not one machine; one machine is.
    @ParameterizedTest
    @CsvSource({"2, 99.99%", "1, 99.5%"})
    void of_machines_of_the_user_is_that_of_one_where_there_is_one(String nodes, String share) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.9%%}
            regions: {us-east-1: {role: primary}}
            services: {web: {platform: functions, dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, runs: self, members: {a: {region: us-east-1, nodes: %s}}}}
            """.formatted(nodes));
        assertThat(owed(file, "orders")).containsExactly(share);
    }

    /// Cloud Tasks and Pub/Sub are both queues, and a service level is that of one product.
    @ParameterizedTest
    @CsvSource({"'', unknown", "', via: pub-sub', 99.95%"})
    void of_a_queue_of_google_is_that_of_the_product_that_the_file_names(String via, String share) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.9%%}
            regions: {europe-west1: {role: primary}, europe-west4: {role: standby}}
            services: {web: {platform: functions, dependsOn: {jobs: hard}}}
            data: {jobs: {kind: queue, runs: provider, replication: {mode: provider%s}}}
            """.formatted(via));
        assertThat(owed(file, "jobs")).containsExactly(share);
    }

    /// Cosmos DB owes more where several regions take writes.
    @ParameterizedTest
    @CsvSource({"multi-primary, 99.999%", "async, 99.99%"})
    void of_cosmos_db_is_that_of_its_write_regions(String mode, String share) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.9%%}
            regions: {westeurope: {role: active, provider: azure}, northeurope: {role: active, provider: azure}}
            services: {web: {platform: functions, dependsOn: {rows: hard}}}
            data: {rows: {kind: cosmosdb, runs: provider, zones: 1, primary: westeurope, replication: {mode: %s}}}
            """.formatted(mode));
        assertThat(owed(file, "rows")).containsExactly(share);
    }

    /// One region serves until a failover, so that what is owed for the other provider's is no part of the most.
    @ParameterizedTest
    @CsvSource({"standby, 99.99%", "active, 99.95%"})
    void of_a_pair_over_two_providers_is_that_of_the_one_that_serves(String role, String share) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.999%%}
            regions: {us-east-1: {role: primary}, us-central1: {role: %s, provider: gcp, overrides: {compute: {platform: cloud-run}}}}
            compute: {platform: ecs-fargate}
            services: {web: {port: 80}}
            failover: {mode: manual, control: {runs: script}, human: {notice: 1m, decide: 1m}}
            """.formatted(role));
        assertThat(Found.only(file, Rule.AVAILABILITY_AT_RISK)
                        .arithmetic()
                        .orElseThrow()
                        .text())
                .startsWith("compute " + share);
    }
}
