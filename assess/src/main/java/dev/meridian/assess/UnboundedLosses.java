package dev.meridian.assess;

import static dev.meridian.units.Durations.bound;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A check of stores that lose writes with a lost region while no promise says how much may be lost. A claim of a
/// document counts as a promise here: it is judged. A store that is lost for good, and one of which nobody knows
/// how it is copied, have findings of their own.
final class UnboundedLosses {
    private final Subject subject;
    private final Application application;

    private UnboundedLosses(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            UnboundedLosses losses = new UnboundedLosses(subject, application);
            if (losses.isToOutliveARegion()) {
                losses.finding().ifPresent(findings::add);
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

    private Optional<Finding> finding() {
        SequencedMap<String, Term> losses = new LinkedHashMap<>();
        for (Store store : subject.blueprint().stores().values()) {
            if (counts(store)) {
                loss(store).ifPresent(loss -> losses.put(store.name(), loss));
            }
        }
        if (losses.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = losses.sequencedEntrySet().stream()
                .map(loss -> "`" + loss.getKey() + "` loses " + words(loss.getValue()))
                .toList();
        return Optional.of(Finding.of(
                Rule.LOSS_NOT_BOUNDED,
                subject.path(application.name(), "objectives"),
                "no promise bounds what a lost region takes: " + Listed.plain(parts),
                "the writes of that time are gone, and nobody has agreed to lose them",
                fix(losses)));
    }

    private boolean counts(Store store) {
        return store.application().equals(application.name())
                && !Outcome.isUnknown(store)
                && !StoreContents.areDerived(subject, store)
                && !Reach.isOnlyForBackups(subject, store.name())
                && !Reach.isOnlyForControl(subject, store.name())
                && !Reach.isOnlyToOperate(subject, store.name())
                && !Reach.isWaitedForByNobody(subject, store.name())
                && !Reach.isNeededByNoRequest(subject, store.name())
                && !StandbyTarget.isOne(subject, store)
                && WayChoice.stakes(subject, store, Promise.Disruption.REGION).stream()
                        .noneMatch(stake -> stake.objective() == Promise.Objective.RPO);
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
        return loss.span()
                .plan()
                .map(most -> "up to " + bound(most)
                        + (isClose(loss, most) ? " and what is written while one is made" : "")
                        + " (" + loss.name() + ")")
                .orElse("an unknown amount (" + loss.name() + ": nothing bounds it)");
    }

    /// Whether a promise of what is planned would rest on the time that a backup takes, which nobody declared.
    private boolean isClose(Term loss, Duration most) {
        return new BackupMargin(subject).withMargin(loss, most).isUnknown();
    }

    /// The most that a store loses, as a figure that a promise about it would hold.
    private Duration most(Term loss) {
        Duration planned = loss.span().plan().orElseThrow();
        Duration interval = loss.span().best().orElse(planned);
        return !isClose(loss, planned)
                ? planned
                : isClose(loss, interval.multipliedBy(2)) ? planned.multipliedBy(2) : interval.multipliedBy(2);
    }

    private String fix(SequencedMap<String, Term> losses) {
        boolean areKnown =
                losses.values().stream().allMatch(loss -> loss.span().plan().isPresent());
        return areKnown
                ? losses.values().stream()
                                .map(this::most)
                                .max(Comparator.naturalOrder())
                                .map(most -> "`objectives.rpo: " + bound(most) + "` or more")
                                .orElseThrow()
                        + " where the business accepts that loss, or a copy that loses less"
                : "`objectives.rpo` with the loss that the business accepts, and a copy that is known to keep it";
    }
}
