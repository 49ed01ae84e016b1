package dev.meridian.incident;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Sight;
import dev.meridian.evidence.EventLog;
import dev.meridian.evidence.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that somebody has touched is never believed.
class ATouchedLogTest {
    @TempDir
    Path folder;

    private Incident.Reading read(String content) throws IOException {
        Path file = folder.resolve("touched.jsonl");
        Files.write(file, content.getBytes(ISO_8859_1));
        return Incident.read(file);
    }

    private Incident.Refused refused(String content) throws IOException {
        Incident.Reading reading = read(content);
        assertThat(reading).isInstanceOf(Incident.Refused.class);
        return (Incident.Refused) reading;
    }

    private void isRefused(List<String> lines, int line, String what) throws IOException {
        Incident.Refused refused = refused(String.join("", lines));
        assertThat(refused.what()).contains(what);
        assertThat(refused.line()).isEqualTo(line);
        assertThat(refused.id()).isEqualTo(Incident.NOT_AS_WRITTEN);
        assertThat(refused.why()).isNotBlank();
        assertThat(refused.fix()).isNotBlank();
    }

    /// In bytes, one character each.
    private static List<String> kept() throws IOException {
        return Files.readAllLines(Kept.LOG, ISO_8859_1).stream()
                .map(line -> line + "\n")
                .toList();
    }

    @Test
    void is_refused_with_its_line_and_what_was_done() throws IOException {
        List<String> lines = new ArrayList<>(kept());
        Collections.swap(lines, 9, 10);
        isRefused(lines, 10, "it was written behind what is line 11 now");
        lines = new ArrayList<>(kept());
        lines.add(20, lines.get(10));
        isRefused(lines, 21, "line 11 stands here a second time");
        lines = new ArrayList<>(kept());
        lines.remove(30);
        isRefused(lines, 31, "lines before it were taken out");
        lines = new ArrayList<>(kept());
        lines.set(40, lines.get(40).replaceFirst("\"incarnation\":1", "\"incarnation\":2"));
        isRefused(lines, 41, "it was changed after it was written");
        lines = new ArrayList<>(kept());
        lines.remove(0);
        isRefused(lines, 1, "its hash does not follow");
        lines = new ArrayList<>(kept());
        lines.set(0, lines.get(0).replace("hold\":\"PT0.3S", "hold\":\"PT9.3S"));
        isRefused(lines, 1, "it was changed after it was written");
        lines = new ArrayList<>(kept());
        lines.addAll(kept());
        isRefused(lines, kept().size() + 1, "line 1 stands here a second time");
    }

    @Test
    void that_was_cut_at_the_end_of_a_line_is_refused() throws IOException {
        List<String> lines = kept();
        int all = lines.size();
        isRefused(lines.subList(0, all - 1), all, "entry " + (all - 1) + " is missing");
        isRefused(lines.subList(0, 100), 101, "entries 100 to " + (all - 1) + " are missing");
        isRefused(lines.subList(0, 1), 2, "entries 1 to " + (all - 1) + " are missing");
    }

    @Test
    void that_goes_on_behind_its_end_is_refused() throws IOException {
        List<String> lines = new ArrayList<>(kept());
        lines.add("{\"index\":");
        isRefused(lines, lines.size(), "something stands behind entry " + (lines.size() - 2));
    }

    @Test
    void that_is_something_else_is_refused() throws IOException {
        for (String text : List.of("", "\n", "hello\n", "{}\n", "\0\0\0\n", "[".repeat(100_000) + "\n")) {
            assertThat(refused(text).line()).isOne();
        }
        assertThat(refused("x".repeat(EventLog.MAX_LINE_BYTES + 1)).what()).contains("longer than");
        assertThat(refused("").what()).isEqualTo("the log is empty");
        assertThat(refused("{\"index\":0,").what()).contains("no whole record");
    }

