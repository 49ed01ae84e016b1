package dev.meridian.synthesis;

import dev.meridian.synthesis.Drift.Deviation;
import dev.meridian.synthesis.Drift.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Parts of things that are resources of their own in Terraform: the rules of a security group and of a
/// network's access list, the routes of a table, the policies of a role, of a bucket and of a secret. No plan
/// tells of one that somebody has added by hand, since no resource declares it; what the cloud says of the
/// whole thing does.
///
/// @param found of what one root has built, as the cloud has it
/// @param declared by one root, of its own things and of those of other roots
public record Parts(List<Found> found, Set<Part> declared) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public Parts {
        found = List.copyOf(found);
        declared = new LinkedHashSet<>(declared);
    }

    /// @param whole type and name of the thing, as the cloud knows it
    /// @param attribute of it that has the part
    /// @param value as JSON, in the words of the resource that would declare it
    public record Part(String whole, String attribute, String value) {}

    /// @param address of the thing that has the part: `aws_security_group.database_main`
    public record Found(String address, Part part) {}

    /// Of a plan or of a state (`terraform show -json`, format 1); empty where the text is neither.
    public static Optional<Parts> of(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.has("format_version")) {
                return Optional.empty();
            }
            JsonNode state = root.has("prior_state") ? root.path("prior_state") : root;
            Set<String> whole = writtenWhole(root);
            List<Found> found = new ArrayList<>();
            Set<Part> declared = new LinkedHashSet<>();
            for (JsonNode resource : state.path("values").path("root_module").path("resources")) {
                if (resource.path("mode").asString("").equals("managed")) {
                    String type = resource.path("type").asString("");
                    String written = type + "." + resource.path("name").asString("") + " ";
                    String address = resource.path("address").asString("");
                    PartsOfAws.of(type, resource.path("values")).stream()
                            .filter(part -> !whole.contains(written + part.attribute()))
                            .forEach(part -> found.add(new Found(address, part)));
                    PartsOfAws.declaredBy(type, resource.path("values")).ifPresent(declared::add);
                }
            }
            return Optional.of(new Parts(found, declared));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// What is there of these and declared by none of all roots.
    ///
    /// @param all every root's that may add to what these have built, these among them
    public List<Deviation> added(Collection<Parts> all) {
        Set<Part> known = new LinkedHashSet<>();
        all.forEach(one -> known.addAll(one.declared()));
        return found.stream()
                .filter(one -> !known.contains(one.part()))
                .map(one -> new Deviation(
                        one.address(),
                        one.part().attribute(),
                        Kind.CHANGED,
                        Optional.empty(),
                        Optional.of(one.part().value())))
                .toList();
    }

    /// What a resource declares itself, part for part, Terraform compares by itself.
    private static Set<String> writtenWhole(JsonNode plan) {
        Set<String> written = new LinkedHashSet<>();
        for (JsonNode resource : plan.path("configuration").path("root_module").path("resources")) {
            for (String attribute : resource.path("expressions").propertyNames()) {
                written.add(resource.path("address").asString("") + " " + attribute);
            }
        }
        return written;
    }
}
