package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Claims about a time that is no recovery (`takes`), held against what the file says of the same thing: the
/// detection of a lost region, the verdict of one probe, a step of the plan, the lag of a copy. A claim that the
/// file's own figures refute is ✗, one that they confirm is ✓. One that says what is usual is refuted by none.
final class TimeClaims {
    /// Keys of a time that is an upper one: a claim above it is kept.
    private static final List<String> UPPER = List.of(
            "hold", "ttl", "notice", "decide", "every", "takes", "timeout", "restoreTakes", "within", "ignoreTtl");

    private final List<Promise> promises = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    TimeClaims(Subject subject) {
        for (Claim claim : subject.topology().claims().values()) {
            derived(subject, claim).ifPresent(phase -> judge(claim, phase));
        }
    }

    /// A row for each claim that the file's figures say something about.
    List<Promise> promises() {
        return promises;
    }

    List<Finding> findings() {
        return findings;
    }

    /// Whether the file's figures say something about a claim.
    static boolean judges(Subject subject, Claim claim) {
        return derived(subject, claim).isPresent();
    }

    /// What the file says of the thing that a claim is about; empty where it says nothing.
    private static Optional<RecoveryTime.Phase> derived(Subject subject, Claim claim) {
        if (claim.figures().takes().isEmpty()) {
            return Optional.empty();
        }
        Optional<RecoveryTime.Phase> value = claim.at().flatMap(at -> value(subject, at));
        if (value.isPresent()) {
            return value;
        }
        String[] at = claim.at().orElse("").split("\\.", -1);
        return subject.blueprint().applications().values().stream()
                .filter(application ->
                        !at[0].equals("applications") || at.length < 2 || at[1].equals(application.name()))
                .findFirst()
                .flatMap(application -> derived(subject, application, claim, at))
                .filter(phase -> !phase.terms().isEmpty());
    }

    private static Optional<RecoveryTime.Phase> derived(
            Subject subject, Application application, Claim claim, String[] path) {
        boolean isOfOne = path[0].equals("applications") && path.length > 2;
        List<String> at = List.of(path).subList(isOfOne ? 2 : 0, path.length);
        if (at.equals(List.of("failover", "failback"))) {
            return ofFailback(subject, application, at);
        }
        if (at.size() > 2 && at.getFirst().equals("failover")) {
            Failover said = subject.said(application).failover();
            return switch (at.get(1)) {
                case "probes" ->
                    Optional.ofNullable(said.probes().get(at.get(2)))
                            .flatMap(probe -> new ProbeVerdict(subject, application, probe).phase());
                case "triggers" ->
                    Optional.ofNullable(said.triggers().get(at.get(2)))
                            .filter(_ -> at.size() == 3)
                            .flatMap(trigger -> ringing(subject, application, trigger));
                case "failback" -> ofFailback(subject, application, at);
                case "steps" ->
                    Optional.ofNullable(said.steps().get(at.get(2)))
                            .flatMap(step -> at.size() > 4 && at.get(3).equals("of")
                                    ? part(subject, application, step, at.get(4))
                                    : whole(subject, application, step));
                default -> Optional.empty();
            };
        }
        if (at.size() > 1 && at.getFirst().equals("data")) {
            return Optional.ofNullable(subject.blueprint().stores().get(at.get(1)))
                    .filter(_ -> at.contains("replication") || says(claim, "lag"))
                    .flatMap(
                            store -> lag(subject, store, claim.figures().takes().orElseThrow()));
        }
        boolean isDetection = says(claim, "detect") && !claim.from().equals(Optional.of(Claim.From.DETECTION));
        boolean isOfAll = claim.at().isEmpty() || at.equals(List.of("failover", "triggers"));
        return isDetection && isOfAll ? Optional.of(phase(subject, application, "detect")) : Optional.empty();
    }

    /// A phase of the recovery from a lost region, with all that is in it.
    private static RecoveryTime.Phase phase(Subject subject, Application application, String name) {
        return Objects.requireNonNull(new Recovery(subject, application)
                .after(Reach.of(subject, application.name()), Promise.Disruption.REGION)
                .get(name));
    }

    /// The time of a key that a claim names, of those that say how long something takes at most.
    private static Optional<RecoveryTime.Phase> value(Subject subject, String at) {
        String key = at.substring(at.lastIndexOf('.') + 1);
        return Optional.of(key)
                .filter(UPPER::contains)
                .flatMap(_ -> subject.value(at))
                .flatMap(Scalars::time)
                .map(time -> new RecoveryTime.Phase(
                        List.of(RecoveryTime.spelled(new Figures(subject).said("`" + at + "`", at, time)))));
    }

    private static boolean says(Claim claim, String word) {
        return (claim.name() + " " + claim.says()).toLowerCase(Locale.ROOT).contains(word);
    }

