package dev.meridian.assess;

import dev.meridian.bounds.Term;

/// What brings a store back after a disruption.
///
/// @param recovery how long its mechanism takes, from the decision on
/// @param loss how much time of acknowledged writes it costs
/// @param starts whether it begins by itself
record Comeback(Way way, Term recovery, Term loss, Starts starts) {
    /// How it comes back.
    enum Way {
        /// It was not hit, or each region has its own.
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

    /// Who starts it once the move is decided.
    enum Starts {
        /// The control.
        BY_ITSELF,
        /// The control, unless more may be lost than is promised; then people.
        UNLESS_REFUSED,
        /// People.
        BY_HAND
    }
}
