package dev.meridian.assess;

import dev.meridian.assess.Finding.Change;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A place of the file where a change may help.
///
/// @param values from the mildest to the strongest
/// @param most what the change can take away at most
record Candidate(String path, List<Change> values, Span most) {
    Candidate {
        values = List.copyOf(values);
    }

    /// Whether it is a number of a policy: a rhythm, a wait, a lifetime, or the time of people.
    boolean isNumber() {
        return isNumber(path);
    }

    /// Whether a path is that of such a number.
    static boolean isNumber(String path) {
        return path.contains(".probes.")
                || path.endsWith(".hold")
                || isTtl(path)
                || path.endsWith(".human")
                || path.contains(".human.");
    }

    /// Whether a path is that of the TTL of all entrances or of one.
    static boolean isTtl(String path) {
        return path.equals("traffic.ttl") || path.matches("traffic\\.entrances\\.[^.]+\\.ttl");
    }

    /// Whether a term is a TTL that nobody knows: no other value of it makes up for a look at the name's servers.
    static boolean isToLookUp(Term term) {
        return term.isUnknown() && term.path().filter(Candidate::isTtl).isPresent();
    }

    /// Whether a path is that of a wait for users who move by DNS.
    static boolean isOfNames(String path) {
        return isTtl(path) || path.startsWith("traffic.clients") || path.endsWith(".alias");
    }

    Change strongest() {
        return values.getLast();
    }

    /// What it can take away on one side; empty for more than anybody can say.
    Optional<Duration> gain(boolean best) {
        return best ? most.best() : most.plan();
    }
}
