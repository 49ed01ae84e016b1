package dev.meridian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What is below a folder, found by one look into each folder that a question leads to.
///
/// To ask the file system for what is not there costs an exception: four for each of a thousand new files were a
/// tenth of a `synth` of five systems (JDK 25.0, 2026-11).
final class Listing {
    private final Path folder;
    private final Map<Path, Set<Path>> entries = new LinkedHashMap<>();

    /// @param folder what it is a listing of; it need not be there
    Listing(Path folder) {
        this.folder = folder;
    }

    /// Whether there is anything of that name, whatever it is; a link that leads nowhere is there, too.
    boolean has(Path path) throws IOException {
        Path parent = path.getParent();
        return parent != null && entries(parent).contains(path);
    }

    /// Whether it is a folder, and no link to one.
    boolean isFolder(Path path) throws IOException {
        return has(path) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private Set<Path> entries(Path of) throws IOException {
        Set<Path> known = entries.get(of);
        if (known == null) {
            known = read(of);
            entries.put(of, known);
        }
        return known;
    }

    private Set<Path> read(Path of) throws IOException {
        if (!(of.equals(folder) || has(of)) || !Files.isDirectory(of)) {
            return Set.of();
        }
        try (Stream<Path> listed = Files.list(of)) {
            return new LinkedHashSet<>(listed.toList());
        }
    }
}
