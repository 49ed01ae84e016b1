package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;

/// The steps that a file adds to the plan. Steps without an order between them run at the same time, so one of
/// them costs what the next built-in step has to wait for it, and nothing if it is done before.
final class Steps {
    /// The figure of a step that counts.
    enum Figure {
        /// The time that it takes as planned.
        PLANNED,
        /// The time that it may take before its `timeout` ends it.
        LIMIT,
        /// The time that it takes as planned where the old side is there and willing.
        GRACEFUL
    }

    private final SequencedMap<String, Failover.Step> steps;
    private final String path;
    private final Subject subject;
    private final Application application;
    private final Figures figures;
    private final Figure figure;
    private final boolean withoutTheRegion;
    private final boolean withoutScale;
    private final Optional<ServedSteps> served;
    private final StepPlaces places;
    private final List<String> order;
    private final UnaryOperator<Term> counted;

    Steps(Subject subject, Application application) {
        this(subject, application, Figure.PLANNED);
    }

    Steps(Subject subject, Application application, Figure figure) {
        this(subject, application, figure, false, false, Optional.empty(), UnaryOperator.identity());
    }

    private Steps(
            Subject subject,
            Application application,
            Figure figure,
            boolean withoutTheRegion,
            boolean withoutScale,
            Optional<ServedSteps> served,
            UnaryOperator<Term> counted) {
        this.subject = subject;
        this.application = application;
        this.figure = figure;
        this.withoutTheRegion = withoutTheRegion;
        this.withoutScale = withoutScale;
        this.served = served;
        this.counted = counted;
        this.steps = subject.said(application).failover().steps();
        this.path = subject.path(application.name(), "failover.steps.");
        this.figures = new Figures(subject);
        this.places = new StepPlaces(subject, application);
        this.order = subject.order(application, movesBeside());
    }

    /// The same while the primary region is gone: a step that works in it does not end.
    Steps withoutTheRegion() {
        return new Steps(subject, application, figure, true, withoutScale, served, counted);
    }

    /// The same where nothing has to grow: a declared time of `scale` does not count.
    Steps withoutScale() {
        return new Steps(subject, application, figure, withoutTheRegion, true, served, counted);
    }

    /// The same for a part of the application: the steps that its users wait for.
    Steps of(ServedSteps part) {
        return new Steps(subject, application, figure, withoutTheRegion, withoutScale, Optional.of(part), counted);
    }

    /// The same of whose terms counts what `part` leaves of them.
    Steps counting(UnaryOperator<Term> part) {
        return new Steps(subject, application, figure, withoutTheRegion, withoutScale, served, part);
    }

    /// Whether somebody waits for a step, also a built-in one with a declared time.
    boolean areWaitedFor() {
        return steps.values().stream().anyMatch(step -> step.builtIn() ? !isTurned() : isCounted(step));
    }

    /// Whether health checks turn the users of the part to regions that serve today, whatever the plan does.
    private boolean isTurned() {
        return served.filter(ServedSteps::isTurnedWithoutThePlan).isPresent();
    }

    /// Whether the users of the part are moved by health checks of others, beside the plan.
    private boolean movesBeside() {
        return subject.isProviderRun(application)
                && served.filter(ServedSteps::byItself).isPresent();
    }

    /// Whether a phase of the part waits for a step of the owner.
    boolean isWaitedFor(Failover.Step step) {
        return places.earliest(step, order) < order.size() && isCounted(step);
    }

    private boolean isCounted(Failover.Step step) {
        return served.map(part -> part.counts(step, places.earliest(step, order), order))
                .orElse(true);
    }

    /// Whether some step has a limit, so that the plan may take longer than planned.
    boolean hasLimits() {
        return steps.values().stream()
                .anyMatch(step -> times().limit(step).isPresent()
                        || step.of().values().stream()
                                .anyMatch(times -> times.timeout().isPresent()));
    }

    /// The declared time of the promotion of a store; a limit alone makes no promotion quicker or slower.
    Optional<Term> promotion(Store store) {
        Failover.Step step = steps.get("promote");
        if (step == null) {
            return Optional.empty();
        }
        Failover.Times times = step.of().get(store.name());
        if (times != null && times().takes(times).isPresent()) {
            boolean isOfVariant = times().variant(times).takes().isPresent();
            String at = path + "promote.of." + store.name() + (isOfVariant ? times().variant() : "") + ".takes";
            return Optional.of(StepTerms.said(
                    figures,
                    "step promote of `" + store.name() + "`",
                    at,
                    times().takes(times).orElseThrow()));
        }
        return times().takes(step)
                .map(takes ->
                        StepTerms.said(figures, "step promote", path + "promote" + times().takesKey(step), takes));
    }

