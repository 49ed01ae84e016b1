package dev.meridian.cli;

import dev.meridian.assess.Finding;
import dev.meridian.assess.Subject;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.incident.Written;
import dev.meridian.synthesis.Lock;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Library;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A topology that was read and resolved with its assignments, or what is wrong with it. It is opened once:
/// what is worked out of it again is worked out of the same bytes.
final class LoadedFile {
    private final Path path;
    private final Folder folder;
    private final byte[] content;
    private final Optional<String> environment;
    private final List<Assignment> assignments;
    private final Resolved resolved;

    /// What became of the bytes.
    private record Resolved(Optional<Topology> topology, Optional<Blueprint> blueprint, List<Problem> problems) {}

    private LoadedFile(
            Path path,
            byte[] content,
            Optional<String> environment,
            List<Assignment> assignments,
            Optional<Resolved> hindrance) {
        this.path = path;
        this.folder = Folder.of(path);
        this.content = content;
        this.environment = environment;
        this.assignments = List.copyOf(assignments);
        this.resolved = hindrance.orElseGet(() -> resolve(this.assignments));
    }

    static LoadedFile of(Path path, Optional<String> environment, List<Assignment> assignments) {
        List<Problem> problems = new ArrayList<>();
        Optional<byte[]> content = InputFile.topology(path).read(problems);
        Optional<Resolved> hindrance = content.isPresent()
                ? Optional.empty()
                : Optional.of(new Resolved(Optional.empty(), Optional.empty(), problems));
        return new LoadedFile(path, content.orElse(new byte[0]), environment, assignments, hindrance);
    }

    private Resolved resolve(List<Assignment> over) {
        Reading reading = TopologyReader.read(new Library.Part(path.toString(), content), folder, environment, over);
        if (reading.topology().isEmpty()) {
            return new Resolved(Optional.empty(), Optional.empty(), reading.problems());
        }
        Resolution resolution = Blueprints.resolve(reading.topology().get());
        return new Resolved(reading.topology(), resolution.blueprint(), resolution.problems());
    }

    /// All that was read, to be read again elsewhere.
    Written written() {
        SequencedMap<String, List<Written.File>> named = new LinkedHashMap<>();
        folder.known()
                .forEach((pattern, parts) ->
                        named.put(pattern, parts.stream().map(Written.File::of).toList()));
        return new Written(
                Written.File.of(new Library.Part(path.toString(), content)), named, environment, assignments);
    }

    /// As messages and documents call it.
    String name() {
        return FileNames.shown(path);
    }

    /// Empty where it has problems.
    Optional<Blueprint> blueprint() {
        return resolved.blueprint;
    }

    /// What it says; empty where that cannot be read.
    Optional<Topology> topology() {
        return resolved.topology;
    }

    List<Problem> problems() {
        return resolved.problems;
    }

    /// What is judged of it; empty where it has problems.
    Optional<Subject> subject() {
        return subject(resolved);
    }

    /// The same file with further assignments, as if each stood behind the last `--set`; empty if it would be
    /// refused.
    Optional<Subject> with(List<Finding.Change> changes) {
        return subject(
                resolve(and(changes.stream().map(Finding.Change::assignment).toList())));
    }

    /// The same file, with what an earlier writing of it has settled, if there was one; itself where that
    /// changes nothing, or it cannot be read.
    LoadedFile keeping(Optional<Lock> before) {
        List<String> kept =
                before.flatMap(lock -> resolved.topology.map(lock::assignments)).orElse(List.of());
        if (kept.isEmpty()) {
            return this;
        }
        return new LoadedFile(path, content, environment, and(kept), Optional.empty());
    }

    /// Its assignments and these, as if each stood behind the last `--set`.
    private List<Assignment> and(List<String> further) {
        List<Assignment> over = new ArrayList<>(assignments);
        long sets =
                assignments.stream().filter(Assignment.Set.class::isInstance).count();
        for (String assignment : further) {
            sets++;
            over.add(new Assignment.Set((int) sets, assignment));
        }
        return over;
    }

    private static Optional<Subject> subject(Resolved resolved) {
        return resolved.topology.flatMap(said -> resolved.blueprint.map(found -> new Subject(said, found)));
    }
}
