package dev.meridian.blueprint;

import java.util.List;

/// How a store replicates.
///
/// @param waitFor how many standbys a commit waits for; 0 when it waits for none
/// @param stopWithoutStandby whether commits stop when no standby is left to wait for; otherwise they go on
///     unprotected
public record Replication(ReplicationMode mode, int waitFor, boolean stopWithoutStandby, List<Edge> edges) {
    public Replication {
        edges = List.copyOf(edges);
    }
}
