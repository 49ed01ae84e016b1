package dev.meridian.agent;

import dev.meridian.engine.LeadingOrder;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Keeps the leader of the log out of the region that has the role. Where both are lost together, a recovery waits
/// for an election too. After a move they may be in one place: then the leader hands over, once the move has
/// settled.
final class Placement implements Runnable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RegionName here;
    private final List<RegionName> others;
    private final Replica replica;
    private final Consensus consensus;

    Placement(AgentConfig config, Replica replica, Consensus consensus) {
        here = config.region();
        others = config.others().stream().map(AgentConfig.Peer::region).toList();
        this.replica = replica;
        this.consensus = consensus;
    }

    @Override
    public void run() {
        Rhythm.keep(LOOK, () -> {
            Replica.View view = replica.view();
            boolean isBoth = view.state().holder().equals(Optional.of(here))
                    && consensus.leader().equals(here.text());
            if (isBoth && view.grantAge().compareTo(LeadingOrder.SETTLED) >= 0) {
                consensus.handOver(others);
            }
        });
    }
}
