package dev.meridian.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// A stub resolver with a cache, as a user's machine has one: asks its servers in order, remembers an answer for
/// its time to live, and, where told so, for longer. Safe for several threads; they do not wait for each other's
/// questions.
public final class Resolver {
    private static final int MOST_NAMES = 1024;

    /// For so long a server that was silent is asked last. Resolvers remember that (RFC 2308 §7.2, at most five
    /// minutes); else every question would wait for a dead server once more.
    private static final Duration ASKED_LAST_FOR = Duration.ofSeconds(10);

    private final Settings settings;
    private final LongSupplier nanoClock;
    private final SequencedMap<String, Known> cache = new LinkedHashMap<>();
    private final Map<InetSocketAddress, Long> silentAt = new ConcurrentHashMap<>();

    /// How a resolver behaves.
    ///
    /// @param source the address that it asks from, which tells the links where it is
    /// @param servers asked in this order until one answers; those that were just silent after the others
    /// @param perTry how long one server may take
    /// @param keepsFor how long past its time to live an answer is still used without asking: zero for an honest
    ///     resolver
    public record Settings(InetAddress source, List<InetSocketAddress> servers, Duration perTry, Duration keepsFor) {
        public Settings {
            servers = List.copyOf(servers);
            if (servers.isEmpty()) {
                throw new IllegalArgumentException("a resolver needs a server");
            }
            if (perTry.compareTo(Duration.ofMillis(1)) < 0 || keepsFor.isNegative()) {
                throw new IllegalArgumentException("not a usable time: " + perTry + ", " + keepsFor);
            }
        }
    }

    private record Known(List<InetAddress> addresses, long expiresAt) {}

    /// @param nanoClock elapsed nanoseconds, as [System#nanoTime()] counts them
    public Resolver(Settings settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
    }

    /// The IPv4 addresses of a name. Takes at most as many times `perTry` as there are servers, twice where an
    /// answer has to be asked for again over TCP.
    public Resolution resolve(String name) {
        String key = Zone.canonical(name);
        Optional<Known> known = known(key);
        long now = nanoClock.getAsLong();
        if (known.isPresent() && known.get().expiresAt() + settings.keepsFor().toNanos() - now > 0) {
            Known usable = known.get();
            return new Resolution.Found(usable.addresses(), Duration.ofNanos(usable.expiresAt() - now), true);
        }
        List<String> why = new ArrayList<>();
        for (InetSocketAddress server : inOrder(now)) {
            switch (Exchange.ask(settings.source(), server, key, settings.perTry())) {
                case Exchange.Reply.Addresses found -> {
                    return remember(key, found);
                }
                case Exchange.Reply.None none -> {
                    forget(key);
                    return new Resolution.Missing(none.nameExists());
                }
                case Exchange.Reply.Failed failed -> {
                    why.add(server + ": " + failed.why());
                    if (failed.isSilent()) {
                        silentAt.put(server, nanoClock.getAsLong());
                    }
                }
            }
        }
        return known.<Resolution>map(last -> new Resolution.Stale(
                        last.addresses(), Duration.ofNanos(nanoClock.getAsLong() - last.expiresAt()), List.copyOf(why)))
                .orElseGet(() -> new Resolution.Unanswered(List.copyOf(why)));
    }

    private List<InetSocketAddress> inOrder(long now) {
        silentAt.values().removeIf(at -> now - at >= ASKED_LAST_FOR.toNanos());
        List<InetSocketAddress> order = new ArrayList<>(settings.servers());
        order.sort(Comparator.comparing(silentAt::containsKey));
        return order;
    }

    /// Forgets every answer, and who was silent.
    public void flush() {
        silentAt.clear();
        synchronized (cache) {
            cache.clear();
        }
    }

    private Resolution remember(String key, Exchange.Reply.Addresses found) {
        Known known =
                new Known(found.addresses(), nanoClock.getAsLong() + found.ttl().toNanos());
        synchronized (cache) {
            cache.putLast(key, known);
            if (cache.size() > MOST_NAMES) {
                Map.Entry<String, Known> oldest = cache.firstEntry();
                cache.remove(oldest.getKey());
            }
        }
        return new Resolution.Found(found.addresses(), found.ttl(), false);
    }

    private void forget(String key) {
        synchronized (cache) {
            cache.remove(key);
        }
    }

    private Optional<Known> known(String key) {
        synchronized (cache) {
            return Optional.ofNullable(cache.get(key));
        }
    }
}
