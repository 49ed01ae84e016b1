package dev.meridian.agent;

import dev.meridian.engine.Event;
import dev.meridian.units.Epoch;
import java.util.ArrayDeque;
import java.util.Deque;

/// The renewals that this start of the agent sent, on whatever way. A lease counts from when its renewal was
/// sent, on this machine's clock; so an instant that somebody else names counts only if it is one of these.
/// One of an earlier boot is an instant of another clock.
final class SentRenewals {
    /// More than are sent while the oldest of them can still extend a lease.
    private static final int MOST = 256;

    private record Sent(Epoch epoch, long nanos) {}

    private final Deque<Sent> sent = new ArrayDeque<>();

    synchronized Event.Renewed sending(Event.Renewed renewal) {
        sent.addLast(new Sent(renewal.epoch(), renewal.stamp().nanos()));
        if (sent.size() > MOST) {
            sent.removeFirst();
        }
        return renewal;
    }

    synchronized boolean have(Epoch epoch, long nanos) {
        return sent.contains(new Sent(epoch, nanos));
    }
}
