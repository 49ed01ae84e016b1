package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.Optional;

/// The time until a backup, a moment or a copied file can be restored. Where the file does not declare it and no
/// provider publishes it, a promise has to leave a margin for it.
final class BackupMargin {
    /// What is added to the name of a moment that is kept in another region, and whose way there nobody publishes.
    static final String ON_ITS_WAY = ", and its way to another region";

    private final Subject subject;

    BackupMargin(Subject subject) {
        this.subject = subject;
    }

    /// Whether a loss is unknown only because the duration of a backup is missing.
    static boolean isWithoutDuration(Term loss) {
        return loss.isUnknown() && loss.path().filter(BackupMargin::isInterval).isPresent();
    }

    private static boolean isInterval(String path) {
        return path.startsWith("data.") && path.endsWith(".backup.every");
    }

    /// A loss by backups at intervals whose duration the file does not declare, or by copies of files at
    /// intervals: what is written while one is made and carried is not in it, so the oldest that can be restored
    /// is older than an interval. A promise of twice the interval or more leaves as much time for it as lies
    /// between two of them, and holds; this margin is Meridian's (2026-11).
    Term withMargin(Term loss, Duration bound) {
        String path = loss.path().orElse("");
        boolean isBackup = isInterval(path);
        boolean isMoment = loss.name().endsWith(ON_ITS_WAY);
        boolean isClose = (isBackup
                        ? intervalAlone(loss)
                        : isMoment ? loss.span().best() : ofFiles(path, loss))
                .filter(every -> every.multipliedBy(2).compareTo(bound) > 0)
                .filter(every -> loss.span().cannotBeWithin(every.minusNanos(1)))
                .isPresent();
        String less = text(bound.dividedBy(2)) + " or less";
        return isClose && loss.span().isWithin(bound)
                ? Term.unknown(
                                loss.name()
                                        + (isMoment
                                                ? ""
                                                : ", and the time that a " + (isBackup ? "backup" : "copy") + " takes"),
                                isBackup
                                        ? "declare `" + path.replaceFirst("every$", "takes") + "`, or a backup every "
                                                + less
                                        : "no figure is known for its way; a " + (isMoment ? "moment" : "copy")
                                                + " every " + less,
                                path)
                        .with(Span.from(loss.span().best().orElse(Duration.ZERO)))
                : loss;
    }

    /// The interval of the backups that a loss comes from, where the file does not say how long one takes.
    Optional<Duration> intervalAlone(Term loss) {
        return loss.path()
                .filter(BackupMargin::isInterval)
                .flatMap(path ->
                        subject.said(subject.store(path.split("\\.", -1)[1])).backup())
                .filter(found -> found.takes().isEmpty())
                .flatMap(Storage.Backup::every)
                .filter(every -> loss.span().cannotBeWithin(every.minusNanos(1)));
    }

    private Optional<Duration> ofFiles(String path, Term loss) {
        return Intervals.isOfACopy(path) && LiveCopies.areFiles(subject.store(path.split("\\.", -1)[1]))
                ? loss.span().best()
                : Optional.empty();
    }
}
