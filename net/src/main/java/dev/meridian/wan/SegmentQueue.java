package dev.meridian.wan;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What is under way in one direction of one TCP connection: bytes in order, each with the instant of its arrival,
/// then the end of the stream. Bounded in bytes; one thread puts, one takes.
///
/// The bound is the connection's window: when it is full the sender is not read from, and its kernel stops it. The
/// end of the stream is put without waiting, so that a dying connection never blocks its undertaker.
final class SegmentQueue {
    /// 4 MiB: what a Linux sender with default buffers keeps in flight, roughly.
    static final int LIMIT_BYTES = 4 << 20;

    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty = lock.newCondition();
    private int bytes;
    private long lastDue = Long.MIN_VALUE;
    private boolean ended;
    private boolean abandoned;

    /// Something in a stream, and when it arrives.
    sealed interface Segment {
        long due();

        /// Bytes of the stream.
        record Bytes(ByteBuffer bytes, long due) implements Segment {}

        /// The sender has no more to say (FIN).
        record Close(long due) implements Segment {}

        /// The sender is gone (RST).
        record Abort(long due) implements Segment {}
    }

    /// Puts bytes that arrive at `due`, or with what was put before them if that arrives later: no reordering.
    void put(ByteBuffer data, long due) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes >= LIMIT_BYTES && !abandoned && !ended) {
                notFull.await(1, TimeUnit.SECONDS);
            }
            if (!abandoned && !ended) {
                bytes += data.remaining();
                segments.add(new Segment.Bytes(data, inOrder(due)));
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the stream after what was put; a second end is ignored.
    void close(long due) {
        end(new Segment.Close(due));
    }

    /// As [#close(long)], but the receiver sees a reset.
    void abort(long due) {
        end(new Segment.Abort(due));
    }

    /// Whether the sender has ended the stream, delivered or not.
    boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// The receiver is gone: what comes is dropped, and the sender never waits again.
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            segments.clear();
            bytes = 0;
            notFull.signal();
        } finally {
            lock.unlock();
        }
    }

    Segment take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (segments.isEmpty()) {
                notEmpty.await(1, TimeUnit.SECONDS);
            }
            Segment first = segments.remove();
            if (first instanceof Segment.Bytes data) {
                bytes -= data.bytes().remaining();
                notFull.signal();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void end(Segment last) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                long due = inOrder(last.due());
                segments.add(last instanceof Segment.Close ? new Segment.Close(due) : new Segment.Abort(due));
                notEmpty.signal();
                notFull.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private long inOrder(long due) {
        if (lastDue == Long.MIN_VALUE || due - lastDue > 0) {
            lastDue = due;
        }
        return lastDue;
    }
}
