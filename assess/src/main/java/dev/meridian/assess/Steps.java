package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// The steps that a file adds to the plan. Steps without an order between them run at the same time, so one of
/// them costs what the next built-in step has to wait for it, and nothing if it is done before.
final class Steps {
    private final SequencedMap<String, Failover.Step> steps;
    private final String path;
    private final Figures figures;

    Steps(Subject subject, Application application) {
        this.steps = Objects.requireNonNull(subject.topology().applications().get(application.name()))
                .failover()
                .steps();
        this.path = subject.path(application.name(), "failover.steps.");
        this.figures = new Figures(subject);
    }

    /// What the file says about the promotion of a store.
    Optional<Term> promotion(Store store) {
        Failover.Step step = steps.get("promote");
        if (step == null) {
            return Optional.empty();
        }
        Failover.Times times = step.of().get(store.name());
        if (times != null && (times.takes().isPresent() || times.timeout().isPresent())) {
            return Optional.of(term("promote", "promote.of." + store.name(), times));
        }
        Failover.Times whole = new Failover.Times(step.timeout(), step.takes());
        return whole.takes().isPresent() || whole.timeout().isPresent()
                ? Optional.of(term("promote", "promote", whole))
                : Optional.empty();
    }

    /// The phases, each with what it has to wait for.
    SequencedMap<String, RecoveryTime.Phase> among(SequencedMap<String, RecoveryTime.Phase> phases) {
        if (steps.values().stream().allMatch(Failover.Step::builtIn)) {
            return phases;
        }
        SequencedMap<String, RecoveryTime.Phase> waiting = new LinkedHashMap<>();
        Schedule schedule = new Schedule(phases);
        Span before = Span.ZERO;
        for (String phase : RecoveryTime.PHASES) {
            List<Term> terms = new ArrayList<>();
            Span start = before;
            for (Failover.Step step : waitedFor(phase)) {
                Span later = start.max(schedule.end(step.name()));
                Span wait = later.after(start);
                if (!wait.equals(Span.ZERO)) {
                    terms.add(term(step).with(wait).named("step " + step.name() + " " + wait.text()));
                }
                start = later;
            }
            terms.addAll(Objects.requireNonNull(phases.get(phase)).terms());
            waiting.put(phase, new RecoveryTime.Phase(terms));
            before = schedule.end(phase);
        }
        return waiting;
    }

    private List<Failover.Step> waitedFor(String phase) {
        return steps.values().stream()
                .filter(step -> !step.builtIn() && step.before().stream().anyMatch(name -> isOf(name, phase)))
                .toList();
    }

    /// `promote.ledger` is a part of `promote`.
    private static boolean isOf(String name, String phase) {
        return name.equals(phase) || name.startsWith(phase + ".");
    }

    private Term term(Failover.Step step) {
        if (step.forced().skip()) {
            return Figures.none("step " + step.name());
        }
        return term(
                step.name(),
                step.name(),
                new Failover.Times(step.forced().timeout().or(step::timeout), step.takes()));
    }

    /// At best it takes what is planned, but no longer than it is given, or nothing; at worst what it is given,
    /// and without a limit for ever.
    private Term term(String name, String at, Failover.Times times) {
        Optional<Duration> most = times.timeout().or(times::takes);
        String key = times.takes().isPresent() ? ".takes" : ".timeout";
        Duration figure = times.takes().or(() -> most).orElse(Duration.ZERO);
        Span planned = new Span(Optional.of(times.takes().orElse(Duration.ZERO)), most);
        Span limit = new Span(most, most);
        return figures.said("step " + name, path + at + key, figure).with(planned.min(limit));
    }

    /// When each step ends, counted from the beginning. The order has no circle: the reader saw to that.
    private final class Schedule {
        private final SequencedMap<String, RecoveryTime.Phase> phases;
        private final SequencedMap<String, Span> ends = new LinkedHashMap<>();

        Schedule(SequencedMap<String, RecoveryTime.Phase> phases) {
            this.phases = phases;
        }

        Span end(String name) {
            Span known = ends.get(name);
            if (known != null) {
                return known;
            }
            RecoveryTime.Phase phase = phases.get(name);
            Span end = phase != null ? endOfPhase(name, phase) : endOfStep(Objects.requireNonNull(steps.get(name)));
            ends.put(name, end);
            return end;
        }

        private Span endOfPhase(String name, RecoveryTime.Phase phase) {
            int at = RecoveryTime.PHASES.indexOf(name);
            Span start = at == 0 ? Span.ZERO : end(RecoveryTime.PHASES.get(at - 1));
            for (Failover.Step step : waitedFor(name)) {
                start = start.max(end(step.name()));
            }
            return start.plus(phase.span());
        }

        /// Without `after` a step begins when the move is decided; of its own predecessors, those that it names
        /// and those that name it.
        private Span endOfStep(Failover.Step step) {
            Span start = step.after().isEmpty() ? end("hold") : Span.ZERO;
            for (String name : step.after()) {
                int dot = name.indexOf('.');
                start = start.max(end(dot < 0 ? name : name.substring(0, dot)));
            }
            for (Failover.Step other : steps.values()) {
                if (!other.builtIn() && other.before().contains(step.name())) {
                    start = start.max(end(other.name()));
                }
            }
            return start.plus(term(step).span());
        }
    }
}
