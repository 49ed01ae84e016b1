package dev.meridian.assess;

import dev.meridian.assess.Denials.Effect;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.topology.Events;
import dev.meridian.topology.Storage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A part of a store that is known not to work: its copies, its backup, or all of it.
final class DefectiveStore {
    /// Keys that say what a store holds and how it is kept: no way back goes by them.
    private static final List<String> BESIDE = List.of(
            "objectives",
            "encryption",
            "insights",
            "lifecycle",
            "tiering",
            "compression",
            "deduplication",
            "rowSecurity",
            "pattern",
            "size",
            "sla",
            "keep");

    /// Keys of a backup without which a restore goes on as it did.
    static final List<String> BESIDE_A_RESTORE = List.of("verify", "cleanup", "incremental");

    private final Subject subject;
    private final Events.Effect shows;
    private final List<String> part;

    /// @param shows how often the defect does
    /// @param part the keys of its path behind `data`
    DefectiveStore(Subject subject, Events.Effect shows, List<String> part) {
        this.subject = subject;
        this.shows = shows;
        this.part = part;
    }

    /// Whether a part is about backups, or about nothing that a failover needs.
    ///
    /// @param path the keys of its path
    static boolean isOfBackups(List<String> path) {
        return path.size() > 2
                && (BESIDE.contains(path.get(2))
                        || List.of("backup", "recover", "versioning").contains(path.get(2)));
    }

    Effect on(Rested rested) {
        if (!rested.isOfTime() && !rested.isOfLoss()) {
            return Effect.NOTHING;
        }
        Reach reach = rested.scope().reach();
        return (rested.isOfLoss() ? reach.lost() : reach.stores())
                .stream()
                        .map(subject::store)
                        .filter(store ->
                                !rested.isOfLoss() || !subject.said(store).disposable())
                        .filter(store -> rested.disruption() != Promise.Disruption.BAD_DEPLOY
                                || BadVersion.concerns(subject, store))
                        .map(store -> on(rested, store))
                        .reduce(Effect.NOTHING, Effect::stronger);
    }

    private Effect on(Rested rested, Store store) {
        boolean isIt = part.isEmpty() || part.getFirst().equals(store.name());
        if (!isIt) {
            return feeds(rested, store) ? Effect.RISK : Effect.NOTHING;
        }
        String key = part.size() < 2 ? "" : part.get(1);
        return switch (key) {
            case "" -> isLeftAlone(rested, store) ? Effect.NOTHING : Effect.DENIAL;
            case "backup" -> ofBackup(rested, store, part.size() < 3 ? "" : part.get(2));
            case "recover" -> back(rested, store).way() == Comeback.Way.MADE_AGAIN ? Effect.DENIAL : Effect.NOTHING;
            case "replication", "members", "voters", "leader" -> ofCopies(rested, store, part.subList(1, part.size()));
            case "zones" -> rested.disruption() == Promise.Disruption.ZONE ? Effect.DENIAL : Effect.NOTHING;
            case "versioning" -> back(rested, store).way() == Comeback.Way.RESTORED ? Effect.RISK : Effect.NOTHING;
            default -> BESIDE.contains(key) ? Effect.NOTHING : Effect.RISK;
        };
    }

    /// Whether a disruption asks a provider's store that works most of the time for nothing that it does not do
    /// every day: it stays where it is through a lost zone, and its damage is mended in place.
    private boolean isLeftAlone(Rested rested, Store store) {
        return shows == Events.Effect.SOMETIMES
                && store.managed()
                && (rested.isOfDamage()
                        || (rested.disruption() == Promise.Disruption.ZONE
                                && back(rested, store).way() == Comeback.Way.STAYS));
    }

    private Comeback back(Rested rested, Store store) {
        return subject.wayBack(store, rested.disruption());
    }

    /// Whether the way back of a store begins with this one: it keeps its backups, or it is made from it.
    private boolean feeds(Rested rested, Store store) {
        Storage.Store said = subject.said(store);
        Optional<String> it = Optional.of(part.getFirst());
        boolean isKept = said.backup().flatMap(Storage.Backup::store).equals(it);
        boolean isSource = said.recover().replay().map(Storage.Replay::from).equals(it)
                || said.recover().rebuild().map(Storage.Rebuild::from).equals(it);
        boolean isTarget = it.filter(StandbyTarget.edgesInto(said)::contains).isPresent();
        Comeback.Way way = back(rested, store).way();
        return (isKept && way == Comeback.Way.RESTORED) || ((isSource || isTarget) && way == Comeback.Way.MADE_AGAIN);
    }

