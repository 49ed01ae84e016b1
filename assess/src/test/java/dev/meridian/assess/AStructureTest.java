package dev.meridian.assess;

import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.of;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each rule of structure on a small file with and without the mistake.
class AStructureTest {
    /// A primary and two standbys, and one store that all of it needs.
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}, eu-north-1: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, replication: async}}
            """;

    private static final String NAMED = "failover.vantages.eyes=";

    private static Read shop(String... sets) {
        return Read.of(SHOP, sets);
    }

    /// The same in other regions.
    private static Read shopIn(String regions, String... sets) {
        return Read.of(SHOP.replaceFirst("regions: .*", "regions: {" + regions + "}"), sets);
    }

    private static List<Finding> accepted(Read file, Acceptance... acceptances) {
        return Assess.of(file.subject(), file::revised, List.of(acceptances), Read.TODAY)
                .findings();
    }

    private static Acceptance acceptance(String source, String finding, String at, int year) {
        return new Acceptance(source, finding, Optional.of(at), "we know", LocalDate.of(year, 3, 31), Optional.empty());
    }

    private static final String TWINS = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}
            services: {web: {dependsOn: {orders: hard, users: hard}}}
            data:
              orders: {kind: postgresql, replication: async, backup: {every: 1h}}
              users: {kind: postgresql, replication: async, backup: {every: 1h}}
            """;

    @Test
    void accepts_one_of_two_equal_findings_and_leaves_the_other() {
        Read file = Read.of(TWINS);
        assertThat(only(file, Rule.BACKUP_STAYS).also()).containsExactly("data.users.backup");
        for (String store : List.of("orders", "users")) {
            List<Finding> found = accepted(file, acceptance("baseline", "MER-0143", "data." + store, 2027)).stream()
                    .filter(finding -> finding.rule() == Rule.BACKUP_STAYS)
                    .toList();
            assertThat(found)
                    .as(store)
                    .hasSize(2)
                    .allMatch(finding -> finding.also().isEmpty());
            assertThat(found.stream().filter(finding -> finding.waived().isPresent()))
                    .extracting(Finding::at)
                    .containsExactly("data." + store + ".backup");
        }
    }

    @Test
    void that_two_accept_has_no_waiver_without_a_finding() {
        List<Finding> found = accepted(
                Read.of(TWINS),
                acceptance("waivers.all", "MER-0143", "data", 2027),
                acceptance("baseline", "MER-0143", "data.orders", 2027));
        assertThat(found).noneMatch(finding -> finding.rule() == Rule.WAIVER_WITHOUT_FINDING);
        assertThat(found)
                .filteredOn(finding -> finding.rule() == Rule.BACKUP_STAYS)
                .allMatch(finding -> finding.waived().isPresent());
    }

    @Test
    void whose_waiver_ran_out_beside_another_one_does_not_count_again() {
        Acceptance old = acceptance("waivers.old", "MER-0143", "data", 2026);
        List<Finding> both = accepted(Read.of(TWINS), old, acceptance("baseline", "MER-0143", "data", 2027));
        assertThat(both)
                .filteredOn(finding -> finding.rule() == Rule.WAIVER_EXPIRED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).startsWith("another one accepts the same"));
        assertThat(accepted(Read.of(TWINS), old))
                .filteredOn(finding -> finding.rule() == Rule.WAIVER_EXPIRED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).startsWith("what it accepted counts again"));
    }

    private static final String EU = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}, eu-north-1: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            compliance: {classes: {eu-personal: {subjects: [EU], keepIn: [eu-west-1, eu-north-1]}}}
            data:
              orders:
                kind: cockroachdb
                replication: quorum
                partitions: {eu: {home: eu-west-1, keepIn: [eu-west-1, eu-north-1]}}
            """;

    @Test
    void of_a_partition_is_judged_where_the_partition_lives() {
        String eu = "data.orders.partitions.eu";
        assertThat(only(Read.of(EU), Rule.AGAINST_RESIDENCY).statement())
                .isEqualTo("`orders.eu` is copied with all of `orders`, also to us-east-1, where it must not be");
        isFree(Read.of(EU, eu + ".voters={eu-west-1: 2, eu-north-1: 1}"), Rule.AGAINST_RESIDENCY);
        isFree(Read.of(EU, eu + ".voters={eu-west-1: 2, us-east-1: {count: 1, data: none}}"), Rule.AGAINST_RESIDENCY);
        isFree(Read.of(EU, eu + ".replication=none"), Rule.AGAINST_RESIDENCY);
        assertThat(only(Read.of(EU, eu + ".voters={eu-west-1: 2, us-east-1: 1}"), Rule.AGAINST_RESIDENCY)
                        .statement())
                .isEqualTo("`orders.eu` is held in us-east-1, where it must not be");
        assertThat(only(Read.of(EU.replace("home: eu-west-1, ", "")), Rule.AGAINST_RESIDENCY)
                        .statement())
                .isEqualTo("`orders.eu` is held in us-east-1, where it must not be");
        assertThat(only(
                                Read.of(EU.replace(
                                        "west-1, keepIn: [eu-west-1, eu-north-1]", "west-1, holds: [eu-personal]")),
                                Rule.AGAINST_RESIDENCY)
                        .objective())
                .contains("compliance.classes.eu-personal.keepIn");
        assertThat(only(
                                Read.of(
                                        EU,
                                        eu + ".voters={eu-west-1: 2, eu-north-1: 1}",
                                        "data.orders.backup={every: 1h, copyTo: [us-east-1]}"),
                                Rule.AGAINST_RESIDENCY)
                        .at())
                .isEqualTo("data.orders.backup.copyTo");
    }

    @Test
    void of_capacity_counts_for_every_target_whatever_its_role() {
        Read small = shop("regions.eu-west-1={role: active, capacity: 10%}");
        assertThat(only(small, Rule.SECONDARY_TOO_SMALL).fix()).isEqualTo("`capacity: 100%`");
        isFree(shop("regions.eu-west-1={role: active, capacity: 100%}"), Rule.SECONDARY_TOO_SMALL);
    }

    @Test
    void of_capacity_is_about_the_promised_time_for_the_loss_of_a_region() {
        String half = "regions.eu-west-1.capacity={min: 50%, max: 100%}";
        isFree(shop(half), Rule.CAPACITY_NOT_RESERVED);
        assertThat(only(shop(half, "objectives.rto=1h"), Rule.CAPACITY_NOT_RESERVED)
                        .objective())
                .contains("objectives.rto");
        assertThat(only(shop(half, "objectives.disruptions.region={rto: 1h}"), Rule.CAPACITY_NOT_RESERVED)
                        .objective())
                .contains("objectives.disruptions.region.rto");
    }

    @Test
    void of_capacity_counts_replicas_and_nodes_before_a_failover() {
        String large = """
                meridian: 1
                application: shop
                objectives: {rto: 1h}
                regions:
                  us-east-1: {role: primary}
                  eu-west-1: {role: standby, overrides: {%s}}
                services: {web: {replicas: 5..10}}
                compute: {nodes: {main: {count: 2..8}}}
                """;
        isFree(Read.of(large.formatted("services: {web: {replicas: 5..20}}")), Rule.CAPACITY_NOT_RESERVED);
        assertThat(only(Read.of(large.formatted("services: {web: {replicas: 0..10}}")), Rule.CAPACITY_NOT_RESERVED)
                        .at())
                .isEqualTo("services.web.replicas@eu-west-1");
        assertThat(only(Read.of(large.formatted("compute: {nodes: {main: {count: 1..8}}}")), Rule.CAPACITY_NOT_RESERVED)
                        .statement())
                .startsWith("`main` may run with 1 node in eu-west-1");
    }

    @Test
    void of_capacity_has_a_fix_that_leads_to_no_other_finding() {
        Read file = shop("objectives.rto=1h", "regions.eu-west-1.capacity={min: 50%, max: 80%}");
        assertThat(only(file, Rule.CAPACITY_NOT_RESERVED).fix()).endsWith("`capacity: 80%`, all that it can have");
        assertThat(only(file, Rule.SECONDARY_TOO_SMALL).fix()).isEqualTo("`max: 100%`");
        Read mended = shop("objectives.rto=1h", "regions.eu-west-1.capacity=100%");
        isFree(mended, Rule.CAPACITY_NOT_RESERVED);
        isFree(mended, Rule.SECONDARY_TOO_SMALL);
    }

    @Test
    void of_vantages_counts_places_outside_of_the_judged_region() {
        isFree(shop(NAMED + "{at: [eu-west-1, eu-north-1]}"), Rule.SINGLE_VANTAGE);
        isFree(shop(NAMED + "{at: [us-east-1, eu-west-1, paris]}"), Rule.SINGLE_VANTAGE);
        assertThat(only(shop(NAMED + "{at: [us-east-1, eu-west-1]}"), Rule.SINGLE_VANTAGE)
                        .statement())
                .isEqualTo("only eu-west-1, where the users would go, looks at us-east-1 from outside");
        assertThat(only(shop(NAMED + "{at: [us-east-1, paris]}"), Rule.SINGLE_VANTAGE)
                        .why())
                .endsWith("what us-east-1 says of itself does not count");
        only(shop(NAMED + "{at: [us-east-1]}"), Rule.VANTAGE_INSIDE);
        String bySignal = "failover.triggers={gone: {signal: the balancer turned, in: eu-west-1, act: failover}}";
        isFree(shop(NAMED + "{at: [us-east-1]}", bySignal), Rule.VANTAGE_INSIDE);
        isFree(shop(NAMED + "{at: [us-east-1, paris]}", bySignal), Rule.SINGLE_VANTAGE);
        only(shop(NAMED + "{at: [us-east-1]}", bySignal.replace("failover}", "notify}")), Rule.VANTAGE_INSIDE);
    }

    @Test
    void of_votes_does_not_let_half_of_them_be_in_one_metropolitan_area() {
        String regions = "us-east-1: {role: primary}, eastus: {role: standby}, eu-west-1: {role: standby},"
                + " eu-north-1: {role: standby}";
        String voters = "data.orders={kind: cockroachdb, replication: quorum, voters: {us-east-1: 1, eastus: 1,"
                + " eu-west-1: %d, eu-north-1: 1}}";
        String control = "failover.control={in: [us-east-1, eu-west-1, eu-north-1]}";
        Finding half = only(shopIn(regions, control, voters.formatted(1)), Rule.QUORUM_IN_ONE_METRO);
        assertThat(half.why()).isEqualTo("one event there leaves 2, and a majority of 4 is 3");
        assertThat(half.fix()).isEqualTo("no area with more than 1 of 4 votes");
        assertThat(only(shopIn(regions), Rule.QUORUM_IN_ONE_METRO).at()).isEqualTo("failover.control.in");
        isFree(shopIn(regions, control, voters.formatted(2)), Rule.QUORUM_IN_ONE_METRO);
    }

    @Test
    void of_two_writers_asks_what_becomes_of_a_write_there() {
        String active = "regions.eu-west-1.role=active";
        isFree(shop(active), Rule.TWO_WRITERS_NO_EDGE);
        assertThat(only(shop(active, "data.orders.writes=local"), Rule.TWO_WRITERS_NO_EDGE)
                        .why())
                .startsWith("`writes: local` takes writes there");
        isFree(shop(active, "data.orders.writes=forward"), Rule.TWO_WRITERS_NO_EDGE);
        only(shop("regions.eu-west-1.role=primary"), Rule.TWO_WRITERS_NO_EDGE);
        isFree(shop("regions.eu-west-1.role=primary", "data.orders.primary=us-east-1"), Rule.TWO_WRITERS_NO_EDGE);
        only(
                shop("regions.eu-west-1.role=primary", "data.orders.primary=us-east-1", "data.orders.writes=local"),
                Rule.TWO_WRITERS_NO_EDGE);
    }

    @Test
    void of_last_write_wins_knows_its_spellings_and_what_dynamodb_does() {
        String none = "objectives.rpo=0s";
        for (String way : List.of("last-write-wins", "last-writer-wins", "lww", "\"Last Write Wins\"")) {
            only(
                    shop(none, "data.orders.replication={mode: multi-primary, conflicts: " + way + "}"),
                    Rule.LAST_WRITE_WINS);
        }
        isFree(shop(none, "data.orders.replication={mode: multi-primary, conflicts: merge}"), Rule.LAST_WRITE_WINS);
        String dynamo = "data.orders={kind: dynamodb, replication: {mode: %s}}";
        only(shop(none, dynamo.formatted("multi-primary")), Rule.LAST_WRITE_WINS);
        only(shop(none, dynamo.formatted("provider"), "regions.eu-west-1.role=active"), Rule.LAST_WRITE_WINS);
        isFree(shop(none, dynamo.formatted("provider")), Rule.LAST_WRITE_WINS);
        isFree(shop(none, dynamo.formatted("provider, consistency: strong")), Rule.LAST_WRITE_WINS);
    }

    @Test
    void of_modes_knows_what_managed_services_have() {
        for (String mode : List.of("sync", "quorum", "multi-primary")) {
            only(shop("data.orders.runs=provider", "data.orders.replication=" + mode), Rule.MODE_NOT_OFFERED);
            isFree(shop("data.orders.runs=self", "data.orders.replication=" + mode), Rule.MODE_NOT_OFFERED);
        }
        isFree(
                shop("data.orders.runs=provider", "data.orders.replication={mode: quorum, via: aurora-dsql}"),
                Rule.MODE_NOT_OFFERED);
        for (String kind : List.of("redis", "kafka", "object")) {
            String store = "data.orders={kind: " + kind + ", runs: provider, replication: %s}";
            only(shop(store.formatted("sync")), Rule.MODE_NOT_OFFERED);
            only(shop(store.formatted("quorum")), Rule.MODE_NOT_OFFERED);
            isFree(shop(store.formatted("async")), Rule.MODE_NOT_OFFERED);
        }
        only(shop("data.orders={kind: queue, replication: async}"), Rule.MODE_NOT_OFFERED);
        isFree(shop("data.orders={kind: queue, replication: none}"), Rule.MODE_NOT_OFFERED);
    }

    @Test
    void of_modes_knows_that_a_serverless_account_of_cosmos_db_is_in_one_region() {
        String azure = "westeurope: {role: primary}, northeurope: {role: standby}";
        String store = "data.orders={kind: cosmosdb, serverless: %s}";
        assertThat(only(shopIn(azure, store.formatted("true, replication: async")), Rule.MODE_NOT_OFFERED)
                        .at())
                .isEqualTo("data.orders.serverless");
        isFree(shopIn(azure, store.formatted("false, replication: async")), Rule.MODE_NOT_OFFERED);
        isFree(shopIn(azure, store.formatted("true, in: [westeurope], replication: none")), Rule.MODE_NOT_OFFERED);
    }

    @Test
    void of_modes_knows_where_dynamodb_is_strongly_consistent() {
        String strong = "data.orders={kind: dynamodb, replication: {mode: provider, consistency: strong}%s}";
        String american = "us-east-1: {role: primary}, us-east-2: {role: standby}%s";
        assertThat(only(shop(strong.formatted("")), Rule.MODE_NOT_OFFERED).at())
                .isEqualTo("data.orders.replication.consistency");
        only(shopIn(american.formatted(""), strong.formatted("")), Rule.MODE_NOT_OFFERED);
        isFree(shopIn(american.formatted(", us-west-2: {role: standby}"), strong.formatted("")), Rule.MODE_NOT_OFFERED);
        isFree(
                shopIn(
                        american.formatted(", us-west-2: {role: standby}"),
                        strong.formatted(", in: [us-east-1, us-east-2],"
                                + " voters: {us-east-1: 1, us-east-2: 1, us-west-2: {count: 1, data: none}}")),
                Rule.MODE_NOT_OFFERED);
    }

    @Test
    void of_conflicts_knows_that_global_tables_are_written_everywhere() {
        String lww = "conflicts: last-write-wins";
        only(shop("data.orders.replication={mode: async, " + lww + "}"), Rule.CONFLICTS_WITHOUT_WRITERS);
        isFree(
                shop("data.orders={kind: dynamodb, replication: {mode: provider, " + lww + "}}"),
                Rule.CONFLICTS_WITHOUT_WRITERS);
    }

    @Test
    void of_latency_counts_the_standbys_that_a_commit_waits_for() {
        String bound = "objectives={latency: {users: 50ms}}";
        String regions = "us-east-1: {role: primary}, us-east-2: {role: standby}, eu-west-1: {role: standby}";
        String sync = "data.orders.replication={mode: sync, waitFor: %s}";
        isFree(shopIn(regions, bound, sync.formatted("1")), Rule.TOO_CLOSE_FOR_LATENCY);
        isFree(shopIn(regions, bound, sync.formatted("[us-east-2]")), Rule.TOO_CLOSE_FOR_LATENCY);
        only(shopIn(regions, bound, sync.formatted("[eu-west-1]")), Rule.TOO_CLOSE_FOR_LATENCY);
        only(shopIn(regions, bound, sync.formatted("all")), Rule.TOO_CLOSE_FOR_LATENCY);
    }

    @Test
    void of_a_journey_compares_its_latency_with_the_commits_that_it_writes() {
        String regions = "us-east-1: {role: primary}, us-east-2: {role: standby}, eu-west-1: {role: standby}";
        String far = "data.orders.replication={mode: sync, waitFor: [eu-west-1]}";
        String journey = "journeys.buy={uses: [web], %s: [orders], objectives: {latency: {users: {p99: 50ms}}}}";
        assertThat(only(shopIn(regions, far, journey.formatted("writes")), Rule.TOO_CLOSE_FOR_LATENCY)
                        .statement())
                .startsWith("`journey buy` promises users an answer within 50ms, and the way of a write alone takes");
        isFree(shopIn(regions, far, journey.formatted("reads")), Rule.TOO_CLOSE_FOR_LATENCY);
        String near = far.replace("eu-west-1", "us-east-2");
        isFree(shopIn(regions, near, journey.formatted("writes")), Rule.TOO_CLOSE_FOR_LATENCY);
        assertThat(of(shopIn(regions, near, journey.formatted("writes")), Rule.NOT_JUDGED))
                .anyMatch(finding -> finding.at().startsWith("journeys.buy.objectives.latency"));
    }

    @Test
    void of_loss_says_that_what_is_elsewhere_is_not_all_of_it() {
        Read file = shop("data.orders.replication={mode: async, edges: {a: {from: us-east-1,"
                + " to: [eu-west-1, eu-north-1], omits: [sessions]}}}");
        isFree(file, Rule.LOST_WITH_ITS_REGION);
        assertThat(only(file, Rule.PARTIAL_COPY).statement())
                .isEqualTo("the copy of `orders` in eu-west-1 and eu-north-1 leaves out sessions");
    }

    @Test
    void of_provable_loss_is_silent_where_the_waited_for_are_named() {
        String sync = "data.orders.replication={mode: sync, waitFor: %s}";
        only(shop(sync.formatted("1")), Rule.LOSS_NOT_PROVABLE);
        isFree(shop(sync.formatted("[eu-west-1]")), Rule.LOSS_NOT_PROVABLE);
        isFree(shop(sync.formatted("all")), Rule.LOSS_NOT_PROVABLE);
        String edges = "data.orders.replication={mode: sync, edges: {away: {from: us-east-1, to: [eu-west-1,"
                + " eu-north-1], waitFor: %s}}}";
        isFree(shop(edges.formatted("all")), Rule.LOSS_NOT_PROVABLE);
        assertThat(only(shop(edges.formatted("1")), Rule.LOSS_NOT_PROVABLE).at())
                .isEqualTo("data.orders.replication.edges.away.waitFor");
    }

    @Test
    void of_control_sees_that_what_it_needs_is_only_where_it_fails() {
        Read file = shop("failover.control={in: [us-east-1, eu-west-1, eu-north-1], dependsOn: [login]}");
        only(file.with("external.login={in: [us-east-1]}"), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
        isFree(file.with("external.login={in: [us-east-1, eu-west-1]}"), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
        isFree(file.with("external.login={in: [eu-west-1]}"), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
    }

    @Test
    void of_control_knows_where_an_accelerator_is_changed() {
        Read file = Read.of("""
                meridian: 1
                application: shop
                regions: {us-west-2: {role: primary}, eu-west-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, replication: async}}
                traffic:
                  accelerator: global-accelerator
                  entrances: {web: {host: shop.example.com, switch: provider-control}}
                """);
        assertThat(only(file, Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION).statement())
                .contains("global-accelerator, which is done in us-west-2");
        isFree(file.with("traffic.entrances.web.switch=anycast"), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
        isFree(file.with("traffic.entrances.web.providers=[cloudflare]"), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
    }

    @Test
    void of_records_that_are_rewritten_needs_the_region_where_they_are_changed() {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 2h}
                regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, runs: provider, replication: async}}
                traffic:
                  entrances:
                    web: {host: shop.example.com, route: failover, providers: route53, switch: dns, health: none}
                failover: {mode: manual, control: {runs: script, in: [eu-west-1]}}
                """);
        assertThat(only(file, Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION).statement())
                .contains("route53, which is done in us-east-1");
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .allMatch(promise -> promise.verdict() == Verdict.UNATTAINABLE);
        only(
                file.with(
                        "traffic.cdn=cloudfront",
                        "traffic.entrances.web={host: shop.example.com, switch: cdn-origin, health: none}"),
                Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
        only(file.with("traffic.entrances.web.route=weighted"), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
        for (String other : List.of(
                "traffic.entrances.web.providers=[cloudflare]", "traffic.entrances.web.switch=routing-control")) {
            isFree(file.with(other), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
        }
        isFree(
                file.with("regions.us-east-1.role=standby", "regions.eu-west-1.role=primary"),
                Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
        isFree(
                file.with(
                        "failover.probes.up={kind: https, to: web, every: 10s}",
                        "traffic.entrances.web.route=[failover, health]",
                        "traffic.entrances.web.health=up"),
                Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
    }

    @Test
    void of_versions_is_out_of_support_when_it_is_older_than_all_that_are_known() {
        for (String old : List.of("9.6", "9.4.26", "10", "8", "13.4")) {
            only(shop("data.orders.version=" + old), Rule.OUT_OF_SUPPORT);
        }
        isFree(shop("data.orders.version=16"), Rule.OUT_OF_SUPPORT);
        for (String old : List.of("1.19", "v1.28", "1.28", "1.28.3")) {
            only(shop("compute={platform: kubernetes, version: " + old + "}"), Rule.OUT_OF_SUPPORT);
            only(shop("compute={version: " + old + "}"), Rule.OUT_OF_SUPPORT);
            isFree(shop("compute={platform: ecs-fargate, version: " + old + "}"), Rule.OUT_OF_SUPPORT);
        }
        isFree(shop("compute={version: 1.35}"), Rule.OUT_OF_SUPPORT);
        String mysql = "data.orders={kind: mysql, replication: async, version: \"%s\"}";
        for (String old : List.of("5.6", "5.7.44", "8.0")) {
            only(shop(mysql.formatted(old)), Rule.OUT_OF_SUPPORT);
        }
        isFree(shop(mysql.formatted("8.4")), Rule.OUT_OF_SUPPORT);
    }

    @Test
    void of_a_fence_becomes_a_note_where_a_step_is_known_or_declared_to_be_one() {
        Read file = shop("failover={mode: manual, control: {in: [eu-west-1], runs: provider}}");
        assertThat(only(file, Rule.NO_FENCE).severity()).isEqualTo(Severity.WARNING);
        String step = "failover.steps.stop-writers={before: %s, %s, timeout: 1m}";
        for (String fence : List.of(
                "\"aws rds stop-db-instance --db-instance-identifier orders\"",
                "\"pcs stonith fence node1\"",
                "\"gcloud compute instances stop db-1\"",
                "./fence-old-primary.sh")) {
            assertThat(only(file.with(step.formatted("promote", "run: " + fence)), Rule.NO_FENCE)
                            .severity())
                    .as(fence)
                    .isEqualTo(Severity.NOTE);
        }
        for (String unknown : List.of("./stop.sh", "./drain-queue.sh", "\"psql -c 'select 1'\"")) {
            assertThat(only(file.with(step.formatted("promote", "run: " + unknown)), Rule.NO_FENCE)
                            .severity())
                    .as(unknown)
                    .isEqualTo(Severity.WARNING);
        }
        assertThat(only(file.with(step.formatted("route", "run: ./fence-old-primary.sh")), Rule.NO_FENCE)
                        .severity())
                .isEqualTo(Severity.WARNING);
        assertThat(only(file.with(step.formatted("promote", "action: {notify: people}")), Rule.NO_FENCE)
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void of_loss_comes_in_one_region_too_where_its_loss_is_promised_for() {
        String one = "us-east-1: {role: primary}";
        String alone = "data.orders={kind: postgresql}";
        isFree(shopIn(one, alone), Rule.LOST_WITH_ITS_REGION);
        for (String promise :
                List.of("objectives.rto=1h", "objectives.rpo=1h", "objectives.disruptions.zone={rto: 1h}")) {
            assertThat(only(shopIn(one, alone, promise), Rule.LOST_WITH_ITS_REGION)
                            .severity())
                    .as(promise)
                    .isEqualTo(Severity.ERROR);
        }
        isFree(
                shopIn(one, "data.orders={kind: postgresql, zones: 2..}", "objectives.disruptions.zone={rto: 1h}"),
                Rule.LOST_WITH_ITS_REGION);
    }

    @Test
    void of_loss_says_that_the_other_members_may_not_take_over() {
        Finding barred = only(
                shop("regions.eu-west-1.promotable=false", "regions.eu-north-1.promotable=false"),
                Rule.LOST_WITH_ITS_REGION);
        assertThat(barred.statement()).endsWith("eu-west-1 and eu-north-1 have a copy that may not take over");
        assertThat(barred.fix()).startsWith("`promotable: true` for eu-west-1");
        isFree(shop("regions.eu-west-1.promotable=false"), Rule.LOST_WITH_ITS_REGION);
    }

    @Test
    void of_loss_names_the_source_that_is_lost_too() {
        Read file = shop("data.search={kind: opensearch, in: [us-east-1], recover: {rebuild: {from: orders}}}");
        isFree(file, Rule.LOST_WITH_ITS_REGION);
        assertThat(of(file.with("data.orders.replication=none"), Rule.LOST_WITH_ITS_REGION))
                .extracting(Finding::statement)
                .contains("`search` is lost with us-east-1: it is made again from `orders`, which is lost too");
    }

    @Test
    void of_standbys_is_about_what_could_be_promoted_there() {
        only(shop("data.orders.in=[us-east-1, eu-west-1]"), Rule.STANDBY_WITHOUT_DATA);
        isFree(shop("data.orders.replication=none"), Rule.STANDBY_WITHOUT_DATA);
        isFree(
                shop(
                        "data.orders={kind: redis, in: [us-east-1, eu-west-1], replication: async, usedFor: read-through}"),
                Rule.STANDBY_WITHOUT_DATA);
        isFree(
                shop("data.orders.in=[us-east-1, eu-west-1]", "regions.eu-north-1.promotable=false"),
                Rule.STANDBY_WITHOUT_DATA);
        assertThat(only(
                                shop(
                                        "data.orders.replication={mode: async, edges: {a: {from: us-east-1, to: eu-west-1},"
                                                + " b: {from: us-east-1, to: eu-north-1, promotes: false}}}"),
                                Rule.STANDBY_WITHOUT_DATA)
                        .statement())
                .isEqualTo("eu-north-1 stands by with a member of `orders` that may not take over");
    }

    @Test
    void of_dependencies_gets_no_error_by_a_backup() {
        String alone = "data.orders={kind: postgresql, in: [us-east-1]%s}";
        String backup = ", backup: {every: 1h, copyTo: [eu-west-1]}";
        Read with = shop(alone.formatted(backup), "objectives.rpo=1h");
        Read without = shop(alone.formatted(""), "objectives.rpo=1h");
        assertThat(only(without, Rule.ONE_REGION_DEPENDENCY).severity()).isEqualTo(Severity.ERROR);
        assertThat(only(with, Rule.ONE_REGION_DEPENDENCY).severity()).isEqualTo(Severity.WARNING);
        assertThat(only(with, Rule.ONE_REGION_DEPENDENCY).why()).endsWith("until it is restored");
        only(without, Rule.LOST_WITH_ITS_REGION);
        isFree(with, Rule.LOST_WITH_ITS_REGION);
    }

    @Test
    void of_dependencies_says_what_is_true_of_the_primary() {
        Read file = shop("services.web.dependsOn={orders: hard, login: hard}");
        assertThat(only(file.with("external.login={in: [eu-west-1, eu-north-1]}"), Rule.ONE_REGION_DEPENDENCY)
                        .why())
                .startsWith("`web` serves from us-east-1 and asks another region");
        assertThat(only(file.with("external.login={in: [us-east-1, eu-west-1]}"), Rule.ONE_REGION_DEPENDENCY)
                        .why())
                .isEqualTo("when us-east-1 is lost, `web` has nothing to ask in eu-north-1");
        isFree(
                file.with(
                        "services.web.dependsOn={orders: hard, login: {need: hard, in: any}}",
                        "external.login={in: [us-east-1, eu-west-1]}"),
                Rule.ONE_REGION_DEPENDENCY);
    }

    @Test
    void of_a_claim_compares_only_what_its_path_is_about() {
        Read file = shop(
                "objectives={rto: 15m, rpo: 1m, availability: 99.9%, perRegion: {availability: 99.5%},"
                        + " disruptions: {corruption: {rto: 4h, rpo: 1h}}}",
                "journeys.buy={uses: [web], objectives: {rto: 10m}}", "data.orders.objectives={rpo: 30s}");
        assertContradicts(
                file, "objectives.disruptions.corruption.rto", "rto: 5h", "objectives.disruptions.corruption.rto");
        assertContradicts(
                file, "objectives.disruptions.corruption", "rto: 4h, rpo: 2h", "objectives.disruptions.corruption.rpo");
        assertContradicts(
                file, "objectives.perRegion.availability", "availability: 99.9%", "objectives.perRegion.availability");
        assertContradicts(file, "objectives.rto", "rto: 5m, rpo: 9m", "objectives.rto");
        assertContradicts(file, "journeys.buy", "rto: 15m", "journeys.buy.objectives.rto");
        assertContradicts(file, "data.orders.objectives.rpo", "rpo: 1m", "data.orders.objectives.rpo");
        assertContradicts(file, "objectives.disruptions.corruption.rto", "rto: 4h");
        assertContradicts(file, "objectives.perRegion.availability", "availability: 99.5%");
        assertContradicts(file, "services.web", "rto: 5m");
    }

    @Test
    void of_a_claim_is_never_held_against_another_application() {
        Read file = Read.of("""
                meridian: 1
                applications:
                  shop: {objectives: {rto: 15m}}
                  shop-admin: {objectives: {rto: 4h}}
                regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}
                """);
        assertContradicts(file, "applications.shop.objectives.rto", "rto: 15m");
        assertContradicts(file, "applications.shop", "rto: 15m");
        assertContradicts(file, "applications.shop.objectives.rto", "rto: 4h", "applications.shop.objectives.rto");
    }

    private static void assertContradicts(Read file, String about, String figures, String... objectives) {
        Read with = file.with("claims.said={says: so, at: " + about + ", " + figures + "}");
        assertThat(of(with, Rule.PROMISES_CONTRADICT))
                .as(about + " " + figures)
                .extracting(finding -> finding.objective().orElseThrow())
                .containsExactlyElementsOf(Arrays.asList(objectives));
    }

    @Test
    void of_costs_adds_only_what_can_be_added() {
        String row = "cost.stated.nat={us-east-1: 150 USD/month, eu-west-1: %s, total: %s}";
        isFree(shop(row.formatted("150 USD/month", "300 USD/month")), Rule.WRONG_SUM);
        assertThat(only(shop(row.formatted("150 USD/month", "350 USD/month")), Rule.WRONG_SUM)
                        .severity())
                .isEqualTo(Severity.ERROR);
        for (String other : List.of("150 EUR/month", "150 USD/year")) {
            Finding mixed = only(shop(row.formatted(other, "300 USD/month")), Rule.WRONG_SUM);
            assertThat(mixed.severity()).isEqualTo(Severity.WARNING);
            assertThat(mixed.statement()).contains("cannot be added");
        }
        isFree(shop("cost.stated.nat={total: 300 USD/month}"), Rule.WRONG_SUM);
    }

    @Test
    void of_promises_shows_the_one_that_a_stricter_one_makes_void() {
        isFree(shop("objectives.rpo=1m", "data.orders.objectives={rpo: 30s}"), Rule.LOOSER_THAN_IN_FORCE);
        assertThat(only(shop("objectives.rpo=1m", "data.orders.objectives={rpo: 1h}"), Rule.LOOSER_THAN_IN_FORCE)
                        .at())
                .isEqualTo("data.orders.objectives.rpo");
        String zone = "objectives={rto: 15m, disruptions: {zone: {rto: %s}}}";
        isFree(shop(zone.formatted("5m")), Rule.LOOSER_THAN_IN_FORCE);
        assertThat(only(shop(zone.formatted("1h")), Rule.LOOSER_THAN_IN_FORCE).statement())
                .endsWith("and the loss of the whole region 15m");
    }
}
