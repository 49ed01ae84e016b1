package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.AzureRegionPairs;
import dev.meridian.mechanisms.BackupsElsewhere;
import dev.meridian.mechanisms.BuiltInBackup;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.Optional;

/// The recovery of a store from its past: a backup, a moment in time, or older versions of its objects.
final class Backups {
    /// Damage is often noticed on the next day: backups that are kept for less bound nothing. Meridian's planning
    /// value of
    /// 2026-11.
    static final Duration TIME_TO_NOTICE = Duration.ofHours(24);

    /// The row of the backups that Amazon RDS copies to another region.
    private static final String BACKUPS_OF_RDS = "rds-cross-region-automated-backups";

    /// The row of the moments that Amazon RDS keeps in the region of an instance.
    private static final String MOMENTS_OF_RDS = "rds-point-in-time";

    /// The longest retention of automated backups, each of which is one of moments; snapshots are kept for longer
    /// (Amazon RDS User Guide, Backup retention period: 1 to 35 days; 2026-11).
    private static final Duration LONGEST_OF_RDS = Duration.ofDays(35);

    private final Subject subject;
    private final Figures figures;
    private final StoreMechanisms mechanisms;

    Backups(Subject subject) {
        this.subject = subject;
        this.figures = new Figures(subject);
        this.mechanisms = new StoreMechanisms(subject);
    }

    /// After damage, in its own region.
    Comeback inPlace(Store store) {
        boolean versioned = subject.value(path(store, "versioning")).equals(Optional.of("true"));
        Optional<Mechanism> past = mechanisms.past(store, false);
        if (store.kind() == StoreKind.OBJECT && versioned && past.isPresent()) {
            String versioning = path(store, "versioning");
            return new Comeback(
                    Comeback.Way.RESTORED,
                    Figures.recovery(past.get(), versioning),
                    Figures.loss(past.get(), versioning),
                    Comeback.Starts.PEOPLE);
        }
        Comeback declared = restored(store, Hit.DAMAGE);
        return declared.way() == Comeback.Way.LOST
                ? mechanisms
                        .builtIn(store)
                        .map(found -> new DefaultBackups(subject).inPlace(store, found))
                        .orElse(declared)
                : declared;
    }

    /// After the loss of its region: only a backup that is in another one helps, copied there by the words of the
    /// file or kept there by its provider, and only where the application goes on in a region that can use it.
    Comeback outside(Store store) {
        Comeback back = elsewhere(store);
        return back.way() == Comeback.Way.LOST
                ? back
                : StrandedBackups.of(subject, store).map(this::useless).orElse(back);
    }

    private Comeback useless(StrandedBackups backups) {
        Term never = Figures.derived(backups.loss(), Span.NEVER, backups.reason(), path(backups.store(), "backup"));
        return new Comeback(Comeback.Way.LOST, never, never, Comeback.Starts.PEOPLE);
    }

    /// The restore from a backup in another region, whoever can use what is restored there.
    Comeback elsewhere(Store store) {
        Comeback declared = restored(store, Hit.REGION);
        Optional<BackupsElsewhere> kept = mechanisms.backupsElsewhere(store);
        return declared.way() == Comeback.Way.LOST && kept.isPresent()
                ? mechanisms
                        .builtIn(store)
                        .map(_ -> new DefaultBackups(subject).elsewhere(store, kept.get()))
                        .orElse(declared)
                : declared;
    }

    /// After the loss of the zone that the store is in, from a backup of its own region: empty where there is
    /// none, or it is lost with the zone. Where nothing says in which zones the backups are, nothing is known.
    Optional<Comeback> inAnotherZone(Store store) {
        Optional<Storage.Backup> backup = subject.said(store).backup();
        BackupZones zones = new BackupZones(subject, store);
        if (backup.isEmpty() || zones.areOne()) {
            return Optional.empty();
        }
        Comeback restored = restored(store, Hit.ZONE);
        if (zones.areSeveral()) {
            return Optional.of(restored);
        }
        Term unknown = Term.unknown(
                "place of the backups of `" + store.name() + "`",
                "nothing says whether they outlive a zone of " + store.writer() + "; declare `"
                        + path(store, "backup.store") + "` or `" + path(store, "backup.copyTo") + "`",
                path(store, "backup"));
        return Optional.of(new Comeback(
                restored.way(),
                unknown.with(new Span(restored.recovery().span().best(), Optional.empty())),
                unknown.with(new Span(restored.loss().span().best(), Optional.empty())),
                restored.starts()));
    }

