package dev.meridian.cli;

import dev.meridian.topology.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The files below a topology's folder that it names. Each pattern is looked up once, so that what is worked
/// out of the file again is worked out of the same bytes.
final class Folder implements Library {
    private final Path folder;
    private final SequencedMap<String, List<Part>> known = new LinkedHashMap<>();

    private Folder(Path folder) {
        this.folder = folder;
    }

    /// The folder of a file; of one that the shell has opened, where the command runs.
    static Folder of(Path file) {
        Path parent = file.getParent();
        boolean handedOver = file.startsWith("/dev") || file.startsWith("/proc");
        return new Folder(parent == null || handedOver ? Path.of("") : parent);
    }

    @Override
    public List<Part> matching(String pattern) {
        return known.computeIfAbsent(pattern, this::read);
    }

    /// What was looked up so far.
    SequencedMap<String, List<Part>> known() {
        return known;
    }

    private List<Part> read(String pattern) {
        int slash = pattern.lastIndexOf('/');
        Path in = slash < 0 ? folder : folder.resolve(pattern.substring(0, slash));
        if (!Files.isDirectory(in.toString().isEmpty() ? Path.of(".") : in)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        Path listed = in.toString().isEmpty() ? Path.of(".") : in;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(listed, pattern.substring(slash + 1))) {
            files.forEach(file -> found.add(in.resolve(file.getFileName())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream()
                .filter(Files::isRegularFile)
                .sorted()
                .map(Folder::part)
                .toList();
    }

    private static Part part(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new Part(file.toString(), in.readNBytes(InputFile.LONGEST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
