package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// The recovery of stores for which nobody acts: they go on elsewhere by themselves, or their provider moves them.
/// A promise about them alone counts their own time: no detection, hold or decision of the failover control, and
/// no step of its plan. A provider that publishes no time has none here, since no plan goes on beside it.
final class StoreAlone {
    private final Subject subject;
    private final Steps steps;

    StoreAlone(Subject subject, Application application) {
        this.subject = subject;
        this.steps = new Steps(subject, application);
    }

    /// Whether a promise is about stores alone, for none of which a person or a control acts.
    boolean isAllOf(Reach reach) {
        return reach.services().isEmpty()
                && !reach.stores().isEmpty()
                && reach.stores().stream().map(subject::store).allMatch(this::movesWithoutAnybody);
    }

    private boolean movesWithoutAnybody(Store store) {
        return subject.wayBack(store, Promise.Disruption.REGION).starts() == Comeback.Starts.ITSELF
                || isMovedByProvider(store);
    }

    /// Whether the file says that the provider moves a store, which no call of the plan waits for.
    private boolean isMovedByProvider(Store store) {
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        return back.way() == Comeback.Way.PROMOTED
                && back.recovery().span().best().isPresent()
                && steps.promoter(store).equals(Optional.of(Failover.Promoter.PROVIDER));
    }

    /// The phases of such stores after the loss of a region; they come back side by side.
    ///
    /// @param counted as much of a term as counts
    SequencedMap<String, RecoveryTime.Phase> phases(Reach reach, UnaryOperator<Term> counted) {
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>();
        RecoveryTime.PHASES.forEach(name -> phases.put(name, new RecoveryTime.Phase(List.of())));
        List<Term> times = reach.stores().stream()
                .map(subject::store)
                .map(store -> counted.apply(time(store)))
                .filter(term -> !term.isNothing())
                .toList();
        if (!times.isEmpty()) {
            phases.put("promote", new RecoveryTime.Phase(List.of(RecoveryTime.spelled(SlowestReturn.of(times)))));
        }
        return phases;
    }

    /// The declared time of the store's own promotion, else that of its mechanism; where the provider publishes
    /// none, it is unknown.
    private Term time(Store store) {
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        Optional<Term> declared = steps.promotionOfItsOwn(store).filter(term -> !term.isUnknown());
        if (declared.isPresent()) {
            return declared.get();
        }
        boolean isWithoutTime = back.way() == Comeback.Way.WRITABLE && isUnpublished(store);
        return isMovedByProvider(store) || isWithoutTime ? unpublished(store) : back.recovery();
    }

    private boolean isUnpublished(Store store) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return store.managed()
                && store.replication().edges().stream()
                        .flatMap(edge -> mechanisms.across(store, edge).stream())
                        .anyMatch(
                                row -> row.strong() && Figures.recovery(row, "").isUnknown());
    }

    private Term unpublished(Store store) {
        String path = subject.path(store.application(), "failover.steps.promote.of." + store.name() + ".takes");
        return Term.unknown(
                        "failover of `" + store.name() + "` by its provider",
                        "no time is published; declare `" + path + "`",
                        path)
                .with(new Span(Optional.of(Duration.ZERO), Optional.empty()));
    }
}
