package dev.meridian.synthesis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was written, from what: `meridian.lock`.
///
/// @param topologyHash of the blueprint
/// @param files the SHA-256 of each file, in hex, by its path
public record Lock(String meridian, String topology, String topologyHash, SequencedMap<String, String> files) {
    /// The file's name.
    public static final String NAME = "meridian.lock";

    private static final JsonMapper JSON = JsonMapper.shared();

    public Lock {
        files = new LinkedHashMap<>(files);
    }

    /// The hash of a file's text.
    public static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The hash of a file.
    public static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// As it is written.
    public String text() {
        ObjectNode lock = JSON.createObjectNode();
        lock.put("schema", "meridian-lock/1");
        lock.put("meridian", meridian);
        lock.put("topology", topology);
        lock.put("topologyHash", topologyHash);
        ObjectNode hashes = lock.putObject("files");
        files.forEach(hashes::put);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(lock) + "\n";
    }

    /// Reads one; empty if it is none.
    public static Optional<Lock> of(String text) {
        try {
            JsonNode lock = JSON.readTree(text);
            SequencedMap<String, String> files = new LinkedHashMap<>();
            lock.path("files")
                    .properties()
                    .forEach(entry -> files.put(entry.getKey(), entry.getValue().asString("")));
            return lock.path("schema").asString("").equals("meridian-lock/1")
                    ? Optional.of(new Lock(
                            lock.path("meridian").asString(""),
                            lock.path("topology").asString(""),
                            lock.path("topologyHash").asString(""),
                            files))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
