package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.bounds.Term;
import java.util.List;
import java.util.Optional;

/// The zones of the services that a promise needs, as far as the file says how their copies spread.
record ServiceZones(Subject subject, Application application, Reach reach) {
    /// The missing number of zones.
    Term unknown() {
        return Term.unknown(
                "zones of " + Listed.names(List.copyOf(reach.services())),
                "nothing says over how many zones they spread; declare `network.zones`",
                "network.zones");
    }

    /// What is missing where a zone takes a store with it: services beside it may need new copies in another zone.
    Optional<Term> missingBesideARestore() {
        return haveOneCopy()
                ? Optional.of(Term.unknown(
                        "new copies of " + Listed.names(List.copyOf(reach.services())) + " in another zone",
                        "the file has one copy; a drill of a lost zone (`drills.NAME.disruption: zone`) measures it",
                        "drills"))
                : areUndeclared() ? Optional.of(unknown()) : Optional.empty();
    }

    /// Whether some region where the application serves declares no number of zones for services that have
    /// machines.
    boolean areUndeclared() {
        boolean machines = reach.services().stream()
                .map(subject::saidService)
                .filter(service -> !service.onlyInFailover())
                .flatMap(service ->
                        subject
                                .topology()
                                .platforms(service, application.roles().sequencedKeySet())
                                .stream())
                .anyMatch(platform -> !Suppliers.isServerless(platform));
        return machines
                && subject.topology().network().zones().isEmpty()
                && application.roles().entrySet().stream()
                        .filter(role -> role.getValue() != Role.STANDBY)
                        .anyMatch(role -> Optional.ofNullable(
                                        subject.topology().regions().get(role.getKey()))
                                .flatMap(region -> region.regional().zones())
                                .isEmpty());
    }

    /// Whether a service has one copy by the words of the file, so that only a new one brings it back.
    boolean haveOneCopy() {
        return application.roles().keySet().stream()
                .flatMap(region ->
                        Optional.ofNullable(subject.topology().regions().get(region)).stream())
                .flatMap(region -> region.regional().replicas().entrySet().stream())
                .filter(entry -> reach.services().contains(entry.getKey()))
                .filter(entry -> !subject.isOnlyInFailover(entry.getKey()))
                .anyMatch(entry -> StoreZones.isOne(Optional.of(entry.getValue())));
    }
}
