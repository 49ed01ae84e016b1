package dev.meridian.assess;

import static dev.meridian.assess.Found.is;
import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Findings that a correct file does not get.
class AFalseAlarmTest {
    private static Read ticketing(String... sets) {
        return Read.of("""
                meridian: 1
                application: ticketing
                regions: {eu-central-1: {role: primary}, eu-west-3: {role: standby}, eu-north-1: {role: standby}}
                services: {seats: {dependsOn: {bookings: hard}}}
                data: {bookings: {kind: postgresql, replication: sync}}
                traffic: {entrances: {seats: {host: seats.example.org, providers: route53}}}
                """, sets);
    }

    @Test
    void is_not_raised_for_a_probe_that_only_observes() {
        String outside = "failover.probes.outside={kind: https, host: seats.example.org}";
        String inside = "failover.probes.inside={kind: http, to: seats, every: 10s}";
        Read file = ticketing(outside, inside);
        is(Severity.ERROR, file, Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        isFree(file.with("failover.triggers.lost={when: inside, act: failover}"), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        isFree(file.with("failover.triggers.slow={when: outside, act: notify}"), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        isFree(file.with("failover.probes.outside.decides=false"), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        is(
                Severity.ERROR,
                file.with("failover.triggers.lost={when: [inside, outside], act: failover}"),
                Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        String provider = "failover.control={in: [eu-west-3], runs: provider}";
        is(Severity.WARNING, file.with(provider), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        is(Severity.ERROR, ticketing(outside, provider), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
    }

    @Test
    void is_none_of_a_probe_that_an_entrance_sends_its_users_by() {
        String outside = "failover.probes.outside={kind: https, host: seats.example.org}";
        String pages = "failover.triggers.page={when: outside, act: notify}";
        String people = "failover={mode: manual, control: {runs: script, in: [eu-west-3]}}";
        for (String route : List.of("[failover, health]", "[latency, health]", "[geolocation, health]")) {
            String entrance = "traffic.entrances.seats={host: seats.example.org, providers: route53, health: outside,"
                    + " route: " + route + "}";
            is(Severity.ERROR, ticketing(people, outside, pages, entrance), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        }
        isFree(ticketing(people, outside, pages), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
    }

    /// Two applications with one `failover` block, and a probe of the name of the first one.
    private static Read travel(String flights, String entrance, String... sets) {
        return Read.of("""
                meridian: 1
                applications: {flights: {roles: {%s}}, hotels: {roles: {us-east-1: primary, eu-north-1: standby}}}
                regions: {eu-west-1: {}, eu-north-1: {}, us-east-1: {}}
                services: {seats: {application: flights}, rooms: {application: hotels}}
                traffic: {entrances: {seats: {application: flights, host: seats.example.org%s}}}
                failover: {probes: {site: {kind: https, host: seats.example.org}}}
                """.formatted(flights, entrance), sets);
    }

    @Test
    void is_not_raised_for_a_probe_of_a_name_that_never_leaves_its_region() {
        String two = "eu-west-1: primary, eu-north-1: standby";
        is(Severity.ERROR, travel(two, ""), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        isFree(travel("eu-west-1: primary", ""), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        isFree(travel(two, ", switch: none"), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        isFree(travel(two, ", in: [eu-west-1]"), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        Read alone = travel(two, "", "services.seats.in=[eu-west-1]");
        isFree(alone, Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        is(
                Severity.ERROR,
                alone.with("failover.steps.seats={before: route, action: {restart: seats}}"),
                Rule.PROBE_ASKS_THE_FAILOVER_NAME);
    }

    @Test
    void is_not_raised_again_for_each_application_that_one_block_serves() {
        String two = "eu-west-1: primary, eu-north-1: standby";
        Finding finding = only(travel(two, ""), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
        assertThat(finding.at()).isEqualTo("applications.flights.failover.probes.site.host");
        assertThat(finding.also()).containsExactly("applications.hotels.failover.probes.site.host");
        Read own = travel(two, "", "applications.hotels.failover.probes.own={kind: https, host: seats.example.org}");
        assertThat(Found.of(own, Rule.PROBE_ASKS_THE_FAILOVER_NAME)).hasSize(2);
    }

    @Test
    void about_logins_is_not_raised_where_nobody_is_moved() {
        String two = "eu-west-1: primary, eu-north-1: standby";
        String logins = "data.people={application: flights, kind: identity, runs: provider, in: [eu-west-1],"
                + " replication: none}";
        is(Severity.WARNING, travel(two, "", logins), Rule.SESSIONS_LOST);
        isFree(travel("eu-west-1: primary", "", logins), Rule.SESSIONS_LOST);
        isFree(travel(two, ", switch: none", logins), Rule.SESSIONS_LOST);
    }

    @Test
    void is_not_raised_for_a_host_that_synth_writes_or_an_external_has() {
        String asks = "failover.probes.site={kind: https, host: %s}";
        isFree(ticketing(asks.formatted("eu-central-1.seats.example.org")), Rule.PROBE_ASKS_NOTHING);
        isFree(
                ticketing(
                        asks.formatted("standby.example.org"),
                        "traffic.certificates.names={standby: standby.example.org}"),
                Rule.PROBE_ASKS_NOTHING);
        isFree(
                ticketing(asks.formatted("api.payments.example.net"), "external.payments={sla: 99.9%}"),
                Rule.PROBE_ASKS_NOTHING);
        only(ticketing(asks.formatted("eu-west-1.seats.example.org")), Rule.PROBE_ASKS_NOTHING);
        only(ticketing(asks.formatted("seats-dr.example.org")), Rule.PROBE_ASKS_NOTHING);
        only(ticketing(asks.formatted("origin.seats.example.org")), Rule.PROBE_ASKS_THE_FAILOVER_NAME);
    }

    @Test
    void about_the_fence_on_the_same_machine_is_not_raised_for_a_store_that_its_provider_runs() {
        String async = "data.bookings={kind: postgresql, replication: async%s}";
        only(ticketing(async.formatted("")), Rule.FENCE_ON_THE_SAME_MACHINE);
        only(ticketing(async.formatted(", runs: self")), Rule.FENCE_ON_THE_SAME_MACHINE);
        isFree(ticketing(async.formatted(", runs: provider")), Rule.FENCE_ON_THE_SAME_MACHINE);
    }

    private static Read threePrimaries(String kind) {
        return Read.of("""
                meridian: 1
                application: radio
                objectives: {rto: 1h}
                regions: {sa-east-1: {role: primary}, ca-central-1: {role: primary}, us-west-2: {role: primary}}
                services: {air: {dependsOn: {log: hard, own: hard}}}
                data:
                  log: {kind: raft-log, runs: self, replication: quorum}
                  own: {kind: %s, replication: none}
                """.formatted(kind));
    }

    @Test
    void about_two_writers_is_not_raised_for_what_each_region_has_for_itself() {
        for (String kind : List.of("queue", "stream", "kafka", "rabbitmq", "opensearch", "elasticsearch", "redis")) {
            isFree(threePrimaries(kind), Rule.TWO_WRITERS_NO_EDGE);
        }
        is(Severity.WARNING, threePrimaries("mysql"), Rule.TWO_WRITERS_NO_EDGE);
    }

    @Test
    void about_messages_in_flight_is_a_warning_where_no_loss_is_promised() {
        for (String kind : List.of("queue", "stream", "kafka", "rabbitmq")) {
            is(Severity.WARNING, threePrimaries(kind), Rule.IN_FLIGHT_LOST);
            Finding promised = only(threePrimaries(kind).with("objectives.rpo=10m"), Rule.IN_FLIGHT_LOST);
            assertThat(promised.severity()).as(kind).isEqualTo(Severity.ERROR);
            assertThat(promised.objective()).as(kind).contains("objectives.rpo");
        }
    }

    @Test
    void names_no_figure_of_another_store() {
        Read file = ticketing(
                "data.bookings={kind: postgresql, version: 13, replication: sync}",
                "data.seats-taken={kind: postgresql, version: 14, replication: sync}");
        assertThat(Found.of(file, Rule.OUT_OF_SUPPORT))
                .hasSize(2)
                .allMatch(finding -> finding.also().isEmpty());
    }

    @Test
    void about_two_writers_goes_by_the_members_that_take_writes() {
        String edges = "data.bookings={kind: mysql, primary: %s, replication: {mode: async, edges:"
                + " {out: {from: eu-central-1, to: [eu-west-3, eu-north-1]}}}}";
        only(ticketing(edges.formatted("[eu-central-1, eu-west-3]")), Rule.TWO_WRITERS_NO_EDGE);
        isFree(ticketing(edges.formatted("eu-central-1")), Rule.TWO_WRITERS_NO_EDGE);
        isFree(ticketing(edges.formatted("eu-central-1"), "regions.eu-west-3.role=primary"), Rule.TWO_WRITERS_NO_EDGE);
    }

    @Test
    void about_copies_of_objects_is_raised_where_services_can_write_to_them() {
        String files = "data.files={kind: object, runs: provider, %s}";
        String uses = "services.seats.dependsOn={bookings: hard, files: %s}";
        String active = "regions.eu-west-3.role=active";
        Read file = ticketing(active, uses.formatted("soft"), files.formatted("replication: async"));
        is(Severity.WARNING, file, Rule.TWO_WRITERS_NO_EDGE);
        isFree(file.with("data.files.writes=primary"), Rule.TWO_WRITERS_NO_EDGE);
        isFree(file.with("regions.eu-west-3.role=standby"), Rule.TWO_WRITERS_NO_EDGE);
        isFree(file.with("services.seats.in=[eu-central-1]"), Rule.TWO_WRITERS_NO_EDGE);
        isFree(
                ticketing(active, uses.formatted("soft"), files.formatted("replication: multi-primary")),
                Rule.TWO_WRITERS_NO_EDGE);
    }

    @Test
    void about_a_loss_is_not_raised_for_data_that_need_not_come_back() {
        for (String kind : List.of("redis", "volume", "opensearch")) {
            String scratch = "data.scratch={kind: " + kind + ", in: [eu-central-1]%s}";
            only(ticketing(scratch.formatted("")), Rule.LOST_WITH_ITS_REGION);
            isFree(ticketing(scratch.formatted(", disposable: true")), Rule.LOST_WITH_ITS_REGION);
        }
    }
}
