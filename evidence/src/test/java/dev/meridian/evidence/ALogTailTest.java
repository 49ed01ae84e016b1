package dev.meridian.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who looks at a log from now on sees each new line once and nothing of the lines before.
class ALogTailTest {
    @TempDir
    Path folder;

    @Test
    void tells_what_is_appended_after_it_began_and_each_line_once() throws IOException {
        Path path = folder.resolve("events.jsonl");
        try (EventLog log = open(path)) {
            log.append(entry(1));
            LogTail tail = LogTail.fromEnd(path);
            assertThat(tail.more()).isEmpty();
            log.append(entry(2));
            log.append(entry(5));
            assertThat(tail.more()).containsExactly(entry(2), entry(5));
            assertThat(tail.more()).isEmpty();
            log.append(entry(6));
            assertThat(tail.more()).containsExactly(entry(6));
        }
    }

    @Test
    void tells_a_log_that_was_not_there_yet_from_its_first_line() throws IOException {
        Path path = folder.resolve("events.jsonl");
        LogTail tail = LogTail.fromEnd(path);
        assertThat(tail.more()).isEmpty();
        try (EventLog log = open(path)) {
            log.append(entry(1));
            assertThat(tail.more()).containsExactly(entry(1));
        }
    }

    @Test
    void leaves_a_line_that_is_being_written_for_the_next_look() throws IOException {
        Path path = folder.resolve("events.jsonl");
        try (EventLog log = open(path)) {
            log.append(entry(1));
        }
        byte[] whole = Files.readAllBytes(path);
        Path growing = folder.resolve("growing.jsonl");
        LogTail tail = LogTail.fromEnd(growing);
        Files.write(growing, Arrays.copyOf(whole, 20));
        assertThat(tail.more()).isEmpty();
        Files.write(growing, Arrays.copyOfRange(whole, 20, whole.length), StandardOpenOption.APPEND);
        assertThat(tail.more()).containsExactly(entry(1));
    }

    @Test
    void that_begins_within_a_line_tells_the_next_one_first() throws IOException {
        Path path = folder.resolve("events.jsonl");
        try (EventLog log = open(path)) {
            log.append(entry(1));
            log.append(entry(2));
        }
        byte[] whole = Files.readAllBytes(path);
        Path growing = folder.resolve("growing.jsonl");
        Files.write(growing, Arrays.copyOf(whole, 20));
        LogTail tail = LogTail.fromEnd(growing);
        Files.write(growing, Arrays.copyOfRange(whole, 20, whole.length), StandardOpenOption.APPEND);
        assertThat(tail.more()).containsExactly(entry(2));
    }

    @Test
    void refuses_a_line_that_no_log_has() throws IOException {
        Path path = folder.resolve("events.jsonl");
        LogTail tail = LogTail.fromEnd(path);
        Files.writeString(path, "{}\n");
        assertThatThrownBy(tail::more).isInstanceOf(IOException.class).hasMessageContaining("events.jsonl");
    }

    private static EventLog open(Path path) throws IOException {
        return ((EventLog.Ready) EventLog.open(path)).log();
    }

    private static LogEntry entry(long index) {
        return new LogEntry(index, 1000 + index, "granted", "eu-west-1", new LinkedHashMap<>(), List.of(), List.of());
    }
}
