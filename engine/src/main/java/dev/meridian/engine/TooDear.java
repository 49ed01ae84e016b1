package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// A move that was refused for what it may have cost. Until its holder may write again, no survivor lacks more
/// than it told then, and another move costs the same unless somebody is there who was not, or may be chosen who
/// could not be.
///
/// @param clock the clock of the holder
/// @param permittedAt the newest renewal that let the holder write, on that clock; empty if none is known
/// @param loss with the one that would have been chosen: what it lacked it had not received from anybody in time
/// @param promises what survivors had promised, whether they could have been chosen or not
/// @param there those of them who were heard of
/// @param candidates those of them who could have been chosen
public record TooDear(
        HoldersClock clock,
        OptionalLong permittedAt,
        Loss loss,
        SequencedMap<RegionName, Event.Promised> promises,
        List<RegionName> there,
        List<RegionName> candidates) {
    public TooDear {
        promises = Frozen.of(promises);
        there = List.copyOf(there);
        candidates = List.copyOf(candidates);
    }

    static TooDear of(Offering refused, Loss loss) {
        State state = refused.state();
        SequencedMap<RegionName, Event.Promised> promises = refused.recovering().promises();
        return new TooDear(
                state.holdersClock(),
                permittedAt(state),
                loss,
                promises,
                promises.keySet().stream()
                        .filter(member -> Gates.isHeardOf(member, refused.evidence()))
                        .toList(),
                refused.candidates().stream().map(Offering.Candidate::region).toList());
    }

    /// What a move would cost now, at best; empty if nobody knows.
    ///
    /// @param survivors who would promise
    /// @param targets who could be chosen
    Optional<Loss> loss(Evidence evidence, List<RegionName> survivors, List<RegionName> targets) {
        State state = evidence.state();
        boolean isStillSo = clock.equals(state.holdersClock()) && permittedAt.equals(permittedAt(state));
        if (!isStillSo || !promises.keySet().containsAll(survivors)) {
            return Optional.empty();
        }
        if (there.containsAll(survivors) && candidates.containsAll(targets)) {
            return Optional.of(loss);
        }
        List<Event.Promised> told = survivors.stream().map(promises::get).toList();
        return Optional.of(Bound.of(evidence, told, "the furthest copy"));
    }

    private static OptionalLong permittedAt(State state) {
        return state.renewal().map(Renewal::permittedAt).orElse(OptionalLong.empty());
    }
}
