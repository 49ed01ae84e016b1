package dev.meridian.assess;

import dev.meridian.assess.Denials.Effect;
import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Events;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a part that is known not to work makes of the promises that rest on it. A part of the failover and of the
/// way of users bears the times to recover from a lost region, a copy those and the loss, and a backup the return
/// from damage. A service that never works serves nobody, whatever is lost. A part that works sometimes puts a
/// promise at risk and no more; so does one beside which another part does the same, and each part of a way out of
/// a lost region on an availability: that region returns.
final class DefectEffects {
    /// Keys of an entrance without which its users do not move.
    private static final List<String> OF_THE_WAY = List.of(
            "host", "to", "route", "providers", "switch", "health", "originFailover", "behind", "in", "alias", "ttl");

    private final Subject subject;
    private final Events.Defect defect;
    private final Optional<String> owner;
    private final List<String> part;

    DefectEffects(Subject subject, Events.Defect defect) {
        this.subject = subject;
        this.defect = defect;
        List<String> keys = List.of(defect.at().split("@", 2)[0].split("\\.", -1));
        boolean isOwned = keys.getFirst().equals("applications") && keys.size() > 1;
        this.owner = isOwned ? Optional.of(keys.get(1)) : Optional.empty();
        List<String> rest = isOwned ? keys.subList(2, keys.size()) : keys;
        this.part = rest.isEmpty() ? List.of("failover") : rest;
    }

    /// On one promise, by its objective and its kind of disruption.
    Effect on(Promise promise) {
        Effect strongest = whileBroken(promise);
        return defect.effect() == Events.Effect.SOMETIMES ? strongest.atMostARisk() : strongest;
    }

    /// The same at a moment at which the part does not work.
    Effect whileBroken(Promise promise) {
        return scopes(promise).stream()
                .filter(scope -> isOf(scope.application()))
                .map(scope -> on(promise, scope))
                .map(effect -> promise.objective() == Promise.Objective.AVAILABILITY && !isOfAllTimes()
                        ? Denials.ofAvailability(promise, effect)
                        : effect)
                .reduce(
                        speaksAgainst(promise) || isOfItsClaim(promise) ? Effect.RISK : Effect.NOTHING,
                        Effect::stronger);
    }

    /// Whether users are without the part at all times, and not from the loss of a region on.
    private boolean isOfAllTimes() {
        return part.getFirst().equals("services") && part.size() == 2 && defect.effect() == Events.Effect.NEVER;
    }

    /// Whether the defect is one of a claim that a row is about, or of the part of which a claim says the time.
    /// Its arithmetic may hold all the same.
    boolean speaksAgainst(Promise promise) {
        List<String> path = List.of(promise.path().split("\\.", -1));
        if (!path.getFirst().equals("claims") || path.size() < 2) {
            return false;
        }
        String at = Optional.ofNullable(subject.topology().claims().get(path.get(1)))
                .flatMap(claim -> claim.at())
                .orElse("");
        boolean isOfThePart = promise.objective() == Promise.Objective.TIME
                && (isWithin(at, defect.at())
                        || (at.endsWith("failover.failback") && isWithin(defect.at(), at))
                        || promise.basis().stream()
                                .flatMap(one -> one.origins().stream())
                                .flatMap(origin -> origin.path().stream())
                                .anyMatch(one -> isWithin(one, defect.at())));
        return isOfThePart || isWithin(defect.at(), "claims." + path.get(1));
    }

    /// Whether a row is a claim about the part, whatever a lost region makes of it: of a backup, also a claim
    /// about a store that nothing else brings back.
    boolean isOfItsClaim(Promise promise) {
        String[] path = promise.path().split("\\.", -1);
        return path[0].equals("claims")
                && path.length > 1
                && promise.objective() != Promise.Objective.TIME
                && Optional.ofNullable(subject.topology().claims().get(path[1]))
                        .filter(claim -> isWithin(claim.at().orElse(""), defect.at())
                                || (isOfBackups() && isOfTheSameBackups(claim, promise)))
                        .isPresent();
    }

    private boolean isOfBackups() {
        return part.size() > 2
                && part.getFirst().equals("data")
                && part.get(2).equals("backup")
                && (part.size() == 3 || !DefectiveStore.BESIDE_A_RESTORE.contains(part.get(3)));
    }

    private boolean isOfTheSameBackups(Claim claim, Promise promise) {
        return Stake.of(subject, claim).stream()
                .filter(stake -> stake.path().equals(promise.path()))
                .flatMap(stake -> BackupClaims.of(subject, stake).stream())
                .anyMatch(found -> found.store().name().equals(part.get(1)));
    }

