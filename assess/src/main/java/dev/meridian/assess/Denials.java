package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.PlanningValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Findings of structure that speak against a promise although its arithmetic holds. Only a finding whose cause
/// leaves a promise without any way to hold turns it to ✗: nothing acts, or the copy that the file counts on does
/// not exist. A finding of another subject, such as a smaller standby, makes a promise at risk and no more. So is
/// an availability without a way out of a lost region: the outage is as long as that of the region, which may fit
/// into what the promise leaves. The table, the findings, the automation and the exit code say the same.
final class Denials {
    private Denials() {}

    /// What a finding makes of a promise that it concerns, from the mildest to the strongest.
    enum Effect {
        /// The promise is about something else.
        NOTHING,
        /// Its arithmetic holds, and something else may keep it from holding.
        RISK,
        /// Its time or its loss has no bound.
        DENIAL;

        Effect stronger(Effect other) {
            return compareTo(other) < 0 ? other : this;
        }

        /// Of something that may work all the same.
        Effect atMostARisk() {
            return this == DENIAL ? RISK : this;
        }
    }

    /// The effects of one rule.
    ///
    /// @param rto on a time to recover
    /// @param availability on an availability
    /// @param rpo on a loss of writes
    private record Row(Rule rule, Effect rto, Effect availability, Effect rpo) {}

    /// Every rule that speaks against promises of another subject. [#effect] refines a row by what the file has.
    private static final List<Row> TABLE = List.of(
            // Nothing decides or acts until the region is back, so the time has no bound.
            new Row(Rule.CONTROL_IN_THE_LOST_REGION, Effect.DENIAL, Effect.RISK, Effect.NOTHING),
            new Row(Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION, Effect.DENIAL, Effect.RISK, Effect.NOTHING),
            new Row(Rule.NOTHING_ACTS, Effect.DENIAL, Effect.RISK, Effect.NOTHING),
            // No step makes the copy writable, so the time has no bound.
            new Row(Rule.STEP_LEFT_OUT, Effect.DENIAL, Effect.RISK, Effect.NOTHING),
            // What is ended in the middle moves nobody; a plan that may be within the limit may.
            new Row(Rule.PLAN_ENDS_EARLY, Effect.DENIAL, Effect.RISK, Effect.NOTHING),
            // Nothing is noticed where no person looks; people notice it some other way.
            new Row(Rule.VANTAGE_INSIDE, Effect.DENIAL, Effect.RISK, Effect.NOTHING),
            // What is needed is gone with the region; elsewhere it is a matter of distance.
            new Row(Rule.ONE_REGION_DEPENDENCY, Effect.DENIAL, Effect.RISK, Effect.NOTHING),
            // The copy that the file counts on does not exist.
            new Row(Rule.MODE_NOT_OFFERED, Effect.DENIAL, Effect.DENIAL, Effect.DENIAL),
            // Writes of one side reach no other, so a loss of that side has no bound.
            new Row(Rule.TWO_WRITERS_NO_EDGE, Effect.NOTHING, Effect.NOTHING, Effect.DENIAL),
            // Votes that do not reach each other elect nobody.
            new Row(Rule.NO_NETWORK_PATH, Effect.DENIAL, Effect.NOTHING, Effect.NOTHING),
            // Users arrive in time; whether they are served is a matter of load.
            new Row(Rule.SECONDARY_TOO_SMALL, Effect.RISK, Effect.NOTHING, Effect.NOTHING),
            // Readers are served in time, and writers only if somebody changes the origin.
            new Row(Rule.WRITES_NOT_MOVED, Effect.RISK, Effect.NOTHING, Effect.NOTHING),
            // Writes are lost when two of them meet, which a loss of a region does not need and may not bring.
            new Row(Rule.LAST_WRITE_WINS, Effect.NOTHING, Effect.NOTHING, Effect.RISK),
            new Row(Rule.UNSAFE_ORDER, Effect.NOTHING, Effect.NOTHING, Effect.RISK),
            // What runs in the other zones has no way out of them; other parts in one zone have a term of their own.
            new Row(Rule.ONE_ZONE, Effect.RISK, Effect.NOTHING, Effect.NOTHING),
            // The time counts from a check that may see nothing of what is lost.
            new Row(Rule.SHALLOW_CHECK, Effect.RISK, Effect.NOTHING, Effect.NOTHING));

