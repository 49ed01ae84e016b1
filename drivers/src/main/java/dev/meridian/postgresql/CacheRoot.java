package dev.meridian.postgresql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where what is unpacked once stays for the next run, and the lock that lets one process at a time put it there.
public final class CacheRoot {
    private static final Duration LOCK_DEADLINE = Duration.ofMinutes(3);
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final Path MEMORY = Path.of("/dev/shm");

    private CacheRoot() {}

    /// The cache of this user: `$XDG_CACHE_HOME/meridian`, `~/.cache/meridian`, or for root `/var/tmp/meridian-0`,
    /// which the user that servers run as can enter. Created if need be.
    ///
    /// @throws IOException if it cannot be created, or belongs to or may be written by somebody else
    public static Path find() throws IOException {
        int uid = uid();
        return find(System.getenv(), Path.of(System.getProperty("user.home")), uid);
    }

    /// The same in memory, `/dev/shm/meridian-UID`, created if need be; empty where that is no file system of its
    /// own in memory or may not be used. What lies there is gone with the next boot of the machine.
    public static Optional<Path> inMemory() {
        try {
            int uid = uid();
            return "tmpfs".equals(Files.getFileStore(MEMORY).type())
                    ? Optional.of(create(MEMORY.resolve("meridian-" + uid), uid))
                    : Optional.empty();
        } catch (IOException absentOrOfSomebodyElse) {
            return Optional.empty();
        }
    }

    static Path find(Map<String, String> environment, Path home, int uid) throws IOException {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path root;
        if (uid == 0) {
            root = Path.of("/var/tmp/meridian-" + uid);
        } else {
            root = (xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".cache")).resolve("meridian");
        }
        return create(root, uid);
    }

    private static int uid() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static Path create(Path root, int uid) throws IOException {
        Files.createDirectories(root);
        check(root, uid);
        return root;
    }

    private static void check(Path root, int uid) throws IOException {
        int owner = (int) Files.getAttribute(root, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (Files.isSymbolicLink(root) || owner != uid) {
            throw new IOException(root + " belongs to somebody else (uid " + owner + ", not " + uid + "): remove it");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(root);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(root + " may be written by others: remove it, or run `chmod go-w " + root + "`");
        }
        if (uid == 0) {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /// Something done while no other process does it.
    interface Work<T> {
        T run() throws IOException;
    }

    /// Runs `work` as the only process that changes `root`.
    static synchronized <T> T locked(Path root, Work<T> work) throws IOException {
        Files.createDirectories(root);
        Deadline deadline = Deadline.in(LOCK_DEADLINE);
        try (FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                try (FileLock lock = tryLock(channel)) {
                    if (lock != null) {
                        return work.run();
                    }
                }
                if (deadline.passed()) {
                    throw new IOException(root + " has been in use by another process for " + LOCK_DEADLINE.toMinutes()
                            + " minutes: end it, or remove " + root);
                }
                Deadline.pause(LOOK_AGAIN_MILLIS);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException anotherThread) {
            return null;
        }
    }

    /// Deletes a directory with all that is in it, without following links; nothing if it is not there.
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