    /// A trigger rings when its probe has failed for as long as its `for` asks.
    private static Optional<RecoveryTime.Phase> ringing(
            Subject subject, Application application, Failover.Trigger trigger) {
        Optional<Failover.Probe> probe = trigger.when().size() == 1
                ? Optional.ofNullable(subject.said(application)
                        .failover()
                        .probes()
                        .get(trigger.when().getFirst()))
                : Optional.empty();
        List<Term> terms = new ArrayList<>(probe.flatMap(one -> new ProbeVerdict(subject, application, one).phase())
                .map(RecoveryTime.Phase::terms)
                .orElseGet(() -> List.of(RecoveryTime.spelled(Term.unknown(
                        "time until the condition of `" + trigger.name() + "`",
                        "nothing says how often it is looked at",
                        subject.path(application.name(), "failover.triggers." + trigger.name() + ".when"))))));
        Optional<Term> lasting = NoticeAlarms.lasting(subject, application, trigger);
        lasting.ifPresent(terms::add);
        return lasting.isPresent() || probe.isPresent() ? Optional.of(new RecoveryTime.Phase(terms)) : Optional.empty();
    }

    /// The way back as a whole, or one step of it.
    private static Optional<RecoveryTime.Phase> ofFailback(Subject subject, Application application, List<String> at) {
        String steps = subject.path(application.name(), "failover.failback.steps.");
        Optional<Failover.Failback> said = subject.said(application).failover().failback();
        return at.size() == 2
                ? said.flatMap(back -> wayBack(subject, application, back))
                : said.filter(_ -> at.size() > 3 && at.get(2).equals("steps"))
                        .flatMap(back -> Optional.ofNullable(back.steps().get(at.get(3))))
                        .flatMap(step -> step(steps, subject, step));
    }

    /// The declared steps of the way back; those without a time leave it without a bound.
    private static Optional<RecoveryTime.Phase> wayBack(
            Subject subject, Application application, Failover.Failback said) {
        WayBack back = new WayBack(said);
        String path = subject.path(application.name(), "failover.failback.steps");
        List<String> open = back.untimed().stream().map(Failover.Step::name).toList();
        if (said.steps().isEmpty()) {
            return Optional.empty();
        }
        String name = "steps of the way back";
        Term steps = open.isEmpty()
                ? Figures.derived(name, Span.of(back.shortest(), back.planned()), "the longest way through them", path)
                : Term.unknown(name, "`takes` for " + Listed.names(open) + " in `" + path + "`", path)
                        .with(Span.from(back.shortest()));
        return Optional.of(new RecoveryTime.Phase(List.of(RecoveryTime.spelled(steps))));
    }

    private static Optional<RecoveryTime.Phase> step(String steps, Subject subject, Failover.Step step) {
        return step.forcedTakes()
                .map(takes -> new Figures(subject)
                        .said("step " + step.name(), steps + step.name() + ".takes", takes.most())
                        .with(new Span(Optional.of(takes.least()), Optional.of(takes.most()))))
                .map(term -> new RecoveryTime.Phase(List.of(RecoveryTime.spelled(term))));
    }

    /// The time of a step with all that is in it: of `route` with the way of users, of one that has times for its
    /// parts alone the longest of them.
    private static Optional<RecoveryTime.Phase> whole(Subject subject, Application application, Failover.Step step) {
        String steps = subject.path(application.name(), "failover.steps.");
        if (step.name().equals("route")) {
            return Optional.of(new RecoveryTime.Phase(phase(subject, application, "route").terms().stream()
                    .filter(term -> term.span().best().isPresent()
                            && term.path()
                                    .filter(path -> path.startsWith("traffic.") || path.startsWith(steps + "route."))
                                    .isPresent())
                    .toList()));
        }
        return step(steps, subject, step)
                .or(() -> step.of().keySet().stream()
                        .flatMap(name -> part(subject, application, step, name).stream())
                        .max(Comparator.comparing(part -> part.span().plan().orElse(Duration.ZERO))));
    }

    /// The time of one store or service of a step.
    private static Optional<RecoveryTime.Phase> part(
            Subject subject, Application application, Failover.Step step, String name) {
        String path = subject.path(application.name(), "failover.steps." + step.name() + ".of." + name + ".takes");
        return Optional.ofNullable(step.of().get(name))
                .flatMap(Failover.Times::forcedTakes)
                .map(takes -> new Figures(subject)
                        .said("step " + step.name() + " of `" + name + "`", path, takes.most())
                        .with(new Span(Optional.of(takes.least()), Optional.of(takes.most()))))
                .map(term -> new RecoveryTime.Phase(List.of(RecoveryTime.spelled(term))));
    }

