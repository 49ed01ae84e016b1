package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A claim about backups is held against the interval of their schedule, whatever is lost.
class ABackupClaimTest {
    private static Read shop(String store, String claim) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, runs: self, %s}}
            claims: {quick: {says: quick, %s}}
            """.formatted(store, claim));
    }

    private static final String STAYS = "in: [eu-west-1], replication: none, backup: {every: 1h%s}";

    private static Verdict verdict(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.owner().equals("claim quick"))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        '' | rpo: 10m | up to 1h also where no region is lost | a claim of 2h or more with `disruption: corruption`
        ', takes: 5m' | rpo: 10m | up to 1h5m also where | else `data.orders.backup.every: 5m` or less and a copy
        '' | rpo: 5m, figure: typical | 30m on average also where | `data.orders.backup.every: 10m` or less
        """)
    void is_refuted_by_an_interval_that_is_longer(String takes, String claim, String why, String fix) {
        for (String at : new String[] {"data.orders.backup", "data.orders"}) {
            Finding found = Found.only(shop(STAYS.formatted(takes), "at: " + at + ", " + claim), Rule.CLAIM_REFUTED);
            assertThat(found.statement()).endsWith("and the backups of `orders` are 1h apart");
            assertThat(found.why()).contains(why).endsWith("; a loss of eu-west-1 takes the backups as well");
            assertThat(found.fix()).contains(fix);
        }
    }

    /// What is usual may be less than an interval: then the lost region alone refutes it, and takes everything.
    @Test
    void about_what_is_usual_names_the_interval_beside_a_loss_without_bound() {
        Finding found = Found.only(
                shop(STAYS.formatted(""), "at: data.orders.backup, rpo: 40m, figure: typical"), Rule.CLAIM_REFUTED);
        assertThat(found.why())
                .contains("that is so each time", "a backup every 1h loses up to 1h also", "30m on average")
                .doesNotContain("no less than half of it");
    }

    /// A copy takes over after a lost region; the figure of the backup is another one.
    @ParameterizedTest
    @CsvSource({
        "data.orders.backup, 10m, UNATTAINABLE",
        "data.orders.backup, 90m, UNKNOWN",
        "data.orders.backup, 2h, ATTAINABLE",
        "data.orders, 10m, ATTAINABLE"
    })
    void at_the_backup_of_a_copied_store_is_not_about_the_copy(String at, String bound, Verdict verdict) {
        Read file = shop(
                "zones: 2, replication: {mode: async, lag: 10s}, backup: {every: 1h}", "at: " + at + ", rpo: " + bound);
        assertThat(verdict(file)).isEqualTo(verdict);
        assertThat(Found.of(file, Rule.CLAIM_REFUTED)).hasSize(verdict == Verdict.UNATTAINABLE ? 1 : 0);
    }

    @Test
    void is_not_refuted_where_moments_between_two_backups_are_kept() {
        Read file = shop(STAYS.formatted(", pointInTime: 5m"), "at: data.orders.backup, rpo: 10m");
        assertThat(Found.of(file, Rule.CLAIM_REFUTED))
                .noneMatch(found -> found.statement().contains("apart"));
    }
}
