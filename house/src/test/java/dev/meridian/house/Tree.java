package dev.meridian.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The text files of this project: what git tracks, and what is new and not ignored.
///
/// @param texts the content of each file, by its path from the root
record Tree(SequencedMap<String, String> texts) {
    /// One file.
    record Text(String path, String content) {
        List<String> lines() {
            return content.lines().toList();
        }
    }

    /// Where the project's `README.md` lies.
    static Path root() {
        return Path.of(System.getProperty("meridian.home", ".."))
                .toAbsolutePath()
                .normalize();
    }

    static Tree here() {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        for (String path : paths()) {
            Path file = root().resolve(path);
            if (Files.isRegularFile(file)) {
                String content = read(file);
                if (content.indexOf('\0') < 0) {
                    texts.put(path, content);
                }
            }
        }
        return new Tree(texts);
    }

    /// A tree that exists in a test only.
    static Tree of(String path, String content) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        texts.put(path, content);
        return new Tree(texts);
    }

    /// Files whose path is meant.
    Stream<Text> where(Predicate<String> isMeant) {
        return texts.entrySet().stream()
                .filter(file -> isMeant.test(file.getKey()))
                .map(file -> new Text(file.getKey(), file.getValue()));
    }

    Stream<Text> ending(String suffix) {
        return where(path -> path.endsWith(suffix));
    }

    /// Whether it is a file, or a directory with a file in it.
    boolean has(String path) {
        return path.isEmpty()
                || texts.containsKey(path)
                || texts.keySet().stream().anyMatch(file -> file.startsWith(path.endsWith("/") ? path : path + "/"));
    }

    String text(String path) {
        String text = texts.get(path);
        if (text == null) {
            throw new AssertionError("there is no " + path);
        }
        return text;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> paths() {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(root().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() == 0) {
                return Stream.of(answer.split("\0")).distinct().sorted().toList();
            }
        } catch (IOException noGit) {
            // A source archive on a machine without git: everything but what was built.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return walk();
    }

    private static List<String> walk() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root().relativize(file).toString())
                    .filter(path -> !path.matches("(.*/)?(target|\\.git)/.*|evidence/20.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
