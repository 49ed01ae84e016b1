package dev.meridian.assess;

import static dev.meridian.assess.Found.is;
import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Times, amounts and moves of one file that contradict each other.
class AContradictionTest {
    private static Read school(String store, String law, String... sets) {
        return Read.of("""
                meridian: 1
                application: school
                regions: {ap-south-1: {role: primary}, ap-south-2: {role: standby}}
                services: {desk: {dependsOn: {marks: hard}}}
                data: {marks: {replication: async, %s}}
                compliance: {%s}
                """.formatted(store, law), sets);
    }

    @Test
    void of_retention_is_between_a_class_and_what_holds_it() {
        String sql = "kind: postgresql, holds: [pupils], ";
        String two = "classes: {pupils: {keep: 2y}}";
        is(Severity.ERROR, school(sql + "keep: 3y", two), Rule.RETENTION_CONTRADICTS);
        is(Severity.WARNING, school(sql + "keep: 1y", two), Rule.RETENTION_CONTRADICTS);
        isFree(school(sql + "keep: 24mo", two.replace("2y", "720d")), Rule.RETENTION_CONTRADICTS);
        is(
                Severity.WARNING,
                school(sql + "backup: {every: 24h, keep: 1000d, copyTo: [ap-south-2]}", two),
                Rule.RETENTION_CONTRADICTS);
        isFree(school(sql + "backup: {every: 24h, keep: 35d, copyTo: [ap-south-2]}", two), Rule.RETENTION_CONTRADICTS);
        String topic = "kind: kafka, topics: {marks: {holds: [pupils], keep: %s}}";
        is(Severity.ERROR, school(topic.formatted("1000d"), two), Rule.RETENTION_CONTRADICTS);
        isFree(school(topic.formatted("7d"), two), Rule.RETENTION_CONTRADICTS);
    }

    @Test
    void of_retention_is_between_a_replay_and_its_history() {
        String log = "kind: kafka, topics: {all: {keep: %s}}";
        String replay =
                "data.search={kind: opensearch, in: [ap-south-1], recover: {replay: {from: marks, covers: 7d}}}";
        String none = "classes: {pupils: {}}";
        is(Severity.ERROR, school(log.formatted("3d"), none, replay), Rule.RETENTION_CONTRADICTS);
        isFree(school(log.formatted("7d"), none, replay), Rule.RETENTION_CONTRADICTS);
        isFree(school(log.formatted("30d"), none, replay), Rule.RETENTION_CONTRADICTS);
    }

    @Test
    void of_retention_is_with_a_law_or_a_standard() {
        String logs = "observability.logs={keep: %s}";
        String india = "classes: {pupils: {subjects: [IN]}}";
        is(Severity.WARNING, school("kind: mysql", india, logs.formatted("30d")), Rule.RETENTION_CONTRADICTS);
        isFree(school("kind: mysql", india, logs.formatted("365d")), Rule.RETENTION_CONTRADICTS);
        is(
                Severity.WARNING,
                school("kind: mysql", "frameworks: [pci-dss]", logs.formatted("90d")),
                Rule.RETENTION_CONTRADICTS);
        isFree(school("kind: mysql", "frameworks: [soc2]", logs.formatted("90d")), Rule.RETENTION_CONTRADICTS);
        String coppa = "frameworks: [coppa], classes: {%s: {%s}}";
        is(
                Severity.WARNING,
                school("kind: mysql, holds: [child-profile]", coppa.formatted("child-profile", "")),
                Rule.RETENTION_CONTRADICTS);
        isFree(
                school("kind: mysql, holds: [child-profile]", coppa.formatted("child-profile", "keep: 1y")),
                Rule.RETENTION_CONTRADICTS);
        isFree(school("kind: mysql, holds: [orders]", coppa.formatted("orders", "")), Rule.RETENTION_CONTRADICTS);
    }

