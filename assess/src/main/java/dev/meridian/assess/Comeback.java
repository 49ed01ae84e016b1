package dev.meridian.assess;

import dev.meridian.bounds.Term;

/// What brings a store back after a disruption.
///
/// @param recovery how long its mechanism takes, from the decision on
/// @param loss how much time of acknowledged writes it costs
record Comeback(Way way, Term recovery, Term loss) {
    /// How it comes back.
    enum Way {
        /// It was not hit.
        STAYS,
        /// Another member is writable anyway.
        WRITABLE,
        /// Another member is promoted, within a region or in another one.
        PROMOTED,
        /// It is made again, from a history or another store.
        MADE_AGAIN,
        /// From a backup.
        RESTORED,
        /// Not at all.
        LOST
    }
}
