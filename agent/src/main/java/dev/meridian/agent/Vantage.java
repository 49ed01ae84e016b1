package dev.meridian.agent;

import dev.meridian.engine.Event;
import dev.meridian.engine.ProbeWindow;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Sight.ProbeWord;
import dev.meridian.engine.Sight.Verdict;
import dev.meridian.engine.Stamp;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What this region sees of the one that holds the role, and the entries that say so.
///
/// Each probe runs on a thread of its own and blocks there; the vantage's own thread looks at their windows
/// every few milliseconds, combines them, and reports: steadily while nothing changes, at once when the
/// verdict does, and quickly for as long as it is bad. A vantage that was itself held up for long (paused,
/// starved) forgets what it saw: silence that nobody listened to is no evidence.
final class Vantage implements Runnable {
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final Duration STEADY = Duration.ofMillis(500);
    private static final Duration ALARMED = Duration.ofMillis(100);
    private static final Duration HELD_UP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_REPORTS = 8;

    private final AgentConfig config;
    private final Replica replica;
    private final Proposals proposals;
    private final Database database;
    private final Runnable onHeldUp;
    private final SequencedMap<Probe.Kind, Watch> watches = new LinkedHashMap<>();
    private final Footing footing;
    private Optional<RegionName> subject = Optional.empty();
    private Verdict verdict = Verdict.UNKNOWN;
    private long verdictSince;
    private long reportedAt;
    private boolean hasSpoken;
    private final Semaphore reportsUnderWay = new Semaphore(MOST_REPORTS);

    /// @param onHeldUp told when this agent was held up for long
    Vantage(AgentConfig config, Replica replica, Proposals proposals, Database database, Runnable onHeldUp) {
        this.onHeldUp = onHeldUp;
        this.config = config;
        this.replica = replica;
        this.proposals = proposals;
        this.database = database;
        this.footing = new Footing(config.directory());
    }

    /// One probe under way and the window that its answers fall into.
    private record Watch(Probe probe, Thread thread, Inbox inbox, ProbeWindow window) {}

    /// The newest answer, handed from the probe's thread to the vantage's.
    static final class Inbox {
        private long answeredAt = Long.MIN_VALUE;
        private long refusedAt = Long.MIN_VALUE;
        private String note = "";

        synchronized void answered(long at, String text) {
            answeredAt = at;
            note = text;
        }

        synchronized void failed(String text) {
            note = text;
        }

        synchronized void refused(long at, String text) {
            refusedAt = at;
            note = text;
        }

        synchronized long takeRefusal() {
            long at = refusedAt;
            refusedAt = Long.MIN_VALUE;
            return at;
        }

        synchronized long takeAnswer() {
            long at = answeredAt;
            answeredAt = Long.MIN_VALUE;
            return at;
        }

        synchronized String note() {
            return note;
        }
    }

    @Override
    public void run() {
        long lookedAt = System.nanoTime();
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                long now = System.nanoTime();
                boolean wasHeldUp = now - lookedAt > HELD_UP.toNanos();
                lookedAt = now;
                if (wasHeldUp) {
                    footing.forget();
                    onHeldUp.run();
                }
                follow(replica.view().state().holder(), wasHeldUp, now);
                judge(now);
                long due = verdict == Verdict.SILENT || verdict == Verdict.GREY ? ALARMED.toNanos() : STEADY.toNanos();
                if (now - reportedAt >= due && reportsUnderWay.tryAcquire()) {
                    report(now);
                }
            }
        } catch (InterruptedException e) {
            stopProbes();
        }
    }

    /// Looks at whoever holds the role now; begins anew when that changed or when nobody looked for a while.
    private void follow(Optional<RegionName> holder, boolean wasHeldUp, long now) {
        Optional<RegionName> wanted = holder.filter(region -> !region.equals(config.region()));
        if (wanted.equals(subject) && !wasHeldUp) {
            return;
        }
        stopProbes();
        subject = wanted;
        verdict = Verdict.UNKNOWN;
        verdictSince = now;
        subject.ifPresent(region -> {
            for (Probe probe : Probe.all(config, region, replica, database)) {
                Inbox inbox = new Inbox();
                Thread thread = Thread.ofVirtual()
                        .name("probe-" + probe.kind().label())
                        .start(() -> Probe.loop(probe, inbox, config.probes()));
                watches.put(probe.kind(), new Watch(probe, thread, inbox, new ProbeWindow(config.probes(), now)));
            }
        });
    }

    private void stopProbes() {
        watches.values().forEach(watch -> watch.thread().interrupt());
        watches.clear();
    }

    private void judge(long now) {
        int good = 0;
        int bad = 0;
        for (Watch watch : watches.values()) {
            long answer = watch.inbox().takeAnswer();
            if (answer != Long.MIN_VALUE) {
                watch.window().answered(answer);
            }
            long refusal = watch.inbox().takeRefusal();
            if (refusal != Long.MIN_VALUE) {
                watch.window().refused(refusal);
            }
            switch (watch.window().word(now)) {
                case GOOD -> good++;
                case BAD -> bad++;
                case UNKNOWN -> {}
            }
        }
        footing.look(database.said(), isReceiving(now), now);
        Verdict next = Verdict.of(good, bad, watches.size());
        if (next != verdict) {
            verdict = next;
            verdictSince = now;
            reportedAt = 0;
        }
    }

    private boolean isReceiving(long now) {
        Watch replication = watches.get(Probe.Kind.REPLICATION);
        return replication != null && replication.window().word(now) == ProbeWindow.Word.GOOD;
    }

    private void report(long now) {
        reportedAt = now;
        Duration lasts = footing.lasts(now);
        List<Sight> sights = new ArrayList<>();
        subject.ifPresent(
                region -> sights.add(new Sight(region, verdict, Duration.ofNanos(now - verdictSince), words(now))));
        // Here, and not where it is waited for: a later word may not tell of an earlier sight.
        Proposals.Sent sent = proposals.send(stamp -> observed(stamp, sights, lasts));
        tellAround(sent);
        Thread.ofVirtual().name("report").start(() -> {
            try {
                proposals.await(sent, PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                reportsUnderWay.release();
            }
        });
    }

    /// Before the log has a word of this start, no duty is done here. Where the first word is lost, on a way to
    /// the leader that is cut, later ones go through the others as well.
    private void tellAround(Proposals.Sent word) {
        if (hasSpoken && !replica.view().state().knows(word.stamp())) {
            proposals.tellAround(word);
        }
        hasSpoken = true;
    }

    private Event.Observed observed(Stamp stamp, List<Sight> sights, Duration lasts) {
        Replica.View view = replica.view();
        long renewal = view.state().renewal().map(Renewal::index).orElse(0L);
        return new Event.Observed(
                stamp,
                sights,
                renewal,
                view.renewalAge(),
                view.grantAge(),
                database.said(),
                lasts,
                footing.room(),
                TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()));
    }

    private List<ProbeWord> words(long now) {
        List<ProbeWord> words = new ArrayList<>();
        for (Map.Entry<Probe.Kind, Watch> entry : watches.entrySet()) {
            ProbeWindow.Word word = entry.getValue().window().word(now);
            words.add(new ProbeWord(
                    entry.getKey().label(),
                    word == ProbeWindow.Word.GOOD,
                    entry.getValue().inbox().note()));
        }
        return words;
    }
}
