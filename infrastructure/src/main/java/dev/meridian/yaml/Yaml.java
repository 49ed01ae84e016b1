package dev.meridian.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Writes documents down. Texts stand without quotes where every reader takes them for texts, those of YAML 1.1
/// too, to which `no` is a truth and `1e3` a number.
public final class Yaml {
    private static final int WIDTH_OF_A_COMMENT = 100;

    /// A word, or a quantity with its unit.
    private static final Pattern PLAIN =
            Pattern.compile("(?:\\.\\./)*[A-Za-z/][A-Za-z0-9._/-]*(?:[:=][A-Za-z0-9._/-]+)*|[0-9]+(?:m|s|h|Mi|Gi|%)");

    private static final Pattern SPECIAL = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .setDumpComments(true)
            .build();

    private Yaml() {}

    /// A file of several documents.
    public static String text(List<Fields> documents) {
        List<String> texts = new ArrayList<>();
        for (Fields document : documents) {
            Written written = new Written(new StringBuilder());
            new Dump(SETTINGS).dumpNode(node(document, 0), written);
            texts.add(written.text().toString());
        }
        return String.join("---\n", texts);
    }

    private record Written(StringBuilder text) implements StreamDataWriter {
        @Override
        public void write(String part) {
            text.append(part);
        }

        @Override
        public void write(String part, int from, int length) {
            text.append(part, from, from + length);
        }
    }

    private static Node node(Value value, int depth) {
        return switch (value) {
            case Value.Text(String text) ->
                text.endsWith("\n")
                        ? new ScalarNode(Tag.STR, text, ScalarStyle.LITERAL)
                        : scalar(Tag.STR, text, isPlain(text));
            case Value.Whole(long number) -> scalar(Tag.INT, Long.toString(number), true);
            case Value.Flag(boolean flag) -> scalar(Tag.BOOL, Boolean.toString(flag), true);
            case Value.Items(List<Value> items) ->
                new SequenceNode(
                        Tag.SEQ,
                        items.stream().map(item -> node(item, depth + 1)).toList(),
                        items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
            case Fields fields -> mapping(fields, depth);
        };
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches();
    }

    private static Node scalar(Tag tag, String text, boolean isPlain) {
        return new ScalarNode(tag, text, isPlain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }

    private static Node mapping(Fields fields, int depth) {
        List<NodeTuple> tuples = new ArrayList<>();
        for (Fields.Field field : fields.all()) {
            Node key = scalar(Tag.STR, field.name(), isPlain(field.name()));
            field.why().ifPresent(why -> key.setBlockComments(comment(why, depth)));
            tuples.add(new NodeTuple(key, node(field.value(), depth + 1)));
        }
        return new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static List<CommentLine> comment(String why, int depth) {
        List<CommentLine> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : why.split(" ", -1)) {
            if (!line.isEmpty() && 2 * depth + line.length() + word.length() + 2 > WIDTH_OF_A_COMMENT) {
                lines.add(commentLine(line.toString()));
                line.setLength(0);
            }
            line.append(' ').append(word);
        }
        lines.add(commentLine(line.toString()));
        return lines;
    }

    private static CommentLine commentLine(String text) {
        return new CommentLine(Optional.empty(), Optional.empty(), text, CommentType.BLOCK);
    }
}
