package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.mechanisms.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The instructions of findings about loss that no setting of the file mends.
final class LossFixes {
    /// The most stores that one line names.
    private static final int MOST_STORES = 4;

    /// A word of `via` that names no product.
    private static final String USUAL = "streaming";

    /// The least value of `rds.global_db_rpo`, which Aurora PostgreSQL has (Amazon Aurora User Guide, Managing
    /// RPOs for Aurora PostgreSQL-based global databases, 2026-11).
    private static final Duration LEAST_GLOBAL_RPO = Duration.ofSeconds(20);

    private final Subject subject;

    LossFixes(Subject subject) {
        this.subject = subject;
    }

    /// The backups that are missing after damage, where no store that loses too much has one.
    Optional<String> backups(JudgedStake one) {
        Duration bound = one.stake().bound();
        List<String> without = one.outcome().losses().entrySet().stream()
                .filter(loss -> loss.getValue().span().cannotBeWithin(bound))
                .map(Map.Entry::getKey)
                .toList();
        boolean isMissing = one.stake().disruption() == Promise.Disruption.CORRUPTION
                && !without.isEmpty()
                && without.stream()
                        .allMatch(name -> Objects.requireNonNull(
                                        one.outcome().losses().get(name))
                                .name()
                                .equals("no backup"));
        return isMissing
                ? Optional.of("a backup for " + Listed.names(without) + ", so that the newest is never older than "
                        + text(bound) + " (`backup.every`, or `backup.pointInTime`)")
                : Optional.empty();
    }

    /// The numbers of zones of stores that lose too much with a zone only if they are in one; empty where none is
    /// missing.
    Optional<String> zones(JudgedStake one) {
        List<String> keys = one.outcome().losses().entrySet().stream()
                .filter(loss -> LostZone.isOfUnknownZones(loss.getValue())
                        && !loss.getValue().span().isWithin(one.stake().bound()))
                .map(loss -> "`data." + loss.getKey() + ".zones`")
                .toList();
        return Optional.of("declare " + Listed.plain(keys) + ", if there are several")
                .filter(_ -> !keys.isEmpty());
    }

    /// A copy that goes on all the time, for stores that come back from a backup which is too old.
    Optional<String> copied(JudgedStake one) {
        Duration bound = one.stake().bound();
        List<Store> losing = one.outcome().losses().entrySet().stream()
                .filter(loss -> !loss.getValue().span().isWithin(bound))
                .map(loss -> subject.store(loss.getKey()))
                .toList();
        List<String> ways = losing.stream()
                .filter(store ->
                        subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.RESTORED
                                || LiveCopies.areFiles(store))
                .flatMap(store -> new CopyFixes(subject)
                        .replication(store, Optional.of(bound)).stream()
                                .map(way -> way + " for `" + store.name() + "`"))
                .toList();
        return one.stake().disruption() == Promise.Disruption.REGION && ways.size() == losing.size() && !ways.isEmpty()
                ? Optional.of("another mechanism: " + Listed.plain(ways))
                : Optional.empty();
    }

    /// A mechanism of the same software whose commits wait, for one self-run store that loses too much by the
    /// mechanism that the file names.
    Optional<String> waiting(JudgedStake one) {
        List<Store> losing = one.outcome().losses().entrySet().stream()
                .filter(loss ->
                        loss.getValue().span().cannotBeWithin(one.stake().bound()))
                .map(loss -> subject.store(loss.getKey()))
                .toList();
        boolean isOfRegion = one.stake().disruption() == Promise.Disruption.REGION;
        if (losing.size() != 1
                || !isOfRegion
                || losing.getFirst().managed()
                || isCopiedFromOutside(losing.getFirst())
                || StoreMechanisms.via(losing.getFirst()).isEmpty()) {
            return Optional.empty();
        }
        Store store = losing.getFirst();
        return Mechanisms.all().stream()
                .filter(row -> row.provider() == Provider.SOFTWARE
                        && row.covers() == Mechanism.Covers.REGION
                        && row.strong()
                        && row.kinds().contains(store.kind())
                        && row.modes().contains(ReplicationMode.QUORUM)
                        && row.words().stream().anyMatch(word -> !word.equals(USUAL)))
                .findFirst()
                .map(row -> "another mechanism: `via: "
                        + row.words().stream()
                                .filter(word -> !word.equals(USUAL))
                                .findFirst()
                                .orElseThrow() + "` with `mode: quorum` and votes in"
                        + " three places, if the software is changed to it");
    }

