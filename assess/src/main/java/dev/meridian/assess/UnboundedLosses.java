package dev.meridian.assess;

import static dev.meridian.units.Durations.bound;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A check of stores that lose writes with a lost region while no promise says how much may be lost. A claim of a
/// document counts as a promise here: it is judged. A store that is lost for good, and one of which nobody knows
/// how it is copied, have findings of their own; they are named here beside the others, for a promise of the
/// application is one about them too.
final class UnboundedLosses {
    private final Subject subject;
    private final Application application;

    private UnboundedLosses(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    static void check(Subject subject, List<Finding> findings) {
        Set<String> named = new LinkedHashSet<>();
        for (Application application : subject.blueprint().applications().values()) {
            UnboundedLosses losses = new UnboundedLosses(subject, application);
            if (losses.isToOutliveARegion()) {
                losses.finding(named).ifPresent(findings::add);
            }
        }
    }

    /// Whether the application is in several regions, or promises something for the loss of its only one.
    private boolean isToOutliveARegion() {
        return application.roles().size() > 1
                || subject.stakes().stream()
                        .anyMatch(stake -> stake.application().equals(application)
                                && stake.disruption() == Promise.Disruption.REGION
                                && !stake.isClaim());
    }

    /// @param named the stores that findings about other applications name: a shared one is named once
    private Optional<Finding> finding(Set<String> named) {
        SequencedMap<String, Term> losses = new LinkedHashMap<>();
        for (Store store : subject.blueprint().stores().values()) {
            if (counts(store)) {
                loss(store).ifPresent(loss -> losses.put(store.name(), loss));
            }
        }
        if (!named.addAll(losses.keySet())) {
            return Optional.empty();
        }
        List<String> parts = losses.sequencedEntrySet().stream()
                .map(loss -> "`" + loss.getKey() + "` loses " + words(loss.getValue()))
                .toList();
        SequencedMap<String, Term> all =
                new LinkedHashMap<>(of(Promise.Disruption.REGION, Duration.ZERO).losses());
        all.putAll(losses);
        Duration most = all.sequencedEntrySet().stream()
                .flatMap(loss -> kept(subject.store(loss.getKey()), loss.getValue()).stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        SequencedMap<String, Term> promised =
                of(Promise.Disruption.REGION, most).losses();
        SequencedMap<String, Term> open = open(promised);
        return Optional.of(Finding.of(
                Rule.LOSS_NOT_BOUNDED,
                subject.path(application.name(), "objectives"),
                "no promise bounds what a lost region takes: " + Listed.plain(parts) + beside(losses, open),
                "the writes of that time are gone, and nobody has agreed to lose them",
                open.isEmpty()
                        ? fix(isOfAnotherOpen(promised) ? List.copyOf(losses.keySet()) : List.of(), most)
                        : missing(open)));
    }

    /// The stores whose loss neither a promise nor the figure bounds that could be promised.
    ///
    /// @param promised the losses of the application under that figure
    private SequencedMap<String, Term> open(SequencedMap<String, Term> promised) {
        SequencedMap<String, Term> open = new LinkedHashMap<>();
        promised.forEach((name, loss) -> {
            if (loss.span().plan().isEmpty()
                    && !isBounded(subject.store(name))
                    && !StandbyTarget.isFilledAside(subject, subject.store(name))) {
                open.put(name, loss);
            }
        });
        return open;
    }

    /// A promise of the application as it could be made.
    private Outcome of(Promise.Disruption disruption, Duration bound) {
        return Outcome.of(
                subject,
                new Stake(
                        subject.path(application.name(), "objectives.rpo"),
                        application.name(),
                        Promise.Objective.RPO,
                        disruption,
                        bound,
                        application,
                        Reach.of(subject, application.name())));
    }

    /// The other stores of which a promise would fail, for they lose everything or nothing is known of them.
    private static String beside(SequencedMap<String, Term> losses, SequencedMap<String, Term> open) {
        List<String> gone = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        open.forEach((name, loss) -> {
            if (!losses.containsKey(name)) {
                (loss.span().best().isEmpty() ? gone : unknown).add(name);
            }
        });
        return (gone.isEmpty()
                        ? ""
                        : "; " + Listed.names(gone) + (gone.size() == 1 ? " loses" : " lose") + " everything")
                + (unknown.isEmpty() ? "" : "; of " + Listed.names(unknown) + " the loss has no known bound");
    }

    private boolean counts(Store store) {
        boolean isShared = store.application().isEmpty()
                && Reach.of(subject, application.name()).lost().contains(store.name());
        return (isShared || store.application().equals(application.name()))
                && !Outcome.isUnknown(store)
                && !StoreContents.areDerived(subject, store)
                && !Reach.isOnlyForBackups(subject, store.name())
                && !Reach.isOnlyForControl(subject, store.name())
                && !Reach.isOnlyToOperate(subject, store.name())
                && !Reach.isWaitedForByNobody(subject, store.name())
                && !Reach.isNeededByNoRequest(subject, store.name())
                && !StandbyTarget.isOne(subject, store)
                && !StandbyTarget.isFilledAside(subject, store)
                && !isBounded(store);
    }

    private boolean isBounded(Store store) {
        return WayChoice.stakes(subject, store, Promise.Disruption.REGION).stream()
                .anyMatch(stake -> stake.objective() == Promise.Objective.RPO);
    }

    /// What a store loses as planned; empty where that is nothing, or everything, or where the store waits for the
    /// lost region.
    private Optional<Term> loss(Store store) {
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        Term loss = back.loss();
        boolean waits = back.way() == Comeback.Way.WITHOUT_QUORUM;
        boolean isNothing = loss.span().plan().filter(Duration::isZero).isPresent();
        boolean isEverything = loss.span().best().isEmpty();
        return waits || isNothing || isEverything ? Optional.empty() : Optional.of(loss);
    }

    private String words(Term loss) {
        return new BackupMargin(subject)
                .intervalAlone(loss)
                .map(every -> bound(every) + " and more (" + loss.name() + ", and nothing says how long one takes)")
                .or(() -> loss.span().plan().map(most -> "up to " + bound(most) + " (" + loss.name() + ")"))
                .orElseGet(() -> "an unknown amount (" + loss.name() + ": nothing bounds it)");
    }

    /// The least promise that a loss keeps: twice the interval of backups, moments and files whose way takes a
    /// time that nobody knows, and twice a published lag that nothing watches.
    private Optional<Duration> kept(Store store, Term loss) {
        BackupMargin margin = new BackupMargin(subject);
        Optional<Duration> most = loss.span().plan();
        Optional<Duration> twice = margin.intervalAlone(loss)
                .or(() -> most.filter(time -> LagRules.isOpen(subject, store, loss)
                        || margin.withMargin(loss, time).isUnknown()))
                .map(time -> time.multipliedBy(2));
        return most.map(
                time -> twice.filter(longer -> longer.compareTo(time) > 0).orElse(time));
    }

    /// Whether a store with a promise of its own may lose more, so that no promise of the application holds.
    private static boolean isOfAnotherOpen(SequencedMap<String, Term> promised) {
        return promised.values().stream().anyMatch(loss -> loss.span().plan().isEmpty());
    }

    /// The promise that would hold for every store of the application, or for some of them alone.
    private String fix(List<String> alone, Duration most) {
        boolean isOfZonesToo =
                alone.isEmpty() && of(Promise.Disruption.ZONE, most).span().isWithin(most);
        String key = "objectives." + (isOfZonesToo ? "" : "disruptions.region.") + "rpo: " + bound(most);
        List<String> keys = alone.isEmpty()
                ? List.of("`" + key + "`")
                : alone.stream()
                        .map(store -> "`data." + store + "." + key + "`")
                        .toList();
        return Listed.plain(keys) + " or more where the business accepts that loss, or a copy that loses less";
    }

    /// What is missing before any figure would hold.
    private static String missing(SequencedMap<String, Term> open) {
        List<String> gone = open.sequencedEntrySet().stream()
                .filter(loss -> loss.getValue().span().best().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        List<String> parts = new ArrayList<>();
        if (!gone.isEmpty()) {
            parts.add("a copy or a backup of " + Listed.names(gone)
                    + " in another region (or `disposable: true`, where nothing in it is missed)");
        }
        open.values().stream()
                .filter(loss -> loss.span().best().isPresent())
                .map(loss -> loss.isUnknown() ? loss.source() : "a bound of " + AttainabilityFindings.nameOf(loss))
                .distinct()
                .forEach(parts::add);
        return "first: " + String.join("; ", parts) + "; then `objectives.rpo` with the loss that the business accepts";
    }
}
