package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What is looked at by itself, and who hears of it.
///
/// @param hasHealth whether somebody hears that a region does not serve
/// @param hasThresholds whether somebody hears of what runs full
/// @param hasCertificates whether somebody hears that a certificate ends
/// @param lags from when on somebody hears that a copy is behind, by store; empty where nobody does
/// @param mails to whom it is written
/// @param traced which part of all requests is followed through the services; empty for none
/// @param trail which calls of the cloud's own interface are written down
/// @param hasRecorder whether every change of what is built is written down and judged
/// @param budgets for the estate, and for its regions
/// @param bills what they are divided by, and who hears of a jump
/// @param hasPages whether there are pages on which all of it is seen
/// @param promised what those pages, and rules, hold it to
public record Watch(
        boolean hasHealth,
        boolean hasThresholds,
        boolean hasCertificates,
        SequencedMap<String, Duration> lags,
        List<String> mails,
        OptionalDouble traced,
        Trail trail,
        boolean hasRecorder,
        List<Budget> budgets,
        Bills bills,
        boolean hasPages,
        Promised promised) {
    private static final Duration QUIET = Duration.ofMinutes(2);

    public Watch {
        lags = new LinkedHashMap<>(lags);
        mails = List.copyOf(mails);
        budgets = List.copyOf(budgets);
    }

    /// Whether anything is to be told to anybody.
    public boolean tells() {
        return hasHealth || hasThresholds || hasCertificates || !lags.isEmpty();
    }

    /// From when on a copy of a store is too far behind; empty where nobody hears of it.
    public Optional<Duration> lag(String store) {
        return Optional.ofNullable(lags.get(store));
    }

    /// The same for a database. A copy of RDS for PostgreSQL tells how long ago the last commit was that it
    /// has, which grows up to five minutes while nobody commits (RDS user guide, read replicas of PostgreSQL,
    /// 2026-11). Looked at each minute it is then above two minutes four times in a row at most: an alarm on
    /// less would ring for a quiet writer, whatever the file allows.
    public Optional<Duration> databaseLag(String store) {
        return lag(store).map(lag -> lag.compareTo(QUIET) < 0 ? QUIET : lag);
    }

    /// Which calls are written down.
    public enum Trail {
        NONE,
        /// Those that change something or ask what is built.
        OF_BUILDING,
        /// Those for objects and rows, too.
        OF_EVERYTHING
    }

    /// What may be spent in a month.
    ///
    /// @param amount in units of the currency, as a decimal
    /// @param region that it is for; empty for all of them together
    /// @param tells whether somebody hears of it before it is spent
    public record Budget(String amount, String currency, Optional<RegionName> region, boolean tells) {
        /// As it is called.
        ///
        /// @param estate what all names begin with
        public String name(String estate) {
            return region.map(one -> estate + "-" + one).orElse(estate);
        }
    }

    /// What bills are divided by.
    ///
    /// @param tags by their keys; none where nobody asks for any
    /// @param hasJumps whether somebody hears that the estate costs much more than it did
    public record Bills(List<String> tags, boolean hasJumps) {
        /// The tag that says whose something is.
        public static final String ESTATE = "application";

        /// The one that says who has written it.
        public static final String MAKER = "managed-by";

        /// The one that says which it is.
        public static final String NAME = "Name";

        /// What is on things that are built, and so on bills. A file says them in small letters.
        public static final List<String> CARRIED = List.of(ESTATE, NAME, MAKER);

        public Bills {
            tags = List.copyOf(tags);
        }

        /// Whether nobody asks for anything of it.
        public boolean isEmpty() {
            return tags.isEmpty();
        }
    }
}
