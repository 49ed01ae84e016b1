package dev.meridian.twin;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The files that users start from, and faults as they write them.
final class Examples {
    private static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));

    private Examples() {}

    /// @param settings as `--set` has them
    static Places places(String example, String... settings) throws IOException {
        Path file = HOME.resolve("examples").resolve(example + ".yaml");
        List<Assignment> assignments = new ArrayList<>();
        for (String setting : settings) {
            assignments.add(new Assignment.Set(assignments.size() + 1, setting));
        }
        Reading reading = TopologyReader.read(file.toString(), Files.readAllBytes(file), assignments);
        return Places.of(
                        Blueprints.resolve(reading.topology().orElseThrow())
                                .blueprint()
                                .orElseThrow(),
                        1)
                .orElseThrow();
    }

    static List<Fault> faults(Collection<RegionName> regions, List<String> texts) {
        return texts.stream()
                .map(text -> Fault.parse(text, regions))
                .map(Fault.Parsed.Right.class::cast)
                .map(Fault.Parsed.Right::fault)
                .toList();
    }
}