    /// Whether a program copies files or objects of a store: the store itself has no commits that could wait.
    private static boolean isCopiedFromOutside(Store store) {
        return store.kind() == StoreKind.CLUSTER_OBJECTS
                || store.replication().edges().stream().allMatch(edge -> edge.mode() == ReplicationMode.COPY);
    }

    /// The alarms and drills that the file does not have yet, for each store by itself. An alarm that it has
    /// bounds no loss, and none makes a copy quicker.
    String watched(JudgedStake one) {
        Duration bound = one.stake().bound();
        List<String> losing = one.outcome().losses().entrySet().stream()
                .filter(loss -> !loss.getValue().span().isWithin(bound))
                .map(Map.Entry::getKey)
                .toList();
        List<String> byVotes = losing.stream().filter(this::isLostByVotes).toList();
        if (!byVotes.isEmpty()) {
            return "votes of " + Listed.names(byVotes) + " in three places, so that none of them has a majority";
        }
        List<String> alarmed = losing.stream().filter(this::hasAlarm).toList();
        List<String> parts = new ArrayList<>();
        if (!losing.isEmpty() && losing.stream().allMatch(store -> mayHoldCommitsBack(store, bound))) {
            parts.add("`rds.global_db_rpo` of at most " + bound.toSeconds() + " for " + Listed.names(losing)
                    + ": commits wait while every copy is further behind");
        } else if (alarmed.isEmpty()) {
            parts.addAll(newerOrAlarmed(one, losing));
        } else {
            parts.add("a mechanism with a committed bound for " + Listed.names(losing)
                    + ", or commits that wait for the copy: an alarm on the lag bounds nothing");
        }
        if (!hasDrills(one)) {
            parts.add("drills that measure it");
        }
        if (parts.isEmpty()) {
            parts.add("a backup or a copy that loses less");
        }
        String watch = String.join(alarmed.isEmpty() ? ", and " : "; ", parts);
        Optional<String> held = losing.size() == 1
                ? HeldFigure.of(subject, one)
                        .map(most -> "; or an rpo of " + text(most) + " for `" + losing.getFirst() + "`")
                : Optional.of(allowed(one, losing));
        return watch + held.orElse("");
    }

    /// Whether Aurora PostgreSQL can bound the lag of a global database as a promise asks.
    private boolean mayHoldCommitsBack(String name, Duration bound) {
        Store store = subject.store(name);
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return store.kind() == StoreKind.POSTGRESQL
                && bound.compareTo(LEAST_GLOBAL_RPO) >= 0
                && !store.replication().edges().isEmpty()
                && store.replication().edges().stream()
                        .allMatch(edge -> mechanisms
                                .across(store, edge)
                                .filter(row -> row.id().equals("aurora-global-database"))
                                .isPresent());
    }

    /// The promises that would hold, of each store that loses more.
    private static String allowed(JudgedStake one, List<String> losing) {
        boolean areBounded = one.outcome().span().plan().isPresent();
        return !areBounded || losing.isEmpty()
                ? ""
                : "; or an rpo of "
                        + Listed.plain(losing.stream()
                                .map(name -> text(Objects.requireNonNull(
                                                        one.outcome().losses().get(name))
                                                .span()
                                                .plan()
                                                .orElseThrow())
                                        + " for `" + name + "`")
                                .toList());
    }

