package dev.meridian.simulator;

import dev.meridian.faults.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A world in which a law does not hold, with as little going wrong in it as that takes: whoever looks for the
/// cause reads about two mishaps, not about forty.
///
/// @param violation the law, which is the one that the whole world breaks, and what happened in this one
/// @param kept what goes wrong, in the order in which it does
/// @param of how much went wrong in the whole world until then
/// @param worlds how many were tried
/// @param isMinimal whether without any one of them the law holds; if not, the budget was used up before all were
///     tried
/// @param faults with which the same seed gives this world
/// @param steps what happens in it, without what is routine
public record Reduction(
        Result.Violation violation,
        List<Mishap> kept,
        int of,
        int worlds,
        boolean isMinimal,
        Faults faults,
        List<String> steps) {
    /// Happenings, not seconds, so that the same seed is reduced to the same on every machine: a minute or so.
    private static final long MOST_EVENTS = 60_000_000;

    private static final int MOST_WORLDS = 2_000;

    public Reduction {
        kept = List.copyOf(kept);
        steps = List.copyOf(steps);
    }

    /// Of a world whose faults were drawn or listed; empty if it breaks no law.
    public static Optional<Reduction> of(Scene scene, Guards guards, Faults faults, long seed) {
        Life whole = Life.of(scene, guards, faults, seed, new Story(false));
        return whole.violation().map(broken -> new Search(scene, guards, seed, broken.law()).of(faults, whole));
    }

    /// The worlds of one reduction.
    private static final class Search {
        private final Scene scene;
        private final Guards guards;
        private final long seed;
        private final String law;
        private long events;
        private int worlds;

        Search(Scene scene, Guards guards, long seed, String law) {
            this.scene = scene;
            this.guards = guards;
            this.seed = seed;
            this.law = law;
        }

        Reduction of(Faults faults, Life whole) {
            return switch (faults) {
                case Faults.Drawn _ ->
                    smallest(whole.mishaps().stream().map(Mishap::id).toList(), Faults::drawn);
                case Faults.Listed listed -> smallest(listed.all(), (List<Fault> some) -> Faults.listed(scene, some));
                case Faults.Staged staged -> smallest(staged.all(), staged::with);
            };
        }

        private <T> Reduction smallest(List<T> all, Function<List<T>, Faults> with) {
            List<T> left = new Smallest<>(all, some -> breaks(with.apply(some)), this::isSpent).find();
            Faults faults = with.apply(left);
            Story story = new Story(true);
            Life life = Life.of(scene, guards, faults, seed, story);
            return new Reduction(
                    life.violation().orElseThrow(),
                    life.mishaps(),
                    all.size(),
                    worlds,
                    !isSpent(),
                    faults,
                    story.steps());
        }

        private boolean isSpent() {
            return worlds >= MOST_WORLDS || events >= MOST_EVENTS;
        }

        private boolean breaks(Faults faults) {
            Life life = Life.of(scene, guards, faults, seed, new Story(false));
            worlds++;
            events += life.world().events;
            return life.violation().filter(broken -> broken.law().equals(law)).isPresent();
        }
    }
}
