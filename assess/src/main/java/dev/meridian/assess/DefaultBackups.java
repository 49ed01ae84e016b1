package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.BackupsElsewhere;
import dev.meridian.mechanisms.BuiltInBackup;
import dev.meridian.mechanisms.Mechanism;
import java.time.Duration;
import java.util.Optional;

/// The backups of a store that its provider makes without being asked to, and the silence about any.
final class DefaultBackups {
    private final Subject subject;
    private final StoreMechanisms mechanisms;

    DefaultBackups(Subject subject) {
        this.subject = subject;
        this.mechanisms = new StoreMechanisms(subject);
    }

    /// A restore from the backups that the provider always has.
    Comeback inPlace(Store store, BuiltInBackup backup) {
        String path = Backups.path(store, "backup");
        Optional<Mechanism> mechanism = mechanisms.past(store, false);
        Term recovery = mechanism
                .map(found -> RestoreTimes.published(store, found, path))
                .orElseGet(() ->
                        Term.unknown("restore of `" + store.name() + "`", "declare `" + path + ".restoreTakes`", path));
        Term loss = backup.keeps().compareTo(Backups.TIME_TO_NOTICE) < 0
                ? brief(backup, fine(backup, mechanism), path)
                : builtInLoss(store, backup, fine(backup, mechanism), path);
        return new Comeback(Comeback.Way.RESTORED, recovery, loss, Comeback.Starts.PEOPLE);
    }

    /// The loss by the moments that a provider keeps, where it publishes one.
    private static Optional<Span> fine(BuiltInBackup backup, Optional<Mechanism> mechanism) {
        return mechanism
                .filter(_ -> backup.rhythm() instanceof BuiltInBackup.Rhythm.Moments)
                .map(Mechanism::loss)
                .filter(Backups::isPublished)
                .map(span -> new Span(Optional.of(Duration.ZERO), span.plan()));
    }

    private static Term brief(BuiltInBackup backup, Optional<Span> fine, String path) {
        return new Term(
                "backups that the provider makes by default, kept for " + text(backup.keeps()) + " only",
                Span.from(fine.flatMap(Span::best).orElse(Duration.ZERO)),
                Term.Basis.SOURCED,
                backup.source().cited(),
                Optional.of(path));
    }

    /// The loss by backups that a provider makes by default. One that is made at intervals may take as long as
    /// lies between two of them, as where the file declares such a backup.
    private static Term builtInLoss(Store store, BuiltInBackup backup, Optional<Span> fine, String path) {
        Optional<Span> span = backup.rhythm() instanceof BuiltInBackup.Rhythm.Every(Duration every)
                ? Optional.of(Span.of(every, every.multipliedBy(2)))
                : fine;
        String name = backup.rhythm() instanceof BuiltInBackup.Rhythm.Every(Duration every)
                ? "a backup every " + text(every) + ", as the provider makes it by default"
                : "backups that the provider makes by default";
        return span.map(found -> new Term(
                        name, found, Term.Basis.SOURCED, backup.source().cited(), Optional.of(path)))
                .orElseGet(() -> Term.unknown(
                        "age of the backups of `" + store.name() + "`",
                        "its provider makes some by default (" + backup.source().cited() + "); declare `" + path + "`",
                        path));
    }

    /// Whether nothing is known of the backups of a store: its provider makes some where it is asked to, and the
    /// file does not say whether it is.
    boolean areUnsaid(Store store) {
        return store.managed()
                && subject.said(store).backup().isEmpty()
                && subject.value(Backups.path(store, "versioning")).isEmpty()
                && mechanisms.builtIn(store).isEmpty();
    }

    /// The recovery after damage of a store of whose backups nothing is known: the file can say that there are
    /// some, and has no word for none.
    Comeback unsaid(Store store) {
        String path = Backups.path(store, "backup");
        String key = store.kind() == StoreKind.OBJECT ? path + "` or `" + Backups.path(store, "versioning") : path;
        Term unknown = Term.unknown(
                "backups of `" + store.name() + "`",
                "its provider makes them where it is asked to, and the file names none; declare `" + key
                        + "`, or set one up",
                path);
        return new Comeback(Comeback.Way.RESTORED, unknown, unknown, Comeback.Starts.PEOPLE);
    }

    /// A restore in another region from the backups that the provider always has and keeps there.
    Comeback elsewhere(Store store, BackupsElsewhere kept) {
        String path = Backups.path(store, "backup.copyTo");
        Optional<Mechanism> mechanism = mechanisms.past(store, true);
        Term recovery = mechanism
                .map(found -> RestoreTimes.published(store, found, path))
                .orElseGet(() -> Term.unknown(
                        "restore of `" + store.name() + "` in another region",
                        "its provider keeps backups there (" + kept.source().cited()
                                + "), and no time is known; declare `"
                                + Backups.path(store, "backup.restoreTakes") + "`",
                        path));
        Term loss = mechanism
                .map(found -> Figures.loss(found, path))
                .orElseGet(() -> Term.unknown(
                        "age of the backups of `" + store.name() + "` in another region",
                        "its provider keeps some there (" + kept.source().cited() + "); declare `"
                                + Backups.path(store, "backup") + "`",
                        path));
        return new Comeback(Comeback.Way.RESTORED, recovery, loss, Comeback.Starts.PEOPLE);
    }
}
