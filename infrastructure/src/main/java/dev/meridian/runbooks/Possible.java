package dev.meridian.runbooks;

import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Why nothing is written of a line, as far as nothing of this file alone is the reason, and what is possible
/// instead. The words stand in a list by path, `unrendered.txt`, of which the first that fits is taken.
///
/// @param about which values it is about: words of a path, `*` for any one, `**` for any number of them
/// @param value that it is about; empty for any
/// @param why nothing is written of it
/// @param instead what is
public record Possible(Pattern about, Optional<String> value, String why, String instead) {
    private static final String UNMANAGED = "store without provider";
    private static final String UNKNOWN_KIND = "store of another kind";
    private static final String NOWHERE = "service without platform";
    private static final String UNRUN = "service on another platform";
    private static final String TASK = "service on fargate";
    private static final String BEHINDLESS = "entrance without cluster";
    private static final String NAMELESS = "entrance without host";
    private static final String UNTAKEN = "entrance without ingress";

    /// Beside the page that they are for: every word beside this room is one of a runbook.
    private static final String WORDS = "/dev/meridian/synthesis/unrendered.txt";

    private static final List<Possible> ALL = read(Resources.text(WORDS));

    /// What is said of a service where nothing else is: manifests can be patched.
    private static final Possible OF_MANIFESTS = first("services.any.other", "").orElseThrow();

    public static Possible of(Topology said, Estate estate, String path, String value) {
        Possible found = first(situation(said, estate, path).orElse(path), value)
                .orElseThrow(() -> new AssertionError("nothing says what is possible instead of `" + path + "`"));
        return found.equals(OF_MANIFESTS) && estate.fleet().isEmpty()
                ? first(TASK, value).orElseThrow()
                : found;
    }

    public static Optional<Possible> first(String path, String value) {
        return ALL.stream()
                .filter(one -> one.about.matcher(path).matches()
                        && one.value.filter(only -> !only.equals(value)).isEmpty())
                .findFirst();
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
                isPlaced
                        ? Optional.of(UNRUN)
                                .filter(_ -> estate.sites().values().stream()
                                        .noneMatch(site -> site.compute().runsServices()))
                        : Optional.of(NOWHERE);
            case "traffic" ->
                path.startsWith("traffic.entrances.") ? ofEntrance(said, estate, path, words[2]) : Optional.empty();
            default -> Optional.empty();
        };
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
        String plain = text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        for (String entry : plain.strip().split("\n\n+", -1)) {
            List<String> lines = entry.lines().toList();
            String[] head = lines.getFirst().split(" = ", 2);
            all.add(new Possible(
                    pattern(head[0]),
                    head.length == 1 ? Optional.empty() : Optional.of(head[1]),
                    after("why: ", lines.get(1)),
                    after("possible: ", lines.get(2))));
        }
        return List.copyOf(all);
    }

    private static Pattern pattern(String about) {
        return Pattern.compile(Arrays.stream(about.split("\\.", -1))
                .map(word -> switch (word) {
                    case "*" -> "\\.[^.]+";
                    case "**" -> "(\\.[^.]+)*";
                    default -> "\\." + Pattern.quote(word);
                })
                .collect(Collectors.joining())
                .substring(2));
    }

    private static String after(String word, String line) {
        if (!line.startsWith(word)) {
            throw new AssertionError("`" + line + "` does not begin with `" + word + "`");
        }
        return line.substring(word.length());
    }
}
