package dev.meridian.agent;

import dev.meridian.raft.Entry;
import dev.meridian.raft.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// What a file of the log says: a line that names its form, and one frame for each time that entries were
/// written.
///
/// | bytes | of a frame |
/// |---|---|
/// | 8 | its number; the first one's is 1 |
/// | 4 | the length of its body |
/// | 4 | the CRC-32C of its body |
/// | 4 | the CRC-32C of the sixteen bytes before |
/// | | its body: the index of the first entry, and the entries |
///
/// Nothing is written over and nothing is allocated ahead; entries that others take the place of stay where they
/// are, and a later frame says what stands at their indices now. A frame is begun when all before it are on disk.
/// So a machine that fails leaves all frames but the last whole, and of the last any part: its end may be there
/// and its beginning not. Nobody was told of its entries, not of the first one either, and it is left out
/// altogether.
///
/// A frame that is not what was written is the last one **unless there is something behind it**: bytes, where its
/// own header is whole and says how far it reaches; where the header is not, the header of any later frame,
/// looked for at every byte. Then others rely on what the disk has lost, and the file is refused.
///
/// So it is guaranteed that an append is read as a whole or not at all, and that damage before the last frame is
/// refused as long as one header behind it is whole. It is not guaranteed that damage is seen in the last frame,
/// which looks as if the machine had failed while it was written; nor where a frame's header and all headers
/// behind it are damaged, or the file was cut off between two frames. An entry that has the header of a later
/// frame in it, checksum and all, makes a last frame in pieces look like damage: that errs on the safe side.
///
/// @param whole what was written, in order
/// @param end behind the last frame that is whole
record Frames(List<Work.Appended> whole, int end) {
    private static final byte[] FORM = "meridian-log 2\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED_BYTES = Long.BYTES + 2 * Integer.BYTES;
    private static final int HEADER_BYTES = CHECKED_BYTES + Integer.BYTES;

    /// How a file begins, before its first frame.
    static byte[] form() {
        return FORM.clone();
    }

    /// A frame, as it is written.
    static byte[] frame(long number, Work.Appended entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(entries.first());
        for (Entry entry : entries.entries()) {
            Letters.write(entry, out);
        }
        byte[] body = bytes.toByteArray();
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + body.length);
        frame.putLong(number).putInt(body.length).putInt(crc(ByteBuffer.wrap(body)));
        frame.putInt(crc(frame.slice(0, CHECKED_BYTES))).put(body);
        return frame.array();
    }

    /// @param name of the file, for what is said of it
    /// @throws IOException if the file is of another form, or its disk has lost something that others rely on
    static Frames of(Path name, byte[] contents) throws IOException {
        if (!Arrays.equals(contents, 0, Math.min(contents.length, FORM.length), FORM, 0, FORM.length)) {
            throw new IOException(name + ": does not begin with `" + new String(FORM, StandardCharsets.US_ASCII).strip()
                    + "`: another version of Meridian has written it, or its first bytes are damaged");
        }
        ByteBuffer file = ByteBuffer.wrap(contents);
        List<Work.Appended> whole = new ArrayList<>();
        int at = FORM.length;
        while (isWhole(file, at, whole.size() + 1)) {
            int length = length(file, at);
            whole.add(entries(contents, at + HEADER_BYTES, length));
            at += HEADER_BYTES + length;
        }
        if (isFollowed(file, at, whole.size() + 1)) {
            throw new IOException(name + ": frame " + (whole.size() + 1) + ", at byte " + at
                    + ", is not what was written, and something follows it: the disk has lost what this place has"
                    + " vouched for");
        }
        return new Frames(List.copyOf(whole), at);
    }

    private static boolean isWhole(ByteBuffer file, int at, long number) {
        return isHeader(file, at)
                && file.getLong(at) == number
                && length(file, at) <= file.limit() - HEADER_BYTES - at
                && crc(file.slice(at + HEADER_BYTES, length(file, at))) == file.getInt(at + Long.BYTES + Integer.BYTES);
    }

    /// Whether something stands behind the frame of this number, which is not whole.
    private static boolean isFollowed(ByteBuffer file, int at, long number) {
        if (isHeader(file, at) && file.getLong(at) == number) {
            return length(file, at) < file.limit() - HEADER_BYTES - at;
        }
        for (int behind = at; behind <= file.limit() - HEADER_BYTES; behind++) {
            if (file.getLong(behind) >= number && isHeader(file, behind)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHeader(ByteBuffer file, int at) {
        return HEADER_BYTES <= file.limit() - at
                && crc(file.slice(at, CHECKED_BYTES)) == file.getInt(at + CHECKED_BYTES)
                && length(file, at) >= 0;
    }

    private static int length(ByteBuffer file, int at) {
        return file.getInt(at + Long.BYTES);
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static Work.Appended entries(byte[] contents, int at, int length) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(contents, at, length));
        long first = in.readLong();
        List<Entry> entries = new ArrayList<>();
        while (in.available() > 0) {
            entries.add(Letters.entry(in));
        }
        return new Work.Appended(first, entries);
    }
}
