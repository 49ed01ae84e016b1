package dev.meridian.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a side that was left had committed after the point where its history and the new primary's parted, read
/// from the directory that it was kept in when it came back. The prediction is what the engine said when it
/// granted the role away; this is what it came to.
///
/// @param schemaVersion of this form
/// @param region whose directory it is
/// @param oldEpoch under which it wrote; empty if nobody here remembers
/// @param newEpoch of the primary that it was compared with
/// @param timeline PostgreSQL's number of the history that it was on
/// @param partedAt where the histories parted, as a position of the log
/// @param endsAt where its log ends
/// @param bytesBeyond between the two
/// @param transactions that it committed beyond that point
/// @param ownTransactions of Meridian's own (heartbeats, canaries) beside them
/// @param firstCommit when the first of the transactions was, by that machine's clock; empty if there is none
/// @param lastCommit when the last was
/// @param lossSeconds from the one to the other; 0 without any
/// @param predicted what the engine said that a move may cost, in its words; empty if nobody here remembers
/// @param predictedLossSeconds the bound in it, if there is one
/// @param mayBeAcknowledged whether users may have been told that these were committed: false where a commit
///     waited for standbys and those that are left have everything that one confirmed; then only a session that
///     had switched the waiting off for itself was told
/// @param fork the directory
/// @param lost the transactions, in their order
public record LossLedger(
        String schemaVersion,
        String region,
        Optional<Long> oldEpoch,
        long newEpoch,
        long timeline,
        String partedAt,
        String endsAt,
        long bytesBeyond,
        long transactions,
        long ownTransactions,
        Optional<String> firstCommit,
        Optional<String> lastCommit,
        double lossSeconds,
        Optional<String> predicted,
        Optional<Double> predictedLossSeconds,
        boolean mayBeAcknowledged,
        String fork,
        List<Transaction> lost) {
    /// Of the form that is written now.
    public static final String SCHEMA_VERSION = "1";

    public LossLedger {
        lost = List.copyOf(lost);
    }

    /// One of them.
    ///
    /// @param number of the transaction
    /// @param position of its commit in the log
    /// @param at when it was committed, by that machine's clock
    /// @param tables that it changed, as far as they are known
    public record Transaction(long number, String position, String at, List<String> tables) {
        public Transaction {
            tables = List.copyOf(tables);
        }
    }

    /// For people, in one sentence.
    public String sentence() {
        String what = String.format(
                Locale.ROOT,
                "%s came back with %s that epoch %d has not, %,d bytes of log beyond %s",
                region,
                transactions == 1 ? "1 transaction" : String.format(Locale.ROOT, "%,d transactions", transactions),
                newEpoch,
                bytesBeyond,
                partedAt);
        if (transactions == 0) {
            return what;
        }
        return what
                + String.format(Locale.ROOT, ", written within %.2f s", lossSeconds)
                + predictedLossSeconds
                        .map(most -> most == 0
                                ? " (predicted: none)"
                                : String.format(Locale.ROOT, " (predicted: at most %.2f s)", most))
                        .or(() -> predicted.map(text -> " (predicted: " + text + ")"))
                        .orElse("")
                + (mayBeAcknowledged
                        ? "; users may have been told that they were committed"
                        : "; nobody was told that they were committed, unless a session did not wait for standbys");
    }
}
