package dev.meridian.engine;

import java.util.List;
import java.util.Optional;

/// What all vantages together make of the region that holds the role. The order says how much may be done about
/// it: nothing by itself, except in the last one.
///
/// It is worked out in [Opening#finding()] alone: what the engine does by itself begins with it, so what people
/// are shown is what was decided by.
public enum Finding {
    /// Too few vantages are heard of to say (DETECT-8), or whoever speaks cannot tell how old their words are.
    /// Nothing moves.
    UNKNOWN("too few vantages are surely heard of to judge it, so nothing moves by itself"),
    /// A quorum is heard of and nobody has anything to complain of.
    HEALTHY("nobody has anything to complain of"),
    /// It answers in part, or too few find it silent (DETECT-2, DETECT-7). Nothing is forced; a person may move it
    /// gracefully.
    GREY("it answers in part, or too few find it silent, so nothing is forced"),
    /// A quorum finds it silent, and it renews its lease (DETECT-5): it is alive, and whoever is with it may be
    /// served. Nothing moves as long as it renews.
    PARTITIONED("a quorum finds it silent, and it renews its lease: nothing moves as long as it does"),
    /// A quorum finds it silent, and it renews no more. The gates decide.
    DOWN("a quorum finds it silent, and it renews no more: the gates decide");

    private final String text;

    Finding(String text) {
        this.text = text;
    }

    /// What it means, in a sentence without a full stop.
    public String text() {
        return text;
    }

    /// The finding after the newest entry; empty before the first grant.
    ///
    /// @param now the stamp of that entry, or of whoever asks
    public static Optional<Finding> of(State state, Stamp now, Policy policy) {
        Evidence evidence = new Evidence(state, now, new Rules(policy, List.of()));
        return state.holder().map(holder -> Opening.of(evidence, holder).finding());
    }
}
