package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Modules that are called once for each region, and what in them is the same in each.
///
/// Who has two regions writes a module and calls it twice: `module.de` and `module.ie`, or
/// `module.region["eu-west-1"]`. What has one address in both is one thing in two places, even if each call
/// gives it another name. Not every module that is called twice is of that kind: one that makes a single queue
/// is called for `mail` and for `images`. So a cell has a network of its own, or resources of many types; and
/// two of them are twins if they are made of the same and are in different regions.
final class Cells {
    private static final int MANY_TYPES = 6;

    /// The resources that have the same place in twins, by each of them.
    private final SequencedMap<Resource, List<Resource>> twins = new LinkedHashMap<>();

    /// @param what it is made of: the addresses in it, relative to it
    private record Kind(String around, SequencedSet<String> what) {}

    private static final class Cell {
        private final List<Resource> resources = new ArrayList<>();
        private final SequencedSet<String> types = new LinkedHashSet<>();
        private final SequencedSet<String> what = new LinkedHashSet<>();
        private final SequencedSet<String> regions = new LinkedHashSet<>();

        boolean isCell() {
            return types.contains("aws_vpc") || types.size() >= MANY_TYPES;
        }
    }

    Cells(Inventory inventory, Whereabouts whereabouts) {
        SequencedMap<String, Cell> modules = new LinkedHashMap<>();
        for (Resource resource : inventory.managed()) {
            for (String module : around(resource.module())) {
                Cell cell = modules.computeIfAbsent(module, _ -> new Cell());
                cell.resources.add(resource);
                cell.types.add(resource.type());
                cell.what.add(within(resource, module));
                cell.regions.add(whereabouts.of(resource));
            }
        }
        SequencedMap<Kind, List<String>> alike = new LinkedHashMap<>();
        modules.forEach((module, cell) -> {
            if (cell.isCell()) {
                alike.computeIfAbsent(new Kind(parent(module), cell.what), _ -> new ArrayList<>())
                        .add(module);
            }
        });
        alike.values().forEach(same -> pair(same, modules));
    }

    private void pair(List<String> same, SequencedMap<String, Cell> modules) {
        SequencedMap<String, List<Resource>> places = new LinkedHashMap<>();
        SequencedSet<String> regions = new LinkedHashSet<>();
        for (String module : same) {
            Cell cell = modules.getOrDefault(module, new Cell());
            boolean isElsewhere = cell.regions.size() == 1 && regions.add(cell.regions.getFirst());
            if (isElsewhere) {
                cell.resources.forEach(
                        resource -> places.computeIfAbsent(within(resource, module), _ -> new ArrayList<>())
                                .add(resource));
            }
        }
        places.values().stream()
                .filter(place -> place.size() > 1)
                .forEach(place -> place.forEach(resource -> twins.putIfAbsent(resource, place)));
    }

    /// The resources that are this one in other regions, with itself; nothing if it has no twins.
    List<Resource> of(Resource resource) {
        return twins.getOrDefault(resource, List.of());
    }

    /// The modules around a resource, the outermost first: `module.a`, `module.a.module.b["x"]`.
    static List<String> around(String module) {
        List<String> around = new ArrayList<>();
        boolean isText = false;
        int depth = 0;
        for (int i = 0; i < module.length(); i++) {
            char c = module.charAt(i);
            if (isText && c == '\\') {
                i++;
            } else if (c == '"') {
                isText = !isText;
            } else if (!isText && c == '[') {
                depth++;
            } else if (!isText && c == ']') {
                depth--;
            } else if (!isText && depth == 0 && module.startsWith(".module.", i)) {
                around.add(module.substring(0, i));
            }
        }
        if (!module.isEmpty()) {
            around.add(module);
        }
        return around;
    }

    private static String parent(String module) {
        List<String> around = around(module);
        return around.size() < 2 ? "" : around.get(around.size() - 2);
    }

    private static String within(Resource resource, String module) {
        return resource.address().startsWith(module + ".")
                ? resource.address().substring(module.length() + 1)
                : resource.address();
    }
}
