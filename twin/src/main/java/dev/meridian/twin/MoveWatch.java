package dev.meridian.twin;

import dev.meridian.agent.Agent;
import dev.meridian.agent.Api;
import dev.meridian.engine.Rule;
import dev.meridian.engine.ServerState;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.LogTail;
import dev.meridian.evidence.Reason;
import dev.meridian.incident.Telling;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Follows a move that a person ordered, by the event logs of all agents and by what they say of themselves. It
/// only looks: whoever stops watching stops nothing.
///
/// All agents write the same lines as far as they got; each is told once, as soon as the first of them has it.
public final class MoveWatch {
    private static final Duration LOOK = Duration.ofMillis(20);

    /// Seldom: agents that move the role have better things to do than to answer.
    private static final Duration ASK = Duration.ofSeconds(1);

    /// So many times nobody answers before nobody is asked any more: an agent that restarts is back long before.
    private static final int MOST_UNANSWERED = 20;

    private final Keeper.Kept kept;
    private final List<LogTail> tails = new ArrayList<>();
    private final SortedMap<Long, LogEntry> seen = new TreeMap<>();
    private final Telling telling = new Telling();
    private long told;
    private boolean wasWritten;

    /// What is told while it goes on.
    public interface Told {
        /// A rule that fired, or that holds the move back; each sentence once.
        void reason(Reason reason);

        /// What the agents say of themselves, every now and then.
        default void statuses(List<Api.Status> all) {}
    }

    /// How it ended.
    public sealed interface Ending {
        /// Somebody holds the role anew, accepts writes, and users of every region that answers are sent there.
        ///
        /// @param from who held the role
        /// @param holder who holds it; not always the one that was named
        /// @param epoch of the grant
        /// @param sinceOrder from the order until the new side was seen to accept writes, by the agents'
        ///     log; how long users took to find it comes on top
        /// @param wasWritten whether the old side accepted writes when it was ordered, by its own word:
        ///     nobody wrote for that time at most then, and for longer otherwise
        /// @param loss what the role was granted with; empty if it is not known
        record Moved(
                RegionName from,
                RegionName holder,
                Epoch epoch,
                Duration sinceOrder,
                boolean wasWritten,
                Optional<Duration> loss)
                implements Ending {}

        /// It was given up, and nothing moved.
        record GivenUp(Reason why) implements Ending {}

        /// It goes on, or nobody can say.
        record Unfinished() implements Ending {}
    }

    private MoveWatch(Keeper.Kept kept) {
        this.kept = kept;
    }

    /// Begins to listen; what is ordered after this is not missed.
    ///
    /// @throws IOException if a log cannot be read
    public static MoveWatch begin(Keeper.Kept kept) throws IOException {
        MoveWatch watch = new MoveWatch(kept);
        for (RegionName region : kept.numbers().keySet()) {
            watch.tails.add(
                    LogTail.fromEnd(Agent.eventLog(Path.of(kept.directory()).resolve(region.text()))));
        }
        return watch;
    }

    /// Asks the old side, right before it is told to go, whether it accepts writes.
    public void leaving(RegionName from) {
        wasWritten = Optional.ofNullable(kept.numbers().get(from))
                .flatMap(StatusClient::ask)
                .filter(status -> status.server() == ServerState.PRIMARY && status.accepting())
                .isPresent();
    }

    /// What the newest of the agents says; empty if none answers.
    public static Optional<Api.Status> newest(Keeper.Kept kept) {
        return newest(all(kept));
    }

    /// That of the agent that got furthest.
    public static Optional<Api.Status> newest(Collection<Api.Status> statuses) {
        return statuses.stream().max(Comparator.comparingLong(Api.Status::index));
    }

    private static List<Api.Status> all(Keeper.Kept kept) {
        return kept.numbers().values().stream()
                .flatMap(number -> StatusClient.ask(number).stream())
                .toList();
    }

    /// What the log says to an entry; empty if no agent has written it down in time.
    public Optional<LogEntry> entry(long index, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        look();
        while (!seen.containsKey(index) && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            look();
        }
        return Optional.ofNullable(seen.get(index));
    }

    private void look() throws IOException {
        for (LogTail tail : tails) {
            tail.more().forEach(entry -> seen.putIfAbsent(entry.index(), entry));
        }
    }

