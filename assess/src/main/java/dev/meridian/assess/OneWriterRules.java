package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// A check of stores that take writes in one region alone while other regions serve as well: the loss of that
/// region stops the writes of all of them, and not only those of the users who are moved. A store that goes on by
/// itself stops nobody for long, and where nobody knows how it is copied, nobody knows where it takes writes.
final class OneWriterRules {
    private OneWriterRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                    .filter(_ -> waitsForAPromotion(subject, store))
                    .flatMap(owner -> finding(subject, owner, store))
                    .ifPresent(findings::add);
        }
    }

    private static boolean waitsForAPromotion(Subject subject, Store store) {
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        return back.way() == Comeback.Way.PROMOTED
                && back.starts() != Comeback.Starts.ITSELF
                && !Outcome.isUnknown(store);
    }

    private static Optional<Finding> finding(Subject subject, Application owner, Store store) {
        List<RegionName> stopped = owner.roles().entrySet().stream()
                .filter(role -> role.getValue() == Role.ACTIVE)
                .map(role -> role.getKey())
                .filter(region -> !region.equals(store.writer()) && isNeededIn(subject, store, region))
                .toList();
        if (stopped.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.of(
                        Rule.ONE_WRITER_FOR_ALL,
                        "data." + store.name(),
                        "`" + store.name() + "` takes writes in " + store.writer() + " alone, and "
                                + Listed.regions(stopped) + (stopped.size() == 1 ? " serves" : " serve") + " too",
                        "when " + store.writer() + " is lost, writes fail in " + Listed.regions(stopped)
                                + " as well until the store is promoted: users whom nobody moves are hit too",
                        "nothing, if that is meant; else partitions with a `home`, or a store that takes writes in each region"));
    }

    private static boolean isNeededIn(Subject subject, Store store, RegionName region) {
        return subject.blueprint().services().values().stream()
                .anyMatch(service -> service.regions().contains(region)
                        && service.dependsOn().get(store.name()) == Need.HARD);
    }
}
