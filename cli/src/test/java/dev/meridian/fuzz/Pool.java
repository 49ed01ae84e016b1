package dev.meridian.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What the next input is made of. Files that resolve are taken more often than they come up, because behind them is
/// all the arithmetic, and a file that took long may lead to one that takes longer.
final class Pool {
    private static final int LARGEST = 20_000;
    private static final int MOST = 2_000;
    private static final int MOST_SLOW = 20;

    private final Random random;
    private final List<Input> seeds;
    private final List<Input> resolved = new ArrayList<>();
    private final List<Input> refused = new ArrayList<>();
    private final List<Input> slow = new ArrayList<>();

    /// An input with a signature that was new.
    record Found(Input input, Trial.Result result) {}

    Pool(Random random, List<Input> seeds) {
        this.random = random;
        this.seeds = List.copyOf(seeds);
    }

    List<Input> seeds() {
        return seeds;
    }

    void add(Found found) {
        if (found.input().content().length < LARGEST) {
            List<Input> list = found.result().resolved() ? resolved : refused;
            if (list.size() < MOST) {
                list.add(found.input());
            } else {
                list.set(random.nextInt(MOST), found.input());
            }
        }
    }

    void addSlow(Input input) {
        if (slow.size() < MOST_SLOW) {
            slow.add(input);
        } else {
            slow.set(random.nextInt(MOST_SLOW), input);
        }
    }

    Input pick() {
        List<Input> list = switch (random.nextInt(20)) {
            case 0 -> slow;
            case 1, 2 -> refused;
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 -> resolved;
            default -> seeds;
        };
        List<Input> some = list.isEmpty() ? seeds : list;
        return some.get(random.nextInt(some.size()));
    }
}
