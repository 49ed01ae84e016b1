package dev.meridian.mechanisms;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The words of `replication.via` in a file that no table has for their store: nothing is known of such a
/// mechanism, so that every verdict which depends on it is unknown.
public final class ViaWords {
    private static final int MOST = 4;

    private ViaWords() {}

    /// A word of which nothing is known.
    ///
    /// @param offered words that the tables have for such a store, the nearest first; empty where they have none
    public record Unknown(String store, String via, List<String> offered) {
        /// For people, in one sentence.
        public String text() {
            String words = offered.isEmpty()
                    ? "no word is known for such a store: declare `lag` and `takes`"
                    : "known words for such a store: " + Words.list(offered, "or");
            return "`data." + store + "`: `via: " + via
                    + "` is in no table (docs/MECHANISMS.md), so nothing is known of it; " + words;
        }
    }

    /// Each unknown word once for each store, in the order of the file.
    public static List<Unknown> unknown(Blueprint blueprint) {
        List<Unknown> unknown = new ArrayList<>();
        blueprint.stores().values().forEach(store -> {
            SequencedSet<String> words = new LinkedHashSet<>();
            for (Edge edge : store.replication().edges()) {
                if (isCopiedByOthers(store, edge)) {
                    continue;
                }
                edge.transport()
                        .via()
                        .filter(via -> !isKnown(blueprint, store, via))
                        .ifPresent(words::add);
            }
            words.forEach(via -> unknown.add(new Unknown(store.name(), via, offered(blueprint, store, via))));
        });
        return List.copyOf(unknown);
    }

    /// Whether a pipeline or a program copies into a service of its own, so that its word is in no table.
    private static boolean isCopiedByOthers(Store store, Edge edge) {
        return edge.mode() == ReplicationMode.COPY
                && (store.kind() == StoreKind.OBJECT
                        || store.kind() == StoreKind.VAULT
                        || store.kind() == StoreKind.CLUSTER_OBJECTS);
    }

    /// Whether a word may be a slip of a word that the tables have for a kind of store.
    public static boolean isNearAWord(StoreKind kind, String via) {
        List<String> words = Mechanisms.all().stream()
                .filter(row -> row.kinds().contains(kind))
                .flatMap(row -> row.words().stream())
                .distinct()
                .toList();
        return Words.nearest(Mechanisms.normal(via), words).isPresent();
    }

    private static boolean isKnown(Blueprint blueprint, Store store, String via) {
        return Mechanisms.specific(Optional.of(via)).isEmpty()
                || Mechanisms.named(via).stream().anyMatch(row -> fits(blueprint, store, row));
    }

    private static boolean fits(Blueprint blueprint, Store store, Mechanism row) {
        Provider writer = Optional.ofNullable(blueprint.regions().get(store.writer()))
                .map(Region::cloud)
                .flatMap(Provider::of)
                .orElse(Provider.SOFTWARE);
        Query query =
                new Query(writer, store.kind(), store.replication().mode(), "", Optional.empty(), store.managed());
        return row.kinds().contains(store.kind()) && query.admits(row.provider());
    }

    private static List<String> offered(Blueprint blueprint, Store store, String via) {
        SequencedSet<String> all = new LinkedHashSet<>();
        SequencedSet<String> firsts = new LinkedHashSet<>();
        Mechanisms.all().stream()
                .filter(row -> row.covers() == Mechanism.Covers.REGION && fits(blueprint, store, row))
                .forEach(row -> {
                    all.addAll(row.words());
                    row.words().stream().limit(1).forEach(firsts::add);
                });
        SequencedSet<String> offered = new LinkedHashSet<>();
        Words.nearest(Mechanisms.normal(via), all).ifPresent(offered::add);
        offered.addAll(firsts);
        return offered.stream().limit(MOST).toList();
    }
}
