package dev.meridian.json;

import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/// A tree written down as the library writes it for people: each member on a line of its own, the elements of
/// an array behind each other. Its generator is made for streams of any form, in buffers that it keeps; for some
/// pages it takes longer to come up than all of them take here.
final class Written {
    private static final String STEP = "  ";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final StringBuilder text = new StringBuilder();

    private Written() {}

    static String of(JsonNode tree) {
        Written written = new Written();
        written.value(tree, "\n");
        return written.text.append('\n').toString();
    }

    /// @param end of a line, with the indent of the next one
    private void value(JsonNode node, String end) {
        switch (node.getNodeType()) {
            case OBJECT -> members(node, end);
            case ARRAY -> elements(node, end);
            case STRING -> quoted(node.stringValue());
            case BOOLEAN -> text.append(node.booleanValue());
            case NULL -> text.append("null");
            case NUMBER -> {
                if (node.isIntegralNumber()) {
                    text.append(node.longValue());
                } else {
                    text.append(node.doubleValue());
                }
            }
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node);
        }
    }

    private void members(JsonNode object, String end) {
        if (object.isEmpty()) {
            text.append("{ }");
            return;
        }
        String within = end + STEP;
        String before = "{";
        for (var member : object.properties()) {
            text.append(before).append(within);
            quoted(member.getKey());
            text.append(" : ");
            value(member.getValue(), within);
            before = ",";
        }
        text.append(end).append('}');
    }

    private void elements(JsonNode array, String end) {
        String before = "[ ";
        for (JsonNode element : array.values()) {
            text.append(before);
            value(element, end);
            before = ", ";
        }
        text.append(array.isEmpty() ? "[ ]" : " ]");
    }

    private void quoted(String words) {
        text.append('"');
        int from = 0;
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\') {
                text.append(words, from, i);
                escaped(letter);
                from = i + 1;
            }
        }
        text.append(words, from, words.length()).append('"');
    }

    /// RFC 8259, 7: strings.
    private void escaped(char letter) {
        switch (letter) {
            case '"', '\\' -> text.append('\\').append(letter);
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> text.append("\\u").append(HEX.toHexDigits(letter));
        }
    }
}
