package dev.meridian.twin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something broken on purpose, to show that it would be seen: a detector that sees nothing proves nothing.
/// For tests and benchmarks only.
public enum NegativeControl {
    /// The watchdog sees and does nothing: writes are then accepted by two sides.
    FENCE_DISABLED,
    /// One acknowledged row is deleted before the keys are counted: exactly one write is then lost.
    ROW_DELETED,
    /// Links out of the primary take two seconds: asynchronous replication then loses writes.
    SLOW_LINKS,
    /// Supervisors do not start an agent again: killing one more than the quorum bears stops all decisions.
    NO_RESTART;

    /// As `--negative-control` writes it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Empty if there is none of this name.
    public static Optional<NegativeControl> of(String word) {
        return List.of(values()).stream()
                .filter(control -> control.word().equals(word))
                .findFirst();
    }
}
