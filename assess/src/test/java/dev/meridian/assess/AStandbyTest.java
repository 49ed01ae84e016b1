package dev.meridian.assess;

import static dev.meridian.assess.Found.is;
import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static dev.meridian.assess.Found.rto;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The size of a standby, and the ways that writes take to the region that it stands by for.
class AStandbyTest {
    private static Read fleet(String overrides, String... sets) {
        return Read.of("""
            meridian: 1
            application: fleet
            regions:
              eu-west-1: {role: primary}
              eu-central-1: {role: standby, overrides: {%s}}
            services: {track: {resources: {cpu: 2, memory: 4Gi}, dependsOn: {trips: hard}}}
            data:
              trips:
                kind: postgresql
                zones: 2
                replication: async
                machine: db.r6g.2xlarge
                limits: {connections: 5000, operations: 9000/s, size: 500Gi}
            compute: {nodes: {main: {types: [m5.2xlarge], count: 4..8}}}
            """.formatted(overrides), sets);
    }

    private static Read members(String nodes) {
        return fleet(
                "",
                "data.trips.members={many: {region: eu-west-1, nodes: 3}, few: {region: eu-central-1, nodes: %s}}"
                        .formatted(nodes),
                "data.trips.primary=many");
    }

    private static List<String> scale(Read file) {
        return rto(file.with("objectives.rto=1h")).terms().stream()
                .filter(term -> term.name().contains("start"))
                .map(term -> term.span().text())
                .toList();
    }

    @Test
    void starts_what_runs_only_in_a_failover() {
        Read always = fleet("", "services.page={in: [eu-central-1], dependsOn: {trips: soft}}");
        assertThat(scale(always)).isEmpty();
        Read page = always.with("services.page.starts=failover", "services.page.replicas=1");
        assertThat(scale(page)).containsExactly("0s to 20m");
        assertThat(scale(page.with("failover.steps={scale: {of: {page: {takes: 40s..2m}}}}")))
                .containsExactly("40s to 2m");
        assertThat(scale(page.with(
                        "services.desk={starts: failover}", "failover.steps={scale: {of: {page: {takes: 40s}}}}")))
                .containsExactly("0s to 20m");
        assertThat(scale(page.with("services.page.in=[eu-west-1]"))).isEmpty();
        isFree(page.with("objectives.rto=1h"), Rule.ONE_ZONE);
    }

    @Test
    void is_too_small_on_smaller_machines() {
        isFree(fleet(""), Rule.SECONDARY_TOO_SMALL);
        assertThat(only(fleet("data: {trips: {machine: db.r6g.large}}"), Rule.SECONDARY_TOO_SMALL)
                        .statement())
                .isEqualTo("`trips` runs on db.r6g.large in eu-central-1 and db.r6g.2xlarge in eu-west-1");
        isFree(fleet("data: {trips: {machine: db.r6g.4xlarge}}"), Rule.SECONDARY_TOO_SMALL);
        isFree(fleet("data: {trips: {machine: db.m6g.large}}"), Rule.SECONDARY_TOO_SMALL);
        only(fleet("compute: {nodes: {main: {types: [m5.xlarge]}}}"), Rule.SECONDARY_TOO_SMALL);
        isFree(fleet("compute: {nodes: {main: {types: [m5.xlarge], count: 8..16}}}"), Rule.SECONDARY_TOO_SMALL);
    }

    @Test
    void is_too_small_with_lower_limits_or_a_lower_quota() {
        for (String limit : new String[] {"connections: 500", "operations: 100/s", "size: 100Gi"}) {
            only(fleet("data: {trips: {limits: {" + limit + "}}}"), Rule.SECONDARY_TOO_SMALL);
        }
        isFree(fleet("data: {trips: {limits: {connections: 6000, size: 1Ti}}}"), Rule.SECONDARY_TOO_SMALL);
        only(fleet("", "regions.eu-central-1.quota={machines: 3}"), Rule.SECONDARY_TOO_SMALL);
        only(fleet("", "regions.eu-central-1.quota={vcpus: 16}"), Rule.SECONDARY_TOO_SMALL);
        isFree(fleet("", "regions.eu-central-1.quota={machines: 4, vcpus: 32}"), Rule.SECONDARY_TOO_SMALL);
        is(Severity.WARNING, members("1"), Rule.SECONDARY_TOO_SMALL);
        is(Severity.WARNING, members("1..2"), Rule.SECONDARY_TOO_SMALL);
        is(
                Severity.WARNING,
                members("1")
                        .with("data.trips.replication={mode: async, edges: {part: {from: many, to: few, carries:"
                                + " [open]}}}"),
                Rule.SECONDARY_TOO_SMALL);
        isFree(members("1.."), Rule.SECONDARY_TOO_SMALL);
    }

    @Test
    void is_warned_of_with_smaller_copies_in_fewer_zones() {
        for (String smaller : new String[] {
            "services: {track: {resources: {cpu: 500m}}}",
            "services: {track: {resources: {memory: 1Gi}}}",
            "data: {trips: {zones: 1}}"
        }) {
            is(Severity.WARNING, fleet(smaller), Rule.SECONDARY_TOO_SMALL);
        }
        isFree(fleet("services: {track: {resources: {cpu: 4, memory: 8Gi}}}"), Rule.SECONDARY_TOO_SMALL);
        isFree(fleet("data: {trips: {zones: 3}}"), Rule.SECONDARY_TOO_SMALL);
    }

