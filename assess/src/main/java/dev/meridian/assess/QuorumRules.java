package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.LeasePolicy;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.WithoutQuorum;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Whether a majority outlives the loss of a region, and of a metropolitan area.
final class QuorumRules {
    private final Subject subject;
    private final List<Finding> findings;

    private QuorumRules(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        QuorumRules rules = new QuorumRules(subject, findings);
        subject.topology().stores().forEach((name, said) -> rules.store(said));
        for (Application application : subject.blueprint().applications().values()) {
            rules.control(application);
            rules.failsafe(application);
        }
    }

    private void store(Storage.Store said) {
        Store store = subject.store(said.name());
        boolean isPromised =
                !WayChoice.stakes(subject, store, Promise.Disruption.REGION).isEmpty() || promisesAvailability();
        for (Votes votes : Votes.of(store, said)) {
            votes.fatal()
                    .ifPresentOrElse(
                            region -> findings.add(fatal(votes, region, isPromised || outlives(said))),
                            () -> judge(votes));
        }
    }

    private boolean promisesAvailability() {
        return subject.topology().applications().values().stream()
                .anyMatch(application ->
                        application.objectives().overall().availability().isPresent());
    }

    private static boolean outlives(Storage.Store said) {
        Optional<Storage.Survive> region = Optional.of(Storage.Survive.REGION);
        return said.survive().equals(region)
                || said.partitions().values().stream()
                        .anyMatch(partition -> partition.survive().equals(region));
    }

    /// @param counts whether a promise, or the file's own word, rests on the store's surviving a region
    private Finding fatal(Votes votes, RegionName region, boolean counts) {
        boolean half = votes.without(region) * 2 == votes.total();
        String rests = Dependents.sentence(subject, votes.store());
        Finding finding = half
                ? Finding.of(
                        Rule.EVEN_QUORUM,
                        votes.path(),
                        "half of the votes of `" + votes.name() + "`, " + votes.without(region) + " of " + votes.total()
                                + ", are in " + region,
                        "a majority of " + votes.total() + " is " + votes.majority() + "; without " + region + " "
                                + votes.without(region) + " are left, and a cut between the halves stops both" + rests,
                        "votes in three places with a majority in none, such as 2 + 2 + 1")
                : Finding.of(
                        Rule.VOTES_IN_ONE_REGION,
                        votes.path(),
                        "`" + votes.name() + "` can be neither read nor written while " + region + " is lost",
                        votes.statement(region) + rests,
                        "votes in three regions, of which none has " + votes.majority() + " or more: "
                                + spread(votes.total()));
        return counts ? finding : finding.with(Severity.WARNING);
    }

    /// A placement over three regions: `2 + 2 + 1`.
    private static String spread(int total) {
        int votes = Math.max(3, total % 2 == 0 ? total + 1 : total);
        int each = votes / 3;
        int more = votes % 3;
        return (each + (more > 0 ? 1 : 0)) + " + " + (each + (more > 1 ? 1 : 0)) + " + " + each;
    }

    private void judge(Votes votes) {
        if (votes.byRegion().size() > 1) {
            judgeMetros("`" + votes.name() + "`", votes.path(), votes.byRegion());
            judgeEven("`" + votes.name() + "`", votes.path(), votes.byRegion());
        }
    }

    private void control(Application application) {
        if (subject.isProviderRun(application)
                || application.failover().controlIn().size() < 3) {
            return;
        }
        SequencedMap<RegionName, Integer> votes = new LinkedHashMap<>();
        application.failover().controlIn().forEach(place -> votes.put(place, 1));
        judgeMetros(
                "the control of `" + application.name() + "`",
                subject.path(application.name(), "failover.control.in"),
                votes);
        judgeEven(
                "the control of `" + application.name() + "`",
                subject.path(application.name(), "failover.control.in"),
                votes);
    }