    /// Whether the part is one of the way back to the repaired region, of which no promise speaks.
    boolean isOfTheWayBack() {
        return part.size() > 1
                && part.getFirst().equals("failover")
                && part.get(1).equals("failback");
    }

    /// Whether a path is that of a part, or of something in it.
    static boolean isWithin(String path, String whole) {
        return path.equals(whole) || path.startsWith(whole + ".");
    }

    private boolean isOf(Application application) {
        return owner.filter(name -> !name.equals(application.name())).isEmpty();
    }

    /// Whether the failover of an application counts on the part.
    boolean disarms(Application application) {
        boolean isOfACopy = part.getFirst().equals("data")
                && part.size() > 1
                && !DefectiveStore.isOfBackups(part)
                && Needed.moved(subject, application).stream()
                        .anyMatch(store -> store.name().equals(part.get(1)));
        boolean isOfTheMove = part.getFirst().equals("failover")
                && new DefectiveFailover(subject, application, part.subList(1, part.size())).isUsed();
        return isOf(application) && (isOfACopy || isOfTheMove);
    }

    /// What a promise counts on that holds without the part, for a sentence that says that it rests on the part.
    String without() {
        List<String> inside = part.subList(1, part.size());
        String key = inside.isEmpty() ? "" : inside.getFirst();
        boolean isReplaced = switch (part.getFirst()) {
            case "failover" ->
                subject.blueprint().applications().values().stream()
                        .filter(this::isOf)
                        .anyMatch(application -> new DefectiveFailover(subject, application, inside).isReplaced());
            case "data" ->
                inside.size() > 1 && List.of("replication", "members", "voters").contains(inside.get(1));
            case "compute" -> inside.size() > 1 && key.equals("nodes");
            default -> false;
        };
        boolean isNoticed = part.getFirst().equals("failover")
                && List.of("triggers", "probes", "vantages").contains(key);
        return isReplaced
                ? ", and something else may do the same"
                : isNoticed ? ", and people may notice without it" : ", at least in part";
    }

    private Effect on(Promise promise, Denials.Scope scope) {
        List<String> inside = part.subList(1, part.size());
        Rested rested = new Rested(subject, promise, scope);
        return switch (part.getFirst()) {
            case "failover" -> new DefectiveFailover(subject, scope.application(), inside).on(rested);
            case "data" -> new DefectiveStore(subject, defect.effect(), inside).on(rested);
            case "traffic" ->
                rested.isTimeOfAMove() && rested.countsTheWay() ? ofTraffic(rested, inside) : Effect.NOTHING;
            case "services" ->
                inside.isEmpty()
                        ? ofNeeded(rested, inside, List.copyOf(scope.reach().services()))
                        : new DefectiveWorkload(subject, defect.effect(), inside).on(rested);
            case "external" ->
                ofNeeded(rested, inside, List.copyOf(scope.reach().externals()));
            case "compute" -> rested.isTimeOfAMove() && rested.hasUsers() ? ofMachines(inside) : Effect.NOTHING;
            case "regions" -> rested.isOfAMove() ? ofRegion(rested, inside) : Effect.NOTHING;
            case "network" -> rested.isOfAMove() ? Effect.RISK : Effect.NOTHING;
            case "secrets" -> rested.isTimeOfAMove() && rested.hasUsers() ? Effect.RISK : Effect.NOTHING;
            case "observability", "operations" -> ofPeople(rested);
            case "deploy" -> rested.isTimeAfter(Promise.Disruption.BAD_DEPLOY) ? Effect.RISK : Effect.NOTHING;
            default -> Effect.NOTHING;
        };
    }

    /// People who start a move look at alarms and boards. Where the file names what notices a lost region, general
    /// alarms are not needed for it.
    private Effect ofPeople(Rested rested) {
        Application application = rested.scope().application();
        Failover said = subject.said(application).failover();
        boolean isNoticedOtherwise = part.getFirst().equals("observability")
                && !(said.probes().isEmpty() && said.triggers().isEmpty());
        return rested.isTimeOfAMove()
                        && application.failover().mode() != Mode.AUTOMATIC
                        && rested.waitsForControl()
                        && !isNoticedOtherwise
                ? Effect.RISK
                : Effect.NOTHING;
    }

    /// A store whose sum has the way of users is reached by it, whatever requests lack on that way.
    private static Effect ofTraffic(Rested rested, List<String> inside) {
        Effect inPart = rested.hasUsers() ? Effect.RISK : Effect.NOTHING;
        String key = inside.isEmpty() ? "" : inside.getFirst();
        return switch (key) {
            case "", "accelerator", "cdn" -> inside.size() < 2 ? Effect.DENIAL : inPart;
            case "control" -> rested.route().movesByItself() ? Effect.NOTHING : Effect.DENIAL;
            case "ttl", "clients" -> rested.route().isByName() ? Effect.DENIAL : Effect.NOTHING;
            case "entrances" -> ofEntrance(rested, inside.subList(1, inside.size()));
            default -> inPart;
        };
    }

