package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A check of stores whose copies keep a promise or a claim about loss, and whose backups do not: a bad write or a
/// deletion reaches every copy, and the way back from it is the newest backup. A store with moments to go back to
/// loses little more than the damage. Where a promise is about damage, it is judged itself.
final class DamageLosses {
    /// What a backup may lose where nothing at all is promised about loss, before it is said. Meridian's value of
    /// 2026-12.
    private static final Duration UNPROMISED = Duration.ofDays(1);

    private final Subject subject;
    private final Application application;

    private DamageLosses(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    /// A store and what its newest backup lacks.
    ///
    /// @param promised the strictest promise about another loss, or where no objective is one the strictest claim;
    ///     empty where there is neither
    private record Old(Store store, Duration loss, Optional<Stake> promised) {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            new DamageLosses(subject, application).finding().ifPresent(findings::add);
        }
    }

    private Optional<Finding> finding() {
        List<Old> old = new ArrayList<>();
        for (Store store : subject.blueprint().stores().values()) {
            if (store.application().equals(application.name()) && isRestoredAfterDamage(store)) {
                old(store).ifPresent(old::add);
            }
        }
        return old.isEmpty() ? Optional.empty() : Optional.of(finding(old));
    }

    private boolean isRestoredAfterDamage(Store store) {
        return WayChoice.stakes(subject, store, Promise.Disruption.CORRUPTION).isEmpty()
                && claimed(store, true).isEmpty()
                && subject.said(store)
                        .backup()
                        .filter(backup -> backup.pointInTime().isEmpty())
                        .isPresent()
                && !StoreContents.areDerived(subject, store)
                && !store.replication().edges().isEmpty()
                && subject.wayBack(store, Promise.Disruption.CORRUPTION).way() == Comeback.Way.RESTORED;
    }

    private Optional<Old> old(Store store) {
        Span span = subject.wayBack(store, Promise.Disruption.CORRUPTION).loss().span();
        Optional<Stake> promised = subject.stakes().stream()
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        && !stake.isClaim()
                        && stake.reach().lost().contains(store.name()))
                .min(Comparator.comparing(Stake::bound))
                .or(() -> claimed(store, false));
        Duration bound = promised.map(Stake::bound).orElse(UNPROMISED);
        return span.plan()
                .or(span::best)
                .filter(loss -> loss.compareTo(bound) > 0)
                .map(loss -> new Old(store, loss, promised));
    }

    /// What is promised beside damage, for a sentence.
    private String beside(Stake stake) {
        return stake.claim(subject)
                .map(claim -> " (`claim " + claim.name() + "` says " + text(stake.bound()) + " of other losses"
                        + UsualClaims.figure(claim.figure()) + ")")
                .orElseGet(() -> " (" + text(stake.bound()) + " is promised for other losses)");
    }

    /// The strictest claim about a loss of a store, be it a bound or a usual figure.
    ///
    /// @param isOfDamage whether it is about damage, or about any other loss
    private Optional<Stake> claimed(Store store, boolean isOfDamage) {
        return Stake.claimed(subject).stream()
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        && (stake.disruption() == Promise.Disruption.CORRUPTION) == isOfDamage
                        && stake.reach().lost().contains(store.name()))
                .min(Comparator.comparing(Stake::bound));
    }

    private Finding finding(List<Old> old) {
        List<String> parts = old.stream()
                .map(found -> "`" + found.store.name() + "` by up to " + text(found.loss)
                        + found.promised.map(this::beside).orElse(""))
                .toList();
        List<String> paths = old.stream()
                .map(found -> "data." + found.store.name() + ".backup")
                .toList();
        return Finding.of(
                        Rule.DAMAGE_LOSES_MORE,
                        paths.getFirst(),
                        "after a bad write or a deletion the newest backup sets back " + Listed.few(parts),
                        "copies take over what is damaged as fast as what is right, so that a backup is the only way"
                                + " back, and no promise says how much that may lose",
                        "`" + subject.path(application.name(), "objectives.disruptions.corruption.rpo")
                                + "` with what may be lost, and backups that keep it (`backup.pointInTime: true`, or a"
                                + " smaller `backup.every`)")
                .with(Severity.NOTE)
                .andAt(paths.subList(1, paths.size()));
    }
}
