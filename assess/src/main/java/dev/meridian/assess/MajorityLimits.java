package dev.meridian.assess;

import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.Store;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The limits of a majority that outlives the loss of any one region: the two places whose loss stops it, and the
/// continent that all of its votes are on. No promise covers either, so they are notes.
final class MajorityLimits {
    /// The most losses of two places that one line names.
    private static final int MOST_NAMED = 3;

    private final Subject subject;
    private final List<Finding> findings;

    private MajorityLimits(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.findings = findings;
    }

    /// @param findings those about places lost together, which show the limit of a store already
    static void check(Subject subject, List<Finding> findings) {
        List<String> told = findings.stream()
                .filter(finding -> finding.rule() == Rule.PLACES_LOST_TOGETHER)
                .map(finding -> finding.statement() + finding.why())
                .toList();
        SequencedMap<String, Votes> limited = new LinkedHashMap<>();
        for (Store store : subject.blueprint().stores().values()) {
            boolean promised =
                    !WayChoice.stakes(subject, store, Promise.Disruption.REGION).isEmpty();
            Votes.of(store, subject.said(store)).stream()
                    .filter(votes -> promised && !store.managed())
                    .filter(votes ->
                            votes.byRegion().size() >= 3 && votes.fatal().isEmpty())
                    .filter(votes -> told.stream().noneMatch(text -> text.contains("`" + votes.name() + "`")))
                    .forEach(votes -> limited.putIfAbsent(votes.name(), votes));
        }
        MajorityLimits limits = new MajorityLimits(subject, findings);
        limits.ofThree(limited.values().stream()
                .filter(votes -> votes.byRegion().size() == 3)
                .toList());
        limited.values().stream().filter(votes -> votes.byRegion().size() > 3).forEach(limits::ofMore);
    }

    /// Of three places any two are a loss of the majority; said once for all such stores.
    private void ofThree(List<Votes> all) {
        if (all.isEmpty()) {
            return;
        }
        List<String> names = all.stream().map(Votes::name).toList();
        List<Optional<Continent>> continents =
                all.stream().map(this::continent).distinct().toList();
        Optional<Continent> one = continents.size() == 1 ? continents.getFirst() : Optional.empty();
        note(
                all.getFirst(),
                Listed.names(names) + (names.size() == 1 ? " outlives" : " outlive")
                        + " the loss of any one of three places and of no two: without a majority nothing is written",
                "an event that two places share (a carrier, a provider, a metropolitan area, a release) stops it, and"
                        + " no promise here covers that" + on(one),
                "`fates` for the events that two of the places share; five votes over five places outlive two");
    }

    private void ofMore(Votes votes) {
        List<List<RegionName>> fatal = fatalPairs(votes);
        Optional<Continent> continent = continent(votes);
        if (!fatal.isEmpty()) {
            note(
                    votes,
                    "`" + votes.name() + "` stops with the loss of "
                            + String.join(
                                    ", or of ",
                                    fatal.stream()
                                            .limit(MOST_NAMED)
                                            .map(Listed::regions)
                                            .toList())
                            + (fatal.size() > MOST_NAMED
                                    ? ", or of " + (fatal.size() - MOST_NAMED) + " other pairs"
                                    : "")
                            + ": without a majority nothing is written",
                    "a majority of " + votes.total() + " is " + votes.majority()
                            + "; an event that both share stops it, and no promise here covers that" + on(continent),
                    "`fates` for the events that the two share; one vote in each of five places outlives two");
        } else {
            continent.ifPresent(one -> note(
                    votes,
                    "all votes of `" + votes.name() + "` are in " + one.text()
                            + ", and it outlives any two of its places",
                    "an event that more of them share stops it, and no promise here covers that",
                    "nothing, if that is meant; else votes on another continent, at the price of its distance"));
        }
    }

    private void note(Votes votes, String statement, String why, String fix) {
        findings.add(Finding.of(Rule.PLACES_LOST_TOGETHER, votes.path(), statement, why, fix)
                .with(Severity.NOTE));
    }

    private static String on(Optional<Continent> continent) {
        return continent.map(one -> "; all its votes are in " + one.text()).orElse("");
    }

    /// The pairs of places without which no majority is left, in file order.
    private static List<List<RegionName>> fatalPairs(Votes votes) {
        List<RegionName> places = List.copyOf(votes.byRegion().sequencedKeySet());
        List<List<RegionName>> pairs = new ArrayList<>();
        for (int first = 0; first < places.size(); first++) {
            for (RegionName second : places.subList(first + 1, places.size())) {
                List<RegionName> both = List.of(places.get(first), second);
                if (votes.total() - votes.in(new LinkedHashSet<>(both)) < votes.majority()) {
                    pairs.add(both);
                }
            }
        }
        return pairs;
    }

    /// The continent that all votes are on; empty where there are several, or one is not known.
    private Optional<Continent> continent(Votes votes) {
        List<Optional<Continent>> all = votes.byRegion().keySet().stream()
                .map(this::continent)
                .distinct()
                .toList();
        return all.size() == 1 ? all.getFirst() : Optional.empty();
    }

    private Optional<Continent> continent(RegionName place) {
        return Optional.ofNullable(subject.blueprint().regions().get(place))
                .map(Region::jurisdiction)
                .flatMap(Continent::of);
    }
}
