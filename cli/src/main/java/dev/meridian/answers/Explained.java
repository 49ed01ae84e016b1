package dev.meridian.answers;

import dev.meridian.topology.Layer;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One value of a file: what is in force, where that comes from, and what it won against.
///
/// @param path with `@REGION` where a region sees something of its own
/// @param text the value in force, as a person would write it
/// @param sayings the strongest first; that one is in force
public record Explained(String path, String text, List<Saying> sayings) {
    public Explained {
        sayings = List.copyOf(sayings);
    }

    /// Where the value in force comes from.
    public Origin origin() {
        return sayings.getFirst().origin();
    }

    /// What one layer says.
    ///
    /// @param text as it stands there
    public record Saying(String text, Origin origin, Use use) {
        /// The layer, for example `environment staging`.
        public String layer() {
            return switch (origin) {
                case Origin.Declared(Where.InFile _, Layer.File _) -> "file";
                case Origin.Declared(Where.InFile _, Layer.Region(String name)) -> "region " + name;
                case Origin.Declared(Where.InFile _, Layer.Environment(String name)) -> "environment " + name;
                case Origin.Assigned(String label) -> label.startsWith("--") ? "command line" : "variable";
                case Origin.Default _ -> "default";
                case Origin.Profile _ -> "profile";
                case Origin.Derived _ -> "derived";
                case Origin.Sourced _ -> "sourced";
            };
        }
    }

    /// What became of a layer's value.
    public enum Use {
        IN_FORCE,
        /// What is in force was worked out of it.
        USED,
        OVERRIDDEN
    }

    /// A value that is the last word, and everything that was said weaker.
    static Explained of(String path, Setting strongest, List<Saying> weaker) {
        List<Saying> sayings = new ArrayList<>(chain(strongest, Use.IN_FORCE));
        sayings.addAll(weaker);
        return new Explained(path, strongest.text(), sayings);
    }

    /// All that layers say at a path, the strongest first.
    ///
    /// @param use what became of the strongest
    static List<Saying> chain(Setting strongest, Use use) {
        List<Saying> sayings = new ArrayList<>();
        Optional<Setting> at = Optional.of(strongest);
        while (at.isPresent()) {
            Setting said = at.get();
            sayings.add(new Saying(said.text(), said.origin(), sayings.isEmpty() ? use : Use.OVERRIDDEN));
            at = said.overridden();
        }
        return sayings;
    }
}
