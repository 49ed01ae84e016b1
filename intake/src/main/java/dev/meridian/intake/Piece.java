package dev.meridian.intake;

import java.util.Optional;
import java.util.OptionalInt;

/// One copy of a store, in one region: what one resource, or one replica inside of it, is in the format.
///
/// @param kind in the words of the format
/// @param name what it is called, freed of its place; two copies of one store have the same
/// @param facts what else is known of it
record Piece(Resource resource, String kind, String region, String name, Facts facts) {
    /// @param zones over how many zones of its region, as the format writes it: `2`, `2..`
    /// @param nodes how many machines
    /// @param keep for how many days its backups are kept; 0 for no backups
    /// @param pointInTime whether it can be restored to any moment
    /// @param versioned whether it keeps what was overwritten
    record Facts(
            Optional<String> version,
            Optional<String> zones,
            OptionalInt nodes,
            OptionalInt keep,
            boolean pointInTime,
            boolean versioned) {
        static final Facts NONE =
                new Facts(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), false, false);
    }

    /// A copy of which no more is known.
    static Piece of(Resource resource, String kind, String region, String name) {
        return new Piece(resource, kind, region, name, Facts.NONE);
    }

    Piece version(Optional<String> said) {
        return with(new Facts(said, facts.zones, facts.nodes, facts.keep, facts.pointInTime, facts.versioned));
    }

    Piece zones(Optional<String> said) {
        return with(new Facts(facts.version, said, facts.nodes, facts.keep, facts.pointInTime, facts.versioned));
    }

    Piece nodes(OptionalInt said) {
        OptionalInt some = said.isPresent() && said.getAsInt() > 0 && said.getAsInt() <= Attributes.MOST
                ? said
                : OptionalInt.empty();
        return with(new Facts(facts.version, facts.zones, some, facts.keep, facts.pointInTime, facts.versioned));
    }

    Piece backup(OptionalInt days, boolean toAnyMoment) {
        return with(new Facts(facts.version, facts.zones, facts.nodes, days, toAnyMoment, facts.versioned));
    }

    Piece versioned(boolean said) {
        return with(new Facts(facts.version, facts.zones, facts.nodes, facts.keep, facts.pointInTime, said));
    }

    private Piece with(Facts known) {
        return new Piece(resource, kind, region, name, known);
    }
}