    /// Whether backups of its own region outlive any zone of it.
    boolean areOverZones(Store store) {
        return subject.said(store).backup().isPresent() && new BackupZones(subject, store).areSeveral();
    }

    /// What a backup brings the store back from: damage in its place, or the loss of a zone or of the region.
    private enum Hit {
        DAMAGE,
        ZONE,
        REGION
    }

    private Comeback restored(Store store, Hit hit) {
        boolean elsewhere = hit == Hit.REGION;
        Optional<Storage.Backup> backup = subject.said(store)
                .backup()
                .filter(found -> !elsewhere
                        || new Holders(subject, store).hasBackupsElsewhere()
                        || mechanisms.backupsElsewhere(store).isPresent());
        if (backup.isEmpty()) {
            String what = elsewhere ? "nothing copies `" + store.name() + "` to another region" : "no backup";
            Term never = Figures.derived(
                    what, Span.NEVER, "the file declares no copy, backup or source elsewhere", path(store, "backup"));
            return new Comeback(Comeback.Way.LOST, never, never, Comeback.Starts.PEOPLE);
        }
        Optional<Mechanism> mechanism = mechanisms.past(store, elsewhere);
        Optional<BackupStore> keeper = elsewhere && !new Holders(subject, store).areCopiedElsewhere()
                ? BackupStore.of(subject, store)
                : Optional.empty();
        Optional<Term> way = keeper.flatMap(BackupStore::way);
        Term recovery = new RestoreTimes(subject).of(store, backup.get(), mechanism);
        Term since = elsewhere
                ? ageElsewhere(store, backup.get(), mechanism)
                : Optional.of(hit)
                        .filter(Hit.ZONE::equals)
                        .flatMap(_ -> byRetention(store, backup.get(), mechanism))
                        .orElseGet(() -> sinceBackup(store, backup.get(), mechanism));
        Term loss = hit == Hit.DAMAGE ? beforeTheDamage(backup.get(), since) : since;
        Term whole = way.filter(copy -> !copy.isNothing())
                .map(copy -> copied(loss, copy))
                .orElseGet(() -> elsewhere ? onTheirWay(loss, backup.get(), mechanism) : loss);
        boolean isDoubtful = keeper.filter(BackupStore::isPerhapsCopied).isPresent();
        Term begun = isDoubtful
                ? both(recovery, way.orElseThrow(), new Span(recovery.span().best(), Optional.empty()))
                : recovery;
        return new Comeback(Comeback.Way.RESTORED, begun, whole, Comeback.Starts.PEOPLE);
    }

    /// The age of the backups in another region: the published one, else by the moments that are kept there, else
    /// by their interval.
    private Term ageElsewhere(Store store, Storage.Backup backup, Optional<Mechanism> mechanism) {
        boolean areMomentsKept = mechanism.filter(Backups::isOfBackupsAlone).isEmpty();
        return published(store, backup, mechanism)
                .orElseGet(() -> areMomentsKept ? sinceBackup(store, backup, mechanism) : sinceInterval(store, backup));
    }

    /// Whether a restore in another region begins from a backup, and no log is there.
    private static boolean isOfBackupsAlone(Mechanism mechanism) {
        return mechanism.id().endsWith("-backup-elsewhere");
    }

    static boolean isPublished(Span span) {
        return !span.equals(Span.from(Duration.ZERO));
    }

    /// The loss by moments that a provider keeps, after damage: the store still answers, so the moment just before
    /// the damage is there at best, and the published delay of the newest moment is none.
    private static Term beforeTheDamage(Storage.Backup backup, Term since) {
        boolean isOfProvider = backup.pointInTime()
                .filter(moments -> moments.granularity().isEmpty())
                .isPresent();
        return isOfProvider && since.basis() == Term.Basis.SOURCED
                ? since.with(new Span(Optional.of(Duration.ZERO), since.span().plan()))
                : since;
    }

