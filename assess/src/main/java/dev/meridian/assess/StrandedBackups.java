package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.Provider;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The backups that a provider keeps of a store, where no region in which the application goes on can use them. A
/// provider restores in its own regions alone. Where all the regions that take over are at other providers, where
/// no copy is in one of them, and where no step and no edge of the file brings one there, a restore brings the
/// store back at a place in which nothing of the application runs.
///
/// @param store that is backed up
/// @param provider of the store and of its backups
/// @param places the regions of the copies, by the words of the file; empty where the provider chooses them
/// @param goals the regions in which the application goes on
record StrandedBackups(Store store, Provider provider, List<RegionName> places, List<RegionName> goals) {
    /// Words of steps that bring the contents of a store to another place.
    private static final Pattern BRINGS = Pattern.compile(
            "(^|[^a-z])(restor(e|ing)|import|load|copy|copies|azcopy|rsync|sync|dump|transfer|migrate|seed|hydrate"
                    + "|pg_restore|mysql|psql|sqlpackage|bacpac)([^a-z]|$)");

    /// Those of a store whose region is lost; empty where some region that takes over can use them, or where
    /// nothing speaks against it.
    static Optional<StrandedBackups> of(Subject subject, Store store) {
        Optional<Provider> provider = new StoreMechanisms(subject).provider(store.writer());
        Application owner = subject.blueprint().applications().get(store.application());
        if (owner == null || provider.isEmpty() || !isKeptByItsProvider(subject, store)) {
            return Optional.empty();
        }
        List<RegionName> goals = ServingRegions.without(subject, owner, store.writer());
        List<RegionName> places = new Holders(subject, store)
                .backups().stream()
                        .filter(place -> !place.equals(store.writer()))
                        .toList();
        boolean areOfOthers = goals.stream().allMatch(goal -> isOfAnother(subject, goal, store.writer()));
        boolean isThere =
                places.stream().anyMatch(place -> goals.contains(place) || isOfAnother(subject, place, store.writer()));
        return goals.isEmpty() || !areOfOthers || isThere || isBrought(subject, owner, store)
                ? Optional.empty()
                : Optional.of(new StrandedBackups(store, provider.get(), places, goals));
    }

    private static boolean isKeptByItsProvider(Subject subject, Store store) {
        return store.managed()
                && subject.said(store).backup().flatMap(Storage.Backup::store).isEmpty();
    }

    /// Whether a region of the file is at another provider than one that is known.
    private static boolean isOfAnother(Subject subject, RegionName place, RegionName known) {
        String cloud = cloud(subject, place);
        return !cloud.isEmpty() && !cloud.equals(cloud(subject, known));
    }

    private static String cloud(Subject subject, RegionName place) {
        return Optional.ofNullable(subject.blueprint().regions().get(place))
                .map(Region::cloud)
                .orElse("");
    }

    /// Whether something of the plan or of the store gets its contents to another place: a step that names it or
    /// that restores or copies something, or an edge into another store.
    private static boolean isBrought(Subject subject, Application owner, Store store) {
        boolean byAnEdge = subject.said(store)
                .replication()
                .filter(replication -> !replication.edges().isEmpty())
                .isPresent();
        return byAnEdge
                || subject.said(owner).failover().steps().values().stream()
                        .anyMatch(step -> step.of().containsKey(store.name()) || brings(step));
    }

    private static boolean brings(Failover.Step step) {
        return !step.builtIn()
                && BRINGS.matcher(StepPurpose.nameAndArgument(step)).find();
    }

    /// The loss in a few words, for the table and for a headline.
    String loss() {
        return "no copy of `" + store.name() + "` that " + Listed.regions(goals) + " can use";
    }

    /// Why a restore of them does not help.
    String reason() {
        String kept = places.isEmpty()
                ? "its backups are kept by " + provider.text()
                : "its backups are copied to " + Listed.regions(places);
        return kept + ", where nothing of `" + store.application() + "` serves: " + provider.text()
                + " restores in its own regions, and no step brings the contents to " + Listed.regions(goals);
    }

    /// What would bring it back.
    String fix() {
        RegionName goal = goals.getFirst();
        return "a copy of `" + store.name() + "` in " + goal + ": an edge `into` a store there, or a step that"
                + " restores it there (`failover.steps.promote.of." + store.name() + "`); or a target at "
                + provider.text();
    }
}
