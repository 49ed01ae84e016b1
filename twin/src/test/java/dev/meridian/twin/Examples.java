package dev.meridian.twin;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.faults.Fault;
import dev.meridian.incident.Written;
import dev.meridian.topology.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The files that users start from, and faults as they write them.
final class Examples {
    /// A lease for what is not about how soon: a machine that is busy for a second, or on which the log takes as
    /// long while forty users come back at once, must not move the role by itself meanwhile.
    static final String[] PATIENT = {"failover.lease.duration=6s", "failover.lease.wait=7s"};

    private static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));

    private Examples() {}

    /// The file with its settings, as a log carries it.
    static Written written(String example, String... settings) throws IOException {
        Path file = HOME.resolve("examples").resolve(example + ".yaml");
        List<Assignment> assignments = new ArrayList<>();
        for (String setting : settings) {
            assignments.add(new Assignment.Set(assignments.size() + 1, setting));
        }
        Written.File first = new Written.File(example + ".yaml", Files.readString(file));
        return new Written(first, new LinkedHashMap<>(), Optional.empty(), assignments);
    }

    /// @param settings as `--set` has them
    static Places places(String example, String... settings) throws IOException {
        Blueprint blueprint =
                written(example, settings).resolve(List.of()).blueprint().orElseThrow();
        return Places.of(blueprint, 1).orElseThrow();
    }

    static List<Fault> faults(Places places, List<String> texts) {
        return texts.stream()
                .map(places::fault)
                .map(Fault.Parsed.Right.class::cast)
                .map(Fault.Parsed.Right::fault)
                .toList();
    }
}
