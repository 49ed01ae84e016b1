package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A check of lags and links that nothing watches: the lag of an asynchronous copy under a promise about loss, and
/// the latency of a far link that commits wait for.
final class LagRules {
    /// From this round trip on a link leaves a metropolitan area and its neighbours. Meridian's planning value of
    /// 2026-11.
    private static final Duration FAR = Duration.ofMillis(10);

    /// A restore that loses an hour at most (Microsoft Learn, Overview of business continuity with Azure SQL
    /// Database: geo-restore, RPO 1 h; 2026-11). Nothing can watch it, and no commit depends on it.
    private static final String GEO_RESTORE = "azure-sql-geo-restore";

    private LagRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
            boolean taken = back.way() == Comeback.Way.PROMOTED || back.way() == Comeback.Way.WRITABLE;
            WayChoice.stakes(subject, store, Promise.Disruption.REGION).stream()
                    .filter(stake -> stake.objective() == Promise.Objective.RPO && !stake.isClaim())
                    .filter(stake -> taken && isOpen(subject, store, back.loss()) && isKept(back.loss(), stake))
                    .findFirst()
                    .ifPresent(stake -> findings.add(lag(store, back.loss(), stake)));
            if (!watchesLinks(subject)) {
                link(subject, store).ifPresent(findings::add);
            }
        }
    }

    /// Reports whether the planning value leaves room. Where it does not, the promise itself is at risk and says
    /// so.
    private static boolean isKept(Term loss, Stake stake) {
        return loss.span()
                .plan()
                .filter(plan -> plan.multipliedBy(2).compareTo(stake.bound()) <= 0)
                .isPresent();
    }

    /// Reports whether a loss is a published lag that is no commitment and that nothing watches.
    static boolean isOpen(Subject subject, Store store, Term loss) {
        boolean publishedLag = loss.basis() == Term.Basis.SOURCED
                && loss.span().plan().filter(plan -> !plan.isZero()).isPresent()
                && !isCommitted(loss);
        boolean isRefused = new Losses(subject).guard(store).isPresent();
        return publishedLag && !isRefused && !isWatched(subject, store);
    }

    /// Reports whether a published lag is owed by a service level agreement, or is the most that a restore of
    /// backups loses by its provider's word.
    private static boolean isCommitted(Term loss) {
        return Mechanisms.all().stream()
                .filter(row -> row.source().cited().equals(loss.source()))
                .anyMatch(row -> row.committed() || row.id().equals(GEO_RESTORE));
    }

    private static boolean isWatched(Subject subject, Store store) {
        return hasAlarm(subject, store) || isObserved(subject, "replication-lag");
    }

    /// Reports whether the file declares an alarm on the lag of the store.
    static boolean hasAlarm(Subject subject, Store store) {
        return subject.said(store).replication().filter(LagRules::hasAlarm).isPresent();
    }

    /// Reports whether an alarm watches the lag of the store, or of each of its edges that may promote; where
    /// none may, of each of them.
    private static boolean hasAlarm(Storage.Replication replication) {
        List<Storage.Edge> all = List.copyOf(replication.edges().values());
        List<Storage.Edge> promoting =
                all.stream().filter(edge -> edge.promotes().orElse(true)).toList();
        boolean ofEdges = !all.isEmpty()
                && (promoting.isEmpty() ? all : promoting)
                        .stream().allMatch(edge -> edge.alarmOnLag().isPresent());
        return replication.alarmOnLag().isPresent() || ofEdges;
    }

    private static boolean isObserved(Subject subject, String signal) {
        boolean observed = subject.topology().applications().values().stream()
                .anyMatch(application -> application.failover().observes().contains(signal));
        return observed
                || subject.value("observability.alarms")
                        .filter(alarms -> alarms.contains(signal))
                        .isPresent();
    }

    private static boolean watchesLinks(Subject subject) {
        return isObserved(subject, "cross-region-latency");
    }

    /// The lag from which an alarm leaves time to act: above the usual one, and well below the promised loss.
    ///
    /// @param usual the planned lag; empty where it has no bound
    static Duration proposed(Duration promised, Optional<Duration> usual) {
        Duration half = promised.dividedBy(2);
        return usual.filter(lag -> !lag.isZero())
                .map(lag -> lag.multipliedBy(2))
                .filter(twice -> twice.compareTo(half) < 0)
                .orElse(half);
    }

    private static Finding lag(Store store, Term loss, Stake stake) {
        return Finding.of(
                        Rule.LAG_NOT_WATCHED,
                        "data." + store.name() + ".replication",
                        "nothing bounds or watches the lag of `" + store.name() + "`; "
                                + text(loss.span().plan().orElseThrow()) + " is a value to plan with",
                        "the copy is asynchronous, and its provider commits to no figure (" + loss.source() + ")",
                        "`replication.alarmOnLag: "
                                + text(proposed(stake.bound(), loss.span().plan()))
                                + "`, and `replication.lag` once a measured bound is known")
                .about(stake.path());
    }

    private static Optional<Finding> link(Subject subject, Store store) {
        Optional<RoundTrip> wait = new CommitWait(subject, store).longest();
        return wait.filter(trip -> trip.p50().compareTo(FAR) >= 0 && overProviders(subject, store, trip))
                .map(trip -> Finding.of(
                        Rule.LINK_NOT_WATCHED,
                        "data." + store.name() + ".replication",
                        "a commit of `" + store.name() + "` waits " + text(trip.p50())
                                + " for another place, and nothing watches the latency between them",
                        "a link that is slow or drops packets is no dead region: probes pass, and commits time out",
                        "`failover.observes: [cross-region-latency]`, with an alarm on it"));
    }

    /// Reports whether the file says that a link is slow, public or of two providers, so that no provider answers
    /// for it.
    private static boolean overProviders(Subject subject, Store store, RoundTrip trip) {
        boolean declared = !subject.topology().network().peering().links().isEmpty();
        long clouds = store.members().stream()
                .map(member -> subject.blueprint().regions().get(member))
                .filter(Objects::nonNull)
                .map(Region::cloud)
                .distinct()
                .count();
        boolean outside = store.members().stream()
                .anyMatch(member -> !subject.blueprint().regions().containsKey(member));
        return declared || clouds > 1 || outside || trip.p50().compareTo(FAR.multipliedBy(5)) >= 0;
    }
}
