package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What the vantages say, as it counts at one entry: nothing that is too old on the clock of whoever speaks now.
record Evidence(State state, Stamp now, Policy policy) {
    /// A vantage that finds a region silent, with its whole word.
    record Silence(Sight sight, Event.Observed word) {}

    /// Fresh vantages outside the suspect that find it silent.
    SequencedMap<RegionName, Silence> silent(RegionName suspect) {
        SequencedMap<RegionName, Silence> silent = new LinkedHashMap<>();
        for (RegionName vantage : policy.vantagesOf(suspect)) {
            freshWord(vantage)
                    .flatMap(word -> silence(word, suspect))
                    .ifPresent(silence -> silent.put(vantage, silence));
        }
        return silent;
    }

    private static Optional<Silence> silence(Event.Observed word, RegionName subject) {
        return word.sights().stream()
                .filter(sight -> sight.subject().equals(subject) && sight.verdict() == Sight.Verdict.SILENT)
                .findFirst()
                .map(sight -> new Silence(sight, word));
    }

    /// A vantage's newest word, unless it is too old. Its age is told on the clock of whoever speaks now: by how
    /// much that clock has advanced since the entry before the word.
    Optional<Event.Observed> freshWord(RegionName vantage) {
        State.Word word = state.vantages().get(vantage);
        if (word == null) {
            return Optional.empty();
        }
        if (vantage.equals(now.by())) {
            return Optional.of(word.observed());
        }
        Stamp then = word.clocks().get(now.by());
        if (then == null || then.incarnation() != now.incarnation()) {
            return Optional.empty();
        }
        boolean isFresh = now.nanos() - then.nanos() <= policy.freshness().toNanos();
        return isFresh ? Optional.of(word.observed()) : Optional.empty();
    }

    /// How long the `needed`-th most patient vantage has found it silent.
    static Duration stability(SequencedMap<RegionName, Silence> silent, int needed) {
        return silent.values().stream()
                .map(silence -> silence.sight().stableFor())
                .sorted(Comparator.reverseOrder())
                .skip(needed - 1L)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /// The age of the newest renewal as the one who saw it last tells it; empty if somebody speaks of an older
    /// one.
    Optional<Duration> youngestRenewal(SequencedMap<RegionName, Silence> silent) {
        List<Event.Observed> words = silent.values().stream().map(Silence::word).toList();
        return words.stream().allMatch(word -> word.renewalSeen() == newestRenewal())
                ? words.stream().map(Event.Observed::renewalAge).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /// The longest that any vantage outside has waited since the newest renewal. One is enough: it saw that
    /// renewal no earlier than the holder proposed it, and every later one would stand in the log before the
    /// claim.
    Duration waited(RegionName suspect) {
        return policy.vantagesOf(suspect).stream()
                .flatMap(vantage -> Optional.ofNullable(state.vantages().get(vantage)).stream())
                .filter(word -> word.observed().renewalSeen() == newestRenewal())
                .map(word -> word.observed().renewalAge())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// How long ago the role moved last; empty if it never did.
    Optional<Duration> sinceLastMove(SequencedMap<RegionName, Silence> silent) {
        if (state.grant().flatMap(State.Grant::from).isEmpty()) {
            return Optional.empty();
        }
        return silent.values().stream()
                .map(silence -> silence.word().grantAge())
                .min(Comparator.naturalOrder());
    }

    private long newestRenewal() {
        return state.renewal().map(State.Renewal::index).orElse(0L);
    }
}
