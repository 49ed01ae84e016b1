package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;

/// Whether the regions are what they are called: the pattern that the file asserts, the standby that could not
/// serve, the two that fail as one.
final class PatternRules {
    /// Rows of copies in the paired region, which cannot be changed (Microsoft Learn, Azure Storage redundancy;
    /// read 2026-11).
    private static final List<String> PAIRED =
            List.of("azure-blob-geo-redundant", "azure-blob-geo-priority-replication");

    private final Subject subject;
    private final List<Finding> findings;

    private PatternRules(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        PatternRules rules = new PatternRules(subject, findings);
        for (Application application : subject.blueprint().applications().values()) {
            Topology.Application said = subject.said(application);
            said.pattern().ifPresent(pattern -> rules.ofApplication(application, pattern));
            rules.standbys(application);
            rules.sharedFate(application);
        }
        subject.topology()
                .stores()
                .values()
                .forEach(store -> store.pattern().ifPresent(pattern -> rules.ofStore(store, pattern)));
    }

    private void ofApplication(Application application, Topology.Pattern pattern) {
        long serving = application.roles().values().stream()
                .filter(role -> role != Role.STANDBY)
                .count();
        long primaries = application.roles().values().stream()
                .filter(role -> role == Role.PRIMARY)
                .count();
        boolean holds = switch (pattern) {
            case ACTIVE_ACTIVE -> serving > 1;
            case ACTIVE_PASSIVE -> serving == 1 && application.roles().size() > 1;
            case MULTI_ACTIVE -> primaries > 1 || (primaries == 0 && serving > 1);
        };
        if (!holds) {
            contradicted(
                    subject.path(application.name(), "pattern"),
                    "`" + application.name() + "`",
                    pattern,
                    serving + " of its " + application.roles().size() + " regions "
                            + (serving == 1 ? "serves" : "serve") + ", " + primaries + " as primary");
        }
    }

    private void ofStore(Storage.Store said, Topology.Pattern pattern) {
        Store store = subject.store(said.name());
        boolean everywhere = switch (store.replication().mode()) {
            case MULTI_PRIMARY, PROVIDER, QUORUM -> true;
            case SYNC, ASYNC, COPY, NONE, UNKNOWN -> false;
        };
        boolean holds = switch (pattern) {
            case ACTIVE_ACTIVE, MULTI_ACTIVE -> everywhere;
            case ACTIVE_PASSIVE ->
                store.replication().mode() != ReplicationMode.MULTI_PRIMARY
                        && store.members().size() > 1;
        };
        if (!holds) {
            contradicted(
                    "data." + said.name() + ".pattern",
                    "`" + said.name() + "`",
                    pattern,
                    "it has " + store.members().size() + " member"
                            + (store.members().size() == 1 ? "" : "s")
                            + " and mode "
                            + store.replication()
                                    .mode()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'));
        }
    }

    private void contradicted(String at, String whose, Topology.Pattern pattern, String because) {
        String word = pattern.name().toLowerCase(Locale.ROOT).replace('_', '-');
        findings.add(Finding.of(
                Rule.PATTERN_CONTRADICTED,
                at,
                whose + " is called " + word + ", and " + because,
                "the pattern is an assertion; roles and edges are what happens",
                "change the roles or the replication, or call it what it is"));
    }

    /// What could be promoted somewhere has to be where somebody counts on it. What nothing copies has a finding
    /// of its own, what is only a copy fills again, and one store over regions is reached from any of them.
    private void standbys(Application application) {
        SequencedMap<RegionName, List<String>> without = new LinkedHashMap<>();
        SequencedMap<RegionName, List<String>> withheld = new LinkedHashMap<>();
        for (String name : Reach.of(subject, application.name()).stores()) {
            Store store = subject.store(name);
            boolean moves = store.members().size() > 1
                    && !Outcome.isUnknown(store)
                    && !StoreContents.areDerived(subject, store)
                    && !new Takeover(subject).isReachedFromAnywhere(store);
            for (RegionName region : application.roles().keySet()) {
                boolean stands = application.roles().get(region) == Role.STANDBY
                        && application.failover().targets().contains(region)
                        && !store.mayTakeOver().contains(region)
                        && !region.equals(store.writer());
                boolean there = store.members().contains(region);
                boolean isOfItsOwn = there && store.replication().mode() == ReplicationMode.NONE;
                if (moves && stands && !isPartlyIn(store, region) && !isOfItsOwn) {
                    (there ? withheld : without)
                            .computeIfAbsent(region, _ -> new ArrayList<>())
                            .add(name);
                }
            }
        }
        without.forEach((region, stores) -> findings.add(without(region, stores)));
        withheld.forEach((region, stores) -> findings.add(Finding.of(
                Rule.STANDBY_WITHOUT_DATA,
                "regions." + region,
                region + " stands by with a member of " + Listed.names(stores) + " that may not take over",
                "no edge that promotes and brings everything ends there, or `keepIn` forbids it",
                "an edge that promotes and leaves nothing out, or `promotable: false` so that nobody counts on "
                        + region)));
    }

    private Finding without(RegionName region, List<String> stores) {
        return Finding.of(
                Rule.STANDBY_WITHOUT_DATA,
                "regions." + region,
                region + " stands by without " + Listed.names(stores),
                "the services there cannot do without " + (stores.size() == 1 ? "it" : "them"),
                (areAllPaired(stores)
                                ? "a store of its own there that is filled from it, since its provider chooses where"
                                        + " the copies are"
                                : "a member there")
                        + ", or `promotable: false` so that nobody counts on it");
    }

    /// Whether each of the stores has its copies in a region that its provider chooses.
    private boolean areAllPaired(List<String> stores) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return stores.stream()
                .map(subject::store)
                .allMatch(store -> !store.replication().edges().isEmpty()
                        && store.replication().edges().stream()
                                .allMatch(edge -> mechanisms
                                        .across(store, edge)
                                        .filter(row -> PAIRED.contains(row.id()))
                                        .isPresent()));
    }

    /// Whether a copy in a region may take over with what it has, which another finding names.
    private static boolean isPartlyIn(Store store, RegionName region) {
        return store.replication().edges().stream()
                .anyMatch(edge ->
                        edge.to().equals(region) && edge.promotes() && !edge.complete() && PartialCopies.copies(edge));
    }

    private void sharedFate(Application application) {
        SequencedMap<String, List<String>> metros = new LinkedHashMap<>();
        for (RegionName name : application.roles().keySet()) {
            Region region = Objects.requireNonNull(subject.blueprint().regions().get(name));
            metros.computeIfAbsent(region.metro(), _ -> new ArrayList<>()).add(name.text());
        }
        metros.forEach((metro, names) -> {
            if (names.size() > 1) {
                findings.add(Finding.of(
                        Rule.SHARED_FATE,
                        "regions." + names.get(1),
                        Listed.plain(names) + " are in " + metro + ", and fail together",
                        "power, floods, earthquakes and fibre of one metropolitan area do not ask for the provider",
                        "count them as one, or take another area for one of them"));
            }
        });
    }
}
