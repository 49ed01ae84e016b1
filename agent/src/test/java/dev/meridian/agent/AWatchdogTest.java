package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.Watchdog.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the fence believes, after whatever its machine went through.
class AWatchdogTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private final Guard fed = new Guard(7, 1_000_000 * SECOND, 80_000_000);

    @Test
    void a_deadline_of_another_boot_is_none_and_the_grant_stays_known() {
        Guard rebooted = Guard.remembered(fed.text("one"), "two", 20 * SECOND, LONGEST);

        assertThat(rebooted).isEqualTo(new Guard(7, Guard.NEVER, 80_000_000));
        assertThat(rebooted.fed(7, 21 * SECOND, 20 * SECOND, LONGEST).until()).isEqualTo(21 * SECOND);
        assertThat(rebooted.fed(6, 21 * SECOND, 20 * SECOND, LONGEST)).isEqualTo(rebooted);
    }

    /// Its clock may have come as far as before: only the boot tells.
    @Test
    void a_deadline_of_another_boot_is_none_even_if_it_could_be_one() {
        long now = fed.until() - SECOND;

        assertThat(Guard.remembered(fed.text("one"), "two", now, LONGEST).until())
                .isEqualTo(Guard.NEVER);
        assertThat(Guard.remembered(fed.text(), "two", now, LONGEST).until()).isEqualTo(Guard.NEVER);
    }

    @Test
    void one_that_was_killed_and_started_again_keeps_its_deadline_even_when_it_has_passed() {
        assertThat(Guard.remembered(fed.text("one"), "one", fed.until() - SECOND, LONGEST))
                .isEqualTo(fed);
        assertThat(Guard.remembered(fed.text("one"), "one", fed.until() + SECOND, LONGEST))
                .isEqualTo(fed);
    }

    @Test
    void a_deadline_farther_ahead_than_any_lease_is_not_believed() {
        long now = 20 * SECOND;

        assertThat(Guard.remembered(fed.text("one"), "one", now, LONGEST).until())
                .isEqualTo(Guard.NEVER);
        assertThat(Guard.UNFED.fed(7, fed.until(), now, LONGEST)).isEqualTo(Guard.UNFED);
        assertThat(fed.fed(7, now + SECOND, now, LONGEST).until()).isEqualTo(now + SECOND);
    }

    @Test
    void of_two_renewals_of_one_grant_the_later_counts_whichever_comes_first() {
        long now = 20 * SECOND;
        Guard once = Guard.UNFED.fed(7, now + SECOND, now, LONGEST);

        assertThat(once.fed(7, now + 2 * SECOND, now, LONGEST).until()).isEqualTo(now + 2 * SECOND);
        assertThat(once.fed(7, now + SECOND / 2, now, LONGEST)).isEqualTo(once);
        assertThat(once.fed(7, now, now, LONGEST)).isEqualTo(once);
    }

    @Test
    void takes_orders_as_agents_give_them_and_nothing_else() {
        assertThat(List.of("1 ask", "22 disarm 7", "3 feed 7 " + 20 * SECOND)).allMatch(Watchdog::isOrder);
        assertThat(List.of(
                        "",
                        " ",
                        "x",
                        "1 ",
                        "1 feed",
                        "1 feed 7",
                        "1 feed 7 soon",
                        "1 disarm",
                        "1 feed 7 1e30",
                        "1 fence"))
                .noneMatch(Watchdog::isOrder);
    }

    @Test
    void a_memory_in_pieces_feeds_nobody() {
        assertThat(Guard.remembered("", "one", SECOND, LONGEST)).isEqualTo(Guard.UNFED);
        assertThat(Guard.remembered("7 10000", "one", SECOND, LONGEST)).isEqualTo(Guard.UNFED);
    }

    @Test
    void recalls_what_it_was_told_last_and_its_longest_fence() throws IOException {
        WatchdogMemory memory = new WatchdogMemory(directory, "one", LONGEST);
        assertThat(memory.recall(SECOND)).isEqualTo(Guard.UNFED);

        memory.keep(Guard.UNFED, fed);

        assertThat(memory.recall(fed.until() - SECOND)).isEqualTo(fed);
    }

    /// The file that is written at every meal may be in pieces then.
    @Test
    void a_power_failure_at_a_meal_does_not_make_it_forget_its_longest_fence() throws IOException {
        WatchdogMemory memory = new WatchdogMemory(directory, "one", LONGEST);
        memory.keep(Guard.UNFED, fed);
        memory.keep(fed, new Guard(7, fed.until() + SECOND, fed.longestFence()));
        byte[] whole = Files.readAllBytes(directory.resolve("watchdog"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(directory.resolve("watchdog"), Arrays.copyOf(whole, length));

            assertThat(new WatchdogMemory(directory, "two", LONGEST).recall(SECOND))
                    .as("%d bytes", length)
                    .returns(80_000_000L, Guard::longestFence)
                    .returns(Guard.NEVER, Guard::until);
        }
    }

    @Test
    void knows_nothing_where_all_that_it_had_on_disk_is_in_pieces() throws IOException {
        WatchdogMemory memory = new WatchdogMemory(directory, "one", LONGEST);
        memory.keep(Guard.UNFED, fed);
        for (byte[] pieces : new byte[][] {{}, {0, 0, 0}, {(byte) 0xff, (byte) 0xc3}, {' ', '-'}}) {
            Files.write(directory.resolve("watchdog"), pieces);
            Files.write(directory.resolve("longest-fence"), pieces);

            assertThat(memory.recall(SECOND)).isEqualTo(Guard.UNFED);
        }
    }
}
