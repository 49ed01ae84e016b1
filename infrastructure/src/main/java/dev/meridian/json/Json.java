package dev.meridian.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.SegmentedStringWriter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Trees of JSON, read and written without a mapper: to make one takes longer than to write all pages of a system
/// (0.1 s of a process that takes 1.5 s; Jackson 3.1, JDK 25, 2026-11).
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /// Lines end alike everywhere: the same input has the same bytes.
    private static final DefaultPrettyPrinter INDENTED =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private static final ObjectWriteContext PRETTY = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return INDENTED.createInstance();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private Json() {}

    /// An object without members.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// An array without elements.
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// As people read it, a line end behind it.
    public static String text(JsonNode tree) {
        SegmentedStringWriter text = new SegmentedStringWriter(new BufferRecycler());
        try (JsonGenerator out = FACTORY.createGenerator(PRETTY, text)) {
            write(tree, out);
        }
        return text.getAndClear() + "\n";
    }

    /// One document as a tree.
    ///
    /// @throws tools.jackson.core.JacksonException for what is none
    public static JsonNode tree(String document) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            if (in.nextToken() == null) {
                throw new StreamReadException(in, "nothing is there");
            }
            JsonNode tree = read(in);
            if (in.nextToken() != null) {
                throw new StreamReadException(in, "something follows the document");
            }
            return tree;
        }
    }

    private static void write(JsonNode node, JsonGenerator out) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (var member : node.properties()) {
                    out.writeName(member.getKey());
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode element : node.values()) {
                    write(element, out);
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(node.stringValue());
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NULL -> out.writeNull();
            case NUMBER -> {
                if (node.isIntegralNumber()) {
                    out.writeNumber(node.longValue());
                } else {
                    out.writeNumber(node.doubleValue());
                }
            }
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node);
        }
    }

    private static JsonNode read(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                ObjectNode members = object();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    members.set(name, read(in));
                }
                yield members;
            }
            case START_ARRAY -> {
                ArrayNode elements = array();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(in));
                }
                yield elements;
            }
            case VALUE_STRING -> JsonNodeFactory.instance.stringNode(in.getString());
            case VALUE_NUMBER_INT -> JsonNodeFactory.instance.numberNode(in.getLongValue());
            case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(in.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(in.getBooleanValue());
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            default -> throw new StreamReadException(in, "not a value: " + in.currentToken());
        };
    }
}
