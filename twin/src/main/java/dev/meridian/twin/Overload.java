package dev.meridian.twin;

import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Overload of one database, with load and nothing else: it runs, it answers whoever asks for little, and the
/// application's writes crawl.
///
/// Two sessions sort large sets without end. On a primary a third one does what a careless batch does: it
/// takes the table of orders for itself for seconds at a time (`lock table … in exclusive mode`), lets the
/// writes that have piled up pass, and takes it again. Each order that waits holds one of the service's
/// connections, so after a few seconds none is left for its health page, while reads, the probes' own
/// writes and the replication go on. All regions of the twin share the processors of one machine; a load
/// that saturates those would starve every region alike, so what makes the difference is the contention,
/// which is the struck region's alone.
final class Overload implements AutoCloseable {
    private static final int SORTERS = 2;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// Just below what the service waits for a statement: so long a write may take and still be answered.
    private static final Duration TAKES = Duration.ofSeconds(4);

    private static final String SORT =
            "select count(*) from (select md5(i::text) as word from generate_series(1, 300000) i order by 1) words";

    private final Session.Target target;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch felt = new CountDownLatch(1);

    private final boolean isPrimary;

    private Overload(Session.Target target, boolean isPrimary) {
        this.target = target;
        this.isPrimary = isPrimary;
    }

    /// Begins.
    ///
    /// @param isPrimary whether there are writes to hold up
    static Overload begin(Session.Target target, boolean isPrimary) {
        Overload overload = new Overload(target, isPrimary);
        for (int i = 0; i < SORTERS; i++) {
            overload.start(overload::sort);
        }
        if (isPrimary) {
            overload.start(overload::takeTheTable);
        }
        return overload;
    }

    /// Whether it was felt within a time.
    boolean isFelt(Duration within) throws InterruptedException {
        return felt.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    private interface Work {
        Reply<?> with(Session session);
    }

    private void start(Work work) {
        threads.add(Thread.ofVirtual().name("overload").start(() -> loop(work)));
    }

    private void loop(Work work) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Session.open(target, CONNECT).then(session -> {
                    try (session) {
                        Reply<?> reply = work.with(session);
                        while (reply instanceof Reply.Done<?>
                                && !Thread.currentThread().isInterrupted()) {
                            reply = work.with(session);
                        }
                        return reply;
                    }
                });
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply<?> sort(Session session) {
        Reply<Long> sorted = session.read(SORT, row -> row.getLong(1), LONGEST);
        if (!isPrimary && sorted instanceof Reply.Done<Long>) {
            felt.countDown();
        }
        return sorted;
    }

    private Reply<?> takeTheTable(Session session) {
        return session.transaction(
                open -> {
                    try (Statement statement = open.createStatement()) {
                        statement.execute("lock table orders in exclusive mode");
                    }
                    felt.countDown();
                    try {
                        TimeUnit.NANOSECONDS.sleep(TAKES.toNanos());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new SQLException("the overload is over", e);
                    }
                    return true;
                },
                LONGEST);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
