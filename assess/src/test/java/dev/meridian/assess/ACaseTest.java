package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Term;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Inputs that once came out wrong, and other members of the same class of mistake.
class ACaseTest {
    private static Read kept(String name) {
        return Read.file(Read.HOME.resolve("assess/src/test/resources/cases").resolve(name + ".yaml"));
    }

    private static Promise promise(Read file, Promise.Objective objective) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == objective)
                .max(Comparator.comparing(Promise::verdict))
                .orElseThrow();
    }

    private static Verdict verdict(Read file, Promise.Objective objective) {
        return promise(file, objective).verdict();
    }

    // ---- votes

    @Test
    void of_a_partition_in_one_region_is_unavailable_while_that_region_is_lost() {
        Read file = kept("02-votes-of-a-part-in-one-region");
        assertThat(file.assessed().promises())
                .filteredOn(promise -> !promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .allMatch(promise -> promise.verdict() == Verdict.UNATTAINABLE);
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.VOTES_IN_ONE_REGION)
                .extracting(Finding::at)
                .contains("data.rows.partitions.east.voters", "data.rows.partitions.west.voters");
        Read spread = new Read(
                file.name(),
                file.text()
                        .replaceAll("voters: \\{[a-z0-9-]+: 3}", "voters: {us-east1: 2, us-west1: 2, europe-west1: 1}")
                        .replace("survive: zone, voters", "survive: region, voters"),
                Optional.empty(),
                List.of());
        assertThat(spread.assessed().promises()).allMatch(promise -> promise.verdict() == Verdict.ATTAINABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {kind: yugabytedb, runs: self, replication: quorum, voters: {A: 3, B: 1, C: 1}}          | UNATTAINABLE
        {kind: yugabytedb, runs: self, replication: quorum, voters: {A: 2, B: 2, C: 1}}          | ATTAINABLE
        {kind: etcd, runs: self, replication: quorum, voters: {A: 1, B: 1}}                      | UNATTAINABLE
        {kind: cockroachdb, runs: self, replication: quorum, survive: zone}                      | UNATTAINABLE
        {kind: cockroachdb, runs: self, replication: quorum, survive: region}                    | ATTAINABLE
        {kind: mongodb, runs: self, replication: quorum, voters: {A: 1, B: 1, C: 1}}             | ATTAINABLE
        {kind: vault, runs: self, replication: quorum, voters: {A: 2, B: 3}}                     | UNATTAINABLE
        """)
    void of_votes_depends_on_where_they_are(String store, Verdict expected) {
        Read file = Read.of("""
            meridian: 1
            application: bank
            objectives: {rto: 10m}
            regions: {us-east-1: {role: primary}, us-east-2: {role: active}, us-west-2: {role: active}}
            services: {api: {dependsOn: {ledger: hard}}}
            data: {ledger: %s}
            failover: {mode: automatic}
            """.formatted(
                store.replace("A:", "us-east-1:").replace("B:", "us-east-2:").replace("C:", "us-west-2:")));
        assertThat(verdict(file, Promise.Objective.RTO)).as(store).isEqualTo(expected);
    }

    @Test
    void of_votes_that_split_evenly_gets_no_majority_by_a_witness_of_the_failover_control() {
        Read file = kept("04-votes-split-evenly");
        assertThat(verdict(file, Promise.Objective.RTO)).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(promise(file, Promise.Objective.RTO).best()).isEqualTo("without bound");
        assertThat(verdict(file, Promise.Objective.RPO)).isEqualTo(Verdict.ATTAINABLE);
        assertThat(Automations.of(file.subject(), Optional.empty())).isEmpty();
        assertThat(Unarmed.of(file.subject()).getFirst().what())
                .contains("without eu-west-2 2 of 4 votes of `log` are left");
        assertThat(file.assessed().findings())
                .allMatch(finding -> finding.repair().isEmpty());
    }

    // ---- one way back

    @Test
    void with_two_ways_back_is_judged_by_one_of_them_for_all_promises() {
        Read file = kept("03-two-ways-back");
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.objective() == Promise.Objective.RTO)
                .extracting(promise -> promise.disruption().orElseThrow() + " " + promise.verdict())
                .as("one way back for a lost region, and the time of the way that loses nothing with a zone is open")
                .containsExactly("REGION ATTAINABLE", "ZONE UNKNOWN");
        assertThat(verdict(file, Promise.Objective.RPO)).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.RPO_UNATTAINABLE)
                .singleElement()
                .extracting(Finding::fix)
                .asString()
                .contains("made again from feed in 5h", "not rto 10m: choose one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rto: 6h, rpo: 0s   | async | ATTAINABLE   | ATTAINABLE
        rto: 10m, rpo: 1h  | {mode: async, lag: 1m} | ATTAINABLE | ATTAINABLE
        rto: 2h, rpo: 0s   | async | ATTAINABLE   | UNATTAINABLE
        """)
    void with_two_ways_back_takes_the_one_that_breaks_fewest_promises(
            String promises, String replication, Verdict rto, Verdict rpo) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {%s}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}, us-east-2: {role: standby}}
            services: {web: {dependsOn: {catalog: hard}}}
            data:
              catalog: {kind: postgresql, runs: provider, replication: %s, recover: {rebuild: {from: feed, takes: 5h}}}
              feed: {kind: dynamodb, replication: {mode: provider, consistency: strong}}
            failover: {mode: manual, human: {notice: 0s, decide: 0s}, control: {in: [us-west-2], runs: provider},
                       steps: {promote: {takes: 2m}}}
            """.formatted(promises, replication));
        assertThat(verdict(file, Promise.Objective.RTO)).isEqualTo(rto);
        assertThat(verdict(file, Promise.Objective.RPO)).isEqualTo(rpo);
    }

    // ---- nothing kept, nothing known

    @Test
    void without_a_store_promises_nothing_about_loss() {
        Read file = kept("10-nothing-kept");
        assertThat(file.assessed().promises()).allMatch(promise -> promise.verdict() == Verdict.NOT_JUDGED);
        assertThat(file.ids()).contains("MER-0114");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                                                  | NOT_JUDGED
        {pages: {kind: cache, replication: none}}                                           | NOT_JUDGED
        {scratch: {kind: redis, replication: none, disposable: true}}                       | NOT_JUDGED
        {orders: {kind: database, runs: provider, replication: async}}                      | UNKNOWN
        {orders: {kind: database, runs: provider, replication: {mode: async, lag: 10s}}}    | ATTAINABLE
        """)
    void about_loss_is_judged_only_by_stores_of_which_something_is_known(String data, Verdict expected) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rpo: 1m}
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: active}}
            services: {web: {}}
            data: %s
            failover: {mode: manual, control: {runs: provider}}
            """.formatted(data));
        assertThat(verdict(file, Promise.Objective.RPO)).as(data).isEqualTo(expected);
    }

    // ---- other clouds

    @Test
    void on_another_cloud_borrows_no_figure() {
        Read file = kept("06-other-clouds");
        assertThat(file.assessed().promises()).allMatch(promise -> promise.verdict() == Verdict.UNATTAINABLE);
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.MODE_NOT_OFFERED)
                .extracting(Finding::at)
                .containsExactlyInAnyOrder("data.orders.replication.via", "data.carts.kind");
        assertThat(promise(file, Promise.Objective.AVAILABILITY).basis().stream()
                        .flatMap(part -> part.origins().stream())
                        .filter(origin -> origin.basis() == Term.Basis.SOURCED)
                        .map(Promise.Origin::source))
                .noneMatch(source -> source.contains("Amazon") || source.contains("AWS"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        eastus, westus2         | {kind: postgresql, runs: provider, replication: {mode: async, via: aurora-global}}
        us-east-1, us-west-2    | {kind: postgresql, runs: provider, replication: {mode: async, via: cloud-sql-replica}}
        us-central1, us-west1   | {kind: cosmosdb, replication: {mode: multi-primary}}
        eastus, westus2         | {kind: spanner, replication: quorum}
        us-east-1, us-west-2    | {kind: firestore, replication: quorum}
        """)
    void names_a_mechanism_that_its_cloud_does_not_have(String regions, String store) {
        String[] names = regions.split(", ");
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h, rpo: 1h}
            regions: {%s: {role: primary}, %s: {role: active}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: %s}
            failover: {mode: manual, control: {runs: provider}}
            """.formatted(names[0], names[1], store));
        assertThat(file.ids()).as(store).contains("MER-0153");
        assertThat(file.assessed().promises()).noneMatch(promise -> promise.verdict() == Verdict.ATTAINABLE);
    }

    @ParameterizedTest
    @CsvSource({"us-east-1,us-west-2,Amazon", "us-central1,us-west1,Compute Engine", "eastus,westus2,Virtual Machines"})
    void has_the_service_levels_of_its_own_cloud(String home, String other, String word) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99%%}
            regions: {%s: {role: primary}, %s: {role: active}}
            services: {web: {replicas: 3}}
            compute: {platform: virtual-machines}
            network: {zones: 3}
            failover: {mode: manual, control: {runs: provider}}
            """.formatted(home, other));
        assertThat(promise(file, Promise.Objective.AVAILABILITY).basis().stream()
                        .filter(part -> part.name().startsWith("compute"))
                        .flatMap(part -> part.origins().stream()))
                .isNotEmpty()
                .allMatch(origin -> origin.source().contains(word) && origin.basis() == Term.Basis.SOURCED);
    }

    // ---- limits of steps

    @Test
    void with_limits_shows_what_a_plan_may_take_at_worst() {
        Read file = kept("07-timeouts-of-steps");
        assertThat(promise(file, Promise.Objective.RTO).worst()).contains("40m");
        assertThat(file.ids()).contains("MER-0164");
        Read silent = new Read(file.name(), file.text().replace("takes: 1m, ", ""), Optional.empty(), List.of());
        assertThat(silent.assessed().promises())
                .filteredOn(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .allSatisfy(promise -> {
                    assertThat(promise.plan()).as("at the limit of the step").isEqualTo("23m");
                    assertThat(promise.worst()).contains("40m");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {route: {timeout: 30m}}                                                  | 10m | true
        {promote: {of: {orders: {timeout: 40m}}}}                                | 10m | true
        {drain: {before: route, run: ./drain, takes: 30s, timeout: 25m}}         | 10m | true
        {drain: {before: route, run: ./drain, takes: 30s, timeout: 1m}}          | 30m | false
        """)
    void with_limits_above_the_promise_is_told(String steps, String rto, boolean told) {
        Read file = new Read(
                "limits.yaml",
                kept("07-timeouts-of-steps")
                        .text()
                        .replaceAll("(?s)  steps:.*", "  steps: " + steps + "\n")
                        .replace("rto: 10m", "rto: " + rto),
                Optional.empty(),
                List.of());
        assertThat(file.ids().contains("MER-0164")).as(steps).isEqualTo(told);
    }

    // ---- its own in each region

    @Test
    void with_a_store_of_each_region_for_itself_recovers_at_once_and_loses_what_was_there() {
        Read file = kept("08-its-own-in-each-region");
        assertThat(verdict(file, Promise.Objective.RTO)).isEqualTo(Verdict.ATTAINABLE);
        assertThat(file.assessed().isFine()).isTrue();
        Read promised = new Read(
                file.name(), file.text().replace("{rto: 1h}", "{rto: 1h, rpo: 1m}"), Optional.empty(), List.of());
        assertThat(verdict(promised, Promise.Objective.RPO)).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(promised.assessed().isFine()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"queue", "stream", "kafka", "rabbitmq", "redis"})
    void with_a_broker_of_each_region_for_itself_says_the_same_of_every_kind(String kind) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {jobs: hard}}}
            data: {jobs: {kind: %s, runs: provider, replication: none}}
            failover: {mode: manual, human: {notice: 1m, decide: 1m}, control: {runs: provider}}
            """.formatted(kind));
        assertThat(verdict(file, Promise.Objective.RTO)).as(kind).isEqualTo(Verdict.ATTAINABLE);
        assertThat(file.assessed().isFine()).as(kind).isTrue();
    }

    // ---- signals, and homes without a primary

    @Test
    void with_a_signal_that_is_no_workload_has_no_time_to_detect() {
        Read file = kept("09-alarm-that-is-no-workload");
        assertThat(verdict(file, Promise.Objective.RTO)).isEqualTo(Verdict.UNKNOWN);
        assertThat(file.ids()).contains("MER-0167", "MER-0168", "MER-0169", "MER-0137");
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.NO_FENCE)
                .allMatch(finding -> finding.severity() == Severity.WARNING);
    }

    @Test
    void whose_stores_are_written_everywhere_needs_no_primary() {
        assertThat(kept("no-primary").problems()).isEmpty();
        assertThat(verdict(kept("no-primary"), Promise.Objective.RPO)).isEqualTo(Verdict.ATTAINABLE);
    }

    @Test
    void that_is_strong_and_written_everywhere_loses_nothing() {
        assertThat(verdict(kept("05-strong-and-written-everywhere"), Promise.Objective.RPO))
                .isEqualTo(Verdict.ATTAINABLE);
    }
}
