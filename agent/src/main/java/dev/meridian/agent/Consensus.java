package dev.meridian.agent;

import dev.meridian.raft.Pace;
import dev.meridian.raft.Payload;
import dev.meridian.raft.Raft;
import dev.meridian.raft.Saved;
import dev.meridian.raft.Settings;
import dev.meridian.raft.Work;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// This member of the replicated log: what [Raft] says is to be done, done by one thread, with its files and its
/// messages.
///
/// The figures are for distances with round trips of up to 220 ms, measured in `docs/adr/0017`.
final class Consensus implements AutoCloseable {
    /// What is fed with committed entries, in order, by one thread at a time.
    interface Machine {
        /// Nothing was applied: the log comes from its beginning, or from a snapshot.
        void begin();

        /// Applies one entry; the answer goes to whoever proposed it.
        byte[] apply(byte[] entry);

        /// The whole state, for members that were away for longer than the log reaches back.
        byte[] snapshot();

        /// Takes over a state that was made of the entries so far.
        void restore(byte[] snapshot);
    }

    private static final int MOST_BYTES = 256 << 10;
    private static final long LONGEST_LOG_BYTES = 8L << 20;
    private static final int MOST_WAITING = 8192;
    private static final int MOST_AT_ONCE = 256;

    /// Nobody waits for an answer for longer.
    private static final Duration ANSWERED = Duration.ofSeconds(10);

    private final Raft raft;
    private final LogFiles files;
    private final Machine machine;
    private final Carrier carrier;
    private final Consumer<String> told;
    private final RegionName self;
    private final BlockingQueue<Runnable> inputs;
    private final AtomicLong tickets = new AtomicLong(new SecureRandom().nextLong(1, Long.MAX_VALUE / 2));
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile Optional<RegionName> leader = Optional.empty();
    private long termSaid = -1;

    /// Who waits for what becomes of a proposal.
    private record Waiting(CompletableFuture<byte[]> answer, long since) {}

    private Consensus(
            AgentConfig config, LogFiles files, Machine machine, Consumer<String> told, Consumer<Throwable> onDefect)
            throws IOException {
        this.files = files;
        this.machine = machine;
        this.told = told;
        self = config.region();
        List<RegionName> members =
                config.peers().stream().map(AgentConfig.Peer::region).toList();
        Saved saved = files.read();
        machine.begin();
        if (saved.snapshot().index() > 0) {
            machine.restore(saved.snapshot().state().bytes());
        }
        raft = new Raft(new Settings(self, members, Pace.BETWEEN_REGIONS, MOST_BYTES), saved, System.nanoTime());
        inputs = new LinkedBlockingQueue<>(MOST_WAITING);
        carrier = Carrier.open(config, message -> inputs.offer(() -> raft.receive(message, System.nanoTime())));
        thread = Thread.ofPlatform()
                .name("log")
                .uncaughtExceptionHandler((ended, defect) -> onDefect.accept(defect))
                .start(this::run);
    }

    /// Takes part in the log of the peers; returns when it does, which does not mean that there is a leader.
    ///
    /// @param told in words, who leads, whenever that changes
    /// @param onDefect told when this member cannot go on, because its disk fails or an entry cannot be applied
    static Consensus join(AgentConfig config, Machine machine, Consumer<String> told, Consumer<Throwable> onDefect)
            throws IOException {
        LogFiles files = LogFiles.open(config.directory().resolve("raft"));
        try {
            return new Consensus(config, files, machine, told, onDefect);
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    /// An entry was proposed while nobody led the log: it certainly is not in it, and will not be.
    static final class NotProposed extends IllegalStateException {
        private static final long serialVersionUID = 1;

        NotProposed(String why) {
            super(why);
        }
    }

    /// Proposes an entry. Completes with the machine's answer when it was applied here; exceptionally with
    /// [NotProposed] if it certainly did not happen, otherwise if it may not have. The caller
    /// puts a deadline on it.
    CompletableFuture<byte[]> propose(byte[] entry) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        if (isClosed || !inputs.offer(() -> propose(entry, answer))) {
            answer.completeExceptionally(new NotProposed("the log takes nothing more here"));
        }
        return answer;
    }

    /// Lets another member lead, if this one does: the first of these that is there and lacks nothing. What was
    /// taken is not lost by it; for as long as a vote takes nothing is committed.
    void handOver(List<RegionName> successors) {
        inputs.offer(() -> {
            for (RegionName next : successors) {
                if (raft.handOver(next, System.nanoTime())) {
                    return;
                }
            }
        });
    }

    /// Who leads as far as this member knows; empty text if nobody. Never a ground to act on: a member that was
    /// paused still believes what it believed before.
    String leader() {
        return leader.map(RegionName::text).orElse("");
    }

    // ---- on the thread of the log ----

    private void run() {
        try {
            List<Runnable> some = new ArrayList<>();
            while (!isClosed) {
                long patience = Math.max(0, raft.wakesAt() - System.nanoTime());
                Runnable first = inputs.poll(patience, TimeUnit.NANOSECONDS);
                if (first != null) {
                    some.add(first);
                    inputs.drainTo(some, MOST_AT_ONCE);
                    some.forEach(Runnable::run);
                    some.clear();
                }
                raft.tick(System.nanoTime());
                work(raft.work());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the replicated log cannot be written down", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void propose(byte[] entry, CompletableFuture<byte[]> answer) {
        long ticket = tickets.incrementAndGet();
        long now = System.nanoTime();
        if (raft.propose(ticket, Payload.of(entry), now)) {
            waiting.put(ticket, new Waiting(answer, now));
        } else {
            answer.completeExceptionally(new NotProposed("nobody leads the log"));
        }
    }

    private void work(Work work) throws IOException {
        files.write(work);
        work.letters().forEach(letter -> carrier.send(letter.to(), letter.message()));
        work.restored().ifPresent(snapshot -> machine.restore(snapshot.state().bytes()));
        work.committed().forEach(this::apply);
        forget(System.nanoTime());
        if (files.bytes() > LONGEST_LOG_BYTES) {
            raft.compact(Payload.of(machine.snapshot()));
            files.write(raft.work());
        }
        publish();
    }

    private void apply(Work.Committed one) {
        if (one.entry().isOpening()) {
            return;
        }
        byte[] answer = machine.apply(one.entry().payload().bytes());
        if (one.entry().by().equals(self)) {
            Waiting asked = waiting.remove(one.entry().ticket());
            if (asked != null) {
                asked.answer().complete(answer);
            }
        }
    }

    /// Those who asked long ago; the oldest stand first.
    private void forget(long now) {
        while (!waiting.isEmpty()) {
            var oldest = waiting.entrySet().iterator().next();
            if (now - oldest.getValue().since() < ANSWERED.toNanos()) {
                return;
            }
            waiting.remove(oldest.getKey());
            oldest.getValue().answer().completeExceptionally(new TimeoutException("no majority has said so"));
        }
    }

    private void publish() {
        if (raft.term() == termSaid && raft.leader().equals(leader)) {
            return;
        }
        termSaid = raft.term();
        leader = raft.leader();
        String who = leader.map(name -> name.equals(self) ? "this one leads" : name + " leads")
                .orElse("nobody is known to lead");
        told.accept("term " + termSaid + ": " + who + " the log");
    }

    @Override
    public void close() {
        isClosed = true;
        carrier.close();
        inputs.offer(() -> {});
        try {
            thread.join(Duration.ofSeconds(5));
            files.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            told.accept("the files of the log: " + e);
        }
        waiting.values()
                .forEach(asked -> asked.answer().completeExceptionally(new IllegalStateException("the log is closed")));
    }
}