    /// The promises with the verdicts that remain. One that its own arithmetic refutes keeps that reason: the
    /// finding about its sum says more than any other.
    static List<Promise> applied(Subject subject, List<Promise> promises, List<Finding> structure) {
        return promises.stream()
                .map(promise -> promise.verdict() == Verdict.UNATTAINABLE
                        ? promise
                        : spokenAgainst(subject, promise, structure))
                .map(promise -> measured(subject, promise))
                .toList();
    }

    private static Promise spokenAgainst(Subject subject, Promise promise, List<Finding> structure) {
        return strongest(subject, structure, promise, Effect.DENIAL)
                .map(finding -> with(promise, finding, "denied by ").with(Verdict.UNATTAINABLE))
                .or(() -> strongest(subject, structure, promise, Effect.RISK)
                        .filter(_ -> promise.verdict() == Verdict.ATTAINABLE || promise.verdict() == Verdict.AT_RISK)
                        .map(finding ->
                                with(promise, finding, Promise.AT_RISK_BY).with(Verdict.AT_RISK)))
                .orElse(promise);
    }

    /// What the newest drill did not reach holds by its arithmetic alone.
    private static Promise measured(Subject subject, Promise promise) {
        return promise.verdict() != Verdict.ATTAINABLE
                ? promise
                : DrillRules.missed(subject).stream()
                        .filter(missed -> missed.isOf(promise))
                        .findFirst()
                        .map(missed -> by(
                                        promise,
                                        "measured otherwise: ",
                                        Rule.DRILL_BREAKS_A_PROMISE,
                                        missed.statement(),
                                        "drills." + missed.drill().name())
                                .with(Verdict.AT_RISK))
                        .orElse(promise);
    }

