package dev.meridian.assess;

import dev.meridian.assess.Finding.Change;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.HealthChecks;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Sources;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The places where a change may help a promise, cheapest first: numbers of the policy, settings of a
/// mechanism, capacity that costs money every hour, another way of copying, one place more. Only what has a
/// term in the sum is among them.
final class Candidates {
    /// The shortest rhythm of most providers' health checks, which the slowest of those in front may exceed.
    private static final Duration PROVIDERS_RHYTHM = Duration.ofSeconds(10);

    private static final List<String> OWN_RHYTHM = List.of("10s", "5s", "2s", "1s");
    private static final List<String> HOLDS = List.of("60s", "30s", "20s", "10s", "5s");
    private static final List<String> TTLS = List.of("60s", "30s", "10s", "5s");
    private static final List<String> PEOPLE =
            List.of("{notice: 5m, decide: 5m}", "{notice: 2m, decide: 3m}", "{notice: 1m, decide: 1m}");
    private static final List<String> HALVES = List.of("5m", "2m", "1m");
    private static final List<String> LIMITS = List.of("10m", "5m", "2m", "1m");
    private static final List<String> INTERVALS = List.of("24h", "6h", "1h", "15m", "5m");

    /// The distance between two moments that can be restored, where nothing longer is published for a product:
    /// that of Amazon RDS (RDS User Guide, Restoring a DB instance to a specified time, 2026-11).
    private static final Duration USUAL_MOMENT = Duration.ofMinutes(5);

    private static final Pattern INHERITED =
            Pattern.compile("applications\\.([^.]+)\\.(failover\\.(?:probes|steps)\\.[^.]+)(\\..+)?");

    private final Subject subject;
    private final Stake stake;
    private final List<Candidate> found = new ArrayList<>();

    Candidates(Subject subject, Stake stake) {
        this.subject = subject;
        this.stake = stake;
    }

    List<Candidate> of(Outcome outcome) {
        String failover = subject.path(stake.application().name(), "failover");
        List<Store> stores = (stake.objective() == Promise.Objective.RPO
                        ? stake.reach().lost()
                        : stake.reach().stores())
                .stream().map(subject::store).toList();
        refusals(outcome);
        budget(outcome, failover);
        numbers(outcome, failover);
        intervals(outcome);
        limits(outcome);
        settings(outcome, failover, stores);
        stores.forEach(store -> features(outcome, store));
        capacity(outcome);
        places(outcome, failover, stores);
        stores.forEach(store -> operators(outcome, store));
        return found;
    }

    /// What the engine always refuses it allows within a budget as large as the promise, or when nothing is lost.
    /// How much may be lost where nobody says it is for people to say, so that comes last.
    private void refusals(Outcome outcome) {
        if (stake.objective() != Promise.Objective.RTO || outcome.span().best().isPresent()) {
            return;
        }
        for (LossBudget refused : RefusalRules.automatic(subject, stake)) {
            Store store = refused.store();
            String maxLoss = subject.path(store.application(), "failover.maxLoss");
            Optional<Duration> promised = store.objectives().rpo();
            if (promised.filter(rpo -> rpo.compareTo(refused.least()) >= 0).isPresent()) {
                add(maxLoss, List.of(Durations.text(promised.get())), Span.NEVER);
            }
            if ((store.kind() == StoreKind.POSTGRESQL || store.kind() == StoreKind.MYSQL) && mayWait(store)) {
                add("data." + store.name() + ".replication.mode", List.of("sync"), Span.NEVER);
            }
            if (promised.isEmpty()) {
                add(maxLoss, List.of(refused.enough()), Span.NEVER);
            }
        }
    }

    /// A budget that is larger than what is promised.
    private void budget(Outcome outcome, String failover) {
        boolean isLarger = stake.application()
                .failover()
                .maxLoss()
                .filter(most -> most.compareTo(stake.bound()) > 0)
                .isPresent();
        if (stake.objective() == Promise.Objective.RPO && isLarger) {
            add(failover + ".maxLoss", List.of(Durations.text(stake.bound())), outcome.span());
        }
    }

