package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan, or a state, of a few resources, as Terraform writes it. JSON is written with `'` for `"`.
final class Plan {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode configuration = JSON.createObjectNode();
    private final ObjectNode variables = JSON.createObjectNode();
    private final SequencedMap<String, List<ObjectNode>> planned = new LinkedHashMap<>();

    Plan() {
        planned.put("", new ArrayList<>());
        configuration.putObject("root_module").putArray("resources");
        provider("aws", "us-east-1");
        provider("aws.eu", "eu-west-1");
    }

    static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    Plan provider(String key, String region) {
        return provider(key, json("{'region': {'constant_value': '" + region + "'}}"));
    }

    Plan provider(String key, ObjectNode expressions) {
        configuration.withObject("provider_config").putObject(key).set("expressions", expressions);
        return this;
    }

    Plan variable(String name, String value) {
        variables.putObject(name).put("value", value);
        return this;
    }

    /// A resource whose values are all known.
    Plan with(String address, String provider, String values) {
        return with(address, provider, values, "{}");
    }

    /// A resource in the root, or in a module: `module.a["x"].aws_lb.web[0]`.
    ///
    /// @param expressions what its attributes refer to: `{'subnet_id': ['aws_subnet.a.id']}`
    Plan with(String address, String provider, String values, String expressions) {
        String module = address.contains("module.") ? address.substring(0, address.lastIndexOf(".aws_")) : "";
        String own = module.isEmpty() ? address : address.substring(module.length() + 1);
        String type = own.substring(0, own.indexOf('.'));
        String rest = own.substring(own.indexOf('.') + 1);
        int bracket = rest.indexOf('[');
        ObjectNode resource = JSON.createObjectNode()
                .put("address", address)
                .put("mode", "managed")
                .put("type", type)
                .put("name", bracket < 0 ? rest : rest.substring(0, bracket));
        if (bracket >= 0) {
            resource.set("index", JSON.readTree(rest.substring(bracket + 1, rest.length() - 1)));
        }
        resource.put("provider_name", "registry.terraform.io/hashicorp/aws");
        resource.set("values", json(values));
        planned.computeIfAbsent(module, _ -> new ArrayList<>()).add(resource);
        ObjectNode said = JSON.createObjectNode()
                .put("mode", "managed")
                .put("type", type)
                .put("name", resource.get("name").stringValue())
                .put("provider_config_key", provider);
        said.set("expressions", references(json(expressions)));
        module(module).withArray("resources").add(said);
        return this;
    }

    /// What a module is given, and what it gives back.
    Plan call(String module, String arguments, String outputs) {
        ObjectNode call = call(module);
        call.set("expressions", references(json(arguments)));
        ObjectNode given = call.withObject("module").putObject("outputs");
        json(outputs).properties().forEach(output -> {
            ObjectNode expression = given.putObject(output.getKey()).putObject("expression");
            expression.set("references", output.getValue());
        });
        return this;
    }

    /// The last resource again has a `for_each` over this.
    Plan forEach(String... references) {
        ArrayNode resources = configuration.withObject("root_module").withArray("resources");
        ArrayNode all = ((ObjectNode) resources.get(resources.size() - 1))
                .putObject("for_each_expression")
                .putArray("references");
        for (String reference : references) {
            all.add(reference);
        }
        return this;
    }

    private ObjectNode call(String module) {
        List<String> path = Configuration.path(module);
        ObjectNode at = configuration.withObject("root_module");
        for (int i = 0; i < path.size() - 1; i++) {
            at = at.withObject("module_calls").withObject(path.get(i)).withObject("module");
        }
        return at.withObject("module_calls").withObject(path.getLast());
    }

    private ObjectNode module(String module) {
        return module.isEmpty()
                ? configuration.withObject("root_module")
                : call(module).withObject("module");
    }

    /// Lists become references, objects nested blocks, everything else a constant.
    private static ObjectNode references(ObjectNode said) {
        ObjectNode expressions = JSON.createObjectNode();
        said.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isArray()) {
                expressions.putObject(entry.getKey()).set("references", value);
            } else if (value.isObject()) {
                expressions.putArray(entry.getKey()).add(references((ObjectNode) value));
            } else {
                expressions.putObject(entry.getKey()).set("constant_value", value);
            }
        });
        return expressions;
    }

    /// As `terraform show -json` writes a plan.
    String text() {
        ObjectNode plan = JSON.createObjectNode().put("format_version", "1.2").put("terraform_version", "1.11.4");
        plan.set("variables", variables);
        plan.putObject("planned_values").set("root_module", modules());
        plan.putArray("resource_changes");
        plan.set("configuration", configuration);
        return plan.toString();
    }

    /// The same resources as a state that Terraform shows: values, and no expressions.
    String shownState() {
        ObjectNode state = JSON.createObjectNode().put("format_version", "1.0").put("terraform_version", "1.11.4");
        state.putObject("values").set("root_module", modules());
        return state.toString();
    }

    private ObjectNode modules() {
        ObjectNode root = JSON.createObjectNode();
        new TreeMap<>(planned).forEach((address, resources) -> {
            ObjectNode module = address.isEmpty()
                    ? root
                    : root.withArray("child_modules").addObject().put("address", address);
            resources.forEach(module.withArray("resources")::add);
        });
        return root;
    }
}