    /// The age that a provider publishes of the backups which it keeps in another region, where the file has no
    /// rhythm of its own for them.
    private static Optional<Term> published(Store store, Storage.Backup backup, Optional<Mechanism> mechanism) {
        boolean isSilent = backup.every().isEmpty()
                && backup.pointInTime().isEmpty()
                && backup.store().isEmpty();
        return mechanism
                .filter(found ->
                        store.managed() && isSilent && found.loss().plan().isPresent())
                .filter(found -> isWhereItsProviderCopies(store, backup, found))
                .map(found -> Figures.loss(found, path(store, "backup")));
    }

    /// Whether the copies of a store's backups can be those of its provider: those of a flexible server are in the
    /// paired region alone.
    private static boolean isWhereItsProviderCopies(Store store, Storage.Backup backup, Mechanism mechanism) {
        return !mechanism.id().equals("azure-flexible-server-geo-restore")
                || AzureRegionPairs.of(store.writer())
                        .filter(pair -> backup.copyTo().contains(pair.text()))
                        .isPresent();
    }

    /// Without moments, which do not leave the region: the logs of the provider stay beside the store.
    private Term sinceInterval(Store store, Storage.Backup backup) {
        return backup.every()
                .map(time -> interval(store, backup, time))
                .orElseGet(() -> Term.unknown(
                        "age of the backups of `" + store.name() + "` in another region",
                        "declare `" + path(store, "backup.every") + "`",
                        path(store, "backup.every")));
    }

    /// The loss with the lag of the store that keeps the backups, which is their way to the other region. At best
    /// the newest one is there at once.
    private static Term copied(Term loss, Term way) {
        return both(
                loss,
                way,
                loss.span().plus(new Span(Optional.of(Duration.ZERO), way.span().plan())));
    }

    /// A figure together with that of the way. Where the way is unknown, so is the whole.
    private static Term both(Term one, Term way, Span whole) {
        Term base = way.isUnknown() ? way : one;
        return new Term(
                one.name() + ", and " + way.name(),
                whole,
                base.basis(),
                way.isUnknown() ? one.source() + "; " + way.source() : one.source(),
                base.path());
    }

    /// The loss with the way of the backups to the other region. Copies that the provider makes are there when it
    /// says so, however often the file has them made; those in a store that the file names are somebody's own. A
    /// published figure contains their way.
    private static Term onTheirWay(Term loss, Storage.Backup backup, Optional<Mechanism> mechanism) {
        boolean isPublished = loss.basis() == Term.Basis.SOURCED;
        boolean isOfRds = backup.store().isEmpty()
                && mechanism.filter(found -> found.id().equals(BACKUPS_OF_RDS)).isPresent();
        Optional<Duration> published = mechanism
                .filter(_ -> backup.store().isEmpty())
                .map(Mechanism::loss)
                .filter(Backups::isPublished)
                .flatMap(Span::plan);
        boolean isOpen = !isPublished && !loss.isUnknown();
        Term there = isOpen && isOfRds
                ? copiedByRds(loss)
                : isOpen && published.isEmpty() && isAMoment(loss)
                        ? loss.named(loss.name() + BackupMargin.ON_ITS_WAY)
                        : loss;
        return published
                .filter(most -> there.span()
                        .plan()
                        .filter(plan -> plan.compareTo(most) < 0)
                        .isPresent())
                .map(most -> there.named(there.name() + ", in another region within " + text(most) + " by "
                                + mechanism.orElseThrow().name())
                        .with(new Span(there.span().best(), Optional.of(most))))
                .orElse(there);
    }

    private static boolean isAMoment(Term loss) {
        return loss.path().filter(path -> path.endsWith(".backup.pointInTime")).isPresent()
                && loss.span().plan().isPresent();
    }

    /// The loss with the planned time until RDS has copied a backup. The way of other products has no figure: a
    /// declared `takes` has it, and without one the margin of [BackupMargin] leaves room for it.
    private static Term copiedByRds(Term loss) {
        PlanningValue way = PlanningValue.BACKUP_COPY;
        return new Term(
                loss.name() + ", and " + way.time().text() + " on its way to another region, as assumed",
                loss.span().plus(way.time()),
                loss.basis(),
                loss.source() + "; " + way.source().cited(),
                loss.path());
    }

