package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.raft.Entry;
import dev.meridian.raft.Payload;
import dev.meridian.raft.Saved;
import dev.meridian.raft.Snapshot;
import dev.meridian.raft.Work;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a place finds of the replicated log after it stopped, however it stopped.
class ALogOnDiskTest {
    private static final RegionName EUROPE = new RegionName("eu-west-1");

    @TempDir
    Path directory;

    @Test
    void hasNothingAtFirst() throws IOException {
        assertThat(read()).isEqualTo(Saved.NOTHING);
    }

    @Test
    void hasWhatWasWrittenLastAtEachIndex() throws IOException {
        write(vote(1, Optional.of(EUROPE)), entries(1, "a", "b", "c"));
        write(vote(2, Optional.empty()), entries(2, "B"));
        write(entries(3, "C", "D"));

        assertThat(read()).isEqualTo(new Saved(2, Optional.empty(), Snapshot.NONE, list("a", "B", "C", "D")));
    }

    @Test
    void beginsWithItsSnapshot() throws IOException {
        write(vote(3, Optional.of(EUROPE)), entries(1, "a", "b", "c"));
        Snapshot snapshot = new Snapshot(2, 1, payload("ab"));
        write(snapshot(snapshot, "c"));
        write(entries(4, "d"));

        assertThat(read()).isEqualTo(new Saved(3, Optional.of(EUROPE), snapshot, list("c", "d")));
    }

    @Test
    void goesOnWhereTheSnapshotWasWrittenAndTheLogNotYet() throws IOException {
        Snapshot snapshot = new Snapshot(2, 1, payload("ab"));
        stopBeforeTheLogIsReplaced(snapshot(snapshot, "c"), entries(1, "a", "b", "c"));

        assertThat(read()).isEqualTo(new Saved(0, Optional.empty(), snapshot, list("c")));
        write(entries(4, "d"));
        write(entries(3, "C"));
        assertThat(read().entries()).isEqualTo(list("C"));
    }

    /// It came from a leader who had compacted what this place lacks.
    @Test
    void goesOnBehindASnapshotThatReachesFartherThanTheLogThatWasNotYetReplaced() throws IOException {
        Snapshot snapshot = new Snapshot(5, 1, payload("abcde"));
        stopBeforeTheLogIsReplaced(snapshot(snapshot), entries(1, "a"), entries(2, "b"), entries(3, "c"));

        assertThat(read()).isEqualTo(new Saved(0, Optional.empty(), snapshot, List.of()));
        write(entries(6, "f"));
        write(entries(7, "g"));
        assertThat(read()).isEqualTo(new Saved(0, Optional.empty(), snapshot, list("f", "g")));
    }

    @Test
    void keepsNothingThatFollowsAnotherEntryThanTheSnapshotsLast() throws IOException {
        Snapshot snapshot = new Snapshot(2, 3, payload("aB"));
        stopBeforeTheLogIsReplaced(snapshot(snapshot), entries(1, "a", "b", "c"));

        assertThat(read()).isEqualTo(new Saved(0, Optional.empty(), snapshot, List.of()));
        write(entries(3, "C"));
        assertThat(read()).isEqualTo(new Saved(0, Optional.empty(), snapshot, list("C")));
    }

    @Test
    void isRefusedWhereEntriesAreMissingBetweenTheSnapshotAndTheLog() throws IOException {
        write(snapshot(new Snapshot(5, 1, payload("abcde")), "f"));
        Files.delete(directory.resolve("snapshot"));

        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("begins with entry 6");
    }

    @Test
    void lacksAnAppendThatIsNotWholeAndGoesOn() throws IOException {
        write(entries(1, "a", "b"));
        Path log = directory.resolve("log");
        int two = (int) Files.size(log);
        write(entries(3, "one", "another", "the last one"));
        byte[] whole = Files.readAllBytes(log);
        for (int length = two; length < whole.length; length += 3) {
            Files.write(log, Arrays.copyOf(whole, length));
            assertThat(read().entries()).as("%d bytes", length).isEqualTo(list("a", "b"));
            write(entries(3, "instead"));
            assertThat(read().entries()).isEqualTo(list("a", "b", "instead"));
        }
    }

    /// The blocks of a file come onto the disk in any order.
    @Test
    void lacksAnAppendWhoseFirstBytesAreNotThereAndGoesOn() throws IOException {
        write(entries(1, "a", "b"));
        Path log = directory.resolve("log");
        int two = (int) Files.size(log);
        write(entries(3, "one", "another", "the last one"));
        byte[] torn = Files.readAllBytes(log);
        Arrays.fill(torn, two, two + 50, (byte) 0);
        Files.write(log, torn);

        assertThat(read().entries()).isEqualTo(list("a", "b"));
        write(entries(3, "instead"), entries(3, "one", "two"), entries(4, "Two"));
        assertThat(read().entries()).isEqualTo(list("a", "b", "one", "Two"));
    }

    @Test
    void isRefusedWhereTheDiskHasLostWhatOthersRelyOn() throws IOException {
        write(entries(1, "a", "b"), entries(3, "c"));
        Path log = directory.resolve("log");
        byte[] damaged = Files.readAllBytes(log);
        damaged[60] ^= 1;
        Files.write(log, damaged);

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(log.toString())
                .hasMessageContaining("frame 1, at byte 15,");
    }

    @Test
    void isRefusedInTheFormOfAnotherVersion() throws IOException {
        Path log = directory.resolve("log");
        for (byte[] other :
                new byte[][] {{}, {0, 0, 0, 40, 1, 2, 3, 4}, "meridian-log 3\n".getBytes(StandardCharsets.UTF_8)}) {
            Files.write(log, other);

            assertThatThrownBy(this::read)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(log.toString())
                    .hasMessageContaining("another version of Meridian");
        }
    }

    private void stopBeforeTheLogIsReplaced(Work snapshot, Work... before) throws IOException {
        write(before);
        byte[] log = Files.readAllBytes(directory.resolve("log"));
        write(snapshot);
        Files.write(directory.resolve("log"), log);
    }

    private Saved read() throws IOException {
        try (LogFiles files = LogFiles.open(directory)) {
            return files.read();
        }
    }

    private void write(Work... works) throws IOException {
        try (LogFiles files = LogFiles.open(directory)) {
            files.read();
            for (Work work : works) {
                files.write(work);
            }
        }
    }

    private static Work vote(long term, Optional<RegionName> votedFor) {
        return new Work(
                Optional.of(new Work.Vote(term, votedFor)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static Work entries(long first, String... texts) {
        return work(Optional.empty(), first, texts);
    }

    private static Work snapshot(Snapshot snapshot, String... after) {
        return work(Optional.of(snapshot), snapshot.index() + 1, after);
    }

    private static Work work(Optional<Snapshot> snapshot, long first, String... texts) {
        return new Work(
                Optional.empty(),
                snapshot,
                Optional.of(new Work.Appended(first, list(texts))),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static List<Entry> list(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new Entry(1, EUROPE, 7, payload(text)))
                .toList();
    }

    private static Payload payload(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
