package dev.meridian.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// What a resolver tells its user.
public sealed interface Resolution {
    /// An answer that may be used, from a server or from the cache.
    ///
    /// @param left how much of its time to live is left; negative for one that this resolver keeps for longer
    record Found(List<InetAddress> addresses, Duration left, boolean cached) implements Resolution {}

    /// No server answered; this is what was last known.
    ///
    /// @param expiredFor how long ago its time to live ended
    /// @param why what each server did, in the order in which they were asked
    record Stale(List<InetAddress> addresses, Duration expiredFor, List<String> why) implements Resolution {}

    /// A server said that there is no such name, or no address for it.
    record Missing(boolean nameExists) implements Resolution {}

    /// No server answered, and nothing was known before.
    ///
    /// @param why what each server did, in the order in which they were asked
    record Unanswered(List<String> why) implements Resolution {}
}
