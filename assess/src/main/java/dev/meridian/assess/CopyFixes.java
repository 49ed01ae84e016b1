package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.AzureRegionPairs;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.mechanisms.Provider;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The instructions of findings about stores that no copy and no backup brings back from the loss of a region. A
/// way is offered only where the kind of the store, its provider and the places of its writers have it; else the
/// instruction says what has to become true.
final class CopyFixes {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Subject subject;
    private final StoreMechanisms mechanisms;

    CopyFixes(Subject subject) {
        this.subject = subject;
        this.mechanisms = new StoreMechanisms(subject);
    }

    /// The ways to have a store in another region.
    ///
    /// @param rpo the promise that the loss breaks; empty where none is
    String elsewhere(Store store, Optional<Duration> rpo) {
        List<String> ways = new ArrayList<>();
        replication(store, rpo).ifPresent(ways::add);
        backup(store, rpo).ifPresent(ways::add);
        if (ways.isEmpty()) {
            ways.add("a copy of " + (isWrittenInEach(store) ? "what each region has in `" : "`") + store.name()
                    + (isWrittenInEach(store) ? "` in another one" : "` outside " + store.writer())
                    + rpo.map(most -> ", no more than " + text(most) + " old").orElse(""));
        }
        ways.add("`recover`, where something that outlives " + store.writer() + " has its contents");
        return Listed.either(ways);
    }

    /// The ways to copy the messages of a queue or a stream, of which no backup can be taken.
    List<String> ofMessages(Store store) {
        List<String> ways = new ArrayList<>(List.of("producers that write to both regions (`via: dual-write`)"));
        if (!isWrittenInEach(store)) {
            across(store, ReplicationMode.ASYNC)
                    .flatMap(row -> row.words().stream().findFirst())
                    .map(word -> "`replication: {mode: async, via: " + word + "}`")
                    .or(() -> store.managed()
                            ? Optional.empty()
                            : Optional.of("a copy of `" + store.name() + "` outside " + store.writer()))
                    .ifPresent(ways::add);
        }
        return ways;
    }

    /// An asynchronous copy by the store's provider, or by its software.
    ///
    /// @param rpo the most that may be lost
    Optional<String> replication(Store store, Optional<Duration> rpo) {
        if (isWrittenInEach(store) || isSecret(store)) {
            return isSecret(store) ? Optional.empty() : severalWriters(store);
        }
        String member = store.members().size() > 1 ? "" : "a member in another region with ";
        if (!store.managed()) {
            return rows(store, Provider.SOFTWARE).noneMatch(row -> row.modes().contains(ReplicationMode.ASYNC))
                    ? Optional.empty()
                    : Optional.of(member + "`replication: async`"
                            + (store.kind() == StoreKind.POSTGRESQL || store.kind() == StoreKind.MYSQL
                                    ? " or stronger"
                                    : ""));
        }
        return across(store, ReplicationMode.ASYNC)
                .filter(row -> rpo.flatMap(most -> row.loss().best().map(least -> least.compareTo(most) <= 0))
                        .orElse(true))
                .map(row -> member
                        + (row.onlyNamed()
                                ? "`replication: {mode: async, via: "
                                        + row.words().getFirst() + "}`"
                                : "`replication: async`"));
    }

    /// `replication: multi-primary`, where the provider or the software of a store takes writes in each region.
    Optional<String> severalWriters(Store store) {
        boolean isOffered = store.managed()
                ? across(store, ReplicationMode.MULTI_PRIMARY).isPresent()
                : rows(store, Provider.SOFTWARE).anyMatch(row -> row.writers() == Mechanism.Writers.EVERY);
        return isOffered ? Optional.of("`replication: multi-primary`") : Optional.empty();
    }

