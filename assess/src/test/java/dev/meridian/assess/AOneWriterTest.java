package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A store with one writer stops the writes of every region that serves.
class AOneWriterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        active  | hard | {kind: postgresql, runs: provider, primary: us-east-1, replication: {mode: async, via: aurora-global-database}}      | true
        active  | hard | {kind: mysql, runs: self, primary: us-east-1, replication: {mode: async, via: binlog}}                                | true
        active  | soft | {kind: mysql, runs: self, primary: us-east-1, replication: {mode: async, via: binlog}}                                | false
        standby | hard | {kind: mysql, runs: self, primary: us-east-1, replication: {mode: async, via: binlog}}                                | false
        active  | hard | {kind: dynamodb, writes: local, replication: {mode: multi-primary, via: global-tables, conflicts: last-write-wins}}   | false
        active  | hard | {kind: postgresql, runs: provider, primary: us-east-1, replication: unknown}                                          | false
        active  | hard | {kind: redis, runs: provider, replication: none}                                                                      | false
        """)
    void is_named_where_another_region_serves(String role, String need, String store, boolean isFound) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                regions: {us-east-1: {role: %s}, us-west-2: {role: %s}}
                services: {web: {dependsOn: {orders: %s}}}
                data: {orders: %s}
                failover: {mode: manual, control: {runs: script, in: [us-west-2]}}
                """.formatted(role.equals("standby") ? "primary" : role, role, need, store));
        assertThat(Found.of(file, Rule.ONE_WRITER_FOR_ALL)).hasSize(isFound ? 1 : 0);
    }
}