    /// Of an availability an error is named before a part that may work: what a lost region takes decides it.
    private static Optional<Finding> strongest(
            Subject subject, List<Finding> structure, Promise promise, Effect effect) {
        List<Finding> found = structure.stream()
                .filter(finding -> effect(subject, finding, promise) == effect)
                .toList();
        boolean isOfYears = promise.objective() == Promise.Objective.AVAILABILITY;
        return found.stream()
                .filter(finding -> isOfYears && finding.severity() == Severity.ERROR)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static Promise with(Promise promise, Finding finding, String word) {
        return by(promise, word, finding.rule(), finding.statement(), finding.at());
    }

    /// With a part that says which rule speaks against it.
    private static Promise by(Promise promise, String how, Rule rule, String statement, String at) {
        List<Promise.Part> parts = new ArrayList<>(promise.basis());
        parts.add(Promise.Part.of(
                how + rule.id(),
                "",
                "",
                statement,
                new Promise.Origin(rule.id(), Term.Basis.DERIVED, statement, Optional.of(at))));
        return promise.withBasis(parts);
    }

    /// Whether a finding makes a promise void, whatever its arithmetic says.
    static boolean denies(Subject subject, Finding finding, Promise promise) {
        return effect(subject, finding, promise) == Effect.DENIAL;
    }

    /// Whether a finding makes a promise void or puts it at risk.
    static boolean speaksAgainst(Subject subject, Finding finding, Promise promise) {
        return effect(subject, finding, promise) != Effect.NOTHING;
    }

    private static Effect effect(Subject subject, Finding finding, Promise promise) {
        if (finding.rule() == Rule.DOES_NOT_WORK) {
            return Defects.effect(subject, finding, promise);
        }
        boolean isOfRegion = promise.disruption()
                .map(kind -> kind == Promise.Disruption.REGION
                        || isDeniedBeyondARegion(finding, kind)
                        || isOfTheMove(subject, finding, promise))
                .orElse(true);
        boolean isOfMoves = promise.objective() == Promise.Objective.AVAILABILITY
                && row(finding.rule()).filter(Denials::isOfMoves).isPresent();
        Effect effect = row(finding.rule())
                .map(row -> switch (promise.objective()) {
                    case RTO -> row.rto();
                    case AVAILABILITY -> isOfMoves ? row.rto() : row.availability();
                    case RPO -> row.rpo();
                    case LATENCY, TIME -> Effect.NOTHING;
                })
                .orElse(Effect.NOTHING);
        Effect found = effect != Effect.NOTHING && isOfRegion && counts(finding) && concerns(subject, finding, promise)
                ? refined(subject, finding, promise, effect)
                : Effect.NOTHING;
        return isOfMoves ? ofAvailability(promise, found) : found;
    }

    /// Whether a rule leaves no way out of a lost region, and an availability without one.
    private static boolean isOfMoves(Row row) {
        return row.rto() == Effect.DENIAL && row.availability() == Effect.RISK;
    }

    private static Optional<Row> row(Rule rule) {
        return TABLE.stream().filter(row -> row.rule() == rule).findFirst();
    }

    /// An error counts, and so does a target that is smaller by its machines, its limits or its quota, a CDN that
    /// moves reads alone, and a check that a dead store leaves healthy.
    private static boolean counts(Finding finding) {
        return finding.severity() == Severity.ERROR
                || finding.rule() == Rule.SHALLOW_CHECK
                || finding.rule() == Rule.PLAN_ENDS_EARLY
                || (finding.rule() == Rule.SECONDARY_TOO_SMALL && StandbySizeRules.isOfLoad(finding))
                || (finding.rule() == Rule.WRITES_NOT_MOVED && MovedUserRules.leavesWrites(finding))
                || (finding.rule() == Rule.ONE_ZONE && ZoneRules.isWayOut(finding));
    }

    private static Effect refined(Subject subject, Finding finding, Promise promise, Effect effect) {
        boolean isLoss = promise.objective() == Promise.Objective.RPO;
        return switch (finding.rule()) {
            case MODE_NOT_OFFERED ->
                isSynchronous(subject, finding)
                        ? isLoss ? ofSynchronous(promise) : Effect.NOTHING
                        : isLoss && finding.at().startsWith("claims.") ? Effect.NOTHING : effect;
            case UNSAFE_ORDER, TWO_WRITERS_NO_EDGE -> finding.at().startsWith("claims.") ? Effect.NOTHING : effect;
            case LAST_WRITE_WINS ->
                finding.at().startsWith("claims.") || !promise.bound().equals("0s") ? Effect.NOTHING : effect;
            case ONE_ZONE ->
                promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)) ? effect : Effect.NOTHING;
            case NO_NETWORK_PATH ->
                NetworkRules.isCutApart(subject, subject.store(finding.at().split("\\.", -1)[1]))
                        ? effect
                        : Effect.NOTHING;
            case SHALLOW_CHECK -> isUnseen(subject, finding, promise) ? effect : Effect.NOTHING;
            case VANTAGE_INSIDE -> isAutomatic(subject, promise) ? effect : Effect.RISK;
            case PLAN_ENDS_EARLY -> finding.severity() == Severity.ERROR ? effect : Effect.RISK;
            case ONE_REGION_DEPENDENCY -> DependencyRules.isGone(subject, finding) ? effect : Effect.RISK;
            default -> effect;
        };
    }

    /// On an availability: without a way out an outage is as long as that of the region, which is longer than a
    /// short fault, so a promise that leaves less than that in a year is void.
    ///
    /// @param effect on the time to recover
    static Effect ofAvailability(Promise promise, Effect effect) {
        double promised = Double.parseDouble(promise.bound().replace("%", "")) / 100;
        double left = (1 - promised) * Availability.YEAR.toSeconds();
        boolean isLess = PlanningValue.SHORT_FAULT
                .time()
                .best()
                .filter(fault -> left < fault.toSeconds())
                .isPresent();
        return effect == Effect.DENIAL && !isLess ? Effect.RISK : effect;
    }

    /// A provider that copies asynchronously loses something, and may keep a promise that allows it.
    private static Effect ofSynchronous(Promise promise) {
        return promise.bound().equals("0s") ? Effect.DENIAL : Effect.RISK;
    }

    /// Whether a time to recover counts from a check that sees nothing of what is lost.
    private static boolean isUnseen(Subject subject, Finding finding, Promise promise) {
        boolean isDetected = promise.basis().stream()
                .anyMatch(part -> part.name().equals("detect") && !part.plan().equals("0s"));
        return isDetected
                && promise.disruption()
                        .filter(kind -> scopes(subject, promise).stream()
                                .anyMatch(scope -> DetectionRules.misses(subject, finding, scope.application(), kind)))
                        .isPresent();
    }

    private static boolean isAutomatic(Subject subject, Promise promise) {
        return scopes(subject, promise).stream()
                .allMatch(scope -> scope.application().failover().mode() == Mode.AUTOMATIC);
    }

    /// Whether an error is also about the loss of a zone or about damage: a kind or a mechanism that the provider
    /// does not have is no store at all there, and a mode that it does not have is no way out of a zone either. A
    /// store that is in one region alone has its zones.
    private static boolean isDeniedBeyondARegion(Finding finding, Promise.Disruption kind) {
        boolean isOfZones = finding.rule() == Rule.ONE_ZONE || finding.rule() == Rule.SHALLOW_CHECK;
        return (isOfZones && kind == Promise.Disruption.ZONE)
                || (finding.rule() == Rule.MODE_NOT_OFFERED
                        && !finding.at().endsWith(".serverless")
                        && (kind == Promise.Disruption.ZONE || finding.at().matches(".*\\.(kind|via)")));
    }

    /// Whether a finding about the size of the target is about a zone too: its loss is left for the same target.
    private static boolean isOfTheMove(Subject subject, Finding finding, Promise promise) {
        return finding.rule() == Rule.SECONDARY_TOO_SMALL
                && promise.disruption().equals(Optional.of(Promise.Disruption.ZONE))
                && scopes(subject, promise).stream()
                        .anyMatch(scope -> new Recovery(subject, scope.application()).leavesForAZone(scope.reach()));
    }

    /// Whether the mode that is not offered is the synchronous one: its copy loses writes, and it can be promoted.
    private static boolean isSynchronous(Subject subject, Finding finding) {
        String[] place = finding.at().split("\\.", -1);
        return finding.rule() == Rule.MODE_NOT_OFFERED
                && finding.at().endsWith(".mode")
                && Optional.ofNullable(subject.blueprint().stores().get(place[1]))
                        .filter(store -> store.replication().mode() == ReplicationMode.SYNC)
                        .isPresent();
    }

    /// Whether an error keeps the failover from acting by itself, whatever its lease and its observers are. A part
    /// that is known not to work does so for each application that counts on it.
    static boolean disarms(Finding finding) {
        return finding.rule() == Rule.DOES_NOT_WORK || isErrorOfTheMove(finding);
    }

    private static boolean isErrorOfTheMove(Finding finding) {
        return finding.severity() == Severity.ERROR
                && (stopsRecovery(finding.rule())
                        || switch (finding.rule()) {
                            case EVEN_QUORUM,
                                    QUORUM_IN_ONE_METRO,
                                    VOTES_IN_ONE_REGION,
                                    MISSING_IS_FAILING,
                                    NOBODY_KNOWS -> true;
                            default -> false;
                        });
    }

    private static boolean stopsRecovery(Rule rule) {
        return row(rule)
                .filter(row ->
                        row.rto() != Effect.NOTHING && rule != Rule.WRITES_NOT_MOVED && rule != Rule.NO_NETWORK_PATH)
                .isPresent();
    }

    /// Whether the place of a finding belongs to the system that a promise is about.
    private static boolean concerns(Subject subject, Finding finding, Promise promise) {
        if (finding.objective().equals(Optional.of(promise.path()))) {
            return true;
        }
        String[] place = finding.at().split("\\.", -1);
        return scopes(subject, promise).stream()
                .anyMatch(scope -> isIn(scope, place) && touches(new Rested(subject, promise, scope), finding, place));
    }

    /// Whether the cause of a finding is something that the promise needs: a control of traffic that of users, the
    /// control of a failover that of what moves only by it, a promotion that of a store which has to be promoted,
    /// a size that of a region which is moved to. An order of steps loses writes only where it promotes before it
    /// fences.
    private static boolean touches(Rested rested, Finding finding, String[] place) {
        Subject subject = rested.subject();
        Scope scope = rested.scope();
        return switch (finding.rule()) {
            case CONTROL_IN_THE_LOST_REGION, CONTROL_DEPENDS_ON_THE_LOST_REGION ->
                place[0].equals("traffic")
                        ? rested.countsTheWay()
                                && (place.length < 3 || !place[1].equals("entrances") || isReachedBy(rested, place[2]))
                        : rested.waitsForControl();
            case VANTAGE_INSIDE, PLAN_ENDS_EARLY -> rested.waitsForControl();
            case WRITES_NOT_MOVED -> rested.hasUsers() && isReachedBy(rested, place[2]);
            case NOTHING_ACTS ->
                ActionRules.idle(subject, scope.application()).stream()
                        .anyMatch(scope.reach().stores()::contains);
            case STEP_LEFT_OUT ->
                StepOrder.leftOut(subject, scope.application()).stream()
                        .anyMatch(scope.reach().stores()::contains);
            case UNSAFE_ORDER -> StepOrder.hasTwoWriters(subject, scope.application());
            case SECONDARY_TOO_SMALL, ONE_REGION_DEPENDENCY, ONE_ZONE -> rested.hasUsers();
            default -> true;
        };
    }

    private static boolean isReachedBy(Rested rested, String entrance) {
        return rested.entrances().stream().anyMatch(own -> own.name().equals(entrance));
    }

    /// Whether the place of a finding belongs to an application.
    static boolean concerns(Subject subject, Finding finding, Application application) {
        if (finding.rule() == Rule.DOES_NOT_WORK) {
            return Defects.disarms(subject, finding, application);
        }
        Scope scope = new Scope(application, Reach.of(subject, application.name()));
        return isIn(scope, finding.at().split("\\.", -1));
    }

    private static boolean isIn(Scope scope, String[] place) {
        String name = place.length > 1 ? place[1] : "";
        return switch (place[0]) {
            case "data" ->
                scope.reach().stores().contains(name) || scope.reach().lost().contains(name);
            case "services" -> scope.reach().services().contains(name);
            case "applications" -> scope.application().name().equals(name);
            default -> true;
        };
    }

    /// @param application whose failover the promise depends on
    record Scope(Application application, Reach reach) {}

    /// The applications that have to keep a promise, with what it needs of each.
    static List<Scope> scopes(Subject subject, Promise promise) {
        List<Scope> scopes = new ArrayList<>();
        subject.stakes().stream()
                .filter(stake ->
                        stake.path().equals(promise.path()) && stake.owner().equals(promise.owner()))
                .forEach(stake -> scopes.add(new Scope(stake.application(), stake.reach())));
        if (promise.objective() == Promise.Objective.AVAILABILITY) {
            Optional.ofNullable(subject.blueprint().applications().get(promise.owner()))
                    .ifPresent(application -> scopes.add(
                            new Scope(application, Reach.of(subject, Objects.requireNonNull(application.name())))));
        }
        return scopes;
    }
}
