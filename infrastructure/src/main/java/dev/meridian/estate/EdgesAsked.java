package dev.meridian.estate;

import dev.meridian.topology.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which of the edges that a file draws for a store are written, and whether any is.
final class EdgesAsked {
    private static final String EDGES = "replication.edges.";

    private final Asked store;

    EdgesAsked(Asked store) {
        this.store = store;
    }

    /// @param via by which its cloud copies it
    /// @param modes that this is
    void note(String via, String... modes) {
        List<Storage.Edge> edges = store.said().replication().stream()
                .flatMap(replication -> replication.edges().values().stream())
                .toList();
        List<String> reasons = new ArrayList<>();
        for (Storage.Edge edge : edges) {
            String own = EDGES + edge.name() + ".";
            unwritten(edge)
                    .ifPresentOrElse(
                            why -> {
                                reasons.add(why);
                                List.of("from", "to", "mode", "via", "carries", "omits", "into")
                                        .forEach(key -> store.left(own + key, why));
                            },
                            () -> {
                                store.rendered(own + "from");
                                store.rendered(own + "to");
                                store.does(own + "mode", modes);
                                store.does(own + "via", via);
                            });
        }
        if (!edges.isEmpty() && reasons.size() == edges.size()) {
            for (String key : List.of("replication.mode", "replication")) {
                store.withdraw(key, "none of its edges is written, so each region takes writes of its own");
            }
        }
    }

    private static Optional<String> unwritten(Storage.Edge edge) {
        if (!edge.carries().isEmpty() || !edge.omits().isEmpty()) {
            return Optional.of("clouds copy a store as a whole, and this edge leaves something out");
        }
        if (edge.into().isPresent()) {
            return Optional.of("nothing is written that feeds one store from another");
        }
        return edge.mode()
                .filter(mode -> mode == Storage.ReplicationMode.COPY)
                .map(_ -> "what clouds run is followed all the time, and not copied now and then");
    }
}