    /// What a provider runs has its size in any number of zones, and a region has no more zones than it has.
    @Test
    void is_no_smaller_with_fewer_zones_of_what_a_provider_runs() {
        Read file = Read.of("""
            meridian: 1
            application: clinic
            regions:
              uksouth: {role: primary}
              ukwest: {role: standby, overrides: {data: {visits: {zones: 1}}}}
            services: {web: {dependsOn: {visits: hard}}}
            data: {visits: {kind: cosmosdb, runs: provider, zones: 2.., primary: uksouth, replication: async}}
            """);
        Finding found = only(file, Rule.SECONDARY_TOO_SMALL);
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.why())
                .isEqualTo(
                        "a number of zones is no size; the loss of that zone takes all of it while" + " ukwest serves");
        assertThat(found.fix()).contains("ukwest, which has no zones").doesNotContain("as many zones there");
    }

    @Test
    void knows_the_names_of_machines_of_three_clouds() {
        assertThat(MachineSize.of("n2-standard-4")
                        .orElseThrow()
                        .isSmallerThan(MachineSize.of("n2-standard-16").orElseThrow()))
                .isTrue();
        assertThat(MachineSize.of("Standard_D4s_v5")
                        .orElseThrow()
                        .isSmallerThan(MachineSize.of("Standard_D8s_v5").orElseThrow()))
                .isTrue();
        assertThat(MachineSize.of("t3.micro")
                        .orElseThrow()
                        .isSmallerThan(MachineSize.of("t3.large").orElseThrow()))
                .isTrue();
        assertThat(MachineSize.of("our-biggest-box")).isEmpty();
    }

    private static Read chat(String store, String... sets) {
        return Read.of("""
            meridian: 1
            application: chat
            objectives: {latency: {users: 100ms}}
            regions: {us-east-1: {role: primary}, ap-southeast-2: {role: active}, us-east-2: {role: standby}}
            services: {talk: {dependsOn: {rooms: hard}}}
            data: {rooms: {%s}}
            """.formatted(store), sets);
    }

    @Test
    void of_a_far_region_writes_as_far_as_the_writer() {
        String sql = "kind: postgresql, replication: async";
        Finding write = only(chat(sql), Rule.TOO_CLOSE_FOR_LATENCY);
        assertThat(write.severity()).isEqualTo(Severity.WARNING);
        assertThat(write.statement()).startsWith("a write to `rooms` from ap-southeast-2 goes to us-east-1");
        is(Severity.ERROR, chat(sql + ", reads: primary"), Rule.TOO_CLOSE_FOR_LATENCY);
        is(Severity.ERROR, chat("kind: mysql, in: [us-east-1]"), Rule.TOO_CLOSE_FOR_LATENCY);
        isFree(chat(sql, "objectives.latency.users=900ms"), Rule.TOO_CLOSE_FOR_LATENCY);
        isFree(chat("kind: postgresql, replication: multi-primary"), Rule.TOO_CLOSE_FOR_LATENCY);
        isFree(chat(sql, "services.talk.in=[us-east-1, us-east-2]"), Rule.TOO_CLOSE_FOR_LATENCY);
        only(
                chat(
                        sql,
                        "objectives.latency.users=900ms",
                        "regions.ap-southeast-2.overrides={objectives: {perRegion: {latency: {users: 150ms}}}}"),
                Rule.TOO_CLOSE_FOR_LATENCY);
    }

    @Test
    void of_a_quorum_counts_votes_and_not_regions() {
        String votes = "kind: cockroachdb, replication: quorum, voters: {us-east-1: %d, us-east-2: %d,"
                + " ap-southeast-2: %d}";
        String near = "regions.ap-southeast-2.role=standby";
        isFree(chat(votes.formatted(2, 2, 1), near), Rule.TOO_CLOSE_FOR_LATENCY);
        isFree(chat(votes.formatted(1, 1, 1), near), Rule.TOO_CLOSE_FOR_LATENCY);
        assertThat(only(chat(votes.formatted(1, 1, 3), near), Rule.TOO_CLOSE_FOR_LATENCY)
                        .statement())
                .contains("for a majority");
    }

    /// How many copies the primary has need not be said: none is fewer than any.
    @Test
    void without_a_copy_of_a_service_has_a_step_that_starts_one() {
        Read none = fleet("services: {track: {replicas: 0}}");
        assertThat(only(none, Rule.SECONDARY_TOO_SMALL).statement())
                .contains("`track` has no replica in eu-central-1, and no step of the plan says that it starts one");
        for (String step : List.of("scale={startedBy: human}", "up={before: route, action: {restart: track}}")) {
            isFree(fleet("services: {track: {replicas: 0}}", "failover.steps." + step), Rule.SECONDARY_TOO_SMALL);
        }
        isFree(fleet("services: {track: {replicas: 1}}"), Rule.SECONDARY_TOO_SMALL);
    }

    /// A page in a bucket of the provider needs no machine of the standby.
    @Test
    void that_is_small_touches_no_journey_without_machines() {
        Read file = fleet(
                "",
                "regions.eu-central-1.capacity={min: 0%, max: 100%}",
                "objectives.rto=1h",
                "data.page={kind: object, runs: provider, in: [eu-central-1], replication: none}",
                "journeys={sorry: {uses: [page], objectives: {rto: 10m}}, follow: {uses: [track], objectives: {rto: 30m}}}");
        assertThat(only(file, Rule.CAPACITY_NOT_RESERVED).also()).contains("journeys.follow.objectives.rto");
        assertThat(only(file, Rule.CAPACITY_NOT_RESERVED).also()).doesNotContain("journeys.sorry.objectives.rto");
    }
}
