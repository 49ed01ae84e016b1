package dev.meridian.terraform;

import dev.meridian.hcl.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a root finds by its name, since another root has built it: until that has been applied there is nothing to
/// find, and no plan.
public final class Lookups {
    private Lookups() {}

    /// The roots before it that build something of a type that it looks up, where it looks.
    ///
    /// @param roots all, in their order
    public static List<String> of(Root root, List<Root> roots) {
        SequencedMap<String, List<Optional<String>>> places = places(root);
        if (places.isEmpty()) {
            return List.of();
        }
        return roots.subList(0, roots.indexOf(root)).stream()
                .filter(Root::isKept)
                .filter(other -> builds(other, places))
                .map(Root::path)
                .toList();
    }

    /// Where a root looks for what, by the type that is built; a place that it does not name is anywhere.
    private static SequencedMap<String, List<Optional<String>>> places(Root root) {
        SequencedMap<String, List<Optional<String>>> places = new LinkedHashMap<>();
        for (Block block : root.blocks()) {
            if (block.type().equals("data")) {
                Optional<String> place = root.region(block);
                for (String type : types(block.labels().getFirst())) {
                    places.computeIfAbsent(type, _ -> new ArrayList<>()).add(place);
                }
            }
        }
        return places;
    }

    private static boolean builds(Root root, SequencedMap<String, List<Optional<String>>> places) {
        for (var wanted : places.entrySet()) {
            for (Block block : root.of(wanted.getKey())) {
                if (wanted.getValue().contains(Optional.empty())
                        || wanted.getValue().contains(root.region(block))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Several of a type are looked up by its plural: `aws_subnets`.
    private static List<String> types(String lookup) {
        return lookup.endsWith("s") ? List.of(lookup, lookup.substring(0, lookup.length() - 1)) : List.of(lookup);
    }
}
