package dev.meridian.answers;

import dev.meridian.topology.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What `docs/schemas/explain.schema.json` describes.
public final class ExplanationJson {
    private ExplanationJson() {}

    /// The members of the document behind the head that every document has.
    ///
    /// @param path as it was asked for; empty for the whole file
    public static SequencedMap<String, JsonNode> members(String file, Optional<String> path, List<Explained> values) {
        ObjectNode asked = Json.object().put("file", file);
        Json.text(asked, "path", path);
        ArrayNode all = Json.array();
        values.forEach(value -> all.add(value(value)));
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        asked.propertyStream().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        members.put("values", all);
        return members;
    }

    private static ObjectNode value(Explained value) {
        ObjectNode node = Json.object().put("path", value.path()).put("value", value.text());
        node.set("origin", origin(value.origin()));
        ArrayNode layers = node.putArray("layers");
        for (Explained.Saying saying : value.sayings()) {
            ObjectNode layer = layers.addObject()
                    .put("layer", saying.layer())
                    .put("value", saying.text())
                    .put("use", saying.use().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            layer.set("origin", origin(saying.origin()));
        }
        return node;
    }

    private static ObjectNode origin(Origin origin) {
        String kind = switch (origin) {
            case Origin.Declared _ -> "declared";
            case Origin.Assigned _ -> "assigned";
            case Origin.Default _ -> "default";
            case Origin.Profile _ -> "profile";
            case Origin.Derived _ -> "derived";
            case Origin.Sourced _ -> "sourced";
        };
        ObjectNode node = Json.object().put("kind", kind).put("text", origin.text());
        if (origin instanceof Origin.Declared declared) {
            node.set("where", Json.where(declared.where()));
        } else {
            node.putNull("where");
        }
        return node;
    }
}
