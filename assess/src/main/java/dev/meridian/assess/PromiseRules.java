package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.topology.Topology;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Promises that do nothing, because a stricter one is in force for the same: a store's own beside that of its
/// application, and one for a zone beside one for the region around it.
final class PromiseRules {
    private final List<Finding> findings;

    private PromiseRules(List<Finding> findings) {
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        PromiseRules rules = new PromiseRules(findings);
        subject.topology()
                .applications()
                .values()
                .forEach(application ->
                        rules.zones(application.objectives(), subject.path(application.name(), "objectives")));
        subject.topology()
                .journeys()
                .values()
                .forEach(journey -> rules.zones(journey.objectives(), "journeys." + journey.name() + ".objectives"));
        subject.topology().stores().forEach((name, said) -> {
            Store store = subject.store(name);
            String path = "data." + name + ".objectives";
            rules.zones(said.objectives(), path);
            boolean isDisposable = subject.value("data." + name + ".disposable").equals(Optional.of("true"));
            rules.store(
                    path + ".rto", said.objectives().rto(), store.objectives().rto());
            if (!isDisposable) {
                rules.store(
                        path + ".rpo",
                        said.objectives().rpo(),
                        store.objectives().rpo());
            }
        });
    }

    private void store(String path, Optional<Duration> own, Optional<Duration> strictest) {
        if (own.isPresent() && strictest.isPresent() && own.get().compareTo(strictest.get()) > 0) {
            findings.add(Finding.of(
                    Rule.LOOSER_THAN_IN_FORCE,
                    path,
                    "`" + path + "` allows " + Durations.text(own.get()) + ", and " + Durations.text(strictest.get())
                            + " is in force",
                    "of all promises that reach a store the strictest counts: its own, its application's and those of"
                            + " journeys that need it",
                    "delete it, or make the promise of the others as loose"));
        }
    }

    /// Whoever loses a region loses its zones, so what is quicker for the region is quicker for the zone.
    private void zones(Topology.Objectives said, String path) {
        Optional<Topology.Bounds> zone = Optional.ofNullable(said.disruptions().get(Topology.Disruption.ZONE));
        Optional<Topology.Bounds> region =
                Optional.ofNullable(said.disruptions().get(Topology.Disruption.REGION));
        zone(
                path + ".disruptions.zone.rto",
                zone.flatMap(Topology.Bounds::rto),
                region.flatMap(Topology.Bounds::rto).or(said::rto));
        zone(
                path + ".disruptions.zone.rpo",
                zone.flatMap(Topology.Bounds::rpo),
                region.flatMap(Topology.Bounds::rpo).or(said::rpo));
    }

    private void zone(String path, Optional<Duration> zone, Optional<Duration> region) {
        if (zone.isPresent() && region.isPresent() && zone.get().compareTo(region.get()) > 0) {
            findings.add(Finding.of(
                    Rule.LOOSER_THAN_IN_FORCE,
                    path,
                    "`" + path + "` allows " + Durations.text(zone.get()) + ", and the loss of the whole region "
                            + Durations.text(region.get()),
                    "a region is lost with all of its zones: what brings it back brings back a zone as well",
                    "`" + Durations.text(region.get()) + "` or less for a zone"));
        }
    }
}
