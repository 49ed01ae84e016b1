package dev.meridian.assess;

import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Several things in a sentence.
final class Listed {
    /// Nobody reads a sentence with more.
    private static final int MOST = 12;

    /// A headline with more names is no headline.
    private static final int IN_A_HEADLINE = 4;

    /// A name with more characters is no name that anybody reads.
    private static final int LONGEST = 60;

    private Listed() {}

    /// `us-east-1, eu-west-1 and eu-north-1`.
    static String regions(Collection<RegionName> regions) {
        return and(regions.stream().map(RegionName::text).toList());
    }

    /// Names as they stand in the file, each marked as one.
    static String names(Collection<String> names) {
        return and(names.stream()
                .map(name -> "`" + Words.shown(name, LONGEST) + "`")
                .toList());
    }

    /// Names that everybody knows for what they are.
    static String plain(List<String> words) {
        return and(words);
    }

    /// The first of many, and the number of the others: a headline has no room for all.
    static String first(List<String> words) {
        return words.size() <= IN_A_HEADLINE
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, IN_A_HEADLINE)) + " and " + (words.size() - IN_A_HEADLINE)
                        + " more";
    }

    /// The same, with `and` before the last one of a few.
    static String few(List<String> words) {
        return words.size() > IN_A_HEADLINE ? first(words) : and(words);
    }

    /// Ways out of something, of which one is enough: `this, that, or those`.
    static String either(List<String> ways) {
        return ways.size() < 2
                ? String.join("", ways)
                : String.join(", ", ways.subList(0, ways.size() - 1)) + ", or " + ways.getLast();
    }

    private static String and(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        boolean isLong = words.size() > MOST;
        List<String> first = new ArrayList<>(words.subList(0, isLong ? MOST : words.size()));
        String last = isLong ? words.size() - MOST + " more" : first.removeLast();
        return String.join(", ", first) + " and " + last;
    }
}
