package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Users whom health checks of others move before an automatic promotion begins: the check that moves them is
/// quicker than the one that promotes, or a hold or a grace of the provider lies between. Nobody starts either of
/// them, so only their times say which comes first.
final class EarlyUsers {
    private final Subject subject;
    private final Application application;
    private final Topology.Entrance entrance;
    private final Reach reach;

    EarlyUsers(Subject subject, Application application, Topology.Entrance entrance) {
        this.subject = subject;
        this.application = application;
        this.entrance = entrance;
        this.reach = Reach.ofService(subject, Fronts.service(entrance));
    }

    /// The two moments, counted from the loss of the region.
    ///
    /// @param users when those who are moved have arrived, as planned
    /// @param promotion when the promotion begins, with its words; as planned, or at best where no plan is bounded
    record Gap(Duration users, Duration promotion, boolean isAtLeast, String how) {
        String text() {
            return "the promotion begins " + (isAtLeast ? "after " : "") + Durations.text(promotion)
                    + (isAtLeast ? " at the earliest" : " after the loss, as planned") + " (" + how
                    + "), and users have arrived after " + Durations.text(users);
        }

        Duration length() {
            return promotion.minus(users);
        }
    }

    /// The stores that the users need and that the control promotes by itself.
    List<Store> promoted() {
        return application.failover().mode() != Mode.AUTOMATIC
                ? List.of()
                : reach.stores().stream()
                        .map(subject::store)
                        .filter(store -> MovedUserRules.isCopied(subject, store))
                        .filter(store -> {
                            Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
                            return back.way() == Comeback.Way.PROMOTED
                                    && (back.starts() == Comeback.Starts.CONTROL
                                            || back.starts() == Comeback.Starts.UNLESS_REFUSED);
                        })
                        .toList();
    }

    /// The time between the arrival of the users and the begin of the promotion; empty where it begins before, or
    /// where one of the times is not known.
    Optional<Gap> gap() {
        SequencedMap<String, RecoveryTime.Phase> phases =
                new Recovery(subject, application).after(reach, Promise.Disruption.REGION);
        List<RecoveryTime.Phase> before = List.of("detect", "hold", "fence").stream()
                .map(name -> Objects.requireNonNull(phases.get(name)))
                .toList();
        Span start = before.stream().map(RecoveryTime.Phase::span).reduce(Span.ZERO, Span::plus);
        Optional<Duration> begins = start.plan().or(start::best);
        String how = before.stream()
                .filter(phase -> !phase.terms().isEmpty())
                .map(RecoveryTime.Phase::why)
                .reduce((one, other) -> one + " + " + other)
                .orElse("nothing");
        return arrival()
                .flatMap(users -> begins.filter(moment -> moment.compareTo(users) > 0)
                        .map(moment -> new Gap(users, moment, start.plan().isEmpty(), how)));
    }

    /// The check that moves the users, and the time for which their answers are kept.
    private Optional<Duration> arrival() {
        Route route = new Route(subject, new Figures(subject), application, reach);
        Optional<Duration> way = route.ttl(entrance, Promise.Disruption.REGION)
                .span()
                .plus(route.tail().span())
                .plan();
        return checked().flatMap(seen -> way.map(seen::plus));
    }

    /// The time of the check behind the entrance; of none that the file or its provider gives no rhythm.
    private Optional<Duration> checked() {
        Optional<Failover.Probe> probe = DetectingProbes.probeOf(entrance)
                .flatMap(name -> Optional.ofNullable(
                        subject.said(application).failover().probes().get(name)));
        return probe.isPresent()
                ? probe.flatMap(one -> one.every()
                        .map(every -> every.multipliedBy(one.failures().orElse(1))
                                .plus(one.timeout().orElse(Duration.ZERO))))
                : new Fronts(subject, application)
                        .healthChecks()
                        .map(checks ->
                                checks.every().multipliedBy(checks.failures()).plus(checks.timeout()));
    }
}
