package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.bounds.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Findings of structure that deny a promise although its arithmetic holds. A sum of seconds is worth nothing
/// where the control that would act is lost with its region, or where the target cannot carry the load; so such an
/// error turns the
/// verdict, and the table, the findings, the automation and the exit code say the same.
final class Denials {
    private Denials() {}

    /// The promises with the verdicts that remain.
    static List<Promise> applied(Subject subject, List<Promise> promises, List<Finding> structure) {
        List<Finding> errors = structure.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        return promises.stream()
                .map(promise -> errors.stream()
                        .filter(finding -> denies(subject, finding, promise))
                        .findFirst()
                        .map(finding -> denied(promise, finding))
                        .orElse(promise))
                .map(promise -> measured(subject, promise))
                .toList();
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

    private static Promise denied(Promise promise, Finding finding) {
        return by(promise, "denied by ", finding.rule(), finding.statement(), finding.at())
                .with(Verdict.UNATTAINABLE);
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

    /// Whether an error of structure makes a promise void.
    static boolean denies(Subject subject, Finding finding, Promise promise) {
        boolean isOfRegion = promise.disruption()
                .map(kind -> kind == Promise.Disruption.REGION || isDeniedBeyondARegion(finding, kind))
                .orElse(true);
        boolean isAbout = switch (promise.objective()) {
            case RTO, AVAILABILITY -> stopsRecovery(finding.rule()) && !isSynchronous(subject, finding);
            case RPO -> losesWrites(finding.rule()) && !finding.at().startsWith("claims.");
        };
        return finding.severity() == Severity.ERROR && isAbout && isOfRegion && concerns(subject, finding, promise);
    }

    /// Whether an error is also about the loss of a zone or about damage: a kind or a mechanism that the provider
    /// does not have is no store at all there, and a mode that it does not have is no way out of a zone either.
    private static boolean isDeniedBeyondARegion(Finding finding, Promise.Disruption kind) {
        return finding.rule() == Rule.MODE_NOT_OFFERED
                && (kind == Promise.Disruption.ZONE
                        || finding.at().endsWith(".kind")
                        || finding.at().endsWith(".via"));
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

    /// Whether an error keeps the failover from acting by itself, whatever its lease and its observers are.
    static boolean disarms(Finding finding) {
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
        return switch (rule) {
            case CONTROL_IN_THE_LOST_REGION,
                    CONTROL_DEPENDS_ON_THE_LOST_REGION,
                    VANTAGE_INSIDE,
                    SECONDARY_TOO_SMALL,
                    NOTHING_ACTS,
                    STEP_LEFT_OUT,
                    ONE_REGION_DEPENDENCY,
                    MODE_NOT_OFFERED -> true;
            default -> false;
        };
    }

    private static boolean losesWrites(Rule rule) {
        return switch (rule) {
            case TWO_WRITERS_NO_EDGE, LAST_WRITE_WINS, UNSAFE_ORDER, MODE_NOT_OFFERED -> true;
            default -> false;
        };
    }

    /// Whether the place of a finding belongs to the system that a promise is about.
    private static boolean concerns(Subject subject, Finding finding, Promise promise) {
        if (finding.objective().equals(Optional.of(promise.path()))) {
            return true;
        }
        String[] place = finding.at().split("\\.", -1);
        return scopes(subject, promise).stream()
                .anyMatch(scope -> isIn(scope, place) && touches(subject, finding, scope, place));
    }

    /// Whether the cause of a finding is something that the promise needs: a control of traffic that of users, a
    /// promotion that of a store which has to be promoted, a size that of a region which is moved to. An order of
    /// steps loses writes only where it promotes before it fences.
    private static boolean touches(Subject subject, Finding finding, Scope scope, String[] place) {
        boolean hasUsers = !scope.reach().services().isEmpty();
        return switch (finding.rule()) {
            case CONTROL_IN_THE_LOST_REGION, CONTROL_DEPENDS_ON_THE_LOST_REGION ->
                !place[0].equals("traffic")
                        || (hasUsers
                                && (place.length < 3
                                        || !place[1].equals("entrances")
                                        || isReachedBy(subject, scope, place[2])));
            case NOTHING_ACTS ->
                ActionRules.idle(subject, scope.application()).stream()
                        .anyMatch(scope.reach().stores()::contains);
            case STEP_LEFT_OUT ->
                StepOrder.leftOut(subject, scope.application()).stream()
                        .anyMatch(scope.reach().stores()::contains);
            case UNSAFE_ORDER -> StepOrder.hasTwoWriters(subject, scope.application());
            case SECONDARY_TOO_SMALL, ONE_REGION_DEPENDENCY -> hasUsers;
            default -> true;
        };
    }

    private static boolean isReachedBy(Subject subject, Scope scope, String entrance) {
        return new Fronts(subject, scope.application(), scope.reach().services())
                .entrances().stream().anyMatch(own -> own.name().equals(entrance));
    }

    /// Whether the place of a finding belongs to an application.
    static boolean concerns(Subject subject, Finding finding, Application application) {
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
    private record Scope(Application application, Reach reach) {}

    private static List<Scope> scopes(Subject subject, Promise promise) {
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
