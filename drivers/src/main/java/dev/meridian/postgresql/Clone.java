package dev.meridian.postgresql;

import dev.meridian.units.Epoch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.postgresql.PGStatement;

/// Makes a standby's data directory from a running primary, over one SQL session and nothing else, so that every
/// byte crosses the link that the session crosses.
///
/// **How.** A backup is begun, which makes the server write whole pages to its log; the files are listed and read
/// by the server's own file functions, several small ones or a piece of a large one per query; the backup is
/// ended, which gives the label from which recovery starts. What changes meanwhile is repaired from the log by the
/// standby when it starts, pages that were read half-written too, so the copy need not be of one instant.
/// `pg_control` comes last, and the log itself is not copied: the standby fetches it from the primary, which keeps
/// enough (`wal_keep_size`).
///
/// **What was there before** stays, and a standby on it goes on running, until the copy that is built beside it is
/// whole and on disk. Then whoever ordered the copy makes way for it, and the directory is moved aside under its
/// epoch ([Cluster]) if it may hold what nobody else has, or to where it can come back from until the copy is
/// accepted.
///
/// **Whoever waits for a copy** may be wanted elsewhere: it is given up when the source says nothing for a while,
/// and at once when nobody wants it any more.
public final class Clone {
    private static final int BATCH_BYTES = 8 << 20;
    private static final int BATCH_PIECES = 2000;
    private static final int SYNC_THREADS = 8;

    /// A source that has answered sends the next bytes within a round trip and a read of its disk; so this is a
    /// link that lets nothing through, and no slow one, since it is counted anew with every byte. Only the
    /// checkpoint with which a backup begins may take longer.
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private static final String CONTROL = "global/pg_control";
    private static final String UNWANTED = "nobody wants it any more";

    /// Everything below the data directory except what a copy must not have: the log, what belongs to running
    /// processes or to the server's own replication, its settings, and temporary files (see
    /// "Making a Base Backup" in PostgreSQL's manual).
    private static final String LIST = """
            with recursive tree(path, isdir, size) as (
              select name, stat.isdir, stat.size
                from pg_ls_dir('.') name, pg_stat_file(name, true) stat
              union all
              select tree.path || '/' || name, stat.isdir, stat.size
                from tree, pg_ls_dir(tree.path, true, false) name, pg_stat_file(tree.path || '/' || name, true) stat
               where tree.isdir and tree.path not in ('pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial',
                     'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'))
            select path, isdir, size from tree
             where isdir is not null
               and path not in ('postmaster.pid', 'postmaster.opts', 'standby.signal', 'recovery.signal', 'backup_label',
                     'backup_label.old', 'tablespace_map', 'tablespace_map.old', 'postgresql.auto.conf',
                     'postgresql.auto.conf.tmp', 'current_logfiles')
               and path !~ '(^|/)(pgsql_tmp|pg_internal\\.init)'
             order by path""";

    private static final String READ = """
            select p.path, p.start, pg_read_binary_file(p.path, p.start, p.length, true)
              from unnest(?::text[], ?::bigint[], ?::bigint[]) with ordinality as p(path, start, length, n) order by n""";

    private final Session source;
    private final Order order;
    private final ProgressListener listener;
    private final Deadline end;
    private final Path building;
    private long bytes;

    private Clone(Session source, Order order, ProgressListener listener, Deadline end) {
        this.source = source;
        this.order = order;
        this.listener = listener;
        this.end = end;
        this.building = order.target().unfinished();
    }

    /// What to make.
    ///
    /// @param target the data directory
    /// @param upstream whom the standby will follow
    /// @param previous what becomes of the directory that is there now
    /// @param makeWay called when the copy is whole; after it no server may run on the directory
    /// @param isWanted asked all the time, and before it makes way
    public record Order(
            Cluster target, Upstream upstream, Previous previous, Runnable makeWay, BooleanSupplier isWanted) {}

    /// What becomes of the directory that a copy replaces.
    public sealed interface Previous {
        /// Of the primary that is copied.
        Epoch epoch();

        /// It may have what nobody else has: it is kept aside under the epoch of the copy.
        record Kept(Epoch epoch) implements Previous {}

        /// It is an earlier state of what was copied: it is deleted when the copy is accepted ([Cluster#accept]).
        record Dropped(Epoch epoch) implements Previous {}
    }

