package dev.meridian.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.evidence.EventLog.Damaged;
import dev.meridian.evidence.EventLog.Durability;
import dev.meridian.evidence.EventLog.Entries;
import dev.meridian.evidence.EventLog.Opening;
import dev.meridian.evidence.EventLog.Reading;
import dev.meridian.evidence.EventLog.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnEventLogTest {
    @TempDir
    Path folder;

    @Test
    void gives_back_every_entry_as_it_was_appended() throws IOException {
        Path file = folder.resolve("deep/er/incident.jsonl");
        List<LogEntry> entries = entries(5);
        write(file, entries);

        assertThat(EventLog.read(file)).isInstanceOfSatisfying(Entries.class, whole -> {
            assertThat(whole.entries()).isEqualTo(entries);
            assertThat(whole.dropped()).isEmpty();
        });
    }

    @Test
    void goes_on_where_it_was_left() throws IOException {
        Path file = folder.resolve("log");
        write(file, entries(3));
        try (EventLog log = ready(EventLog.open(file)).log()) {
            assertThat(log.lastIndex()).isEqualTo(30);
            log.append(entry(40));
        }
        assertThat(whole(EventLog.read(file)).entries()).isEqualTo(entries(4));
    }

    @Test
    void is_the_same_bytes_wherever_the_same_entries_are_written() throws IOException {
        write(folder.resolve("here"), entries(4));
        write(folder.resolve("there"), entries(4));
        assertThat(folder.resolve("here")).hasSameBinaryContentAs(folder.resolve("there"));
        assertThat(whole(EventLog.read(folder.resolve("here"))).headHash())
                .as("the chain of version 1; a change of this breaks every log that people keep")
                .isEqualTo("ecbd4f5f1cdfb3c732d53fb2bf84d27c31233e470106711cc493ba4e50a8e50e");
    }

    @Test
    void can_be_checked_with_sha256_and_nothing_else() throws Exception {
        Path file = folder.resolve("log");
        write(file, entries(3));
        String previous = "0".repeat(64);
        for (String line : Files.readAllLines(file)) {
            int end = line.lastIndexOf(",\"hash\":\"");
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((previous + line.substring(0, end)).getBytes(UTF_8));
            previous = HexFormat.of().formatHex(digest);
            assertThat(line).endsWith(",\"hash\":\"" + previous + "\"}");
        }
    }

    @Test
    void killed_at_any_byte_of_its_last_record_keeps_all_before_it() throws IOException {
        Path file = folder.resolve("log");
        write(file, entries(3));
        byte[] bytes = Files.readAllBytes(file);
        int lastRecord = lastIndexOfNewline(bytes, bytes.length - 1) + 1;

        for (int length = lastRecord; length < bytes.length; length++) {
            Path torn = folder.resolve("torn");
            Files.write(torn, Arrays.copyOf(bytes, length));
            Ready ready = ready(EventLog.open(torn, Durability.ON_CLOSE));
            assertThat(ready.dropped().isPresent()).isEqualTo(length > lastRecord);
            ready.dropped().ifPresent(dropped -> assertThat(dropped.line()).isEqualTo(3));
            try (EventLog log = ready.log()) {
                assertThat(log.lastIndex()).isEqualTo(20);
                log.append(entry(30));
            }
            assertThat(Files.readAllBytes(torn)).as("cut at %d", length).isEqualTo(bytes);
            Files.delete(torn);
        }
    }

    @Test
    void with_one_byte_changed_anywhere_is_refused_at_its_line_and_left_as_it_is() throws IOException {
        Path file = folder.resolve("log");
        write(file, entries(3));
        byte[] bytes = Files.readAllBytes(file);
        int line = 1;
        for (int i = 0; i < bytes.length; i++) {
            for (int flip : new int[] {1, 0x20, 0x80}) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) flip;
                Files.write(file, changed);
                int expected = line;
                assertThat(EventLog.open(file, Durability.ON_CLOSE))
                        .as("byte %d xor %d", i, flip)
                        .isInstanceOfSatisfying(
                                Damaged.class,
                                damaged -> assertThat(damaged.line()).isEqualTo(expected));
                assertThat(Files.readAllBytes(file)).isEqualTo(changed);
            }
            line += bytes[i] == '\n' ? 1 : 0;
        }
    }

    @Test
    void with_a_line_missing_doubled_or_moved_is_refused() throws IOException {
        Path file = folder.resolve("log");
        write(file, entries(4));
        List<String> lines = Files.readAllLines(file);
        Map<List<Integer>, Integer> orders =
                Map.of(List.of(1, 2, 3), 1, List.of(0, 2, 3), 2, List.of(0, 0, 1), 2, List.of(0, 1, 3, 2), 3);
        for (Map.Entry<List<Integer>, Integer> order : orders.entrySet()) {
            Files.write(file, order.getKey().stream().map(lines::get).toList());
            assertThat(EventLog.read(file))
                    .isInstanceOfSatisfying(
                            Damaged.class, damaged -> assertThat(damaged.line()).isEqualTo(order.getValue()));
        }
    }

    @Test
    void of_something_else_is_refused() throws IOException {
        Path file = folder.resolve("log");
        for (String text : List.of("\n", "hello\n", "{}\n", "\0\0\0\n")) {
            Files.writeString(file, text);
            assertThat(EventLog.open(file)).isInstanceOf(Damaged.class);
        }
    }

    /// By somebody who computes the hashes anew.
    @Test
    void whose_chain_is_right_and_whose_line_is_no_entry_is_refused_in_words() throws Exception {
        Path file = folder.resolve("log");
        for (Map.Entry<String, String> line : Map.of(
                        "{\"index\":1,\"nanos\":2",
                        "it has no `body`",
                        "{\"index\":1,\"index\":2",
                        "each key once",
                        "[1",
                        "not one JSON object of what a log holds",
                        entryWith("{\"key\":null}"),
                        "a value in it is of another kind than an entry has",
                        entryWith("7"),
                        "a value in it is of another kind than an entry has",
                        entryWith("{\"key\":99999999999999999999}"),
                        "not one JSON object of what a log holds")
                .entrySet()) {
            Files.writeString(file, hashed(line.getKey()));
            assertThat(EventLog.read(file)).isInstanceOfSatisfying(Damaged.class, damaged -> {
                assertThat(damaged.line()).isOne();
                assertThat(damaged.what()).contains(line.getValue()).doesNotContain("Source", "java", " null");
            });
        }
    }

    private static String entryWith(String body) {
        return "{\"index\":1,\"nanos\":2,\"kind\":\"a\",\"by\":\"b\",\"body\":" + body
                + ",\"reasons\":[],\"intents\":[]";
    }

    private static String hashed(String body) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(("0".repeat(64) + body).getBytes(UTF_8));
        return body + ",\"hash\":\"" + HexFormat.of().formatHex(digest) + "\"}\n";
    }

    @Test
    void refuses_an_entry_out_of_order_and_a_second_writer() throws IOException {
        Path file = folder.resolve("log");
        try (EventLog log = ready(EventLog.open(file)).log()) {
            log.append(entry(10));
            assertThatThrownBy(() -> log.append(entry(10))).isInstanceOf(IllegalArgumentException.class);
            Files.writeString(file, "mine\n", StandardOpenOption.APPEND);
            assertThatThrownBy(() -> log.append(entry(20)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("somebody else");
        }
    }

    @Test
    void refuses_values_that_could_not_be_read_back() {
        for (Object value : List.of(Double.NaN, new Object(), List.of(Map.of("deep", 'c')))) {
            SequencedMap<String, Object> body = new LinkedHashMap<>(Map.of("key", value));
            assertThatThrownBy(() -> new LogEntry(1, 0, "kind", "by", body, List.of(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<LogEntry> entries(int count) {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            entries.add(entry(i * 10));
        }
        return entries;
    }

    private static LogEntry entry(int index) {
        SequencedMap<String, Object> body = new LinkedHashMap<>();
        body.put("region", "us-east-1");
        body.put("text", "a \"quoted\" line\nwith ünï\u2028code and \\");
        body.put("count", index);
        body.put("lag", 0.1 * index);
        body.put("sure", true);
        body.put("nested", Map.of("list", List.of(1, 2.5, "three", List.of()), "a", 1, "z", 2));
        return new LogEntry(
                index,
                1_000_000_007L * index,
                "verdict",
                "eu-west-1",
                body,
                List.of(new Reason("LEASE-2", "the lease ends in 1.2s"), new Reason("LOSS-1", "lag unknown")),
                List.of(new Intent("fence us-east-1")));
    }

    private static void write(Path file, List<LogEntry> entries) throws IOException {
        try (EventLog log = ready(EventLog.open(file, Durability.ON_CLOSE)).log()) {
            for (LogEntry entry : entries) {
                log.append(entry);
            }
        }
    }

    private static Ready ready(Opening opening) {
        return (Ready) opening;
    }

    private static Entries whole(Reading reading) {
        return (Entries) reading;
    }

    private static int lastIndexOfNewline(byte[] bytes, int before) {
        int at = before - 1;
        while (bytes[at] != '\n') {
            at--;
        }
        return at;
    }
}
