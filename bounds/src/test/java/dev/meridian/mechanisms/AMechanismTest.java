package dev.meridian.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// The table of mechanisms and its lookups.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AMechanismTest {
    private static final List<Provider> CLOUDS =
            List.of(Provider.AWS, Provider.GOOGLE_CLOUD, Provider.AZURE, Provider.CLOUDFLARE);

    @Test
    void has_an_id_of_its_own_in_kebab_case() {
        List<String> ids = Mechanisms.all().stream().map(Mechanism::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void names_its_publication_and_the_month_in_which_it_was_read() {
        assertThat(Mechanisms.all()).allSatisfy(row -> {
            assertThat(row.source().text()).isNotBlank();
            assertThat(row.source().read().toString()).isEqualTo(Row.MONTH);
            assertThat(row.onLoss()).endsWith(".");
            assertThat(row.onCut()).endsWith(".");
        });
    }

    @Test
    void is_verified_in_at_least_four_rows_of_five() {
        long verified =
                Mechanisms.all().stream().filter(row -> row.source().verified()).count();
        assertThat(verified / (double) Mechanisms.all().size()).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void loses_nothing_where_it_is_strong_and_something_where_no_commit_waits() {
        assertThat(Mechanisms.all()).allSatisfy(row -> {
            if (row.strong()) {
                assertThat(row.loss()).isEqualTo(Span.ZERO);
            } else if (row.covers() == Mechanism.Covers.REGION && row.modes().contains(ReplicationMode.ASYNC)) {
                assertThat(row.loss().isWithin(Duration.ZERO)).as(row.id()).isFalse();
            }
        });
    }

    @Test
    void is_never_planned_with_less_than_its_best() {
        assertThat(Mechanisms.all()).allSatisfy(row -> {
            assertThat(isOrdered(row.recovery())).as(row.id()).isTrue();
            assertThat(isOrdered(row.loss())).as(row.id()).isTrue();
        });
    }

    private static boolean isOrdered(Span span) {
        return span.best().isEmpty()
                ? span.plan().isEmpty()
                : span.plan().isEmpty()
                        || span.plan().get().compareTo(span.best().get()) >= 0;
    }

    @Test
    void says_that_a_planning_value_is_ours_where_it_is_not_published() {
        assertThat(Mechanisms.all())
                .filteredOn(row -> row.source().text().contains("to plan with"))
                .allSatisfy(row -> assertThat(row.source().text())
                        .containsAnyOf("Meridian", "which is planned with", "until a drill", "1 h to plan with"));
    }

    @Test
    void across_regions_is_selected_by_words_of_its_own() {
        assertThat(Mechanisms.all())
                .filteredOn(row -> row.covers() == Mechanism.Covers.REGION)
                .allSatisfy(row -> {
                    assertThat(row.modes()).as(row.id()).isNotEmpty();
                    assertThat(row.words()).as(row.id()).isNotEmpty();
                });
        assertThat(Mechanisms.all())
                .allSatisfy(row -> assertThat(row.words())
                        .as(row.id())
                        .allMatch(word -> Mechanisms.normal(word).equals(word)));
    }

    @Test
    void of_one_provider_is_never_found_for_another() {
        for (Provider provider : CLOUDS) {
            for (Mechanism row : Mechanisms.all()) {
                for (ReplicationMode mode : ReplicationMode.values()) {
                    for (StoreKind kind : row.kinds()) {
                        Stream<Optional<Mechanism>> found = row.words().stream()
                                .limit(1)
                                .map(word -> new Query(provider, kind, mode, "", Optional.of(word), true))
                                .flatMap(query -> Stream.of(
                                        Mechanisms.across(query), Mechanisms.inZones(query),
                                        Mechanisms.past(query, false), Mechanisms.past(query, true)));
                        assertThat(found.flatMap(Optional::stream))
                                .allMatch(hit -> hit.provider() == provider || hit.provider() == Provider.SOFTWARE);
                    }
                }
            }
        }
    }

    @Test
    void of_aurora_or_dynamodb_is_unknown_in_a_region_of_another_cloud() {
        assertThat(across(Provider.GOOGLE_CLOUD, StoreKind.POSTGRESQL, "aurora-global"))
                .isEmpty();
        assertThat(across(Provider.AZURE, StoreKind.MYSQL, "Aurora Global Database"))
                .isEmpty();
        assertThat(across(Provider.GOOGLE_CLOUD, StoreKind.DYNAMODB, "global-tables"))
                .isEmpty();
        assertThat(across(Provider.AWS, StoreKind.SQLSERVER, "failover-group")).isEmpty();
        assertThat(across(Provider.AWS, StoreKind.OBJECT, "turbo-replication")).isEmpty();
        assertThat(Mechanisms.named("aurora_global"))
                .extracting(Mechanism::provider)
                .containsOnly(Provider.AWS);
        assertThat(Mechanisms.named("Failover Group"))
                .extracting(Mechanism::provider)
                .containsOnly(Provider.AZURE);
        assertThat(Mechanisms.named("a word of nobody")).isEmpty();
    }

    private static Optional<Mechanism> across(Provider provider, StoreKind kind, String via) {
        return Mechanisms.across(new Query(provider, kind, ReplicationMode.PROVIDER, "", Optional.of(via), true));
    }

    @Test
    void is_found_by_its_word_whatever_its_spelling() {
        for (String via : List.of("aurora-global", "Aurora Global", "AURORA_GLOBAL", "amazon-aurora-global-database")) {
            assertThat(across(Provider.AWS, StoreKind.POSTGRESQL, via).map(Mechanism::id))
                    .hasValue("aurora-global-database");
        }
    }

    @Test
    void is_the_usual_one_of_the_provider_where_no_word_is_given() {
        assertThat(usual(Provider.AWS, StoreKind.POSTGRESQL)).hasValue("rds-cross-region-replica");
        assertThat(usual(Provider.GOOGLE_CLOUD, StoreKind.POSTGRESQL)).hasValue("cloud-sql-cross-region-replica");
        assertThat(usual(Provider.AZURE, StoreKind.POSTGRESQL)).hasValue("azure-postgresql-read-replica");
        assertThat(usual(Provider.AZURE, StoreKind.SQLSERVER)).hasValue("azure-sql-failover-group");
        assertThat(usual(Provider.AWS, StoreKind.OBJECT)).hasValue("s3-replication");
        assertThat(usual(Provider.AWS, StoreKind.KAFKA)).hasValue("msk-replicator");
        assertThat(usual(Provider.AWS, StoreKind.VAULT)).hasValue("vault-dr-replication");
    }

    private static Optional<String> usual(Provider provider, StoreKind kind) {
        return Mechanisms.across(new Query(provider, kind, ReplicationMode.ASYNC, "", Optional.empty(), true))
                .map(Mechanism::id);
    }

    /// A Cognito user pool may have a replica in another Region, and Secret Manager copies before it acknowledges.
    @Test
    void of_a_service_that_copies_to_another_region_does_not_wait_for_the_lost_one() {
        for (String via : List.of("cognito", "cognito-user-pool", "cognito-multi-region-replication")) {
            Mechanism pool = across(Provider.AWS, StoreKind.IDENTITY, via).orElseThrow();
            assertThat(pool.recovery()).as(via).isNotEqualTo(Span.NEVER);
            assertThat(pool.loss().isWithin(Duration.ZERO)).as(via).isFalse();
        }
        assertThat(across(Provider.GOOGLE_CLOUD, StoreKind.VAULT, "secret-manager")
                        .map(Mechanism::loss))
                .hasValue(Span.ZERO);
        assertThat(across(Provider.AZURE, StoreKind.MYSQL, "read-replica")
                        .flatMap(row -> row.recovery().plan()))
                .isPresent();
    }

    @Test
    void follows_the_consistency_that_a_topology_declares() {
        assertThat(level(Provider.AWS, StoreKind.DYNAMODB, "strong")).hasValue("dynamodb-global-strong");
        assertThat(level(Provider.AWS, StoreKind.DYNAMODB, "eventual")).hasValue("dynamodb-global-eventual");
        assertThat(level(Provider.AWS, StoreKind.DYNAMODB, "")).hasValue("dynamodb-global-eventual");
        assertThat(level(Provider.AZURE, StoreKind.COSMOSDB, "strong")).hasValue("cosmos-db-strong");
        assertThat(level(Provider.AZURE, StoreKind.COSMOSDB, "bounded-staleness"))
                .hasValue("cosmos-db-bounded-staleness");
        assertThat(level(Provider.AZURE, StoreKind.COSMOSDB, "")).hasValue("cosmos-db-session");
        assertThat(level(Provider.AWS, StoreKind.POSTGRESQL, "strong")).isEmpty();
    }

    @Test
    void that_its_provider_starts_in_its_own_time_has_no_bound() {
        for (String consistency : List.of("strong", "bounded-staleness", "session")) {
            Query query = new Query(
                    Provider.AZURE, StoreKind.COSMOSDB, ReplicationMode.PROVIDER, consistency, Optional.empty(), true);
            assertThat(Mechanisms.across(query).map(Mechanism::recovery)).hasValue(Span.from(Duration.ZERO));
        }
    }

    private static Optional<String> level(Provider provider, StoreKind kind, String consistency) {
        return Mechanisms.across(
                        new Query(provider, kind, ReplicationMode.PROVIDER, consistency, Optional.empty(), true))
                .map(Mechanism::id);
    }

    @Test
    void that_is_weaker_than_declared_is_found_only_where_it_is_named() {
        assertThat(declared("memorydb-multi-region", Provider.AWS, StoreKind.REDIS))
                .hasValue("memorydb-multi-region");
        assertThat(declared("aurora-global", Provider.AWS, StoreKind.POSTGRESQL))
                .hasValue("aurora-global-database");
        assertThat(declared("keyspaces", Provider.AWS, StoreKind.CASSANDRA)).hasValue("keyspaces-multi-region");
        assertThat(level(Provider.AWS, StoreKind.OBJECT, "strong")).isEmpty();
        assertThat(level(Provider.AWS, StoreKind.DYNAMODB, "session")).isEmpty();
        assertThat(level(Provider.GOOGLE_CLOUD, StoreKind.SPANNER, "eventual")).hasValue("spanner-multi-region");
        Query zones =
                new Query(Provider.AWS, StoreKind.MONGODB, ReplicationMode.QUORUM, "eventual", Optional.empty(), false);
        assertThat(Mechanisms.inZones(zones)).isPresent();
        assertThat(Mechanisms.across(zones)).isPresent();
    }

    private static Optional<String> declared(String via, Provider provider, StoreKind kind) {
        return Mechanisms.across(new Query(provider, kind, ReplicationMode.PROVIDER, "strong", Optional.of(via), true))
                .map(Mechanism::id);
    }

    @Test
    void of_dsql_is_strong_where_its_name_says_so_and_nowhere_else() {
        Query dsql = new Query(
                Provider.AWS,
                StoreKind.POSTGRESQL,
                ReplicationMode.PROVIDER,
                "strong",
                Optional.of("aurora-dsql"),
                true);
        assertThat(Mechanisms.across(dsql).orElseThrow().strong()).isTrue();
        Query quorum =
                new Query(Provider.AWS, StoreKind.POSTGRESQL, ReplicationMode.QUORUM, "", Optional.empty(), true);
        assertThat(Mechanisms.across(quorum)).isEmpty();
    }

    @Test
    void of_software_serves_a_self_run_store_and_no_provider_does() {
        for (StoreKind kind : StoreKind.values()) {
            for (ReplicationMode mode : ReplicationMode.values()) {
                Query query = new Query(Provider.AWS, kind, mode, "", Optional.empty(), false);
                Stream.of(Mechanisms.across(query), Mechanisms.inZones(query), Mechanisms.past(query, true))
                        .flatMap(Optional::stream)
                        .forEach(row -> assertThat(row.provider()).isEqualTo(Provider.SOFTWARE));
            }
        }
    }

    @Test
    void that_elects_needs_no_call_and_no_person() {
        Set<String> electing = new LinkedHashSet<>();
        for (Mechanism row : Mechanisms.all()) {
            if (row.provider() == Provider.SOFTWARE
                    && row.modes().contains(ReplicationMode.QUORUM)
                    && row.kinds().stream().noneMatch(StoreKind.POSTGRESQL::equals)) {
                electing.add(row.id());
                assertThat(row.starter()).as(row.id()).isEqualTo(Mechanism.Starter.ITSELF);
            }
        }
        assertThat(electing).contains("cockroachdb", "yugabytedb", "mongodb", "etcd", "vault-integrated-storage");
    }

    @Test
    void exists_for_each_kind_of_the_clouds_or_is_listed_as_unknown() {
        List<String> unknown = List.of(
                "GOOGLE_CLOUD DYNAMODB",
                "GOOGLE_CLOUD COSMOSDB",
                "GOOGLE_CLOUD OPENSEARCH",
                "AZURE DYNAMODB",
                "AZURE SPANNER",
                "AZURE FIRESTORE",
                "AZURE OPENSEARCH",
                "AWS SPANNER",
                "AWS FIRESTORE",
                "AWS COSMOSDB");
        Set<String> missing = new LinkedHashSet<>();
        for (Provider provider : List.of(Provider.AWS, Provider.GOOGLE_CLOUD, Provider.AZURE)) {
            for (StoreKind kind : StoreKind.values()) {
                boolean known = Mechanisms.all().stream()
                        .anyMatch(row -> row.covers() != Mechanism.Covers.DAMAGE
                                && row.covers() != Mechanism.Covers.DAMAGE_ELSEWHERE
                                && row.kinds().contains(kind)
                                && (row.provider() == provider
                                        || new Query(provider, kind, ReplicationMode.ASYNC, "", Optional.empty(), true)
                                                .admits(row.provider())));
                if (!known) {
                    missing.add(provider + " " + kind);
                }
            }
        }
        missing.removeIf(entry ->
                entry.endsWith(" RAFT_LOG") || entry.endsWith(" CLUSTER_OBJECTS") || entry.endsWith(" DATABASE"));
        assertThat(missing).containsExactlyInAnyOrderElementsOf(unknown);
    }
}
