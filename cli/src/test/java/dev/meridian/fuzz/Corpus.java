package dev.meridian.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Inputs in folders. One is a file `NAME.yaml`, byte by byte, and, where it has an environment or assignments, a file
/// `NAME.arguments` beside it.
final class Corpus {
    static final String FOLDER = "assess/src/test/resources/corpus";
    static final int MOST_FILES = 300;
    static final int MOST_BYTES = 400_000;

    private static final List<String> SEEDS =
            List.of("examples", "assess/src/test/resources/findings", "topology/src/test/resources/wrong", FOLDER);

    private Corpus() {}

    /// What mutations start from.
    static List<Input> seeds(Path home) throws IOException {
        List<Input> seeds = new ArrayList<>();
        seeds.add(read(home.resolve("topology/src/test/resources/everything.yaml")));
        for (String folder : SEEDS) {
            seeds.addAll(in(home.resolve(folder)).values());
        }
        return seeds;
    }

    /// All inputs of a folder, by the names of their files.
    static SequencedMap<String, Input> in(Path folder) throws IOException {
        SequencedMap<String, Input> inputs = new LinkedHashMap<>();
        if (!Files.isDirectory(folder)) {
            return inputs;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(found -> found.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                inputs.put(file.getFileName().toString(), read(file));
            }
        }
        return inputs;
    }

    private static Input read(Path file) throws IOException {
        Path arguments = arguments(file);
        return Input.of(Files.readAllBytes(file), Files.exists(arguments) ? Files.readString(arguments) : "");
    }

    private static Path arguments(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".yaml", ".arguments"));
    }

    /// Writes an input; the file.
    static Path write(Path folder, String name, Input input) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name + ".yaml");
        Files.write(file, input.content());
        if (!input.arguments().isEmpty()) {
            Files.writeString(arguments(file), input.arguments());
        }
        return file;
    }
}