    private void numbers(Outcome outcome, String failover) {
        boolean provider = subject.isProviderRun(stake.application());
        for (Term probe : terms(outcome, path -> path.startsWith(failover + ".probes.") && path.endsWith(".every"))) {
            String path = written(probe.path().orElseThrow());
            shorter(path, provider ? List.of(providersRhythm()) : OWN_RHYTHM, probe.span());
            String failures = path.substring(0, path.length() - "every".length()) + "failures";
            if (stake.application().failover().probes().failures() > 2) {
                add(failures, List.of("2"), probe.span());
            }
        }
        weighs(outcome, failover + ".hold").ifPresent(span -> shorter(failover + ".hold", HOLDS, span));
        terms(outcome, Candidate::isTtl).forEach(ttl -> shorter(ttl.path().orElseThrow(), TTLS, ttl.span()));
        sum(terms(outcome, path -> path.startsWith(failover + ".human."))).ifPresent(span -> people(failover, span));
    }

    /// The shortest rhythm that the checks in front have: Route 53 takes 10 or 30 s and nothing between (Route 53
    /// API, HealthCheckConfig.RequestInterval, 2026-11), Cloud DNS nothing below 30 s.
    private String providersRhythm() {
        return Durations.text(new Fronts(subject, stake.application())
                .healthChecks()
                .map(HealthChecks::fastest)
                .filter(fastest -> fastest.compareTo(PROVIDERS_RHYTHM) > 0)
                .orElse(PROVIDERS_RHYTHM));
    }

    /// Both halves at once where the file says none of them; else each that is said, and the other one.
    private void people(String failover, Span span) {
        boolean silent = subject.value(failover + ".human.notice").isEmpty()
                && subject.value(failover + ".human.decide").isEmpty();
        if (silent) {
            add(failover + ".human", PEOPLE, span);
        } else {
            shorter(failover + ".human.notice", HALVES, span);
            shorter(failover + ".human.decide", HALVES, span);
        }
    }

    /// The declared intervals of copies: one that is as long as the promise keeps it.
    private void intervals(Outcome outcome) {
        if (stake.objective() == Promise.Objective.RPO) {
            for (Term copy : terms(outcome, Intervals::isOfACopy)) {
                Intervals.within(subject, stake.bound(), copy)
                        .ifPresent(value -> add(copy.path().orElseThrow(), List.of(value), copy.span()));
            }
        }
    }

    private void settings(Outcome outcome, String failover, List<Store> stores) {
        for (Store store : stores) {
            String data = "data." + store.name() + ".";
            backups(outcome, store, data);
            weighs(outcome, data + "replication.ifNoStandby")
                    .ifPresent(span -> add(data + "replication.ifNoStandby", List.of("stop"), span));
        }
        List<String> entrances =
                List.copyOf(subject.topology().traffic().entrances().keySet());
        boolean hasAddresses = new Fronts(subject, stake.application()).haveFixedAddresses();
        if (entrances.size() == 1 && hasAddresses && !StepPurpose.changesNames(subject, stake.application())) {
            sum(terms(outcome, Candidate::isOfNames))
                    .filter(_ -> outcome.terms().stream().noneMatch(Candidate::isToLookUp))
                    .ifPresent(span ->
                            add("traffic.entrances." + entrances.getFirst() + ".switch", List.of("anycast"), span));
        }
        boolean asksPeople = stake.application().failover().mode() != Mode.AUTOMATIC;
        Optional<Span> people = sum(terms(outcome, path -> path.startsWith(failover + ".human.")));
        if (asksPeople && people.isPresent()) {
            add(failover + ".mode", List.of("automatic"), people.get());
        }
        for (Store store : stores) {
            Needed.shortage(subject, store)
                    .filter(few -> few.left() > 0)
                    .ifPresent(few -> weighs(outcome, few.path())
                            .ifPresent(span -> add(few.path(), List.of(Integer.toString(few.left())), span)));
        }
    }

