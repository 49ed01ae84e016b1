package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A step after the move of the users that works in the lost region by its name is not done.
class AnOpenStepTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        mark: {after: route, in: us-east-1, run: ./mark.sh}                                        | true
        mark: {after: verify, in: us-east-1, run: ./mark.sh, onFailure: continue}                  | true
        a: {after: route, in: target, run: ./a.sh}, mark: {after: a, in: us-east-1, run: ./b.sh}   | true
        mark: {after: route, in: us-west-2, run: ./mark.sh}                                        | false
        mark: {after: route, in: lost, run: ./mark.sh}                                             | false
        mark: {after: promote, before: route, in: us-east-1, run: ./mark.sh}                       | false
        resync: {after: verify, in: us-east-1, run: ./resync.sh}                                   | false
        """)
    void is_named_in_a_note(String steps, boolean isOpen) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {}}
            failover:
              mode: manual
              fence: none
              control: {runs: script, in: [us-west-2]}
              steps: {%s}
            """.formatted(steps));
        assertThat(Found.of(file, Rule.STEP_LEFT_OPEN)).hasSize(isOpen ? 1 : 0);
        assertThat(Found.of(file, Rule.STEP_LEFT_OPEN))
                .allMatch(found -> found.at().endsWith(".mark.in"));
    }
}
