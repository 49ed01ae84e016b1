package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// The declared probes by whose verdict others leave a region: those of the triggers that fail over, where any of
/// these goes by probes, or those of the alarm that calls the people who start the move, else all that decide.
/// Where health checks alone move the users, those of the entrances: these tell nobody of an outage.
///
/// A verdict needs all of them, so the slowest one counts. A value that one of them alone declares is that of the
/// others too, unless they are several checks that an alarm puts together.
final class DetectingProbes {
    private final List<Failover.Probe> probes;
    private final String path;
    private final boolean isOfAnAlarm;

    private DetectingProbes(List<Failover.Probe> probes, String path, boolean isOfAnAlarm) {
        this.probes = probes;
        this.path = path;
        this.isOfAnAlarm = isOfAnAlarm;
    }

    /// @param isByItself whether health checks move what is looked at, and no plan is waited for
    static DetectingProbes of(Subject subject, Application application, Fronts fronts, boolean isByItself) {
        Failover declared = subject.said(application).failover();
        List<Failover.Probe> deciding = declared.probes().values().stream()
                .filter(Failover.Probe::decides)
                .toList();
        String path = subject.path(application.name(), "failover.probes.");
        Optional<Failover.Trigger> alarm = isByItself ? Optional.empty() : NoticeAlarms.calling(subject, application);
        if (alarm.isPresent()) {
            return new DetectingProbes(calling(declared, deciding, fronts, alarm.get()), path, true);
        }
        Collection<String> guiding = guiding(fronts);
        Collection<String> named = isByItself ? guiding : starting(declared);
        List<Failover.Probe> chosen =
                deciding.stream().filter(probe -> named.contains(probe.name())).toList();
        if (!chosen.isEmpty()) {
            return new DetectingProbes(chosen, path, false);
        }
        List<Failover.Probe> moving = deciding.stream()
                .filter(probe -> guiding.contains(probe.name()) || !onlyTells(declared, probe))
                .toList();
        return new DetectingProbes(moving, path, false);
    }

    /// Whether triggers name a probe and none of them fails over: its verdict is told to people and moves nobody.
    private static boolean onlyTells(Failover declared, Failover.Probe probe) {
        List<Failover.Trigger> named = declared.triggers().values().stream()
                .filter(trigger -> trigger.when().contains(probe.name()))
                .toList();
        return !named.isEmpty() && named.stream().noneMatch(trigger -> trigger.act() == Failover.Act.FAILOVER);
    }

    /// The probes of an alarm, also one that decides nothing itself, unless people look at it after a declared
    /// time. An alarm by a signal has none; those that decide and turn no entrance may stand behind it.
    private static List<Failover.Probe> calling(
            Failover declared, List<Failover.Probe> deciding, Fronts fronts, Failover.Trigger alarm) {
        if (deciding.isEmpty() && declared.human().notice().isPresent()) {
            return List.of();
        }
        SequencedSet<String> ofFronts = guiding(fronts);
        return alarm.when().isEmpty()
                ? deciding.stream()
                        .filter(probe -> !ofFronts.contains(probe.name()))
                        .toList()
                : declared.probes().values().stream()
                        .filter(probe -> alarm.when().contains(probe.name()))
                        .toList();
    }

    private static SequencedSet<String> starting(Failover declared) {
        SequencedSet<String> named = new LinkedHashSet<>();
        declared.triggers().values().stream()
                .filter(trigger -> trigger.act() == Failover.Act.FAILOVER)
                .forEach(trigger -> named.addAll(trigger.when()));
        return named;
    }

    private static SequencedSet<String> guiding(Fronts fronts) {
        SequencedSet<String> named = new LinkedHashSet<>();
        fronts.entrances().stream()
                .filter(fronts::isTurnedByChecks)
                .forEach(entrance -> probeOf(entrance).ifPresent(named::add));
        return named;
    }

    /// The probe behind an entrance, by name.
    static Optional<String> probeOf(Topology.Entrance entrance) {
        return entrance.health()
                .flatMap(health -> health instanceof Topology.EntranceHealth.ByProbe by
                        ? Optional.of(by.probe())
                        : Optional.empty());
    }

    /// Whether the checks of a provider that turns users are these probes: one of them stands behind an entrance
    /// that checks turn, or such an entrance names none.
    boolean areOfAFront(Fronts fronts) {
        return fronts.entrances().stream()
                .filter(fronts::isTurnedByChecks)
                .anyMatch(entrance -> probeOf(entrance)
                        .map(name -> isOfAnAlarm ? slowest().name().equals(name) : contains(name))
                        .orElse(true));
    }

    boolean contains(String name) {
        return probes.stream().anyMatch(probe -> probe.name().equals(name));
    }

    boolean isEmpty() {
        return probes.isEmpty();
    }

    Optional<Failover.Probe> first() {
        return probes.stream().findFirst();
    }

    /// The time between two probes of the slowest one; empty where none of them has a rhythm.
    Optional<Duration> every() {
        return declared(Failover.Probe::every);
    }

    Optional<Duration> timeout() {
        return declared(Failover.Probe::timeout);
    }

    Optional<Integer> failures() {
        return declared(DetectingProbes::failuresOf);
    }

    private static Optional<Integer> failuresOf(Failover.Probe probe) {
        return probe.failures().isPresent() ? Optional.of(probe.failures().getAsInt()) : Optional.empty();
    }

    private <T> Optional<T> declared(Function<Failover.Probe, Optional<T>> value) {
        return probes.isEmpty() ? Optional.empty() : declared(slowest(), value);
    }

    private <T> Optional<T> declared(Failover.Probe probe, Function<Failover.Probe, Optional<T>> value) {
        return value.apply(probe).or(() -> common(value));
    }

    /// The only value that is declared, whichever of them declares it.
    private <T> Optional<T> common(Function<Failover.Probe, Optional<T>> value) {
        List<T> declared = probes.stream()
                .flatMap(probe -> value.apply(probe).stream())
                .distinct()
                .toList();
        return declared.size() == 1 && !isOfAnAlarm ? Optional.of(declared.getFirst()) : Optional.empty();
    }

    private Failover.Probe slowest() {
        return probes.stream().max(Comparator.comparing(this::untilVerdict)).orElseThrow();
    }

    private Duration untilVerdict(Failover.Probe probe) {
        return declared(probe, Failover.Probe::every)
                .orElse(Duration.ZERO)
                .multipliedBy(declared(probe, DetectingProbes::failuresOf).orElse(1))
                .plus(declared(probe, Failover.Probe::timeout).orElse(Duration.ZERO));
    }

    /// The place of a value: that of the slowest one, else of the first that declares it; empty where none does.
    Optional<String> at(Subject subject, String key) {
        return Stream.concat(probes.isEmpty() ? Stream.empty() : Stream.of(slowest()), probes.stream())
                .map(probe -> path + probe.name() + "." + key)
                .filter(at -> subject.topology().sources().at(at).isPresent())
                .findFirst();
    }
}
