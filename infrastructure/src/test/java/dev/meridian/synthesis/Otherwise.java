package dev.meridian.synthesis;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.estate.Estates;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Reading;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A file, and what is written where one value of it is said otherwise.
final class Otherwise {
    private static final String LIST = "UNRENDERED.md";

    private final String name;
    private final String text;

    Otherwise(String name, String text) {
        this.name = name;
        this.text = text;
    }

    Topology topology() {
        return read(List.of()).topology().orElseThrow();
    }

    private Reading read(List<Assignment> assignments) {
        return TopologyReader.read(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty(), assignments);
    }

    /// Every value that it says for all regions or for one, by path.
    SequencedMap<String, String> values() {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        topology().sources().all().forEach((path, setting) -> values.put(path, setting.text()));
        topology()
                .regions()
                .forEach((region, one) -> one.overrides()
                        .forEach((path, setting) -> values.put(Estates.own(region, path), setting.text())));
        return values;
    }

    SequencedMap<String, String> asItIs() {
        return with(List.of()).orElseThrow();
    }

    /// Empty where that is refused.
    Optional<SequencedMap<String, String>> with(String path, String value) {
        return with(List.of(new Assignment.Set(1, path + "=" + value)));
    }

    private Optional<SequencedMap<String, String>> with(List<Assignment> assignments) {
        return read(assignments)
                .topology()
                .flatMap(otherwise -> Blueprints.resolve(otherwise)
                        .blueprint()
                        .flatMap(blueprint -> Synthesis.of("a test", name, otherwise, blueprint, Optional.empty())
                                .repository()))
                .map(Repository::files);
    }

    /// Whether a line asks for something to be built.
    static boolean asks(String path) {
        return Unrendered.SECTIONS.stream().anyMatch(section -> path.equals(section) || path.startsWith(section + "."))
                && !Unrendered.JUDGED.matcher(path).matches();
    }

    static boolean isListed(SequencedMap<String, String> files, String path) {
        String list = Written.file(files, LIST);
        return list.contains("`" + path + "`") || list.contains("`" + path + ".");
    }

    /// Whether the same is written; what is not, and what was said, are no part of it.
    static boolean isSame(SequencedMap<String, String> one, SequencedMap<String, String> other) {
        return one.keySet().equals(other.keySet())
                && one.sequencedKeySet().stream()
                        .filter(file -> !file.equals(Lock.NAME) && !file.equals(LIST))
                        .allMatch(file -> Written.file(one, file).equals(other.get(file)));
    }
}