    private Term interval(Store store, Storage.Backup backup, Duration every) {
        Duration takes = backup.takes().orElse(Duration.ZERO);
        return figures.said(
                "a backup every " + text(every) + (takes.isZero() ? "" : " that takes " + text(takes)),
                path(store, "backup.every"),
                every.plus(takes));
    }

    private Term sinceBackup(Store store, Storage.Backup backup, Optional<Mechanism> mechanism) {
        String path = path(store, "backup.pointInTime");
        Optional<Duration> shortly = backup.keep().filter(kept -> kept.compareTo(TIME_TO_NOTICE) < 0);
        Optional<Term> every = backup.every()
                .map(time -> interval(store, backup, time))
                .map(term -> shortly.map(kept -> term.named(term.name() + ", kept for " + text(kept) + " only")
                                .with(new Span(term.span().best(), Optional.empty())))
                        .orElse(term));
        if (backup.pointInTime().isEmpty()) {
            return every.orElseGet(() -> Term.unknown(
                    "age of the backups of `" + store.name() + "`",
                    "declare `" + path(store, "backup.every") + "`",
                    path(store, "backup.every")));
        }
        Optional<Duration> window = backup.pointInTime()
                .flatMap(Storage.PointInTime::window)
                .or(() -> backup.keep())
                .or(() -> mechanisms.builtIn(store).map(BuiltInBackup::keeps))
                .filter(reaches -> reaches.compareTo(TIME_TO_NOTICE) < 0);
        Term exact = backup.pointInTime()
                .flatMap(Storage.PointInTime::granularity)
                .map(time -> figures.said("a restorable moment every " + text(time), path, time))
                .or(() -> mechanism.map(found -> Figures.loss(found, path)))
                .orElseGet(() -> Term.unknown(
                        "since the last restorable moment of `" + store.name() + "`",
                        "no figure is known for " + mechanisms.description(store, Optional.empty()) + "; declare `"
                                + path + "` with a time",
                        path));
        Term fine = window.map(reaches -> exact.named(exact.name() + ", for " + text(reaches) + " back only")
                        .with(new Span(exact.span().best(), Optional.empty())))
                .orElse(exact);
        if (exact.span().plan().isEmpty() && window.isEmpty() && every.isPresent()) {
            Term coarse = every.get();
            return coarse.named(coarse.name() + " and moments between")
                    .with(new Span(exact.span().best(), coarse.span().plan()));
        }
        return every.filter(coarse -> coarse.span().min(fine.span()).equals(coarse.span()))
                .orElse(fine);
    }

    /// The loss by the moments of RDS, which keeps the logs of an instance for as long as its automated backups: a
    /// restore after a lost zone is planned with them, and none of damage, which is noticed late.
    private static Optional<Term> byRetention(Store store, Storage.Backup backup, Optional<Mechanism> mechanism) {
        boolean isKept = backup.keep()
                .filter(kept -> kept.compareTo(TIME_TO_NOTICE) >= 0 && kept.compareTo(LONGEST_OF_RDS) <= 0)
                .isPresent();
        boolean isOfItsProvider = store.managed()
                && backup.every().isEmpty()
                && backup.pointInTime().isEmpty()
                && backup.store().isEmpty()
                && backup.takes().isEmpty();
        return mechanism
                .filter(found -> isKept && isOfItsProvider && found.id().equals(MOMENTS_OF_RDS))
                .map(found -> Figures.loss(found, path(store, "backup.keep")));
    }

    static String path(Store store, String key) {
        return "data." + store.name() + "." + key;
    }

    /// Whether products of a kind restore any moment. Others have snapshots alone.
    static boolean hasMoments(Store store) {
        return switch (store.kind()) {
            case POSTGRESQL,
                    MYSQL,
                    SQLSERVER,
                    COCKROACHDB,
                    YUGABYTEDB,
                    MONGODB,
                    DYNAMODB,
                    SPANNER,
                    FIRESTORE,
                    COSMOSDB,
                    OBJECT,
                    CASSANDRA,
                    DATABASE -> true;
            case REDIS,
                    CACHE,
                    VOLUME,
                    OPENSEARCH,
                    ELASTICSEARCH,
                    RAFT_LOG,
                    CLUSTER_OBJECTS,
                    IDENTITY,
                    KAFKA,
                    STREAM,
                    QUEUE,
                    RABBITMQ,
                    ETCD,
                    VAULT -> false;
        };
    }
}
