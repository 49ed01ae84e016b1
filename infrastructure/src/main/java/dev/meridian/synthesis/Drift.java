package dev.meridian.synthesis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What of one root is not as it was declared, read from a plan of Terraform (`terraform show -json`, format 1).
///
/// @param resources how many are declared, or there though they are not
/// @param deviations in the order of the plan
public record Drift(int resources, List<Deviation> deviations) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HIDDEN = "(sensitive)";

    public Drift {
        deviations = List.copyOf(deviations);
    }

    /// One thing that is otherwise.
    ///
    /// @param address of a resource: `aws_vpc.main`
    /// @param attribute of it, `versioning_configuration[0].status`; empty where all of it is concerned
    /// @param declared as JSON; empty where nothing is declared
    /// @param real as JSON; empty where there is nothing
    public record Deviation(
            String address, String attribute, Kind kind, Optional<String> declared, Optional<String> real) {}

    /// How it is otherwise.
    public enum Kind {
        /// An attribute has another value.
        CHANGED,
        /// It is declared and not there.
        MISSING,
        /// It is there and not declared any more.
        UNDECLARED
    }

    /// Empty where the text is no plan.
    public static Optional<Drift> of(String plan) {
        try {
            JsonNode root = JSON.readTree(plan);
            List<JsonNode> managed = new ArrayList<>();
            for (JsonNode change : root.path("resource_changes")) {
                if (change.path("mode").asString("").equals("managed")) {
                    managed.add(change);
                }
            }
            List<Deviation> deviations = new ArrayList<>();
            managed.forEach(change -> read(change, deviations));
            return root.has("format_version") ? Optional.of(new Drift(managed.size(), deviations)) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// The same, and something more that is not as it was declared.
    public Drift and(List<Deviation> more) {
        List<Deviation> all = new ArrayList<>(deviations);
        all.addAll(more);
        return new Drift(resources, all);
    }

    /// Whether nothing of what is declared is there.
    public boolean isAbsent() {
        return resources > 0
                && deviations.size() == resources
                && deviations.stream().allMatch(one -> one.kind() == Kind.MISSING);
    }

    private static void read(JsonNode resource, List<Deviation> deviations) {
        String address = resource.path("address").asString("");
        JsonNode change = resource.path("change");
        SequencedSet<String> actions = new LinkedHashSet<>();
        change.path("actions").forEach(action -> actions.add(action.asString("")));
        JsonNode before = change.path("before");
        boolean isThere = !before.isNull() && !before.isMissingNode();
        if (actions.contains("create") && !isThere) {
            deviations.add(new Deviation(address, "", Kind.MISSING, Optional.empty(), Optional.empty()));
        } else if (actions.contains("delete") && !actions.contains("create")) {
            deviations.add(new Deviation(address, "", Kind.UNDECLARED, Optional.empty(), Optional.empty()));
        } else if (actions.contains("update") || actions.contains("create")) {
            Walk walk = new Walk(address, deviations);
            walk.compare(
                    "",
                    new Side(before, change.path("before_sensitive")),
                    new Side(change.path("after"), change.path("after_sensitive")),
                    change.path("after_unknown"));
        }
    }

    /// A value and which parts of it nobody may see.
    private record Side(JsonNode value, JsonNode hidden) {
        Side at(String key) {
            return new Side(value.path(key), hidden.isBoolean() ? hidden : hidden.path(key));
        }

        Side at(int index) {
            return new Side(value.path(index), hidden.isBoolean() ? hidden : hidden.path(index));
        }

        boolean isHidden() {
            return hidden.asBoolean(false);
        }

        Optional<String> text() {
            boolean isThere = !value.isMissingNode() && !value.isNull();
            return isThere ? Optional.of(isHidden() ? HIDDEN : value.toString()) : Optional.empty();
        }
    }

    private record Walk(String address, List<Deviation> deviations) {
        /// What Terraform will only know when it has been made is no deviation.
        void compare(String at, Side real, Side declared, JsonNode unknown) {
            if (unknown.asBoolean(false) || real.value().equals(declared.value())) {
                return;
            }
            if (real.value().isObject() && declared.value().isObject()) {
                SequencedSet<String> keys = new LinkedHashSet<>(real.value().propertyNames());
                keys.addAll(declared.value().propertyNames());
                keys.forEach(key -> compare(
                        at.isEmpty() ? key : at + "." + key, real.at(key), declared.at(key), unknown.path(key)));
            } else if (isList(real, declared)) {
                for (int i = 0; i < real.value().size(); i++) {
                    compare(at + "[" + i + "]", real.at(i), declared.at(i), unknown.path(i));
                }
            } else {
                deviations.add(new Deviation(address, at, Kind.CHANGED, declared.text(), real.text()));
            }
        }

        /// Lists of blocks are compared one by one; those of values as a whole, since their order means nothing.
        private static boolean isList(Side real, Side declared) {
            return real.value().isArray()
                    && declared.value().isArray()
                    && real.value().size() == declared.value().size()
                    && !real.value().isEmpty()
                    && real.value().path(0).isObject();
        }
    }
}
