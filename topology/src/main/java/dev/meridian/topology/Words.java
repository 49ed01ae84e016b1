package dev.meridian.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Words for messages: what somebody may have meant, and lists as people read them.
public final class Words {
    private static final int MOST = 8;

    /// More than the format has words for any key; a file may have hundreds of names.
    private static final int MOST_IN_LIST = 24;

    private Words() {}

    /// The candidate that is one or two slips of the finger from `word`; empty if none is. Case does not
    /// count.
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int least = word.length() <= 3 ? 1 : word.length() <= 6 ? 2 : 3;
        Optional<String> best = Optional.empty();
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - wanted.length()) <= least) {
                int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
                boolean nearer = distance < least || (distance == least && best.isEmpty());
                boolean first = best.isPresent() && distance == least && candidate.compareTo(best.get()) < 0;
                if (nearer || first) {
                    best = Optional.of(candidate);
                    least = distance;
                }
            }
        }
        return best;
    }

    /// Each in back quotes, `last` before the last: "`a`, `b` or `c`"; of very many the first, and how many more.
    public static String list(Collection<String> words, String last) {
        List<String> quoted = new ArrayList<>(
                words.stream().limit(MOST_IN_LIST).map(word -> "`" + word + "`").toList());
        if (words.size() > MOST_IN_LIST) {
            quoted.add(words.size() - MOST_IN_LIST + " more");
        }
        if (quoted.size() < 2) {
            return String.join("", quoted);
        }
        return String.join(", ", quoted.subList(0, quoted.size() - 1)) + (last.equals(",") ? "" : " ") + last + " "
                + quoted.getLast();
    }

    /// A text of the user as a message can carry it: one line of at most sixty characters.
    static String shown(String text) {
        return shown(text, 60);
    }

    /// The same of at most so many characters, for a text of which people need to see more.
    public static String shown(String text, int most) {
        String line = text.lines().findFirst().orElse("");
        int end = line.offsetByCodePoints(0, Math.min(most, line.codePointCount(0, line.length())));
        return end < text.length() ? line.substring(0, end) + "…" : text;
    }

    /// A choice as a fix: the only one, or "one of" the first eight.
    public static String oneOf(Collection<String> words) {
        List<String> shown = words.stream().limit(MOST).toList();
        String more = words.size() > MOST ? ", …" : "";
        return shown.size() == 1 ? list(shown, "") : "one of " + list(shown, more.isEmpty() ? "or" : ",") + more;
    }

    /// Slips between two words: a letter added, lost, changed, or swapped with its neighbour.
    private static int distance(String left, String right) {
        int[][] slips = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : least(slips, left, right, i, j);
            }
        }
        return slips[left.length()][right.length()];
    }

    private static int least(int[][] slips, String left, String right, int i, int j) {
        int changed = slips[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, slips[i - 2][j - 2] + 1) : best;
    }
}
