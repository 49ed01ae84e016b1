package dev.meridian.wan;

import dev.meridian.units.RegionName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// All links between the regions of one machine, and the listeners through which everybody reaches a region.
///
/// A connection to a region's public address crosses the link from the region of the caller's own address; a
/// caller with any other address (a person with a database shell) counts as a user beside the region that it
/// dials. The server sees the caller's address, or the address of its region's host where the caller could not
/// choose one.
///
/// Setting up and taking down belong to one thread; faults may come from any.
public final class Wan implements AutoCloseable {
    /// How far a region's own users are, one way, until the link is told otherwise.
    public static final Duration LOCAL_PATH = Duration.ofNanos(250_000);

    private static final int MOST_CONNECTIONS = 8192;
    private static final long CLOSE_SECONDS = 5;

    private final SequencedMap<RegionName, Integer> numbers;
    private final Map<Integer, RegionName> regions = new LinkedHashMap<>();
    private final Map<Pair, Link> links = new LinkedHashMap<>();
    private final Set<RegionName> silenced = new LinkedHashSet<>();
    private final List<Listener> listeners = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> callers = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("wan-", 0).factory());
    private final SplittableRandom random;

    private record Pair(RegionName from, RegionName to) {}

    /// @param numbers each region's number, 1 to 254, which is the last byte of its addresses
    public Wan(SequencedMap<RegionName, Integer> numbers) {
        this(numbers, 1);
    }

    /// As above, with the seed of loss and jitter.
    public Wan(SequencedMap<RegionName, Integer> numbers, long seed) {
        this.numbers = new LinkedHashMap<>(numbers);
        this.random = new SplittableRandom(seed);
        numbers.forEach((region, number) -> {
            Addresses.host(number);
            if (regions.put(number, region) != null) {
                throw new IllegalArgumentException("two regions have the number " + number);
            }
        });
        for (RegionName from : numbers.keySet()) {
            for (RegionName to : numbers.keySet()) {
                links.put(new Pair(from, to), new Link(from, to, from.equals(to) ? LOCAL_PATH : Duration.ZERO));
            }
        }
    }

    /// One direction; `from` equal to `to` is the path of the region's own users.
    public Link link(RegionName from, RegionName to) {
        Link link = links.get(new Pair(from, to));
        if (link == null) {
            throw new IllegalArgumentException("no link from " + from + " to " + to);
        }
        return link;
    }

    /// All links, both directions of every pair and the local paths.
    public Collection<Link> links() {
        return Collections.unmodifiableCollection(links.values());
    }

    /// Takes TCP for `port` of the region over, on its public address and on its address as seen from each region.
    public void carryTcp(RegionName to, int port) throws AddressInUse {
        for (Door door : doors(to, port)) {
            TcpListener listener = open(() -> new TcpListener(door.at()));
            threads.execute(() -> listener.accept(caller -> carry(caller, door)));
        }
    }

    /// As [#carryTcp], for UDP.
    public void carryUdp(RegionName to, int port) throws AddressInUse {
        for (Door door : doors(to, port)) {
            UdpListener listener = open(() -> new UdpListener(door.at(), threads, split()));
            threads.execute(() -> listener.carry(caller -> datagramRoute(caller, door)));
        }
    }

    /// Nothing leaves or enters the region any more, not even the end of a stream; with `localPathToo`, its own
    /// users are cut off as well. After the return nothing more is handed to a receiver's kernel.
    public synchronized void silence(RegionName region, boolean localPathToo) {
        silenced.add(region);
        List<Link> touched = links.values().stream()
                .filter(link -> touches(link, region) && (localPathToo || !isLocal(link)))
                .toList();
        touched.forEach(link -> link.regionSilent(true));
        touched.forEach(Link::settle);
    }

    /// Takes [#silence] back. Links to another silenced region stay silent, and so do links that were cut one by
    /// one.
    public synchronized void heal(RegionName region) {
        silenced.remove(region);
        links.values().stream()
                .filter(link -> touches(link, region))
                .forEach(link -> link.regionSilent(
                        !isLocal(link) && (silenced.contains(link.from()) || silenced.contains(link.to()))));
    }

    /// How many TCP connections are carried now, those that silence holds included.
    public int connections() {
        return callers.size();
    }

    /// Ends everything: listeners first, then connections, silent ones too. Peers may see resets.
    @Override
    public void close() {
        List.copyOf(listeners).forEach(Listener::close);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                callers.forEach(Connection::reset);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// An address that callers dial, the server behind it, and the region that it implies, if any.
    private record Door(InetSocketAddress at, InetSocketAddress server, RegionName to, OptionalInt from) {}

    private interface Opening<T> {
        T open() throws IOException;
    }

    private List<Door> doors(RegionName to, int port) {
        int number = number(to);
        InetSocketAddress server = new InetSocketAddress(Addresses.host(number), port);
        List<Door> doors = new ArrayList<>();
        doors.add(new Door(new InetSocketAddress(Addresses.dialled(number), port), server, to, OptionalInt.empty()));
        for (int from : numbers.values()) {
            InetSocketAddress at = new InetSocketAddress(Addresses.seenFrom(from, number), port);
            doors.add(new Door(at, server, to, OptionalInt.of(from)));
        }
        return doors;
    }

    private <T extends Listener> T open(Opening<T> opening) throws AddressInUse {
        try {
            T opened = opening.open();
            listeners.add(opened);
            return opened;
        } catch (AddressInUse e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a listener failed before it was bound", e);
        }
    }

    private void carry(Socket caller, Door door) {
        if (!room.tryAcquire()) {
            Connection.reset(caller);
            return;
        }
        callers.add(caller);
        RegionName from = origin(caller.getInetAddress(), door);
        Connection.Route route = new Connection.Route(
                caller,
                seenAs(caller.getInetAddress(), from),
                door.server(),
                link(from, door.to()),
                link(door.to(), from));
        Runnable whenOver = () -> {
            callers.remove(caller);
            room.release();
        };
        try {
            threads.execute(new Connection(route, threads, split(), whenOver)::carry);
        } catch (RejectedExecutionException closing) {
            Connection.reset(caller);
            whenOver.run();
        }
    }

    private UdpListener.Route datagramRoute(InetSocketAddress caller, Door door) {
        RegionName from = origin(caller.getAddress(), door);
        InetSocketAddress seenAs = new InetSocketAddress(seenAs(caller.getAddress(), from), 0);
        return new UdpListener.Route(seenAs, door.server(), link(from, door.to()), link(door.to(), from));
    }

    private RegionName origin(InetAddress caller, Door door) {
        OptionalInt number = door.from().isPresent() ? door.from() : Addresses.regionOf(caller);
        RegionName region = number.isPresent() ? regions.get(number.getAsInt()) : null;
        return region == null ? door.to() : region;
    }

    private InetAddress seenAs(InetAddress caller, RegionName from) {
        OptionalInt ownRegion = Addresses.regionOf(caller);
        int number = number(from);
        return ownRegion.isPresent() && ownRegion.getAsInt() == number ? caller : Addresses.host(number);
    }

    private int number(RegionName region) {
        Integer number = numbers.get(region);
        if (number == null) {
            throw new IllegalArgumentException("no such region: " + region);
        }
        return number;
    }

    private synchronized SplittableRandom split() {
        return random.split();
    }

    private static boolean touches(Link link, RegionName region) {
        return link.from().equals(region) || link.to().equals(region);
    }

    private static boolean isLocal(Link link) {
        return link.from().equals(link.to());
    }
}
