package dev.meridian.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// An append-only file of [LogEntry] lines, each chained to the one before by its hash.
///
/// The promise: what `append` has returned from is there after a kill at any instant, and a file that was changed
/// is refused with the line where the chain breaks. The chain has no key: it shows accidents and careless edits,
/// not forgery by somebody who computes it anew. The newline is the commit mark. A writer killed
/// half-way leaves a last line without it; that line was never acknowledged, so opening cuts it off and says
/// so. Nothing else is ever repaired. What a chain alone cannot show is a log cut at a line's end: compare
/// [#headHash()] with a copy kept elsewhere, or the number of entries with what a first line, entry 0, says.
///
/// Why lines of JSON and one chain: `docs/adr/0004-evidence.md`.
///
/// One owner writes a log. A second writer is noticed at the next append (the file has grown) and refused. Do
/// not interrupt a thread that appends: the file is then closed under it, as with every interruptible channel.
public final class EventLog implements AutoCloseable {
    /// The longest line allowed, so that a damaged file cannot exhaust memory.
    public static final int MAX_LINE_BYTES = 4 << 20;

    /// The longest log that is read as a whole.
    public static final int MAX_BYTES = 256 << 20;

    private final Path path;
    private final FileChannel channel;
    private final Durability durability;
    private long size;
    private long lastIndex;
    private String headHash;
    private boolean broken;

    private EventLog(Path path, FileChannel channel, Durability durability, Scan scan) {
        this.path = path;
        this.channel = channel;
        this.durability = durability;
        this.size = scan.goodBytes;
        this.lastIndex = scan.lastIndex;
        this.headHash = scan.headHash;
    }

    /// When an entry reaches the disk. A killed process loses nothing under either; a power cut may.
    public enum Durability {
        /// `append` returns after the disk has it: survives a power cut. Costs one fsync per entry.
        EVERY_ENTRY,
        /// The operating system has it when `append` returns, the disk at [#sync()] and [#close()].
        ON_CLOSE
    }

    /// What opening found.
    public sealed interface Opening {}

    /// The log is whole and may be appended to.
    ///
    /// @param dropped the torn last record that was cut off, if there was one: tell the user
    public record Ready(EventLog log, Optional<Dropped> dropped) implements Opening {}

    /// What reading found.
    public sealed interface Reading {}

    /// Every entry of a whole log.
    ///
    /// @param headHash the hash of the last entry; 64 zeros for an empty log
    /// @param dropped  the torn last record that was left out, if there was one: tell the user
    public record Entries(List<LogEntry> entries, String headHash, Optional<Dropped> dropped) implements Reading {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /// The file is not what was written. Nothing of it should be believed, and nothing was changed.
    ///
    /// @param line where the chain breaks, counted from 1
    /// @param what what is out of place there
    public record Damaged(int line, String what) implements Opening, Reading {
        /// The same with what the rest of the file tells about it.
        private Damaged explained(Path path) throws IOException {
            return what.equals(BROKEN) ? new Damaged(line, what + Breach.at(path, line)) : this;
        }
    }

    private static final String BROKEN = "its hash does not follow from its bytes and the line before";

    /// A last record that its writer never finished.
    ///
    /// @param line  its line, counted from 1
    /// @param bytes how many bytes of it there were
    public record Dropped(int line, long bytes) {
        /// The notice for the user.
        public String notice() {
            return "line " + line + ": the last record was torn (" + bytes + " bytes without an end) and is left out";
        }
    }

    /// Opens a log whose entries survive a power cut.
    ///
    /// @throws IOException if the file cannot be read or written
    public static Opening open(Path path) throws IOException {
        return open(path, Durability.EVERY_ENTRY);
    }

