package dev.meridian.runbooks;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An alarm as it will be called, read from the roots that make it: a page never names one that is not there.
///
/// @param name of it
/// @param region where it rings
/// @param why as it says it
/// @param metric what it looks at: `AWS/RDS ReplicaLag`
record Bell(String name, String region, String why, String metric) {
    /// All of them, in the order of the roots.
    static List<Bell> of(List<Root> roots) {
        List<Bell> bells = new ArrayList<>();
        for (Root root : roots) {
            for (Block block : root.blocks()) {
                if (block.labels().contains("aws_cloudwatch_metric_alarm")) {
                    bells.addAll(of(root, block));
                }
            }
        }
        return bells;
    }

    private static List<Bell> of(Root root, Block block) {
        String metric = text(block, "namespace") + " " + text(block, "metric_name");
        String region = region(root, block);
        return names(block).stream()
                .map(name -> new Bell(name, region, text(block, "alarm_description"), metric))
                .toList();
    }

    /// Of several of a kind, each.
    private static List<String> names(Block block) {
        Expression name = block.at("alarm_name").orElse(Expression.text(""));
        if (!(name instanceof Expression.Template template)) {
            return List.of(text(name));
        }
        return each(block).stream()
                .map(key -> {
                    StringBuilder whole = new StringBuilder();
                    template.parts()
                            .forEach(part -> whole.append(part instanceof Expression.Reference ? key : text(part)));
                    return whole.toString();
                })
                .toList();
    }

    private static List<String> each(Block block) {
        return block.at("for_each").stream()
                .flatMap(each -> each instanceof Expression.Call call
                        ? call.arguments().stream()
                        : List.<Expression>of().stream())
                .flatMap(list ->
                        list instanceof Expression.Sequence all ? all.items().stream() : List.<Expression>of().stream())
                .map(Bell::text)
                .toList();
    }

    /// The region of the provider that it is made with.
    private static String region(Root root, Block block) {
        Optional<String> alias = block.at("provider")
                .filter(Expression.Reference.class::isInstance)
                .map(provider -> ((Expression.Reference) provider).path().replaceFirst("aws\\.", ""));
        return root.blocks().stream()
                .filter(provider -> provider.type().equals("provider"))
                .filter(provider -> provider.at("alias").map(Bell::text).equals(alias))
                .map(provider -> text(provider, "region"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("a root without a region: " + root.path()));
    }

    private static String text(Block block, String attribute) {
        return block.at(attribute).map(Bell::text).orElse("");
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
            List<State> states = new ArrayList<>();
            roots.forEach(root -> root.blocks().stream()
                    .filter(block -> block.type().equals("terraform"))
                    .flatMap(block -> block.body().stream())
                    .filter(item -> item instanceof Block block && block.type().equals("backend"))
                    .map(Block.class::cast)
                    .forEach(backend ->
                            states.add(new State(root.path(), text(backend, "bucket"), text(backend, "region")))));
            return states;
        }
    }
}
