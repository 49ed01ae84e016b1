package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// The distances from the destination of a move that its first answers have to go: to the nearest standby, which a
/// commit waits for, and to its users.
final class DestinationDistances {
    private final Subject subject;
    private final Application application;
    private final Figures figures;

    DestinationDistances(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.figures = new Figures(subject);
    }

    /// A new primary's first commit waits for its nearest standby.
    Term standby(Optional<RegionName> target) {
        Optional<Store> waits = subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name())
                        && store.replication().waitFor() > 0)
                .findFirst();
        if (target.isEmpty() || waits.isEmpty()) {
            return Figures.none("standby");
        }
        return waits.get().members().stream()
                .filter(member -> !member.equals(target.get()) && !member.equals(application.primary()))
                .map(member -> figures.distance("standby", target.get(), member))
                .min(Comparator.comparing(term -> term.span().plan().orElse(Duration.ZERO)))
                .orElse(Figures.none("standby"));
    }

    /// The users who are farthest from the destination, of those who are not near the primary.
    Term users(Optional<RegionName> target) {
        return target.flatMap(to -> subject.topology().traffic().users().values().stream()
                        .map(users -> users.near())
                        .filter(near -> !near.equals(application.primary()))
                        .map(near -> figures.distance("users", to, near))
                        .max(Comparator.comparing(term -> term.span().plan().orElse(Duration.ZERO))))
                .orElse(Figures.none("users"));
    }
}
