package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What an application has from the file: its objectives and its failover lie over those of the root, entry by
/// entry and key by key. So an application may say of a probe or a step no more than what is different.
final class Inheritance {
    /// The sections of an application that have one of the same name and shape at the root.
    static final List<String> SECTIONS = List.of("objectives", "failover");

    private static final String APPLICATIONS = "applications";
    private static final String AFTER = "after";
    private static final String EXCLUDES = "excludes";

    private Inheritance() {}

    /// The file with these sections of each application written out.
    static Tree.Block apply(Tree.Block root) {
        Tree.Entry entry = root.entries().get(APPLICATIONS);
        if (entry == null || !(entry.value() instanceof Tree.Block all)) {
            return root;
        }
        SequencedMap<String, Tree.Entry> applications = new LinkedHashMap<>(all.entries());
        all.entries().forEach((name, one) -> {
            if (one.value() instanceof Tree.Block own) {
                applications.put(name, new Tree.Entry(one.key(), over(root, own, name)));
            }
        });
        return root.with(APPLICATIONS, new Tree.Entry(entry.key(), new Tree.Block(all.place(), applications)));
    }

    /// What of the file's own text is left, if only `whole` is there of it: an entry that an environment does
    /// not have is gone for an application too, which then says nothing of it.
    static Tree.Block within(Tree.Block own, Tree.Block whole) {
        Tree.Entry entry = own.entries().get(APPLICATIONS);
        Optional<Tree.Block> there = whole.block(APPLICATIONS);
        return entry == null || there.isEmpty()
                ? own
                : own.with(APPLICATIONS, new Tree.Entry(entry.key(), common(entry.value(), there.get())));
    }

    private static Tree common(Tree own, Tree whole) {
        if (!(own instanceof Tree.Block mine) || !(whole instanceof Tree.Block all)) {
            return own;
        }
        SequencedMap<String, Tree.Entry> kept = new LinkedHashMap<>();
        mine.entries()
                .forEach((name, entry) -> all.at(name)
                        .ifPresent(there -> kept.put(name, new Tree.Entry(entry.key(), common(entry.value(), there)))));
        return new Tree.Block(mine.place(), kept);
    }

    private static Tree.Block over(Tree.Block root, Tree.Block own, String name) {
        Tree.Block merged = own;
        for (String section : SECTIONS) {
            Tree.Entry above = root.entries().get(section);
            Tree.Entry mine = own.entries().get(section);
            if (above != null) {
                Tree weaker = withoutItself(above.value(), name);
                Tree value = mine == null ? weaker : Tree.merge(weaker, mine.value());
                merged = merged.with(section, new Tree.Entry(mine == null ? above.key() : mine.key(), value));
            }
        }
        return merged;
    }

    /// The root's `failover.after` and `failover.excludes` are for all the others where they name an application.
    private static Tree withoutItself(Tree section, String name) {
        return withoutItself(withoutItself(section, AFTER, name), EXCLUDES, name);
    }

    private static Tree withoutItself(Tree section, String key, String name) {
        Optional<Tree.Block> block =
                Optional.of(section).filter(Tree.Block.class::isInstance).map(Tree.Block.class::cast);
        Optional<Tree.Entry> entry = block.map(found -> found.entries().get(key));
        if (block.isEmpty() || entry.isEmpty() || !(entry.get().value() instanceof Tree.Items all)) {
            return section;
        }
        List<Tree> others = all.items().stream()
                .filter(item -> !(item instanceof Tree.Scalar one && one.text().equals(name)))
                .toList();
        return others.isEmpty()
                ? block.get().without(key)
                : block.get().with(key, new Tree.Entry(entry.get().key(), all.only(others, "without itself")));
    }
}