    /// Follows a move until it is over or the patience is, or nobody is left to ask.
    ///
    /// @param ballot the number of the entry that ordered it
    /// @param from who held the role then
    public Ending follow(long ballot, RegionName from, Duration patience, Told listener)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Set<String> sentences = new HashSet<>();
        told = ballot - 1;
        long asks = System.nanoTime() + ASK.toNanos();
        int unanswered = 0;
        while (System.nanoTime() < deadline && unanswered < MOST_UNANSWERED) {
            look();
            Optional<Reason> dropped = tell(sentences, listener);
            if (dropped.isPresent()) {
                return new Ending.GivenUp(dropped.get());
            }
            Optional<Ending> moved = arrived(ballot, from);
            if (moved.isPresent()) {
                look();
                tell(sentences, listener);
                return moved.get();
            }
            if (System.nanoTime() >= asks) {
                List<Api.Status> all = all(kept);
                unanswered = all.isEmpty() ? unanswered + 1 : 0;
                listener.statuses(all);
                asks = System.nanoTime() + ASK.toNanos();
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        return new Ending.Unfinished();
    }

    private Optional<Reason> tell(Set<String> sentences, Told listener) {
        for (LogEntry entry : seen.tailMap(told + 1).values()) {
            told = entry.index();
            for (Reason reason : telling.of(entry).reasons()) {
                if (sentences.add(reason.rule() + reason.text())) {
                    listener.reason(reason);
                }
                // One that had to go on as a recovery ends when the holder shows that it is there (MOVE-8).
                if (List.of(Rule.MOVE_9.id(), Rule.MOVE_3.id()).contains(reason.rule())) {
                    return Optional.of(reason);
                }
            }
        }
        return Optional.empty();
    }

    /// Whether the role was granted after the order, the holder accepts writes, and users are on their way. All of
    /// it from one region's log first, which costs no agent anything.
    private Optional<Ending> arrived(long ballot, RegionName from) {
        Optional<LogEntry> grant = first(ballot, Rule.ROLE_2.id()).or(() -> first(ballot, Rule.ROLE_4.id()));
        if (grant.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong promoted = promoted(grant.get().index());
        if (promoted.isEmpty()) {
            return Optional.empty();
        }
        Epoch epoch = new Epoch(grant.get().index());
        Optional<Api.Status> status = newest(kept);
        boolean isThere = status.filter(it -> it.accepting() && it.epoch() == epoch.number() && isRouted(it, epoch))
                .isPresent();
        return isThere
                ? Optional.of(new Ending.Moved(
                        from,
                        status.flatMap(Api.Status::holder).orElseThrow(),
                        epoch,
                        Duration.ofNanos(promoted.getAsLong() - ordered(ballot)),
                        wasWritten,
                        loss(grant.get())))
                : Optional.empty();
    }

    private long ordered(long ballot) {
        return Optional.ofNullable(seen.get(ballot))
                .map(LogEntry::nanos)
                .orElse(seen.firstEntry().getValue().nanos());
    }

    /// Those whose agents do not answer cannot be sent anywhere.
    private boolean isRouted(Api.Status newest, Epoch epoch) {
        return kept.members().stream()
                .filter(member ->
                        !newest.routes().getOrDefault(member.text(), 0L).equals(epoch.number()))
                .allMatch(member -> Optional.ofNullable(kept.numbers().get(member))
                        .flatMap(StatusClient::ask)
                        .isEmpty());
    }

    private Optional<LogEntry> first(long after, String rule) {
        return seen.tailMap(after + 1).values().stream()
                .filter(entry -> entry.reasons().stream()
                        .anyMatch(reason -> reason.rule().equals(rule)))
                .findFirst();
    }

    private OptionalLong promoted(long after) {
        return seen.tailMap(after + 1).values().stream()
                .filter(entry -> entry.reasons().stream()
                        .anyMatch(reason -> reason.rule().equals(Rule.DUTY_1.id())
                                && reason.text().startsWith("promote")))
                .mapToLong(LogEntry::nanos)
                .findFirst();
    }

    /// The role that is given back was never granted with a loss.
    private static Optional<Duration> loss(LogEntry grant) {
        return grant.body().get("predictedLossNanos") instanceof Long nanos
                ? Optional.of(nanos).filter(known -> known >= 0).map(Duration::ofNanos)
                : Optional.of(Duration.ZERO);
    }
}
