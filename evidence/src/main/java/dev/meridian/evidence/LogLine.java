package dev.meridian.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The form of one line: `{"index":…,"nanos":…,…,"intents":[…],"hash":"<64 hex digits>"}`.
///
/// The hash is sha-256 over the 64 hex digits of the line before (zeros before the first) and the bytes of this
/// line up to the comma before `"hash"`. It covers bytes, not meaning: a reader needs no canonical form to
/// check it, `sha256sum` is enough. Key order and number format come from one writer, so the same entries give
/// the same bytes anywhere.
final class LogLine {
    static final String NO_HASH = "0".repeat(64);

    private static final String HASH_KEY = ",\"hash\":\"";
    private static final String NO_ENTRY = "not an entry of an event log: ";
    private static final String END = "\"}";
    private static final int TAIL = HASH_KEY.length() + NO_HASH.length() + END.length();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private LogLine() {}

    /// A line without its newline, and the hash that the next one builds on.
    record Written(String line, String hash) {}

    static Written write(LogEntry entry, String previousHash) {
        String whole = text(entry);
        String body = whole.substring(0, whole.length() - 1);
        byte[] bytes = body.getBytes(UTF_8);
        String hash = hash(previousHash, bytes, bytes.length);
        return new Written(body + HASH_KEY + hash + END, hash);
    }

    /// The line without its hash.
    static String text(LogEntry entry) {
        SequencedMap<String, Object> fields = new LinkedHashMap<>();
        fields.put("index", entry.index());
        fields.put("nanos", entry.nanos());
        fields.put("kind", entry.kind());
        fields.put("by", entry.by());
        fields.put("body", entry.body());
        fields.put("reasons", entry.reasons().stream().map(LogLine::fields).toList());
        fields.put("intents", entry.intents().stream().map(LogLine::fields).toList());
        return JSON.writeValueAsString(fields);
    }

    private static SequencedMap<String, Object> fields(Reason reason) {
        SequencedMap<String, Object> map = new LinkedHashMap<>();
        map.put("rule", reason.rule());
        map.put("text", reason.text());
        if (!reason.facts().isEmpty()) {
            map.put("facts", reason.facts());
        }
        return map;
    }

    /// One without facts is its text, as all were before there were facts.
    private static Object fields(Intent intent) {
        if (intent.facts().isEmpty()) {
            return intent.text();
        }
        SequencedMap<String, Object> map = new LinkedHashMap<>();
        map.put("text", intent.text());
        map.put("facts", intent.facts());
        return map;
    }

    /// The hash that a line ends with, intact or not; empty if it does not end like a line of a log.
    static Optional<String> statedHash(byte[] line) {
        int body = line.length - TAIL;
        if (body <= 0) {
            return Optional.empty();
        }
        String tail = new String(line, body, TAIL, ISO_8859_1);
        String hash = tail.substring(HASH_KEY.length(), TAIL - END.length());
        return tail.startsWith(HASH_KEY) && tail.endsWith(END) ? Optional.of(hash) : Optional.empty();
    }

    /// The hash of a line if it is what was written after `previousHash`, else empty.
    static Optional<String> intactHash(byte[] line, String previousHash) {
        int body = line.length - TAIL;
        if (body <= 0) {
            return Optional.empty();
        }
        String hash = hash(previousHash, line, body);
        String tail = new String(line, body, TAIL, ISO_8859_1);
        return tail.equals(HASH_KEY + hash + END) ? Optional.of(hash) : Optional.empty();
    }

    /// The entry of an intact line.
    ///
    /// @throws IllegalArgumentException if the line is intact but not an entry: somebody else wrote it
    static LogEntry parse(byte[] line) {
        try {
            Map<?, ?> fields = JSON.readValue(line, LinkedHashMap.class);
            SequencedMap<String, Object> body = new LinkedHashMap<>();
            ((Map<?, ?>) field(fields, "body")).forEach((key, value) -> body.put((String) key, value));
            List<Reason> reasons = ((List<?>) field(fields, "reasons"))
                    .stream().map(each -> reason((Map<?, ?>) each)).toList();
            List<Intent> intents = ((List<?>) field(fields, "intents"))
                    .stream().map(LogLine::intent).toList();
            return new LogEntry(
                    (Long) field(fields, "index"),
                    (Long) field(fields, "nanos"),
                    (String) field(fields, "kind"),
                    (String) field(fields, "by"),
                    body,
                    reasons,
                    intents);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    NO_ENTRY + "it is not one JSON object of what a log holds, each key once", e);
        } catch (ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException(NO_ENTRY + "a value in it is of another kind than an entry has", e);
        }
    }

    private static Reason reason(Map<?, ?> fields) {
        return new Reason((String) field(fields, "rule"), (String) field(fields, "text"), facts(fields));
    }

    private static Intent intent(Object value) {
        return value instanceof Map<?, ?> fields
                ? new Intent((String) field(fields, "text"), facts(fields))
                : new Intent((String) value);
    }

    private static SequencedMap<String, Object> facts(Map<?, ?> fields) {
        SequencedMap<String, Object> facts = new LinkedHashMap<>();
        if (fields.get("facts") instanceof Map<?, ?> found) {
            found.forEach((key, value) -> facts.put((String) key, value));
        }
        return facts;
    }

    private static Object field(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(NO_ENTRY + "it has no `" + name + "`");
        }
        return value;
    }

    private static String hash(String previousHash, byte[] bytes, int length) {
        MessageDigest digest = sha256();
        digest.update(previousHash.getBytes(UTF_8));
        digest.update(bytes, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
