package dev.meridian.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What came of one world.
///
/// @param seed which one
/// @param violation the law that did not hold, if there is one
/// @param otherwise what went otherwise than listed faults call for, in sentences; none if all is as it
///     should be
/// @param isRefused whether it did because the move that is called for was refused for safety, and none came of it
/// @param unwhole why it ended without a writer, where the world itself says that this is right
/// @param moves how often the role moved
/// @param refusals how often a move was refused because of what it would cost, or because nothing proves it
///     safe
/// @param holds how often a rule held a move back
/// @param acknowledged writes that were
/// @param lost of these, how many are not in the data that went on
/// @param lossSeconds from the oldest lost write to the last acknowledged one, at the worst move
/// @param recoverySeconds from the last write before the first fault to the first after which they go on;
///     infinite if they do not, not a number if they do and no location was there all the time to be measured
/// @param phases of that recovery, in seconds
/// @param interruptions for each move, from the last write before it to the first one after it, in seconds
/// @param rules how often each fired
/// @param exits how often each rule that held a move back let it go again
/// @param faults how often each kind struck
/// @param events how many things happened
/// @param seconds how long the world went on, on its own clock
public record Result(
        long seed,
        Optional<Violation> violation,
        List<String> otherwise,
        boolean isRefused,
        Optional<String> unwhole,
        int moves,
        int refusals,
        int holds,
        long acknowledged,
        long lost,
        double lossSeconds,
        double recoverySeconds,
        SequencedMap<String, Double> phases,
        List<Double> interruptions,
        SequencedMap<String, Integer> rules,
        SequencedMap<String, Integer> exits,
        SequencedMap<String, Integer> faults,
        long events,
        double seconds) {
    public Result {
        otherwise = List.copyOf(otherwise);
        phases = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(phases));
        interruptions = List.copyOf(interruptions);
        rules = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rules));
        exits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exits));
        faults = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(faults));
    }

    /// A law that did not hold.
    ///
    /// @param law its number, `I1`
    /// @param what happened
    /// @param second when, on the world's clock
    public record Violation(String law, String what, double second) {}

    static Result of(
            World world, long seed, Optional<Violation> violation, List<String> otherwise, boolean isMoveCalledFor) {
        Tally tally = world.truth.tally();
        boolean isOtherwise = violation.isEmpty() && !otherwise.isEmpty();
        return new Result(
                seed,
                violation,
                otherwise,
                isOtherwise && isMoveCalledFor && tally.moves == 0 && tally.refusals > 0,
                tally.unwhole,
                tally.moves,
                tally.refusals,
                tally.holds,
                tally.acknowledged,
                tally.lost,
                tally.lossNanos / 1e9,
                tally.recovery(world),
                tally.phases(world),
                tally.interruptions,
                tally.rules,
                tally.exits,
                tally.faults,
                world.events,
                world.now / 1e9);
    }
}
