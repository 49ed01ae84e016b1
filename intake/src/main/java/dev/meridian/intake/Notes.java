package dev.meridian.intake;

import dev.meridian.intake.Draft.Assumed;
import dev.meridian.intake.Draft.Count;
import dev.meridian.intake.Draft.NotRead;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What happened to each part of the input: it was read, it was not and why, or something was assumed for it.
final class Notes {
    private final SequencedSet<Resource> read = new LinkedHashSet<>();
    private final SequencedMap<String, NotRead> notRead = new LinkedHashMap<>();
    private final SequencedSet<Assumed> assumed = new LinkedHashSet<>();

    void read(Resource resource) {
        read.add(resource);
    }

    /// What is read after all is taken off the list.
    void notRead(Resource resource, String why) {
        notRead.putIfAbsent(resource.address(), new NotRead(resource.address(), resource.type(), why));
    }

    void notRead(NotRead what) {
        notRead.putIfAbsent(what.address(), what);
    }

    void assumed(String path, String why) {
        assumed.add(new Assumed(path, why));
    }

    boolean isNoted(Resource resource) {
        return read.contains(resource) || notRead.containsKey(resource.address());
    }

    List<Count> read() {
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        read.forEach(resource -> counts.merge(resource.type(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Count::count).reversed().thenComparing(Count::type))
                .toList();
    }

    List<NotRead> notRead() {
        read.forEach(resource -> notRead.remove(resource.address()));
        return List.copyOf(notRead.values());
    }

    List<Assumed> assumed() {
        return List.copyOf(assumed);
    }
}
