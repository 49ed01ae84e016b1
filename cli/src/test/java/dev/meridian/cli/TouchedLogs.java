package dev.meridian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
        write(folder.resolve("behead.jsonl"), kept.subList(1, kept.size()));
        write(folder.resolve("cut.jsonl"), kept.subList(0, 200));
        Files.writeString(folder.resolve("empty.jsonl"), "");
        String whole = String.join("\n", kept) + "\n";
        Files.writeString(folder.resolve("torn.jsonl"), whole.substring(0, whole.length() - 40));
        Files.writeString(folder.resolve("torn-early.jsonl"), whole.substring(0, whole.length() / 2));
        Files.writeString(folder.resolve("long.jsonl"), "x".repeat(5 << 20));
        Files.writeString(folder.resolve("nonsense.jsonl"), "{\"a\": 1}\n");
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
