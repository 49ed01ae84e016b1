package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A fence stands between an old writer and a new one, and is missed only where there are both.
class AFencedWriterTest {
    private static Read shop(String store, String turned) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: %s}
            traffic: {entrances: {web: {to: web, route: [failover, health], providers: [route53], switch: %s}}}
            failover: {mode: manual, control: {runs: script}, fence: none, lease: none}
            """.formatted(store, turned));
    }

    private static final String BACKUP = "backup: {every: 1h, copyTo: [eu-central-1], restoreTakes: 30m}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {kind: stream, runs: self, writes: local, replication: unknown}                | dns
        {kind: identity, runs: self, writes: local, replication: unknown}              | dns
        {kind: mysql, runs: self, writes: local, replication: async}                   | dns
        {kind: cosmosdb, runs: provider, replication: multi-primary}                   | dns
        {kind: cluster-objects, runs: self, replication: {mode: copy, via: velero}}    | dns
        {kind: cluster-objects, runs: self, replication: {mode: async, via: snapshot}} | dns
        {kind: volume, in: [eu-west-1], replication: none, BACKUP}                     | none
        {kind: postgresql, in: [eu-west-1], replication: none, BACKUP}                 | none
        {kind: mysql, in: [eu-west-1], replication: none}                              | dns
        {kind: firestore, runs: provider, replication: unknown}                        | dns
        {kind: object, runs: provider, replication: unknown}                           | dns
        {kind: postgresql, runs: self, in: [eu-west-1], replication: unknown}          | dns
        {kind: database, runs: self, primary: [eu-west-1, eu-central-1], replication: unknown} | dns
        """)
    void is_not_told_of_where_no_new_writer_begins(String store, String turned) {
        Found.isFree(shop(store.replace("BACKUP", BACKUP), turned), Rule.NO_FENCE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {kind: postgresql, runs: self, reads: local, replication: async}               | dns
        {kind: mysql, runs: provider, replication: sync}                               | none
        {kind: database, runs: self, replication: unknown}                             | dns
        {kind: volume, in: [eu-west-1], replication: none, BACKUP}                     | dns
        {kind: postgresql, in: [eu-west-1], replication: none, BACKUP}                 | anycast
        """)
    void is_told_of_where_one_does(String store, String turned) {
        Finding found = Found.only(shop(store.replace("BACKUP", BACKUP), turned), Rule.NO_FENCE);
        assertThat(found.statement()).isEqualTo("nothing stops the old writer of `rows` before a new one begins");
    }

    private static Read clinic(String service, String data, String failover) {
        return Read.of("""
            meridian: 1
            application: clinic
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
            services: {web: {%s}}
            data: {%s}
            traffic: {entrances: {web: {to: web, route: [failover, health], providers: [route53], switch: dns}}}
            failover: {mode: manual, control: {runs: script}, fence: none, lease: none%s}
            """.formatted(service, data, failover));
    }

    private static final String ROWS = "rows: {kind: mysql, runs: self, replication: async}";

    /// Where no service that uses a restored store runs, nothing writes it. A copy that is promoted may be written
    /// from anywhere.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        "in: [eu-west-1], dependsOn: {rows: hard}" | "rows: {kind: mysql, runs: self, in: [eu-west-1], BACKUP}"
        "in: [eu-west-1]"                          | "rows: {kind: mysql, runs: self, in: [eu-west-1], BACKUP}"
        "dependsOn: {other: hard}"                 | "ROWS, other: {kind: object, replication: multi-primary}"
        ""                                         | "disk: {kind: volume, in: [eu-west-1], BACKUP}"
        """)
    void is_not_told_of_where_no_service_writes_the_new_one(String service, String data) {
        String stores = data.replace("ROWS", ROWS).replace("BACKUP", BACKUP);
        Found.isFree(clinic(service, stores, ", steps: {promote: {startedBy: human}}"), Rule.NO_FENCE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        in: eu-central-1 | nothing stops the old writer of `rows`
        in: target       | nothing stops the old writer of `rows`
        in: eu-west-1    | `stop-jobs` is to stop the old writer of `rows`
        """)
    void is_not_stopped_by_a_step_that_works_in_another_region(String place, String statement) {
        String step = ", steps: {stop-jobs: {before: promote, by: script, run: ./stop-jobs, %s}}".formatted(place);
        Read file = clinic("dependsOn: {rows: {need: hard, in: primary}}", ROWS, step);
        assertThat(Found.only(file, Rule.NO_FENCE).statement()).startsWith(statement);
    }

    @Test
    void is_told_of_where_services_write_to_wherever_the_primary_is() {
        Found.only(clinic("in: [eu-west-1], dependsOn: {rows: {need: hard, in: primary}}", ROWS, ""), Rule.NO_FENCE);
    }

    @Test
    void is_not_told_of_settings_that_the_control_of_the_failover_reads_alone() {
        Read file = clinic("", ROWS, "");
        Found.only(file, Rule.NO_FENCE);
        Found.isFree(file.with("failover.control={runs: script, dependsOn: [rows]}"), Rule.NO_FENCE);
    }

    /// Each region has its own, and users come and go by health checks.
    @Test
    void is_told_of_for_the_stores_that_both_sides_write_by_themselves() {
        Read file = clinic("dependsOn: {rows: hard}", "rows: {kind: mongodb, runs: self, replication: none}", "");
        Finding found = Found.only(file, Rule.NO_FENCE);
        assertThat(found.statement())
                .isEqualTo("health checks move users from eu-west-1 to eu-central-1, and each region takes writes of"
                        + " `rows` for itself");
        Found.isFree(file.with("traffic.entrances.web.switch=provider-control"), Rule.NO_FENCE);
        Found.isFree(file.with("data.rows.usedFor=[locks]"), Rule.NO_FENCE);
        Found.isFree(file.with("services.web.in=[eu-west-1]"), Rule.NO_FENCE);
    }

    private static final String STOP = ", steps: {%s: {before: promote, in: lost, by: pipeline%s, run: %s}}";

    @Test
    void goes_on_where_the_plan_goes_on_without_its_fence() {
        String on = ", onFailure: continue";
        Finding found = Found.only(clinic("", ROWS, STOP.formatted("stop-old", on, "stop.sh")), Rule.NO_FENCE);
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.statement())
                .isEqualTo("`stop-old` is to stop the old writer of `rows`, and the plan goes on when it fails"
                        + " (`onFailure: continue`)");
        assertThat(found.fix()).startsWith("`onFailure: stop` for `stop-old`");
        assertThat(Found.only(clinic("", ROWS, STOP.formatted("fence-old", on, "stonith_admin")), Rule.NO_FENCE)
                        .severity())
                .isEqualTo(Severity.WARNING);
        assertThat(Found.only(clinic("", ROWS, STOP.formatted("stop-old", "", "stop.sh")), Rule.NO_FENCE)
                        .statement())
                .endsWith("nothing here can tell whether it does");
    }

    /// What it stops are services: they write what each region has of its own too.
    @Test
    void is_that_of_the_services_where_a_step_stops_them() {
        String stop = STOP.formatted("stop-apps", ", onFailure: continue", "stop-app-services.ps1");
        Finding own =
                Found.only(clinic("", "jobs: {kind: queue, runs: provider, replication: none}", stop), Rule.NO_FENCE);
        assertThat(own.statement())
                .isEqualTo("`stop-apps` is to stop the services of eu-west-1, and the plan goes on when it fails"
                        + " (`onFailure: continue`)");
        assertThat(own.why()).endsWith("what they write to `jobs` of eu-west-1 stays there");
        assertThat(Found.only(clinic("", ROWS, STOP.formatted("stop-apps", "", "stop.sh")), Rule.NO_FENCE)
                        .statement())
                .startsWith("`stop-apps` is to stop the services that write `rows` before a new one begins");
    }
}
