package dev.meridian.runbooks;

import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// In which order an estate is recovered: stores before what cannot do without them, users last.
final class Recovery {
    private final Known known;

    Recovery(Known known) {
        this.known = known;
    }

    List<String> order() {
        boolean isAlone = known.whole().sites().size() < 2;
        List<String> lines = new ArrayList<>();
        lines.add(
                isAlone
                        ? "1. There is one region. If it is lost for good, another one is named in " + known.file()
                                + ", and everything is built there anew, with what the backups above still have."
                        : "1. Find out what is lost: [region-loss.md](" + RegionLoss.FILE + ").");
        List<String> databases = databases();
        if (!databases.isEmpty()) {
            lines.add("1. Databases whose writer was there: " + Words.and(databases)
                    + ". Read the lag, fence, promote: [database-failover.md](" + DatabaseFailover.FILE + ").");
        }
        if (!isAlone) {
            lines.add("1. Whatever else keeps data, in the order of [region-loss.md](" + RegionLoss.FILE + ").");
        }
        lines.add("1. Services, those first that others cannot do without: " + Words.and(services()) + ".");
        steps().forEach((step, values) ->
                lines.add("1. The file's own step `" + step + "`: " + String.join("; ", values) + "."));
        if (!known.estate().entrances().isEmpty()) {
            lines.add("1. Users: checks send them from "
                    + Words.and(known.estate().entrances().stream()
                            .map(entrance -> "`" + entrance.host() + "`")
                            .toList())
                    + " to the regions that serve, by themselves and before the writer has moved: until then they read, and cannot"
                    + " write. **Send nobody there by hand before that.**");
        }
        if (!isAlone) {
            lines.add("1. Copies for the next time: let the others follow again.");
        }
        return lines;
    }

    /// Those that can move, with where to.
    private List<String> databases() {
        return known.sites().stream()
                .flatMap(site -> site.databases().stream())
                .filter(one -> !known.copies(one).isEmpty())
                .map(one -> one.store() + " (to "
                        + Words.and(known.copies(one).stream()
                                .map(copy -> copy.site().region())
                                .toList())
                        + ")")
                .toList();
    }

    /// The file's own steps, each with all that it says of it.
    private SequencedMap<String, List<String>> steps() {
        SequencedMap<String, List<String>> steps = new LinkedHashMap<>();
        for (String line : known.below("failover.steps")) {
            String step = line.split("[.:]", -1)[0];
            steps.computeIfAbsent(step, _ -> new ArrayList<>())
                    .add(line.substring(step.length()).replaceFirst("^[.:] ?", ""));
        }
        return steps;
    }

    private List<String> services() {
        List<String> sorted = new ArrayList<>();
        List<Service> left = new ArrayList<>(known.meant().services().values());
        while (!left.isEmpty()) {
            Service next = left.stream()
                    .filter(service -> service.dependsOn().entrySet().stream()
                            .filter(need -> need.getValue() == Need.HARD)
                            .noneMatch(need -> left.stream()
                                    .anyMatch(other -> !other.equals(service)
                                            && other.name().equals(need.getKey()))))
                    .findFirst()
                    .orElse(left.getFirst());
            sorted.add(next.name());
            left.remove(next);
        }
        return sorted;
    }
}