    /// The declared lag. An alarm bounds none; one above the claim says that the file expects more.
    private static Optional<RecoveryTime.Phase> lag(Subject subject, Store store, Duration stated) {
        Optional<Storage.Replication> said = subject.said(store).replication();
        String path = "data." + store.name() + ".replication.";
        Figures figures = new Figures(subject);
        return said.flatMap(Storage.Replication::lag)
                .map(lag -> figures.said("declared lag of `" + store.name() + "`", path + "lag", lag))
                .or(() -> said.flatMap(Storage.Replication::alarmOnLag)
                        .flatMap(Storage.LagAlarm::above)
                        .filter(above -> above.compareTo(stated) > 0)
                        .map(above -> figures.upTo(
                                "lag of `" + store.name() + "` without an alarm", path + "alarmOnLag", above)))
                .map(term -> new RecoveryTime.Phase(List.of(RecoveryTime.spelled(term))));
    }

    private void judge(Claim claim, RecoveryTime.Phase phase) {
        Duration stated = claim.figures().takes().orElseThrow();
        boolean isUnknown = phase.terms().stream().anyMatch(Term::isUnknown);
        boolean isBound = claim.figure() == Claim.Figure.BOUND;
        Verdict open = isUnknown ? Verdict.UNKNOWN : isBound ? Verdict.AT_RISK : Verdict.NOT_JUDGED;
        boolean isLeast = isBound || isARange(phase.span());
        Verdict verdict = phase.span().cannotBeWithin(stated) && isLeast
                ? Verdict.UNATTAINABLE
                : phase.span().isWithin(stated) ? Verdict.ATTAINABLE : open;
        String path = "claims." + claim.name() + ".takes";
        promises.add(new Promise(
                path,
                "claim " + claim.name(),
                Promise.Objective.TIME,
                Optional.empty(),
                text(stated),
                AttainabilityFindings.words(phase.span().best()),
                AttainabilityFindings.words(phase.span().plan()),
                Optional.empty(),
                verdict,
                List.of(new Promise.Part(
                        "time",
                        AttainabilityFindings.words(phase.span().best()),
                        AttainabilityFindings.words(phase.span().plan()),
                        phase.why(),
                        Optional.empty(),
                        phase.terms().stream().map(Promise.Origin::of).toList())),
                Optional.empty()));
        if (verdict != Verdict.ATTAINABLE) {
            findings.add(finding(claim, path, stated, phase, verdict));
        }
    }

    /// Whether the best time is the least that it can be, and not the figure that is planned with.
    private static boolean isARange(Span span) {
        return span.plan()
                .flatMap(plan -> span.best().filter(best -> best.compareTo(plan) < 0))
                .isPresent();
    }

    private static Finding finding(
            Claim claim, String path, Duration stated, RecoveryTime.Phase phase, Verdict verdict) {
        if (verdict == Verdict.NOT_JUDGED) {
            return Finding.of(
                    Rule.NOT_JUDGED,
                    path,
                    "`claim " + claim.name() + "` says what is usual, which is neither confirmed nor refuted",
                    phase.why() + " is what the file plans with, and what is usual may be less",
                    "measurements, or a bound in place of what is usual");
        }
        boolean refuted = verdict == Verdict.UNATTAINABLE;
        String time = AttainabilityFindings.words(
                refuted ? phase.span().best() : phase.span().plan());
        String sum = phase.why() + " = " + time + " > " + text(stated);
        List<Term> missing = phase.terms().stream().filter(Term::isUnknown).toList();
        boolean isOpen = verdict == Verdict.UNKNOWN && !missing.isEmpty();
        return Finding.of(
                        isOpen ? Rule.FIGURE_UNKNOWN : Rule.CLAIM_REFUTED,
                        path,
                        "`claim " + claim.name() + "` says " + text(stated)
                                + (isOpen
                                        ? ", and nothing is known of: "
                                                + Listed.plain(missing.stream()
                                                        .map(term -> term.name().replaceFirst(" unknown$", ""))
                                                        .toList())
                                        : ", and by the file's own figures it takes " + time
                                                + (refuted ? " even at best" : " as planned")),
                        "the claim and " + phase.why() + " are about the same time",
                        isOpen
                                ? missing.getFirst().source()
                                : "`takes: " + kept(phase) + "` in the claim, or less of " + phase.why())
                .with(verdict == Verdict.AT_RISK ? Severity.WARNING : refuted ? Severity.ERROR : Severity.WARNING)
                .about(path)
                .with(new Finding.Arithmetic(sum, phase.terms().getFirst().name(), phase.terms()));
    }

    /// The time that the file's figures keep: as planned, and at best where no plan is bounded.
    private static String kept(RecoveryTime.Phase phase) {
        return text(phase.span().plan().or(() -> phase.span().best()).orElse(Duration.ZERO));
    }
}