    /// Backups more often, kept longer, or of any moment.
    private void backups(Outcome outcome, Store store, String data) {
        List<String> offered = INTERVALS.stream()
                .filter(value ->
                        Intervals.isOffered(subject, store, Scalars.time(value).orElseThrow()))
                .toList();
        weighs(outcome, data + "backup.every").ifPresent(span -> {
            shorter(data + "backup.every", offered, span);
            moments(store, data, span);
        });
        boolean isShort = subject.value(data + "backup.keep")
                .flatMap(Scalars::time)
                .filter(keep -> keep.compareTo(Duration.ofHours(24)) < 0)
                .isPresent();
        weighs(outcome, data + "backup")
                .filter(_ -> isShort)
                .ifPresent(span -> add(data + "backup.keep", List.of("7d"), span));
        weighs(outcome, data + "backup").ifPresent(span -> {
            if (Backups.hasMoments(store)) {
                moments(store, data, span);
            } else {
                add(data + "backup.every", offered, span);
            }
        });
    }

    private void moments(Store store, String data, Span span) {
        if (Backups.hasMoments(store)) {
            Duration moment = new StoreMechanisms(subject)
                    .past(store, false)
                    .flatMap(mechanism -> mechanism.loss().plan())
                    .filter(most -> most.compareTo(USUAL_MOMENT) > 0)
                    .orElse(USUAL_MOMENT);
            add(data + "backup.pointInTime", List.of(Durations.text(moment)), span);
        }
    }

    /// A step that nobody gave a time can hold everything up; one with a limit, after which the move goes on,
    /// cannot. Only what users can do without may be given up: going on without a step that moves them leaves them
    /// where they were.
    private void limits(Outcome outcome) {
        for (Term step : terms(outcome, path -> path.contains(".steps.") && path.endsWith(".timeout"))) {
            String block = step.path().orElseThrow().replaceFirst("\\.timeout$", "");
            if (!StepPurpose.isDispensable(subject, stake.application(), block)) {
                continue;
            }
            List<String> values = LIMITS.stream()
                    .map(limit -> "{timeout: " + limit + ", onFailure: continue}")
                    .toList();
            add(written(block), values, step.span());
        }
    }

    /// Where a probe or a step of an application can be changed: at the root, if it is inherited from there,
    /// because an assignment changes what is written.
    private String written(String path) {
        Matcher own = INHERITED.matcher(path);
        if (!own.matches()) {
            return path;
        }
        Sources sources = subject.topology().sources();
        boolean inherited = sources.where("applications." + own.group(1) + "." + own.group(2))
                .equals(sources.where(own.group(2)));
        return inherited ? own.group(2) + Objects.requireNonNullElse(own.group(3), "") : path;
    }

    private void capacity(Outcome outcome) {
        for (Term term : terms(outcome, path -> path.endsWith(".capacity"))) {
            add(term.path().orElseThrow(), List.of("100%"), term.span());
        }
    }

    /// Other features of the same provider or of the same software: published mechanisms for stores of the kind,
    /// and stronger modes of the same one.
    private void features(Outcome outcome, Store store) {
        String data = "data." + store.name() + ".";
        Optional<Span> weight = sum(terms(outcome, path -> path.startsWith(data + "replication.")));
        if (weight.isEmpty()) {
            return;
        }
        if (store.managed()) {
            List<Mechanism> offered = new OfferedMechanisms(subject).of(store);
            boolean isSetting = store.kind() == StoreKind.DYNAMODB || store.kind() == StoreKind.COSMOSDB;
            if (isSetting
                    && offered.stream().anyMatch(mechanism -> mechanism.levels().contains("strong"))) {
                add(data + "replication.consistency", List.of("strong"), weight.get());
            }
            add(
                    data + "replication.via",
                    offered.stream()
                            .filter(mechanism -> mechanism.modes().isEmpty()
                                    || mechanism
                                            .modes()
                                            .contains(store.replication().mode()))
                            .flatMap(mechanism -> mechanism.words().stream().limit(1))
                            .distinct()
                            .toList(),
                    weight.get());
        } else if (store.kind() == StoreKind.POSTGRESQL || store.kind() == StoreKind.MYSQL) {
            add(data + "replication.mode", mayWait(store) ? List.of("async", "sync") : List.of("async"), weight.get());
        } else if (store.kind() == StoreKind.COCKROACHDB
                || store.kind() == StoreKind.MONGODB
                || store.kind() == StoreKind.YUGABYTEDB) {
            add(data + "replication.mode", List.of("quorum"), weight.get());
        }
    }

