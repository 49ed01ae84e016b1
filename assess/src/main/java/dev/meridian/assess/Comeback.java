package dev.meridian.assess;

import dev.meridian.bounds.Term;

/// The way in which a store comes back after one kind of disruption. All promises about that kind are judged by
/// the same
/// way.
///
/// @param recovery how long it takes: from the decision on, or from the disruption itself where it starts by
///     itself
/// @param loss how much time of acknowledged writes it costs
/// @param starts what starts it
record Comeback(Way way, Term recovery, Term loss, Starts starts) {
    /// The kind of recovery of a store.
    enum Way {
        /// The disruption did not hit it, or it survives within its region.
        STAYS,
        /// Each region has a store for itself, and those of the other regions go on.
        OWN_ELSEWHERE,
        /// Another member takes writes anyway, or elects a leader by itself.
        WRITABLE,
        /// Another member is promoted, within a region or in another one.
        PROMOTED,
        /// It is made again, from a history or another store.
        MADE_AGAIN,
        /// It is restored from a backup.
        RESTORED,
        /// Its voters have no majority until the lost region returns.
        WITHOUT_QUORUM,
        /// Its data is gone.
        LOST
    }

    /// Who or what starts the recovery of a store.
    enum Starts {
        /// The store itself, at once: no decision, lease or fence of the failover control is part of its time.
        ITSELF,
        /// The failover control, once it has decided.
        CONTROL,
        /// The failover control, unless more may be lost than is promised; then people.
        UNLESS_REFUSED,
        /// People.
        PEOPLE
    }

    /// Whether the store does not come back in any region.
    boolean isGone() {
        return way == Way.LOST && recovery.span().best().isEmpty();
    }

    /// For a message: `promotion of eu-west-1`, `made again from feed`.
    String description() {
        return switch (way) {
            case STAYS -> "staying in its region";
            case OWN_ELSEWHERE -> "the stores of the other regions";
            case WRITABLE -> "another member that takes writes";
            case PROMOTED -> "promotion (" + recovery.name() + ")";
            case MADE_AGAIN -> recovery.name();
            case RESTORED -> "a restore (" + recovery.name() + ")";
            case WITHOUT_QUORUM -> "the return of the lost region";
            case LOST -> "nothing";
        };
    }
}
