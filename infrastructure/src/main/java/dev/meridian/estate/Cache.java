package dev.meridian.estate;

import dev.meridian.units.WeeklyWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A store in memory that the cloud operates (ElastiCache), as one region has it.
///
/// @param store as the file calls it
/// @param name that nothing else of this kind has in its region
/// @param version of Valkey
/// @param isCluster whether it divides its keys over several nodes
/// @param zones over how many zones each part of it is spread; one of them takes its writes
/// @param daysKept how long its snapshots are kept
/// @param window when it may be worked on, with its day; empty for whenever the cloud likes
/// @param global what several regions have together; empty for one that is of its region alone
public record Cache(
        String store,
        String name,
        String version,
        boolean isCluster,
        int zones,
        int daysKept,
        Optional<WeeklyWindow> window,
        Optional<Datastore> global) {
    /// As few as divide keys at all; more are added while it runs.
    private static final int PARTS = 2;

    /// What it is, as people call it: Azure operates Redis itself, and says its version itself.
    public String product(Cloud cloud) {
        return cloud == Cloud.AZURE ? "Azure Managed Redis" : "Valkey " + version;
    }

    /// Into how many parts its keys are divided.
    public int parts() {
        return isCluster ? PARTS : 1;
    }

    /// As ElastiCache calls its nodes, and what it counts for each (ElastiCache user guide, finding the endpoints
    /// of replication groups, 2026-11).
    public List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        for (int part = 1; part <= parts(); part++) {
            for (int node = 1; node <= zones; node++) {
                String own = isCluster ? "-" + digits(part, 4) : "";
                nodes.add(name + own + "-" + digits(node, 3));
            }
        }
        return nodes;
    }

    private static String digits(int number, int least) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, least - digits.length())) + digits;
    }
}