    /// Whether the mechanism that the file names has a synchronous mode for such a store. Where it names none, an
    /// operator decides what its copies do.
    private static boolean mayWait(Store store) {
        return StoreMechanisms.via(store)
                .map(via -> Mechanisms.named(via).stream()
                        .anyMatch(row -> row.covers() == Mechanism.Covers.REGION
                                && row.kinds().contains(store.kind())
                                && row.modes().contains(ReplicationMode.SYNC)))
                .orElse(!store.byOperator());
    }

    /// A change of who operates a store comes last: it is no setting, but another way of working.
    private void operators(Outcome outcome, Store store) {
        String data = "data." + store.name() + ".";
        boolean relational = store.kind() == StoreKind.POSTGRESQL || store.kind() == StoreKind.MYSQL;
        Optional<Span> weight = sum(terms(outcome, path -> path.startsWith(data + "replication.")));
        boolean hasProduct = StoreMechanisms.via(store).isPresent();
        if (store.managed() && relational && !hasProduct && weight.isPresent()) {
            add(data + "replication.mode", List.of("sync"), weight.get());
            add(data + "runs", List.of("self"), weight.get());
        }
    }

    private void places(Outcome outcome, String failover, List<Store> stores) {
        for (Store store : stores) {
            String data = "data." + store.name() + ".";
            Optional<RegionName> other = store.members().stream()
                    .filter(member -> !member.equals(store.writer()))
                    .findFirst()
                    .or(() -> stake.application().failover().targets().stream().findFirst());
            boolean isPlaceLost =
                    stake.disruption() == Promise.Disruption.REGION || stake.disruption() == Promise.Disruption.ZONE;
            weighs(outcome, data + "backup")
                    .filter(_ -> isPlaceLost && other.isPresent() && !RegionalKinds.carriesMessages(store.kind()))
                    .ifPresent(span -> add(data + "backup.copyTo", List.of("[" + other.orElseThrow() + "]"), span));
        }
        boolean two = subject.blueprint().regions().size() == 2
                && subject.blueprint().witness().isEmpty();
        Optional<Span> people = sum(terms(outcome, path -> path.startsWith(failover + ".human.")));
        Optional<Span> unheard = weighs(outcome, failover + ".control.in");
        if (two && (people.isPresent() || unheard.isPresent())) {
            Span most = unheard.or(() -> people).orElseThrow();
            WitnessPlace.of(subject.blueprint()).ifPresent(place -> add(failover + ".witness", List.of(place), most));
        }
    }

    private static List<Term> terms(Outcome outcome, Predicate<String> path) {
        return outcome.terms().stream()
                .filter(term -> term.path().filter(path).isPresent() && !term.isNothing())
                .filter(term -> !Candidate.isToLookUp(term))
                .toList();
    }

    private static Optional<Span> weighs(Outcome outcome, String path) {
        return sum(terms(outcome, path::equals));
    }

    private static Optional<Span> sum(List<Term> terms) {
        return terms.stream().map(Term::span).reduce(Span::plus);
    }

    /// Those of the values that are less than what is in force.
    private void shorter(String path, List<String> values, Span most) {
        Optional<Duration> now = subject.value(path).flatMap(Scalars::time);
        add(
                path,
                values.stream()
                        .filter(value -> now.isEmpty()
                                || Scalars.time(value).orElseThrow().compareTo(now.get()) < 0)
                        .toList(),
                most);
    }

    private void add(String path, List<String> values, Span most) {
        Optional<String> now = subject.value(path);
        List<Change> changes = values.stream()
                .filter(value -> !now.equals(Optional.of(value)))
                .map(value -> new Change(path, now, value))
                .toList();
        boolean known = found.stream().anyMatch(candidate -> candidate.path().equals(path));
        if (!changes.isEmpty() && !known) {
            found.add(new Candidate(path, changes, most));
        }
    }
}
