package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A file as a test reads it, and as the search for repairs does.
///
/// @param sets assignments, as `--set` takes them
record Read(String name, String text, Optional<String> environment, List<String> sets) {
    /// The day of every test.
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));

    static Read example(String name, String... sets) {
        return file(HOME.resolve("examples").resolve(name + ".yaml"), sets);
    }

    static Read file(Path file, String... sets) {
        try {
            return new Read(file.getFileName().toString(), Files.readString(file), Optional.empty(), List.of(sets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Read of(String text, String... sets) {
        return new Read("x.yaml", text, Optional.empty(), List.of(sets));
    }

    Read with(String... more) {
        return new Read(
                name,
                text,
                environment,
                Stream.concat(sets.stream(), Stream.of(more)).toList());
    }

    Read in(String other) {
        return new Read(name, text, Optional.of(other), sets);
    }

    Subject subject() {
        List<Problem> problems = new ArrayList<>();
        Optional<Subject> subject = subject(sets, problems);
        assertThat(problems.stream().map(Problem::text)).as(name).isEmpty();
        return subject.orElseThrow();
    }

    /// What keeps it from being read.
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        subject(sets, problems);
        return problems;
    }

    Optional<Subject> revised(List<Finding.Change> changes) {
        List<String> all = new ArrayList<>(sets);
        changes.forEach(change -> all.add(change.assignment()));
        return subject(all, new ArrayList<>());
    }

    Assessment assessed() {
        return Assess.of(subject(), this::revised, List.of(), TODAY);
    }

    /// The ids of the findings, in their order.
    List<String> ids() {
        return assessed().findings().stream().map(found -> found.rule().id()).toList();
    }

    private Optional<Subject> subject(List<String> assignments, List<Problem> problems) {
        List<Assignment> given = new ArrayList<>();
        for (String set : assignments) {
            given.add(new Assignment.Set(given.size() + 1, set));
        }
        Reading reading = TopologyReader.read(name, text.getBytes(StandardCharsets.UTF_8), environment, given);
        problems.addAll(reading.problems());
        return reading.topology().flatMap(topology -> {
            Resolution resolution = Blueprints.resolve(topology);
            problems.addAll(resolution.problems());
            return resolution.blueprint().map(blueprint -> new Subject(topology, blueprint));
        });
    }
}
