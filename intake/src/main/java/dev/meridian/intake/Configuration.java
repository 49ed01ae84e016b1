package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The configuration that a plan carries: which expression stands at which attribute, and what it refers to.
///
/// In a plan that is to make something, most of what joins two resources is "known after apply": the replica
/// does not know the address of its source yet. The expression knows it: `aws_db_instance.orders.arn`. A
/// reference may go through the variable of a module, the output of another one, and the element of a
/// `for_each`; each is followed. A `local` is not: a plan does not show what it stands for.
final class Configuration {
    private static final int DEEPEST = 32;
    private static final Pattern OF_RESOURCE =
            Pattern.compile("(data\\.)?([a-z0-9_]+)\\.([A-Za-z0-9_-]+)(?:\\[\"?([^]\"]*)\"?])?(?:\\..*)?");
    private static final Pattern OF_OUTPUT =
            Pattern.compile("(module\\.([A-Za-z0-9_-]+)(\\[[^]]+])?)\\.([A-Za-z0-9_-]+).*");

    /// The configuration of each module by the names on the way to it, without their keys.
    private final SequencedMap<List<String>, JsonNode> modules = new LinkedHashMap<>();

    /// The managed resources of each of them, by `type.name`.
    private final SequencedMap<List<String>, SequencedMap<String, JsonNode>> resources = new LinkedHashMap<>();

    private final JsonNode providers;
    private final JsonNode variables;

    /// A resource, or several of one kind, that an expression refers to.
    ///
    /// @param module its module, without keys
    /// @param through the parts of the module's address with a key, where the expression names one
    /// @param index its key, where the expression names one
    record Target(
            List<String> module,
            List<String> through,
            boolean isOfData,
            String type,
            String name,
            Optional<String> index) {}

    private Configuration(JsonNode providers, JsonNode variables) {
        this.providers = providers;
        this.variables = variables;
    }

    /// Of a plan, or of something that has none.
    static Configuration of(JsonNode plan) {
        JsonNode said = plan.path("configuration");
        Configuration configuration = new Configuration(said.path("provider_config"), plan.path("variables"));
        configuration.add(List.of(), said.path("root_module"));
        return configuration;
    }

    private void add(List<String> path, JsonNode module) {
        if (!module.isObject() || path.size() > DEEPEST) {
            return;
        }
        modules.put(path, module);
        SequencedMap<String, JsonNode> own = new LinkedHashMap<>();
        new Attributes(module)
                .blocks("resources").stream()
                        .filter(each -> each.text("mode").orElse("managed").equals("managed"))
                        .forEach(each -> own.put(
                                each.text("type").orElse("") + "."
                                        + each.text("name").orElse(""),
                                each.node()));
        resources.put(path, own);
        module.path("module_calls").properties().forEach(call -> {
            List<String> inner = new ArrayList<>(path);
            inner.add(call.getKey());
            add(inner, call.getValue().path("module"));
        });
    }

    /// The names of modules in the address of one: `module.a["x"].module.b` is `[a, b]`.
    static List<String> path(String address) {
        List<String> path = new ArrayList<>();
        for (String part : withoutKeys(address).split("\\.", -1)) {
            if (!part.isEmpty() && !part.equals("module")) {
                path.add(part);
            }
        }
        return path;
    }

