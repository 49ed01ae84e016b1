package dev.meridian.cli;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Misfit;
import dev.meridian.blueprint.Store;
import dev.meridian.simulator.Scene;
import dev.meridian.topology.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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

    /// On standard error, whatever the form of the answer is.
    static void say(Blueprint blueprint, List<Scene> scenes) {
        scenes.stream()
                .flatMap(scene -> Misfit.notice(store(blueprint, scene)).stream())
                .forEach(notice -> System.err.println("notice: " + notice));
    }

    private static Store store(Blueprint blueprint, Scene scene) {
        return Objects.requireNonNull(blueprint.stores().get(scene.store()));
    }
}
