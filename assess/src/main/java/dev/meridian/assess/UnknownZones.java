package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A recovery from a lost zone where nothing says over how many zones the stores or services spread. At worst the
/// zone takes them like their region; where that does not keep the promise, and staying would, the time is
/// unknown.
final class UnknownZones {
    private final Subject subject;
    private final Stake stake;

    UnknownZones(Subject subject, Stake stake) {
        this.subject = subject;
        this.stake = stake;
    }

    /// The phases of leaving the region, or one unknown term in place of them, beside the least that is known.
    SequencedMap<String, RecoveryTime.Phase> instead(SequencedMap<String, RecoveryTime.Phase> leaving) {
        boolean keeps = Recovery.sum(leaving).isWithin(stake.bound()) && !isMovedByNothing(leaving);
        boolean leaves = services().haveOneCopy() && !isMovedByNothing(leaving);
        List<Term> missing = stake.disruption() != Promise.Disruption.ZONE || keeps || leaves ? List.of() : missing();
        if (missing.isEmpty()) {
            return leaving;
        }
        SequencedMap<String, RecoveryTime.Phase> unknown = new LinkedHashMap<>(leaving);
        unknown.replaceAll((_, _) -> new RecoveryTime.Phase(List.of()));
        List<Term> all = Stream.concat(missing.stream(), staying().stream()).toList();
        RecoveryTime.Phase promote = new RecoveryTime.Phase(List.of(RecoveryTime.spelled(SlowestReturn.of(all))));
        unknown.put("promote", SlowestReturn.apart(promote, all));
        return unknown;
    }

    /// The times of stores that come back in their region for certain: the recovery is no shorter than these.
    private List<Term> staying() {
        return stake.reach().stores().stream()
                .map(name -> subject.wayBack(subject.store(name), Promise.Disruption.ZONE))
                .filter(back -> back.way() == Comeback.Way.STAYS)
                .map(Comeback::recovery)
                .filter(recovery -> !recovery.isUnknown())
                .toList();
    }

    private ServiceZones services() {
        return new ServiceZones(subject, stake.application(), stake.reach());
    }

    /// Whether nothing of the file moves services without stores, or their users: no step of it takes time, or
    /// there is no other region. That they go on where they are, it does not say either.
    private boolean isMovedByNothing(SequencedMap<String, RecoveryTime.Phase> leaving) {
        return stake.reach().stores().isEmpty()
                && !stake.reach().services().isEmpty()
                && (Recovery.sum(leaving).equals(Span.ZERO)
                        || subject.destination(stake.application()).isEmpty());
    }

    /// The missing numbers of zones with which the recovery would be one in place: those of the stores that leave
    /// their region at worst, or of the services where no store is needed, with the missing times of stores that
    /// stay. Empty where a store leaves for certain.
    private List<Term> missing() {
        if (stake.reach().stores().isEmpty()) {
            return services().areUndeclared() ? List.of(services().unknown()) : List.of();
        }
        LostZone zones = new LostZone(subject, new Takeover(subject));
        List<Term> missing = new ArrayList<>();
        for (String name : stake.reach().stores()) {
            Store store = subject.store(name);
            Comeback back = subject.wayBack(store, Promise.Disruption.ZONE);
            boolean stays = back.way() == Comeback.Way.STAYS;
            Optional<Term> ofStore =
                    stays ? Optional.of(back.recovery()).filter(Term::isUnknown) : zones.deciding(store, back.way());
            if (!stays && ofStore.isEmpty()) {
                return List.of();
            }
            ofStore.ifPresent(missing::add);
        }
        return missing;
    }
}
