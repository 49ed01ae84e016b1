package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import java.util.List;
import java.util.Optional;

/// A store that exists only where its application stands by, and that nobody uses on a quiet day: the target of a
/// failover. Until then it has no writes of its own, so that no promise about the loss of a place counts it, no old
/// writer of it has to be stopped, and losing it loses nothing that its source does not have.
///
/// Logins, secrets, disks and the state of a platform are needed without a word, wherever they are: they are no
/// targets. Nor is a store that the file says is needed today, that another store is filled from, or that keeps
/// backups.
final class StandbyTarget {
    private StandbyTarget() {}

    static boolean isOne(Subject subject, Store store) {
        List<Application> owners = subject.blueprint().applications().values().stream()
                .filter(application -> store.application().isEmpty()
                        || application.name().equals(store.application()))
                .toList();
        boolean standsBy = !owners.isEmpty()
                && owners.stream()
                        .allMatch(owner -> store.members().stream()
                                .allMatch(member -> owner.roles().get(member) == Role.STANDBY));
        return standsBy
                && Reach.isOfData(store)
                && !subject.said(store).use().purposes().contains("sessions")
                && !isUsed(subject, store)
                && edgesInto(subject.said(store)).isEmpty();
    }

    /// Whether an edge of a store brings its contents into such a target, which takes its writes after a failover.
    static boolean isFilledFrom(Subject subject, Store store) {
        return edgesInto(subject.said(store)).stream()
                .flatMap(name -> Optional.ofNullable(subject.blueprint().stores().get(name)).stream())
                .anyMatch(target -> target.application().equals(store.application()) && isOne(subject, target));
    }

    private static List<String> edgesInto(Storage.Store said) {
        return said.replication().stream()
                .flatMap(replication -> replication.edges().values().stream())
                .flatMap(edge -> edge.into().stream())
                .toList();
    }

    /// Whether something needs a store before a failover. A service that only a failover starts does not.
    private static boolean isUsed(Subject subject, Store store) {
        boolean byAService = subject.blueprint().services().values().stream()
                .filter(service -> service.dependsOn().containsKey(store.name()))
                .map(Service::name)
                .anyMatch(service -> !subject.isOnlyInFailover(service));
        return byAService
                || Reach.isNamedBesideServices(subject, store.name())
                || Reach.keepsBackups(subject, store.name());
    }
}
