package dev.meridian.assess;

import dev.meridian.blueprint.Need;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The services and stores that rest on a store through hard dependencies, over any number of steps.
final class Dependents {
    private Dependents() {}

    static List<String> of(Subject subject, String store) {
        List<String> all = new ArrayList<>(subject.blueprint().services().keySet());
        all.addAll(subject.blueprint().stores().keySet());
        SequencedSet<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(store));
        while (!open.isEmpty()) {
            String needed = open.removeFirst();
            for (String name : all) {
                boolean rests = Reach.needs(subject, name).get(needed) == Need.HARD;
                if (rests && !name.equals(store) && found.add(name)) {
                    open.add(name);
                }
            }
        }
        return List.copyOf(found);
    }

    /// For the reason of a finding about a store that stops: `; with it stop `login` and `cart``.
    static String sentence(Subject subject, String store) {
        List<String> names = of(subject, store);
        return names.isEmpty()
                ? ""
                : "; with it " + (names.size() == 1 ? "stops " : "stop ") + Listed.names(names) + ", which "
                        + (names.size() == 1 ? "rests" : "rest") + " on it";
    }
}
