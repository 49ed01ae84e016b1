package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// The phases of a recovery that a promise counts: all of them, or for a claim those of its subject, and with a
/// later start those after it.
final class CountedPhases {
    /// The phases until a move is decided and the old side is fenced: one move has them once, whatever it moves.
    private static final List<String> OF_THE_MOVE = List.of("detect", "hold", "fence");

    private CountedPhases() {}

    static SequencedMap<String, RecoveryTime.Phase> of(Subject subject, Stake stake) {
        return new UnknownZones(subject, stake)
                .instead(counted(subject, stake, recovery(subject, stake).after(stake.reach(), stake.disruption())));
    }

    private static Recovery recovery(Subject subject, Stake stake) {
        Recovery recovery = new Recovery(subject, stake.application());
        return stake.isOfTheMoved() ? recovery.ofTheMoved() : recovery;
    }

    /// The terms of the recovery as far as each has a figure: what is left once those without a bound have one.
    static List<Term> known(Subject subject, Stake stake) {
        return terms(known(subject, stake, of(subject, stake)));
    }

    /// The same for a part of a promise.
    static List<Term> knownOfRest(Subject subject, Stake rest, Stake whole) {
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>(known(subject, rest, of(subject, rest)));
        SequencedMap<String, RecoveryTime.Phase> all = known(subject, whole, of(subject, whole));
        OF_THE_MOVE.forEach(name -> phases.put(name, Objects.requireNonNull(all.get(name))));
        return terms(phases);
    }

    /// Where unknown zones decide whether the region is left at all, nothing else is known of the way.
    private static SequencedMap<String, RecoveryTime.Phase> known(
            Subject subject, Stake stake, SequencedMap<String, RecoveryTime.Phase> phases) {
        Recovery recovery = recovery(subject, stake);
        SequencedMap<String, RecoveryTime.Phase> leaving =
                counted(subject, stake, recovery.after(stake.reach(), stake.disruption()));
        return phases.equals(leaving)
                ? counted(subject, stake, recovery.asFarAsKnown().after(stake.reach(), stake.disruption()))
                : phases;
    }

    private static List<Term> terms(SequencedMap<String, RecoveryTime.Phase> phases) {
        return phases.values().stream()
                .flatMap(phase -> phase.terms().stream())
                .map(KnownPart::of)
                .filter(term -> !term.isNothing())
                .toList();
    }

    /// The phases of a part of a promise: detection and decision are those of the whole, which moves at once.
    static SequencedMap<String, RecoveryTime.Phase> ofRest(Subject subject, Stake rest, Stake whole) {
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>(of(subject, rest));
        SequencedMap<String, RecoveryTime.Phase> all = of(subject, whole);
        OF_THE_MOVE.forEach(name -> phases.put(name, Objects.requireNonNull(all.get(name))));
        return phases;
    }

    /// The longest that the limits of the plan's steps allow.
    static Optional<Duration> worst(Subject subject, Stake stake) {
        return new Steps(subject, stake.application()).hasLimits()
                ? Recovery.sum(counted(
                                subject,
                                stake,
                                new Recovery(subject, stake.application(), Steps.Figure.LIMIT)
                                        .after(stake.reach(), stake.disruption())))
                        .plan()
                : Optional.empty();
    }

    /// The terms of the phases as the limits of the plan's steps allow them; empty where no step has a limit.
    static List<Term> limits(Subject subject, Stake stake) {
        return new Steps(subject, stake.application()).hasLimits()
                ? counted(
                                subject,
                                stake,
                                new Recovery(subject, stake.application(), Steps.Figure.LIMIT)
                                        .after(stake.reach(), stake.disruption()))
                        .values()
                        .stream()
                        .flatMap(phase -> phase.terms().stream())
                        .toList()
                : List.of();
    }

    private static SequencedMap<String, RecoveryTime.Phase> counted(
            Subject subject, Stake stake, SequencedMap<String, RecoveryTime.Phase> phases) {
        List<String> before = stake.claimedFrom(subject)
                .map(from -> switch (from) {
                    case LOSS -> List.<String>of();
                    case DETECTION -> List.of("detect");
                    case START -> List.of("detect", "hold");
                })
                .orElse(List.of());
        SequencedMap<String, RecoveryTime.Phase> counted = new LinkedHashMap<>(phases);
        counted.replaceAll(
                (name, phase) -> stake.phases(subject).contains(name) ? phase : new RecoveryTime.Phase(List.of()));
        before.forEach(name -> counted.put(name, new RecoveryTime.Phase(List.of())));
        return counted;
    }
}
