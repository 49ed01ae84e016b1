package dev.meridian.postgresql;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The programs of PostgreSQL, from an artifact on the class path, unpacked once per machine and version
/// (docs/adr/0003-parts-of-the-twin.md).
///
/// Unpacking goes into a directory beside the final one, which gets its name at the end, under a lock: whoever
/// finds the final name finds all of it. A mark inside says how many files and bytes that is, so that a copy that
/// lost files since then (a cleaner of temporary files, a full disk, a power failure) is noticed and replaced.
public final class Binaries {
    private static final String MARK = "unpacked.properties";
    private static final String UNFINISHED = ".unpacking";
    /// What 18.6 takes unpacked, and some room.
    private static final long SPACE_NEEDED = 80_000_000;

    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "arm_64");

    private Binaries() {}

    /// The version of the programs, as `18.6.0`.
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
            if (in == null) {
                throw new IllegalStateException("binaries.properties is not beside its class");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("binaries.properties cannot be read", e);
        }
        return properties.getProperty("version", "");
    }

    /// The directory that holds `bin/postgres`, unpacked if it is not there yet or no longer whole. Every user may
    /// read it. Takes about two seconds the first time.
    ///
    /// @throws NotEnoughSpace if the disk is too full
    /// @throws IOException if this machine's architecture has no artifact on the class path, or writing fails
    public static Path unpack(Path cacheRoot, ProgressListener listener) throws IOException {
        URL archive = archive();
        Path home =
                cacheRoot.toAbsolutePath().normalize().resolve("postgresql-" + version() + "-" + fingerprint(archive));
        return isWhole(home)
                ? home
                : CacheRoot.locked(cacheRoot, () -> isWhole(home) ? home : redo(archive, home, listener));
    }

    private static Path redo(URL archive, Path home, ProgressListener listener) throws IOException {
        Path parent = home.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(home + " has no directory around it");
        }
        removeUnfinished(parent);
        CacheRoot.delete(home);
        long free = Files.getFileStore(parent).getUsableSpace();
        if (free < SPACE_NEEDED) {
            throw new NotEnoughSpace(parent, SPACE_NEEDED, free);
        }
        Path unfinished = parent.resolve(home.getFileName() + UNFINISHED);
        try {
            fill(archive, unfinished, listener);
        } catch (IOException e) {
            CacheRoot.delete(unfinished);
            long left = Files.getFileStore(parent).getUsableSpace();
            throw left < SPACE_NEEDED ? new NotEnoughSpace(parent, SPACE_NEEDED, left) : e;
        }
        return Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void fill(URL archive, Path unfinished, ProgressListener listener) throws IOException {
        URLConnection connection = archive.openConnection();
        long total = connection.getContentLengthLong();
        AtomicLong done = new AtomicLong();
        Files.createDirectories(unfinished);
        try (InputStream in = new FilterInputStream(connection.getInputStream()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int n = super.read(into, from, length);
                listener.progress("PostgreSQL " + version(), done.addAndGet(Math.max(0, n)), total);
                return n;
            }
        }) {
            TarXz.Unpacked unpacked = TarXz.unpack(in, unfinished);
            Files.write(unfinished.resolve(MARK), List.of("files=" + unpacked.files(), "bytes=" + unpacked.bytes()));
        }
    }

    /// Whether all that was unpacked is still there: the counts in the mark are those of the directory.
    private static boolean isWhole(Path home) throws IOException {
        Path mark = home.resolve(MARK);
        if (!Files.isRegularFile(mark)) {
            return false;
        }
        List<String> expected = Files.readAllLines(mark);
        try (Stream<Path> all = Files.walk(home)) {
            List<Path> entries = all.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
                    .filter(path -> !path.equals(mark))
                    .toList();
            long bytes = 0;
            for (Path entry : entries) {
                bytes += Files.isSymbolicLink(entry) ? 0 : Files.size(entry);
            }
            return expected.equals(List.of("files=" + entries.size(), "bytes=" + bytes));
        }
    }

    private static void removeUnfinished(Path parent) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, "*" + UNFINISHED)) {
            for (Path path : left) {
                CacheRoot.delete(path);
            }
        }
    }

    private static URL archive() throws IOException {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = "postgres-linux-" + ARCHITECTURES.getOrDefault(architecture, architecture) + ".txz";
        URL url = ClassLoader.getSystemResource(name);
        if (url == null) {
            throw new IOException("there is no PostgreSQL for " + System.getProperty("os.name") + " on " + architecture
                    + " in this build (" + name + " is not on the class path); the twin runs on Linux, amd64 or arm64");
        }
        return url;
    }

    /// Tells archives apart: the checksum that the jar already holds for it, so that 15 MB need not be read at
    /// each start, or one of its bytes where it is not in a jar.
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return String.format("%08x", jar.getJarEntry().getCrc());
        }
        CRC32 crc = new CRC32();
        try (InputStream in = connection.getInputStream()) {
            crc.update(in.readAllBytes());
        }
        return String.format("%08x", crc.getValue());
    }
}
