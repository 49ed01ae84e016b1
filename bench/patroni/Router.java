package patroni;

import dev.meridian.agent.HttpConnection;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// How the users of one location find the primary: they ask every member for `/primary` each 50 ms, across the
/// links (`OPTIONS`, as HAProxy is told to: the answer of `GET` without its body), and the next question does not
/// wait for the answer to the last. The members that say 200 are primaries; the one that began to say so last is
/// where users go. Where none does, they stay where they are.
///
/// This is quicker than what people run: HAProxy as Patroni's own example sets it up asks every 3 s and wants
/// three failures. There is no DNS in between either, which Meridian's users ask.
final class Router {
    private static final Duration PACE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int OWN_USERS = 3;
    private static final int YES = 200;

    private final Region location;
    private final Map<Region, Answer> answers = new ConcurrentHashMap<>();
    private final Map<Region, Long> firstSeen = new ConcurrentHashMap<>();
    private volatile Optional<Region> primary = Optional.empty();

    /// @param asked when the question left, on the ledger's clock
    /// @param since since when the answer is the same
    private record Answer(long asked, boolean isPrimary, long since) {}

    Router(Region location) {
        this.location = location;
    }

    /// Asks until the calling thread is interrupted.
    void ask(List<Region> members) {
        try {
            while (true) {
                members.forEach(member -> Thread.ofVirtual().name("router").start(() -> ask(member)));
                TimeUnit.NANOSECONDS.sleep(PACE.toNanos());
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where users dial the primary; empty until one was found.
    Optional<InetAddress> target() {
        return primary.map(region -> Addresses.dialled(region.number()));
    }

    Optional<Region> primary() {
        return primary;
    }

    /// When a region was first seen to be the primary, on the ledger's clock.
    OptionalLong firstSeen(Region region) {
        Long at = firstSeen.get(region);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    private void ask(Region member) {
        long asked = System.nanoTime();
        InetAddress source = Addresses.user(location.number(), OWN_USERS);
        try (HttpConnection line =
                HttpConnection.open(source, member.dialled(Region.REST), member.bound(Region.REST), PATIENCE)) {
            learn(member, asked, line.exchange("OPTIONS", "/primary", "", PATIENCE).status() == YES);
        } catch (IOException noAnswer) {
            learn(member, asked, false);
        }
    }

    private synchronized void learn(Region member, long asked, boolean isPrimary) {
        Answer known = answers.get(member);
        if (known != null && known.asked() > asked) {
            return;
        }
        boolean isSame = known != null && known.isPrimary() == isPrimary;
        answers.put(member, new Answer(asked, isPrimary, isSame ? known.since() : asked));
        if (isPrimary) {
            firstSeen.putIfAbsent(member, System.nanoTime());
        }
        primary = answers.entrySet().stream()
                .filter(answer -> answer.getValue().isPrimary())
                .max((a, b) -> Long.compare(a.getValue().since(), b.getValue().since()))
                .map(Map.Entry::getKey)
                .or(() -> primary);
    }
}
