package dev.meridian.twin;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The first requests of a twin, before anybody counts them. Services and links that have just started load
/// classes and compile code under them, and what users wait for meanwhile, up to two seconds on a slow machine,
/// says nothing of the file.
final class WarmUp {
    /// Writes of a location in that second, at the least: it is served, however far away it is.
    private static final long FEWEST = 10;

    private static final Duration WINDOW = Duration.ofSeconds(1);

    /// A machine that does not get there by then does not get there: the drill says so.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private WarmUp() {}

    /// Lets users come, until for a second all locations were served and there was as much load as a drill wants.
    static void of(Twin twin, Twin.Progress progress) throws InterruptedException {
        progress.doing("making the first requests of every location");
        Load load = Load.ofWarmUp(twin.places());
        List<RegionName> locations = List.copyOf(twin.places().store().members());
        long deadline = System.nanoTime() + LONGEST.toNanos();
        load.start();
        try {
            List<Long> before = acknowledged(load, locations);
            while (System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.sleep(WINDOW.toNanos());
                List<Long> now = acknowledged(load, locations);
                if (isWarm(before, now)) {
                    return;
                }
                before = now;
            }
        } finally {
            load.stop();
        }
    }

    private static List<Long> acknowledged(Load load, List<RegionName> locations) {
        return locations.stream().map(load.ledger()::acknowledgedSoFar).toList();
    }

    private static boolean isWarm(List<Long> before, List<Long> now) {
        List<Long> fresh = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            fresh.add(now.get(i) - before.get(i));
        }
        long all = fresh.stream().mapToLong(Long::longValue).sum();
        return all >= Notes.LEAST_LOAD * WINDOW.toSeconds() && fresh.stream().allMatch(each -> each >= FEWEST);
    }
}
