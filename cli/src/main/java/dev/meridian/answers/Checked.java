package dev.meridian.answers;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A file that was looked at: what it is about, or what is wrong with it.
///
/// @param blueprint empty exactly when there are problems
public record Checked(String file, Optional<Topology> topology, Optional<Blueprint> blueprint, List<Problem> problems) {
    private static final int SOME = 4;
    private static final int SHORT_HASH = 12;

    public Checked {
        problems = List.copyOf(problems);
    }

    public boolean isFine() {
        return problems.isEmpty();
    }

    /// One line about it.
    public String text() {
        return Printable.of(file + ": " + (blueprint.isPresent() ? fine(blueprint.get()) : wrong()));
    }

    private String fine(Blueprint resolved) {
        return String.join(
                "; ",
                "fine",
                names(applications(resolved)) + " in " + some("region", regions(resolved)),
                some("store", List.copyOf(resolved.stores().keySet())),
                some("environment", environments()),
                "topology " + resolved.topologyHash().substring(0, SHORT_HASH));
    }

    private String wrong() {
        return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    }

    private static List<String> applications(Blueprint resolved) {
        return List.copyOf(resolved.applications().keySet());
    }

    private static List<String> regions(Blueprint resolved) {
        return resolved.regions().keySet().stream().map(RegionName::text).toList();
    }

    private List<String> environments() {
        return topology.map(said -> List.copyOf(said.environments().keySet())).orElse(List.of());
    }

    /// Few by name, many by number.
    private static String some(String word, List<String> names) {
        if (names.isEmpty()) {
            return "no " + word + "s";
        }
        String plural = names.size() == 1 ? word : word + "s";
        return names.size() > SOME ? names.size() + " " + plural : plural + " " + names(names);
    }

    private static String names(List<String> names) {
        return names.size() > SOME ? names.size() + " applications" : String.join(", ", names);
    }

    /// Its entry in the document that `docs/schemas/validate.schema.json` describes.
    public ObjectNode json() {
        ObjectNode node = Json.object().put("file", file);
        Json.text(node, "topologyHash", blueprint.map(Blueprint::topologyHash));
        array(node.putArray("applications"), blueprint.map(Checked::applications));
        array(node.putArray("regions"), blueprint.map(Checked::regions));
        array(
                node.putArray("stores"),
                blueprint.map(resolved -> resolved.stores().keySet()));
        array(node.putArray("environments"), blueprint.map(_ -> environments()));
        ArrayNode found = node.putArray("problems");
        problems.forEach(problem -> found.add(Json.problem(problem)));
        return node;
    }

    private static void array(ArrayNode array, Optional<? extends Collection<String>> names) {
        names.ifPresent(all -> all.forEach(array::add));
    }
}
