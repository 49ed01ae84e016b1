package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Term;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Objects that nobody waits for are a matter of loss, and never of the time to recover.
class AnArchiveTest {
    private static final String NOWHERE = "nothing copies `old` to another region";

    private static Read shop(String objectives, String more, String needs) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: %s
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
            services: {web: {dependsOn: {rows: hard%s}}%s}
            data:
              rows: {kind: postgresql, replication: {mode: async, lag: 1s}}
              old: {kind: object, runs: provider, in: [eu-west-1], replication: none}
            """.formatted(objectives, needs, more));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {rto: 1h}                                  | ""                        | ""          | WARNING | ""
        {rto: 1h, rpo: 5m}                         | ""                        | ""          | ERROR   | objectives.rpo
        {disruptions: {region: {rto: 1h}}}         | , api: {dependsOn: {web: hard}} | ""    | WARNING | ""
        {rto: 1h}                                  | , api: {}                 | ""          | ERROR   | objectives.rto
        {rto: 1h}                                  | ""                        | , old: hard | ERROR   | objectives.rto
        """)
    void is_an_error_of_what_it_breaks(
            String objectives, String more, String needs, Severity severity, String promise) {
        Read file = shop(objectives, more, needs);
        Finding found = Found.only(file, Rule.LOST_WITH_ITS_REGION);
        assertThat(found.severity()).isEqualTo(severity);
        assertThat(found.objective()).isEqualTo(promise.isEmpty() ? Optional.empty() : Optional.of(promise));
        assertThat(Found.rto(file).allEndless().stream()
                        .map(Term::name)
                        .toList()
                        .contains(NOWHERE))
                .isEqualTo(promise.equals("objectives.rto"));
    }

    @ParameterizedTest
    @CsvSource({"'', true", "'data.rows.backup={every: 6h, store: old}', false"})
    void is_none_that_keeps_the_backups_of_another_store(String set, boolean isFound) {
        Read file = shop("{rto: 1h, availability: 99%}", "", "").with(set.isEmpty() ? "objectives.rto=1h" : set);
        assertThat(file.assessed().findings())
                .matches(found -> isFound
                        == found.stream()
                                .anyMatch(finding -> finding.rule() == Rule.NEEDED_BY_NOTHING
                                        && finding.at().equals("data.old")));
    }

    /// Nobody writes where no application serves: what fills it has the writer.
    @ParameterizedTest
    @CsvSource({"'', true", "role: active, false"})
    void that_another_store_fills_in_a_place_apart_has_no_writer(String role, boolean isApart) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {eu-central-1: {role: primary}, eu-west-1: {role: active}, eu-west-2: {%s}}
            services: {web: {dependsOn: {rows: hard}}}
            data:
              rows:
                kind: postgresql
                runs: self
                in: [eu-central-1, eu-west-1]
                replication:
                  mode: async
                  edges:
                    out: {from: eu-central-1, to: eu-west-1}
                    log: {from: eu-central-1, into: old, mode: copy, via: wal-g}
                dependsOn: {old: soft}
              old: {kind: object, runs: provider, in: [eu-west-2]}
            failover: {mode: manual, control: {runs: script}, fence: none, lease: none}
            """.formatted(role));
        assertThat(Found.only(file, Rule.LOSS_NOT_BOUNDED).statement().contains("`old`"))
                .isEqualTo(!isApart);
        assertThat(Found.only(file, Rule.NO_FENCE).statement()).doesNotContain("`old`");
        Found.is(isApart ? Severity.NOTE : Severity.WARNING, file, Rule.LOST_WITH_ITS_REGION);
    }

    /// What another store fills in a place apart is no original: the next run brings it again, unless it is an
    /// archive, and nobody waits for it unless something of the file needs it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        data.old.machine=small                                | ""           | true
        data.old={kind: object, runs: provider, in: [attic]}  | NOTE         | true
        data.old.keep=30d                                     | NOTE         | true
        data.rows.keep=30d                                    | NOTE         | true
        data.rows.replication.edges.log.omits=[pictures]      | NOTE         | true
        regions.attic.role=active                             | ERROR        | false
        services.web.dependsOn={rows: hard, old: hard}        | ERROR        | false
        journeys.buy={uses: [web], writes: [old]}             | ERROR        | false
        """)
    void that_another_store_fills_is_no_original(String set, String severity, boolean isCopy) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h, rpo: 5m}
            regions: {eu-central-1: {role: primary}, eu-west-1: {role: standby}, attic: {provider: other}}
            services: {web: {dependsOn: {rows: hard}}, worker: {}}
            data:
              rows:
                kind: postgresql
                in: [eu-central-1, eu-west-1]
                replication:
                  mode: async
                  edges:
                    out: {from: eu-central-1, to: eu-west-1, lag: 1s}
                    log: {from: eu-central-1, into: old, mode: copy, every: 24h}
              old: {kind: mysql, runs: provider, in: [attic], replication: none}
            """).with(set);
        assertThat(Found.of(file, Rule.LOST_WITH_ITS_REGION))
                .extracting(finding -> finding.severity().name())
                .isEqualTo(severity.isEmpty() ? List.of() : List.of(severity));
        assertThat(Found.rto(file).allEndless().stream()
                        .map(Term::name)
                        .toList()
                        .contains(NOWHERE))
                .isEqualTo(!isCopy);
        assertThat(Found.of(file, Rule.NO_WAY_BACK_FROM_DAMAGE))
                .allMatch(finding -> !severity.isEmpty() || !finding.statement().contains("`old`"));
    }

    /// A disk or a bucket that is there for backups is read by a restore, and by no request.
    @ParameterizedTest
    @CsvSource({"volume", "object", "database"})
    void is_waited_for_by_nobody_where_it_keeps_backups_alone(String kind) {
        String old = "data.old={kind: " + kind + ", runs: self, in: [eu-west-1], replication: none}";
        Read file = shop("{rto: 1h}", "", "").with(old, "data.rows.backup={every: 6h, store: old}");
        assertThat(Found.rto(file).allEndless()).extracting(Term::name).doesNotContain(NOWHERE);
        Read used = shop("{rto: 1h}", "", ", old: hard").with(old, "data.rows.backup={every: 6h, store: old}");
        assertThat(Found.rto(used).allEndless()).extracting(Term::name).contains(NOWHERE);
    }

    /// A write of users is in the store that is backed up, so the loss of its backups alone is no loss of writes.
    @ParameterizedTest
    @CsvSource({"{rpo: 5m}", "{disruptions: {corruption: {rpo: 24h}}}", "{disruptions: {region: {rpo: 5m}}}"})
    void that_keeps_backups_alone_loses_no_writes(String objectives) {
        Read file = shop(objectives, "", "").with("data.rows.backup={every: 6h, store: old}");
        assertThat(file.assessed().promises())
                .isNotEmpty()
                .flatExtracting(Promise::basis)
                .extracting(Promise.Part::name)
                .doesNotContain("old");
    }

    /// History that lies in another place than the store itself is no live state.
    @ParameterizedTest
    @CsvSource({"eu-west-1, eu-west-1, true", "eu-central-1, eu-west-1, false", "eu-west-1, eu-central-1, false"})
    void that_keeps_the_backups_of_another_place_takes_nothing_with_it(String old, String rows, boolean isFound) {
        Read file = shop("{rto: 1h}", "", "")
                .with(
                        "data.rows={kind: postgresql, in: [" + rows + "], replication: none,"
                                + " backup: {every: 6h, store: old}}",
                        "data.old.in=[" + old + "]");
        assertThat(Found.of(file, Rule.LOST_WITH_ITS_REGION))
                .matches(found ->
                        isFound == found.stream().anyMatch(one -> one.at().equals("data.old")));
    }

    /// Of a store with data, whatever its kind, where every service says what it needs.
    @ParameterizedTest
    @CsvSource({"postgresql", "redis", "stream"})
    void is_a_store_of_any_kind_that_nothing_names(String kind) {
        Read file = shop("{rto: 1h, availability: 99%}", "", "").with("data.old.kind=" + kind);
        assertThat(Found.of(file, Rule.LOST_WITH_ITS_REGION))
                .allMatch(found -> found.objective().isEmpty());
        assertThat(Found.of(file, Rule.IN_FLIGHT_LOST))
                .allMatch(found -> found.objective().isEmpty());
        assertThat(Found.only(file, Rule.NEEDED_BY_NOTHING).statement()).isEqualTo("nothing in the file needs `old`");
        assertThat(Supply.of(
                                file.subject(),
                                file.subject().blueprint().applications().get("shop"))
                        .front())
                .extracting(Supply.Part::name)
                .doesNotContain("old");
    }

    /// What nobody has to name is needed without a word: logins, secrets, what a platform runs on, disks,
    /// and the state of a control.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        data.old.kind=identity                    | ""
        data.old.kind=vault                       | ""
        data.old.kind=etcd                        | ""
        data.old.kind=volume                      | ""
        data.old.kind=postgresql                  | failover.control.dependsOn=[old]
        data.old.kind=redis                       | data.old.usedFor=[sessions]
        """)
    void is_no_store_that_is_used_without_a_dependency(String kind, String more) {
        Read whole = shop("{rto: 1h}", "", "").with(kind);
        Read file = more.isEmpty() ? whole : whole.with(more);
        Found.isFree(file, Rule.NEEDED_BY_NOTHING);
    }
}
