package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.topology.Storage;
import java.util.Optional;

/// The times of restores from backups, declared or published.
final class RestoreTimes {
    private final Figures figures;
    private final StoreMechanisms mechanisms;

    RestoreTimes(Subject subject) {
        this.figures = new Figures(subject);
        this.mechanisms = new StoreMechanisms(subject);
    }

    /// The time of a restore: the declared one, else the published one, else unknown.
    Term of(Store store, Storage.Backup backup, Optional<Mechanism> mechanism) {
        String takes = "data." + store.name() + ".backup.restoreTakes";
        return backup.restoreTakes()
                .map(time -> besidePublished(figures.said("restore " + text(time), takes, time), mechanism))
                .or(() -> mechanism.map(found -> published(store, found, takes)))
                .orElseGet(() -> Term.unknown(
                        "restore of `" + store.name() + "`",
                        "no figure is known for " + mechanisms.description(store, Optional.empty()) + "; declare `"
                                + takes + "`",
                        takes));
    }

    /// A declared time of a restore, with the published one in its source where that may be longer.
    private static Term besidePublished(Term declared, Optional<Mechanism> mechanism) {
        return mechanism
                .filter(found -> Backups.isPublished(found.recovery())
                        && found.recovery()
                                .plan()
                                .filter(most -> !declared.span().cannotBeWithin(most))
                                .filter(most -> !declared.span().equals(Span.exactly(most)))
                                .isPresent())
                .map(found -> new Term(
                        declared.name(),
                        declared.span(),
                        declared.basis(),
                        declared.source() + "; " + found.name() + " takes "
                                + found.recovery().text() + " by "
                                + found.source().cited(),
                        declared.path()))
                .orElse(declared);
    }

    /// The published time of a restore; where none is published, with the key that declares it.
    static Term published(Store store, Mechanism mechanism, String path) {
        Term term = Figures.recovery(mechanism, path);
        return term.isUnknown()
                ? Term.unknown(
                        "restore of `" + store.name() + "`",
                        term.source() + "; declare `data." + store.name() + ".backup.restoreTakes`",
                        path)
                : term;
    }
}
