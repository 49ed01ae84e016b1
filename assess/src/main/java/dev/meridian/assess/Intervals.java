package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.assess.Finding.Change;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The intervals of copies and backups that a file declares or may declare, as changes that keep a promise about
/// loss: the newest copy is one interval old at worst.
final class Intervals {
    /// The shortest interval that is offered for a copy, and for a backup: a job that copies everything takes time
    /// itself. Values of Meridian (2026-11).
    private static final Duration SHORTEST_COPY = Duration.ofMinutes(1);

    private static final Duration SHORTEST_BACKUP = Duration.ofMinutes(5);

    private Intervals() {}

    /// Whether a path is the declared or missing interval of a copy.
    static boolean isOfACopy(String path) {
        return path.startsWith("data.") && path.contains(".replication.") && path.endsWith(".every");
    }

    /// An interval as long as a promise, or half as long for backups, which take time themselves; where that is not
    /// too short for the kind of copy that a term is about.
    static Optional<String> within(Duration bound, Term term) {
        boolean isCopy = term.path().filter(Intervals::isOfACopy).isPresent();
        Duration shortest = isCopy ? SHORTEST_COPY : SHORTEST_BACKUP;
        Duration interval = isCopy ? bound : bound.dividedBy(2);
        return interval.compareTo(shortest) < 0 ? Optional.empty() : Optional.of(text(interval));
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
            Optional<String> path = loss.path().flatMap(Intervals::key);
            Optional<String> value = within(stake.bound(), loss);
            if (path.isEmpty() || value.isEmpty()) {
                return List.of();
            }
            changes.add(new Change(path.get(), subject.value(path.get()), value.get()));
        }
        return changes;
    }

    /// The key of the interval behind a loss: its own, or that of a backup which is missing.
    private static Optional<String> key(String path) {
        boolean isInterval = path.startsWith("data.") && path.endsWith(".every");
        boolean isBackup = path.matches("data\\.[^.]+\\.backup");
        return isInterval ? Optional.of(path) : isBackup ? Optional.of(path + ".every") : Optional.empty();
    }
}
