package dev.meridian.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Consumer;

/// Finds circles of dependencies. What needs nothing that is still there is taken away, again and again; what
/// is left in the end holds a circle, which is found by following any dependency from any of it. Without
/// recursion: a chain of dependencies may be as long as a file.
final class Circles {
    private static final int MOST = 20;

    private static final int SHOWN = 8;

    private final SequencedMap<String, SequencedSet<String>> open = new LinkedHashMap<>();
    private final SequencedMap<String, SequencedSet<String>> neededBy = new LinkedHashMap<>();

    /// @param needs what each needs; a name that is no key of it needs nothing
    Circles(SequencedMap<String, ? extends Collection<String>> needs) {
        needs.forEach((name, all) -> {
            SequencedSet<String> others = new LinkedHashSet<>(all);
            others.retainAll(needs.keySet());
            open.put(name, others);
            others.forEach(other ->
                    neededBy.computeIfAbsent(other, _ -> new LinkedHashSet<>()).add(name));
        });
    }

    /// Tells each circle as its names, the first repeated at the end.
    void each(Consumer<List<String>> found) {
        takeAway(List.copyOf(open.keySet()));
        for (int i = 0; i < MOST && !open.isEmpty(); i++) {
            List<String> circle = circle();
            String last = circle.get(circle.size() - 2);
            found.accept(circle);
            left(last).remove(circle.getLast());
            takeAway(List.of(last));
        }
    }

    /// A circle for a message: the whole of a small one, the beginning and the end of one with thousands of names.
    static String shown(List<String> circle) {
        if (circle.size() <= SHOWN) {
            return String.join(" → ", circle);
        }
        int hidden = circle.size() - SHOWN + 2;
        return String.join(" → ", circle.subList(0, SHOWN - 4))
                + String.format(Locale.ROOT, " → (%,d more) → ", hidden)
                + String.join(" → ", circle.subList(circle.size() - 2, circle.size()));
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
