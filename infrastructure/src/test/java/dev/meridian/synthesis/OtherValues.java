package dev.meridian.synthesis;

import dev.meridian.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What could stand in a file instead of a value, by what the reference says of its key.
final class OtherValues {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\|.*\\| `([^|]*)` \\|");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /// A key of the reference, and what it takes.
    ///
    /// @param name with words in capital letters for names that are the file's own
    /// @param example what it may be
    record Key(String name, Pattern path, String takes, String example) {
        /// Values that it may have: each word, both flags, or its example and other numbers.
        List<String> values() {
            if (takes.startsWith("flag")) {
                return List.of("true", "false");
            }
            List<String> words = words(takes)
                    .map(word -> takes.startsWith("list") ? list(List.of(word)) : word)
                    .toList();
            return words.isEmpty()
                    ? Stream.concat(Stream.of(example), numbers(example).stream())
                            .distinct()
                            .toList()
                    : words;
        }

        /// Whether it stands around others, and says nothing itself.
        boolean isBlock() {
            return takes.startsWith("block") || takes.startsWith("by ");
        }
    }

    private final List<Key> keys = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /// @param topology whose names may stand where a name is wanted
    OtherValues(Topology topology) throws IOException {
        keys.addAll(keys());
        topology.regions().keySet().forEach(region -> names.add(region.text()));
        names.addAll(topology.services().sequencedKeySet());
        names.addAll(topology.compute().nodes().sequencedKeySet());
    }

    /// All that the reference has.
    static List<Key> keys() throws IOException {
        return Files.readAllLines(Written.HOME.resolve("docs/REFERENCE.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Key(
                        row.group(1),
                        Pattern.compile(row.group(1).replace(".", "\\.").replaceAll("\\b[A-Z]+\\b", "[^.]+")),
                        row.group(2),
                        row.group(3)))
                .toList();
    }

    /// What the reference says that a key takes; of names that are the file's own, what all of them do.
    String takes(String path) {
        return keys.stream()
                .filter(key -> key.path().matcher(path).matches())
                .map(Key::takes)
                .findFirst()
                .orElseGet(() -> takes(path.substring(0, path.lastIndexOf('.'))));
    }

    /// A count, a time, a size, a rate, addresses: all of them begin with a digit.
    static boolean isNumber(String value) {
        return value.matches("/?\\d.*");
    }

    /// Of a list, those with a word less are not among them.
    SequencedSet<String> of(String path, String value) {
        String takes = takes(path);
        SequencedSet<String> others = new LinkedHashSet<>();
        if (value.equals("true") || value.equals("false")) {
            others.add(value.equals("true") ? "false" : "true");
            if (takes.contains("time")) {
                others.addAll(List.of("45s", "45d"));
            }
        } else if (takes.startsWith("list")) {
            others.addAll(lists(takes, value));
        } else {
            words(takes).forEach(others::add);
            others.addAll(takes.startsWith("name of") ? names : numbers(value));
            if (others.isEmpty()) {
                others.add(value + "x");
            }
        }
        others.remove(value);
        return others;
    }

    /// The same list with one word less.
    static List<String> fewer(String value) {
        List<String> items = items(value);
        return items.size() < 2
                ? List.of()
                : items.stream()
                        .map(item -> list(items.stream()
                                .filter(other -> !other.equals(item))
                                .toList()))
                        .toList();
    }

    /// With one word more, and each word of it alone.
    private List<String> lists(String takes, String value) {
        List<String> items = items(value);
        boolean isAll = items.equals(List.of("all"));
        List<String> lists = new ArrayList<>();
        Stream.concat(words(takes), takes.contains("name of") || takes.contains("place") ? names.stream() : Stream.of())
                .filter(word -> !items.contains(word))
                .forEach(word -> {
                    lists.add(list(List.of(word)));
                    if (!isAll) {
                        lists.add(list(
                                Stream.concat(items.stream(), Stream.of(word)).toList()));
                    }
                });
        if (takes.equals("list: name") || takes.startsWith("list: text")) {
            lists.add(list(Stream.concat(items.stream(), Stream.of("another")).toList()));
            lists.add(value.replace(".xlarge", ".2xlarge").replace(".2xlarge", ".4xlarge"));
        }
        return lists;
    }

    /// But `all`: which names that is depends on the file, and it may be those that stand there.
    private static Stream<String> words(String takes) {
        return WORD.matcher(takes).results().map(word -> word.group(1)).filter(word -> !word.equals("all"));
    }

    private static List<String> items(String value) {
        return List.of(value.replaceAll("^\\[|]$", "").split(", *"));
    }

    private static String list(List<String> items) {
        return "[" + String.join(", ", items) + "]";
    }

    /// Each number in it one less, one more, and much more; another day of the week.
    private static List<String> numbers(String value) {
        List<String> others = new ArrayList<>();
        NUMBER.matcher(value).results().forEach(number -> {
            long found = Long.parseLong(number.group());
            for (long other : List.of(Math.max(0, found - 1), found + 1, 2 * found, 20 * found)) {
                others.add(value.substring(0, number.start()) + other + value.substring(number.end()));
            }
        });
        if (value.matches("[A-Z][a-z]{2} .*")) {
            others.add(value.startsWith("Mon") ? "Tue" + value.substring(3) : "Mon" + value.substring(3));
        }
        return others;
    }
}
