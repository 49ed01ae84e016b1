package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.assess.Finding.Change;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The intervals of copies and backups that a file declares or may declare, as changes that keep a promise about
/// loss: the newest copy is one interval old at worst.
final class Intervals {
    /// The shortest interval that is offered for a copy, and for files that a program of the owner makes. Values
    /// of Meridian (2026-11).
    private static final Duration SHORTEST_COPY = Duration.ofMinutes(1);

    private static final Duration SHORTEST_FILE = Duration.ofMinutes(5);

    /// The shortest interval that is offered for a backup by a program of the owner: a job that copies everything
    /// has to end before the next one begins, and is planned with this time. A value of Meridian (2026-11).
    private static final Duration SHORTEST_BACKUP = Duration.ofMinutes(20);

    /// The shortest schedule of a provider's backups. Google Cloud documentation, About snapshot schedules for
    /// disks: whole hours from 1 to 23 (read 2026-11). AWS Config,
    /// backup-plan-min-frequency-and-min-retention-check: frequencies of backup plans in hours and days, and
    /// Amazon Data Lifecycle Manager, What's new of 2020-03: every hour (read 2026-11). Microsoft Learn, Back up
    /// Azure VMs with the Enhanced policy, of 2025-06-11: as often as every 4 hours (read 2026-11).
    private static final Duration SHORTEST_SCHEDULE = Duration.ofHours(1);

    private static final Duration SHORTEST_SCHEDULE_AZURE = Duration.ofHours(4);

    /// The automated backups of managed databases and caches, which are one a day; moments between them are
    /// another setting (Cloud SQL, Choose your backup option, as quoted: daily, hourly only as enhanced backups in
    /// a vault; Microsoft Learn, Overview of business continuity with Azure Database for PostgreSQL: daily; read
    /// 2026-11. Amazon RDS User Guide, Introduction to backups; Amazon ElastiCache, Scheduling automatic backups;
    /// recalled, 2026-11).
    private static final Duration SHORTEST_AUTOMATED = Duration.ofDays(1);

    private Intervals() {}

    private static boolean isKeptDaily(Store store) {
        return (Backups.hasMoments(store) && store.kind() != StoreKind.OBJECT)
                || store.kind() == StoreKind.REDIS
                || store.kind() == StoreKind.CACHE;
    }

    /// Whether a path is the declared or missing interval of a copy.
    static boolean isOfACopy(String path) {
        return path.startsWith("data.") && path.contains(".replication.") && path.endsWith(".every");
    }

    /// Whether a store may have a backup at an interval: its provider or its user has one that is so short. No
    /// backup is taken of messages.
    static boolean isOffered(Subject subject, Store store, Duration interval) {
        return !RegionalKinds.carriesMessages(store.kind()) && interval.compareTo(shortestBackup(subject, store)) >= 0;
    }

    private static Duration shortestBackup(Subject subject, Store store) {
        Optional<Provider> provider = new StoreMechanisms(subject).provider(store.writer());
        boolean isScheduled = (store.managed() && provider.isPresent()) || isDisk(store, provider);
        if (store.managed() && isScheduled && isKeptDaily(store)) {
            return SHORTEST_AUTOMATED;
        }
        return !isScheduled
                ? SHORTEST_BACKUP
                : provider.equals(Optional.of(Provider.AZURE)) && store.kind() == StoreKind.VOLUME
                        ? SHORTEST_SCHEDULE_AZURE
                        : SHORTEST_SCHEDULE;
    }

    /// A volume in a region of a cloud is a disk of that cloud, unless the file names the software that copies it.
    private static boolean isDisk(Store store, Optional<Provider> provider) {
        return store.kind() == StoreKind.VOLUME
                && provider.isPresent()
                && StoreMechanisms.via(store).isEmpty();
    }

    /// An interval as long as a promise, or half as long for backups and for copies of files, which take time
    /// until they are there; where that is not too short for the kind of copy that a term is about.
    static Optional<String> within(Subject subject, Duration bound, Term term) {
        boolean isCopy = term.path().filter(Intervals::isOfACopy).isPresent();
        boolean isFile = isCopy && LiveCopies.areFiles(subject.store(nameOf(term)));
        Duration interval = isCopy && !isFile ? bound : bound.dividedBy(2);
        boolean isOffered = isFile
                ? isOfferedForFiles(subject, subject.store(nameOf(term)), interval)
                : isCopy
                        ? interval.compareTo(SHORTEST_COPY) >= 0
                        : isOfAStore(term) && isOffered(subject, subject.store(nameOf(term)), interval);
        return isOffered ? Optional.of(text(interval)) : Optional.empty();
    }

    /// Whether files may be copied at an interval. A snapshot of a provider is copied no more often than one is
    /// made.
    private static boolean isOfferedForFiles(Subject subject, Store store, Duration interval) {
        return LiveCopies.areMadeByTheProvider(store)
                ? isOffered(subject, store, interval)
                : interval.compareTo(SHORTEST_FILE) >= 0;
    }

    private static boolean isOfAStore(Term term) {
        return term.path().filter(path -> path.startsWith("data.")).isPresent();
    }

    private static String nameOf(Term term) {
        return term.path().orElseThrow().split("\\.", -1)[1];
    }

    /// An interval for each store that loses more than is promised; empty where one of them has none.
    static List<Change> ofAll(Subject subject, Stake stake, Outcome outcome, boolean best) {
        List<Change> changes = new ArrayList<>();
        for (Term loss : outcome.losses().values()) {
            boolean holds = best
                    ? !loss.span().cannotBeWithin(stake.bound())
                    : loss.span().isWithin(stake.bound());
            if (holds) {
                continue;
            }
            Optional<String> path = loss.path().flatMap(at -> key(subject, at));
            Optional<String> value =
                    path.filter(found -> found.endsWith(".versioning")).isPresent()
                            ? Optional.of("true")
                            : within(subject, stake.bound(), loss);
            if (path.isEmpty() || value.isEmpty()) {
                return List.of();
            }
            changes.add(new Change(path.get(), subject.value(path.get()), value.get()));
        }
        return changes;
    }

    /// The key behind a loss: that of its interval, or that of a backup which is missing. Objects of a provider
    /// have older versions in its place.
    private static Optional<String> key(Subject subject, String path) {
        boolean isInterval = path.startsWith("data.") && path.endsWith(".every");
        boolean isBackup = path.matches("data\\.[^.]+\\.backup");
        if (!isBackup) {
            return isInterval ? Optional.of(path) : Optional.empty();
        }
        String name = path.split("\\.", -1)[1];
        Store store = subject.store(name);
        return Optional.of(
                store.managed() && store.kind() == StoreKind.OBJECT ? "data." + name + ".versioning" : path + ".every");
    }
}