    /// The time that `promote.of.STORE` declares for one store alone: unknown where the step is there without a
    /// time, and empty where the plan says nothing of the store.
    Optional<Term> promotionOfItsOwn(Store store) {
        return Optional.ofNullable(steps.get("promote"))
                .flatMap(step -> Optional.ofNullable(step.of().get(store.name())))
                .map(times ->
                        times().takes(times).isPresent() ? promotion(store).orElseThrow() : withoutTime(store));
    }

    private Term withoutTime(Store store) {
        String at = path + "promote.of." + store.name() + ".takes";
        return Term.unknown("step promote of `" + store.name() + "`", "declare `" + at + "`", at);
    }

    /// Whether the way to a phase waits for a step that a person starts.
    boolean waitForPeople() {
        return steps.values().stream()
                .filter(step -> step.startedByPeople().orElse(false))
                .filter(step -> !times().variant(step).skip())
                .anyMatch(step -> step.builtIn() || places.earliest(step, order) < order.size());
    }

    /// What promotes a store, where the file says that this is not what moves the application.
    Optional<Failover.Promoter> promoter(Store store) {
        return Optional.ofNullable(steps.get("promote"))
                .flatMap(step -> Optional.ofNullable(step.of().get(store.name())))
                .flatMap(Failover.Times::by);
    }

    /// The promotion of a store with the time that it may take, where that figure counts.
    Term promotionOf(Store store, Term planned) {
        Failover.Step step = steps.get("promote");
        if (step == null || figure != Figure.LIMIT) {
            return planned;
        }
        return Optional.ofNullable(step.of().get(store.name()))
                .flatMap(times -> times.forced().timeout().or(times::timeout))
                .or(() -> times().limit(step))
                .map(limit -> planned.with(StepTimes.stretched(planned.span(), limit)))
                .orElse(planned);
    }

    private StepTimes times() {
        return new StepTimes(figure);
    }

    /// The phases, each with what it has to wait for.
    ///
    /// @param gates what else a phase has to wait for, counted from the beginning
    SequencedMap<String, RecoveryTime.Phase> among(
            SequencedMap<String, RecoveryTime.Phase> predicted, SequencedMap<String, List<Term>> gates) {
        SequencedMap<String, RecoveryTime.Phase> phases = declared(predicted);
        SequencedMap<String, RecoveryTime.Phase> waiting = new LinkedHashMap<>();
        Schedule schedule = new Schedule(phases, gates);
        SequencedSet<String> named = new LinkedHashSet<>();
        Span before = Span.ZERO;
        for (String phase : order) {
            List<Term> terms = new ArrayList<>();
            Span start = before;
            for (Term gate : gates.getOrDefault(phase, List.of())) {
                start = waited(gate, KnownPart.of(gate.span()), start, terms);
            }
            for (Failover.Step step : openAndWaitedFor(phase, named)) {
                start = waited(term(step), schedule.end(step.name()), start, terms);
            }
            RecoveryTime.Phase own = Objects.requireNonNull(phases.get(phase));
            terms.addAll(
                    phase.equals("route") && schedule.isBeside(own)
                            ? UsersBeside.rest(own, schedule.usersArrive(own), start, waiting)
                            : own.terms());
            waiting.put(phase, new RecoveryTime.Phase(terms));
            before = schedule.end(phase);
        }
        return waiting;
    }

    /// Adds what is waited for beyond `start`; the new start. What has no figure is waited for also where its
    /// known part is over before.
    private static Span waited(Term what, Span end, Span start, List<Term> terms) {
        Span later = start.max(end);
        Span beyond = later.after(start);
        Span wait = what.span().equals(Span.NEVER)
                ? Span.NEVER
                : what.isUnknown() ? new Span(beyond.best(), Optional.empty()) : beyond;
        if (!wait.equals(Span.ZERO)) {
            boolean isWhole =
                    wait.equals(what.span()) || what.isUnknown() || what.span().equals(Span.NEVER);
            Term named =
                    isWhole ? what : what.named(what.name() + " " + what.span().text() + ", still to wait");
            terms.add(RecoveryTime.spelled(named.with(wait)));
        }
        return later;
    }

    /// A built-in phase that the file gives a longer time takes that, and a declared time stands above a figure
    /// that is not known; the promotion is given one store by store.
    private SequencedMap<String, RecoveryTime.Phase> declared(SequencedMap<String, RecoveryTime.Phase> predicted) {
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>(predicted);
        BuiltInPhases built = new BuiltInPhases(figures, times(), path);
        steps.forEach((name, step) -> {
            boolean isOfOthers = name.equals("scale") ? withoutScale : name.equals("route") && isTurned();
            if (isOfOthers) {
                return;
            }
            RecoveryTime.Phase phase = phases.get(name);
            if (phase != null && !name.equals("promote") && times().takes(step).isPresent()) {
                phases.put(name, built.declared(step, phase));
            }
            if (phase != null && name.equals("scale") && times().takes(step).isEmpty()) {
                times().limit(step).ifPresent(limit -> phases.put(name, built.atItsLimit(step, limit, phase)));
            }
            if (phases.containsKey(name) && !name.equals("promote") && figure == Figure.LIMIT) {
                times().limit(step)
                        .ifPresent(limit ->
                                phases.put(name, built.limited(step, limit, Objects.requireNonNull(phases.get(name)))));
            }
        });
        return phases;
    }

