package dev.meridian.cli;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Misfit;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.WithoutQuorum;
import dev.meridian.simulator.Scene;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
            misfits.addAll(Misfit.of(store, application(blueprint, store).failover(), Misfit.Runner.WORLD));
            Waits.misfit(loaded.topology().orElseThrow(), store, Misfit.Runner.WORLD)
                    .ifPresent(misfits::add);
        }
        return misfits.stream()
                .map(misfit -> InputFile.topology(file).whole(misfit.id(), misfit.what(), misfit.why(), misfit.fix()))
                .toList();
    }

    /// What each store is taken for, by its name; on standard error too, whatever the form of the answer is.
    static SequencedMap<String, List<String>> say(LoadedFile loaded, List<Scene> scenes) {
        SequencedMap<String, List<String>> standIns = new LinkedHashMap<>();
        for (Scene scene : scenes) {
            Blueprint blueprint = loaded.blueprint().orElseThrow();
            Store store = store(blueprint, scene);
            List<String> notices = new ArrayList<>(Misfit.notices(store));
            if (isMovedByProvider(loaded, store)) {
                notices.add("`failover.control.runs: provider` of `" + store.application()
                        + "` is simulated as if Meridian's engine decided, with a lease and a fence: what the provider's"
                        + " control would do nobody knows here; `assess` says what it promotes");
            }
            if (application(blueprint, store).failover().withoutQuorum() == WithoutQuorum.FAILSAFE) {
                notices.add("`failover.withoutQuorum: failsafe` is simulated as what it is in Meridian, `stop`: while"
                        + " the control's log takes nothing, writes stop when the lease runs out");
            }
            List<String> before = failover(loaded, store).after();
            if (!before.isEmpty()) {
                notices.add("`failover.after` of `" + store.application() + "` is not simulated: it moves by a log of"
                        + " its own and does not wait for `" + String.join("`, `", before) + "`; `assess` counts the"
                        + " wait");
            }
            List<String> excluded = failover(loaded, store).excludes();
            if (!excluded.isEmpty()) {
                notices.add("`failover.excludes` of `" + store.application() + "` is not simulated: it is simulated"
                        + " alone, so that its moves meet none of `" + String.join("`, `", excluded) + "`");
            }
            standIns.put(scene.store(), List.copyOf(notices));
        }
        standIns.values().stream().flatMap(List::stream).forEach(notice -> System.err.println("notice: " + notice));
        return standIns;
    }

    /// Why no time of such a world says anything of what is promised of a store; empty if it does.
    ///
    /// A file whose failover is somebody else's is simulated all the same, as the twin drills it: what Meridian's
    /// control would do with these regions is what people want to see before they hand a role to it, and a refusal
    /// would show them nothing. But the promise is kept by the control that the file declares, and by the times of
    /// whoever runs the store: a verdict of theirs would be read as one of the cloud.
    static Optional<String> unjudged(LoadedFile loaded, Store store) {
        if (isMovedByProvider(loaded, store)) {
            return Optional.of("the provider's control, which is to keep it, is not simulated");
        }
        return store.managed()
                ? Optional.of("the store is its provider's, and these are the times of the twin; `assess` has the"
                        + " provider's planning values")
                : Optional.empty();
    }

    private static boolean isMovedByProvider(LoadedFile loaded, Store store) {
        return failover(loaded, store)
                .control()
                .flatMap(Failover.Control::runs)
                .filter(Failover.Runs::isForeign)
                .isPresent();
    }

    private static Failover failover(LoadedFile loaded, Store store) {
        return Unplayed.failover(loaded.topology().orElseThrow(), store.application());
    }

    private static Application application(Blueprint blueprint, Store store) {
        return Objects.requireNonNull(blueprint.applications().get(store.application()));
    }

    private static Store store(Blueprint blueprint, Scene scene) {
        return Objects.requireNonNull(blueprint.stores().get(scene.store()));
    }
}
