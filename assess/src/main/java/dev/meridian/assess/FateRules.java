package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Events;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A check of what is left when one event takes several places: those of a declared fate, and the regions of one
/// provider where the file has regions of several.
final class FateRules {
    /// Words that stand for several providers, or for sites that share none.
    private static final List<String> SEVERAL = List.of("other", "on-premises");

    private final Subject subject;
    private final List<Finding> findings;

    /// Places that are lost together.
    ///
    /// @param path the key of the file that says so
    /// @param event what happens to them: `the loss of aws`
    /// @param provider the provider that they all are regions of; empty for another event
    private record Group(String path, String event, Set<RegionName> places, Optional<String> provider) {}

    private FateRules(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        FateRules rules = new FateRules(subject, findings);
        for (Group group : rules.groups()) {
            List<String> lost = rules.lost(group, group.provider().isPresent());
            if (!lost.isEmpty()) {
                findings.add(rules.together(group, lost));
            }
        }
        subject.topology().claims().values().stream()
                .filter(claim -> isAboutAProvider(subject, claim))
                .forEach(rules::claim);
        MajorityLimits.check(subject, findings);
    }

    /// Reports whether a document speaks of the loss of a provider, so that it has a verdict here.
    static boolean isAboutAProvider(Subject subject, Claim claim) {
        String says = claim.says().toLowerCase(Locale.ROOT);
        boolean loss = List.of("loss", "lost", "lose", "outage", "fail", "down", "disaster", "surviv").stream()
                .anyMatch(says::contains);
        boolean provider =
                List.of("provider", "hyperscaler", "vendor", "cloud").stream().anyMatch(says::contains);
        return loss && provider && clouds(subject).size() > 1;
    }

    private static List<String> clouds(Subject subject) {
        return subject.blueprint().regions().values().stream()
                .map(Region::cloud)
                .distinct()
                .toList();
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (Events.Fate fate : subject.topology().fates().values()) {
            groups.add(new Group(
                    "fates." + fate.name(),
                    "one event of `" + fate.name() + "`"
                            + fate.of()
                                    .map(of -> " ("
                                            + of.name().toLowerCase(Locale.ROOT).replace('_', '-') + ")")
                                    .orElse(""),
                    new LinkedHashSet<>(fate.places()),
                    Optional.empty()));
        }
        List<String> clouds = clouds(subject);
        for (String cloud : clouds.size() > 1 ? clouds : List.<String>of()) {
            Set<RegionName> places = new LinkedHashSet<>();
            subject.blueprint().regions().forEach((name, region) -> {
                if (region.cloud().equals(cloud)) {
                    places.add(name);
                }
            });
            if (!SEVERAL.contains(cloud)) {
                groups.add(new Group("regions", "the loss of " + cloud, places, Optional.of(cloud)));
            }
        }
        return groups;
    }

    /// Each thing that does not outlive the group, in words. One region alone is judged with the loss of a region.
    ///
    /// @param spread whether only stores and applications count that are spread over several providers: one that
    ///     is at a single provider was not meant to outlive it
    private List<String> lost(Group group, boolean spread) {
        List<String> lost = new ArrayList<>();
        if (group.places().size() < 2) {
            return lost;
        }
        for (Store store : subject.blueprint().stores().values()) {
            if (spread && !isSpread(store.members())) {
                continue;
            }
            for (Votes votes : Votes.of(store, subject.said(store))) {
                int left = votes.total() - votes.in(group.places());
                boolean outlivesEach = votes.fatal().isEmpty();
                if (left < votes.majority() && outlivesEach) {
                    lost.add("`" + votes.name() + "` keeps " + left + " of " + votes.total()
                            + " votes, and a majority is " + votes.majority()
                            + Dependents.sentence(subject, store.name()));
                }
            }
        }
        for (Application application : subject.blueprint().applications().values()) {
            if (!spread || isSpread(application.roles().sequencedKeySet())) {
                lost.addAll(lost(group, application));
            }
        }
        return lost;
    }