    @Test
    void of_costs_is_with_the_budget() {
        String stated = "cost={budget: %s, stated: {marks: {ap-south-1: 300 USD/month, ap-south-2: 250 USD/month},"
                + " desk: {total: 100 USD/month}}}";
        String none = "classes: {pupils: {}}";
        assertThat(only(school("kind: mysql", none, stated.formatted("600 USD/month")), Rule.OVER_BUDGET)
                        .arithmetic()
                        .orElseThrow()
                        .text())
                .isEqualTo("650 USD/month > 600 USD/month");
        is(Severity.ERROR, school("kind: mysql", none, stated.formatted("7000 USD/year")), Rule.OVER_BUDGET);
        isFree(school("kind: mysql", none, stated.formatted("650 USD/month")), Rule.OVER_BUDGET);
        isFree(school("kind: mysql", none, stated.formatted("100 EUR/month")), Rule.OVER_BUDGET);
        assertThat(only(
                                school(
                                        "kind: mysql",
                                        none,
                                        stated.formatted("650 USD/month"),
                                        "cost.perRegion.budget=280 USD/month"),
                                Rule.OVER_BUDGET)
                        .at())
                .isEqualTo("cost.perRegion.budget.limit@ap-south-1");
    }

    @Test
    void of_costs_is_a_running_part_for_nothing() {
        String none = "classes: {pupils: {}}";
        String row = "cost.stated={%s}";
        only(
                school("kind: mysql", none, row.formatted("marks: {ap-south-2: 0 USD/month}")),
                Rule.STATED_TO_COST_NOTHING);
        only(school("kind: mysql", none, row.formatted("desk: {total: 0 USD/month}")), Rule.STATED_TO_COST_NOTHING);
        isFree(
                school("kind: mysql, in: [ap-south-1]", none, row.formatted("marks: {ap-south-2: 0 USD/month}")),
                Rule.STATED_TO_COST_NOTHING);
        isFree(
                school("kind: mysql", none, row.formatted("credits: {total: 0 USD/month}")),
                Rule.STATED_TO_COST_NOTHING);
    }

    private static Read rail(String tickets, String stations, String needs) {
        return Read.of("""
                meridian: 1
                applications:
                  tickets: {failover: {%s}}
                  stations: {failover: {%s}}
                regions: {us-east-2: {role: primary}, us-west-2: {role: standby}, ca-central-1: {role: standby}}
                services:
                  sale: {application: tickets, dependsOn: {%s}}
                  board: {application: stations, dependsOn: {trains: hard}}
                data:
                  sales: {application: tickets, kind: postgresql, replication: sync}
                  trains: {application: stations, kind: postgresql, replication: sync}
                """.formatted(tickets, stations, needs));
    }

    @Test
    void of_moves_is_between_two_that_exclude_each_other() {
        String provider = ", control: {in: [us-west-2], runs: provider}";
        String own = "sales: hard";
        String automatic = "mode: automatic, excludes: [stations]";
        is(Severity.ERROR, rail(automatic + provider, "mode: automatic", own), Rule.MOVES_INTERLEAVE);
        is(Severity.ERROR, rail(automatic, "mode: automatic" + provider, own), Rule.MOVES_INTERLEAVE);
        is(Severity.WARNING, rail(automatic, "mode: automatic", own), Rule.MOVES_INTERLEAVE);
        isFree(rail(automatic, "mode: approved", own), Rule.MOVES_INTERLEAVE);
        is(Severity.WARNING, rail("mode: automatic, after: [stations]", "mode: manual", own), Rule.MOVES_INTERLEAVE);
        isFree(rail("mode: automatic, after: [stations]", "mode: automatic", own), Rule.MOVES_INTERLEAVE);
    }

