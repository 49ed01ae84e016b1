package dev.meridian.cli;

import dev.meridian.simulator.Result;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// Many worlds on all cores, told in the order of their seeds: a world has one thread, and a report is the same
/// however many there are.
final class InOrder {
    /// Fewer than these are over before a second core has compiled what the first one has.
    private static final int MANY = 500;

    /// So many worlds for each core are under way or wait to be told: long ones hold up no core.
    private static final int AHEAD = 16;

    private InOrder() {}

    /// @param first the first seed
    /// @param count how many, unless that takes too long for somebody
    /// @param isEnough asked before each world; those that are under way are told all the same
    static void live(
            long first, int count, BooleanSupplier isEnough, LongFunction<Result> life, Consumer<Result> told) {
        int cores = count > MANY ? Runtime.getRuntime().availableProcessors() : 1;
        if (cores == 1) {
            for (int i = 0; i < count && !isEnough.getAsBoolean(); i++) {
                told.accept(life.apply(first + i));
            }
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            Deque<Future<Result>> ahead = new ArrayDeque<>();
            for (int i = 0; i < count && !isEnough.getAsBoolean(); i++) {
                long seed = first + i;
                if (ahead.size() == cores * AHEAD) {
                    told.accept(of(ahead.removeFirst()));
                }
                ahead.addLast(threads.submit(() -> life.apply(seed)));
            }
            while (!ahead.isEmpty()) {
                told.accept(of(ahead.removeFirst()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted, and nobody interrupts it", e);
        }
    }

    /// A defect of the simulator is that of whoever asked for the world.
    private static Result of(Future<Result> world) throws InterruptedException {
        try {
            return world.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a world came to no end", e.getCause());
        }
    }
}
