package dev.meridian.assess;

import java.time.LocalDate;
import java.util.Optional;

/// What somebody accepts: a waiver of the file, or an entry of a baseline.
///
/// @param source the waiver's path in the file, or how a baseline calls itself
/// @param at the path of the finding or of a block around it; empty for everywhere
public record Acceptance(
        String source, String finding, Optional<String> at, String reason, LocalDate expires, Optional<String> by) {
    boolean covers(Finding found) {
        return finding.equals(found.rule().id())
                && (at.isEmpty()
                        || isAt(found.at())
                        || found.objective().filter(this::isAt).isPresent());
    }

    private boolean isAt(String path) {
        String around = at.orElseThrow();
        return path.equals(around) || path.startsWith(around + ".") || path.startsWith(around + "@");
    }
}