    private static Effect ofEntrance(Rested rested, List<String> inside) {
        boolean isReached = inside.isEmpty()
                || rested.entrances().stream()
                        .anyMatch(entrance -> entrance.name().equals(inside.getFirst()));
        boolean isOfTheWay = inside.size() < 2 || OF_THE_WAY.contains(inside.get(1));
        return !isReached ? Effect.NOTHING : isOfTheWay ? Effect.DENIAL : Effect.RISK;
    }

    private static Effect ofNeeded(Rested rested, List<String> inside, List<String> needed) {
        boolean isNeeded = inside.isEmpty() ? !needed.isEmpty() : needed.contains(inside.getFirst());
        return isNeeded && rested.isTimeOfAMove() ? Effect.DENIAL : Effect.NOTHING;
    }

    /// Of several groups of machines the others are left.
    private Effect ofMachines(List<String> inside) {
        boolean isOneOfSeveral = inside.size() > 1
                && inside.getFirst().equals("nodes")
                && subject.topology().compute().nodes().size() > 1;
        return isOneOfSeveral ? Effect.RISK : Effect.DENIAL;
    }

    /// The region that an application goes to is needed for each of its promises about a lost region.
    private Effect ofRegion(Rested rested, List<String> inside) {
        Application application = rested.scope().application();
        Optional<RegionName> target = subject.destination(application);
        if (inside.isEmpty() || inside.getFirst().equals(application.primary().text())) {
            return Effect.RISK;
        }
        RegionName region = new RegionName(inside.getFirst());
        boolean isOnly = application.roles().size() == 2 && application.roles().containsKey(region);
        boolean isTarget = target.filter(region::equals).isPresent() || isOnly;
        boolean isOther = target.isPresent() || !application.roles().containsKey(region);
        return isTarget ? Effect.DENIAL : isOther ? Effect.NOTHING : Effect.RISK;
    }

    /// The applications and their parts that a promise depends on, with those that move a store of another one or
    /// that go first.
    private List<Denials.Scope> scopes(Promise promise) {
        List<Denials.Scope> scopes = new ArrayList<>(Denials.scopes(subject, promise));
        if (scopes.isEmpty() && promise.path().startsWith("claims.")) {
            scopes.addAll(ofClaim(promise));
        }
        if (promise.objective() == Promise.Objective.AVAILABILITY) {
            scopes.addAll(ofAvailability(promise));
        }
        for (Denials.Scope scope : List.copyOf(scopes)) {
            for (String name : scope.reach().stores()) {
                Store store = subject.store(name);
                application(store.application())
                        .filter(other -> !other.equals(scope.application()))
                        .ifPresent(other -> scopes.add(new Denials.Scope(other, Reach.ofStoreAlone(name))));
            }
            subject.said(scope.application()).failover().after().stream()
                    .flatMap(name -> application(name).stream())
                    .forEach(first -> scopes.add(new Denials.Scope(first, Reach.of(subject, first.name()))));
        }
        return scopes;
    }

    /// The parts that a claim about a usual figure is about, which is no promise.
    private List<Denials.Scope> ofClaim(Promise promise) {
        return Optional.ofNullable(
                        subject.topology().claims().get(promise.path().split("\\.", -1)[1]))
                .map(claim -> Stake.of(subject, claim).stream()
                        .map(stake -> new Denials.Scope(stake.application(), stake.reach()))
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    /// The promises of an availability that a claim or a store makes.
    private List<Denials.Scope> ofAvailability(Promise promise) {
        String[] path = promise.path().split("\\.", -1);
        if (path[0].equals("data")) {
            return application(subject.store(path[1]).application())
                    .map(found -> new Denials.Scope(found, Reach.ofStore(subject, path[1])))
                    .stream()
                    .toList();
        }
        if (!path[0].equals("claims")) {
            return List.of();
        }
        String at = Optional.ofNullable(subject.topology().claims().get(path[1]))
                .flatMap(claim -> claim.at())
                .orElse("");
        return subject.blueprint().applications().values().stream()
                .filter(found -> at.isEmpty() || at.startsWith(subject.path(found.name(), "objectives")))
                .map(found -> new Denials.Scope(found, Reach.of(subject, found.name())))
                .toList();
    }

    private Optional<Application> application(String name) {
        return Optional.ofNullable(subject.blueprint().applications().get(name));
    }
}
