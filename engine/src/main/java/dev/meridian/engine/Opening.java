package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What there is to look at before survivors are asked: who finds the holder silent.
///
/// @param said vantages whose newest word says so, however old it is
/// @param silent those of them whose word is surely young enough
/// @param perhaps how many words there are beside them of which the speaker cannot tell
record Opening(
        Evidence evidence,
        RegionName suspect,
        SequencedMap<RegionName, Evidence.Silence> said,
        SequencedMap<RegionName, Evidence.Silence> silent,
        int perhaps) {
    static Opening of(Evidence evidence, RegionName suspect) {
        var said = evidence.saidSilent(suspect);
        var silent = evidence.ofAge(said, Evidence.Age.FRESH);
        return new Opening(
                evidence,
                suspect,
                said,
                silent,
                evidence.ofAge(said, Evidence.Age.UNCERTAIN).size());
    }

    Policy policy() {
        return evidence.policy();
    }

    int needed() {
        return evidence.quorum(suspect);
    }

    Duration stable() {
        return Evidence.stability(silent, needed());
    }

    /// The age of the newest renewal; empty if too few of those who find it silent know of no newer one.
    Optional<Duration> renewal() {
        return evidence.renewalAge(silent, needed());
    }

    /// Who finds that it answers in part.
    List<RegionName> grey() {
        return evidence.finding(Sight.Verdict.GREY, suspect);
    }

    /// Whether so many find that it answers in part that the others are no quorum.
    boolean isAnswering() {
        return grey().size() > policy().toleratedFaultyObservers(suspect);
    }

    /// What they all together make of it.
    Finding finding() {
        if (silent.size() >= needed()) {
            Duration silence = policy().silentAfter();
            boolean isRenewing =
                    renewal().map(age -> age.compareTo(silence) < 0).orElse(true);
            return isRenewing ? Finding.PARTITIONED : Finding.DOWN;
        }
        boolean mayBeQuorum = silent.size() + perhaps >= needed();
        if (mayBeQuorum || (silent.isEmpty() && perhaps > 0)) {
            return Finding.UNKNOWN;
        }
        if (!silent.isEmpty() || !grey().isEmpty()) {
            return Finding.GREY;
        }
        return evidence.heardOutside(suspect) < needed() ? Finding.UNKNOWN : Finding.HEALTHY;
    }
}
