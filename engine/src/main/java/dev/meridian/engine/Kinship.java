package dev.meridian.engine;

import dev.meridian.engine.State.Stage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Objects;

/// Whose copies are surely earlier states of the candidate's, and stay so until it is promoted.
///
/// Until then every copy in the lineage is a beginning of one history, the suspect's, so only
/// lengths matter. Up to its promise a member got no further than the position that it told,
/// from whomever. After it, it receives from other survivors only: the likeliest candidate
/// and its deputies from any of them, all others from the likeliest.
///
/// - The candidate is the likeliest, and never had a deputy: whoever told a position within its
///   own got more from it alone, hence nothing that it lacks, even if it receives itself from a
///   survivor that has not promised.
/// - It is another one, or there was a deputy: those may have received from anybody, and the
///   others from the likeliest. If every survivor has promised, and none beyond the candidate,
///   nobody has anything beyond it to pass on. Otherwise one may still receive from the
///   suspect, or somebody may have fetched what another one was ahead: nobody is sure, and all
///   others take a new copy.
/// - The suspect stopped by itself, and the candidate has all that it wrote until then: there is
///   nothing beyond it to have, whether somebody has promised or not.
///
/// Survivors are counted by the lineage as it is now: it only grows under one grant, so it
/// contains everybody that anybody was ever asked to receive from.
///
/// @param recovering what was promised
/// @param lineage members whose copy was an earlier state of the suspect's
record Kinship(Stage.Recovering recovering, List<RegionName> lineage) {
    /// Those of a candidate.
    List<RegionName> of(RegionName candidate) {
        boolean isGivenBack = candidate.equals(recovering.suspect());
        long reached = isGivenBack
                ? recovering.yielded().orElseThrow()
                : Objects.requireNonNull(recovering.promises().get(candidate)).position();
        // One that stopped by itself wrote nothing after the position that it told.
        boolean isWhole =
                recovering.yielded().isPresent() && recovering.yielded().getAsLong() <= reached;
        if (isWhole) {
            return lineage;
        }
        boolean isSettled = isGiver(candidate) || isAllWithin(reached);
        return recovering.promises().keySet().stream()
                .filter(member -> member.equals(candidate) || (isSettled && hasPromisedWithin(member, reached)))
                .toList();
    }

    private boolean isGiver(RegionName candidate) {
        return recovering.deputy().isEmpty()
                && recovering.likeliest().orElse(candidate).equals(candidate);
    }

    private boolean isAllWithin(long reached) {
        return lineage.stream()
                .allMatch(member -> member.equals(recovering.suspect()) || hasPromisedWithin(member, reached));
    }

    private boolean hasPromisedWithin(RegionName member, long reached) {
        Event.Promised promise = recovering.promises().get(member);
        return promise != null && promise.position() <= reached;
    }
}
