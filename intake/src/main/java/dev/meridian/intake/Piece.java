package dev.meridian.intake;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// One copy of a store, in one region: what one resource, or one replica inside of it, is in the format.
///
/// @param kind in the words of the format
/// @param name what it is called, freed of its place; two copies of one store have the same
/// @param facts what else is known of it
record Piece(Resource resource, String kind, String region, String name, Facts facts) {
    /// What the format has a key for, and a resource says in a word.
    enum Switch {
        AT_REST("encryption.atRest"),
        IN_TRANSIT("encryption.inTransit"),
        CLUSTER_MODE("clusterMode"),
        SERVERLESS("serverless"),
        VERSIONING("versioning"),
        LIFECYCLE("lifecycle"),
        KEEP("keep");

        private final String key;

        Switch(String key) {
            this.key = key;
        }

        /// Its path below the store.
        String key() {
            return key;
        }
    }

    /// @param zones over how many zones of its region, as the format writes it: `2`, `2..`
    /// @param nodes how many machines
    /// @param keep for how many days its backups are kept; 0 for no backups
    /// @param pointInTime whether it can be restored to any moment
    record Facts(
            Optional<String> version,
            Optional<String> zones,
            OptionalInt nodes,
            OptionalInt keep,
            boolean pointInTime,
            SequencedMap<Switch, String> switches) {
        static final Facts NONE = new Facts(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                new LinkedHashMap<>());
    }

    /// A copy of which no more is known.
    static Piece of(Resource resource, String kind, String region, String name) {
        return new Piece(resource, kind, region, name, Facts.NONE);
    }

    Piece version(Optional<String> said) {
        return with(new Facts(said, facts.zones, facts.nodes, facts.keep, facts.pointInTime, facts.switches));
    }

    Piece zones(Optional<String> said) {
        return with(new Facts(facts.version, said, facts.nodes, facts.keep, facts.pointInTime, facts.switches));
    }

    Piece nodes(OptionalInt said) {
        OptionalInt some = said.isPresent() && said.getAsInt() > 0 && said.getAsInt() <= Attributes.MOST
                ? said
                : OptionalInt.empty();
        return with(new Facts(facts.version, facts.zones, some, facts.keep, facts.pointInTime, facts.switches));
    }

    Piece backup(OptionalInt days, boolean toAnyMoment) {
        return with(new Facts(facts.version, facts.zones, facts.nodes, days, toAnyMoment, facts.switches));
    }

    Piece set(Switch key, boolean isOn) {
        return isOn ? set(key, Optional.of("true")) : this;
    }

    Piece set(Switch key, Optional<String> value) {
        SequencedMap<Switch, String> switches = new LinkedHashMap<>(facts.switches);
        value.ifPresent(text -> switches.put(key, text));
        return with(new Facts(facts.version, facts.zones, facts.nodes, facts.keep, facts.pointInTime, switches));
    }

    private Piece with(Facts known) {
        return new Piece(resource, kind, region, name, known);
    }
}
