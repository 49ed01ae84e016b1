package dev.meridian.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.BiConsumer;

/// Finds circles of dependencies. What needs nothing that is still there is taken away, again and again; what
/// is left in the end holds a circle, which is found by following any dependency from any of it. Without
/// recursion: a chain of dependencies may be as long as a file.
final class Circles {
    private static final int MOST = 20;

    private final SequencedMap<String, Tree.Block> needs;
    private final SequencedMap<String, SequencedSet<String>> open = new LinkedHashMap<>();
    private final SequencedMap<String, SequencedSet<String>> neededBy = new LinkedHashMap<>();

    Circles(SequencedMap<String, Tree.Block> needs) {
        this.needs = needs;
        needs.forEach((name, block) -> {
            SequencedSet<String> others = new LinkedHashSet<>(block.entries().keySet());
            others.retainAll(needs.keySet());
            open.put(name, others);
            others.forEach(other ->
                    neededBy.computeIfAbsent(other, _ -> new LinkedHashSet<>()).add(name));
        });
    }

    /// Tells each circle as its names, the first repeated at the end, and the entry that closes it.
    void each(BiConsumer<List<String>, Tree.Entry> found) {
        takeAway(List.copyOf(open.keySet()));
        for (int i = 0; i < MOST && !open.isEmpty(); i++) {
            List<String> circle = circle();
            String last = circle.get(circle.size() - 2);
            Tree.Block block = needs.get(last);
            Tree.Entry closing = block == null ? null : block.entries().get(circle.getLast());
            if (closing != null) {
                found.accept(circle, closing);
            }
            left(last).remove(circle.getLast());
            takeAway(List.of(last));
        }
    }

    private void takeAway(List<String> candidates) {
        Deque<String> queue = new ArrayDeque<>(candidates);
        while (!queue.isEmpty()) {
            String name = queue.poll();
            if (open.containsKey(name) && left(name).isEmpty()) {
                open.remove(name);
                for (String other : neededBy.getOrDefault(name, new LinkedHashSet<>())) {
                    left(other).remove(name);
                    queue.add(other);
                }
            }
        }
    }

    private List<String> circle() {
        SequencedSet<String> trail = new LinkedHashSet<>();
        String at = open.firstEntry().getKey();
        while (trail.add(at)) {
            at = left(at).getFirst();
        }
        List<String> names = new ArrayList<>(trail);
        List<String> circle = new ArrayList<>(names.subList(names.indexOf(at), names.size()));
        circle.add(at);
        return circle;
    }

    private SequencedSet<String> left(String name) {
        return open.getOrDefault(name, new LinkedHashSet<>());
    }
}
