package dev.meridian.postgresql;

/// A position in the write-ahead log: how many bytes were written since the beginning. Comparable within one
/// timeline, and across a fork up to the point where it parted.
public record Lsn(long bytes) implements Comparable<Lsn> {
    /// Before any log.
    public static final Lsn NONE = new Lsn(0);

    private static final int HALF_BITS = 32;
    private static final long LOW = 0xffff_ffffL;
    private static final int HEX = 16;

    /// Reads what PostgreSQL prints: `0/16B3748`.
    ///
    /// @throws IllegalArgumentException if it is not a position
    public static Lsn parse(String text) {
        String[] halves = text.split("/", -1);
        if (halves.length != 2 || halves[0].length() > 8 || halves[1].length() > 8) {
            throw new IllegalArgumentException("not a log position: " + text);
        }
        try {
            long high = Integer.parseUnsignedInt(halves[0], HEX) & LOW;
            long low = Integer.parseUnsignedInt(halves[1], HEX) & LOW;
            return new Lsn(high << HALF_BITS | low);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a log position: " + text, e);
        }
    }

    /// The bytes of log from `earlier` to here; negative if it is later.
    public long minus(Lsn earlier) {
        return bytes - earlier.bytes;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return String.format("%X/%X", bytes >>> HALF_BITS, bytes & LOW);
    }
}
