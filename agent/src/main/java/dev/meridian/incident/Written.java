package dev.meridian.incident;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Library;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A topology as it was written: all that has to be read again to come to the same blueprint.
///
/// @param first       the file that a command was given
/// @param named       the files that it names, by the pattern that names them
/// @param environment the one that was chosen
/// @param assignments from outside the files, in their order
public record Written(
        File first, SequencedMap<String, List<File>> named, Optional<String> environment, List<Assignment> assignments)
        implements Library {
    public Written {
        SequencedMap<String, List<File>> copy = new LinkedHashMap<>();
        named.forEach((pattern, files) -> copy.put(pattern, List.copyOf(files)));
        named = Collections.unmodifiableSequencedMap(copy);
        assignments = List.copyOf(assignments);
    }

    /// A file.
    ///
    /// @param name as it was called then; it is not opened again
    public record File(String name, String text) {
        /// A file that was read.
        public static File of(Part part) {
            return new File(part.name(), new String(part.content(), StandardCharsets.UTF_8));
        }

        Part part() {
            return new Part(name, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public List<Part> matching(String pattern) {
        return named.getOrDefault(pattern, List.of()).stream().map(File::part).toList();
    }

    /// What it means.
    ///
    /// @param more assignments that win over those of then
    public Resolution resolve(List<Assignment.Set> more) {
        List<Assignment> all = new ArrayList<>(assignments);
        all.addAll(more);
        Reading reading = TopologyReader.read(first.part(), this, environment, all);
        return reading.topology()
                .map(Blueprints::resolve)
                .orElseGet(() -> new Resolution(Optional.empty(), reading.problems()));
    }
}
