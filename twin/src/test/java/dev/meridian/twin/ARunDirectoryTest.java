package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ARunDirectoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path runs;

    @Test
    void lies_on_the_disk_where_memory_is_short_and_is_swept_wherever_it_lies() throws IOException {
        Path onDisk = runs.resolve("runs");

        assertThat(Runs.choose(runs, 1_000_000)).isEqualTo(onDisk);
        assertThat(Runs.all(runs)).contains(onDisk, Runs.choose(runs, 3));
    }

    @Test
    void of_a_running_process_is_left_alone() throws IOException {
        Path own = RunDirectory.make(runs);
        RunDirectory.sweep(runs, Instant.now().plus(Duration.ofDays(2)));
        assertThat(own).exists();
    }

    @Test
    void of_a_killed_run_is_swept_but_what_somebody_keeps_stays() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path killed = RunDirectory.make(runs);
        Path kept = RunDirectory.make(runs);
        Path ended = RunDirectory.make(runs);
        RunDirectory.keep(kept);
        RunDirectory.keep(ended);
        RunDirectory.release(ended);
        for (Path run : new Path[] {killed, kept}) {
            Files.writeString(run.resolve("owner"), Long.toString(dead.pid()));
        }
        RunDirectory.sweep(runs, Instant.now().plus(Duration.ofDays(2)));
        assertThat(killed).doesNotExist();
        assertThat(kept).exists();
        assertThat(ended).exists();
    }

    @Test
    void of_a_killed_run_takes_along_whatever_still_works_there_and_nothing_else() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path killed = RunDirectory.make(runs);
        Path running = RunDirectory.make(runs);
        Path region = Files.createDirectories(killed.resolve("us-east-1"));
        Files.writeString(killed.resolve("owner"), Long.toString(dead.pid()));
        Process left = sleeping(region);
        Process others = sleeping(Files.createDirectories(running.resolve("us-east-1")));

        assertThat(RunDirectory.sweep(runs, Instant.now())).containsExactly(killed);

        assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(killed).doesNotExist();
        assertThat(others.isAlive()).isTrue();
        others.destroyForcibly();
        assertThat(RunDirectory.sweep(runs, Instant.now())).isEmpty();
    }

    private static Process sleeping(Path where) throws IOException {
        return new ProcessBuilder("sleep", "60").directory(where.toFile()).start();
    }

    @Test
    void of_nobody_is_swept_when_it_is_old() throws IOException {
        Path old = Files.createDirectories(runs.resolve("run-1/eu-west-1")).getParent();
        Path young = Files.createDirectories(runs.resolve("run-2/eu-west-1")).getParent();
        Path stranger = Files.createDirectories(runs.resolve("notes"));
        Instant now = Instant.now();
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofMinutes(61))));
        Files.setLastModifiedTime(stranger, FileTime.from(now.minus(Duration.ofDays(61))));
        RunDirectory.sweep(runs, now);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(stranger).exists();
    }
}
