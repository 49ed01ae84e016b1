package dev.meridian.answers;

import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What several documents have in common. What does not exist is `null`, never absent.
final class Json {
    static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static void text(ObjectNode node, String name, Optional<String> value) {
        if (value.isPresent()) {
            node.put(name, value.get());
        } else {
            node.putNull(name);
        }
    }

    /// A place; an assignment has no line, so its label and path stand for a file of one line.
    static ObjectNode where(Where where) {
        return switch (where) {
            case Where.InFile(String file, int line, int column) ->
                object().put("file", file).put("line", line).put("column", column);
            case Where.InAssignment _ ->
                object().put("file", where.text()).put("line", 1).put("column", 1);
        };
    }

    static ObjectNode problem(Problem problem) {
        ObjectNode node = object().put("id", problem.id());
        node.set("where", where(problem.where()));
        return node.put("what", problem.what()).put("why", problem.why()).put("fix", problem.fix());
    }
}
