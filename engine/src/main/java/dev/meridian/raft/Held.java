package dev.meridian.raft;

import java.util.ArrayList;
import java.util.List;

/// Proposals that wait for the next leader.
final class Held {
    private static final int MOST = 1024;

    private final List<Message.Propose> proposals = new ArrayList<>();

    /// Keeps it, unless there are too many: as everything that is proposed, it may be lost.
    void add(Message.Propose proposal) {
        if (proposals.size() < MOST) {
            proposals.add(proposal);
        }
    }

    /// All of them; then there are none.
    List<Message.Propose> released() {
        List<Message.Propose> all = List.copyOf(proposals);
        proposals.clear();
        return all;
    }
}
