package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Query;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// How much a member lacks of what the writer has acknowledged, along the edges that lead to it.
///
/// Where Meridian is the control and its agents run the store, nothing that may lack more than the guard allows is
/// ever promoted (`maxLoss`, silent: the store's own `rpo`): the promise is then kept by refusing.
final class Losses {
    private final Subject subject;
    private final Figures figures;
    private final StoreMechanisms mechanisms;

    Losses(Subject subject) {
        this.subject = subject;
        this.figures = new Figures(subject);
        this.mechanisms = new StoreMechanisms(subject);
    }

    /// Each member that complete, promoting edges reach from the writer, with the least that it lacks.
    SequencedMap<RegionName, Term> reached(Store store) {
        return reached(store, edge -> edge.promotes() && edge.complete());
    }

    /// Each member that some edges reach from the writer, with the least that it lacks of what they carry.
    SequencedMap<RegionName, Term> reached(Store store, Predicate<Edge> counts) {
        SequencedMap<RegionName, Term> reached = new LinkedHashMap<>();
        reached.put(store.writer(), Figures.none("the writer itself"));
        boolean more = true;
        while (more) {
            more = false;
            for (Edge edge : store.replication().edges()) {
                Term before = reached.get(edge.from());
                if (before != null && counts.test(edge)) {
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
        boolean copies = edge.mode() != ReplicationMode.NONE && edge.mode() != ReplicationMode.UNKNOWN;
        if (copies && Query.isWrittenTwice(edge.transport().via())) {
            return writtenTwice(store, edge, replication);
        }
        Optional<Term> nowhere = nowhere(store, edge, replication);
        if (nowhere.isPresent()) {
            return nowhere.get();
        }
        if (isPerhapsWrittenTwice(store, edge)) {
            return perhapsWrittenTwice(store, replication);
        }
        return switch (edge.mode()) {
            case SYNC ->
                waitsFor(store, edge.to())
                        ? synchronous(store, replication)
                        : guarded(store, asynchronous(store, unwaited(edge), replication));
            case QUORUM ->
                figures.declared(
                        "a commit waits for a majority", Span.ZERO, "every majority has it", replication + ".mode");
            case ASYNC -> guarded(store, asynchronous(store, edge, replication));
            case MULTI_PRIMARY ->
                edge.transport().strong()
                        ? strong(store, edge, replication)
                        : guarded(store, asynchronous(store, edge, replication));
            case PROVIDER ->
                edge.transport().strong() ? strong(store, edge, replication) : asynchronous(store, edge, replication);
            case COPY -> copied(edge, every(edge, replication));
            case NONE, UNKNOWN ->
                Figures.derived(
                        "nothing is known to be copied",
                        Span.NEVER,
                        "`replication: " + edge.mode().name().toLowerCase(Locale.ROOT) + "`",
                        replication + ".mode");
        };
    }

    private static Term perhapsWrittenTwice(Store store, String replication) {
        return Term.unknown(
                "who writes both copies of `" + store.name() + "`",
                "the provider copies asynchronously, and the file declares `sync`; declare `" + replication
                        + ".via: dual-write` if a program writes both, or `async`",
                replication + ".via");
    }

    /// A copy by a mechanism that cannot be between these regions.
    private Optional<Term> nowhere(Store store, Edge edge, String replication) {
        return mechanisms
                .whyNowhere(store, edge)
                .filter(_ -> MechanismPlaces.isNamed(store, edge))
                .map(_ -> Term.unknown(
                        "the copy of `" + store.name() + "` in " + edge.to(),
                        "first what " + Rule.MODE_NOT_OFFERED.id() + " asks for",
                        replication + ".mode"));
    }

    /// A program writes both copies: with `sync` before it counts a write as done.
    private Term writtenTwice(Store store, Edge edge, String replication) {
        return edge.mode() == ReplicationMode.SYNC
                ? figures.declared(
                        "both copies are written before a write counts as done",
                        Span.ZERO,
                        "`mode: sync` with `via: dual-write`",
                        replication + ".mode")
                : asynchronous(store, edge, replication);
    }

    /// Whether a provider's object store is declared to be copied synchronously and nothing names who does so: a
    /// program may write both copies.
    static boolean isPerhapsWrittenTwice(Store store, Edge edge) {
        return store.kind() == StoreKind.OBJECT
                && store.managed()
                && edge.mode() == ReplicationMode.SYNC
                && edge.transport().via().isEmpty();
    }

    /// Strong consistency that the file declares: published for the mechanism, or taken from the file where the
    /// mechanism
    /// has no row of its own.
    private Term strong(Store store, Edge edge, String replication) {
        String path = replication + ".consistency";
        return mechanisms
                .across(store, edge)
                .map(mechanism -> Figures.loss(mechanism, path))
                .orElseGet(() ->
                        figures.declared("strongly consistent", Span.ZERO, "declared: `consistency: strong`", path));
    }

    /// Whether a commit waits for this one: for any so many, or for members that are named.
    private boolean waitsFor(Store store, RegionName member) {
        Storage.Store said = subject.said(store);
        return said.replication()
                .flatMap(Storage.Replication::waitFor)
                .filter(Storage.WaitFor.Named.class::isInstance)
                .map(named -> ((Storage.WaitFor.Named) named)
                        .members().stream()
                                .map(name -> Optional.ofNullable(said.members().get(name))
                                        .map(Storage.Member::region)
                                        .orElseGet(() -> new RegionName(name)))
                                .anyMatch(member::equals))
                .orElse(true);
    }

    /// An edge that no commit waits for is an asynchronous one, whatever it is called.
    private static Edge unwaited(Edge edge) {
        return edge.mode() == ReplicationMode.SYNC
                ? new Edge(
                        edge.name(),
                        edge.from(),
                        edge.to(),
                        ReplicationMode.ASYNC,
                        edge.carries(),
                        edge.omits(),
                        edge.promotes(),
                        edge.transport())
                : edge;
    }

    private Term synchronous(Store store, String replication) {
        boolean goesOn = subject.said(store)
                .replication()
                .flatMap(Storage.Replication::ifNoStandby)
                .filter(Storage.IfNoStandby.CONTINUE::equals)
                .isPresent();
        return goesOn
                ? figures.declared(
                        "commits go on without a standby",
                        Span.from(Duration.ZERO),
                        "`ifNoStandby: continue`",
                        replication + ".ifNoStandby")
                : figures.declared(
                        "a commit waits for a standby",
                        Span.ZERO,
                        "what was acknowledged is there",
                        replication + ".mode");
    }

    /// A write that is under way is lost. A declared lag bounds it, plus the writes that the old primary may
    /// acknowledge
    /// until its lease has surely ended.
    private Term asynchronous(Store store, Edge edge, String replication) {
        Optional<Mechanism> mechanism = mechanisms.across(store, edge);
        Optional<Duration> lag = edge.transport().lag();
        Optional<Span> published = mechanism.map(Mechanism::loss);
        boolean cannotBe = published.filter(span -> span.best().isEmpty()).isPresent();
        if (lag.isEmpty()
                && guard(store).isEmpty()
                && mechanism.filter(Losses::isWithoutAFigure).isPresent()) {
            return Term.unknown(
                            mechanism.get().lossName(),
                            "no bound of it is published ("
                                    + mechanism.get().source().cited() + "); declare `" + replication + ".lag`",
                            replication + ".mode")
                    .with(mechanism.get().loss());
        }
        if (cannotBe || (lag.isEmpty() && mechanism.isPresent())) {
            return Figures.loss(mechanism.orElseThrow(), replication + ".mode");
        }
        if (lag.isEmpty()) {
            Optional<Duration> target = target(store, edge);
            return Term.unknown(
                            "lag of `" + store.name() + "`"
                                    + target.map(time -> ", with a target of " + text(time) + " that nothing bounds")
                                            .orElse(""),
                            "no lag is known for "
                                    + mechanisms.description(
                                            store, edge.transport().via()) + "; declare `" + replication + ".lag`",
                            replication + ".mode")
                    .with(Span.from(Duration.ofMillis(1)));
        }
        String ofEdge = replication + ".edges." + edge.name().replaceFirst("\\..*", "") + ".lag";
        String path = subject.topology().sources().at(ofEdge).isPresent() ? ofEdge : replication + ".lag";
        Duration still = lastCommits(store);
        Term said = figures.said(
                "lag " + text(lag.get()) + (still.isZero() ? "" : " + last commits " + text(still)), path, lag.get());
        Duration least = published.flatMap(Span::best).orElse(Duration.ofMillis(1));
        Duration most = lag.get().plus(still);
        return said.with(Span.of(least.compareTo(most) < 0 ? least : most, most));
    }

    /// Whether all that is published of a copy is that writes under way are lost: not even a typical figure.
    private static boolean isWithoutAFigure(Mechanism mechanism) {
        Span loss = mechanism.loss();
        return loss.plan().isEmpty()
                && loss.best()
                        .filter(least -> least.compareTo(Duration.ofMillis(1)) <= 0)
                        .isPresent();
    }

    /// The lag that an edge is meant to have. A target is no bound.
    private Optional<Duration> target(Store store, Edge edge) {
        return subject.said(store)
                .replication()
                .flatMap(replication -> Optional.ofNullable(
                                replication.edges().get(edge.name().replaceFirst("\\..*", "")))
                        .flatMap(Storage.Edge::target)
                        .or(replication::target));
    }

    private Duration lastCommits(Store store) {
        Application owner = subject.blueprint().applications().get(store.application());
        return owner == null || store.byOperator() || subject.isProviderRun(owner)
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

    /// The key of the interval of a copy: that of its edge, where the file declares one.
    private String every(Edge edge, String replication) {
        String ofEdge = replication + ".edges." + edge.name().replaceFirst("\\..*", "") + ".every";
        return subject.topology().sources().at(ofEdge).isPresent() ? ofEdge : replication + ".every";
    }

    private Term copied(Edge edge, String path) {
        return edge.transport()
                .every()
                .map(every -> figures.declared(
                        "a copy every " + text(every),
                        Span.exactly(every),
                        "the last copy is one interval old at worst",
                        path))
                .orElseGet(() -> Term.unknown("copies without a stated interval", "declare `" + path + "`", path));
    }

    /// A loss without a bound is bounded by what the engine refuses. One that is known to be larger than that, or
    /// always counts as larger, is not: people then choose on the day between waiting and losing it, and what is
    /// planned is that they choose.
    private Term guarded(Store store, Term loss) {
        Optional<Duration> guard = guard(store);
        boolean isBounded = loss.span().plan().isPresent();
        boolean isAlwaysRefused =
                LossBudget.of(subject, store).filter(LossBudget::isNeverEnough).isPresent();
        if (guard.isEmpty() || isBounded || isAlwaysRefused || loss.span().cannotBeWithin(guard.get())) {
            return loss;
        }
        return loss.with(new Span(loss.span().best(), guard))
                .named(loss.name() + ", refused above " + text(guard.get()));
    }

    /// Whether the lag to plan with is above what may be lost, so that people have to decide on the day.
    boolean mayBeRefused(Store store) {
        Optional<Duration> guard = guard(store);
        return guard.isPresent()
                && store.replication().edges().stream()
                        .filter(edge -> edge.mode() == ReplicationMode.ASYNC
                                || edge.mode() == ReplicationMode.MULTI_PRIMARY
                                || (edge.mode() == ReplicationMode.SYNC && !waitsFor(store, edge.to())))
                        .anyMatch(edge -> !asynchronous(store, unwaited(edge), "data." + store.name() + ".replication")
                                .span()
                                .isWithin(guard.get()));
    }

    /// Above this the engine never promotes the store; empty where it does not decide.
    Optional<Duration> guard(Store store) {
        return LossBudget.of(subject, store).flatMap(LossBudget::said);
    }
}
