package dev.meridian.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Copies of the kept log with something done to each.
final class TouchedLogs {
    static final Path KEPT = Answer.HOME.resolve("examples/incidents/region-loss.jsonl");

    private TouchedLogs() {}

    static void layOut(Path folder) throws IOException {
        List<String> kept = Files.readAllLines(KEPT);
        List<String> lines = new ArrayList<>(kept);
        Collections.swap(lines, 99, 100);
        write(folder.resolve("swapped.jsonl"), lines);
        lines = new ArrayList<>(kept);
        lines.add(120, lines.get(100));
        write(folder.resolve("doubled.jsonl"), lines);
        lines = new ArrayList<>(kept);
        lines.remove(200);
        write(folder.resolve("gap.jsonl"), lines);
        lines = new ArrayList<>(kept);
        lines.replaceAll(line -> line.contains("\"MOVE-2\"") ? line.replace("hold 300ms", "hold 900ms") : line);
        write(folder.resolve("edited.jsonl"), lines);
        lines = new ArrayList<>(kept);
        lines.set(0, lines.get(0).replace("PT0.3S", "PT9S"));
        write(folder.resolve("header.jsonl"), lines);
        lines = new ArrayList<>(kept);
        lines.set(3, lines.get(3).replace("\"by\":\"eu-west-1\"", "\"by\":\"mars-1\""));
        write(folder.resolve("stranger.jsonl"), chained(lines));
        lines = new ArrayList<>(kept);
        lines.set(7, lines.get(7).replaceFirst("\"renewalAge\":\"PT", "\"renewalAge\":\"PT-"));
        write(folder.resolve("negative.jsonl"), chained(lines));
        lines = new ArrayList<>(kept);
        lines.set(0, lines.get(0).replace("\"world\":\"twin\"", "\"world\":\"mars\""));
        write(folder.resolve("nowhere.jsonl"), chained(lines));
        lines = new ArrayList<>(kept);
        lines.set(5, lines.get(5).replaceFirst("\"room\":100", "\"room\":null"));
        write(folder.resolve("null.jsonl"), chained(lines));
        write(folder.resolve("behead.jsonl"), kept.subList(1, kept.size()));
        write(folder.resolve("cut.jsonl"), kept.subList(0, 200));
        Files.writeString(folder.resolve("empty.jsonl"), "");
        String whole = String.join("\n", kept) + "\n";
        Files.writeString(folder.resolve("torn.jsonl"), whole.substring(0, whole.length() - 40));
        Files.writeString(folder.resolve("torn-early.jsonl"), whole.substring(0, whole.length() / 2));
        Files.writeString(folder.resolve("long.jsonl"), "x".repeat(5 << 20));
        Files.writeString(folder.resolve("nonsense.jsonl"), "{\"a\": 1}\n");
    }

    /// The lines with hashes that are right again.
    private static List<String> chained(List<String> lines) {
        List<String> chained = new ArrayList<>();
        String hash = "0".repeat(64);
        for (String line : lines) {
            String body = line.substring(0, line.lastIndexOf(",\"hash\":\""));
            hash = HexFormat.of().formatHex(sha256().digest((hash + body).getBytes(StandardCharsets.UTF_8)));
            chained.add(body + ",\"hash\":\"" + hash + "\"}");
        }
        return chained;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
