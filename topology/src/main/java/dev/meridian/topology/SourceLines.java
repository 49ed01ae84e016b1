package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The lines of every text that a topology was read from, so that a message can show the one that it is about.
final class SourceLines {
    private final SequencedMap<String, List<String>> texts = new LinkedHashMap<>();

    /// None at all: messages then show no line.
    static SourceLines none() {
        return new SourceLines();
    }

    void add(String fileName, List<String> lines) {
        texts.put(fileName, List.copyOf(lines));
    }

    List<String> of(String fileName) {
        return texts.getOrDefault(fileName, List.of());
    }

    /// The line of a place, counted from 1; empty if it is not there.
    Optional<String> line(String fileName, int number) {
        List<String> lines = of(fileName);
        return number >= 1 && number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
    }
}
