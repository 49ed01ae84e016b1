package dev.meridian.agent;

import dev.meridian.raft.Entry;
import dev.meridian.raft.Payload;
import dev.meridian.raft.Saved;
import dev.meridian.raft.Snapshot;
import dev.meridian.raft.Work;
import dev.meridian.units.RegionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The replicated log on this place's disk: `vote`, `snapshot` and `log`, in a directory of their own.
///
/// `log` is a row of records: the length of the body, its CRC-32C, the body (the entry's index and the entry).
/// What [#write] was asked to write is on disk when it returns. A machine that fails in the middle leaves a last
/// record that is not whole; nobody was told of it, and it is cut off. A record before the last one that is not
/// what was written is a damaged disk, and then this place must not vote any more: it is refused.
final class LogFiles implements AutoCloseable {
    private static final int HEADER_BYTES = 2 * Integer.BYTES;
    private static final String LOG = "log";

    private final Path directory;
    private FileChannel log;
    private long firstIndex = 1;
    /// Where each entry in the file begins.
    private final List<Long> starts = new ArrayList<>();

    private LogFiles(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        log = FileChannel.open(
                directory.resolve(LOG), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static LogFiles open(Path directory) throws IOException {
        return new LogFiles(directory);
    }

    /// How much of the disk the entries take.
    long bytes() throws IOException {
        return log.size();
    }

    // ---- reading ----

    /// What was written before.
    Saved read() throws IOException {
        Snapshot snapshot = snapshot();
        List<Entry> entries = new ArrayList<>();
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(LOG)));
        starts.clear();
        firstIndex = snapshot.index() + 1;
        while (all.hasRemaining()) {
            int start = all.position();
            Optional<Placed> record = next(all);
            if (record.isEmpty()) {
                cut(start);
                break;
            }
            keep(record.get(), start, entries);
        }
        Optional<Work.Vote> vote = vote();
        return new Saved(
                vote.map(Work.Vote::term).orElse(0L),
                vote.flatMap(Work.Vote::votedFor),
                snapshot,
                after(snapshot, entries));
    }

    private record Placed(long index, Entry entry) {}

    private void keep(Placed record, long start, List<Entry> entries) throws IOException {
        firstIndex = starts.isEmpty() ? record.index() : firstIndex;
        if (record.index() != firstIndex + starts.size()) {
            throw new IOException(directory.resolve(LOG) + ": entry " + record.index() + " stands at byte " + start
                    + ", where entry " + (firstIndex + starts.size()) + " belongs");
        }
        starts.add(start);
        entries.add(record.entry());
    }

    /// The entries that follow the snapshot. A log of before it is left over where this place stopped between
    /// the writing of the two. It may end before the snapshot does, or have another entry where the snapshot
    /// ends, since the snapshot is a leader's: then nothing of that log follows it, and all of it goes.
    private List<Entry> after(Snapshot snapshot, List<Entry> entries) throws IOException {
        if (firstIndex > snapshot.index() + 1) {
            throw new IOException(directory.resolve(LOG) + ": begins with entry " + firstIndex
                    + ", and the snapshot beside it ends with entry " + snapshot.index());
        }
        int covered = Math.toIntExact(snapshot.index() + 1 - firstIndex);
        if (covered > entries.size() || (covered > 0 && entries.get(covered - 1).term() != snapshot.term())) {
            cut(0);
            starts.clear();
            firstIndex = snapshot.index() + 1;
            return List.of();
        }
        return entries.subList(covered, entries.size());
    }

    private void cut(long end) throws IOException {
        log.truncate(end);
        log.force(true);
    }

    /// Empty if it is the last one and not whole.
    private Optional<Placed> next(ByteBuffer all) throws IOException {
        int start = all.position();
        if (all.remaining() < HEADER_BYTES) {
            return Optional.empty();
        }
        int length = all.getInt();
        int crc = all.getInt();
        if (length <= 0 || length > all.remaining()) {
            return Optional.empty();
        }
        byte[] body = new byte[length];
        all.get(body);
        if (crc != crc(body)) {
            if (all.hasRemaining()) {
                throw new IOException(directory.resolve(LOG) + ": the record at byte " + start
                        + " is not what was written, and others follow it: the disk has lost what this place has"
                        + " vouched for");
            }
            return Optional.empty();
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        return Optional.of(new Placed(in.readLong(), Letters.entry(in)));
    }

    private static int crc(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    private Optional<Work.Vote> vote() throws IOException {
        Path file = directory.resolve("vote");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        Optional<RegionName> votedFor = lines.stream().skip(1).findFirst().map(RegionName::new);
        return Optional.of(new Work.Vote(Long.parseLong(lines.getFirst()), votedFor));
    }

    private Snapshot snapshot() throws IOException {
        Path file = directory.resolve("snapshot");
        if (!Files.exists(file)) {
            return Snapshot.NONE;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return new Snapshot(in.readLong(), in.readLong(), Payload.of(in.readAllBytes()));
        }
    }

    // ---- writing ----

    /// Writes down what is new; it is on disk when it returns.
    void write(Work work) throws IOException {
        if (work.vote().isPresent()) {
            Work.Vote vote = work.vote().get();
            String votedFor = vote.votedFor().map(name -> name + "\n").orElse("");
            Durable.write(directory.resolve("vote"), vote.term() + "\n" + votedFor);
        }
        if (work.snapshot().isPresent()) {
            write(work.snapshot().get());
            rewrite(work.appended().orElseThrow());
        } else if (work.appended().isPresent()) {
            append(work.appended().get());
        }
    }

    private void write(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(snapshot.index());
        out.writeLong(snapshot.term());
        out.write(snapshot.state().bytes());
        Durable.write(directory.resolve("snapshot"), bytes.toByteArray());
    }

    /// In place of all that was.
    private void rewrite(Work.Appended entries) throws IOException {
        Path fresh = directory.resolve(LOG + ".new");
        FileChannel before = log;
        log = FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        starts.clear();
        firstIndex = entries.first();
        append(entries);
        Files.move(fresh, directory.resolve(LOG), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Durable.force(directory);
        before.close();
    }

    private void append(Work.Appended entries) throws IOException {
        int before = Math.toIntExact(entries.first() - firstIndex);
        long end = before < starts.size() ? starts.get(before) : log.size();
        starts.subList(before, starts.size()).clear();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        long index = entries.first();
        for (Entry entry : entries.entries()) {
            starts.add(end + bytes.size());
            byte[] body = body(index, entry);
            out.writeInt(body.length);
            out.writeInt(crc(body));
            out.write(body);
            index++;
        }
        log.truncate(end);
        ByteBuffer records = ByteBuffer.wrap(bytes.toByteArray());
        while (records.hasRemaining()) {
            log.write(records, end + records.position());
        }
        log.force(true);
    }

    private static byte[] body(long index, Entry entry) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeLong(index);
        Letters.write(entry, out);
        return body.toByteArray();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
