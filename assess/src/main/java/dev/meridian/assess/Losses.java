package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Mechanism;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// How much a member lacks of what the writer has acknowledged, along the edges that lead to it.
///
/// Where Meridian is the control and its agents run the store, nothing that may lack more than the guard allows is
/// ever promoted (`maxLoss`, silent: the store's own `rpo`): the promise is then kept by refusing.
final class Losses {
    private final Subject subject;
    private final Figures figures;

    Losses(Subject subject) {
        this.subject = subject;
        this.figures = new Figures(subject);
    }

    /// Each member that complete, promoting edges reach from the writer, with the least that it lacks.
    SequencedMap<RegionName, Term> reached(Store store) {
        SequencedMap<RegionName, Term> reached = new LinkedHashMap<>();
        reached.put(store.writer(), Figures.none("the writer itself"));
        boolean more = true;
        while (more) {
            more = false;
            for (Edge edge : store.replication().edges()) {
                Term before = reached.get(edge.from());
                if (before != null && edge.promotes() && edge.complete()) {
                    Term after = along(before, loss(store, edge));
                    Term known = reached.get(edge.to());
                    if (known == null || isLess(after.span(), known.span())) {
                        reached.put(edge.to(), after);
                        more = true;
                    }
                }
            }
        }
        reached.remove(store.writer());
        return reached;
    }

    private static Term along(Term before, Term edge) {
        return before.isNothing() ? edge : edge.with(before.span().plus(edge.span()));
    }

    private static boolean isLess(Span a, Span b) {
        return !a.equals(b) && a.min(b).equals(a);
    }

    private Term loss(Store store, Edge edge) {
        String replication = "data." + store.name() + ".replication";
        return switch (edge.mode()) {
            case SYNC -> synchronous(store, replication);
            case QUORUM ->
                Figures.derived(
                        "a commit waits for a majority", Span.ZERO, "every majority has it", replication + ".mode");
            case ASYNC, MULTI_PRIMARY -> guarded(store, asynchronous(store, edge, replication));
            case PROVIDER ->
                edge.transport().strong()
                        ? Figures.loss(Kinds.over(edge, store), replication + ".mode")
                        : asynchronous(store, edge, replication);
            case COPY -> copied(edge, replication);
            case NONE, UNKNOWN ->
                Figures.derived("nothing is known to be copied", Span.NEVER, "", replication + ".mode");
        };
    }

    private static Term synchronous(Store store, String replication) {
        return store.replication().stopWithoutStandby()
                ? Figures.derived(
                        "a commit waits for " + store.replication().waitFor() + " standby",
                        Span.ZERO,
                        "what was acknowledged is there",
                        replication + ".mode")
                : Figures.derived(
                        "commits go on without a standby",
                        Span.from(Duration.ZERO),
                        "`ifNoStandby: continue`",
                        replication + ".ifNoStandby");
    }

    /// What is under way is never nothing. A declared lag bounds it, plus what the old side may acknowledge until
    /// its lease has surely ended.
    private Term asynchronous(Store store, Edge edge, String replication) {
        Mechanism mechanism = Kinds.over(edge, store);
        Optional<Duration> lag = edge.transport().lag();
        if (lag.isEmpty()) {
            return Figures.loss(mechanism, replication + ".mode");
        }
        String path = store.replication().edges().stream()
                .map(e -> replication + ".edges." + e.name() + ".lag")
                .filter(p -> subject.topology().sources().at(p).isPresent())
                .findFirst()
                .orElse(replication + ".lag");
        Duration still = lastCommits(store);
        Term said = figures.said(
                "lag " + text(lag.get()) + (still.isZero() ? "" : " + last commits " + text(still)), path, lag.get());
        Duration least = mechanism.loss().best().orElse(Duration.ZERO);
        Duration most = lag.get().plus(still);
        return said.with(Span.of(least.compareTo(most) < 0 ? least : most, most));
    }

    private Duration lastCommits(Store store) {
        Application owner = subject.blueprint().applications().get(store.application());
        return owner == null || subject.isProviderRun(owner)
                ? Duration.ZERO
                : lease(owner.failover()).lastCommitAfter();
    }

    static Lease lease(FailoverPolicy policy) {
        return new Lease(
                policy.lease().duration(),
                policy.lease().margin(),
                policy.lease().challengerWait(),
                policy.lease().drift(),
                policy.fenceWithin());
    }

    private static Term copied(Edge edge, String replication) {
        return edge.transport()
                .every()
                .map(every -> Figures.derived(
                        "a copy every " + text(every),
                        Span.exactly(every),
                        "the last copy is one interval old at worst",
                        replication + ".every"))
                .orElseGet(() -> Figures.derived(
                        "copies without a stated interval",
                        Span.from(Duration.ofSeconds(1)),
                        "`every` is not said",
                        replication + ".every"));
    }

    private Term guarded(Store store, Term loss) {
        Optional<Duration> guard = guard(store);
        boolean sure = guard.isEmpty()
                || loss.span().isWithin(guard.get())
                || loss.span().cannotBeWithin(guard.get());
        if (sure) {
            return loss;
        }
        return loss.with(new Span(loss.span().best(), guard))
                .named(loss.name() + ", refused above " + text(guard.get()));
    }

    /// Above this the engine never promotes the store; empty where it does not decide.
    Optional<Duration> guard(Store store) {
        Application owner = subject.blueprint().applications().get(store.application());
        if (owner == null || subject.isProviderRun(owner) || store.managed()) {
            return Optional.empty();
        }
        return owner.failover().maxLoss().or(() -> store.objectives().rpo());
    }
}