    /// The published way of the provider of the store's region to another region of the same provider.
    private Optional<Mechanism> across(Store store, ReplicationMode mode) {
        Optional<Provider> provider = mechanisms.provider(store.writer());
        boolean hasPlace = owners(store)
                .filter(region -> !region.equals(store.writer()))
                .anyMatch(region -> mechanisms.provider(region).equals(provider));
        return provider.filter(_ -> hasPlace && store.managed())
                .flatMap(known -> rows(store, known)
                        .filter(row -> mode == ReplicationMode.MULTI_PRIMARY
                                ? row.writers() == Mechanism.Writers.EVERY
                                : row.modes().contains(mode))
                        .findFirst());
    }

    /// The rows of a provider that copy such a store when they are chosen: those of the product that the file
    /// names, else those of its kind. A row that is there with `none` too is no choice, and one without a least
    /// loss copies nothing.
    private Stream<Mechanism> rows(Store store, Provider provider) {
        Optional<String> via = subject.said(store)
                .replication()
                .flatMap(Storage.Replication::via)
                .or(() -> StoreMechanisms.via(store));
        List<Mechanism> named = via.map(Mechanisms::named).orElse(List.of()).stream()
                .filter(row -> row.kinds().contains(store.kind()))
                .toList();
        return (named.isEmpty() ? Mechanisms.all() : named)
                .stream()
                        .filter(row -> row.provider() == provider
                                && row.covers() == Mechanism.Covers.REGION
                                && row.kinds().contains(store.kind())
                                && !row.modes().contains(ReplicationMode.NONE)
                                && row.loss().best().isPresent())
                        .filter(row -> named.contains(row)
                                || provider == Provider.SOFTWARE
                                || !row.onlyNamed()
                                || mechanisms.isDiskRow(store, row))
                        .sorted((one, other) -> Boolean.compare(one.onlyNamed(), other.onlyNamed()));
    }

    /// The regions of the application of a store; of one that several share, all of the file.
    private Stream<RegionName> owners(Store store) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                .map(owner -> owner.roles().keySet())
                .orElse(subject.blueprint().regions().keySet())
                .stream();
    }

    /// A backup in another region, where a kind has one. A promise of twice its interval leaves time for its way.
    private Optional<String> backup(Store store, Optional<Duration> rpo) {
        Duration oldest = HOUR.multipliedBy(2);
        boolean isInTime = rpo.filter(most -> most.compareTo(oldest) < 0).isEmpty();
        return isInTime && hasBackups(store)
                ? Optional.of("`backup: {every: 1h, copyTo: [REGION]}`")
                : Optional.empty();
    }

    /// Whether a backup of such a store is a setting of its product, also in another region. Objects are copied or
    /// versioned, and caches, secrets and directories of a provider have no backup at an interval of hours.
    private static boolean hasBackups(Store store) {
        boolean isOfItsProvider = store.managed()
                && (isSecret(store)
                        || store.kind() == StoreKind.OBJECT
                        || store.kind() == StoreKind.CACHE
                        || store.kind() == StoreKind.REDIS);
        return !isOfItsProvider && !RegionalKinds.carriesMessages(store.kind());
    }

    private static boolean isSecret(Store store) {
        return store.managed() && (store.kind() == StoreKind.VAULT || store.kind() == StoreKind.IDENTITY);
    }

    /// The way to keep the backups of a store in another region too.
    String ofBackups(Store store) {
        boolean isChosenAtFirst = store.managed()
                && mechanisms.provider(store.writer()).equals(Optional.of(Provider.AZURE))
                && (store.kind() == StoreKind.POSTGRESQL || store.kind() == StoreKind.MYSQL);
        return isChosenAtFirst
                ? AzureRegionPairs.of(store.writer())
                        .map(pair -> "geo-redundant backups, which are chosen when a server is made (`copyTo: [" + pair
                                + "]`), or dumps that a program copies to another region")
                        .orElse("dumps that a program copies to another region (`copyTo: [REGION]`): " + store.writer()
                                + " has no pair for geo-redundant backups")
                : "`copyTo: [REGION]`, another region where the data may be";
    }

    private boolean isWrittenInEach(Store store) {
        return subject.said(store).use().writes().equals(Optional.of(Storage.Writes.LOCAL));
    }
}