    /// The targets of an application, and the votes of its control, that do not outlive the group.
    private List<String> lost(Group group, Application application) {
        List<String> lost = new ArrayList<>();
        List<RegionName> targets = application.failover().targets();
        boolean all = group.places().contains(application.primary())
                && !targets.isEmpty()
                && group.places().containsAll(targets);
        if (all) {
            lost.add("`" + application.name() + "` has its primary and "
                    + (targets.size() == 1 ? "its only target" : "all of its targets") + " there ("
                    + Listed.regions(targets) + ")");
        }
        List<RegionName> voters = application.failover().controlIn();
        long left =
                voters.stream().filter(place -> !group.places().contains(place)).count();
        if (voters.size() >= 3 && left * 2 <= voters.size() && !subject.isProviderRun(application)) {
            lost.add("the control of `" + application.name() + "` keeps " + left + " of " + voters.size() + " votes");
        }
        return lost;
    }

    private boolean isSpread(Collection<RegionName> places) {
        return places.stream()
                        .map(place -> Optional.ofNullable(
                                        subject.blueprint().regions().get(place))
                                .map(Region::cloud))
                        .distinct()
                        .count()
                > 1;
    }

    private Finding together(Group group, List<String> lost) {
        return Finding.of(
                Rule.PLACES_LOST_TOGETHER,
                group.path(),
                group.event() + " takes " + Listed.regions(group.places()) + " together: " + lost.getFirst(),
                (lost.size() > 1 ? "also: " + String.join("; ", lost.subList(1, lost.size())) + "; " : "")
                        + "a promise for the loss of one region does not cover that",
                group.provider().isPresent()
                        ? "votes or a target at another provider, or no promise for the loss of a provider"
                        : "votes or a target outside of these places");
    }

    /// A document that says that the loss of a provider does no harm is refuted by what does not outlive it.
    private void claim(Claim claim) {
        List<String> against = new ArrayList<>();
        for (Group group : groups()) {
            if (group.provider().isPresent()) {
                List<String> lost = new ArrayList<>(lost(group, false));
                lost.addAll(alone(group));
                lost.forEach(what -> against.add(group.event() + ": " + what));
            }
        }
        String quote = "\"" + claim.says() + "\"";
        findings.add(
                against.isEmpty()
                        ? Finding.of(
                                Rule.NOT_JUDGED,
                                "claims." + claim.name(),
                                quote + ": nothing in the file refutes it, and no drill of the loss of a provider"
                                        + " confirms it",
                                "votes and targets are left at another provider; identities, registries and domains"
                                        + " of a provider are not judged",
                                "`failover.drills` with the loss of a provider")
                        : Finding.of(
                                Rule.CLAIM_REFUTED,
                                "claims." + claim.name(),
                                quote + " does not hold: " + against.getFirst(),
                                against.size() > 1
                                        ? "also: " + String.join("; ", against.subList(1, against.size()))
                                        : "no other provider has what is missing then",
                                "a target or votes at another provider, or no such claim"));
    }

    /// Of a provider with one region: stores whose votes or only copy are there.
    private List<String> alone(Group group) {
        List<String> lost = new ArrayList<>();
        for (Store store : subject.blueprint().stores().values()) {
            boolean only = group.places().containsAll(store.members());
            boolean disposable = subject.said(store).disposable();
            if (only && !disposable && !isCopyOfAnother(store) && !hasACopyOutside(store, group)) {
                lost.add("`" + store.name() + "` has no copy at another provider");
            }
            Votes.of(store, subject.said(store)).stream()
                    .filter(votes -> votes.total() - votes.in(group.places()) < votes.majority())
                    .filter(votes ->
                            !only && (group.places().size() < 2 || votes.fatal().isPresent()))
                    .forEach(votes -> lost.add("`" + votes.name() + "` has no majority"));
        }
        return lost;
    }

    private boolean isCopyOfAnother(Store store) {
        return StandbyTarget.isOne(subject, store) || StandbyTarget.isFilledAgain(subject, store);
    }

    /// Whether an edge keeps another store filled, all of it and all the time, that is not in these places.
    private boolean hasACopyOutside(Store store, Group group) {
        return subject.said(store).replication().stream()
                .flatMap(replication -> replication.edges().values().stream())
                .filter(StandbyTarget::keepsFilled)
                .flatMap(edge -> edge.into().stream())
                .flatMap(
                        name -> Optional.ofNullable(subject.blueprint().stores().get(name)).stream())
                .anyMatch(copy -> !group.places().containsAll(copy.members()));
    }
}
