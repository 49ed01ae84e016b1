package dev.meridian.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final RegionName EU = new RegionName("eu-west-1");

    @Test
    void keeps_every_line_whoever_writes_it_and_however_many_at_once() throws InterruptedException {
        Ledger ledger = new Ledger(List.of(client(0), client(1)));
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int client = thread % 2;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    ledger.acknowledged(client, i, EU, Epoch.NONE, i, i + 1);
                    ledger.readFailed(client, i, i + 1, Failure.TIMEOUT);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ledger.acknowledgedSoFar()).isEqualTo(80_000);
        assertThat(ledger.accounts())
                .allSatisfy(account -> assertThat(account.failures()).containsEntry(Failure.TIMEOUT, 40_000L));
    }

    @Test
    void of_ten_minutes_at_a_thousand_writes_a_second_is_measured_in_seconds() {
        Load load = new Load();
        for (long at = 0; at < 600_000; at++) {
            load.write((int) (at % 3), at < 10_000 ? Load.US : Load.EU, at);
        }
        long begin = System.nanoTime();
        Outcome outcome = load.outcome();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(outcome.writes().acknowledged()).isEqualTo(600_000);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void refuses_a_client_that_was_not_declared_or_twice() {
        assertThatThrownBy(() -> new Ledger(List.of(client(1), client(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ledger(List.of()).readAnswered(3, EU, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3");
    }

    private static Client client(int id) {
        return new Client(id, Client.Kind.USER, EU, "client " + id);
    }
}