    /// What became of it.
    public sealed interface Outcome {
        /// The directory is ready for a start, on trial if the one before it is not kept aside.
        ///
        /// @param keptAside where the previous directory is now
        /// @param dropped directories that were kept aside before and have now been deleted
        record Cloned(long files, long bytes, Lsn from, Duration took, Optional<Path> keptAside, List<Path> dropped)
                implements Outcome {}

        /// There is no new directory. The previous one is where it was, but for a failure in the last instant.
        record Failed(String why) implements Outcome {}
    }

    /// A file or directory of the source, or a piece of a file.
    private record Entry(String path, boolean isDirectory, long size) {}

    private record Piece(String path, long start, long length) {}

    static Outcome of(Session source, Order order, ProgressListener listener, Duration deadline) {
        return new Clone(source, order, listener, Deadline.in(deadline)).run();
    }

    private Outcome run() {
        long began = System.nanoTime();
        Cluster target = order.target();
        if (target.isOnTrial()) {
            return new Outcome.Failed("an earlier copy is still on trial in " + target.directory());
        }
        try {
            CacheRoot.delete(building);
            return switch (watched()) {
                case Reply.Done<Copied>(Copied copied) -> {
                    finish();
                    if (!order.isWanted().getAsBoolean()) {
                        yield new Outcome.Failed(UNWANTED);
                    }
                    order.makeWay().run();
                    if (Server.adopt(target.directory()).isPresent()) {
                        yield new Outcome.Failed("a server runs on " + target.directory());
                    }
                    Optional<Path> aside = replace(target);
                    Duration took = Duration.ofNanos(System.nanoTime() - began);
                    yield new Outcome.Cloned(copied.files(), bytes, copied.from(), took, aside, target.dropOldForks());
                }
                case Reply.NotDurable<Copied>(String warning) -> new Outcome.Failed(warning);
                case Reply.CertainlyNot<Copied>(String why) -> new Outcome.Failed(why);
                case Reply.MaybeDone<Copied>(String why) -> new Outcome.Failed(why);
            };
        } catch (IOException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Reply<Copied> watched() {
        try (Session.Watch _ = source.breakOffUnless(order.isWanted())) {
            return copy();
        }
    }

    /// By names alone: however this ends, a directory is whole or not there.
    private Optional<Path> replace(Cluster target) throws IOException {
        Optional<Path> aside = Optional.empty();
        switch (order.previous()) {
            case Previous.Kept(Epoch epoch) -> aside = target.setAside(epoch);
            case Previous.Dropped _ -> target.makeRoom();
        }
        target.moveIn();
        return aside;
    }

    private record Copied(long files, Lsn from) {}

    private Reply<Copied> copy() {
        Reply<Lsn> begun = source.read(
                "select pg_backup_start('meridian clone', true)::text", row -> Lsn.parse(row.getString(1)), end.left());
        return begun.then(this::withoutLongSilence).then(from -> {
            Reply<Copied> copied =
                    source.readAll(LIST, Clone::entry, end.left()).then(entries -> copy(entries, from));
            Reply<String> label =
                    source.read("select labelfile from pg_backup_stop(false)", row -> row.getString(1), end.left());
            return copied.then(whole -> label.then(text -> labelled(text, whole)));
        });
    }

    private Reply<Lsn> withoutLongSilence(Lsn from) {
        return source.call(end.left(), false, open -> {
            open.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
            return new Reply.Done<>(from);
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getString("path"), row.getBoolean("isdir"), row.getLong("size"));
    }

    private Reply<Copied> labelled(String label, Copied copied) {
        try {
            Files.writeString(building.resolve("backup_label"), label);
            return new Reply.Done<>(copied);
        } catch (IOException e) {
            return new Reply.CertainlyNot<>(String.valueOf(e.getMessage()));
        }
    }

    private Reply<Copied> copy(List<Entry> entries, Lsn from) {
        if (entries.stream().anyMatch(entry -> entry.path().startsWith("pg_tblspc/"))) {
            return new Reply.CertainlyNot<>("the source has tablespaces, which live outside of its directory");
        }
        long total = entries.stream().mapToLong(Entry::size).sum();
        try {
            makeFrame(entries);
            for (List<Piece> batch : batches(entries)) {
                if (!order.isWanted().getAsBoolean()) {
                    return new Reply.CertainlyNot<>(UNWANTED);
                }
                Reply<Integer> read = source.call(end.left(), false, open -> new Reply.Done<>(fetch(open, batch)));
                if (!(read instanceof Reply.Done<Integer>)) {
                    return read.map(never -> new Copied(0, from));
                }
                listener.progress("clone", bytes, total);
            }
            long files = entries.stream().filter(entry -> !entry.isDirectory()).count();
            return new Reply.Done<>(new Copied(files, from));
        } catch (IOException e) {
            return new Reply.CertainlyNot<>(String.valueOf(e.getMessage()));
        }
    }

    /// Directories and empty files; and those directories that a server expects though a copy has nothing in them.
    private void makeFrame(List<Entry> entries) throws IOException {
        makeDirectory(building);
        for (Entry entry : entries) {
            Path path = inside(entry.path());
            if (entry.isDirectory()) {
                makeDirectory(path);
            } else {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        }
        for (String expected : List.of("pg_wal/archive_status", "pg_wal/summaries")) {
            makeDirectory(building.resolve(expected));
        }
    }

    private static void makeDirectory(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// Pieces of files, as many to a query as make 8 MiB.
    private static List<List<Piece>> batches(List<Entry> entries) {
        List<List<Piece>> batches = new ArrayList<>();
        List<Piece> batch = new ArrayList<>();
        long size = 0;
        for (Piece piece : pieces(entries)) {
            boolean full = size + piece.length() > BATCH_BYTES && !batch.isEmpty();
            if (full || batch.size() == BATCH_PIECES) {
                batches.add(batch);
                batch = new ArrayList<>();
                size = 0;
            }
            batch.add(piece);
            size += piece.length();
        }
        batches.add(batch);
        return batches;
    }

    private static List<Piece> pieces(List<Entry> entries) {
        Stream<Entry> controlLast = Stream.concat(
                entries.stream().filter(entry -> !entry.path().equals(CONTROL)),
                entries.stream().filter(entry -> entry.path().equals(CONTROL)));
        List<Piece> pieces = new ArrayList<>();
        controlLast.filter(entry -> !entry.isDirectory()).forEach(file -> {
            for (long start = 0; start < file.size(); start += BATCH_BYTES) {
                pieces.add(new Piece(file.path(), start, Math.min(BATCH_BYTES, file.size() - start)));
            }
        });
        return pieces;
    }

    private int fetch(Connection open, List<Piece> batch) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(READ)) {
            // Bytes as bytes, from the first time on: their text form is twice as long.
            statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
            Array paths =
                    open.createArrayOf("text", batch.stream().map(Piece::path).toArray());
            statement.setArray(1, paths);
            statement.setArray(
                    2,
                    open.createArrayOf(
                            "bigint", batch.stream().map(Piece::start).toArray()));
            statement.setArray(
                    3,
                    open.createArrayOf(
                            "bigint", batch.stream().map(Piece::length).toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byte[] content = rows.getBytes(3);
                    // A file that was removed since it was listed: the log says so too.
                    if (content != null) {
                        write(rows.getString(1), rows.getLong(2), content);
                    }
                }
            }
            return batch.size();
        } catch (IOException e) {
            throw new SQLException("cannot write the copy: " + e.getMessage(), e);
        }
    }

    private void write(String name, long start, byte[] content) throws IOException {
        try (FileChannel file = FileChannel.open(inside(name), StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            long at = start;
            while (left.hasRemaining()) {
                at += file.write(left, at);
            }
        }
        bytes += content.length;
    }

    /// Settings and marks, and everything on disk.
    private void finish() throws IOException {
        Cluster.writeSettings(
                building, Map.of("primary_conninfo", order.upstream().conninfo()));
        Files.createFile(building.resolve("standby.signal"));
        Cluster.writeCopiedFor(building, order.previous().epoch());
        order.target().installation().runAs().own(building);
        sync();
    }

    private void sync() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(building)) {
            all = walk.toList();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(SYNC_THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (Path path : all) {
                running.add(threads.submit(() -> {
                    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                        channel.force(true);
                    }
                    return path;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the copy could not be made durable: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Path inside(String name) throws IOException {
        Path path = building.resolve(name).normalize();
        if (!path.startsWith(building)) {
            throw new IOException("the source names a file outside of its directory: " + name);
        }
        return path;
    }
}
