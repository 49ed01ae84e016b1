package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A claim in words is shown the events that took its regions together.
class ASharedFateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fates: {update: {regions: [eu-west-1, us-east-1], of: other}}                 |                        | fates.update
            incidents: {march: {date: 2026-03-08, regions: [eu-west-1, us-east-1]}}       |                        | incidents.march
            fates: {update: {regions: [eu-west-1, us-east-1, eu-central-1]}}                 | , at: regions.eu-west-1 | fates.update
            fates: {update: {regions: [eu-west-1, eu-central-1]}}                            |                        |
            fates: {update: {regions: [us-east-1, eu-central-1]}}                            | , at: regions.eu-west-1 |
            incidents: {march: {date: 2026-03-08, regions: [eu-west-1]}}                  |                        |
            fates: {update: {regions: [eu-west-1, us-east-1]}}                            | , latency: 5ms          |
            """)
    void speaks_against_the_independence_of_its_regions(String events, String more, String named) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                regions: {eu-west-1: {role: active}, us-east-1: {role: active}}
                failover: {witness: eu-central-1}
                services: {web: {}}
                claims: {apart: {says: each site is independent%s}}
                %s
                """.formatted(more == null ? "" : more, events));
        String why = Found.only(file, Rule.NOT_JUDGED).why();
        if (named == null) {
            assertThat(why).doesNotContain("speak");
        } else {
            assertThat(why).contains("`" + named + "` speaks against it");
        }
    }
}
