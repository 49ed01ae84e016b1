package dev.meridian.bounds;

import java.time.Duration;
import java.util.Optional;

/// One summand of a prediction: what it is, how long it takes, and how anybody knows.
///
/// @param name as an inequality shows it, with its numbers: `3 × every 30s`
/// @param source what stands behind the figure: an arithmetic, a publication with its date, or the file
/// @param path where the file says it, or would say it; empty for what no file can change
public record Term(String name, Span span, Basis basis, String source, Optional<String> path) {
    /// Where a figure comes from, in the words of every report.
    public enum Basis {
        /// The user wrote it.
        DECLARED,
        /// Somebody published it.
        SOURCED,
        /// It follows from others.
        DERIVED,
        /// It was measured.
        MEASURED,
        /// No figure is known: the span runs from nothing to no bound, and the source says how to declare one.
        UNKNOWN
    }

    /// A summand for which no figure is known.
    ///
    /// @param what the missing figure: `time to promote orders`
    /// @param declare why it is missing and which key of the file would supply it
    /// @param path where the file would say it
    public static Term unknown(String what, String declare, String path) {
        return new Term(what, Span.from(Duration.ZERO), Basis.UNKNOWN, declare, Optional.of(path));
    }

    /// Whether the missing figure decides: it has no bound because none is known.
    public boolean isUnknown() {
        return basis == Basis.UNKNOWN && span.plan().isEmpty();
    }

    /// A figure of which everybody knows where it comes from, such as one of a test or of this machine.
    public static Term exactly(String name, Duration value) {
        return new Term(name, Span.exactly(value), Basis.DERIVED, "", Optional.empty());
    }

    /// The same figure under another name, for example with its factor.
    public Term named(String other) {
        return new Term(other, span, basis, source, path);
    }

    /// The same term with another span that follows from it.
    public Term with(Span other) {
        return new Term(name, other, basis, source, path);
    }

    /// Whether it adds nothing at all.
    public boolean isNothing() {
        return span.equals(Span.ZERO);
    }
}
