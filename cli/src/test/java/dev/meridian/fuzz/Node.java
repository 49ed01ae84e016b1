package dev.meridian.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A file as a tree that can be pulled about: keys may stand twice, and what is written need not be right.
///
/// Lists can be changed in place; everything else is replaced in the list that holds it.
sealed interface Node {
    int DEEPEST = 70;

    record Block(List<Entry> entries) implements Node {}

    record Items(List<Node> items) implements Node {}

    record Leaf(String text) implements Node {}

    record Entry(String key, Node value) {}

    /// The tree of a text; empty where it is none, or one that the library gives up on.
    static Optional<Block> read(String text) {
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(true).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> read(node, 0))
                    .filter(Block.class::isInstance)
                    .map(Block.class::cast);
        } catch (YamlEngineException | StackOverflowError unreadable) {
            return Optional.empty();
        }
    }

    private static Node read(org.snakeyaml.engine.v2.nodes.Node node, int depth) {
        if (depth > DEEPEST) {
            return new Leaf("too-deep");
        }
        return switch (node) {
            case MappingNode mapping -> {
                List<Entry> entries = new ArrayList<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                    entries.add(new Entry(key, read(tuple.getValueNode(), depth + 1)));
                }
                yield new Block(entries);
            }
            case SequenceNode sequence -> {
                List<Node> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(read(item, depth + 1)));
                yield new Items(items);
            }
            case ScalarNode scalar -> new Leaf(scalar.getValue());
            default -> new Leaf("");
        };
    }

    default Node copy() {
        return switch (this) {
            case Block(List<Entry> entries) -> {
                List<Entry> copies = new ArrayList<>();
                entries.forEach(
                        entry -> copies.add(new Entry(entry.key(), entry.value().copy())));
                yield new Block(copies);
            }
            case Items(List<Node> items) -> {
                List<Node> copies = new ArrayList<>();
                items.forEach(item -> copies.add(item.copy()));
                yield new Items(copies);
            }
            case Leaf leaf -> leaf;
        };
    }

    /// As one line, for an assignment.
    default String flow() {
        StringBuilder out = new StringBuilder();
        flow(this, out);
        return out.toString();
    }

    /// As a file; blocks are written with brackets now and then.
    static String write(Block root, Random random) {
        StringBuilder out = new StringBuilder();
        write(root, "", random, out);
        return out.isEmpty() ? "{}\n" : out.toString();
    }

    private static void write(Block block, String indent, Random random, StringBuilder out) {
        for (Entry entry : block.entries) {
            out.append(indent).append(scalar(entry.key)).append(':');
            boolean open = entry.value instanceof Block(List<Entry> inside)
                    && !inside.isEmpty()
                    && indent.length() < 2 * DEEPEST
                    && (indent.length() < 4 || random.nextInt(4) > 0);
            if (open) {
                out.append('\n');
                write((Block) entry.value, indent + "  ", random, out);
            } else {
                out.append(' ');
                flow(entry.value, out);
                out.append('\n');
            }
        }
    }

    private static void flow(Node node, StringBuilder out) {
        switch (node) {
            case Block(List<Entry> entries) -> {
                out.append('{');
                for (int i = 0; i < entries.size(); i++) {
                    out.append(i == 0 ? "" : ", ")
                            .append(scalar(entries.get(i).key))
                            .append(": ");
                    flow(entries.get(i).value, out);
                }
                out.append('}');
            }
            case Items(List<Node> items) -> {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    flow(items.get(i), out);
                }
                out.append(']');
            }
            case Leaf(String text) -> out.append(scalar(text));
        }
    }

    private static String scalar(String text) {
        if (text.matches("[A-Za-z0-9./_%+~-]([A-Za-z0-9 ./:_%+@~-]*[A-Za-z0-9./_%+@~-])?")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> {
                    boolean strange = c < ' ' || Character.isSurrogate(c) || (c >= 0x7F && c < 0xA0) || c >= 0xFFFE;
                    quoted.append(strange ? "\\u%04x".formatted((int) c) : c);
                }
            }
        }
        return quoted.append('"').toString();
    }
}
