package dev.meridian.postgresql;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.tukaani.xz.XZInputStream;

/// Unpacks a tar archive that xz has compressed: the few kinds of entries that the archive of PostgreSQL holds,
/// which are files, directories, symbolic links and long names of the GNU kind. Anything else is refused, and so
/// is an entry that would land outside of the target.
///
/// A tar is a row of blocks of 512 bytes: a header that names an entry and its size, the entry padded to whole
/// blocks, the next header; a header of zeros ends it (POSIX.1-1988, `ustar`).
final class TarXz {
    private static final int BLOCK = 512;
    private static final int OCTAL = 8;
    private static final int OWNER_EXECUTES = 0100;
    private static final int MAX_LONG_NAME = 4096;
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final byte[] header = new byte[BLOCK];
    private final byte[] buffer = new byte[BUFFER];
    private long files;
    private long bytes;

    /// What was unpacked: files and links, and the bytes of the files.
    record Unpacked(long files, long bytes) {}

    private TarXz(Path target) {
        this.target = target;
    }

    static Unpacked unpack(InputStream archive, Path target) throws IOException {
        TarXz tar = new TarXz(target);
        try (DataInputStream in = new DataInputStream(new XZInputStream(archive))) {
            tar.entries(in);
        }
        return new Unpacked(tar.files, tar.bytes);
    }

    private void entries(DataInputStream in) throws IOException {
        String longName = "";
        while (true) {
            in.readFully(header);
            if (header[0] == 0) {
                return;
            }
            String name = longName.isEmpty() ? text(0, 100) : longName;
            long size = octal(124, 12);
            longName = "";
            switch (header[156]) {
                case 'L' -> longName = longName(in, size);
                case '5' -> Files.createDirectories(inside(name));
                case '2' -> link(name, text(157, 100));
                case '0', 0 -> file(in, name, size);
                default -> throw new IOException("the archive holds an entry of kind " + header[156] + ": " + name);
            }
            in.skipNBytes(Math.floorMod(-size, (long) BLOCK));
        }
    }

    private String longName(DataInputStream in, long size) throws IOException {
        if (size > MAX_LONG_NAME) {
            throw new IOException("the archive holds a name of " + size + " bytes");
        }
        byte[] name = new byte[(int) size];
        in.readFully(name);
        return new String(name, StandardCharsets.UTF_8).replace("\0", "");
    }

    private void link(String name, String to) throws IOException {
        Path link = inside(name);
        Path directory = parent(link);
        if (to.startsWith("/") || !directory.resolve(to).normalize().startsWith(target)) {
            throw new IOException("the archive holds a link out of itself: " + name + " to " + to);
        }
        Files.createDirectories(directory);
        Files.createSymbolicLink(link, Path.of(to));
        files++;
    }

    private void file(DataInputStream in, String name, long size) throws IOException {
        Path file = inside(name);
        Files.createDirectories(parent(file));
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; ) {
                int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (n < 0) {
                    throw new EOFException("the archive ends within " + name);
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
        boolean executable = (octal(100, 8) & OWNER_EXECUTES) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        files++;
        bytes += size;
    }

    private Path inside(String name) throws IOException {
        Path path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive holds a path out of itself: " + name);
        }
        return path;
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? target : parent;
    }

    private String text(int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private long octal(int from, int length) throws IOException {
        String digits = text(from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, OCTAL);
        } catch (NumberFormatException e) {
            throw new IOException("the archive is damaged: not a number: " + digits, e);
        }
    }
}
