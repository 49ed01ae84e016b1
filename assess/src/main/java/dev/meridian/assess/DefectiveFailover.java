package dev.meridian.assess;

import dev.meridian.assess.Denials.Effect;
import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.topology.Events;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Optional;

/// A part of a failover that is known not to work: a step, a trigger, a probe, or what decides and acts.
final class DefectiveFailover {
    /// Keys that say what a move may cost and what comes after it: nothing in them brings users back.
    private static final List<String> BESIDE = List.of("failback", "drills", "cooldown", "storm", "degrade", "maxLoss");

    private final Subject subject;
    private final Application application;
    private final Failover said;
    private final List<String> part;
    private final String key;

    /// @param part the keys of its path behind `failover`
    DefectiveFailover(Subject subject, Application application, List<String> part) {
        this.subject = subject;
        this.application = application;
        this.said = subject.said(application).failover();
        this.part = part;
        this.key = part.isEmpty() ? "" : part.getFirst();
    }

    /// Whether a move by the control of the failover counts on it.
    boolean isUsed() {
        Optional<String> name = name();
        return switch (key) {
            case "triggers" ->
                name.flatMap(one -> Optional.ofNullable(said.triggers().get(one)))
                        .map(DefectiveFailover::acts)
                        .orElse(true);
            case "probes" ->
                name.flatMap(one -> Optional.ofNullable(said.probes().get(one)))
                        .map(this::decides)
                        .orElse(true);
            default -> !BESIDE.contains(key);
        };
    }

    Effect on(Rested rested) {
        if (application.roles().size() < 2 && !rested.isDecided()) {
            return Effect.NOTHING;
        }
        return switch (key) {
            case "steps" -> new DefectiveStep(subject, application, part.subList(1, part.size())).on(rested);
            case "triggers" -> rested.isDecided() && rested.isDetected() ? ofTrigger() : Effect.NOTHING;
            case "probes" -> ofProbe(rested);
            case "vantages" -> rested.isDecided() && rested.isDetected() ? ofVantage() : Effect.NOTHING;
            case "scale" -> new DefectiveStep(subject, application, part).ofScale(rested);
            case "fence", "lease", "lock" -> ofFence(rested);
            case "human" -> ofPeople(rested);
            default -> BESIDE.contains(key) ? Effect.NOTHING : ofControl(rested);
        };
    }

    private Optional<String> name() {
        return part.size() < 2 ? Optional.empty() : Optional.of(part.get(1));
    }

    private Effect ofControl(Rested rested) {
        boolean isPlanned = rested.isPlanned() && rested.isTimeOfAMove() && rested.waitsForControl();
        return isPlanned || (rested.isDecided() && !rested.isByHandInPlace()) ? Effect.DENIAL : Effect.NOTHING;
    }

    /// Nothing decides where people have to and do not; an automatic failover counts on them in some sums alone.
    private Effect ofPeople(Rested rested) {
        boolean isAsked = application.failover().mode() != Mode.AUTOMATIC
                || rested.counts(subject.path(application.name(), "failover.human"));
        return rested.isDecided() && isAsked ? Effect.DENIAL : Effect.NOTHING;
    }

    /// Two sides that both take writes lose those of one of them.
    private Effect ofFence(Rested rested) {
        boolean isLost = rested.isOfLoss() && rested.isOfAMove() && !rested.isPlanned();
        boolean isWaitedFor = rested.isDecided() && !rested.isByHandInPlace();
        return isLost ? Effect.RISK : isWaitedFor ? Effect.DENIAL : Effect.NOTHING;
    }

    /// Where people decide, they may notice some other way.
    private Effect undetected() {
        boolean isAutomatic = application.failover().mode() == Mode.AUTOMATIC
                && new Watch(subject, application).notices() != Watch.Notices.PEOPLE;
        return isAutomatic ? Effect.DENIAL : Effect.RISK;
    }

    private Effect ofTrigger() {
        Optional<Failover.Trigger> trigger =
                name().flatMap(one -> Optional.ofNullable(said.triggers().get(one)));
        if (trigger.filter(one -> !acts(one)).isPresent()) {
            return NoticeAlarms.of(subject, application).contains(trigger.get()) ? Effect.RISK : Effect.NOTHING;
        }
        return isReplaced() ? Effect.RISK : undetected();
    }

