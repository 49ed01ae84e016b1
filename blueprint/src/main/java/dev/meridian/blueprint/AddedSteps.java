package dev.meridian.blueprint;

import java.util.List;
import java.util.stream.Stream;

/// The steps that a file adds to the plans of moves, each after those that it comes after.
///
/// @param away those of a move to any region but the home
/// @param home those of the way back
public record AddedSteps(List<AddedStep> away, List<AddedStep> home) {
    /// A file that adds none.
    public static final AddedSteps NONE = new AddedSteps(List.of(), List.of());

    public AddedSteps {
        away = List.copyOf(away);
        home = List.copyOf(home);
    }

    /// Whether there are none, on either way.
    public boolean areNone() {
        return away.isEmpty() && home.isEmpty();
    }

    /// Those of either way.
    public Stream<AddedStep> all() {
        return Stream.concat(away.stream(), home.stream());
    }
}
