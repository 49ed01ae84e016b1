package dev.meridian.raft;

import dev.meridian.units.RegionName;

/// Something in the log.
///
/// @param term of the leader that took it in
/// @param by who proposed it
/// @param ticket by which the proposer knows it again; its own, never given twice
/// @param payload what was proposed; nothing in a leader's [#opening]
public record Entry(long term, RegionName by, long ticket, Payload payload) {
    private static final long NO_TICKET = 0;

    /// The first entry of a leader's term. A leader may count only entries of its own term as committed (§3.6.2);
    /// with this one, those before it are committed too.
    static Entry opening(long term, RegionName leader) {
        return new Entry(term, leader, NO_TICKET, Payload.NONE);
    }

    static Entry of(long term, Message.Propose proposal) {
        return new Entry(term, proposal.from(), proposal.ticket(), proposal.payload());
    }

    /// Whether nobody proposed it: it is not applied.
    public boolean isOpening() {
        return ticket == NO_TICKET;
    }
}
