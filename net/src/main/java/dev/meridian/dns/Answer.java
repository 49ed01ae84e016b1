package dev.meridian.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Where a name points, and for how long a resolver may remember it. Never empty: a router that has nowhere to
/// send people keeps the last answer that it had.
///
/// @param addresses in the order in which they are published
/// @param ttl whole seconds, at most a day
public record Answer(List<InetAddress> addresses, Duration ttl) {
    private static final Duration LONGEST = Duration.ofDays(1);

    public Answer {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("an answer without an address is never published");
        }
        if (ttl.isNegative() || ttl.compareTo(LONGEST) > 0 || !ttl.equals(Duration.ofSeconds(ttl.toSeconds()))) {
            throw new IllegalArgumentException("not a TTL of 0 s to 1 d in whole seconds: " + ttl);
        }
    }
}
