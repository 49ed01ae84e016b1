package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Mechanism;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// How long an application, or a part of it, takes to serve again after a disruption: the phases that drills
/// measure, with the terms that follow from who acts and by which mechanism.
///
/// The moment is the worst one, so `3 × every 30s` counts in full; the mechanism is at its best on one side and as
/// planned on the other.
final class Recovery {
    /// Our own agent's habit, as in the twin: a vantage that sees silence says so this often.
    private static final Duration REPORT_EVERY = Duration.ofMillis(100);

    private final Subject subject;
    private final Application application;
    private final FailoverPolicy policy;
    private final Failover said;
    private final Figures figures;
    private final Comebacks comebacks;
    private final boolean providerRun;

    Recovery(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.policy = application.failover();
        this.said = Objects.requireNonNull(subject.topology().applications().get(application.name()))
                .failover();
        this.figures = new Figures(subject);
        this.comebacks = new Comebacks(subject);
        this.providerRun = subject.isProviderRun(application);
    }

    /// The phases until what `reach` needs is there again.
    SequencedMap<String, RecoveryTime.Phase> after(Reach reach, Promise.Disruption disruption) {
        List<Comeback> back = reach.stores().stream()
                .map(name -> Objects.requireNonNull(subject.blueprint().stores().get(name)))
                .map(store -> comebacks.after(store, disruption))
                .toList();
        Term slowest = slowest(back);
        return switch (disruption) {
            case REGION -> leaving(slowest, needsPeople(back));
            case ZONE ->
                back.stream().allMatch(Recovery::stays) ? inPlace(slowest) : leaving(slowest, needsPeople(back));
            case CORRUPTION, BAD_DEPLOY -> restored(slowest);
        };
    }

    /// How long leaving a region takes for all that an application needs.
    static Span total(Subject subject, Application application) {
        return new Recovery(subject, application)
                .after(Reach.of(subject, application.name()), Promise.Disruption.REGION).values().stream()
                        .map(RecoveryTime.Phase::span)
                        .reduce(Span.ZERO, Span::plus);
    }

    private static boolean stays(Comeback back) {
        return back.way() == Comeback.Way.STAYS;
    }

    /// Nothing restores a backup or replays a history by itself.
    private static boolean needsPeople(Collection<Comeback> back) {
        return back.stream()
                .anyMatch(way -> way.way() == Comeback.Way.RESTORED || way.way() == Comeback.Way.MADE_AGAIN);
    }

    /// Stores come back side by side; the slowest decides.
    private static Term slowest(List<Comeback> back) {
        Term slowest = Figures.none("promotion");
        for (Comeback way : back) {
            Term next = way.recovery();
            Span both = slowest.span().max(next.span());
            Term named =
                    next.span().max(slowest.span()).plan().equals(next.span().plan())
                                    && !next.span().plan().equals(slowest.span().plan())
                            ? next
                            : slowest;
            slowest = named.with(both);
        }
        return slowest;
    }

    private SequencedMap<String, RecoveryTime.Phase> inPlace(Term mechanism) {
        SequencedMap<String, RecoveryTime.Phase> phases = empty();
        phases.put("promote", phase(mechanism));
        return phases;
    }

    /// Corruption and bad versions are seen by people, and a restore is started by them.
    private SequencedMap<String, RecoveryTime.Phase> restored(Term mechanism) {
        SequencedMap<String, RecoveryTime.Phase> phases = empty();
        phases.put("hold", phase(people()));
        phases.put("promote", phase(mechanism));
        return phases;
    }

    private static RecoveryTime.Phase phase(Term term) {
        return new RecoveryTime.Phase(term.isNothing() ? List.of() : List.of(withSpan(term)));
    }

    private static Term withSpan(Term term) {
        String span = term.span().text();
        return term.name().endsWith(span) ? term : term.named(term.name() + " " + span);
    }

    private static SequencedMap<String, RecoveryTime.Phase> empty() {
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>();
        RecoveryTime.PHASES.forEach(name -> phases.put(name, new RecoveryTime.Phase(List.of())));
        return phases;
    }

