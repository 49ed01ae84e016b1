package dev.meridian.runbooks;

import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Service;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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
        List<String> elsewhere = databasesElsewhere();
        if (!elsewhere.isEmpty()) {
            lines.add("1. Databases of other clouds whose writer was there: " + Words.and(elsewhere)
                    + ", as the section of its region in [region-loss.md](" + RegionLoss.FILE + ") says.");
        }
        if (!isAlone) {
            lines.add("1. Whatever else keeps data, in the order of [region-loss.md](" + RegionLoss.FILE + ").");
        }
        lines.add("1. Services, those first that others cannot do without: " + Words.and(services()) + ".");
        steps().forEach((step, values) ->
                lines.add("1. The file's own step `" + step + "`: " + String.join("; ", values) + "."));
        users().ifPresent(lines::add);
        if (!isAlone) {
            lines.add("1. Copies for the next time: let the others follow again.");
        }
        return lines;
    }

    /// Who moves users, name by name; nothing where they open none.
    private Optional<String> users() {
        if (known.whole().entrances().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder("1. Users:");
        known.whole()
                .entrances()
                .forEach(entrance -> line.append(" `")
                        .append(entrance.host())
                        .append("` ")
                        .append(mover(entrance))
                        .append('.'));
        List<String> waiting = led(true);
        if (!waiting.isEmpty()) {
            line.append(" Behind ")
                    .append(Words.and(waiting))
                    .append(
                            " that is before a writer has moved: until then users who were sent elsewhere read, and cannot write what"
                                    + " it takes. **Send nobody there by hand before that.**");
        }
        List<String> bereft = led(false);
        if (!bereft.isEmpty()) {
            line.append(" Behind ")
                    .append(Words.and(bereft))
                    .append(
                            " nothing moves with them: what only stores of the lost region have, they do not find elsewhere.");
        }
        return Optional.of(line.toString());
    }

    /// Names that lead to several regions, by whether something has to move between these before all is served.
    private List<String> led(boolean hasWriters) {
        return known.whole().entrances().stream()
                .filter(entrance -> entrance.regions().size() > 1 && hasWriters(entrance.cloud()) == hasWriters)
                .map(entrance -> "`" + entrance.host() + "`")
                .toList();
    }

    /// A CDN asks what leads to the regions, and for what is only read a second one of them at once.
    private static String mover(Entrance entrance) {
        List<RegionName> regions = entrance.regions();
        if (regions.size() < 2) {
            return "leads to " + Words.and(regions) + " alone, and to nothing else while that is lost";
        }
        String leads = switch (entrance.cloud()) {
            case AWS ->
                switch (entrance.lead()) {
                    case RECORDS -> "is led to the regions that serve by checks of Route 53";
                    case CONTROLS ->
                        "is led to the regions that serve by checks of Route 53, and by switches that people turn";
                    case ACCELERATOR ->
                        "is led by the accelerator to the regions whose load balancers have somebody who serves (checks tell"
                                + " people, and turn nothing)";
                };
            case GOOGLE -> "is led to the regions of Google Cloud that serve by checks of Cloud DNS";
            case AZURE -> "is led to the regions of Azure that serve by probes of Traffic Manager";
        };
        String second = entrance.hasSecond()
                ? ", and CloudFront asks another region at once where the first does not answer what is only read"
                : "";
        return leads + second + "; nobody is needed for that";
    }

    /// Whether something moves that takes writes for several regions.
    private boolean hasWriters(Cloud cloud) {
        return known.whole().sites().values().stream()
                .filter(site -> site.cloud() == cloud)
                .anyMatch(site ->
                        site.databases().stream().anyMatch(one -> one.source().isPresent())
                                || site.stores().caches().stream()
                                        .anyMatch(cache -> cache.global().isPresent())
                                || site.stores().searches().stream()
                                        .anyMatch(search -> search.leader().isPresent()));
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

    private List<String> databasesElsewhere() {
        List<String> moved = new ArrayList<>();
        for (Other other : Other.of(known.elsewhere())) {
            for (Other.Copy copy : other.databases()) {
                copy.source().ifPresent(source -> moved.add("`" + source + "` (to " + other.region() + ")"));
            }
        }
        return moved;
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