    /// What `failsafe` gets: nothing that `stop` does not have (docs/adr/0014-writes-without-a-majority.md).
    private void failsafe(Application application) {
        if (application.failover().withoutQuorum() != WithoutQuorum.FAILSAFE) {
            return;
        }
        List<Store> stores = subject.isProviderRun(application) ? List.of() : Needed.moved(subject, application);
        String path = subject.path(application.name(), "failover.withoutQuorum");
        stores.stream()
                .filter(application.failover()::outlivesItsQuorum)
                .findFirst()
                .ifPresentOrElse(
                        store -> findings.add(stopsWithItsVoters(application, store, path)),
                        () -> findings.add(stopsWithItsLog(application, stores, path)));
    }

    private static Finding stopsWithItsVoters(Application application, Store store, String path) {
        List<RegionName> voters = application.failover().controlIn();
        return Finding.of(
                Rule.NO_FAILSAFE,
                path,
                "`failsafe`, and those who may be promoted in `" + store.name() + "` are no majority of "
                        + voters.size() + " voters",
                "without a majority of " + Listed.regions(voters) + " writes stop when the lease runs out, "
                        + useful(application) + " after its last renewal",
                "`withoutQuorum: stop`, or most of the votes where `" + store.name() + "` may be promoted");
    }

    private static Finding stopsWithItsLog(Application application, List<Store> stores, String path) {
        return Finding.of(
                        Rule.NO_FAILSAFE,
                        path,
                        stores.isEmpty()
                                ? "`failsafe`, and `" + application.name() + "` has no lease of Meridian's to outlive"
                                : "`failsafe` is `stop` here: writes stop while the control's log takes nothing",
                        stores.isEmpty()
                                ? "what goes on without a control plane is up to whoever moves it"
                                : "as long as all who may be promoted answer, they are a majority of "
                                        + application.failover().controlIn().size()
                                        + " voters, and the lease is renewed; where their log takes nothing though they"
                                        + " answer, as with full disks on most of them, the last renewal is good for "
                                        + useful(application),
                        "`withoutQuorum: stop`, which says what is done")
                .with(Severity.NOTE);
    }

    private static String useful(Application application) {
        LeasePolicy lease = application.failover().lease();
        return "D − m = " + text(lease.duration()) + " − " + text(lease.margin()) + " = "
                + text(lease.duration().minus(lease.margin()));
    }

    /// Halves that are no single region's: a link between two groups of regions leaves no majority on either side.
    private void judgeEven(String whose, String path, SequencedMap<RegionName, Integer> votes) {
        int all = total(votes);
        if (votes.size() > 2 && all % 2 == 0) {
            findings.add(Finding.of(
                            Rule.EVEN_QUORUM,
                            path,
                            whose + " has " + all + " votes over " + votes.size() + " regions",
                            "a majority of " + all + " is " + (all / 2 + 1) + ": two halves of " + all / 2
                                    + " have none, and no more votes may be lost than of " + (all - 1),
                            "one vote more or less; a place that votes needs no data")
                    .with(Severity.WARNING));
        }
    }

    private void judgeMetros(String whose, String path, SequencedMap<RegionName, Integer> votes) {
        SequencedMap<String, Integer> metros = new LinkedHashMap<>();
        votes.forEach((region, count) -> metros.merge(metro(region), count, Integer::sum));
        int all = total(votes);
        metros.forEach((metro, count) -> {
            if (count * 2 >= all) {
                findings.add(Finding.of(
                        Rule.QUORUM_IN_ONE_METRO,
                        path,
                        count + " of " + all + " votes of " + whose + " are in " + metro,
                        "one event there leaves " + (all - count) + ", and a majority of " + all + " is "
                                + (all / 2 + 1),
                        "no area with more than " + (all - 1) / 2 + " of " + all + " votes"));
            }
        });
    }

    /// Its metropolitan area; a place that nobody knows stands for itself.
    private String metro(RegionName place) {
        Region region = subject.blueprint().regions().get(place);
        return region == null ? Catalogue.metro(place.text()).orElse(place.text()) : region.metro();
    }

    private static int total(SequencedMap<RegionName, Integer> votes) {
        return votes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