    @Test
    void that_was_cut_in_its_last_record_is_decided_without_it() throws Exception {
        String whole = String.join("", kept());
        int last = kept().getLast().length();
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            int cut = i == 0 ? 1 : i == 1 ? last - 1 : 1 + random.nextInt(last - 1);
            Incident.Reading reading = read(whole.substring(0, whole.length() - cut));
            assertThat(reading)
                    .isInstanceOfSatisfying(
                            Incident.Whole.class,
                            it -> assertThat(it.incident().dropped()).isPresent());
            Incident incident = ((Incident.Whole) reading).incident();
            assertThat(incident.lines()).hasSize(kept().size() - 2);
            assertThat(Replay.of(incident).difference()).isEmpty();
        }
    }

    @Test
    void by_chance_is_refused_whatever_was_done() throws IOException {
        Random random = new Random(17);
        List<String> lines = kept();
        for (int i = 0; i < 400; i++) {
            String touched = touched(lines, random);
            assertThat(read(touched)).as("change " + i).isInstanceOf(Incident.Refused.class);
        }
    }

    private static String touched(List<String> kept, Random random) {
        List<String> lines = new ArrayList<>(kept);
        int one = random.nextInt(lines.size());
        int other = (one + 1 + random.nextInt(lines.size() - 1)) % lines.size();
        int kind = random.nextInt(7);
        switch (kind) {
            case 0 -> Collections.swap(lines, one, other);
            case 1 -> lines.remove(one);
            case 2 -> lines.add(other, lines.get(one));
            case 3 -> lines.set(one, withAnotherDigit(lines.get(one), random));
            case 4 -> lines.subList(other, lines.size()).clear();
            default -> {}
        }
        StringBuilder text = new StringBuilder(String.join("", lines));
        int lastRecord = text.length() - kept.getLast().length();
        if (kind == 5) {
            int at = random.nextInt(text.length());
            text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
        } else if (kind == 6) {
            text.setLength(random.nextInt(lastRecord));
        }
        return text.toString();
    }

    private static String withAnotherDigit(String line, Random random) {
        int at = random.nextInt(line.length());
        while (!Character.isDigit(line.charAt(at))) {
            at = (at + 1) % line.length();
        }
        char digit = (char) ('0' + (line.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
        return line.substring(0, at) + digit + line.substring(at + 1);
    }

    // ---- by somebody who makes the chain right again ----

    private Incident.Refused forged(Header header, List<LogEntry> lines) throws IOException {
        Path file = folder.resolve("forged.jsonl");
        Incident.write(header, lines, file);
        return (Incident.Refused) Incident.read(file);
    }

    private static LogEntry with(LogEntry line, String key, Object value) {
        SequencedMap<String, Object> body = new LinkedHashMap<>(line.body());
        body.put(key, value);
        String by = body.get("stamp") instanceof Map<?, ?> stamp ? String.valueOf(stamp.get("by")) : line.by();
        return new LogEntry(line.index(), line.nanos(), line.kind(), by, body, line.reasons(), line.intents());
    }

    private static LogEntry stamped(LogEntry line, String key, Object value) {
        return with(line, "stamp", changed(line.body().get("stamp"), key, value));
    }

    private static LogEntry seen(LogEntry line, String key, Object value) {
        Object sight = ((List<?>) line.body().getOrDefault("sights", List.of())).getFirst();
        return with(line, "sights", List.of(changed(sight, key, value)));
    }

    private static SequencedMap<String, Object> changed(Object block, String key, Object value) {
        SequencedMap<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) block).forEach((name, each) -> copy.put((String) name, each));
        copy.put(key, value);
        return copy;
    }

    private Incident.Refused withHeader(String key, Object value) throws IOException {
        LogEntry header = with(Kept.incident().header().entry(), key, value);
        Path file = folder.resolve("header.jsonl");
        Files.deleteIfExists(file);
        try (EventLog log = ((EventLog.Ready) EventLog.open(file, EventLog.Durability.ON_CLOSE)).log()) {
            log.append(header);
            for (LogEntry line : Kept.incident().lines()) {
                log.append(line);
            }
        }
        return (Incident.Refused) Incident.read(file);
    }

    @Test
    void with_a_header_that_contradicts_itself_is_refused() throws IOException {
        Header header = Kept.incident().header();
        SequencedMap<String, Object> policy = changed(header.entry().body().get("policy"), "hold", "PT9S");
        SequencedMap<String, Object> topology = new LinkedHashMap<>();
        topology.put("name", "a.yaml");
        topology.put("text", "a: b");
        assertThat(withHeader("policy", policy).what())
                .isEqualTo("the policy in the header is not what the topology in the header resolves to");
        assertThat(withHeader("topologyHash", "0".repeat(64)).what()).contains("has another hash");
        assertThat(withHeader("store", "basket").what()).contains("no store `basket`");
        assertThat(withHeader("fastForward", 2).what()).contains("is not what the topology");
        assertThat(withHeader("topology", topology).what()).contains("cannot be read: a.yaml:");
    }

    @Test
    void with_a_header_that_is_none_is_refused() throws IOException {
        assertThat(withHeader("format", 3).what())
                .contains("in version 3 of its form")
                .contains("reads version 4");
        assertThat(withHeader("format", "4").what()).contains("in version 4 of its form");
        assertThat(withHeader("entries", "many").id()).isEqualTo(Incident.NOT_REPLAYABLE);
        assertThat(withHeader("more", 1).what()).contains("something that a header of this version does not have");
        assertThat(withHeader("world", "mars").what())
                .isEqualTo("the header says that it was recorded in the `mars`, and worlds are"
                        + " `simulator`, `twin`, `cloud`");
        assertThat(withHeader("fastForward", 0).what()).contains("numbers");
        assertThat(withHeader("assignments", List.of(new LinkedHashMap<>(Map.of("variable", "PATH"))))
                        .id())
                .isEqualTo(Incident.NOT_REPLAYABLE);
    }

    @Test
    void with_an_entry_that_is_none_is_refused_at_its_line() throws IOException {
        Incident kept = Kept.incident();
        for (var change : Map.<String, Object>of(
                        "kind", "Guessed", "renewalAge", "PT60M", "mood", "good", "stamp", "mine", "sights", 7)
                .entrySet()) {
            List<LogEntry> lines = new ArrayList<>(kept.lines());
            lines.set(2, with(lines.get(2), change.getKey(), change.getValue()));
            Incident.Refused refused = forged(kept.header(), lines);
            assertThat(refused.line()).as(change.getKey()).isEqualTo(4);
            assertThat(refused.what()).contains("entry 3 is none that the engine knows");
            assertThat(refused.id()).isEqualTo(Incident.NOT_REPLAYABLE);
        }
    }

    private void isNoAgents(LogEntry touched, String what, String right) throws IOException {
        Incident.Refused refused = forged(Kept.incident().header(), set(touched));
        assertThat(refused.id()).isEqualTo(Incident.NOT_REPLAYABLE);
        assertThat(refused.line()).isEqualTo((int) touched.index() + 1);
        assertThat(refused.what()).isEqualTo("entry " + touched.index() + " is none that an agent writes: " + what);
        assertThat(refused.why()).isEqualTo(right);
    }

    /// The lines of one author, or of one kind of entry.
    private static List<LogEntry> lines(String byOrKind) throws IOException {
        return Kept.incident().lines().stream()
                .filter(line -> line.by().equals(byOrKind) || line.kind().equals(byOrKind))
                .toList();
    }

    /// The first one in which eu-west-1 looks at the primary.
    private static LogEntry looking() throws IOException {
        return lines("eu-west-1").stream()
                .filter(line -> line.body().get("sights") instanceof List<?> sights && !sights.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void with_an_entry_of_or_about_a_place_that_is_none_is_refused() throws IOException {
        String places = "its places are us-east-1, eu-west-1, ap-southeast-1";
        isNoAgents(stamped(looking(), "by", "mars-1"), "its author is `mars-1`, which is no place of this log", places);
        isNoAgents(seen(looking(), "subject", "mars-1"), "it looks at `mars-1`, which is no place of this log", places);
    }

    @Test
    void with_a_time_below_zero_is_refused() throws IOException {
        String right = "a time that has passed is 0 or more";
        for (String time : List.of("renewalAge", "grantAge", "serverFor")) {
            isNoAgents(with(looking(), time, "PT-2S"), "its `" + time + "` is less than nothing: PT-2S", right);
        }
        isNoAgents(seen(looking(), "stableFor", "PT-2S"), "its `stableFor` is less than nothing: PT-2S", right);
        for (String kind : List.of("Claimed", "Renewed")) {
            LogEntry measured = with(without(lines(kind).getFirst(), "inForce"), "fenceMeasured", -2_000_000_000L);
            isNoAgents(measured, "its `fenceMeasured` is less than nothing: PT-2S", right);
        }
    }

    /// What stands behind the entry's own facts and follows from the decision.
    private static LogEntry without(LogEntry line, String key) {
        SequencedMap<String, Object> body = new LinkedHashMap<>(line.body());
        body.remove(key);
        return new LogEntry(line.index(), line.nanos(), line.kind(), line.by(), body, line.reasons(), line.intents());
    }

    @Test
    void with_a_clock_that_goes_back_is_refused() throws IOException {
        String right =
                "within one start of an agent, what has a higher sequence is said at no earlier instant of its clock";
        LogEntry first = lines("eu-west-1").get(0);
        LogEntry second = lines("eu-west-1").get(1);
        long sequence = (long) stamp(first, "sequence");
        String said = "entry " + first.index() + " (sequence " + sequence + ") at " + stamp(first, "nanos");
        isNoAgents(
                stamped(second, "nanos", 1L),
                "the clock of eu-west-1 goes back: " + said + ", then entry " + second.index() + " (sequence "
                        + stamp(second, "sequence") + ") at 1",
                right);
        // This one comes after what was said later, as a log may have it.
        LogEntry late = stamped(stamped(second, "sequence", sequence - 1), "nanos", Long.MAX_VALUE);
        isNoAgents(
                late,
                "the clock of eu-west-1 goes back: entry " + second.index() + " (sequence " + (sequence - 1) + ") at "
                        + Long.MAX_VALUE + ", then " + said,
                right);
        isNoAgents(
                stamped(second, "sequence", sequence),
                "it says something else than entry " + first.index() + ", and both are what eu-west-1 said as number "
                        + sequence + " of one start",
                "an entry that comes a second time is the same");
    }

    @Test
    void with_an_entry_whose_author_knew_what_was_not_yet_there_is_refused() throws IOException {
        LogEntry line = lines("eu-west-1").getFirst();
        String right = "what was seen before an entry has a lower number";
        for (long seen : new long[] {-1, line.index()}) {
            isNoAgents(
                    stamped(line, "seen", seen),
                    "its author had seen entry " + seen + " when it proposed this one, number " + line.index(),
                    right);
        }
    }

    private static Object stamp(LogEntry line, String key) {
        return ((Map<?, ?>) line.body().get("stamp")).get(key);
    }

    private static List<LogEntry> set(LogEntry touched) throws IOException {
        List<LogEntry> lines = new ArrayList<>(Kept.incident().lines());
        lines.set((int) touched.index() - 1, touched);
        return lines;
    }

    @Test
    void with_a_verdict_that_its_own_probes_contradict_is_refused() throws IOException {
        isNoAgents(
                seen(looking(), "verdict", "HEALTHY"),
                "it finds us-east-1 HEALTHY, and 0 of its 4 probes answer",
                "with these it would be UNKNOWN or GREY or SILENT");
        assertThat(Sight.Verdict.possible(1, 4)).containsExactly(Sight.Verdict.HEALTHY, Sight.Verdict.GREY);
        assertThat(Sight.Verdict.possible(4, 4)).containsExactly(Sight.Verdict.HEALTHY);
    }

    /// The replicated log may carry an entry twice, and a machine that starts again may begin its clock anew.
    @Test
    void with_an_entry_that_came_twice_or_with_the_clock_of_another_start_is_not_one() throws IOException {
        Incident kept = Kept.incident();
        List<LogEntry> lines = new ArrayList<>(kept.lines());
        lines.add(numbered(lines.get(9), lines.size() + 1));
        LogEntry last = numbered(kept.lines().getLast(), lines.size() + 1);
        lines.add(stamped(stamped(stamped(last, "incarnation", 2L), "sequence", 1L), "nanos", 5L));
        Path file = folder.resolve("longer.jsonl");
        try (EventLog log = ((EventLog.Ready) EventLog.open(file, EventLog.Durability.ON_CLOSE)).log()) {
            log.append(with(kept.header().entry(), "entries", lines.size()));
            for (LogEntry line : lines) {
                log.append(line);
            }
        }
        assertThat(Incident.read(file)).isInstanceOf(Incident.Whole.class);
    }

    private static LogEntry numbered(LogEntry line, int index) {
        return new LogEntry(index, line.nanos(), line.kind(), line.by(), line.body(), line.reasons(), line.intents());
    }

    @Test
    void without_a_header_is_one_of_those_that_were_written_before() throws IOException {
        Path file = folder.resolve("old.jsonl");
        try (EventLog log = ((EventLog.Ready) EventLog.open(file, EventLog.Durability.ON_CLOSE)).log()) {
            for (LogEntry line : Kept.incident().lines()) {
                log.append(line);
            }
        }
        Incident.Refused refused = (Incident.Refused) Incident.read(file);
        assertThat(refused.what()).contains("the log has no header");
        assertThat(refused.why()).contains("logs were written without one");
    }

    @Test
    void whose_entries_do_not_follow_each_other_is_refused() throws IOException {
        Incident kept = Kept.incident();
        List<LogEntry> lines = new ArrayList<>(kept.lines());
        lines.remove(50);
        assertThat(forged(kept.header(), lines).what()).isEqualTo("entry 52 stands where entry 51 belongs");
    }
}
