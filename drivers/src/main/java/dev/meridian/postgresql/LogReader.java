package dev.meridian.postgresql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// The write-ahead log of a data directory, record by record, from its files alone: the only witness of what a
/// server that is down, and must not be started again, has done.
///
/// **How it lies there.** The log is a stream of records, cut into pages of 8 KiB and files of (mostly) 16 MiB.
/// Each page begins with a header; a record that does not fit goes on behind the header of the next page. A file
/// that is used again still has old pages behind the end; so a record counts only if its page says the right
/// position, it names the right predecessor and its checksum is right, as when the server itself looks for the end
/// of its log. (`src/include/access/xlog_internal.h` and `xlogrecord.h` of PostgreSQL 13 to 18.)
///
/// Not for the log that a running server writes at this moment: what it has not written yet ends it.
final class LogReader {
    private static final int PAGE = 8192;
    private static final int SHORT_HEADER = 24;
    private static final int LONG_HEADER = 40;
    private static final int SEGMENT_SIZE_AT = 32;
    private static final int ADDRESS_AT = 8;
    static final int RECORD_HEADER = 24;
    private static final int CHECKSUM_AT = 20;
    private static final int PREVIOUS_AT = 8;
    private static final int KIND_AT = 16;
    private static final int MANAGER_AT = 17;
    private static final int LARGEST = 1 << 30;
    private static final String SEGMENT = "[0-9A-F]{24}";

    private static final int LOG_ITSELF = 0;
    private static final int SWITCH = 0x40;

    private final Path files;
    private final long timeline;
    private final long segmentSize;
    private final byte[] page = new byte[PAGE];
    private Optional<FileChannel> open = Optional.empty();
    private long openSegment = -1;
    private long pageAt = -1;
    private long at;

    /// Takes a record.
    interface Visitor {
        /// @param begins where it begins
        /// @param record with its header
        void record(Lsn begins, Entry record);
    }

    /// One record of the log.
    ///
    /// @param transaction that wrote it; 0 for none
    /// @param manager whose kind of record it is
    /// @param kind which of them
    /// @param bytes all of it
    record Entry(long transaction, int manager, int kind, ByteBuffer bytes) {}

    private LogReader(Path files, long timeline, long segmentSize) {
        this.files = files;
        this.timeline = timeline;
        this.segmentSize = segmentSize;
    }

    /// Of the newest timeline that the directory has.
    ///
    /// @return empty if there is no log
    static Optional<LogReader> newest(Path dataDirectory) throws IOException {
        Path files = dataDirectory.resolve("pg_wal");
        Optional<Path> last;
        try (Stream<Path> found = Files.list(files)) {
            last = found.filter(file -> file.getFileName().toString().matches(SEGMENT))
                    .max(Path::compareTo);
        }
        if (last.isEmpty()) {
            return Optional.empty();
        }
        long timeline = Long.parseLong(last.get().getFileName().toString().substring(0, 8), 16);
        // All files of a cluster are of one size, and each is made whole.
        return Optional.of(new LogReader(files, timeline, Files.size(last.get())));
    }

    long timeline() {
        return timeline;
    }

    /// Shows every whole record from a position on at which one begins.
    ///
    /// @return where the last one ends
    Lsn read(Lsn from, Visitor visitor) throws IOException {
        try {
            long previous = -1;
            Lsn end = from;
            at = from.bytes();
            while (true) {
                Optional<Long> next = toRecord();
                Optional<Entry> record = next.isEmpty() ? Optional.empty() : record(previous);
                if (record.isEmpty()) {
                    return end;
                }
                visitor.record(new Lsn(next.get()), record.get());
                previous = next.get();
                end = new Lsn(at);
                boolean isSwitch =
                        record.get().manager() == LOG_ITSELF && (record.get().kind() & 0xF0) == SWITCH;
                at = isSwitch ? Math.ceilDiv(at, segmentSize) * segmentSize : at;
            }
        } finally {
            close();
        }
    }

    /// Where the next record begins; empty if the log ends before it.
    private Optional<Long> toRecord() throws IOException {
        at = (at + 7) / 8 * 8;
        return enter() ? Optional.of(at) : Optional.empty();
    }

    /// @param previous where the one before begins; less than 0 where that is not known
    private Optional<Entry> record(long previous) throws IOException {
        byte[] header = new byte[RECORD_HEADER];
        if (!take(header, 0, RECORD_HEADER)) {
            return Optional.empty();
        }
        ByteBuffer fields = ordered(header);
        long length = Integer.toUnsignedLong(fields.getInt(0));
        boolean follows = previous < 0 || fields.getLong(PREVIOUS_AT) == previous;
        if (length < RECORD_HEADER || length > LARGEST || !follows) {
            return Optional.empty();
        }
        byte[] all = new byte[(int) length];
        System.arraycopy(header, 0, all, 0, RECORD_HEADER);
        if (!take(all, RECORD_HEADER, all.length - RECORD_HEADER) || checksum(all) != fields.getInt(CHECKSUM_AT)) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                Integer.toUnsignedLong(fields.getInt(4)),
                Byte.toUnsignedInt(fields.get(MANAGER_AT)),
                Byte.toUnsignedInt(fields.get(KIND_AT)),
                ordered(all)));
    }

    /// Of what is behind the header, then of the header as far as the checksum.
    private static int checksum(byte[] record) {
        CRC32C sum = new CRC32C();
        sum.update(record, RECORD_HEADER, record.length - RECORD_HEADER);
        sum.update(record, 0, CHECKSUM_AT);
        return (int) sum.getValue();
    }

    private static ByteBuffer ordered(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    private boolean take(byte[] into, int offset, int length) throws IOException {
        int taken = 0;
        while (taken < length) {
            if (!enter()) {
                return false;
            }
            int inPage = (int) (at % PAGE);
            int some = Math.min(length - taken, PAGE - inPage);
            System.arraycopy(page, inPage, into, offset + taken, some);
            taken += some;
            at += some;
        }
        return true;
    }

    /// The page of the position, and behind its header if the position is its beginning.
    ///
    /// @return whether it is there and is what it should be
    private boolean enter() throws IOException {
        long begins = at / PAGE * PAGE;
        if (begins != pageAt && !load(begins)) {
            return false;
        }
        if (at == begins) {
            at += begins % segmentSize == 0 ? LONG_HEADER : SHORT_HEADER;
        }
        return true;
    }

    private boolean load(long begins) throws IOException {
        pageAt = -1;
        long segment = begins / segmentSize;
        if (segment != openSegment) {
            close();
            Path file = files.resolve(name(segment));
            if (!Files.exists(file)) {
                return false;
            }
            open = Optional.of(FileChannel.open(file, StandardOpenOption.READ));
            openSegment = segment;
        }
        ByteBuffer buffer = ByteBuffer.wrap(page);
        FileChannel file = open.orElseThrow();
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, begins % segmentSize + buffer.position());
            if (read < 0) {
                return false;
            }
        }
        ByteBuffer fields = ordered(page);
        boolean isRight = fields.getLong(ADDRESS_AT) == begins
                && (begins % segmentSize != 0 || fields.getInt(SEGMENT_SIZE_AT) == segmentSize);
        pageAt = isRight ? begins : -1;
        return isRight;
    }

    private String name(long segment) {
        long perName = (1L << 32) / segmentSize;
        return String.format("%08X%08X%08X", timeline, segment / perName, segment % perName);
    }

    private void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
        }
        open = Optional.empty();
        openSegment = -1;
    }
}
