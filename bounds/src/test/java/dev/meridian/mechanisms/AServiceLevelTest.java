package dev.meridian.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.StoreKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// The tables of service levels, health checks, names and versions, and their lookups.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AServiceLevelTest {
    @Test
    void has_an_id_of_its_own_a_share_and_a_source() {
        assertThat(ServiceLevels.all())
                .extracting(ServiceLevel::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(ServiceLevels.all()).allSatisfy(level -> {
            assertThat(level.share()).isBetween(0.99, 1.0);
            assertThat(level.source().text()).isNotBlank();
        });
    }

    @Test
    void of_one_provider_is_never_used_for_another() {
        for (Provider provider : Provider.values()) {
            for (StoreKind kind : StoreKind.values()) {
                for (int zones = 1; zones <= 3; zones++) {
                    Optional<ServiceLevel> found =
                            ServiceLevels.store(new StoreQuery(provider, kind, Optional.empty(), zones, true, zones));
                    assertThat(found.stream()).allMatch(level -> level.provider() == provider);
                }
            }
            assertThat(ServiceLevels.loadBalancer(provider).stream()).allMatch(level -> level.provider() == provider);
            assertThat(ServiceLevels.images(provider).stream()).allMatch(level -> level.provider() == provider);
        }
    }

    @Test
    void of_one_zone_is_less_than_over_zones_or_unknown() {
        for (Provider provider : List.of(Provider.AWS, Provider.GOOGLE_CLOUD, Provider.AZURE)) {
            ServiceLevel one =
                    ServiceLevels.compute(provider, "virtual-machines", false).orElseThrow();
            ServiceLevel many =
                    ServiceLevels.compute(provider, "virtual-machines", true).orElseThrow();
            assertThat(one.share()).isLessThan(many.share());
        }
        assertThat(share(Provider.AWS, StoreKind.POSTGRESQL, 1)).hasValue(0.995);
        assertThat(share(Provider.AWS, StoreKind.POSTGRESQL, 3)).hasValue(0.9995);
        assertThat(share(Provider.GOOGLE_CLOUD, StoreKind.MYSQL, 1)).isEmpty();
        assertThat(share(Provider.GOOGLE_CLOUD, StoreKind.MYSQL, 2)).hasValue(0.9995);
        assertThat(share(Provider.AZURE, StoreKind.POSTGRESQL, 1)).hasValue(0.999);
        assertThat(ServiceLevels.compute(Provider.AWS, "ecs-fargate", false)).isEmpty();
    }

    private static Optional<Double> share(Provider provider, StoreKind kind, int zones) {
        return ServiceLevels.store(new StoreQuery(provider, kind, Optional.empty(), zones, true, 1))
                .map(ServiceLevel::share);
    }

    @Test
    void of_a_named_product_is_the_one_of_that_product() {
        assertThat(ServiceLevels.store(new StoreQuery(
                                Provider.AWS, StoreKind.POSTGRESQL, Optional.of("aurora-global"), 2, true, 2))
                        .map(ServiceLevel::id))
                .hasValue("amazon-aurora");
        assertThat(ServiceLevels.store(new StoreQuery(
                                Provider.AWS, StoreKind.POSTGRESQL, Optional.of("aurora-dsql"), 3, true, 2))
                        .map(ServiceLevel::id))
                .hasValue("amazon-aurora-dsql-multi-region");
        assertThat(ServiceLevels.store(
                        new StoreQuery(Provider.AWS, StoreKind.POSTGRESQL, Optional.of("a-vendor"), 3, true, 2)))
                .isEmpty();
    }

    @Test
    void is_the_one_of_the_agreement_in_force() {
        assertThat(share("aurora", StoreKind.POSTGRESQL, 1)).hasValue(0.999);
        assertThat(share("elasticache", StoreKind.REDIS, 2)).hasValue(0.9999);
        assertThat(share("memorydb", StoreKind.REDIS, 3)).hasValue(0.9999);
    }

    private static Optional<Double> share(String via, StoreKind kind, int zones) {
        return ServiceLevels.store(new StoreQuery(Provider.AWS, kind, Optional.of(via), zones, true, 1))
                .map(ServiceLevel::share);
    }

    @Test
    void of_a_self_run_store_is_the_one_of_its_machines() {
        assertThat(ServiceLevels.store(
                                new StoreQuery(Provider.AZURE, StoreKind.COCKROACHDB, Optional.empty(), 3, false, 1))
                        .map(ServiceLevel::id))
                .hasValue("azure-virtual-machines-zones");
    }

    @Test
    void is_unknown_for_an_unknown_word() {
        assertThat(ServiceLevels.dns("ns1")).isEmpty();
        assertThat(ServiceLevels.cdn("akamai")).isEmpty();
        assertThat(ServiceLevels.cdn("fastly")).isEmpty();
        assertThat(ServiceLevels.accelerator("anycast")).isEmpty();
        assertThat(ServiceLevels.dns("azure-dns").map(ServiceLevel::provider)).hasValue(Provider.AZURE);
        assertThat(ServiceLevels.dns("google-cloud-dns").map(ServiceLevel::provider))
                .hasValue(Provider.GOOGLE_CLOUD);
        assertThat(ServiceLevels.cdn("front-door").map(ServiceLevel::provider)).hasValue(Provider.AZURE);
        assertThat(ServiceLevels.compute(Provider.AZURE, "bare-metal", true)).isEmpty();
        assertThat(ServiceLevels.clusterApi(Provider.AWS, "ecs-fargate")).isEmpty();
    }

    @Test
    void health_checks_are_those_of_the_named_service() {
        assertThat(HealthChecks.of("route53").map(HealthChecks::provider)).hasValue(Provider.AWS);
        assertThat(HealthChecks.of("Traffic Manager").map(HealthChecks::failures))
                .hasValue(4);
        assertThat(HealthChecks.of("azure-dns")).isEmpty();
        assertThat(HealthChecks.of("ns1")).isEmpty();
        assertThat(HealthChecks.all())
                .allSatisfy(row -> assertThat(row.fastest()).isLessThanOrEqualTo(row.every()));
        assertThat(NameChanges.of("route53").flatMap(NameChanges::alias)).isPresent();
        assertThat(NameChanges.of("other")).isEmpty();
    }

    @Test
    void a_calendar_is_the_one_of_the_platform() {
        assertThat(PlatformVersions.kubernetes(Provider.CLOUDFLARE)).isEmpty();
        for (Provider provider : List.of(Provider.AWS, Provider.GOOGLE_CLOUD, Provider.AZURE, Provider.SOFTWARE)) {
            SupportCalendar calendar = PlatformVersions.kubernetes(provider).orElseThrow();
            assertThat(List.copyOf(calendar.ends().values())).isSorted();
        }
        assertThat(PlatformVersions.database(StoreKind.MYSQL, Provider.AWS).map(SupportCalendar::platform))
                .hasValue("Amazon RDS");
        assertThat(PlatformVersions.database(StoreKind.MYSQL, Provider.SOFTWARE).map(SupportCalendar::platform))
                .hasValue("");
        assertThat(PlatformVersions.database(StoreKind.REDIS, Provider.AWS)).isEmpty();
    }
}
