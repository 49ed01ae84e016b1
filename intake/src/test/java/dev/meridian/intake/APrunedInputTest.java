package dev.meridian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Catalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whatever is missing from an input, or is not what it should be: the draft is a topology without a problem.
/// Seeds that failed once stay in the list of seeds.
@DisplayName("A pruned input")
class APrunedInputTest {
    private static final int SEEDS = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What stands instead of a value: texts that are no names, no numbers, no regions, and texts that end a
    /// comment.
    private static final List<JsonNode> ODD = odd();

    private static List<JsonNode> odd() {
        JsonNodeFactory make = JSON.getNodeFactory();
        return List.of(
                make.nullNode(),
                make.booleanNode(true),
                make.numberNode(-1),
                make.numberNode(Integer.MAX_VALUE),
                make.numberNode(Long.MAX_VALUE),
                make.numberNode(0),
                make.numberNode(1.5),
                make.stringNode(""),
                make.stringNode("primary"),
                make.stringNode("EU West 1"),
                make.stringNode("a\nb: {c}\u2028 # \"d\" \\ 'e' \uD800"),
                make.stringNode("arn:aws:rds:all:123456789012:db:x"),
                make.stringNode("x".repeat(300)),
                make.stringNode("null"),
                make.stringNode("us-east-1"),
                make.stringNode("module.a.module.a.aws_vpc.x"),
                make.arrayNode(),
                make.objectNode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan.json", "terraform.tfstate", "cdk.context.json", "two-cells.json"})
    void is_a_topology_all_the_same(String name) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            JsonNode root = JSON.readTree(Drafts.example(name));
            double share = random.nextInt(4) == 0 ? 0.2 : 0.02;
            prune((ObjectNode) root, random, share, 0);
            byte[] content = root.toString().getBytes(StandardCharsets.UTF_8);
            Intake.Outcome outcome = Intake.read(name, content, Answers.NONE, Catalogue::has);
            switch (outcome) {
                case Intake.Outcome.Drafted(Draft draft) -> {
                    try {
                        Drafts.blueprint(draft);
                    } catch (AssertionError e) {
                        throw new AssertionError("seed " + seed + " of " + name, e);
                    }
                }
                case Intake.Outcome.Refused(var problem) ->
                    assertThat(problem.id()).as("seed " + seed).isIn("MER-0081", "MER-0083");
            }
        }
    }

    private static void prune(JsonNode node, Random random, double share, int depth) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                // What says which input it is stays; the rest of this is about what is in it.
                boolean stays = depth == 0
                        && List.of("planned_values", "version", "lineage").contains(name);
                if (!stays && random.nextDouble() < share) {
                    change(object, name, random);
                } else {
                    prune(object.path(name), random, share, depth + 1);
                }
            }
        } else if (node instanceof ArrayNode array) {
            List<JsonNode> kept = new ArrayList<>();
            for (JsonNode item : array) {
                if (random.nextDouble() >= share) {
                    prune(item, random, share, depth + 1);
                    kept.add(item);
                    if (random.nextInt(50) == 0) {
                        kept.add(item);
                    }
                }
            }
            array.removeAll();
            kept.forEach(array::add);
        }
    }

    private static void change(ObjectNode object, String name, Random random) {
        if (random.nextBoolean()) {
            object.remove(name);
        } else {
            object.set(name, ODD.get(random.nextInt(ODD.size())));
        }
    }
}
