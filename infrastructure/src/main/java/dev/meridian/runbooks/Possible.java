package dev.meridian.runbooks;

import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why nothing is written of a line, as far as nothing of this file alone is the reason, and what is possible
/// instead. The words stand in a list by path, `unrendered.txt`, of which the first that fits is taken.
///
/// @param about which values it is about: words of a path, `*` for any one, `**` for any number of them
/// @param value that it is about; empty for any
/// @param why nothing is written of it
/// @param instead what is
public record Possible(List<String> about, Optional<String> value, String why, String instead) {
    private static final String UNMANAGED = "store without provider";
    private static final String UNKNOWN_KIND = "store of another kind";
    private static final String NOWHERE = "service without platform";
    private static final String UNRUN = "service on another platform";
    private static final String ELSEWHERE = "service elsewhere";
    private static final String TASK = "service on fargate";
    private static final String BEHINDLESS = "entrance without cluster";
    private static final String NAMELESS = "entrance without host";
    private static final String UNTAKEN = "entrance without ingress";

    /// Beside the page that they are for: every word beside this room is one of a runbook.
    private static final String WORDS = "/dev/meridian/synthesis/unrendered.txt";

    private static final List<Possible> ALL = read(Resources.text(WORDS));

    /// What is said of a service where nothing else is: manifests can be patched.
    private static final Possible OF_MANIFESTS = first("services.any.other", "").orElseThrow();

    public Possible {
        about = List.copyOf(about);
    }

    public static Possible of(Topology said, Estate estate, String path, String value) {
        Possible found = first(situation(said, estate, path).orElse(path), value)
                .orElseThrow(() -> new AssertionError("nothing says what is possible instead of `" + path + "`"));
        return found.equals(OF_MANIFESTS) && estate.fleet().isEmpty()
                ? first(TASK, value).orElseThrow()
                : found;
    }

    public static Optional<Possible> first(String path, String value) {
        List<String> words = List.of(path.split("\\.", -1));
        return ALL.stream()
                .filter(one -> fits(one.about, words)
                        && one.value.filter(only -> !only.equals(value)).isEmpty())
                .findFirst();
    }

    private static boolean fits(List<String> about, List<String> path) {
        if (about.isEmpty()) {
            return path.isEmpty();
        }
        String first = about.getFirst();
        List<String> others = about.subList(1, about.size());
        if (first.equals("**")) {
            return fits(others, path) || (!path.isEmpty() && fits(about, path.subList(1, path.size())));
        }
        return !path.isEmpty()
                && (first.equals("*") || first.equals(path.getFirst()))
                && fits(others, path.subList(1, path.size()));
    }

    /// Whether nothing is written of the store, service or entrance that a value is about.
    public static boolean isOfNothing(Topology said, Estate estate, String path) {
        return situation(said, estate, path).isPresent();
    }

    /// What is missing around a value that is the reason for all of its kind.
    private static Optional<String> situation(Topology said, Estate estate, String path) {
        String[] words = path.split("\\.", -1);
        boolean isPlaced = said.compute().platform().isPresent();
        return switch (words[0]) {
            case "data" -> {
                String store = "data." + words[1];
                boolean isManaged = said.sources()
                        .at(store + ".runs")
                        .filter(runs -> runs.text().equals("provider"))
                        .isPresent();
                String kind = store + ".kind";
                boolean isWritten = estate.coverage().rendered().contains(kind)
                        || estate.coverage().left().containsKey(kind);
                yield Optional.of(isManaged ? UNKNOWN_KIND : UNMANAGED).filter(_ -> !isWritten);
            }
            case "services" ->
                runsElsewhere(said, words[1])
                        ? Optional.of(ELSEWHERE)
                        : isPlaced
                                ? Optional.of(UNRUN)
                                        .filter(_ -> estate.sites().values().stream()
                                                .noneMatch(
                                                        site -> site.compute().runsServices()))
                                : Optional.of(NOWHERE);
            case "traffic" ->
                path.startsWith("traffic.entrances.") ? ofEntrance(said, estate, path, words[2]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Whether a service has a platform that is not the one of `compute`.
    private static boolean runsElsewhere(Topology said, String service) {
        return Optional.ofNullable(said.services().get(service))
                .flatMap(Topology.Service::platform)
                .filter(own -> !said.compute().platform().equals(Optional.of(own)))
                .isPresent();
    }

    private static Optional<String> ofEntrance(Topology said, Estate estate, String path, String name) {
        String why = estate.coverage().left().getOrDefault(path, "");
        if (why.equals(Entrance.WITHOUT_CLUSTER)) {
            return Optional.of(BEHINDLESS);
        }
        if (said.sources().at("traffic.entrances." + name + ".host").isEmpty()) {
            return Optional.of(NAMELESS);
        }
        return why.startsWith(Entrance.NEEDS_INGRESS) ? Optional.of(UNTAKEN) : Optional.empty();
    }

    /// Entries of three lines with an empty one between; `#` begins what is for whoever writes them.
    private static List<Possible> read(String text) {
        List<Possible> all = new ArrayList<>();
        List<String> lines = text.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        for (int i = 0; i < lines.size(); i += 3) {
            String[] head = lines.get(i).split(" = ", 2);
            all.add(new Possible(
                    List.of(head[0].split("\\.", -1)),
                    head.length == 1 ? Optional.empty() : Optional.of(head[1]),
                    after("why: ", lines.get(i + 1)),
                    after("possible: ", lines.get(i + 2))));
        }
        return List.copyOf(all);
    }

    private static String after(String word, String line) {
        if (!line.startsWith(word)) {
            throw new AssertionError("`" + line + "` does not begin with `" + word + "`");
        }
        return line.substring(word.length());
    }
}
