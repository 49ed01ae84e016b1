package dev.meridian.postgresql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a data directory that was kept aside has and the primary has not: the transactions that it committed after
/// their histories parted.
///
/// The primary's history file says where it left each earlier timeline; the fork's own log says what it committed
/// behind that point and when, by its own clock. Which tables a transaction touched follows from the files of its
/// changes, whose numbers both sides share.
public final class Fork {
    /// So many transactions are named; the rest are counted.
    private static final int MOST_NAMED = 100_000;

    /// `RM_XACT_ID` and the kinds of its records (`src/include/access/xact.h`).
    private static final int TRANSACTIONS = 1;

    private static final int KIND_MASK = 0x70;
    private static final int COMMIT = 0x00;
    private static final int COMMIT_PREPARED = 0x30;

    /// Microseconds since 2000 begin here (`POSTGRES_EPOCH_JDATE`).
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /// The parts of a record's header (`src/include/access/xlogrecord.h`).
    private static final int LAST_BLOCK_PART = 32;

    private static final int SHORT_DATA = 255;
    private static final int LONG_DATA = 254;
    private static final int ORIGIN = 253;
    private static final int TOP_TRANSACTION = 252;
    private static final int HAS_IMAGE = 0x10;
    private static final int SAME_FILE = 0x80;
    private static final int HAS_HOLE = 0x01;
    private static final int COMPRESSED = 0x1C;

    private Fork() {}

    /// What the primary says of itself and the cluster.
    ///
    /// @param history of its timeline: which one it left where
    /// @param tables the names of tables by the number of their file
    public record Primary(String history, Map<Long, String> tables) {
        public Primary {
            tables = Map.copyOf(tables);
        }

        /// Where it left a timeline; empty if it never was on that one, or is on it.
        Optional<Lsn> left(long timeline) {
            return history.lines()
                    .map(line -> line.strip().split("\\s+", 3))
                    .filter(words -> words.length > 1 && words[0].equals(Long.toString(timeline)))
                    .map(words -> Lsn.parse(words[1]))
                    .findFirst();
        }
    }

    /// A transaction that only the fork has.
    ///
    /// @param number of the transaction
    /// @param at where its commit stands in the log
    /// @param when it was committed, by the clock of that machine
    /// @param tables that it changed, as far as they are known
    public record Commit(long number, Lsn at, Instant when, List<String> tables) {
        public Commit {
            tables = List.copyOf(tables);
        }
    }

    /// All that is beyond the point where the histories parted.
    ///
    /// @param parted that point
    /// @param end where the fork's log ends
    /// @param commits in their order, the first hundred thousand
    /// @param more how many there are beyond those
    public record Beyond(long timeline, Lsn parted, Lsn end, List<Commit> commits, long more) {
        public Beyond {
            commits = List.copyOf(commits);
        }
    }

    /// Asks the primary.
    public static Reply<Primary> primary(Session session, Duration deadline) {
        Reply<String> history = session.read(
                "select coalesce(pg_read_file('pg_wal/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '.history',"
                        + " true), '')",
                row -> row.getString(1),
                deadline);
        return history.then(text -> session.readAll(
                        "select pg_relation_filenode(c.oid)::bigint, n.nspname || '.' || c.relname from pg_class c"
                                + " join pg_namespace n on n.oid = c.relnamespace"
                                + " where c.relkind in ('r', 'm') and c.relpersistence = 'p'"
                                + " and n.nspname not in ('pg_catalog', 'information_schema')"
                                + " and pg_relation_filenode(c.oid) is not null",
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        deadline)
                .map(entries -> {
                    Map<Long, String> tables = new LinkedHashMap<>();
                    entries.forEach(entry -> tables.put(entry.getKey(), entry.getValue()));
                    return new Primary(text, tables);
                }));
    }

    /// Reads the log of a directory on which no server runs.
    ///
    /// @return empty if the histories have not parted, as far as can be told
    /// @throws IOException if its files cannot be read
    public static Optional<Beyond> beyond(Path dataDirectory, Primary primary) throws IOException {
        Optional<LogReader> log = LogReader.newest(dataDirectory);
        Optional<Lsn> parted = log.flatMap(it -> primary.left(it.timeline()));
        if (parted.isEmpty()) {
            return Optional.empty();
        }
        Reading reading = new Reading(primary.tables());
        Lsn end = log.get().read(parted.get(), reading::record);
        return Optional.of(new Beyond(log.get().timeline(), parted.get(), end, reading.commits, reading.more));
    }

    private static final class Reading {
        private final Map<Long, String> tables;
        private final Map<Long, Set<String>> touched = new LinkedHashMap<>();
        private final List<Commit> commits = new ArrayList<>();
        private long more;

        Reading(Map<Long, String> tables) {
            this.tables = tables;
        }

        void record(Lsn begins, LogReader.Entry record) {
            ByteBuffer bytes = record.bytes().position(LogReader.RECORD_HEADER);
            long data = parts(record, bytes);
            int kind = record.kind() & KIND_MASK;
            boolean isCommit = record.manager() == TRANSACTIONS && (kind == COMMIT || kind == COMMIT_PREPARED);
            if (!isCommit || data < Long.BYTES) {
                return;
            }
            Set<String> changed = touched.remove(record.transaction());
            if (commits.size() >= MOST_NAMED) {
                more++;
                return;
            }
            long micros = bytes.getLong(bytes.limit() - (int) data);
            commits.add(new Commit(
                    record.transaction(),
                    begins,
                    EPOCH.plusSeconds(Math.floorDiv(micros, 1_000_000L))
                            .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000),
                    changed == null ? List.of() : List.copyOf(changed)));
        }

        /// Notes which files the record changes. Its parts are described first, all of them, then come their
        /// data; a record without data of its own says so by ending where those of its files begin.
        ///
        /// @return how long the data at its end is that belong to no file
        private long parts(LogReader.Entry record, ByteBuffer bytes) {
            long described = 0;
            while (bytes.remaining() > described) {
                int part = Byte.toUnsignedInt(bytes.get());
                if (part == SHORT_DATA) {
                    return Byte.toUnsignedInt(bytes.get());
                } else if (part == LONG_DATA) {
                    return Integer.toUnsignedLong(bytes.getInt());
                } else if (part == ORIGIN) {
                    bytes.getShort();
                } else if (part == TOP_TRANSACTION) {
                    bytes.getInt();
                } else if (part <= LAST_BLOCK_PART) {
                    described += block(record, bytes);
                } else {
                    throw new IllegalStateException("a record of the log has a part " + part + ", which is not known");
                }
            }
            return 0;
        }

        /// @return how long its data are
        private long block(LogReader.Entry record, ByteBuffer bytes) {
            int flags = Byte.toUnsignedInt(bytes.get());
            long length = Short.toUnsignedInt(bytes.getShort());
            if ((flags & HAS_IMAGE) != 0) {
                length += Short.toUnsignedInt(bytes.getShort());
                bytes.getShort();
                int image = Byte.toUnsignedInt(bytes.get());
                boolean hasHoleLength = (image & HAS_HOLE) != 0 && (image & COMPRESSED) != 0;
                bytes.position(bytes.position() + (hasHoleLength ? Short.BYTES : 0));
            }
            if ((flags & SAME_FILE) == 0) {
                bytes.getLong();
                String table = tables.get(Integer.toUnsignedLong(bytes.getInt()));
                if (table != null && record.transaction() != 0) {
                    touched.computeIfAbsent(record.transaction(), _ -> new TreeSet<>())
                            .add(table);
                }
            }
            bytes.getInt();
            return length;
        }
    }
}
