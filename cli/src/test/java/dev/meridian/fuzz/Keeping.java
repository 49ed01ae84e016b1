package dev.meridian.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Chooses what stays of a run. There are more signatures than anybody wants to keep files, so a file is kept for the
/// pairs of ids that no kept one has together, and those that bring most of them for their size come first.
final class Keeping {
    /// The rest is for files that somebody keeps by hand.
    private static final int ROOM = Corpus.MOST_FILES - 40;

    private static final int LARGEST = 6_000;
    private static final int FEWEST_PAIRS = 3;

    private final Path folder;
    private final Set<String> pairs = new HashSet<>();

    Keeping(Path folder) {
        this.folder = folder;
    }

    void keep(List<Pool.Found> found) throws IOException {
        for (Input kept : Corpus.in(folder).values()) {
            pairs.addAll(pairs(Trial.of(kept).signature()));
        }
        List<Pool.Found> left = new ArrayList<>(found.stream()
                .filter(one -> one.result().failures().isEmpty())
                .filter(one -> one.input().content().length < LARGEST)
                .toList());
        while (hasRoom()) {
            Optional<Pool.Found> next = left.stream().max(Comparator.comparingDouble(this::worth));
            if (next.isEmpty() || gain(next.get()) < FEWEST_PAIRS) {
                return;
            }
            left.remove(next.get());
            left.removeIf(one -> gain(one) < FEWEST_PAIRS);
            Set<String> wanted = next.get().result().signature();
            pairs.addAll(pairs(wanted));
            Input small = Smaller.of(
                    next.get().input(), other -> Trial.of(other).signature().equals(wanted));
            Corpus.write(folder, small.name(), small);
        }
    }

    private boolean hasRoom() throws IOException {
        long bytes = 0;
        int count = 0;
        try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
                count++;
            }
        }
        return count < ROOM && bytes < Corpus.MOST_BYTES * 9L / 10;
    }

    private double worth(Pool.Found found) {
        return gain(found) / (300.0 + found.input().content().length);
    }

    private long gain(Pool.Found found) {
        return pairs(found.result().signature()).stream()
                .filter(pair -> !pairs.contains(pair))
                .count();
    }

    private static Set<String> pairs(Set<String> signature) {
        Set<String> pairs = new HashSet<>();
        for (String one : signature) {
            for (String other : signature) {
                if (one.compareTo(other) <= 0) {
                    pairs.add(one + " " + other);
                }
            }
        }
        return pairs;
    }
}
