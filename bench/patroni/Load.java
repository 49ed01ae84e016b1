package patroni;

import dev.meridian.evidence.Client;
import dev.meridian.evidence.Ledger;
import dev.meridian.twin.User;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The users of a run, the same as in a drill but for who tells them where to, a [Router] instead of DNS: as
/// many beside each region, at the same pace, and one who never forgets the first primary's address. The rude
/// clients of a drill are left out: they write into the first primary only.
final class Load {
    private static final int WRITERS = 12;
    private static final Duration WRITER_PACE = Duration.ofMillis(25);
    private static final Duration READER_PACE = Duration.ofMillis(100);
    private static final String HOST = "shop.example.com";
    private static final long LONGEST_STOP_SECONDS = 5;

    private final Ledger ledger;
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /// @param routers each location's
    Load(List<Region> regions, Region home, Map<Region, Router> routers) {
        Map<Client, User.Settings> users = new LinkedHashMap<>();
        for (Region location : regions) {
            Router router = routers.get(location);
            for (int i = 0; i <= WRITERS; i++) {
                boolean reads = i == WRITERS;
                Client client = new Client(users.size() + 1, Client.Kind.USER, location.name(), "user");
                User.Whereabouts asked =
                        () -> router.target().orElseThrow(() -> new IOException("there is no primary"));
                users.put(client, settings(client, location, asked, reads));
            }
        }
        Region away = regions.stream()
                .filter(region -> !region.equals(home))
                .findFirst()
                .orElse(home);
        Client pinned = new Client(users.size() + 1, Client.Kind.PINNED, away.name(), "pinned");
        users.put(pinned, settings(pinned, away, () -> Addresses.dialled(home.number()), false));
        ledger = new Ledger(users.keySet());
        AtomicLong keys = new AtomicLong();
        users.values().forEach(settings -> tasks.add(new User(settings, ledger, keys, address -> {})));
    }

    private static User.Settings settings(
            Client client, Region location, User.Whereabouts whereabouts, boolean reads) {
        return new User.Settings(
                client.id(),
                client.name() + "-" + client.id(),
                Addresses.user(location.number(), 1),
                whereabouts,
                HOST,
                Region.SERVICE,
                "/health",
                reads,
                Optional.empty(),
                reads ? READER_PACE : WRITER_PACE);
    }

    Ledger ledger() {
        return ledger;
    }

    void start() {
        tasks.forEach(task -> threads.add(Thread.ofVirtual().name("user").start(task)));
    }

    /// Stops everybody; requests under way are neither acknowledged nor failed.
    void stop() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_STOP_SECONDS);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        threads.clear();
    }
}
