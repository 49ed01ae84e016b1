package dev.meridian.assess;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// A recovery from a lost zone where nothing says over how many zones the services spread. At worst the zone takes
/// them like their region; where that does not keep the promise, the time is unknown.
final class UnknownZones {
    private final Subject subject;
    private final Stake stake;

    UnknownZones(Subject subject, Stake stake) {
        this.subject = subject;
        this.stake = stake;
    }

    /// The phases of leaving the region, or one unknown term in place of them.
    SequencedMap<String, RecoveryTime.Phase> instead(SequencedMap<String, RecoveryTime.Phase> leaving) {
        boolean keeps = Recovery.sum(leaving).isWithin(stake.bound());
        if (stake.disruption() != Promise.Disruption.ZONE
                || keeps
                || staysWithItsStores()
                || !areUndeclared()
                || isLeftForCertain()) {
            return leaving;
        }
        SequencedMap<String, RecoveryTime.Phase> unknown = new LinkedHashMap<>(leaving);
        unknown.replaceAll((_, _) -> new RecoveryTime.Phase(List.of()));
        List<String> services = List.copyOf(stake.reach().services());
        Term zones = Term.unknown(
                "zones of " + Listed.names(services),
                "nothing says over how many zones they spread; declare `network.zones`",
                "network.zones");
        unknown.put("promote", new RecoveryTime.Phase(List.of(RecoveryTime.spelled(zones))));
        return unknown;
    }

    /// Whether each store stays in its region, so that the recovery is one in place.
    private boolean staysWithItsStores() {
        return !stake.reach().stores().isEmpty()
                && stake.reach().stores().stream()
                        .map(subject::store)
                        .allMatch(store ->
                                subject.wayBack(store, Promise.Disruption.ZONE).way() == Comeback.Way.STAYS);
    }

    /// Whether some region where the application serves declares no number of zones for services that have
    /// machines.
    private boolean areUndeclared() {
        boolean machines = stake.reach().services().stream()
                .map(name ->
                        Objects.requireNonNull(subject.topology().services().get(name)))
                .filter(service -> !service.onlyInFailover())
                .flatMap(service ->
                        subject
                                .topology()
                                .platforms(service, stake.application().roles().sequencedKeySet())
                                .stream())
                .anyMatch(platform -> !Suppliers.isServerless(platform));
        return machines
                && subject.topology().network().zones().isEmpty()
                && stake.application().roles().entrySet().stream()
                        .filter(role -> role.getValue() != Role.STANDBY)
                        .anyMatch(role -> Optional.ofNullable(
                                        subject.topology().regions().get(role.getKey()))
                                .flatMap(region -> region.regional().zones())
                                .isEmpty());
    }

    /// Whether a store or a service stops with its zone by the words of the file, and only leaving the region
    /// brings it back.
    private boolean isLeftForCertain() {
        return stake.reach().stores().stream().map(subject::store).anyMatch(this::isLostWithItsZone) || hasOneCopy();
    }

    private boolean isLostWithItsZone(Store store) {
        Comeback.Way way = subject.wayBack(store, Promise.Disruption.ZONE).way();
        boolean leaves = switch (way) {
            case PROMOTED, MADE_AGAIN, RESTORED, LOST -> true;
            case STAYS, OWN_ELSEWHERE, WRITABLE, WITHOUT_QUORUM -> false;
        };
        boolean oneMachine =
                !store.managed() && !store.byOperator() && store.replication().mode() != ReplicationMode.QUORUM;
        return leaves && (new StoreZones(subject, store).isOne() || oneMachine || store.kind() == StoreKind.VOLUME);
    }

    private boolean hasOneCopy() {
        return stake.application().roles().keySet().stream()
                .flatMap(region ->
                        Optional.ofNullable(subject.topology().regions().get(region)).stream())
                .flatMap(region -> region.regional().replicas().entrySet().stream())
                .filter(entry -> stake.reach().services().contains(entry.getKey()))
                .filter(entry -> !subject.isOnlyInFailover(entry.getKey()))
                .anyMatch(entry -> StoreZones.isOne(Optional.of(entry.getValue())));
    }
}
