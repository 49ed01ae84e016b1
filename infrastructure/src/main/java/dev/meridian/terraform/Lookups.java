package dev.meridian.terraform;

import dev.meridian.hcl.Block;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a root finds by its name, since another root has built it: until that has been applied there is nothing to
/// find, and no plan.
public final class Lookups {
    private Lookups() {}

    /// The roots before it that build something of a type that it looks up, where it looks.
    ///
    /// @param roots all, in their order
    public static List<String> of(Root root, List<Root> roots) {
        List<Block> lookups = blocks(root, "data").toList();
        return roots.subList(0, roots.indexOf(root)).stream()
                .filter(Root::isKept)
                .filter(other -> builds(other, root, lookups))
                .map(Root::path)
                .toList();
    }

    private static boolean builds(Root other, Root root, List<Block> lookups) {
        SequencedSet<String> built = blocks(other, "resource")
                .map(block -> block.labels().getFirst())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return lookups.stream()
                .filter(one -> types(one.labels().getFirst()).stream().anyMatch(built::contains))
                .anyMatch(one -> isBuilt(root, one, other));
    }

    private static Stream<Block> blocks(Root root, String type) {
        return root.blocks().stream().filter(block -> block.type().equals(type));
    }

    private static boolean isBuilt(Root root, Block lookup, Root other) {
        Optional<String> where = root.region(lookup);
        List<String> types = types(lookup.labels().getFirst());
        return blocks(other, "resource")
                .anyMatch(block -> types.contains(block.labels().getFirst())
                        && (where.isEmpty() || where.equals(other.region(block))));
    }

    /// Several of a type are looked up by its plural: `aws_subnets`.
    private static List<String> types(String lookup) {
        return lookup.endsWith("s") ? List.of(lookup, lookup.substring(0, lookup.length() - 1)) : List.of(lookup);
    }
}