    private List<Failover.Step> waitedFor(String phase) {
        return steps.values().stream()
                .filter(step -> !step.builtIn()
                        && places.before(step).stream()
                                .anyMatch(name -> isOf(name, phase)
                                        && served.map(part -> part.isAbout(name))
                                                .orElse(true))
                        && isCounted(step))
                .toList();
    }

    /// The same with the steps before them that have no end or no figure: each of them holds up the phase, and a
    /// figure for the last one alone mends nothing.
    ///
    /// @param named the steps that an earlier phase waits for
    private List<Failover.Step> openAndWaitedFor(String phase, SequencedSet<String> named) {
        List<Failover.Step> all = new ArrayList<>();
        for (Failover.Step step : waitedFor(phase)) {
            places.chain(step).stream()
                    .filter(other -> other.equals(step) || isOpen(term(other)))
                    .filter(other -> named.add(other.name()))
                    .forEach(all::add);
        }
        return all;
    }

    private static boolean isOpen(Term term) {
        return term.isUnknown() || term.span().equals(Span.NEVER);
    }

    /// `promote.ledger` is a part of `promote`.
    private static boolean isOf(String name, String phase) {
        return name.equals(phase) || name.startsWith(phase + ".");
    }

    private Term term(Failover.Step step) {
        boolean isLost = withoutTheRegion && LostSteps.needsTheRegion(step, application.primary());
        return counted.apply(
                isLost && !times().variant(step).skip()
                        ? LostSteps.term(figures, step, application.primary(), path + step.name())
                        : new StepTerms(figures, times(), path).of(step));
    }

    /// When each step ends, counted from the beginning, as far as that is known: a step that follows one without a
    /// figure still has a time of its own. The order has no circle: the reader saw to that.
    private final class Schedule {
        private final SequencedMap<String, RecoveryTime.Phase> phases;
        private final SequencedMap<String, List<Term>> gates;
        private final SequencedMap<String, Span> ends = new LinkedHashMap<>();

        Schedule(SequencedMap<String, RecoveryTime.Phase> phases, SequencedMap<String, List<Term>> gates) {
            this.phases = phases;
            this.gates = gates;
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

        /// Whether a move of users goes on beside the plan, in a time that is known.
        private boolean isBeside(RecoveryTime.Phase move) {
            return movesBeside()
                    && !move.terms().isEmpty()
                    && move.terms().stream().noneMatch(Term::isUnknown);
        }

        /// Their own check moves them, whatever calls the people who carry out the plan.
        private Span usersArrive(RecoveryTime.Phase move) {
            Span own = new Watch(subject, application, true).verdict();
            boolean isApart = NoticeAlarms.calling(subject, application).isPresent()
                    && own.plan().isPresent();
            return (isApart ? own : end("detect")).plus(move.span());
        }

        private Span endOfPhase(String name, RecoveryTime.Phase phase) {
            int at = order.indexOf(name);
            Span start = at == 0 ? Span.ZERO : end(order.get(at - 1));
            for (Term gate : gates.getOrDefault(name, List.of())) {
                start = start.max(KnownPart.of(gate.span()));
            }
            for (Failover.Step step : waitedFor(name)) {
                start = start.max(end(step.name()));
            }
            return name.equals("route") && isBeside(phase)
                    ? start.max(usersArrive(phase))
                    : start.plus(KnownPart.of(phase));
        }

        /// Without `after` a step begins when the move is decided, or before, if that waits for it; of its own
        /// predecessors, those that it names and those that name it.
        private Span endOfStep(Failover.Step step) {
            int latest = Math.min(order.indexOf("hold"), places.earliest(step, order) - 1);
            Span start = step.after().isEmpty() && latest >= 0 ? end(order.get(latest)) : Span.ZERO;
            for (String name : step.after()) {
                int dot = name.indexOf('.');
                start = start.max(end(dot < 0 ? name : name.substring(0, dot)));
            }
            for (Failover.Step other : steps.values()) {
                if (!other.builtIn() && other.before().contains(step.name())) {
                    start = start.max(end(other.name()));
                }
            }
            return start.plus(KnownPart.of(term(step).span()));
        }
    }
}