    private SequencedMap<String, RecoveryTime.Phase> leaving(Term promotion, boolean needsPeople) {
        Optional<RegionName> target = policy.targets().stream().findFirst();
        boolean nobodyDecides = policy.mode() != Mode.AUTOMATIC || needsPeople || !hasQuorum();
        RecoveryTime.Control control = new RecoveryTime.Control(
                figures.said("probe", probe("every"), policy.probes().every()),
                figures.upTo("timeout", probe("timeout"), policy.probes().timeout()),
                policy.probes().failures(),
                providerRun ? Figures.none("hold") : figures.said("hold", path("hold"), policy.hold()),
                providerRun ? Figures.none("report") : Term.exactly("report", REPORT_EVERY),
                nobodyDecides ? people() : Figures.none("people"),
                providerRun ? Optional.empty() : Optional.of(lease()),
                providerRun ? Figures.none("voters") : voters(target));
        Route route = new Route(subject, figures);
        RecoveryTime.Successor successor = new RecoveryTime.Successor(
                promotion,
                standby(target),
                new Capacity(subject, application).scale(),
                route.ttl(),
                route.tail(),
                farthest(target));
        return new Steps(subject, application).among(RecoveryTime.predict(control, successor));
    }

    private String path(String key) {
        return subject.path(application.name(), "failover." + key);
    }

    /// Where the file gives the rhythm: on a named probe, or for all of them by the profile.
    private String probe(String key) {
        return said.probes().keySet().stream()
                .map(name -> path("probes." + name + "." + key))
                .filter(at -> subject.topology().sources().at(at).isPresent())
                .findFirst()
                .orElse(path("probes." + key));
    }

    private Lease lease() {
        return Losses.lease(policy);
    }

    /// People who are called and decide; what the file says of them, else a planning value.
    private Term people() {
        Optional<Duration> notice = said.human().notice();
        Optional<Duration> decide = said.human().decide();
        if (notice.isEmpty() && decide.isEmpty()) {
            return Figures.recovery(Mechanism.PEOPLE, path("human.decide")).named("people");
        }
        boolean deciding = decide.isPresent() && decide.get().compareTo(notice.orElse(Duration.ZERO)) >= 0;
        Duration both = notice.orElse(Duration.ZERO).plus(decide.orElse(Duration.ZERO));
        Term term = figures.said("people", path(deciding ? "human.decide" : "human.notice"), both);
        return notice.isPresent() && decide.isPresent() ? term : term.with(Span.from(both));
    }

    /// Whether those of the control who are left are more than half of it.
    private boolean hasQuorum() {
        int all = policy.controlIn().size();
        return providerRun || survivors().size() > all / 2;
    }

    private List<RegionName> survivors() {
        List<RegionName> survivors = new ArrayList<>(policy.controlIn());
        survivors.remove(application.primary());
        return survivors;
    }

    /// From the target to the farthest of those that a majority needs beside it.
    private Term voters(Optional<RegionName> target) {
        List<Duration> distances = new ArrayList<>();
        target.ifPresent(from -> survivors().stream()
                .filter(other -> !other.equals(from))
                .forEach(other -> distances.add(distance(from, other))));
        distances.sort(Comparator.naturalOrder());
        int needed = policy.controlIn().size() / 2;
        return needed < 1 || distances.size() < needed
                ? Figures.none("voters")
                : Term.exactly("voters", distances.get(needed - 1));
    }

    private Duration distance(RegionName a, RegionName b) {
        return subject.blueprint().roundTrip(a, b).map(RoundTrip::p50).orElse(Duration.ZERO);
    }

    /// A new primary's first commit waits for its nearest standby.
    private Term standby(Optional<RegionName> target) {
        Optional<Store> waits = subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name())
                        && store.replication().waitFor() > 0)
                .findFirst();
        if (target.isEmpty() || waits.isEmpty()) {
            return Figures.none("standby");
        }
        return waits.get().members().stream()
                .filter(member -> !member.equals(target.get()) && !member.equals(application.primary()))
                .map(member -> distance(target.get(), member))
                .min(Comparator.naturalOrder())
                .map(nearest -> Term.exactly("standby", nearest))
                .orElse(Figures.none("standby"));
    }

    private Term farthest(Optional<RegionName> target) {
        return target.flatMap(to -> subject.topology().traffic().users().values().stream()
                        .map(users -> users.near())
                        .filter(near -> !near.equals(application.primary()))
                        .map(near -> distance(to, near))
                        .max(Comparator.naturalOrder()))
                .map(farthest -> Term.exactly("users", farthest))
                .orElse(Figures.none("users"));
    }

    /// For example `detect 1m30s + route 1m`.
    static String sum(SequencedMap<String, RecoveryTime.Phase> phases, boolean best) {
        List<String> parts = new ArrayList<>();
        phases.forEach((name, phase) -> {
            Optional<Duration> side = best ? phase.span().best() : phase.span().plan();
            if (side.isEmpty() || !side.get().isZero()) {
                parts.add(name + " " + side.map(time -> text(time)).orElse("without bound"));
            }
        });
        return parts.isEmpty() ? "nothing" : String.join(" + ", parts);
    }
}
