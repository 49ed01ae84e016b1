package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;

import dev.meridian.blueprint.Misfit;
import dev.meridian.evidence.DrillReport;
import dev.meridian.incident.Written;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Topology;
import dev.meridian.twin.Places;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The file of a command that boots a twin, and what changes its values.
final class FileArguments implements CommandPart {
    private Path file = Path.of("");
    private final FileValues values = new FileValues();

    @Override
    public void addTo(Description command) {
        command.takes(argument("FILE").says("The topology.").path(it -> file = it), values);
    }

    private List<DrillReport.NotExercised> unplayed = List.of();

    private Optional<Written> written = Optional.empty();

    /// What was read; not before [#places].
    Written written() {
        return written.orElseThrow();
    }

    Path file() {
        return file;
    }

    /// The environment that was named.
    Optional<String> environment() {
        return values.environment();
    }

    /// The arguments that another process needs to load the same.
    List<String> repeated() {
        List<String> words = new ArrayList<>();
        words.add(file.toAbsolutePath().toString());
        words.addAll(values.repeated());
        return words;
    }

    /// What the twin runs of the file; where it can run none of it, `problems` says why.
    ///
    /// @param fastForward what declared waits are divided by; 1 for none
    Optional<Places> places(int fastForward, List<Problem> problems) {
        LoadedFile loaded = values.load(file);
        problems.addAll(loaded.problems());
        written = Optional.of(loaded.written());
        if (loaded.blueprint().isEmpty()) {
            return Optional.empty();
        }
        Optional<Places> places = Places.of(loaded.blueprint().get(), fastForward);
        if (places.isEmpty()) {
            problems.add(whole(
                    "MER-0091",
                    "no application of this file has a store of kind postgresql",
                    "the twin moves the role of a database, and PostgreSQL is what runs here",
                    "add a store under `data`, as in examples/quickstart.yaml"));
            return Optional.empty();
        }
        List<Misfit> misfits = new ArrayList<>(places.get().misfits());
        Topology said = loaded.topology().orElseThrow();
        String application = places.get().policy().application();
        Waits.misfit(said, places.get().store(), Misfit.Runner.TWIN).ifPresent(misfits::add);
        Unplayed.misfit(said, application).ifPresent(misfits::add);
        unplayed = Unplayed.asides(said, application);
        misfits.forEach(misfit -> problems.add(whole(misfit.id(), misfit.what(), misfit.why(), misfit.fix())));
        return misfits.isEmpty() ? places : Optional.empty();
    }

    /// What the file that [#places] has read says and a drill does not exercise.
    List<DrillReport.NotExercised> unplayed() {
        return unplayed;
    }

    /// A command that hands its file on to another process needs one that can be read twice.
    void mustBeLasting(List<Problem> problems) {
        if (InputFile.topology(file).isHandedOver()) {
            problems.add(whole(
                    InputFile.UNREADABLE,
                    file + " can be read only once",
                    "the twin is kept by a process of its own, which reads the file again",
                    "write it into a file first"));
        }
    }

    private Problem whole(String id, String what, String why, String fix) {
        return InputFile.topology(file).whole(id, what, why, fix);
    }
}
