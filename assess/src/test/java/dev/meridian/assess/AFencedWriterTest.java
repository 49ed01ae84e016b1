package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

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
}
