package dev.meridian.assess;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.mechanisms.Source;
import dev.meridian.topology.Origin;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes the terms of a sum: figures of the file with their origin, published figures with their source, and
/// missing figures with the key that would declare them.
final class Figures {
    /// The words of a source that says something of what is lost, and not of the time to recover alone.
    private static final Pattern OF_A_LOSS = Pattern.compile("\\b(lag|loss|lost|loses|asynchronous|bound|RPO)\\b");

    private final Subject subject;

    Figures(Subject subject) {
        this.subject = subject;
    }

    /// A time that the file, its profile or its version declares.
    Term said(String name, String path, Duration value) {
        return new Term(name, Span.exactly(value), basis(path), source(path), Optional.of(path));
    }

    /// The same with a best of zero.
    Term upTo(String name, String path, Duration most) {
        return said(name, path, most).with(Span.of(Duration.ZERO, most));
    }

    /// A property of the file that a figure follows from: nothing is lost because a commit waits.
    Term declared(String name, Span span, String why, String path) {
        boolean isDeclared = basis(path) != Term.Basis.DERIVED
                || subject.topology().sources().all().keySet().stream().anyMatch(key -> key.startsWith(path + "."));
        return new Term(name, span, isDeclared ? Term.Basis.DECLARED : Term.Basis.DERIVED, why, Optional.of(path));
    }

    /// How long a mechanism takes; unknown where its provider publishes nothing.
    ///
    /// @param path the key of the file that would change it
    static Term recovery(Mechanism mechanism, String path) {
        return published(mechanism.name(), mechanism.recovery(), mechanism.source(), path);
    }

    /// The acknowledged writes that a mechanism loses; unknown where its provider publishes nothing. A source that
    /// speaks of the time to recover alone is no evidence for a loss without a published bound: what is lost is
    /// said instead.
    static Term loss(Mechanism mechanism, String path) {
        Term loss = published(mechanism.lossName(), mechanism.loss(), mechanism.source(), path);
        boolean isOfTimeAlone = mechanism.loss().plan().isEmpty()
                && mechanism.recovery().plan().filter(time -> !time.isZero()).isPresent()
                && !OF_A_LOSS.matcher(mechanism.source().text()).find();
        return isOfTimeAlone && !loss.isUnknown()
                ? new Term(loss.name(), loss.span(), loss.basis(), unbounded(mechanism), loss.path())
                : loss;
    }

    private static String unbounded(Mechanism mechanism) {
        String lost = mechanism.onLoss().replaceFirst("\\.$", "");
        return lost + "; no bound is published (" + mechanism.source().document() + ")";
    }

    /// A published figure. One without a best above zero and without a plan says that nothing is published.
    static Term published(String name, Span span, Source source, String path) {
        boolean isPublished = !span.equals(Span.from(Duration.ZERO));
        return new Term(
                name,
                span,
                isPublished ? Term.Basis.SOURCED : Term.Basis.UNKNOWN,
                isPublished ? source.cited() : "no figure is published (" + source.cited() + ")",
                Optional.of(path));
    }

    /// A value to plan with, where the file declares none.
    static Term planned(PlanningValue value, String path) {
        return new Term(
                value.name(), value.time(), Term.Basis.SOURCED, value.source().cited(), Optional.of(path));
    }

    /// A figure that follows from the file without a source beyond it.
    static Term derived(String name, Span span, String why, String path) {
        return new Term(name, span, Term.Basis.DERIVED, why, Optional.of(path));
    }

    /// Nothing, under a name that says why.
    static Term none(String name) {
        return new Term(name, Span.ZERO, Term.Basis.DERIVED, name, Optional.empty());
    }

    /// The round trip between two places, with the measurement behind it.
    Term distance(String name, RegionName from, RegionName to) {
        return subject.blueprint()
                .roundTrip(from, to)
                .map(trip -> new Term(
                        name,
                        Span.exactly(trip.p50()),
                        trip.kind().equals("measured") ? Term.Basis.SOURCED : Term.Basis.DERIVED,
                        "round trip " + from + " to " + to + ", " + trip.source() + ", table of 2026-08",
                        Optional.empty()))
                .orElseGet(() -> none(name));
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
        return origin(path).map(Origin::text).orElse("follows from `" + path + "`");
    }

    private Optional<Origin> origin(String path) {
        return subject.blueprint()
                .origins()
                .at(path)
                .map(value -> value.origin())
                .or(() -> subject.topology().sources().at(path).map(setting -> setting.origin()));
    }
}
