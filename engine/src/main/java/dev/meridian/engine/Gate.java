package dev.meridian.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// One line of a table of gates.
///
/// @param guard what is missing when it is taken out; empty for what is no guard but a preference, or cannot be
///     left out
/// @param shut why it is shut; empty if it is open
/// @param <S> what there is to look at
record Gate<S>(Optional<Guard> guard, Function<S, Optional<Reason>> shut) {
    Gate(Guard guard, Function<S, Optional<Reason>> shut) {
        this(Optional.of(guard), shut);
    }

    static <S> Gate<S> always(Function<S, Optional<Reason>> shut) {
        return new Gate<>(Optional.empty(), shut);
    }

    /// A table without some of its gates.
    static <S> List<Gate<S>> allBut(List<Gate<S>> table, Set<Guard> some) {
        return table.stream()
                .filter(gate -> gate.guard().filter(some::contains).isEmpty())
                .toList();
    }

    /// The first that is shut.
    static <S> Optional<Reason> first(List<Gate<S>> table, S situation, Rules rules) {
        for (Gate<S> gate : table) {
            Optional<Reason> shut =
                    gate.guard().map(rules::have).orElse(true) ? gate.shut().apply(situation) : Optional.empty();
            if (shut.isPresent()) {
                return shut;
            }
        }
        return Optional.empty();
    }
}
