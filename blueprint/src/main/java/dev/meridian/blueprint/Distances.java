package dev.meridian.blueprint;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The round trips between the regions of the public clouds.
///
/// The table has 9,316 pairs; a run asks for three. So it is one line per region, lines are cut once and
/// lazily, and a pair is found by searching in the text of its line: nothing is parsed that nobody asks for.
public final class Distances {
    private Distances() {}

    /// The round trip between two regions; empty if the table has no such pair (a region of another provider,
    /// or of a partition that is operated apart). A region is at distance zero from itself.
    public static Optional<RoundTrip> between(RegionName a, RegionName b) {
        if (a.equals(b)) {
            return Optional.of(new RoundTrip(Duration.ZERO, "derived", "one region"));
        }
        boolean inOrder = a.compareTo(b) < 0;
        String first = (inOrder ? a : b).text();
        String second = (inOrder ? b : a).text();
        return Optional.ofNullable(Table.LINES.get(first)).flatMap(line -> find(line, second));
    }

    private static Optional<RoundTrip> find(String line, String other) {
        int start = line.indexOf("\t" + other + "=");
        if (start < 0) {
            return Optional.empty();
        }
        int value = start + other.length() + 2;
        int colon = line.indexOf(':', value);
        long tenths = Long.parseLong(line, value, colon, 10);
        Source source = Table.source(line.charAt(colon + 1));
        return Optional.of(new RoundTrip(Duration.ofNanos(tenths * 100_000), source.kind, source.name));
    }

    private record Source(String kind, String name) {}

    /// Read when the first distance is asked for, and once.
    private static final class Table {
        static final SequencedMap<String, String> LINES = new LinkedHashMap<>();
        private static final Map<Character, Source> SOURCES = new LinkedHashMap<>();

        static {
            for (String line : Resources.lines("round-trips.tsv")) {
                if (!line.startsWith("#")) {
                    LINES.put(line.substring(0, line.indexOf('\t')), line);
                } else if (line.charAt(1) != ' ') {
                    String[] fields = line.split("\t", 4);
                    SOURCES.put(line.charAt(1), new Source(fields[1], fields[2]));
                }
            }
        }

        static Source source(char letter) {
            Source source = SOURCES.get(letter);
            if (source == null) {
                throw new AssertionError("round-trips.tsv has no source line for " + letter);
            }
            return source;
        }
    }
}