    @Test
    void of_moves_is_between_an_owner_and_a_service_that_needs_its_store() {
        String automatic = "mode: automatic";
        only(rail(automatic, automatic, "trains: hard"), Rule.MOVES_APART);
        only(rail("mode: manual", automatic, "{sales: hard, trains: hard}".replaceAll("[{}]", "")), Rule.MOVES_APART);
        isFree(rail(automatic, automatic, "trains: soft"), Rule.MOVES_APART);
        isFree(rail(automatic, automatic, "sales: hard"), Rule.MOVES_APART);
        isFree(rail("mode: automatic, after: [stations]", automatic, "trains: hard"), Rule.MOVES_APART);
    }

    private static Read games(String sets, String... more) {
        return Read.of("""
                meridian: 1
                application: games
                objectives: {availability: 99.99%%}
                regions: {us-east-1: {role: primary}, eu-west-1: {role: active}}
                services: {lobby: {dependsOn: {scores: hard}}}
                data: {scores: {%s}}
                traffic: {entrances: {lobby: {host: games.example.org, providers: [route53, ns1]}}}
                """.formatted(sets), more);
    }

    @Test
    void of_a_promise_is_with_a_front_door_that_stands_alone() {
        String table = "kind: dynamodb, replication: provider";
        isFree(games(table), Rule.SINGLE_FRONT_DOOR);
        is(Severity.WARNING, games(table, "traffic.cdn=cloudfront"), Rule.SINGLE_FRONT_DOOR);
        is(
                Severity.NOTE,
                games(table, "traffic.cdn=cloudfront", "objectives.availability=99.5%"),
                Rule.SINGLE_FRONT_DOOR);
        only(games(table, "traffic.accelerator=front-door"), Rule.SINGLE_FRONT_DOOR);
        is(Severity.NOTE, games(table, "traffic.entrances.lobby.providers=[route53]"), Rule.SINGLE_FRONT_DOOR);
        isFree(
                games(table, "traffic.entrances.lobby.providers=[route53]", "objectives.availability=99.9%"),
                Rule.SINGLE_FRONT_DOOR);
    }

    @Test
    void of_a_promise_is_not_with_a_front_that_other_entrances_do_without() {
        String table = "kind: dynamodb, replication: provider";
        String front = "traffic.cdn=cloudfront";
        String behind = "traffic.entrances.shop={to: lobby, switch: cdn-origin, providers: [other]}";
        String beside = "traffic.entrances.lobby.switch=dns";
        isFree(games(table, front, behind, beside), Rule.SINGLE_FRONT_DOOR);
        only(games(table, front, beside), Rule.SINGLE_FRONT_DOOR);
        only(games(table, front, behind), Rule.SINGLE_FRONT_DOOR);
    }

    @Test
    void of_writes_on_a_quiet_day_is_a_note() {
        for (String store : new String[] {
            "kind: dynamodb, replication: provider",
            "kind: cassandra, replication: multi-primary",
            "kind: cosmosdb, replication: multi-primary",
            "kind: mongodb, replication: {mode: multi-primary, conflicts: last-write-wins}"
        }) {
            is(Severity.NOTE, games(store), Rule.LAST_WRITE_WINS);
            isFree(games(store, "regions.eu-west-1.role=standby"), Rule.LAST_WRITE_WINS);
        }
        isFree(games("kind: cassandra, replication: {mode: multi-primary, conflicts: merge}"), Rule.LAST_WRITE_WINS);
    }

    @Test
    void of_names_that_are_kept_is_a_note_below_a_quarter_of_an_hour() {
        String table = "kind: dynamodb, replication: provider";
        is(Severity.NOTE, games(table, "objectives.rto=5m"), Rule.NAMES_ARE_KEPT);
        isFree(games(table, "objectives.rto=15m"), Rule.NAMES_ARE_KEPT);
        isFree(games(table, "objectives.rto=5m", "traffic.clients.ignoreTtl=2m"), Rule.NAMES_ARE_KEPT);
        isFree(games(table, "objectives.rto=5m", "traffic.accelerator=global-accelerator"), Rule.NAMES_ARE_KEPT);
        isFree(games(table, "objectives.rto=5m", "traffic.entrances.lobby.switch=anycast"), Rule.NAMES_ARE_KEPT);
    }
}
