package dev.meridian.topology;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Bytes become text here, or a problem that says why they cannot.
final class SourceText {
    static final int LARGEST = 1 << 20;

    private SourceText() {}

    /// The lines of the text, without their ends; of bytes that are no text, what can be shown of them.
    static List<String> lines(String text) {
        return Arrays.asList(text.split("\r\n|\r|\n", -1));
    }

    /// The text of the file. Where it is empty, `problems` has the reason.
    static Optional<String> decode(String fileName, byte[] content, ProblemList problems) {
        Place start = Place.in(fileName, 1, 1, 1);
        if (content.length > LARGEST) {
            problems.add(
                    ProblemId.TOO_LARGE,
                    start,
                    new Message(
                            String.format(Locale.ROOT, "the file has %,d bytes", content.length),
                            "a topology has at most 1 MiB (1,048,576 bytes); the examples have less than 2 KiB",
                            "check that this is the right file"));
            return Optional.empty();
        }
        Optional<String> mark = byteOrderMark(content);
        if (mark.isPresent()) {
            problems.add(
                    ProblemId.BYTE_ORDER_MARK,
                    start,
                    new Message(
                            "the file begins with a byte order mark of " + mark.get(),
                            "a topology is UTF-8 without a byte order mark",
                            "save it as \"UTF-8\", not as \"UTF-8 with BOM\", \"UTF-16\" or \"UTF-32\""));
            return Optional.empty();
        }
        return strictly(fileName, content, problems);
    }

    private static Optional<String> byteOrderMark(byte[] content) {
        if (startsWith(content, 0xEF, 0xBB, 0xBF)) {
            return Optional.of("UTF-8");
        }
        if (startsWith(content, 0, 0, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE, 0, 0)) {
            return Optional.of("UTF-32");
        }
        boolean wide = startsWith(content, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE);
        return wide ? Optional.of("UTF-16") : Optional.empty();
    }

    private static boolean startsWith(byte[] content, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (content.length <= i || (content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> strictly(String fileName, byte[] content, ProblemList problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(content.length);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CoderResult result = decoder.decode(bytes, text, true);
        String decoded = text.flip().toString();
        int unprintable = unprintable(decoded);
        if (result.isError() || unprintable >= 0) {
            String good = unprintable >= 0 ? decoded.substring(0, unprintable) : decoded;
            int found = unprintable >= 0 ? decoded.charAt(unprintable) : bytes.get(bytes.position()) & 0xFF;
            String what = unprintable >= 0 && found > 0x7F ? "character U+%04X" : "byte 0x%02X";
            notText(fileName, good, String.format(Locale.ROOT, what, found), problems);
            return Optional.empty();
        }
        return Optional.of(decoded);
    }

    /// Where the first character stands that YAML 1.2 §5.1 has no place for; -1 if there is none.
    private static int unprintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = (c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0 && c != 0x85);
            if (control || c >= 0xFFFE) {
                return i;
            }
        }
        return -1;
    }

    private static void notText(String fileName, String good, String found, ProblemList problems) {
        List<String> before = lines(good);
        String last = before.getLast();
        problems.add(
                ProblemId.NOT_TEXT,
                Place.in(fileName, before.size(), last.codePointCount(0, last.length()) + 1, 1),
                new Message(
                        "the " + found + " is not text here",
                        "a topology is UTF-8 text; a binary file or another encoding (Latin-1, Windows-1252) is not",
                        "check that this is the right file, and save it as UTF-8"));
    }
}
