package dev.meridian.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// What the provider takes in blocks of one type.
///
/// @param attributes by name
/// @param required the names of those that have to be there
/// @param blocks that stand in it, by type
record Form(SequencedMap<String, Taken> attributes, List<String> required, SequencedMap<String, Inner> blocks) {
    /// An attribute.
    ///
    /// @param isTaken whether it can be set; the provider works out the others
    record Taken(JsonNode type, boolean isTaken) {}

    /// A block in a block, and how often it may be there.
    record Inner(Form form, int min, int max) {}

    /// As a line of the table has it.
    static Form of(JsonNode line) {
        SequencedMap<String, Taken> attributes = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (var entry : line.path("attributes").properties()) {
            JsonNode attribute = entry.getValue();
            boolean isRequired = attribute.path("required").asBoolean(false);
            if (isRequired) {
                required.add(entry.getKey());
            }
            boolean isTaken = isRequired || attribute.path("optional").asBoolean(false);
            attributes.put(entry.getKey(), new Taken(attribute.path("type"), isTaken));
        }
        SequencedMap<String, Inner> blocks = new LinkedHashMap<>();
        for (var entry : line.path("blocks").properties()) {
            JsonNode block = entry.getValue();
            int min = block.path("min").asInt(0);
            int max = block.path("max").asInt(Integer.MAX_VALUE);
            blocks.put(entry.getKey(), new Inner(of(block), min, max));
        }
        return new Form(attributes, required, blocks);
    }
}
