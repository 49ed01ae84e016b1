package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;

/// A store whose voters have no majority until the lost region returns, or until the plan takes the lost votes
/// away by the step `promote.of.STORE`. Its acknowledged writes are safe where a majority does not fit into that
/// region; else some of them may be nowhere else.
final class LostQuorum {
    private LostQuorum() {}

    static Comeback of(Votes votes, Figures figures) {
        RegionName region = votes.fatal().orElseThrow();
        Term never = figures.declared(
                "no majority of `" + votes.name() + "`", Span.NEVER, votes.statement(region), votes.path());
        return new Comeback(Comeback.Way.WITHOUT_QUORUM, never, loss(votes, figures), Comeback.Starts.PEOPLE);
    }

    /// The way back that the plan declares.
    ///
    /// @param restored the time of the step that makes a majority of the votes that are left
    /// @param starts what starts that step
    static Comeback restored(Votes votes, Figures figures, Term restored, Comeback.Starts starts) {
        return new Comeback(Comeback.Way.PROMOTED, restored, loss(votes, figures), starts);
    }

    /// The stores that some services need with `soft` and that lose their majority with a region, where the plan
    /// has a step that restores it: the recovery is over when that step is.
    static List<Store> restoredByThePlan(Subject subject, Application application, Reach reach) {
        Steps steps = new Steps(subject, application);
        return reach.services().stream()
                .flatMap(service -> Reach.needs(subject, service).entrySet().stream())
                .filter(need -> need.getValue() == Need.SOFT
                        && subject.blueprint().stores().containsKey(need.getKey())
                        && !reach.stores().contains(need.getKey()))
                .map(need -> subject.store(need.getKey()))
                .distinct()
                .filter(store -> steps.promotionOfItsOwn(store).isPresent()
                        && Votes.of(store, subject.said(store)).stream()
                                .anyMatch(votes -> votes.fatal().isPresent()))
                .toList();
    }

    private static Term loss(Votes votes, Figures figures) {
        RegionName region = votes.fatal().orElseThrow();
        boolean copied = votes.isCopiedOutside(region);
        boolean alone = votes.without(region) == 0;
        return figures.declared(
                copied
                        ? "a commit waits for a majority"
                        : alone
                                ? "commits that only " + region + " has"
                                : "nothing if " + region + " returns; commits that only it has if it is lost for ever",
                copied ? Span.ZERO : alone ? Span.NEVER : Span.from(Duration.ZERO),
                "a majority of " + votes.total() + (copied ? " does not fit" : " fits") + " into " + region,
                votes.path());
    }
}