    /// Keys may hold any text, dots and brackets too.
    private static String withoutKeys(String address) {
        StringBuilder names = new StringBuilder();
        boolean isKey = false;
        boolean isText = false;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (isText && c == '\\') {
                i++;
            } else if (isKey && c == '"') {
                isText = !isText;
            } else if (!isText && (c == '[' || c == ']')) {
                isKey = c == '[';
            } else if (!isKey) {
                names.append(c);
            }
        }
        return names.toString();
    }

    private JsonNode of(String module, String type, String name) {
        return resources
                .getOrDefault(path(module), new LinkedHashMap<>())
                .getOrDefault(type + "." + name, MissingNode.getInstance());
    }

    private JsonNode of(Resource resource) {
        return of(resource.module(), resource.type(), resource.name());
    }

    /// The key of a resource's provider configuration, `aws.eu`; empty if nobody says.
    String provider(String module, String type, String name) {
        return of(module, type, name).path("provider_config_key").asString("");
    }

    /// The region of each configuration of a provider, where an expression says it.
    SequencedMap<String, String> regions() {
        SequencedMap<String, String> regions = new LinkedHashMap<>();
        providers.properties().forEach(provider -> {
            List<String> module =
                    path(provider.getValue().path("module_address").asString(""));
            constant(module, provider.getValue().path("expressions").path("region"), 0)
                    .ifPresent(region -> regions.put(provider.getKey(), region));
        });
        return regions;
    }

    /// The text of an expression that is one, or a variable with one.
    private Optional<String> constant(List<String> module, JsonNode expression, int depth) {
        JsonNode value = expression.path("constant_value");
        if (value.isString()) {
            return Optional.of(value.stringValue());
        }
        List<String> references = new Attributes(expression).texts("references");
        if (references.isEmpty() || !references.getFirst().startsWith("var.") || depth > DEEPEST) {
            return Optional.empty();
        }
        String variable = name(references.getFirst());
        if (module.isEmpty()) {
            return new Attributes(variables.path(variable)).text("value");
        }
        return constant(module.subList(0, module.size() - 1), argument(module, variable), depth + 1)
                .or(() -> fallback(module, variable));
    }

    private Optional<String> fallback(List<String> module, String variable) {
        return new Attributes(module(module).path("variables").path(variable)).text("default");
    }

    /// What the caller of a module gives for one of its variables.
    private JsonNode argument(List<String> module, String variable) {
        return call(module).path("expressions").path(variable);
    }

    private JsonNode call(List<String> module) {
        return module(module.subList(0, module.size() - 1)).path("module_calls").path(module.getLast());
    }

    private JsonNode module(List<String> path) {
        return modules.getOrDefault(path, MissingNode.getInstance());
    }

    /// What the expression at an attribute refers to, however it gets there.
    ///
    /// @param path of the attribute through nested blocks: `[alias, name]`
    List<Target> targets(Resource resource, List<String> path) {
        JsonNode of = of(resource);
        Walk walk = new Walk();
        List<String> module = path(resource.module());
        references(of.path("expressions"), path)
                .forEach(reference -> walk.add(module, reference, of.path("for_each_expression")));
        return walk.found();
    }

    private static Stream<String> references(JsonNode at, List<String> path) {
        if (at.isArray()) {
            return at.values().stream().flatMap(item -> references(item, path));
        }
        return path.isEmpty()
                ? new Attributes(at).texts("references").stream()
                : references(at.path(path.getFirst()), path.subList(1, path.size()));
    }

    /// Follows references; each once, so that a document whose modules refer to each other in a circle ends.
    private final class Walk {
        private final SequencedSet<Target> found = new LinkedHashSet<>();
        private final SequencedSet<Step> steps = new LinkedHashSet<>();

        /// @param elements the expression that `each.value` is an element of there
        private record Step(List<String> module, List<String> through, String reference, JsonNode elements) {
            @Override
            public boolean equals(Object other) {
                return other instanceof Step step
                        && module.equals(step.module)
                        && through.equals(step.through)
                        && reference.equals(step.reference);
            }

            @Override
            public int hashCode() {
                return reference.hashCode();
            }
        }

        void add(List<String> module, String reference, JsonNode elements) {
            steps.add(new Step(module, List.of(), reference, elements));
        }

        List<Target> found() {
            List<Step> open = new ArrayList<>(steps);
            while (!open.isEmpty()) {
                int known = steps.size();
                open.forEach(this::follow);
                open = steps.stream().skip(known).toList();
            }
            return List.copyOf(found);
        }

        private void follow(Step step) {
            List<String> module = step.module;
            if (step.reference.startsWith("each.value")) {
                elements(step);
            } else if (step.reference.startsWith("var.") && !module.isEmpty()) {
                List<String> caller = module.subList(0, module.size() - 1);
                JsonNode elements = call(module).path("for_each_expression");
                all(new Step(caller, List.of(), "", elements), argument(module, name(step.reference)));
            } else if (step.reference.startsWith("module.")) {
                output(step);
            } else if (!step.reference.matches("(var|local|each|count|self|path|terraform)\\..*")) {
                resource(step);
            }
        }

        /// An element is a resource, or a whole module: then what stands behind `each.value` is its output.
        private void elements(Step step) {
            String behind = step.reference.substring("each.value".length());
            for (String element : new Attributes(step.elements).texts("references")) {
                boolean isModule = element.matches("module\\.[^.]+");
                steps.add(new Step(
                        step.module, step.through, isModule ? element + behind : element, MissingNode.getInstance()));
            }
        }

        private void all(Step where, JsonNode expression) {
            new Attributes(expression)
                    .texts("references")
                    .forEach(reference -> steps.add(new Step(where.module, where.through, reference, where.elements)));
        }

        private void output(Step step) {
            Matcher output = OF_OUTPUT.matcher(step.reference);
            if (output.matches()) {
                List<String> inner = new ArrayList<>(step.module);
                inner.add(output.group(2));
                List<String> through = new ArrayList<>(step.through);
                if (output.group(3) != null) {
                    through.add(output.group(1));
                }
                JsonNode expression =
                        module(inner).path("outputs").path(output.group(4)).path("expression");
                all(new Step(inner, through, "", MissingNode.getInstance()), expression);
            }
        }

        private void resource(Step step) {
            Matcher resource = OF_RESOURCE.matcher(step.reference);
            if (resource.matches()) {
                Optional<String> index = Optional.ofNullable(resource.group(4)).filter(key -> !key.isBlank());
                boolean isOfData = resource.group(1) != null;
                found.add(new Target(step.module, step.through, isOfData, resource.group(2), resource.group(3), index));
            }
        }
    }

    /// The name behind `var.` or `local.`.
    private static String name(String reference) {
        return reference.split("\\.", 2)[1].split("[.\\[]", 2)[0];
    }

    /// The part of an expression that cannot be followed: `local.entrances`.
    Optional<String> hidden(Resource resource, List<String> path) {
        JsonNode of = of(resource);
        return Stream.concat(
                        references(of.path("expressions"), path), references(of.path("for_each_expression"), List.of()))
                .filter(reference -> reference.startsWith("local."))
                .map(reference -> "local." + name(reference))
                .findFirst();
    }
}
