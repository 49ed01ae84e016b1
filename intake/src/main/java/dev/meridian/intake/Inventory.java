package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// Every resource of a plan or a state, whichever of the three ways Terraform wrote it down in.
///
/// @param managed what Terraform makes and keeps, in the order of the input
/// @param looked what it only looks up
/// @param configuration empty for a state
record Inventory(Form form, List<Resource> managed, List<Resource> looked, Configuration configuration) {
    private static final int DEEPEST = 64;

    /// A plan as `terraform show -json` writes it. What it looks up stands in the state before it.
    static Inventory ofPlan(JsonNode plan) {
        Configuration configuration = Configuration.of(plan);
        Shown after = new Shown(configuration);
        after.add(plan.path("planned_values").path("root_module"), "", 0);
        Shown before = new Shown(configuration);
        before.add(plan.path("prior_state").path("values").path("root_module"), "", 0);
        SequencedMap<String, Resource> looked = new LinkedHashMap<>();
        before.looked.forEach(resource -> looked.put(resource.address(), resource));
        after.looked.forEach(resource -> looked.put(resource.address(), resource));
        return new Inventory(Form.PLAN, List.copyOf(after.managed), List.copyOf(looked.values()), configuration);
    }

    /// A state as `terraform show -json` writes it.
    static Inventory ofShownState(JsonNode state) {
        Configuration none = Configuration.of(state);
        Shown shown = new Shown(none);
        shown.add(state.path("values").path("root_module"), "", 0);
        return new Inventory(Form.STATE, List.copyOf(shown.managed), List.copyOf(shown.looked), none);
    }

    /// A state as Terraform keeps it, version 4.
    static Inventory ofState(JsonNode state) {
        List<Resource> managed = new ArrayList<>();
        List<Resource> looked = new ArrayList<>();
        for (Attributes resource : new Attributes(state).blocks("resources")) {
            boolean isLooked = isLooked(resource);
            for (Attributes instance : resource.blocks("instances")) {
                (isLooked ? looked : managed).add(kept(resource, instance, isLooked));
            }
        }
        return new Inventory(Form.STATE, List.copyOf(managed), List.copyOf(looked), Configuration.of(state));
    }

    private static boolean isLooked(Attributes resource) {
        return resource.text("mode").equals(Optional.of("data"));
    }

    private static Resource kept(Attributes resource, Attributes instance, boolean isLooked) {
        String module = resource.text("module").orElse("");
        String type = resource.text("type").orElse("");
        String name = resource.text("name").orElse("");
        Optional<String> index = instance.text("index_key");
        boolean isNumber = instance.node().path("index_key").isNumber();
        String key = index.map(text -> isNumber ? "[" + text + "]" : "[\"" + text + "\"]")
                .orElse("");
        return new Resource(
                (module.isEmpty() ? "" : module + ".") + (isLooked ? "data." : "") + type + "." + name + key,
                module,
                type,
                name,
                index,
                resource.text("provider").orElse(""),
                new Attributes(instance.node().path("attributes")));
    }

    /// What `terraform show -json` shows, module by module.
    private static final class Shown {
        private final List<Resource> managed = new ArrayList<>();
        private final List<Resource> looked = new ArrayList<>();
        private final Configuration configuration;

        Shown(Configuration configuration) {
            this.configuration = configuration;
        }

        void add(JsonNode module, String address, int depth) {
            if (depth > DEEPEST) {
                return;
            }
            for (Attributes each : new Attributes(module).blocks("resources")) {
                (isLooked(each) ? looked : managed).add(resource(each, address));
            }
            for (Attributes child : new Attributes(module).blocks("child_modules")) {
                add(child.node(), child.text("address").orElse(address), depth + 1);
            }
        }

        private Resource resource(Attributes each, String module) {
            String type = each.text("type").orElse("");
            String name = each.text("name").orElse("");
            return new Resource(
                    each.text("address").orElse(type + "." + name),
                    module,
                    type,
                    name,
                    each.text("index"),
                    isLooked(each) ? "" : configuration.provider(module, type, name),
                    new Attributes(each.node().path("values")));
        }
    }
}
