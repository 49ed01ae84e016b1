package dev.meridian.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

/// The regions of the large clouds: 153 lines, read when the first name is looked up.
public final class Catalogue {
    private Catalogue() {}

    /// Whether a provider has a region of this name.
    public static boolean has(String name) {
        return Table.ROWS.containsKey(name);
    }

    /// The metropolitan area of the region of this name; empty if there is none, or several apart from each other.
    public static Optional<String> metro(String name) {
        List<String> metros = named(name).stream().map(Row::metro).distinct().toList();
        return metros.size() == 1 ? Optional.of(metros.getFirst()) : Optional.empty();
    }

    /// The two-letter code of the country of the region of this name; empty if there is none, or if providers have
    /// regions of this name in several countries.
    public static Optional<String> country(String name) {
        List<String> countries =
                named(name).stream().map(Row::country).distinct().toList();
        return countries.size() == 1 ? Optional.of(countries.getFirst()) : Optional.empty();
    }

    /// How many zones the region of this name has at a provider, 0 where it is one place; empty for one that
    /// nobody knows.
    ///
    /// @param cloud `aws`, `gcp` or `azure`
    public static OptionalInt zones(String cloud, String name) {
        return named(name).stream()
                .filter(row -> row.cloud().equals(cloud))
                .mapToInt(Row::zones)
                .findFirst();
    }

    /// @param country the two-letter code of the country that it is in
    record Row(String cloud, String name, String country, String metro, int zones) {}

    /// Whether the catalogue has the regions of a provider: of `aws`, `gcp` and `azure`.
    static boolean hasRegionsOf(String cloud) {
        return Table.CLOUDS.contains(cloud);
    }

    /// Every region of this name; several where providers share one.
    static List<Row> named(String name) {
        return Table.ROWS.getOrDefault(name, List.of());
    }

    static List<String> names() {
        return List.copyOf(Table.ROWS.keySet());
    }

    /// What to cite for a row.
    static String source() {
        return Table.source;
    }

    private static final class Table {
        static final SequencedMap<String, List<Row>> ROWS = new LinkedHashMap<>();
        static final Set<String> CLOUDS = new LinkedHashSet<>();
        static final String source;

        static {
            List<String> lines = Resources.lines("regions.tsv");
            String head = lines.getFirst();
            source = "table of regions"
                    + head.substring(head.indexOf(" As of"))
                            .replace(" As of", ", as of")
                            .replace(".", "");
            for (String line : lines) {
                if (!line.startsWith("#")) {
                    String[] fields = line.split("\t", -1);
                    CLOUDS.add(fields[0]);
                    ROWS.computeIfAbsent(fields[1], _ -> new ArrayList<>())
                            .add(new Row(fields[0], fields[1], fields[3], fields[5], Integer.parseInt(fields[6])));
                }
            }
        }
    }
}
