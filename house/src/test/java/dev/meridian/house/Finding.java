package dev.meridian.house;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Something in the tree that is not as the house wants it.
record Finding(String path, int line, String what, String doThis) {
    /// `path:line: what; do this`.
    String text() {
        return path + ":" + line + ": " + what + "; " + doThis;
    }

    static String list(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::path).thenComparing(Finding::line))
                .map(Finding::text)
                .collect(Collectors.joining("\n", findings.size() + " in the tree:\n", "\n"));
    }
}