    private Effect ofProbe(Rested rested) {
        Optional<Failover.Probe> probe =
                name().flatMap(one -> Optional.ofNullable(said.probes().get(one)));
        Effect ofUsers = rested.isTimeOfAMove() && !rested.isPlanned() && turnsUsers(rested, probe)
                ? said.steps().containsKey("route") ? Effect.RISK : Effect.DENIAL
                : Effect.NOTHING;
        if (!rested.isDecided() || probe.filter(one -> !decides(one)).isPresent()) {
            boolean isOfAnAlarm = rested.isDecided()
                    && rested.isDetected()
                    && probe.filter(this::callsPeople).isPresent();
            return isOfAnAlarm ? ofUsers.stronger(Effect.RISK) : ofUsers;
        }
        return ofUsers.stronger(isReplaced() ? Effect.RISK : undetected());
    }

    /// Whether an alarm that people wait for goes by a probe.
    private boolean callsPeople(Failover.Probe probe) {
        return NoticeAlarms.of(subject, application).stream()
                .anyMatch(alarm -> alarm.when().contains(probe.name()));
    }

    /// Whether it is the health check that turns users of the promise by itself.
    private boolean turnsUsers(Rested rested, Optional<Failover.Probe> probe) {
        Fronts fronts = new Fronts(subject, application);
        return rested.entrances().stream()
                .filter(fronts::isTurnedByChecks)
                .anyMatch(entrance -> entrance.health()
                        .filter(health -> health instanceof Topology.EntranceHealth.ByProbe by
                                && probe.map(one -> one.name().equals(by.probe()))
                                        .orElse(true))
                        .isPresent());
    }

    private Effect ofVantage() {
        return isReplaced() ? Effect.RISK : undetected();
    }

    /// Whether the file has another part that does what this one does.
    boolean isReplaced() {
        return switch (key) {
            case "triggers" ->
                name().flatMap(one -> Optional.ofNullable(said.triggers().get(one)))
                        .filter(trigger -> (acts(trigger)
                                        ? said.triggers().values().stream()
                                                .filter(DefectiveFailover::acts)
                                                .toList()
                                        : NoticeAlarms.of(subject, application))
                                .stream().anyMatch(other -> isAnother(other.name())))
                        .isPresent();
            case "probes" ->
                said.probes().values().stream().anyMatch(other -> decides(other) && isAnother(other.name()));
            case "vantages" -> said.vantages().keySet().stream().anyMatch(this::isAnother);
            case "steps" ->
                name().equals(Optional.of("route"))
                        && new Route(subject, new Figures(subject), application, Reach.of(subject, application.name()))
                                .movesByItself();
            default -> false;
        };
    }

    /// Whether a part of the same kind is another one than this, and works.
    private boolean isAnother(String other) {
        return name().filter(one -> !one.equals(other)).isPresent() && works(key, other);
    }

    private static boolean acts(Failover.Trigger trigger) {
        return trigger.act() == Failover.Act.FAILOVER;
    }

    /// Whether a move goes by a probe: one that decides, and that some trigger asks where there are triggers.
    private boolean decides(Failover.Probe probe) {
        List<Failover.Trigger> acting = said.triggers().values().stream()
                .filter(trigger -> acts(trigger) && !trigger.when().isEmpty())
                .toList();
        boolean isAsked = acting.isEmpty()
                || acting.stream().anyMatch(trigger -> trigger.when().contains(probe.name()));
        return probe.decides() && isAsked;
    }

    /// Whether no defect says that the part of this name never works.
    private boolean works(String kind, String name) {
        String place = "failover." + kind + "." + name;
        List<String> places = List.of(place, subject.path(application.name(), place));
        return subject.topology().defects().values().stream()
                .filter(defect -> defect.effect() == Events.Effect.NEVER)
                .noneMatch(defect -> places.stream().anyMatch(at -> DefectEffects.isWithin(defect.at(), at)));
    }
}
