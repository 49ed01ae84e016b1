package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Events;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The claims about an application as a whole that say how long it may be out: an availability, or a time to
/// recover where a region was hit. A claim that may be about a tier or a part, or whose time begins later than the
/// outage, is none of them, and neither is an average: one outage does not exceed it.
final class OutageClaims {
    private final Subject subject;
    private final Application application;
    private final Events.Incident incident;

    OutageClaims(Subject subject, Application application, Events.Incident incident) {
        this.subject = subject;
        this.application = application;
        this.incident = incident;
    }

    /// One figure of a claim beside an outage.
    ///
    /// @param isBound whether the claim says that none is longer, rather than what is usual
    /// @param broken what an outage of more than it says of it; empty where it was not longer
    record Held(Promise.Objective objective, String path, boolean isBound, Optional<String> broken) {}

    /// Each figure that the outage is held against.
    List<Held> held() {
        List<Held> held = new ArrayList<>();
        incident.lasted()
                .ifPresent(lasted -> subject.topology().claims().values().forEach(claim -> {
                    availability(claim, lasted).ifPresent(held::add);
                    rto(claim, lasted).ifPresent(held::add);
                }));
        return held;
    }

    private Optional<Held> availability(Claim claim, Duration lasted) {
        if (claim.figures().availability().isEmpty()
                || claim.about().isPresent()
                || !isOfTheWhole(claim, "availability", OutageClaims::share)) {
            return Optional.empty();
        }
        Topology.Cadence measured = claim.measured()
                .or(() -> subject.said(application).objectives().measured())
                .orElse(Topology.Cadence.YEARLY);
        return Optional.of(new Held(
                Promise.Objective.AVAILABILITY,
                "claims." + claim.name() + ".availability",
                true,
                IncidentRules.beyond(
                        claim.figures().availability().getAsDouble(),
                        " of `claim " + claim.name() + "`",
                        measured,
                        lasted)));
    }

    private Optional<Held> rto(Claim claim, Duration lasted) {
        boolean isFromTheLoss =
                claim.from().filter(from -> from != Claim.From.LOSS).isEmpty();
        Optional<Duration> most = claim.figures().rto();
        if (most.isEmpty()
                || claim.figure() == Claim.Figure.AVERAGE
                || claim.about().isPresent()
                || incident.places().isEmpty()
                || !isFromTheLoss
                || !isOfTheWhole(claim, "rto", other -> other.figures().rto())) {
            return Optional.empty();
        }
        boolean isBound = claim.figure() == Claim.Figure.BOUND;
        Optional<String> broken = Optional.of("`claim " + claim.name() + "` says an rto of " + text(most.get())
                        + UsualClaims.figure(claim.figure()))
                .filter(_ -> lasted.compareTo(most.get()) > 0);
        return Optional.of(new Held(Promise.Objective.RTO, "claims." + claim.name() + ".rto", isBound, broken));
    }

    private static Optional<Double> share(Claim claim) {
        return claim.figures().availability().stream().boxed().findFirst();
    }

    private boolean isOfTheWhole(Claim claim, String key, Function<Claim, Optional<?>> metric) {
        String path = subject.path(application.name(), "objectives");
        boolean isAbout = claim.at()
                .map(at -> at.equals(path) || at.equals(path + "." + key))
                .orElse(subject.blueprint().applications().size() == 1);
        return isAbout && !new ClaimScope(subject, claim).mayBeAPart(metric);
    }
}
