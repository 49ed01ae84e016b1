package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.assess.Decision.Asked;
import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Subject subject;
    private final Application application;
    private final Failover said;
    private final Figures figures;
    private final Comebacks comebacks;
    private final Decision decision;

    Recovery(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.said = Objects.requireNonNull(subject.topology().applications().get(application.name()))
                .failover();
        this.figures = new Figures(subject);
        this.comebacks = new Comebacks(subject);
        this.decision = new Decision(subject, application);
    }

    /// The phases until what `reach` needs is there again.
    SequencedMap<String, RecoveryTime.Phase> after(Reach reach, Promise.Disruption disruption) {
        List<Store> stores = reach.stores().stream()
                .map(name -> Objects.requireNonNull(subject.blueprint().stores().get(name)))
                .toList();
        return switch (disruption) {
            case REGION -> leaving(stores, false);
            case ZONE -> quicker(inPlace(stores), leaving(stores, false));
            case CORRUPTION, BAD_DEPLOY -> restored(stores, disruption);
        };
    }

    /// How long leaving a region takes for all that an application needs.
    static Span total(Subject subject, Application application) {
        return sum(new Recovery(subject, application)
                .after(Reach.of(subject, application.name()), Promise.Disruption.REGION));
    }

    private static Span sum(SequencedMap<String, RecoveryTime.Phase> phases) {
        return phases.values().stream().map(RecoveryTime.Phase::span).reduce(Span.ZERO, Span::plus);
    }

    /// Of two ways the one that is planned to be quicker; who has both takes that.
    private static SequencedMap<String, RecoveryTime.Phase> quicker(
            Optional<SequencedMap<String, RecoveryTime.Phase>> some, SequencedMap<String, RecoveryTime.Phase> other) {
        return some.filter(phases ->
                        sum(phases).min(sum(other)).plan().equals(sum(phases).plan()))
                .orElse(other);
    }

    /// Stores come back side by side; the slowest decides.
    private static Term slowest(List<Comeback> back) {
        Term slowest = Figures.none("promotion");
        for (Comeback way : back) {
            Term next = way.recovery();
            Span both = slowest.span().max(next.span());
            boolean longer = both.plan().equals(next.span().plan())
                    && !next.span().plan().equals(slowest.span().plan());
            slowest = (longer ? next : slowest).with(both);
        }
        return slowest;
    }

    /// A zone is left in its region where each store, and the network, spans several; a provider does that by
    /// itself, and Meridian notices and decides as ever.
    private Optional<SequencedMap<String, RecoveryTime.Phase>> inPlace(List<Store> stores) {
        boolean oneZone = subject.topology()
                .network()
                .zones()
                .filter(zones -> zones.least().orElse(1) < 2)
                .isPresent();
        boolean silent =
                stores.isEmpty() && subject.topology().network().zones().isEmpty();
        if (oneZone || silent || !stores.stream().allMatch(comebacks::spansZones)) {
            return Optional.empty();
        }
        Term slowest = slowest(stores.stream().map(comebacks::inItsRegion).toList());
        SequencedMap<String, RecoveryTime.Phase> phases = empty();
        if (stores.stream().anyMatch(store -> !store.managed())) {
            SequencedMap<String, RecoveryTime.Phase> moving = leaving(stores, true);
            phases.put("detect", Objects.requireNonNull(moving.get("detect")));
            phases.put("hold", Objects.requireNonNull(moving.get("hold")));
            phases.put("fence", Objects.requireNonNull(moving.get("fence")));
        }
        phases.put("promote", phase(slowest));
        return Optional.of(phases);
    }

    /// Corruption and bad versions are seen by people, and a restore is started by them.
    private SequencedMap<String, RecoveryTime.Phase> restored(List<Store> stores, Promise.Disruption disruption) {
        SequencedMap<String, RecoveryTime.Phase> phases = empty();
        phases.put("hold", phase(decision.people()));
        phases.put(
                "promote",
                phase(slowest(stores.stream()
                        .map(store -> comebacks.after(store, disruption))
                        .toList())));
        return phases;
    }

    private static RecoveryTime.Phase phase(Term term) {
        return new RecoveryTime.Phase(term.isNothing() ? List.of() : List.of(RecoveryTime.spelled(term)));
    }

    private static SequencedMap<String, RecoveryTime.Phase> empty() {
        SequencedMap<String, RecoveryTime.Phase> phases = new LinkedHashMap<>();
        RecoveryTime.PHASES.forEach(name -> phases.put(name, new RecoveryTime.Phase(List.of())));
        return phases;
    }

    /// @param home whether the voter of the primary's region goes on
    private SequencedMap<String, RecoveryTime.Phase> leaving(List<Store> stores, boolean home) {
        List<Comeback> own = new ArrayList<>();
        SequencedMap<String, List<Term>> gates = new LinkedHashMap<>();
        for (Store store : stores) {
            Comeback back = comebacks.after(store, Promise.Disruption.REGION);
            if (isMovedByAnother(store)) {
                gates.computeIfAbsent("verify", _ -> new ArrayList<>()).add(moved(store));
            } else {
                own.add(back);
            }
        }
        said.after().stream()
                .flatMap(name ->
                        Optional.ofNullable(subject.blueprint().applications().get(name)).stream())
                .forEach(first -> gates.computeIfAbsent("fence", _ -> new ArrayList<>())
                        .add(Figures.derived(
                                "after `" + first.name() + "`", total(subject, first), "`after`", path("after"))));
        Optional<RegionName> target = subject.destination(application);
        RecoveryTime.Control control = decision.control(target, asked(own), home);
        Route route = new Route(subject, figures, application);
        RecoveryTime.Successor successor = new RecoveryTime.Successor(
                slowest(own),
                standby(target),
                new Capacity(subject, application).scale(),
                route.ttl(),
                route.tail(),
                farthest(target));
        return new Steps(subject, application).among(RecoveryTime.predict(control, successor), gates);
    }

    private String path(String key) {
        return subject.path(application.name(), "failover." + key);
    }

    private static Asked asked(List<Comeback> back) {
        if (back.stream().anyMatch(way -> way.starts() == Comeback.Starts.BY_HAND)) {
            return Asked.ALWAYS;
        }
        return back.stream().anyMatch(way -> way.starts() == Comeback.Starts.UNLESS_REFUSED)
                ? Asked.PERHAPS
                : Asked.AS_SAID;
    }

    private boolean isMovedByAnother(Store store) {
        return !store.application().isEmpty() && !store.application().equals(application.name());
    }

    /// A store of another application is there when that one has moved it.
    private Term moved(Store store) {
        Application owner =
                Objects.requireNonNull(subject.blueprint().applications().get(store.application()));
        Span whole =
                sum(new Recovery(subject, owner).after(Reach.ofStoreAlone(store.name()), Promise.Disruption.REGION));
        return Figures.derived(
                "`" + owner.name() + "` moves `" + store.name() + "`",
                whole,
                "its own failover",
                "data." + store.name());
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
                .map(member -> Decision.distance(subject, target.get(), member))
                .min(Comparator.naturalOrder())
                .map(nearest -> Term.exactly("standby", nearest))
                .orElse(Figures.none("standby"));
    }

    private Term farthest(Optional<RegionName> target) {
        return target.flatMap(to -> subject.topology().traffic().users().values().stream()
                        .map(users -> users.near())
                        .filter(near -> !near.equals(application.primary()))
                        .map(near -> Decision.distance(subject, to, near))
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
