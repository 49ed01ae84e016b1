package dev.meridian.assess;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.units.RegionName;
import java.time.Duration;

/// A store whose voters have no majority until the lost region returns. Its acknowledged writes are safe where a
/// majority
/// does not fit into that region; else some of them may be nowhere else.
final class LostQuorum {
    private LostQuorum() {}

    static Comeback of(Votes votes, Figures figures) {
        RegionName region = votes.fatal().orElseThrow();
        Term never = figures.declared(
                "no majority of `" + votes.name() + "`", Span.NEVER, votes.statement(region), votes.path());
        boolean copied = votes.isCopiedOutside(region);
        boolean alone = votes.without(region) == 0;
        Term loss = figures.declared(
                copied
                        ? "a commit waits for a majority"
                        : alone
                                ? "commits that only " + region + " has"
                                : "nothing if " + region + " returns; commits that only it has if it is lost for ever",
                copied ? Span.ZERO : alone ? Span.NEVER : Span.from(Duration.ZERO),
                "a majority of " + votes.total() + (copied ? " does not fit" : " fits") + " into " + region,
                votes.path());
        return new Comeback(Comeback.Way.WITHOUT_QUORUM, never, loss, Comeback.Starts.PEOPLE);
    }
}
