package dev.meridian.twin;

import dev.meridian.agent.Ports;
import dev.meridian.blueprint.Degrade;
import dev.meridian.dns.Resolver;
import dev.meridian.evidence.Client;
import dev.meridian.evidence.Ledger;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The users of a drill: beside every region, one inside the primary included, each location with a resolver of
/// its own that asks the near DNS server first; and the clients that behave badly, whose results stand apart.
final class Load {
    private static final int WRITERS = 12;
    private static final Duration WRITER_PACE = Duration.ofMillis(25);
    private static final Duration READER_PACE = Duration.ofMillis(100);
    /// From one user who comes to the next: all at once would wait for a service that serves for the first time.
    private static final Duration ARRIVAL = Duration.ofMillis(25);
    private static final Duration DNS_TRY = Duration.ofMillis(400);
    private static final Duration STALE_FOR = Duration.ofSeconds(30);

    /// No drill has as many writes before this key.
    private static final long KEYS_OF_WARM_UP = 1L << 40;

    private final Places places;
    private final Ledger ledger;
    private final List<Runnable> tasks;
    private final Map<Arrival, Long> arrivals;
    private final List<Thread> threads = new ArrayList<>();

    private Load(Places places, Ledger ledger, List<Runnable> tasks, Map<Arrival, Long> arrivals) {
        this.places = places;
        this.ledger = ledger;
        this.tasks = tasks;
        this.arrivals = arrivals;
    }

    /// Makes the users; nobody asks for anything before [#start()].
    static Load of(Places places) {
        return of(places, 0);
    }

    /// Others, who come before them and whose orders nobody looks for afterwards.
    static Load ofWarmUp(Places places) {
        return of(places, KEYS_OF_WARM_UP);
    }

    private static Load of(Places places, long keysAfter) {
        SequencedMap<Client, Maker> makers = new LinkedHashMap<>();
        for (RegionName location : places.store().members()) {
            User.Whereabouts asked = asked(places, location, Duration.ZERO);
            for (int i = 0; i < WRITERS; i++) {
                add(makers, Client.Kind.USER, location, user(places, location, asked, false));
            }
            add(makers, Client.Kind.USER, location, user(places, location, asked, true));
        }
        RegionName home = places.policy().home();
        RegionName away = places.store().members().stream()
                .filter(member -> !member.equals(home))
                .findFirst()
                .orElse(home);
        InetAddress first = Addresses.dialled(places.number(home));
        add(makers, Client.Kind.PINNED, away, user(places, away, () -> first, false));
        User.Whereabouts stale = asked(places, away, STALE_FOR);
        add(makers, Client.Kind.STALE_RESOLVER, away, user(places, away, stale, false));
        AtomicLong keys = new AtomicLong(keysAfter);
        Map<Arrival, Long> arrivals = new ConcurrentHashMap<>();
        List<Runnable> tasks = new ArrayList<>();
        Client rude = new Client(makers.size() + 1, Client.Kind.RUDE, home, "rude");
        List<Client> clients = new ArrayList<>(makers.keySet());
        clients.add(rude);
        Ledger ledger = new Ledger(clients);
        makers.forEach((client, maker) -> tasks.add(maker.make(client, new Books(ledger, keys, arrivals))));
        RudeClient client = new RudeClient(
                rude.id(),
                home,
                Addresses.user(places.number(home), 2),
                Addresses.dialled(places.number(home)),
                ledger,
                keys);
        tasks.addAll(List.of(client::hasty, client::cancelled, client::cancels));
        return new Load(places, ledger, tasks, arrivals);
    }

    /// Where users write down what happens to them.
    private record Books(Ledger ledger, AtomicLong keys, Map<Arrival, Long> arrivals) {}

    private interface Maker {
        Runnable make(Client client, Books books);
    }

    private static void add(SequencedMap<Client, Maker> makers, Client.Kind kind, RegionName location, Maker maker) {
        int id = makers.size() + 1;
        makers.put(new Client(id, kind, location, location + "-" + id), maker);
    }

    private static Maker user(Places places, RegionName location, User.Whereabouts whereabouts, boolean reads) {
        InetAddress source = Addresses.user(places.number(location), 1);
        return (client, books) -> new User(
                new User.Settings(
                        client.id(),
                        client.name(),
                        source,
                        whereabouts,
                        places.host(),
                        places.servicePort(),
                        places.healthPath(),
                        reads,
                        copy(places, location),
                        reads ? READER_PACE : WRITER_PACE),
                books.ledger(),
                books.keys(),
                address -> {
                    if (client.kind() == Client.Kind.USER && !reads) {
                        books.arrivals().putIfAbsent(new Arrival(location, address), System.nanoTime());
                    }
                });
    }

    /// Where a reader gets an answer while nobody serves.
    private static Optional<InetAddress> copy(Places places, RegionName location) {
        boolean isGraceful = places.application().failover().degrade() == Degrade.GRACEFUL;
        return isGraceful ? Optional.of(Addresses.dialled(places.number(location))) : Optional.empty();
    }

    /// The near server first, then the others by distance, as a resolver configuration would list them.
    private static User.Whereabouts asked(Places places, RegionName location, Duration keepsFor) {
        List<InetSocketAddress> servers = places.store().members().stream()
                .sorted(Comparator.comparing(member -> places.roundTrip(location, member)))
                .map(member -> new InetSocketAddress(Addresses.dialled(places.number(member)), Ports.DNS))
                .toList();
        InetAddress source = Addresses.user(places.number(location), 1);
        Resolver resolver = new Resolver(new Resolver.Settings(source, servers, DNS_TRY, keepsFor), System::nanoTime);
        return User.Whereabouts.resolved(resolver, places.host());
    }

    Ledger ledger() {
        return ledger;
    }

    void start() {
        Duration arrives = Duration.ZERO;
        for (Runnable task : tasks) {
            Duration after = arrives;
            threads.add(Thread.ofVirtual().name("user").start(() -> comes(after, task)));
            arrives = arrives.plus(ARRIVAL);
        }
    }

    private static void comes(Duration after, Runnable task) {
        try {
            TimeUnit.NANOSECONDS.sleep(after.toNanos());
        } catch (InterruptedException e) {
            return;
        }
        task.run();
    }

    /// Stops everybody; requests under way are neither acknowledged nor failed.
    void stop() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        threads.clear();
    }

    /// When the writers of a location first connected to a region, on the ledger's clock; empty if they never
    /// did.
    OptionalLong firstConnected(RegionName location, RegionName region) {
        Long at = arrivals.get(new Arrival(location, Addresses.dialled(places.number(region))));
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /// Users of a location at an address.
    private record Arrival(RegionName location, InetAddress address) {}
}
