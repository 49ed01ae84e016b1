package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Service;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.util.List;
import java.util.Objects;

/// Services that run in the region of the primary alone. Nothing does their work while that region is gone, so a
/// recovery that needs one of them has no end.
final class OnePlaceServices {
    private OnePlaceServices() {}

    /// A term without end for each service that `reach` needs and that no other region runs. A service behind an
    /// entrance is left to the way of its users ([Route]).
    ///
    /// @param application whose primary region is lost
    static List<Term> terms(Subject subject, Application application, Reach reach) {
        return reach.services().stream()
                .map(name ->
                        Objects.requireNonNull(subject.blueprint().services().get(name)))
                .filter(service -> application.roles().size() > 1
                        && !service.regions().isEmpty()
                        && service.regions().stream().allMatch(application.primary()::equals)
                        && counts(subject, application, reach, service))
                .map(service -> Figures.derived(
                        "no other place of `" + service.name() + "` than " + application.primary(),
                        Span.NEVER,
                        "no other region runs it, and nothing does its work while " + application.primary()
                                + " is gone",
                        "services." + service.name() + ".in"))
                .toList();
    }

    /// Whether users wait for a service: another one needs it, a part of the application names it, or the file has
    /// no entrance, so that users may come to any. The work of other services of a whole application is missed by
    /// nobody who waits for an answer.
    private static boolean counts(Subject subject, Application application, Reach reach, Service service) {
        boolean isPart = !reach.services()
                .containsAll(Reach.of(subject, application.name()).services());
        boolean isNeeded = reach.services().stream()
                .anyMatch(other -> Reach.needs(subject, other).get(service.name()) == Need.HARD);
        return isPart || isNeeded || subject.topology().traffic().entrances().isEmpty();
    }
}
