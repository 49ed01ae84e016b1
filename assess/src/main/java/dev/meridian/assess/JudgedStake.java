package dev.meridian.assess;

/// A promise about a time with the result of its arithmetic.
///
/// @param isWhole whether all stores of the promise are in it; those with an error for themselves may be left out
record JudgedStake(Stake stake, Outcome outcome, boolean isWhole) {
    JudgedStake(Stake stake, Outcome outcome) {
        this(stake, outcome, true);
    }

    Verdict verdict() {
        return outcome.verdict(stake.bound());
    }
}
