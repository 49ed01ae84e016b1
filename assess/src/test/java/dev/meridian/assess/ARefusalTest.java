package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Loss;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A budget for losses beside what the engine counts as lost: below it nothing ever moves, above the promise the
/// promise is not kept.
class ARefusalTest {
    private static final Read ASYNCHRONOUS = Read.example("quickstart", "data.orders.replication=async");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            objectives.rpo=1s   | RPO 1s              | data.orders.replication.mode=sync
            failover.maxLoss=1s | failover.maxLoss 1s | failover.maxLoss=5s
            """)
    void of_every_promotion_is_an_error_about_the_time_to_recover(String set, String budget, String repair) {
        Read file = ASYNCHRONOUS.with(set);
        Finding never = only(file);
        assertThat(never.counts()).isTrue();
        assertThat(never.at()).isEqualTo("objectives.rto");
        assertThat(never.objective()).contains("objectives.rto");
        assertThat(never.arithmetic().orElseThrow().text())
                .isEqualTo("lag + (D − m)/(1 − ρ) + F = lag + 1.45s > " + budget);
        assertThat(never.arithmetic().orElseThrow().failingTerm()).startsWith("(D − m)/(1 − ρ) + F");
        assertThat(rto(file).verdict()).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(rto(file).best()).isEqualTo("without bound");
        assertThat(file.ids()).as("a lag that would be small enough").doesNotContain("MER-0150");

        List<Finding.Change> changes = never.repair().orElseThrow().changes();
        assertThat(changes).extracting(Finding.Change::assignment).containsExactly(repair);
        Read mended = file.with(repair);
        assertThat(mended.ids()).doesNotContain("MER-0158");
        assertThat(mended.assessed().findings()).noneMatch(Finding::counts);
    }

    @Test
    void that_no_promise_about_time_would_show_is_an_error_of_the_mode() {
        Read silent = Read.of(ASYNCHRONOUS.text().replace("rto: 10s", "").replace("rpo: 5s", ""))
                .with("data.orders.replication=async");
        assertThat(only(silent).at()).isEqualTo("failover.mode");
        assertThat(only(silent).counts()).isTrue();
        assertThat(only(silent).arithmetic().orElseThrow().text()).endsWith("> 0s (no rpo, no failover.maxLoss)");
        assertThat(only(silent).fix()).contains("1.7s or more");
        assertThat(only(silent.with("objectives.rpo=1s")).objective()).contains("objectives.rpo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approved", "manual"})
    void leaves_people_to_accept_the_loss_and_is_a_warning_where_they_decide(String mode) {
        Read file = ASYNCHRONOUS.with("objectives.rpo=1s", "failover.mode=" + mode);
        assertThat(only(file).severity()).isEqualTo(Severity.WARNING);
        assertThat(only(file).why()).contains("lag + 1.45s > RPO 1s").contains("accept-loss");
        assertThat(rto(file).verdict()).isEqualTo(Verdict.AT_RISK);
        assertThat(file.ids()).doesNotContain("MER-0150");
    }

    /// The engine's own arithmetic of the freshest copy that there can be.
    @Test
    void is_found_exactly_where_the_engine_would_refuse_the_freshest_copy() {
        Application shop = Objects.requireNonNull(
                ASYNCHRONOUS.subject().blueprint().applications().get("shop"));
        Lease lease = Losses.lease(shop.failover());
        for (long millis = 1_440; millis <= 1_460; millis++) {
            boolean refused = !Loss.fromHeartbeats(lease, 0, 0).isWithin(Duration.ofMillis(millis));
            assertThat(ASYNCHRONOUS
                            .with("failover.maxLoss=" + millis + "ms")
                            .ids()
                            .contains("MER-0158"))
                    .as(millis + "ms")
                    .isEqualTo(refused);
        }
        assertThat(Read.example("quickstart", "objectives.rpo=1s").ids())
                .as("overlapping sets may prove that nothing is lost")
                .doesNotContain("MER-0158");
    }

    @ParameterizedTest
    @CsvSource({
        "data.orders.replication.mode=async, objectives.rpo",
        "data.orders.replication.lag=1s, failover.maxLoss",
        "data.orders.replication.mode=sync, failover.maxLoss",
    })
    void that_comes_later_than_the_promise_is_a_warning(String replication, String at) {
        Read file = ASYNCHRONOUS.with("failover.maxLoss=1h", replication);
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.RPO_AT_RISK)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.at()).isEqualTo(at);
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.objective()).contains("objectives.rpo");
                    assertThat(finding.repair()
                                    .map(repair -> repair.changes().getFirst().assignment())
                                    .orElse(finding.fix()))
                            .contains("failover.maxLoss=5s");
                });
        assertThat(file.with("failover.maxLoss=5s").ids()).doesNotContain("MER-0104");
    }

    private static Finding only(Read file) {
        List<Finding> found = file.assessed().findings().stream()
                .filter(finding -> finding.rule() == Rule.NEVER_PROMOTED)
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Promise rto(Read file) {
        Optional<Promise> rto = file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && !promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .findFirst();
        return rto.orElseThrow();
    }
}