    /// A copy elsewhere of a backup is for a lost region, and not for damage.
    private Effect ofBackup(Rested rested, Store store, String key) {
        boolean isForAnother = rested.isOfDamage() && key.equals("copyTo");
        if (isForAnother || back(rested, store).way() != Comeback.Way.RESTORED) {
            return Effect.NOTHING;
        }
        return BESIDE_A_RESTORE.contains(key) ? Effect.RISK : Effect.DENIAL;
    }

    private Effect ofCopies(Rested rested, Store store, List<String> keys) {
        if (rested.isOfDamage() || keys.contains("alarmOnLag")) {
            return Effect.NOTHING;
        }
        return switch (back(rested, store).way()) {
            case PROMOTED, WRITABLE ->
                areLeft(store, keys) || comesBackOtherwise(rested, store) ? Effect.RISK : Effect.DENIAL;
            case LOST -> isOnlyWayElsewhere(rested, store, keys) ? Effect.DENIAL : Effect.NOTHING;
            case MADE_AGAIN ->
                !StandbyTarget.isFilledFrom(subject, store)
                        ? Effect.NOTHING
                        : StandbyTarget.wayBack(subject, store).isEmpty() && isOnlyWayElsewhere(rested, store, keys)
                                ? Effect.DENIAL
                                : Effect.RISK;
            case OWN_ELSEWHERE -> ofOwnElsewhere(rested, store, keys);
            case STAYS, RESTORED, WITHOUT_QUORUM -> Effect.NOTHING;
        };
    }

    /// Each region goes on with a store for itself; what the lost one had is elsewhere by its copies alone.
    private Effect ofOwnElsewhere(Rested rested, Store store, List<String> keys) {
        boolean isCopied = !store.replication().edges().isEmpty();
        return rested.isOfLoss() && isCopied && rested.disruption() == Promise.Disruption.REGION
                ? areLeft(store, keys) || comesBackOtherwise(rested, store) ? Effect.RISK : Effect.DENIAL
                : Effect.NOTHING;
    }

    /// Whether what is lost with a region is elsewhere by this edge alone, which feeds another store.
    private boolean isOnlyWayElsewhere(Rested rested, Store store, List<String> keys) {
        int edge = keys.indexOf("edges");
        boolean isNamed = edge >= 0 && keys.size() > edge + 1;
        return isNamed
                && rested.disruption() == Promise.Disruption.REGION
                && subject.said(store).replication().stream()
                        .flatMap(said -> said.edges().values().stream())
                        .anyMatch(said -> said.name().equals(keys.get(edge + 1))
                                && said.into().isPresent());
    }

    /// Whether other copies are left of those that may take the store over.
    private boolean areLeft(Store store, List<String> keys) {
        if (keys.size() > 1 && keys.getFirst().equals("members")) {
            return store.members().size() > 2;
        }
        int edge = keys.indexOf("edges");
        return edge > 0
                && keys.size() > edge + 1
                && store.replication().edges().stream()
                        .filter(Edge::promotes)
                        .anyMatch(other -> works(store, other.name()));
    }

    private boolean works(Store store, String edge) {
        String at = "data." + store.name() + ".replication.edges." + edge;
        return subject.topology().defects().values().stream()
                .filter(defect -> defect.effect() == Events.Effect.NEVER)
                .noneMatch(defect -> DefectEffects.isWithin(defect.at(), at));
    }

    /// Whether another way back may keep the promise: a history, another store, or a backup elsewhere.
    boolean comesBackOtherwise(Rested rested, Store store) {
        return !rested.isPlanned()
                && Stream.concat(
                                subject.ways(store, rested.disruption()).stream(),
                                Stream.of(new Backups(subject).elsewhere(store)))
                        .filter(way -> way.way() == Comeback.Way.MADE_AGAIN || way.way() == Comeback.Way.RESTORED)
                        .map(way -> rested.isOfLoss() ? way.loss() : way.recovery())
                        .anyMatch(term -> mayKeep(rested, term.span()));
    }

    private static boolean mayKeep(Rested rested, Span span) {
        return rested.bound().map(bound -> !span.cannotBeWithin(bound)).orElse(true);
    }
}