    /// Verifies the log at `path`, creates it if there is none, cuts a torn last record off.
    ///
    /// @throws IOException if the file cannot be read or written
    public static Opening open(Path path, Durability durability) throws IOException {
        boolean fresh = Files.notExists(path);
        Path folder = path.toAbsolutePath().getParent();
        if (fresh && folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Scan scan = new Scan(entry -> {}, false);
            Optional<Damaged> damage = scan.file(path);
            if (damage.isPresent()) {
                channel.close();
                return damage.get();
            }
            channel.truncate(scan.goodBytes);
            channel.position(scan.goodBytes);
            if (durability == Durability.EVERY_ENTRY) {
                channel.force(true);
                if (fresh && folder != null) {
                    forceFolder(folder);
                }
            }
            return new Ready(new EventLog(path, channel, durability, scan), scan.dropped());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Verifies and reads a log without changing it; it may be in use.
    ///
    /// @throws IOException if the file cannot be read
    public static Reading read(Path path) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        Scan scan = new Scan(entries::add, true);
        Optional<Damaged> damage = scan.file(path);
        return damage.isPresent() ? damage.get().explained(path) : new Entries(entries, scan.headHash, scan.dropped());
    }

    /// The entry that a file begins with; empty if what it begins with is none, or was changed.
    ///
    /// @throws IOException if the file cannot be read
    public static Optional<LogEntry> first(Path path) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            int next = in.read();
            while (next >= 0 && next != '\n' && line.size() < MAX_LINE_BYTES) {
                line.write(next);
                next = in.read();
            }
        }
        try {
            return LogLine.intactHash(line.toByteArray(), LogLine.NO_HASH).map(_ -> LogLine.parse(line.toByteArray()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Appends an entry; when this returns, it is there (see [Durability]).
    ///
    /// @throws IllegalArgumentException if its index is not above [#lastIndex()]
    /// @throws IOException              if it certainly is not in the log (disk full, another writer), or if
    ///                                  the log can no longer tell, after which every append is refused until
    ///                                  it is opened again
    public synchronized void append(LogEntry entry) throws IOException {
        if (broken) {
            throw new IOException(path + ": an earlier append failed half-way; open the log again");
        }
        if (entry.index() <= lastIndex) {
            throw new IllegalArgumentException("entry " + entry.index() + " after entry " + lastIndex);
        }
        LogLine.Written line = LogLine.write(entry, headHash);
        ByteBuffer bytes = ByteBuffer.wrap((line.line() + "\n").getBytes(UTF_8));
        if (bytes.limit() > MAX_LINE_BYTES) {
            throw new IllegalArgumentException(
                    "entry " + entry.index() + " is longer than " + MAX_LINE_BYTES + " bytes");
        }
        if (channel.size() != size) {
            throw new IOException(path + ": somebody else writes to this log");
        }
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (durability == Durability.EVERY_ENTRY) {
                channel.force(false);
            }
        } catch (IOException e) {
            forget(bytes.hasRemaining(), e);
            throw e;
        }
        size += bytes.limit();
        lastIndex = entry.index();
        headHash = line.hash();
    }

    /// Takes a half-written line back. After a failed fsync nobody knows what the disk holds, so only a write
    /// that did not come to its end is forgiven.
    private void forget(boolean unfinished, IOException cause) {
        broken = true;
        try {
            channel.truncate(size);
            channel.position(size);
            broken = !unfinished;
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /// The index of the last entry; 0 if there is none.
    public synchronized long lastIndex() {
        return Math.max(0, lastIndex);
    }

    /// The hash of the last entry, which stands for the whole log before it; 64 zeros if there is none.
    public synchronized String headHash() {
        return headHash;
    }

    /// Brings everything appended so far to the disk.
    ///
    /// @throws IOException if the disk refuses
    public synchronized void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                channel.force(false);
            }
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    /// One pass over the file, line by line, in constant memory.
    private static final class Scan {
        private final Consumer<LogEntry> sink;
        private final boolean isWhole;
        private long goodBytes;
        private long lastIndex = -1;
        private String headHash = LogLine.NO_HASH;
        private int line = 1;
        private long tornBytes;

        /// @param isWhole whether each line has to be what this writer would write, and all has to fit into memory
        private Scan(Consumer<LogEntry> sink, boolean isWhole) {
            this.sink = sink;
            this.isWhole = isWhole;
        }

        private Optional<Dropped> dropped() {
            return tornBytes == 0 ? Optional.empty() : Optional.of(new Dropped(line, tornBytes));
        }

        private Optional<Damaged> file(Path path) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
                for (int next = in.read(); next >= 0; next = in.read()) {
                    if (next != '\n') {
                        bytes.write(next);
                    } else {
                        Optional<Damaged> damage = line(bytes.toByteArray());
                        if (damage.isPresent()) {
                            return damage;
                        }
                        bytes.reset();
                    }
                    if (bytes.size() > MAX_LINE_BYTES) {
                        return Optional.of(new Damaged(line, "longer than " + MAX_LINE_BYTES + " bytes"));
                    }
                    if (isWhole && goodBytes > MAX_BYTES) {
                        return Optional.of(new Damaged(line, "the log is longer than " + MAX_BYTES + " bytes"));
                    }
                }
            }
            return tail(bytes.toByteArray());
        }

        private Optional<Damaged> line(byte[] bytes) {
            Optional<String> hash = LogLine.intactHash(bytes, headHash);
            if (hash.isEmpty()) {
                return Optional.of(new Damaged(line, BROKEN));
            }
            LogEntry entry;
            try {
                entry = LogLine.parse(bytes);
            } catch (IllegalArgumentException e) {
                return Optional.of(new Damaged(line, String.valueOf(e.getMessage())));
            }
            if (entry.index() <= lastIndex) {
                return Optional.of(new Damaged(line, "entry " + entry.index() + " after entry " + lastIndex));
            }
            if (isWhole && !LogLine.write(entry, headHash).hash().equals(hash.get())) {
                return Optional.of(new Damaged(line, "its hash is right and its form is not that of an event log"));
            }
            sink.accept(entry);
            goodBytes += bytes.length + 1L;
            lastIndex = entry.index();
            headHash = hash.get();
            line++;
            return Optional.empty();
        }

        /// Bytes after the last newline are a torn record, unless a whole record is there with something else
        /// where its newline belongs: no writer of ours leaves that.
        private Optional<Damaged> tail(byte[] bytes) {
            byte[] allButLast = Arrays.copyOf(bytes, Math.max(0, bytes.length - 1));
            if (LogLine.intactHash(allButLast, headHash).isPresent()) {
                return Optional.of(new Damaged(line, "a whole record that ends with something else than a newline"));
            }
            tornBytes = bytes.length;
            return Optional.empty();
        }
    }
}
