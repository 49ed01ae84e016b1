package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The things that go on beside the plan and that a phase of it waits for: stores that come back by themselves or
/// that another application moves, applications that go first, services that no other region runs, and users whom
/// a check of their own moves.
///
/// @param counted as much of a term as counts
record PhaseGates(Subject subject, Application application, UnaryOperator<Term> counted) {
    /// The gates by phase, each counted from the beginning.
    SequencedMap<String, List<Term>> of(Reach reach, List<Recovery.Returning> stores, Promise.Disruption disruption) {
        SequencedMap<String, List<Term>> gates = new LinkedHashMap<>();
        for (Recovery.Returning store : stores) {
            if (store.way().starts() == Comeback.Starts.ITSELF) {
                add(gates, "promote", store.way().recovery());
            } else if (isMovedByAnother(application, store.store())) {
                add(gates, "verify", counted.apply(moved(store.store())));
            }
        }
        subject.said(application).failover().after().stream()
                .flatMap(name ->
                        Optional.ofNullable(subject.blueprint().applications().get(name)).stream())
                .forEach(first -> add(gates, "fence", counted.apply(after(first))));
        if (disruption == Promise.Disruption.REGION) {
            OnePlaceServices.terms(subject, application, reach)
                    .forEach(term -> add(gates, "scale", counted.apply(term)));
            movedByTheirOwnCheck(reach).forEach(term -> add(gates, "verify", counted.apply(term)));
        }
        return gates;
    }

    private static void add(SequencedMap<String, List<Term>> gates, String phase, Term term) {
        gates.computeIfAbsent(phase, _ -> new ArrayList<>()).add(term);
    }

    private Term after(Application first) {
        return Figures.derived(
                "after `" + first.name() + "`",
                Recovery.total(subject, first),
                "`after`",
                subject.path(application.name(), "failover.after"));
    }

    /// A store of another application is there when that one has moved it.
    private Term moved(Store store) {
        Application owner =
                Objects.requireNonNull(subject.blueprint().applications().get(store.application()));
        Span whole = Recovery.sum(
                new Recovery(subject, owner).after(Reach.ofStoreAlone(store.name()), Promise.Disruption.REGION));
        return Figures.derived(
                "`" + owner.name() + "` moves `" + store.name() + "`",
                whole,
                "its own failover",
                "data." + store.name());
    }

    static boolean isMovedByAnother(Application application, Store store) {
        return !store.application().isEmpty() && !store.application().equals(application.name());
    }

    /// Users of entrances that checks turn by probes which start no plan. Where the plan goes by other probes,
    /// they arrive after their own check and the time for which answers are kept.
    private List<Term> movedByTheirOwnCheck(Reach reach) {
        Fronts fronts = new Fronts(subject, application, reach);
        Route route = new Route(subject, new Figures(subject), application, reach);
        DetectingProbes detecting = DetectingProbes.of(subject, application, fronts, false);
        return fronts.entrances().stream()
                .filter(fronts::isTurnedByChecks)
                .flatMap(entrance -> otherProbe(entrance, detecting)
                        .flatMap(probe -> new ProbeVerdict(subject, application, probe).phase())
                        .map(verdict -> arrival(entrance, verdict, route))
                        .stream())
                .filter(term -> term.span().plan().isPresent())
                .toList();
    }

    private Optional<Failover.Probe> otherProbe(Topology.Entrance entrance, DetectingProbes detecting) {
        return DetectingProbes.probeOf(entrance)
                .filter(name -> !detecting.contains(name))
                .flatMap(name -> Optional.ofNullable(
                        subject.said(application).failover().probes().get(name)));
    }

    private static Term arrival(Topology.Entrance entrance, RecoveryTime.Phase verdict, Route route) {
        Span way = route.ttl(entrance, Promise.Disruption.REGION).span();
        Span all = Stream.of(way, route.tail().span()).reduce(verdict.span(), Span::plus);
        return Figures.derived(
                "users of `" + entrance.name() + "` by its own check",
                all,
                verdict.why() + ", then the time for which answers are kept",
                "traffic.entrances." + entrance.name() + ".health");
    }
}
