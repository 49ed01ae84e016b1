package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Writes that stop with the loss of any one place ([Needed]). A promise about the time to recover says so itself;
/// here is said what no such promise would show.
final class OnePlaceRules {
    private static final String WITNESS = "`failover.witness: PLACE`, a third place that votes and holds no data";

    private OnePlaceRules() {}

    static void check(Subject subject, List<Finding> findings) {
        List<Stake> stakes = subject.stakes().stream()
                .filter(stake -> stake.objective() == Promise.Objective.RTO
                        && stake.disruption() == Promise.Disruption.REGION
                        && !stake.isClaim())
                .toList();
        for (Store store : subject.blueprint().stores().values()) {
            boolean isTold =
                    stakes.stream().anyMatch(stake -> stake.reach().stores().contains(store.name()));
            Needed.shortage(subject, store)
                    .filter(_ -> !isTold)
                    .ifPresent(few -> findings.add(standbys(
                                    few,
                                    few.path(),
                                    "writes of `" + store.name() + "` stop with the loss of any region"
                                            + " that has a copy")
                            .with(Severity.WARNING)));
        }
        for (Application application : subject.blueprint().applications().values()) {
            control(subject, application, stakes).ifPresent(findings::add);
        }
    }

    /// Of voters that leave a majority behind when the primary is lost, none has to be lost either.
    private static Optional<Finding> control(Subject subject, Application application, List<Stake> stakes) {
        List<RegionName> voters = Needed.voters(subject, application);
        Optional<String> promise = stakes.stream()
                .filter(stake -> stake.application().name().equals(application.name()))
                .map(Stake::path)
                .findFirst();
        boolean isTold = promise.isPresent() && voters.contains(application.primary());
        if (voters.isEmpty() || isTold) {
            return Optional.empty();
        }
        Finding finding = votes(
                application,
                subject.path(application.name(), "failover.control.in"),
                "writes of `" + application.name() + "` stop with the loss of "
                        + String.join(
                                " or ", voters.stream().map(RegionName::text).toList()));
        return Optional.of(promise.map(finding::about).orElseGet(() -> finding.with(Severity.WARNING)));
    }

    /// Of a promise about the loss of a place that is never over, if nothing is written without that place.
    static Optional<Finding> of(Subject subject, Stake stake, Outcome outcome) {
        String statement = "`" + stake.owner() + "` has no way back from the loss of a region but that region, and "
                + text(stake.bound()) + " is promised";
        List<RegionName> voters = Needed.voters(subject, stake.application());
        Optional<Finding> finding = voters.contains(stake.application().primary())
                ? Optional.of(votes(stake.application(), stake.path(), statement))
                : stake.reach().stores().stream()
                        .map(subject::store)
                        .flatMap(store -> Needed.shortage(subject, store).stream())
                        .findFirst()
                        .map(few -> standbys(few, stake.path(), statement));
        return finding.map(found -> found.about(stake.path())
                .with(new Finding.Arithmetic(
                        AttainabilityFindings.inequality(stake, outcome, true),
                        outcome.heaviest(true).map(term -> term.name()).orElse(""),
                        outcome.terms())));
    }

    private static Finding standbys(Needed.Shortage few, String path, String statement) {
        return Finding.of(
                Rule.STOPS_WITH_ONE_PLACE,
                path,
                statement + ": " + few.text(),
                "every commit then waits until `replication.waitFor` is met again, in the old primary as in a new one;"
                        + " what leaves enough: " + few.mend(),
                few.mend());
    }

    private static Finding votes(Application application, String path, String statement) {
        List<RegionName> voters = application.failover().controlIn();
        String left = voters.size() == 1 ? "no voter is left" : "1 of 2 voters is left, which is no majority";
        String who = voters.size() == 1 ? voters.getFirst() + " alone votes" : Listed.regions(voters) + " vote";
        return Finding.of(
                Rule.STOPS_WITH_ONE_PLACE,
                path,
                statement + ": " + left,
                who + " (`failover.control.in`); without a majority no lease is renewed, so writes stop, and no order"
                        + " of a person is taken",
                voters.size() == 1 ? "`failover.control.in` with three places" : WITNESS);
    }
}
