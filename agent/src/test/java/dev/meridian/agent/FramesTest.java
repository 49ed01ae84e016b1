package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.raft.Entry;
import dev.meridian.raft.Payload;
import dev.meridian.raft.Work;
import dev.meridian.units.RegionName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is read of a file that a failing machine or a failing disk has left, for every way in which it may have.
class FramesTest {
    private static final Path NAME = Path.of("log");

    private final List<Work.Appended> written =
            List.of(appended(1, "a", "b"), appended(3, "c"), appended(3, "C", "d", "e"));
    private final byte[] file = file(written);
    private final int last = file(written.subList(0, 2)).length;

    @Test
    void are_what_was_written() throws IOException {
        assertThat(Frames.of(NAME, file)).isEqualTo(new Frames(written, file.length));
        assertThat(Frames.of(NAME, Frames.form())).isEqualTo(new Frames(List.of(), Frames.form().length));
    }

    @Test
    void lack_the_last_append_wherever_it_has_a_hole_and_wherever_it_ends() throws IOException {
        Frames without = new Frames(written.subList(0, 2), last);
        for (int from = last; from < file.length; from++) {
            assertThat(Frames.of(NAME, Arrays.copyOf(file, from))).isEqualTo(without);
            for (int to = from + 1; to <= file.length; to++) {
                byte[] torn = file.clone();
                Arrays.fill(torn, from, to, (byte) 0);
                boolean isAsWritten = Arrays.equals(torn, file);
                assertThat(Frames.of(NAME, torn))
                        .as("zeros from %d to %d", from, to)
                        .isEqualTo(isAsWritten ? new Frames(written, file.length) : without);
                assertThat(Frames.of(NAME, Arrays.copyOfRange(torn, 0, Math.max(from, to - 1))))
                        .as("zeros from %d to the end, at %d", from, to - 1)
                        .isEqualTo(without);
            }
        }
    }

    @Test
    void lack_the_last_append_whichever_of_its_bits_is_another_one() throws IOException {
        for (int at = last; at < file.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                assertThat(Frames.of(NAME, flipped(at, bit)).whole())
                        .as("bit %d of byte %d", bit, at)
                        .isEqualTo(written.subList(0, 2));
            }
        }
    }

    @Test
    void are_refused_whichever_bit_before_the_last_append_is_another_one() {
        for (int at = 0; at < last; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] damaged = flipped(at, bit);
                assertThatThrownBy(() -> Frames.of(NAME, damaged))
                        .as("bit %d of byte %d", bit, at)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(at < Frames.form().length ? "first bytes" : "something follows it");
            }
        }
    }

    @Test
    void are_refused_with_any_hole_before_the_last_append() {
        for (int from = 0; from < last; from++) {
            for (int to = from + 1; to <= last; to++) {
                byte[] damaged = file.clone();
                Arrays.fill(damaged, from, to, (byte) 0);
                if (!Arrays.equals(damaged, file)) {
                    assertThatThrownBy(() -> Frames.of(NAME, damaged))
                            .as("zeros from %d to %d", from, to)
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("log: ");
                }
            }
        }
    }

    /// As a disk that hands out a block of somewhere else.
    @Test
    void are_refused_where_a_whole_frame_is_missing_or_stands_twice() {
        int second = file(written.subList(0, 1)).length;
        ByteArrayOutputStream without = new ByteArrayOutputStream();
        without.write(file, 0, second);
        without.write(file, last, file.length - last);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(file, 0, last);
        twice.write(file, second, file.length - second);

        assertThatThrownBy(() -> Frames.of(NAME, without.toByteArray())).hasMessageContaining("frame 2, at byte");
        assertThatThrownBy(() -> Frames.of(NAME, twice.toByteArray())).hasMessageContaining("frame 3, at byte");
    }

    private byte[] flipped(int at, int bit) {
        byte[] other = file.clone();
        other[at] ^= (byte) (1 << bit);
        return other;
    }

    private static byte[] file(List<Work.Appended> written) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Frames.form());
        for (int i = 0; i < written.size(); i++) {
            try {
                file.writeBytes(Frames.frame(i + 1, written.get(i)));
            } catch (IOException impossible) {
                throw new AssertionError("memory takes bytes", impossible);
            }
        }
        return file.toByteArray();
    }

    private static Work.Appended appended(long first, String... texts) {
        return new Work.Appended(
                first,
                Arrays.stream(texts)
                        .map(text -> new Entry(
                                1, new RegionName("eu-west-1"), 7, Payload.of(text.getBytes(StandardCharsets.UTF_8))))
                        .toList());
    }
}
