package dev.meridian.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes documents down. Texts stand without quotes where every reader takes them for texts, those of YAML 1.1
/// too, to which `no` is a truth and `1e3` a number.
///
/// Of the language this is the small part that documents here need: blocks, plain and quoted texts, and texts of
/// several lines. A library writes all of it, and took a tenth of the time of a whole `synth` to decide for each
/// text what is decided here already (ADR 20).
public final class Yaml {
    private static final int WIDTH_OF_A_COMMENT = 100;
    private static final String STEP = "  ";

    /// A word, or a quantity with its unit.
    private static final Pattern PLAIN =
            Pattern.compile("(?:\\.\\./)*[A-Za-z/][A-Za-z0-9._/-]*(?:[:=][A-Za-z0-9._/-]+)*|[0-9]+(?:m|s|h|Mi|Gi|%)");

    private static final String IN_PLAIN = "._/-:=%";

    private static final SequencedSet<String> SPECIAL =
            new LinkedHashSet<>(List.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"));

    private static final int LONGEST_SPECIAL = "false".length();

    private final StringBuilder text = new StringBuilder();

    private Yaml() {}

    /// A file of several documents.
    public static String text(List<Fields> documents) {
        return documents.stream().map(Yaml::document).collect(Collectors.joining("---\n"));
    }

    private static String document(Fields document) {
        Yaml yaml = new Yaml();
        if (document.all().isEmpty()) {
            return "{}\n";
        }
        yaml.fields(document, "");
        return yaml.text.toString();
    }

    /// Each at the indent, but for the first, for which somebody has made room.
    private void fields(Fields fields, String indent) {
        String before = "";
        for (Fields.Field field : fields.all()) {
            text.append(before);
            if (field.why().isPresent()) {
                comment(field.why().get(), indent);
            }
            word(field.name());
            text.append(':');
            below(field.value(), indent);
            before = indent;
        }
    }

    /// What stands behind a colon: in its line, or in those below it.
    private void below(Value value, String indent) {
        String within = indent + STEP;
        switch (value) {
            case Fields fields
            when !fields.all().isEmpty() -> {
                text.append('\n').append(within);
                fields(fields, within);
            }
            case Value.Items(List<Value> items)
            when !items.isEmpty() -> {
                text.append('\n').append(within);
                items(items, within);
            }
            default -> {
                text.append(' ');
                here(value, indent);
            }
        }
    }

    private void items(List<Value> items, String indent) {
        String before = "";
        for (Value item : items) {
            text.append(before).append("- ");
            here(item, indent);
            before = indent;
        }
    }

    /// What stands behind a dash, or behind a colon in its line.
    ///
    /// @param indent of the dash, or of the name before the colon
    private void here(Value value, String indent) {
        switch (value) {
            case Value.Text(String words) when isBlock(words) -> block(words, indent + STEP);
            case Value.Text(String words) -> {
                word(words);
                text.append('\n');
            }
            case Value.Whole(long number) -> text.append(number).append('\n');
            case Value.Flag(boolean flag) -> text.append(flag).append('\n');
            case Value.Items(List<Value> items) when items.isEmpty() -> text.append("[]\n");
            case Value.Items(List<Value> items) -> items(items, indent + STEP);
            case Fields fields when fields.all().isEmpty() -> text.append("{}\n");
            case Fields fields -> fields(fields, indent + STEP);
        }
    }

    /// Lines that stand as they are. What a block cannot have is quoted: an end that is no end of a line, blanks
    /// that nobody would see, and letters without a shape.
    private static boolean isBlock(String words) {
        return words.endsWith("\n")
                && !words.startsWith("\n")
                && !words.startsWith(" ")
                && !words.contains(" \n")
                && words.chars().allMatch(letter -> letter == '\n' || isShown(letter));
    }

    private void block(String words, String indent) {
        text.append(words.endsWith("\n\n") ? "|+\n" : "|\n");
        words.lines()
                .forEach(line ->
                        text.append(line.isEmpty() ? "" : indent).append(line).append('\n'));
    }

    private void word(String words) {
        if (isPlain(words)) {
            text.append(words);
        } else {
            text.append('"');
            words.chars().forEach(this::quoted);
            text.append('"');
        }
    }

    private static boolean isPlain(String words) {
        boolean isPath = true;
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            boolean isLetter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
            boolean isDigit = letter >= '0' && letter <= '9';
            if (!isLetter && !isDigit && IN_PLAIN.indexOf(letter) < 0) {
                return false;
            }
            isPath &= isLetter || (i > 0 && letter != ':' && letter != '=' && letter != '%');
        }
        return ((isPath && !words.isEmpty()) || PLAIN.matcher(words).matches())
                && (words.length() > LONGEST_SPECIAL || !SPECIAL.contains(words.toLowerCase(Locale.ROOT)));
    }

    /// YAML 1.2, 5.7: escaped characters.
    private void quoted(int letter) {
        switch (letter) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (isShown(letter)) {
                    text.append((char) letter);
                } else {
                    text.append(String.format(Locale.ROOT, "\\u%04x", letter));
                }
            }
        }
    }

    /// Whether a letter may stand as it is, and is seen (YAML 1.2, 5.1: character set): what has a shape, and the
    /// halves of what one `char` does not hold.
    private static boolean isShown(int letter) {
        return (letter >= ' ' && letter < 0x7f)
                || (letter > 0xa0 && letter != 0x2028 && letter != 0x2029 && letter != 0xfeff);
    }

    private void comment(String why, String indent) {
        StringBuilder line = new StringBuilder();
        for (String word : why.split(" ", -1)) {
            if (!line.isEmpty() && indent.length() + line.length() + word.length() + 2 > WIDTH_OF_A_COMMENT) {
                commentLine(line, indent);
                line.setLength(0);
            }
            line.append(' ').append(word);
        }
        commentLine(line, indent);
    }

    private void commentLine(StringBuilder line, String indent) {
        text.append('#').append(line).append('\n').append(indent);
    }
}
