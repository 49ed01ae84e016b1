package dev.meridian.cli;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Misfit;
import dev.meridian.blueprint.Store;
import dev.meridian.simulator.Scene;
import dev.meridian.topology.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// What a file says of the applications that are simulated and their worlds do not have: what they would show
/// otherwise than it is declared is a problem, what they take for something simpler is said.
final class Unmodelled {
    private Unmodelled() {}

    static List<Problem> problems(Path file, LoadedFile loaded, List<Scene> scenes) {
        List<Misfit> misfits = new ArrayList<>();
        for (Scene scene : scenes) {
            Blueprint blueprint = loaded.blueprint().orElseThrow();
            Store store = store(blueprint, scene);
            Application application =
                    Objects.requireNonNull(blueprint.applications().get(store.application()));
            misfits.addAll(Misfit.of(store, application.failover(), Misfit.Runner.WORLD));
            Waits.misfit(loaded.topology().orElseThrow(), store, Misfit.Runner.WORLD)
                    .ifPresent(misfits::add);
        }
        return misfits.stream()
                .map(misfit -> InputFile.topology(file).whole(misfit.id(), misfit.what(), misfit.why(), misfit.fix()))
                .toList();
    }

    /// What each store is taken for, by its name; on standard error too, whatever the form of the answer is.
    static SequencedMap<String, List<String>> say(Blueprint blueprint, List<Scene> scenes) {
        SequencedMap<String, List<String>> standIns = new LinkedHashMap<>();
        scenes.forEach(scene -> standIns.put(scene.store(), Misfit.notices(store(blueprint, scene))));
        standIns.values().stream().flatMap(List::stream).forEach(notice -> System.err.println("notice: " + notice));
        return standIns;
    }

    private static Store store(Blueprint blueprint, Scene scene) {
        return Objects.requireNonNull(blueprint.stores().get(scene.store()));
    }
}
