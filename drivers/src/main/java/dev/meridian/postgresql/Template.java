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
/// making it. It never ran.
final class Template {
    private static final long INITDB_SECONDS = 60;
    private static final int RADIX = 16;

    private static final List<String> ACCESS =
            List.of("host all all 127.0.0.0/8 trust", "host replication all 127.0.0.0/8 trust");

    /// Without a sync, since a template that a power failure damages is made again; every server runs with fsync.
    /// With few connections, since a standby of it must never allow fewer than the template was made with.
    private static final List<String> HOW = List.of(
            "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--set", "max_connections=20");

    private Template() {}

    static Path in(Installation installation) throws IOException {
        String way = Integer.toUnsignedString(Objects.hash(HOW, ACCESS), RADIX);
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
        initdb(installation, unfinished);
        Files.write(unfinished.resolve("pg_hba.conf"), ACCESS);
        installation.runAs().own(unfinished);
        return Files.move(unfinished, template, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void initdb(Installation installation, Path into) throws IOException {
        List<String> command = new ArrayList<>(List.of(installation.program("initdb"), "-D", into.toString()));
        command.addAll(HOW);
        Path output = Files.createTempFile("initdb", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(installation.runAs().command(command))
                    .directory(into.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            Cluster.withoutPostgresVariables(builder);
            Process process = builder.start();
            boolean over = process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS);
            if (!over) {
                process.destroyForcibly();
            }
            if (!over || process.exitValue() != 0) {
                throw new IOException("initdb failed in " + into + ": "
                        + Files.readString(output).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("initdb was interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
