package dev.meridian.assess;

import dev.meridian.bounds.Mechanism;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Origin;
import java.time.Duration;
import java.util.Optional;

/// Terms of figures: those of the file with their origin, and those of the world with their source.
final class Figures {
    private final Subject subject;

    Figures(Subject subject) {
        this.subject = subject;
    }

    /// A time that the file, its profile or its version says.
    Term said(String name, String path, Duration value) {
        return new Term(name, Span.exactly(value), basis(path), source(path), Optional.of(path));
    }

    /// The same with a best that is better than what is waited for at most.
    Term upTo(String name, String path, Duration most) {
        return said(name, path, most).with(Span.of(Duration.ZERO, most));
    }

    /// How long a mechanism takes.
    ///
    /// @param path what in the file would change it
    static Term recovery(Mechanism mechanism, String path) {
        return new Term(
                mechanism.text(), mechanism.recovery(), Term.Basis.SOURCED, mechanism.source(), Optional.of(path));
    }

    /// What a mechanism loses.
    static Term loss(Mechanism mechanism, String path) {
        return new Term(
                mechanism.lossText(), mechanism.loss(), Term.Basis.SOURCED, mechanism.source(), Optional.of(path));
    }

    /// A figure that follows from the file without a source beyond it.
    static Term derived(String name, Span span, String why, String path) {
        return new Term(name, span, Term.Basis.DERIVED, why, Optional.of(path));
    }

    /// Nothing, under a name that says why.
    static Term none(String name) {
        return new Term(name, Span.ZERO, Term.Basis.DERIVED, "", Optional.empty());
    }

    private Term.Basis basis(String path) {
        return origin(path)
                .map(origin -> switch (origin) {
                    case Origin.Declared _, Origin.Assigned _ -> Term.Basis.DECLARED;
                    case Origin.Default _, Origin.Profile _, Origin.Derived _ -> Term.Basis.DERIVED;
                    case Origin.Sourced _ -> Term.Basis.SOURCED;
                })
                .orElse(Term.Basis.DERIVED);
    }

    private String source(String path) {
        return origin(path).map(Origin::text).orElse("");
    }

    private Optional<Origin> origin(String path) {
        return subject.blueprint()
                .origins()
                .at(path)
                .map(value -> value.origin())
                .or(() -> subject.topology().sources().at(path).map(setting -> setting.origin()));
    }
}
