package dev.meridian.agent;

import dev.meridian.engine.Event;
import dev.meridian.units.Epoch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The renewals that this start of the agent sent, on whatever way. A lease counts from when its renewal was
/// sent, on this machine's clock; so an instant that somebody else names counts only if it is one of these.
/// One of an earlier boot is an instant of another clock.
final class SentRenewals {
    /// More than are sent while the oldest of them can still extend a lease.
    private static final int MOST = 256;

    private final Deque<Event.Renewed> sent = new ArrayDeque<>();

    synchronized Event.Renewed sending(Event.Renewed renewal) {
        sent.addLast(renewal);
        if (sent.size() > MOST) {
            sent.removeFirst();
        }
        return renewal;
    }

    /// The one that was sent at an instant.
    synchronized Optional<Event.Renewed> sentAt(Epoch epoch, long nanos) {
        return sent.stream()
                .filter(renewal ->
                        renewal.epoch().equals(epoch) && renewal.stamp().nanos() == nanos)
                .findFirst();
    }
}
