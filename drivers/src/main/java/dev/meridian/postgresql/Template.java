package dev.meridian.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The data directory that all others are copies of: what `initdb` makes, once per cache, version and way of
/// making it.
///
/// Every boot copies it for each region, so it is kept small, 17 MB in 670 files instead of 39 MB in 970: the log
/// comes in segments of 1 MB instead of 16, and `template0`, a second pristine database for restoring dumps of
/// another encoding, is dropped.
final class Template {
    private static final long SECONDS = 60;
    private static final int RADIX = 16;

    /// Without a sync, since a template that a power failure damages is made again; every server runs with fsync.
    /// With few connections, since a standby of it must never allow fewer than the template was made with. Without
    /// recycled segments of the log, which every boot would copy; the servers recycle them.
    private static final List<String> HOW = List.of(
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "--wal-segsize=1",
            "--set",
            "max_connections=20",
            "--set",
            "wal_recycle=off");

    private static final List<String> WITHOUT_TEMPLATE0 =
            List.of("alter database template0 is_template false", "drop database template0");

    private Template() {}

    static Path in(Installation installation) throws IOException {
        String way = Integer.toUnsignedString(Objects.hash(HOW, WITHOUT_TEMPLATE0, HostAccess.OPEN.text()), RADIX);
        Path template = installation.cacheRoot().toAbsolutePath().resolve("template-" + Binaries.version() + "-" + way);
        return isWhole(template)
                ? template
                : CacheRoot.locked(
                        installation.cacheRoot(), () -> isWhole(template) ? template : make(installation, template));
    }

    private static boolean isWhole(Path template) {
        return Files.exists(template.resolve("PG_VERSION"))
                && Files.exists(template.resolve("global").resolve("pg_control"));
    }

    private static Path make(Installation installation, Path template) throws IOException {
        Path unfinished = template.resolveSibling(template.getFileName() + ".making");
        CacheRoot.delete(unfinished);
        CacheRoot.delete(template);
        Files.createDirectory(unfinished);
        installation.runAs().own(unfinished);
        List<String> initdb = new ArrayList<>(List.of(installation.program("initdb"), "-D", unfinished.toString()));
        initdb.addAll(HOW);
        run(installation, unfinished, initdb, List.of());
        List<String> alone =
                List.of(installation.program("postgres"), "--single", "-F", "-D", unfinished.toString(), "postgres");
        run(installation, unfinished, alone, WITHOUT_TEMPLATE0);
        HostAccess.OPEN.write(unfinished, installation.runAs());
        return Files.move(unfinished, template, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Runs one of PostgreSQL's programs to its end.
    ///
    /// @param lines what it reads from its standard input
    private static void run(Installation installation, Path directory, List<String> command, List<String> lines)
            throws IOException {
        String name = Path.of(command.getFirst()).getFileName().toString();
        Path input = Files.createTempFile(name, ".in");
        Path output = Files.createTempFile(name, ".log");
        try {
            Files.write(input, lines);
            ProcessBuilder builder = new ProcessBuilder(installation.runAs().command(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile());
            Cluster.withoutPostgresVariables(builder);
            Process process = builder.start();
            boolean over = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!over) {
                process.destroyForcibly();
            }
            String said = Files.readString(output).strip();
            if (!over || process.exitValue() != 0 || said.contains("ERROR:")) {
                throw new IOException(name + " failed in " + directory + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", e);
        } finally {
            Files.deleteIfExists(input);
            Files.deleteIfExists(output);
        }
    }
}
