package dev.meridian.assess;

import static dev.meridian.assess.Found.is;
import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// What is lost beyond one region: a zone, several places at once, contents, and what rests on a store that stops.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ASharedLossTest {
    private static Read three(String voters, String... sets) {
        return Read.of("""
            meridian: 1
            application: bank
            objectives: {rto: 10m, rpo: 0s}
            regions:
              eu-west-1: {role: active}
              eu-central-1: {role: active}
              europe-north1: {role: active, provider: gcp}
            services:
              login: {dependsOn: {ledger: hard}}
              pay: {dependsOn: {login: hard}}
            data: {ledger: {kind: cockroachdb, runs: self, replication: quorum, voters: {%s}}}
            failover: {mode: automatic, control: {runs: provider}}
            """.formatted(voters), sets);
    }

    @Test
    void of_a_provider_is_no_finding_about_what_is_at_that_provider_alone() {
        for (String cloud : List.of("aws", "azure", "gcp")) {
            String[] places = switch (cloud) {
                case "aws" -> new String[] {"eu-west-1", "eu-central-1"};
                case "azure" -> new String[] {"westeurope", "northeurope"};
                default -> new String[] {"europe-west1", "europe-west4"};
            };
            Read two = Read.of("""
                meridian: 1
                regions: {%1$s: {provider: %3$s}, %2$s: {provider: %3$s}, nbg1: {provider: other}}
                applications:
                  shop: {roles: {%1$s: primary, %2$s: standby}}
                  page: {roles: {nbg1: primary}}
                services: {web: {application: shop, dependsOn: {orders: hard}}, text: {application: page}}
                data: {orders: {application: shop, kind: postgresql, replication: async}}
                """.formatted(places[0], places[1], cloud));
            isFree(two, Rule.PLACES_LOST_TOGETHER);
            only(two.with("claims.out={says: an outage of a cloud provider does no harm}"), Rule.CLAIM_REFUTED);
        }
    }

    /// A copy in a store at another provider counts, and the copy itself is nobody's original.
    @Test
    void of_a_provider_takes_no_store_that_is_copied_into_one_at_another_provider() {
        Read once = Read.of("""
                meridian: 1
                application: shop
                regions:
                  eu-west-1: {role: primary}
                  nbg1: {provider: other, role: standby}
                  attic: {provider: gcp, near: europe-west3}
                services: {web: {dependsOn: {orders: hard}}}
                data:
                  orders:
                    kind: postgresql
                    in: [eu-west-1]
                    replication: {mode: none, edges: {daily: {from: eu-west-1, into: copy, mode: copy}}}
                  copy: {kind: postgresql, runs: provider, in: [attic], replication: none}
                failover: {mode: manual, control: {runs: script}}
                claims: {out: {says: an outage of a cloud provider does no harm}}
                """);
        Finding refuted = only(once, Rule.CLAIM_REFUTED);
        assertThat(refuted.statement() + refuted.why())
                .contains("the loss of aws: `orders` has no copy", "the loss of gcp: `copy` has no copy");
        isFree(once.with("data.orders.replication.edges.daily.every=24h"), Rule.CLAIM_REFUTED);
    }

    @Test
    void of_places_that_one_event_takes_is_found_for_votes_and_for_targets() {
        String each = "eu-west-1: 1, eu-central-1: 1, europe-north1: 1";
        assertThat(only(three(each), Rule.PLACES_LOST_TOGETHER).statement())
                .startsWith("the loss of aws takes eu-west-1 and eu-central-1 together: `ledger` keeps 1 of 3 votes");
        assertThat(Found.of(
                        three(each, "fates.cable={regions: [eu-central-1, europe-north1], of: carrier}"),
                        Rule.PLACES_LOST_TOGETHER))
                .hasSize(2);
        assertThat(only(three("eu-west-1: 1, eu-central-1: 1, europe-north1: 3"), Rule.VOTES_IN_ONE_REGION)
                        .fix())
                .endsWith("2 + 2 + 1");
        Read targets = Read.of("""
            meridian: 1
            application: shop
            regions:
              westeurope: {role: primary, provider: azure}
              northeurope: {role: standby, provider: azure}
              europe-west4: {role: standby, provider: gcp}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, runs: self, replication: async}}
            failover: {targets: [northeurope], control: {runs: provider}}
            claims: {cloud: {says: the outage of a whole cloud does no harm}}
            """);
        assertThat(only(targets, Rule.PLACES_LOST_TOGETHER).statement()).contains("its only target");
        only(targets, Rule.CLAIM_REFUTED);
        isFree(Read.of(targets.text(), "failover.targets=[northeurope, europe-west4]"), Rule.CLAIM_REFUTED);
    }

    @Test
    void of_a_store_names_what_rests_on_it_over_several_steps() {
        String near = "eu-west-1: 3, eu-central-1: 1, europe-north1: 1";
        assertThat(only(three(near), Rule.VOTES_IN_ONE_REGION).why()).contains("`login` and `pay`, which rest on it");
    }

    private static Read zone(String store, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {carts: hard}}}
            data: {carts: {%s}}
            """.formatted(store), sets);
    }

    @Test
    void of_a_zone_is_warned_of_for_each_part_in_one_zone() {
        String redis = "kind: redis, runs: provider, replication: async";
        is(Severity.WARNING, zone(redis + ", zones: 1"), Rule.ONE_ZONE);
        is(Severity.WARNING, zone(redis + ", zones: 2", "services.web.replicas=1"), Rule.ONE_ZONE);
        is(Severity.WARNING, zone(redis + ", zones: 2", "network.zones=1"), Rule.ONE_ZONE);
        isFree(zone(redis + ", zones: 2"), Rule.ONE_ZONE);
    }

    @Test
    void of_contents_is_noted_once_for_a_disposable_store_that_holds_more_than_copies() {
        String none = ", replication: none, disposable: true, in: [us-east-1, us-west-2]";
        only(zone("kind: redis, runs: provider, usedFor: sessions" + none), Rule.CONTENTS_LOST);
        only(zone("kind: rabbitmq, runs: provider" + none), Rule.CONTENTS_LOST);
        only(zone("kind: queue" + none), Rule.CONTENTS_LOST);
        isFree(zone("kind: redis, runs: provider, usedFor: read-through" + none), Rule.CONTENTS_LOST);
    }

    private static Read keys(String replication, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: active}}
            services: {web: {dependsOn: {keys: hard}}}
            data: {keys: {kind: vault, runs: self, replication: %s, objectives: {rpo: 1m}}}
            """.formatted(replication), sets);
    }

    @Test
    void of_secrets_is_unknown_where_one_key_says_that_they_are_copied() {
        String copied = "security.secrets={store: vault, replicate: true}";
        only(keys("none", copied), Rule.SECRET_KEYS_CONTRADICT);
        isFree(keys("none", copied), Rule.LOST_WITH_ITS_REGION);
        only(keys("none"), Rule.LOST_WITH_ITS_REGION);
        for (String mode : new String[] {"async", "multi-primary", "provider"}) {
            Read twice = keys("{mode: " + mode + ", via: dual-write}");
            isFree(twice, Rule.RPO_UNATTAINABLE);
            only(twice, Rule.FIGURE_UNKNOWN);
        }
    }

    private static Read kept(String regions, String store, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {%s}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {%s}}
            """.formatted(regions, store), sets);
    }

    @Test
    void of_damage_knows_the_backups_that_a_provider_always_keeps() {
        String aws = "us-east-1: {role: primary}, us-west-2: {role: standby}";
        String azure = "westeurope: {role: primary, provider: azure}, northeurope: {role: standby, provider: azure}";
        String async = "runs: provider, zones: 2, replication: ";
        isFree(
                kept(aws, "kind: mysql, " + async + "{mode: async, via: aurora-global-database}"),
                Rule.NO_WAY_BACK_FROM_DAMAGE);
        isFree(kept(azure, "kind: postgresql, " + async + "async"), Rule.NO_WAY_BACK_FROM_DAMAGE);
        isFree(
                kept(aws, "kind: object, replication: {mode: async, via: s3-replication}"),
                Rule.NO_WAY_BACK_FROM_DAMAGE);
        only(kept(aws, "kind: dynamodb, replication: multi-primary"), Rule.NO_WAY_BACK_FROM_DAMAGE);
    }

    @Test
    void of_writes_is_not_bounded_by_a_planning_value_without_room() {
        String azure = "westeurope: {role: primary, provider: azure}, northeurope: {role: standby, provider: azure}";
        String replica = "kind: postgresql, runs: provider, zones: 2, replication: {mode: async,"
                + " via: flexible-server-read-replica%s}, objectives: {rpo: %s}";
        only(kept(azure, replica.formatted("", "5m")), Rule.RPO_AT_RISK);
        isFree(kept(azure, replica.formatted("", "1h")), Rule.RPO_AT_RISK);
        only(kept(azure, replica.formatted("", "1h")), Rule.LAG_NOT_WATCHED);
        isFree(kept(azure, replica.formatted(", alarmOnLag: 2m", "5m")), Rule.RPO_AT_RISK);
        isFree(kept(azure, replica.formatted(", lag: 1m", "5m")), Rule.LAG_NOT_WATCHED);
    }

    @Test
    void of_capacity_is_an_error_or_a_time_and_not_both() {
        Read small = kept(
                "us-east-1: {role: primary}, us-west-2: {role: standby, capacity: 30%}",
                "kind: postgresql, replication: async", "objectives.rto=1h");
        isFree(small, Rule.SECONDARY_TOO_SMALL);
        only(small, Rule.CAPACITY_NOT_RESERVED);
        only(Read.of(small.text(), "regions.us-west-2.capacity={min: 30%, max: 60%}"), Rule.SECONDARY_TOO_SMALL);
    }

    @Test
    void says_which_promises_no_rule_judges() {
        String rows = "kind: postgresql, replication: async";
        String aws = "us-east-1: {role: primary}, us-west-2: {role: standby}";
        for (String level : new String[] {"errors=0.1%", "throughput={requests: 100/s}", "latency={users: 900ms}"}) {
            assertThat(only(kept(aws, rows, "objectives." + level), Rule.NOT_JUDGED)
                            .statement())
                    .startsWith("not judged: ");
        }
    }

    private static Read voters(String voters) {
        return Read.of("""
            meridian: 1
            application: bank
            objectives: {rto: 10m, rpo: 0s}
            regions:
              eu-west-1: {role: active}
              eu-central-1: {role: active}
              eu-west-3: {role: active}
              eu-south-2: {role: active}
              us-east-1: {role: active}
              eu-north-1: {role: active}
            services: {pay: {dependsOn: {ledger: hard}}}
            data: {ledger: {kind: cockroachdb, runs: operator, replication: quorum, voters: {%s}}}
            failover: {mode: automatic, control: {runs: operator}, fence: none, lease: none}
            """.formatted(voters));
    }

    private static String limit(String voters) {
        return Found.of(voters(voters), Rule.PLACES_LOST_TOGETHER).stream()
                .filter(finding -> finding.severity() == Severity.NOTE)
                .map(finding -> finding.statement() + "; " + finding.why())
                .findFirst()
                .orElse("");
    }

    @Test
    void of_two_places_is_named_where_it_stops_a_majority() {
        assertThat(limit("eu-west-1: 2, eu-central-1: 2, eu-west-3: 2, us-east-1: 1"))
                .contains("stops with the loss of eu-west-1 and eu-central-1, or of eu-west-1 and eu-west-3, or of"
                        + " eu-central-1 and eu-west-3")
                .doesNotContain("all its votes");
        assertThat(limit("eu-west-1: 2, eu-central-1: 1, eu-west-3: 1, eu-south-2: 1"))
                .contains("eu-west-1 and eu-central-1", "all its votes are in Europe")
                .doesNotContain("eu-central-1 and eu-west-3");
    }

    @Test
    void of_a_continent_is_named_where_all_votes_are_on_it() {
        assertThat(limit("eu-west-1: 1, eu-central-1: 1, eu-west-3: 1, eu-south-2: 1, eu-north-1: 1"))
                .contains("all votes of `ledger` are in Europe, and it outlives any two of its places");
        assertThat(limit("eu-west-1: 1, eu-central-1: 1, eu-west-3: 1, eu-south-2: 1, us-east-1: 1"))
                .isEmpty();
        assertThat(limit("eu-west-1: 1, eu-central-1: 1, eu-west-3: 1"))
                .contains("any one of three places and of no two", "all its votes are in Europe");
        assertThat(limit("eu-west-1: 1, eu-central-1: 1, us-east-1: 1")).doesNotContain("all its votes");
    }
}
