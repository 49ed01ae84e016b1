package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Regions that write by design go on apart while the link between them is cut.
class ACutLinkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        kind: kafka, runs: self, writes: local, replication: {mode: async, via: mirrormaker-2}            | true
        kind: postgresql, runs: self, replication: {mode: multi-primary, lag: 1s}                         | true
        kind: object, runs: provider, writes: local, replication: {mode: async, via: s3-crr}              | true
        kind: postgresql, runs: self, replication: {mode: multi-primary, conflicts: merge}                | false
        kind: postgresql, runs: self, primary: us-east-1, replication: async                              | false
        kind: dynamodb, runs: provider, writes: local, replication: {mode: multi-primary, via: global-tables} | false
        kind: cockroachdb, runs: self, writes: local, replication: quorum                                 | false
        kind: mysql, runs: provider, writes: local, replication: none                                     | false
        kind: redis, runs: provider, writes: local, replication: multi-primary                            | false
        """)
    void stops_no_writes(String store, boolean isApart) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: active}, us-west-2: {role: active}}
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: {%s}}
            """.formatted(store));
        assertThat(Found.of(file, Rule.WRITES_APART))
                .extracting(Finding::statement)
                .allMatch(text -> text.startsWith("while us-east-1 and us-west-2 are cut off from each other"))
                .hasSize(isApart ? 1 : 0);
        Found.isFree(file.with("services.web.in=[us-east-1]"), Rule.WRITES_APART);
    }
}
