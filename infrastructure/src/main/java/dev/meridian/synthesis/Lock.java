package dev.meridian.synthesis;

import dev.meridian.estate.Settled;
import dev.meridian.json.Json;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was written, from what: `meridian.lock`.
///
/// @param topologyHash of the blueprint
/// @param settled what the next writing keeps
/// @param files the SHA-256 of each file, in hex, by its path
public record Lock(
        String meridian, String topology, String topologyHash, Settled settled, SequencedMap<String, String> files) {
    /// The file's name.
    public static final String NAME = "meridian.lock";

    private static final Pattern SUFFIX = Pattern.compile("[0-9a-f]{8}");

    public Lock {
        files = new LinkedHashMap<>(files);
    }

    /// The hash of a file's text.
    public static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The hash of a file.
    public static String hash(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /// The hashes of texts, by what those are called.
    static SequencedMap<String, String> hashes(SequencedMap<String, String> texts) {
        MessageDigest sha256 = sha256();
        HexFormat hex = HexFormat.of();
        SequencedMap<String, String> hashes = new LinkedHashMap<>();
        texts.forEach(
                (path, text) -> hashes.put(path, hex.formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)))));
        return hashes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// What everything that was written begins with.
    public Optional<String> name() {
        return settled.name();
    }

    /// What the next writing keeps of what the file leaves open, as `PATH=VALUE`.
    public List<String> assignments(Topology said) {
        return settled.assignments(said);
    }

    /// As it is written.
    public String text() {
        ObjectNode lock = Json.object();
        lock.put("schema", "meridian-lock/1");
        lock.put("meridian", meridian);
        lock.put("topology", topology);
        lock.put("topologyHash", topologyHash);
        ObjectNode kept = lock.putObject("settled");
        settled.name().ifPresent(name -> kept.put("name", name));
        settled.suffix().ifPresent(suffix -> kept.put("suffix", suffix));
        ObjectNode regions = kept.putObject("regions");
        settled.regions().forEach((region, block) -> regions.put(region.text(), block.text()));
        if (!settled.founders().isEmpty()) {
            ObjectNode founders = kept.putObject("founders");
            settled.founders().forEach((store, region) -> founders.put(store, region.text()));
        }
        ObjectNode hashes = lock.putObject("files");
        files.forEach(hashes::put);
        return Json.text(lock);
    }

    /// Reads one; empty if it is none.
    public static Optional<Lock> of(String text) {
        try {
            JsonNode lock = Json.tree(text);
            SequencedMap<String, String> files = new LinkedHashMap<>();
            lock.path("files")
                    .properties()
                    .forEach(entry -> files.put(entry.getKey(), entry.getValue().asString("")));
            return lock.path("schema").asString("").equals("meridian-lock/1")
                    ? Optional.of(new Lock(
                            lock.path("meridian").asString(""),
                            lock.path("topology").asString(""),
                            lock.path("topologyHash").asString(""),
                            settled(lock.path("settled")),
                            files))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Anybody may have edited it: what no writing has put there is left out.
    private static Settled settled(JsonNode kept) {
        SequencedMap<RegionName, Cidr> regions = new LinkedHashMap<>();
        kept.path("regions")
                .properties()
                .forEach(entry -> Scalars.block(entry.getValue().asString(""))
                        .filter(_ -> RegionName.isName(entry.getKey()))
                        .ifPresent(block -> regions.put(new RegionName(entry.getKey()), block)));
        SequencedMap<String, RegionName> founders = new LinkedHashMap<>();
        kept.path("founders")
                .properties()
                .forEach(entry -> Optional.of(entry.getValue().asString(""))
                        .filter(RegionName::isName)
                        .ifPresent(region -> founders.put(entry.getKey(), new RegionName(region))));
        return new Settled(
                Optional.of(kept.path("name").asString("")).filter(name -> !name.isEmpty()),
                Optional.of(kept.path("suffix").asString(""))
                        .filter(text -> SUFFIX.matcher(text).matches()),
                regions,
                founders);
    }
}
