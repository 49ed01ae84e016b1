package dev.meridian.blueprint;

import dev.meridian.topology.Message;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Sources;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks the names of regions that need not be regions of the file: where data may lie, who votes, where users
/// are, where something is controlled. Such a name is a region of the file (in any of its environments), its
/// witness, or a region of the catalogue. The vantages of probes alone are free: `paris` is a good one.
final class NamedPlaces {
    private final Resolved resolved;
    private final Set<RegionName> declared;

    NamedPlaces(Resolved resolved) {
        this.resolved = resolved;
        this.declared = new LinkedHashSet<>(resolved.topology.everyRegion());
        declared.addAll(resolved.topology.regions().keySet());
        resolved.topology
                .applications()
                .values()
                .forEach(application ->
                        application.failover().witness().ifPresent(witness -> declared.add(witness.region())));
    }

    /// Whether somebody has a region of this name.
    boolean knows(RegionName name) {
        return declared.contains(name) || !Catalogue.named(name.text()).isEmpty();
    }

    void check() {
        Topology topology = resolved.topology;
        topology.stores().values().forEach(this::store);
        topology.traffic()
                .users()
                .forEach((name, users) -> place(users.near(), "traffic.users." + name + ".near", "near"));
        places(topology.traffic().controlIn(), "traffic.control.in");
        topology.compliance()
                .classes()
                .forEach((name, kind) -> places(kind.keepIn(), "compliance.classes." + name + ".keepIn"));
        topology.applications().values().forEach(this::failover);
        topology.externals()
                .forEach((name, external) -> external.controlIn()
                        .ifPresent(place -> place(place, "external." + name + ".controlIn", "controlIn")));
    }

    private void failover(Topology.Application application) {
        String path = resolved.path(application.name(), "failover");
        application.failover().control().ifPresent(control -> places(control.stateIn(), path + ".control.stateIn"));
        application
                .failover()
                .triggers()
                .forEach((name, trigger) ->
                        trigger.in().ifPresent(place -> place(place, path + ".triggers." + name + ".in", "in")));
    }

    private void store(Storage.Store store) {
        String path = "data." + store.name();
        places(store.keepIn(), path + ".keepIn");
        store.voters().keySet().forEach(place -> place(place, path + ".voters." + place, "voters"));
        store.partitions().forEach((name, part) -> partition(part, path + ".partitions." + name));
        store.replication()
                .ifPresent(replication -> replication
                        .edges()
                        .forEach((name, edge) ->
                                places(edge.keepIn(), path + ".replication.edges." + name + ".keepIn")));
        List<RegionName> copies = store.backup()
                .map(backup -> backup.copyTo().stream()
                        .filter(to -> !to.equals("all"))
                        .map(RegionName::new)
                        .toList())
                .orElse(List.of());
        places(copies, path + ".backup.copyTo");
    }

    private void partition(Storage.Partition part, String path) {
        places(part.keepIn(), path + ".keepIn");
        part.voters().keySet().forEach(place -> place(place, path + ".voters." + place, "voters"));
        boolean kept = part.keepIn().isEmpty() || part.home().isEmpty();
        if (!kept && !part.keepIn().contains(part.home().get())) {
            RegionName home = part.home().get();
            resolved.problem(
                    ProblemId.CONTRADICTION,
                    path + ".keepIn",
                    new Message(
                            "`keepIn` of the partition `" + part.name() + "` leaves out its home " + home,
                            "it is written in " + home + ", and `keepIn` names the only regions that may hold it",
                            "add " + home + " to `keepIn`, or another `home`"));
        }
    }

    private void places(List<RegionName> names, String path) {
        String key = path.substring(path.lastIndexOf('.') + 1);
        names.forEach(name -> place(name, Sources.item(path, name.text()), key));
    }

    private void place(RegionName name, String path, String key) {
        if (knows(name)) {
            return;
        }
        List<String> own = declared.stream().map(RegionName::text).sorted().toList();
        Optional<String> near = Words.nearest(name.text(), own).or(() -> Words.nearest(name.text(), Catalogue.names()));
        resolved.problem(
                ProblemId.UNKNOWN_REGION,
                path,
                new Message(
                        "no region is called `" + name + "`",
                        "`" + key + "` takes a region of this file or of a provider; law, distance and what fails"
                                + " together follow from the name",
                        near.map(found -> "`" + found + "`")
                                .orElse(Words.oneOf(own)
                                        + "; a place of your own is declared under `regions`, with `near: REGION`")));
    }
}
