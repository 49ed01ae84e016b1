package dev.meridian.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What happens to bytes on their way: editors, encodings, copies that were cut short, and somebody's elbow.
final class Damage {
    /// What YAML, shells, terminals and arithmetic stumble over.
    static final List<String> NASTY = List.of(
            "",
            " ",
            "~",
            "null",
            "{}",
            "[]",
            "{",
            "]",
            "&a",
            "*a",
            "<<",
            "!!int 5",
            "---",
            "...",
            "|",
            ">",
            "? x",
            "- ",
            ": ",
            "#",
            "\"",
            "'",
            "`",
            "@",
            "%",
            "%s%n%d",
            "${HOME}",
            "$(id)",
            "::error::x",
            "\\",
            "a.b.c",
            "..",
            ".",
            "-",
            "--set",
            "0",
            "-0",
            "-1",
            "0s",
            "0%",
            "100%",
            "100.000000001%",
            "0.000000001%",
            "99.999999999%",
            "1e9",
            "1e999999999",
            "0x10",
            "0b1",
            "1_000",
            "NaN",
            ".inf",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "999999999",
            "999999999d",
            "999999999d999999999d",
            "106751991167d",
            "11574d",
            "0.000001ms",
            "1ms",
            "999999999..999999999",
            "9..1",
            "..",
            "..9",
            "1..",
            "0..0",
            "0/s",
            "999999999999/s",
            "999999999999.9999 USD/month",
            "0 USD/month",
            "1 XXX/hour",
            "1 JPY/hour",
            "999999Pi",
            "0Gi",
            "0.0.0.0/8",
            "255.255.255.255/28",
            "10.0.0.1/8",
            "999.0.0.0/8",
            "/8",
            "/28",
            "0000-00-00",
            "9999-12-31",
            "+999999999-12-31",
            "2027-02-30",
            "0 of 0",
            "1 of 999",
            "3 of 2",
            "Sun 23:59-00:00 UTC",
            "daily 00:00-00:00 UTC",
            "true",
            "false",
            "yes",
            "no",
            "on",
            "all",
            "any",
            "same",
            "none",
            "primary",
            "global",
            "MER-0107",
            "MER-9999",
            "a".repeat(63),
            "a".repeat(64),
            "a-".repeat(31) + "a",
            "x".repeat(5_000),
            "é",
            "ÿ",
            "ß",
            "İ",
            "ﬁ",
            "日本",
            "\uD83D\uDE00",
            "\uD800",
            "\uDC00\uD800",
            "e\u0301",
            "\u200B",
            "\u202E",
            "\u2028",
            "\u0085",
            "\u0000",
            "\u001B[31m",
            "\u0007",
            "\uFEFF",
            "\uFFFD",
            "\uFFFF",
            "\r",
            "\n",
            "\t",
            "a\nb",
            "١٢٣");

    private final Random random;

    Damage(Random random) {
        this.random = random;
    }

    byte[] of(byte[] content) {
        byte[] damaged = content;
        for (int i = random.nextInt(4) == 0 ? 3 : 0; i >= 0; i--) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private byte[] once(byte[] content) {
        if (content.length == 0) {
            return one(NASTY).getBytes(StandardCharsets.UTF_8);
        }
        int at = random.nextInt(content.length);
        int end = Math.min(content.length, at + 1 + (int) Math.pow(2, random.nextInt(8)));
        return switch (random.nextInt(16)) {
            case 0 -> flipped(content, at);
            case 1 -> Arrays.copyOf(content, at);
            case 2 -> joined(content, 0, at, new byte[0], end);
            case 3 -> joined(content, 0, at, bytes(1 + random.nextInt(4)), at);
            case 4 -> joined(content, 0, end, Arrays.copyOfRange(content, at, end), end);
            case 5, 6, 7 -> joined(content, 0, at, one(NASTY).getBytes(StandardCharsets.UTF_8), at);
            case 8 -> joined(content, 0, at, one(NASTY).getBytes(StandardCharsets.UTF_8), end);
            case 9 -> joined(content, 0, 0, mark(), 0);
            case 10 -> encoded(content);
            case 11 -> replaced(content, "\n", random.nextBoolean() ? "\r\n" : "\r");
            case 12 -> joined(content, 0, at, strange(), at);
            case 13 -> longLine(content, at);
            default -> lines(content);
        };
    }

    private byte[] flipped(byte[] content, int at) {
        byte[] flipped = content.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mark() {
        return switch (random.nextInt(4)) {
            case 0 -> new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
            case 1 -> new byte[] {(byte) 0xFE, (byte) 0xFF};
            case 2 -> new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0};
            default -> new byte[] {0, 0, (byte) 0xFE};
        };
    }

    /// Bytes that some decoders take: NUL in two bytes, half a pair, a code point that there is not, a beginning.
    private byte[] strange() {
        return switch (random.nextInt(5)) {
            case 0 -> new byte[] {(byte) 0xC0, (byte) 0x80};
            case 1 -> new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
            case 2 -> new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80};
            case 3 -> new byte[] {(byte) 0xE2, (byte) 0x80};
            default -> new byte[] {0};
        };
    }

    private byte[] encoded(byte[] content) {
        Charset other = Charset.forName(one(List.of("UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252")));
        return new String(content, StandardCharsets.UTF_8).getBytes(other);
    }

    private byte[] replaced(byte[] content, String old, String by) {
        return latin(latin(content).replace(old, by));
    }

    private byte[] longLine(byte[] content, int at) {
        String piece = one(List.of("x", " ", "[", "{a: ", "'", "\"", "a, ", "é", "- ", "? ", "9", "."));
        int times = (int) Math.pow(10, 1 + random.nextInt(5));
        return joined(content, 0, at, piece.repeat(times).getBytes(StandardCharsets.UTF_8), at);
    }

    /// Lines deleted, doubled, moved, indented otherwise.
    private byte[] lines(byte[] content) {
        List<String> lines = new ArrayList<>(Arrays.asList(latin(content).split("\n", -1)));
        int from = random.nextInt(lines.size());
        int to = Math.min(lines.size(), from + 1 + random.nextInt(6));
        List<String> part = new ArrayList<>(lines.subList(from, to));
        switch (random.nextInt(5)) {
            case 0 -> lines.subList(from, to).clear();
            case 1 -> lines.addAll(random.nextInt(lines.size() + 1), part);
            case 2 -> {
                lines.subList(from, to).clear();
                lines.addAll(random.nextInt(lines.size() + 1), part);
            }
            case 3 -> lines.subList(from, to).replaceAll(line -> (random.nextInt(4) == 0 ? "\t" : "  ") + line);
            default -> lines.subList(from, to).replaceAll(line -> line.replaceFirst("^ {1,2}", ""));
        }
        return latin(String.join("\n", lines));
    }

    /// A text with one of its numbers changed.
    static String otherNumber(String text, Random random) {
        return text.replaceFirst(
                "\\d+",
                switch (random.nextInt(9)) {
                    case 0 -> "0";
                    case 1 -> "1";
                    case 2 -> "999999999";
                    case 3 -> "99";
                    case 4 -> "007";
                    case 5 -> "900";
                    case 6 -> "11574";
                    default -> Integer.toString(random.nextInt(1_000));
                });
    }

    private static byte[] joined(byte[] content, int from, int to, byte[] middle, int behind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, from, to - from);
        out.writeBytes(middle);
        out.write(content, behind, content.length - behind);
        return out.toByteArray();
    }

    /// One character per byte, and back: text of any encoding can be cut at its lines.
    static String latin(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
