package dev.meridian.assess;

import dev.meridian.bounds.Term;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Something that a promise has against it, or a mistake of structure.
///
/// @param severity as judged here; a rule may be an error for one file and a warning for another
/// @param at the path in the file that is to blame, for its place
/// @param objective the path of the promise that is at stake
/// @param statement one sentence, with the values
/// @param why the rule in one sentence, for this file
/// @param fix what to do where no repair was found or none can be searched for
/// @param also further paths with exactly the same against them
public record Finding(
        Rule rule,
        Severity severity,
        String at,
        Optional<String> objective,
        String statement,
        String why,
        String fix,
        Optional<Arithmetic> arithmetic,
        Optional<Repair> repair,
        Optional<Waived> waived,
        List<String> also) {
    public Finding {
        also = List.copyOf(also);
    }

    /// A finding of structure: no arithmetic, nothing searched.
    static Finding of(Rule rule, String at, String statement, String why, String fix) {
        return new Finding(
                rule,
                rule.severity(),
                at,
                Optional.empty(),
                statement,
                why,
                fix,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    Finding with(Severity other) {
        return new Finding(rule, other, at, objective, statement, why, fix, arithmetic, repair, waived, also);
    }

    Finding about(String promise) {
        return new Finding(
                rule, severity, at, Optional.of(promise), statement, why, fix, arithmetic, repair, waived, also);
    }

    Finding with(Arithmetic figures) {
        return new Finding(
                rule, severity, at, objective, statement, why, fix, Optional.of(figures), repair, waived, also);
    }

    Finding with(Repair found) {
        return new Finding(
                rule, severity, at, objective, statement, why, fix, arithmetic, Optional.of(found), waived, also);
    }

    Finding with(Waived accepted) {
        return new Finding(
                rule, severity, at, objective, statement, why, fix, arithmetic, repair, Optional.of(accepted), also);
    }

    Finding andAt(List<String> others) {
        return new Finding(rule, severity, at, objective, statement, why, fix, arithmetic, repair, waived, others);
    }

    /// Whether it makes a command fail.
    public boolean counts() {
        return severity == Severity.ERROR && waived.isEmpty();
    }

    /// The inequality that fails.
    ///
    /// @param text with its numbers: `3 × every 30s = 1m30s > rto 1m`
    /// @param failingTerm the term to blame
    /// @param terms all that it is made of
    public record Arithmetic(String text, String failingTerm, List<Term> terms) {
        public Arithmetic {
            terms = List.copyOf(terms);
        }
    }

    /// A change of the file that makes the finding go away and brings no other error; it was tried.
    ///
    /// @param before the inequality as it is
    /// @param after the inequality with the changes
    public record Repair(List<Change> changes, String before, String after) {
        public Repair {
            changes = List.copyOf(changes);
        }
    }

    /// One assignment of a repair, as `--set` takes it.
    ///
    /// @param from the value that is in force; empty if the file says nothing there
    public record Change(String path, Optional<String> from, String to) {
        /// For the command line.
        public String assignment() {
            return path + "=" + to;
        }
    }

    /// Somebody has accepted it.
    ///
    /// @param source the waiver's path in the file, or the baseline's name
    public record Waived(String source, String reason, LocalDate expires, Optional<String> by) {}
}
