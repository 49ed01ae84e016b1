package dev.meridian.agent;

import dev.meridian.raft.Entry;
import dev.meridian.raft.Payload;
import dev.meridian.raft.Saved;
import dev.meridian.raft.Snapshot;
import dev.meridian.raft.Work;
import dev.meridian.units.RegionName;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The replicated log on this place's disk: `vote`, `snapshot` and `log`, in a directory of their own.
///
/// What [#write] was asked to write is on disk when it returns. What a machine that fails in the middle leaves of
/// `log`, and what is refused as damage, since this place must not vote any more then, stands at [Frames].
final class LogFiles implements AutoCloseable {
    private final Path directory;
    private final Path file;
    private FileChannel log;
    /// How many frames are in the file, and where the last one ends; known once it was read.
    private long frames;
    private long end = -1;

    private LogFiles(Path directory) throws IOException {
        this.directory = directory;
        file = directory.resolve("log");
        Files.createDirectories(directory);
        if (!Files.exists(file)) {
            Durable.write(file, Frames.form());
        }
        log = channel();
    }

    static LogFiles open(Path directory) throws IOException {
        return new LogFiles(directory);
    }

    private FileChannel channel() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// How much of the disk the entries take, those that others have taken the place of included.
    long bytes() throws IOException {
        return log.size();
    }

    // ---- reading ----

    /// What was written before; to be read before anything is written. A process that was killed may have left it
    /// in the machine's memory only, and whoever reads it speaks of it.
    Saved read() throws IOException {
        Durable.force(directory);
        log.force(true);
        Snapshot snapshot = snapshot();
        Frames found = Frames.of(file, Files.readAllBytes(file));
        cut(found.whole().size(), found.end());
        List<Entry> entries = after(snapshot, standing(found.whole(), snapshot.index() + 1));
        Optional<Work.Vote> vote = vote();
        return new Saved(vote.map(Work.Vote::term).orElse(0L), vote.flatMap(Work.Vote::votedFor), snapshot, entries);
    }

    /// What stands at each index when all that was written has taken the place of what stood there.
    ///
    /// @param otherwise where a log begins that has nothing
    private Work.Appended standing(List<Work.Appended> written, long otherwise) throws IOException {
        long first = written.isEmpty() ? otherwise : written.getFirst().first();
        List<Entry> entries = new ArrayList<>();
        for (Work.Appended some : written) {
            if (some.first() < first || some.first() > first + entries.size()) {
                throw new IOException(file + ": entry " + some.first() + " was written where the log had entries from "
                        + first + " to before " + (first + entries.size()));
            }
            entries.subList(Math.toIntExact(some.first() - first), entries.size())
                    .clear();
            entries.addAll(some.entries());
        }
        return new Work.Appended(first, entries);
    }

    /// The entries that follow the snapshot. A log of before it is left over where this place stopped between
    /// the writing of the two. It may end before the snapshot does, or have another entry where the snapshot
    /// ends, since the snapshot is a leader's: then nothing of that log follows it, and all of it goes.
    private List<Entry> after(Snapshot snapshot, Work.Appended standing) throws IOException {
        if (standing.first() > snapshot.index() + 1) {
            throw new IOException(file + ": begins with entry " + standing.first()
                    + ", and the snapshot beside it ends with entry " + snapshot.index());
        }
        List<Entry> entries = standing.entries();
        int covered = Math.toIntExact(snapshot.index() + 1 - standing.first());
        if (covered > entries.size() || (covered > 0 && entries.get(covered - 1).term() != snapshot.term())) {
            cut(0, Frames.form().length);
            return List.of();
        }
        return entries.subList(covered, entries.size());
    }

    private void cut(int newFrames, long newEnd) throws IOException {
        frames = newFrames;
        end = newEnd;
        if (end < log.size()) {
            log.truncate(end);
            log.force(true);
        }
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

    /// Writes down what is new; it is on disk when it returns. Where that fails nothing more may be written: what
    /// is on disk then is known only to whoever reads it anew.
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Frames.form());
        bytes.writeBytes(Frames.frame(1, entries));
        Durable.write(file, bytes.toByteArray());
        log.close();
        log = channel();
        frames = 1;
        end = bytes.size();
    }

    private void append(Work.Appended entries) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(Frames.frame(frames + 1, entries));
        while (frame.hasRemaining()) {
            log.write(frame, end + frame.position());
        }
        log.force(true);
        frames++;
        end += frame.limit();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
