package dev.meridian.runbooks;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// An alarm as it will be called, read from the roots that make it: a page never names one that is not there.
///
/// @param name of it
/// @param region where it rings
/// @param why as it says it
/// @param metric what it looks at: `AWS/RDS ReplicaLag`
record Bell(String name, String region, String why, String metric) {
    private static final String ALARM = "aws_cloudwatch_metric_alarm";
    private static final String OF_SEVERAL = "aws_cloudwatch_composite_alarm";

    /// All of them that tell somebody, in the order of the roots.
    static List<Bell> of(List<Root> roots) {
        List<Bell> bells = new ArrayList<>();
        for (Root root : roots) {
            for (Block block : root.blocks()) {
                boolean isAlarm = block.kind().equals(ALARM) || block.kind().equals(OF_SEVERAL);
                if (isAlarm && block.at("alarm_actions").isPresent()) {
                    bells.addAll(of(root, block));
                }
            }
        }
        return bells;
    }

    private static List<Bell> of(Root root, Block block) {
        String metric = metric(root, block);
        String region =
                root.region(block).orElseThrow(() -> new AssertionError("a root without a region: " + root.path()));
        return each(block).entrySet().stream()
                .map(one ->
                        new Bell(told(block, "alarm_name", one), region, told(block, "alarm_description", one), metric))
                .toList();
    }

    /// Of one that is made of others, what they look at, who have its label.
    private static String metric(Root root, Block block) {
        if (block.kind().equals(OF_SEVERAL)) {
            String label = block.labels().getLast();
            return root.of(ALARM).stream()
                    .filter(other -> other.labels().getLast().equals(label))
                    .map(other -> metric(root, other))
                    .findFirst()
                    .orElse("");
        }
        return inner(block, "metric_query").stream()
                .flatMap(query -> inner(query, "metric").stream())
                .findFirst()
                .map(looked -> text(looked, "namespace") + " " + text(looked, "metric_name"))
                .orElseGet(() -> text(block, "namespace") + " " + text(block, "metric_name"));
    }

    private static List<Block> inner(Block block, String type) {
        return block.body().stream()
                .filter(Block.class::isInstance)
                .map(Block.class::cast)
                .filter(inner -> inner.type().equals(type))
                .toList();
    }

    /// A text of one of several of a kind.
    private static String told(Block block, String attribute, Map.Entry<String, String> one) {
        return block.at(attribute).stream()
                .flatMap(value -> value instanceof Expression.Template(List<Expression> parts)
                        ? parts.stream()
                        : List.of(value).stream())
                .map(part -> part instanceof Expression.Reference(String path) ? of(path, one) : text(part))
                .collect(Collectors.joining());
    }

    private static String of(String path, Map.Entry<String, String> one) {
        return path.equals("each.value") ? one.getValue() : one.getKey();
    }

    /// What several of a kind are told apart by, with what each is; one alone has neither.
    private static SequencedMap<String, String> each(Block block) {
        SequencedMap<String, String> each = new LinkedHashMap<>();
        block.at("for_each").ifPresent(all -> each(all, each));
        if (each.isEmpty()) {
            each.put("", "");
        }
        return each;
    }

    private static void each(Expression all, SequencedMap<String, String> each) {
        if (all instanceof Expression.Mapping(SequencedMap<String, Expression> entries)) {
            entries.forEach((key, value) -> each.put(key, text(value)));
        } else if (all instanceof Expression.Sequence(List<Expression> items)) {
            items.forEach(item -> each.put(text(item), text(item)));
        } else if (all instanceof Expression.Call call) {
            call.arguments().forEach(argument -> each(argument, each));
        }
    }

    private static String text(Block block, String attribute) {
        return block.text(attribute).orElse("");
    }

    private static String text(Expression expression) {
        return expression instanceof Expression.Text text ? text.text() : "";
    }

    /// Where the state of a root is kept.
    ///
    /// @param root of which one
    /// @param region that keeps it
    record State(String root, String bucket, String region) {
        /// Of every root that has its state in a bucket; the first one makes those.
        static List<State> of(List<Root> roots) {
            return roots.stream()
                    .flatMap(root -> root.backend().stream()
                            .map(backend -> new State(root.path(), text(backend, "bucket"), text(backend, "region"))))
                    .toList();
        }
    }
}
