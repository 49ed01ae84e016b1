package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import java.util.List;

/// The question that a file with `replication: unknown` of a store leaves open, by the members, the writers and
/// the edges that it does name.
///
/// @param store of which nobody knows how it is copied
/// @param said the same as the file has it
/// @param edges the names of its edges
record UnknownReplication(Store store, Storage.Store said, List<String> edges) {
    static UnknownReplication of(Store store, Storage.Store said) {
        List<String> edges = said.replication().stream()
                .flatMap(replication -> replication.edges().keySet().stream())
                .toList();
        return new UnknownReplication(store, said, edges);
    }

    /// @param at the path of the mode
    /// @param rests what rests on the answer, as the end of a sentence
    Finding finding(String at, String rests) {
        return Finding.of(Rule.NOBODY_KNOWS, at, question() + rests, why(), fix(at));
    }

    /// Its provider may copy a store of which the file names one place; nothing copies one that its user runs.
    private boolean isAlone() {
        return store.members().size() == 1 && !store.managed() && edges.isEmpty();
    }

    /// Firestore has one database with one location, and no copies that a user chooses (Google Cloud
    /// documentation, Firestore in Datastore mode, Locations, read 2026-11).
    private boolean isOfALocation() {
        return store.kind() == StoreKind.FIRESTORE && edges.isEmpty();
    }

    private String question() {
        if (isOfALocation()) {
            return "nobody knows the location of `" + store.name() + "`: one region, or a multi-region";
        }
        if (isAlone()) {
            return "`" + store.name() + "` is in " + store.writer() + " alone, and the file says that nobody knows how"
                    + " it is copied";
        }
        return store.members().size() == 1
                ? "nobody knows whether `" + store.name() + "` gets from " + store.writer() + " to another region"
                : "nobody knows how `" + store.name() + "` gets from " + store.writer() + " to its other members";
    }

    private String why() {
        if (isOfALocation()) {
            return "a database of Firestore has one location: in one region it is away as long as that region is, in"
                    + " `nam5` or `eur3` it goes on without one of its regions";
        }
        if (isAlone()) {
            return "it has no other member: it is lost with " + store.writer()
                    + ", unless something that the file does not have keeps what it holds";
        }
        if (!edges.isEmpty()) {
            return "the file has " + (edges.size() == 1 ? "the edge " : "the edges ") + Listed.names(edges)
                    + " out of it, and neither whether a write waits for " + (edges.size() == 1 ? "it" : "them")
                    + " nor how late a copy may be";
        }
        return store.members().size() == 1
                ? "if it does not, it is lost with " + store.writer()
                : "if it is not replicated, each region has data of its own, and the loss of one is for ever";
    }

    private String fix(String at) {
        if (isOfALocation()) {
            return "find out the location, and write `in` with its one region and `replication: none`, or `mode:"
                    + " provider` with `via: nam5` or `via: eur3`";
        }
        if (isAlone()) {
            return "`none`, and `recover` where something that outlives " + store.writer()
                    + " has its contents; or its other members, where it has some";
        }
        if (!edges.isEmpty()) {
            String replication = at.substring(0, at.lastIndexOf('.'));
            return "find out, and write `mode` and `lag` (or `every`) of "
                    + Listed.names(edges.stream()
                            .map(edge -> replication + ".edges." + edge)
                            .toList());
        }
        return hasSeveralWriters()
                ? "find out, and write `multi-primary` (what lags is lost with a region) or `quorum` (a majority has"
                        + " each write)"
                : "find out, and write `async`, `sync` or `none` (as `none`: everything since the last backup is lost;"
                        + " as `async`: the lag)";
    }

    private boolean hasSeveralWriters() {
        return said.primaries().size() > 1
                || said.use().writes().filter(Storage.Writes.LOCAL::equals).isPresent();
    }
}
