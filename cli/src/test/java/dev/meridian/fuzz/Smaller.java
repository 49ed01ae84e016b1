package dev.meridian.fuzz;

import dev.meridian.topology.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Makes an input smaller as long as it stays what it is about: lines are deleted, many at once and then one by one,
/// then assignments, then pieces of what lines are left.
final class Smaller {
    private static final int MOST_TRIALS = 1_500;
    private static final int LONG_LINE = 40;

    private final Predicate<Input> isStillIt;
    private int trials = MOST_TRIALS;
    private Input best;

    private Smaller(Input input, Predicate<Input> isStillIt) {
        this.best = input;
        this.isStillIt = isStillIt;
    }

    static Input of(Input input, Predicate<Input> isStillIt) {
        Smaller smaller = new Smaller(input, isStillIt);
        smaller.arguments();
        for (int before = -1; before != smaller.best.content().length; ) {
            before = smaller.best.content().length;
            smaller.lines();
        }
        smaller.pieces();
        return smaller.best;
    }

    private boolean taken(Input candidate) {
        if (trials-- <= 0 || !isStillIt.test(candidate)) {
            return false;
        }
        best = candidate;
        return true;
    }

    private void arguments() {
        taken(best.in(Optional.empty()));
        for (int i = best.assignments().size() - 1; i >= 0; i--) {
            List<Assignment> fewer = new ArrayList<>(best.assignments());
            fewer.remove(i);
            taken(best.with(numbered(fewer)));
        }
    }

    private static List<Assignment> numbered(List<Assignment> assignments) {
        List<Assignment> numbered = new ArrayList<>();
        int sets = 0;
        for (Assignment assignment : assignments) {
            numbered.add(
                    assignment instanceof Assignment.Set(int _, String text)
                            ? new Assignment.Set(++sets, text)
                            : assignment);
        }
        return numbered;
    }

    private void lines() {
        List<String> lines =
                new ArrayList<>(Arrays.asList(Damage.latin(best.content()).split("(?<=\n)", -1)));
        for (int width = Math.max(1, lines.size() / 2); width >= 1; width /= 2) {
            for (int from = lines.size() - width; from >= 0; from = Math.min(from - width, lines.size() - width)) {
                List<String> fewer = new ArrayList<>(lines);
                fewer.subList(from, from + width).clear();
                if (taken(best.with(Damage.latin(String.join("", fewer))))) {
                    lines = fewer;
                }
            }
        }
    }

    private void pieces() {
        String text = Damage.latin(best.content());
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
            for (int width = (end - start) / 2; width >= 1 && end - start > LONG_LINE; width /= 2) {
                for (int from = end - width; from >= start; from = Math.min(from - width, end - width)) {
                    String shorter = text.substring(0, from) + text.substring(from + width);
                    if (taken(best.with(Damage.latin(shorter)))) {
                        text = shorter;
                        end -= width;
                    }
                }
            }
            start = end + 1;
        }
    }
}