    private List<String> newerOrAlarmed(JudgedStake one, List<String> losing) {
        Stake stake = one.stake();
        List<Store> restored = losing.stream()
                .map(subject::store)
                .filter(known -> isRestored(known, stake.disruption()))
                .toList();
        List<String> copied = losing.stream()
                .filter(name -> !restored.contains(subject.store(name)))
                .toList();
        List<String> parts = new ArrayList<>();
        restored.stream().limit(MOST_STORES).map(known -> newer(known, stake)).forEach(parts::add);
        List<String> late = copied.stream()
                .filter(name -> !isTooSlow(name, stake))
                .flatMap(name -> lagging(name).stream())
                .distinct()
                .limit(MOST_STORES)
                .map(name -> "`data." + name + ".replication.alarmOnLag`")
                .toList();
        if (!late.isEmpty()) {
            parts.add("an alarm on the lag (" + String.join(", ", late) + ")");
        }
        List<String> slow =
                copied.stream().filter(name -> isTooSlow(name, stake)).toList();
        if (!slow.isEmpty()) {
            parts.add("a copy of " + Listed.names(slow) + " that lags no more than " + text(stake.bound()));
        }
        return parts;
    }

    /// Whether the lag that is planned with is longer than the promise: no alarm makes a copy quicker.
    private boolean isTooSlow(String name, Stake stake) {
        return subject.wayBack(subject.store(name), stake.disruption())
                .loss()
                .span()
                .plan()
                .filter(plan -> plan.compareTo(stake.bound()) > 0)
                .isPresent();
    }

    /// Whether a store comes back from a backup: no lag of a copy is behind its loss, so that no alarm watches it.
    private boolean isRestored(Store store, Promise.Disruption disruption) {
        return subject.wayBack(store, disruption).way() == Comeback.Way.RESTORED;
    }

    /// What is never older than a promise allows, in place of a backup that may be.
    private String newer(Store store, Stake stake) {
        String age = "never older than " + text(stake.bound());
        boolean isOfDamage = stake.disruption() == Promise.Disruption.CORRUPTION
                || stake.disruption() == Promise.Disruption.BAD_DEPLOY;
        if (isOfDamage) {
            return "a backup of `" + store.name() + "` that is " + age + " and is kept until damage is noticed";
        }
        return Optional.of(store)
                .filter(known -> stake.disruption() == Promise.Disruption.REGION
                        && known.replication().mode() == ReplicationMode.NONE)
                .flatMap(known -> new CopyFixes(subject).replication(known, Optional.of(stake.bound())))
                .map(way -> way + " for `" + store.name() + "`")
                .orElse("a copy or a backup of `" + store.name() + "` that is " + age);
    }

    /// The store whose copies may be late: itself, or the one that keeps its backups. Empty where nothing is
    /// copied.
    private Optional<String> lagging(String name) {
        Store store = subject.store(name);
        return Stream.concat(Stream.of(store), BackupStore.of(subject, store).map(BackupStore::keeper).stream())
                .filter(found -> found.replication().mode() != ReplicationMode.NONE
                        && !found.replication().edges().isEmpty())
                .map(Store::name)
                .findFirst();
    }

    private boolean hasDrills(JudgedStake one) {
        return Objects.requireNonNull(subject.topology()
                        .applications()
                        .get(one.stake().application().name()))
                .failover()
                .drills()
                .isPresent();
    }

    /// Whether commits wait for a majority that one region has alone: no lag of a copy is behind such a loss.
    private boolean isLostByVotes(String name) {
        Store store = subject.store(name);
        return Votes.of(store, subject.said(store)).stream()
                .anyMatch(votes -> votes.fatal()
                        .filter(region -> !votes.isCopiedOutside(region))
                        .isPresent());
    }

    private boolean hasAlarm(String store) {
        return LagRules.hasAlarm(subject, subject.store(store));
    }
}
