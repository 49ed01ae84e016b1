package dev.meridian.twin;

import dev.meridian.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The faults beside the one that a drill is about, each on a thread of its own, at its own time after the load
/// began. A drill is over when all of them have been made, and those that end have ended.
final class FurtherFaults {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong lastChange = new AtomicLong(Long.MIN_VALUE);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /// Makes one fault and takes it back.
    interface Hand {
        void strike(Fault fault) throws Twin.CannotBoot, InterruptedException;

        void heal(Fault fault);
    }

    private FurtherFaults() {}

    /// @param start when the load began, on the clock of `System.nanoTime`
    static FurtherFaults begin(List<Fault> faults, long start, Hand hand) {
        FurtherFaults all = new FurtherFaults();
        for (Fault fault : faults) {
            all.threads.add(Thread.ofVirtual().name("fault").start(() -> all.make(fault, start, hand)));
        }
        return all;
    }

    private void make(Fault fault, long start, Hand hand) {
        try {
            sleepUntil(start + fault.start().toNanos());
            hand.strike(fault);
            changed();
            if (fault.lasts().isPresent()) {
                sleepUntil(System.nanoTime() + fault.lasts().get().toNanos());
                hand.heal(fault);
                changed();
            }
        } catch (Twin.CannotBoot | RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleepUntil(long instant) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, instant - System.nanoTime()));
    }

    private void changed() {
        lastChange.accumulateAndGet(System.nanoTime(), Math::max);
    }

    /// Whether there is nothing more to come.
    boolean areOver() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /// When the last of them was made or undone; empty if none was.
    OptionalLong lastChange() {
        long at = lastChange.get();
        return at == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /// Says why one could not be made, if one could not.
    void check() throws Twin.CannotBoot {
        switch (failure.get()) {
            case null -> {}
            case Twin.CannotBoot cannot -> throw cannot;
            case RuntimeException defect -> throw defect;
            case Exception other -> throw new IllegalStateException(other);
        }
    }

    /// Gives up those that are still to come, and waits for one that is being made.
    void end() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(15));
        }
    }
}
