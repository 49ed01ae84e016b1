package dev.meridian.postgresql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `global/pg_control` of a server that is down: the only place that says where its log ends, since it cannot be
/// asked. What is read here has stood at the same offsets since version 9.6 of its form
/// (`src/include/catalog/pg_control.h` of PostgreSQL 13 to 18).
final class ControlFile {
    private static final int VERSION = 8;
    private static final int STATE = 16;
    private static final int CHECKPOINT = 32;
    private static final int ENOUGH = 40;

    /// PostgreSQL 13 to 16, 17, 18.
    private static final List<Integer> KNOWN = List.of(1300, 1700, 1800);

    /// `DB_SHUTDOWNED`: a primary that was stopped in order.
    private static final int STOPPED = 1;

    private ControlFile() {}

    /// Where the last record of a primary that was stopped in order begins: that of its last checkpoint. Standbys
    /// are sent whole records, so one whose copy goes beyond it has all of them.
    ///
    /// @return empty if it was not stopped in order, or is of a version that is not known here
    static Optional<Lsn> cleanEnd(Path dataDirectory) throws IOException {
        byte[] bytes = Files.readAllBytes(dataDirectory.resolve("global").resolve("pg_control"));
        if (bytes.length < ENOUGH) {
            throw new IOException("pg_control has " + bytes.length + " bytes only");
        }
        ByteBuffer control = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        boolean isKnown = KNOWN.contains(control.getInt(VERSION));
        return isKnown && control.getInt(STATE) == STOPPED
                ? Optional.of(new Lsn(control.getLong(CHECKPOINT)))
                : Optional.empty();
    }
}
