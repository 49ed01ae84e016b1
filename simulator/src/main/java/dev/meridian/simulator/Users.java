package dev.meridian.simulator;

import dev.meridian.units.Backoff;
import java.util.ArrayList;
import java.util.List;

/// People in front of every region that has data: at each location a few clients of one resolver. A client is a
/// closed loop, as those of a drill are: it waits for an answer, and what comes of a request decides when the next
/// one leaves.
///
/// ```
///   ask the resolver ──▶ connected there? ──no──▶ connect: a round trip more
///         ▲                   │yes                        │
///         │                   ▼                           │
///         │                request ◀──────────────────────┘
///         │                   ├─ acknowledged ─▶ rest, the connection stays
///         └───── soon ◀───────┴─ refused, cut off, or nothing for a second: the connection is dropped
/// ```
///
/// That matters after a failure: each client of a location waits for the dead until its time is over, and finds
/// the new way only between two waits. With an open loop it would find it at once.
final class Users {
    /// A question to a DNS server that does not answer.
    private static final long DNS_TRY = 400 * World.MS;

    /// So long a client waits for an answer before it takes the connection for dead.
    private static final long PATIENCE = World.SECOND;

    /// Clients of a location, as many as a drill has: when one of them finds the way after a failure depends on
    /// how many there are, and on how many requests are under way when it begins. In quiet times they rest for
    /// longer than those of a drill, which would cost more than it shows.
    private static final int CLIENTS = 12;

    /// From one request of a client to the next when a fault is near, as in a drill.
    private static final long BUSY_PACE = 25 * World.MS;

    /// So long before and after the beginning of a fault is near: a client has no more than a second to wait.
    private static final long BEFORE_FAULT = World.SECOND;

    private static final long AFTER_FAULT = 3 * World.SECOND;

    /// Where thousands of worlds are drawn, and nobody looks at milliseconds.
    private static final int CLIENTS_IN_DRAWN_WORLDS = 2;

    /// From one request of a client to the next, as a multiple of the pace of its location.
    private static final int REST = CLIENTS / 2;

    private static final int REST_IN_DRAWN_WORLDS = 2;

    /// So many writes in the time that a move takes are enough to see when it was over.
    private static final int WRITES_PER_PATIENCE = 100;

    private static final long SHORTEST_PACE = 50 * World.MS;
    private static final long LONGEST_PACE = 500 * World.MS;
    private static final long SPREAD = Backoff.OF_USERS.spread().toNanos();
    private static final int NOWHERE = -1;

    private final World world;
    /// From one request of a client to the next in quiet times.
    private final long pace;
    /// When listed faults begin.
    private final long[] faults;

    private final long ttl;
    private final List<User> all = new ArrayList<>();

    Users(World world, Faults faults) {
        this.world = world;
        this.faults = faults.all().stream()
                .mapToLong(fault -> fault.start().toNanos())
                .toArray();
        long patience = world.scene.patience().toNanos();
        long ofLocation = Math.clamp(patience / WRITES_PER_PATIENCE, SHORTEST_PACE, LONGEST_PACE);
        this.pace = ofLocation * (world.isDrawn ? REST_IN_DRAWN_WORLDS : REST);
        this.ttl = world.scene.ttl().toNanos();
    }

    private boolean isFaultNear() {
        for (long fault : faults) {
            if (world.now > fault - BEFORE_FAULT && world.now < fault + AFTER_FAULT) {
                return true;
            }
        }
        return false;
    }

    private long afterFailure(int failures) {
        return world.isDrawn ? pace : Backoff.OF_USERS.after(failures).toNanos();
    }

    private long spread() {
        return world.isDrawn ? 0 : world.work.between(0, SPREAD);
    }

    private int clients() {
        return world.isDrawn ? CLIENTS_IN_DRAWN_WORLDS : CLIENTS;
    }

    void begin() {
        for (Place place : world.places) {
            if (place.hasData) {
                all.add(new User(place));
            }
        }
        all.forEach(User::begin);
    }

    List<User> all() {
        return all;
    }

    /// The resolver of some users keeps the address that it has, TTL or not.
    void cling(Place location, long lasts) {
        for (User user : all) {
            if (user.location == location && user.target != NOWHERE) {
                user.knownUntil = Math.max(user.knownUntil, world.now + lasts);
            }
        }
    }

    void letGo() {
        all.forEach(user -> user.knownUntil = Math.min(user.knownUntil, world.now + ttl));
    }

    /// The processes of a place are gone: whoever is connected there hears of it if the link is open.
    void reset(Place place) {
        for (User user : all) {
            user.clients.forEach(client -> client.reset(place));
        }
    }

    /// One location's users.
    final class User {
        final Place location;
        private final Answers answers = new Answers();
        private final List<Client> clients = new ArrayList<>();
        /// When somebody from here first connected to each place; 0 for never.
        private final long[] arrived = new long[world.places.length];

        private int target = NOWHERE;
        private long knownUntil = Long.MIN_VALUE;

        User(Place location) {
            this.location = location;
            for (int i = 0; i < clients(); i++) {
                clients.add(new Client(this, i));
            }
        }

        private void begin() {
            clients.forEach(client -> world.after(client.turn, client.request));
        }

        /// What came of their writes.
        Answers answers() {
            return answers;
        }

        /// When the first of them connected to a place for the first time; 0 if nobody has.
        long arrivedAt(Place place) {
            return arrived[place.number];
        }

        /// From its own region's server, else from the next that answers; an old answer is better than none.
        private boolean resolve() {
            if (world.now < knownUntil) {
                return true;
            }
            for (int i = 0; i < world.places.length; i++) {
                Place server = world.places[(location.number + i) % world.places.length];
                if (server.isRunning() && world.reach(location, server)) {
                    target = server.routes.records.target().number;
                    knownUntil = world.now + ttl;
                    return true;
                }
            }
            return target != NOWHERE && location.isAlive();
        }
    }

    /// A write on its way to a database.
    private record Request(Client from, Place to, long number) implements Runnable {
        @Override
        public void run() {
            if (!to.standstill.holds(this)) {
                from.arrive(to, number);
            }
        }
    }

    /// What became of it, on its way back.
    private record News(Client to, Place by, long of, boolean isGood) implements Runnable {
        @Override
        public void run() {
            to.heard(this);
        }
    }

    /// One client: a request, an answer or none, a rest.
    private final class Client implements Commits.Reply {
        private final User user;
        private final Place location;
        final Runnable request = this::request;
        private final Runnable look = this::look;
        private int connectedTo = NOWHERE;
        /// The number of the request that is waited for: an answer to an earlier one comes too late.
        private long tries;

        private long sentAt;
        private int failures;
        private boolean isWaiting;
        private boolean isLookedAfter;
        /// When it asks first, and in quiet times so long after any multiple of their pace.
        private final long turn;

        Client(User user, int number) {
            this.user = user;
            this.location = user.location;
            long within = world.work.between(0, pace);
            this.turn = world.isDrawn ? within : (number * pace + within) / CLIENTS;
        }

        private void request() {
            if (!user.resolve()) {
                world.after(DNS_TRY, request);
                return;
            }
            Place place = world.places[user.target];
            boolean isNew = connectedTo != place.number;
            connectedTo = place.number;
            tries++;
            sentAt = world.now;
            isWaiting = true;
            lookAfter();
            if (isNew) {
                connect(place);
            } else if (isReached(place)) {
                send(place, 0);
            }
        }

        /// A place whose processes are gone refuses at once, one that nobody reaches never.
        private void connect(Place place) {
            if (user.arrived[place.number] == 0) {
                user.arrived[place.number] = world.now;
            }
            if (!location.isAlive() || !isHeard(place)) {
                return;
            }
            long trip = location == place ? 0 : world.links.roundTrip(location.number, place.number);
            if (place.isAlive()) {
                send(place, trip);
            } else {
                refusedAfter(trip);
            }
        }

        private void refusedAfter(long trip) {
            long mine = tries;
            world.after(trip, () -> {
                if (isWaiting && mine == tries) {
                    tryAgain();
                }
            });
        }

        private void send(Place place, long later) {
            world.after(later + world.links.delay(location.number, place.number), new Request(this, place, tries));
        }

        private void arrive(Place place, long of) {
            if (of != tries || !isReached(place)) {
                return;
            }
            boolean isTaken = place.isAlive() && place.database.write(this, tries);
            if (!isTaken && !place.database.hangs()) {
                failed(place, tries);
            }
        }

        private boolean isReached(Place place) {
            return location.isAlive() && (location == place || world.links.isOpen(location.number, place.number));
        }

        private boolean isHeard(Place place) {
            return location == place || world.links.isOpenBothWays(location.number, place.number);
        }

        /// The database has committed it: the news travels.
        @Override
        public void acknowledged(Place by, long of) {
            hears(by, of, true);
        }

        /// A no, or a connection that was cut off: the news travels too.
        @Override
        public void failed(Place by, long of) {
            hears(by, of, false);
        }

        /// A link that falls silent holds what is under way.
        private void hears(Place by, long of, boolean isGood) {
            if (by == location || world.links.isOpen(by.number, location.number)) {
                world.after(world.links.delay(by.number, location.number), new News(this, by, of, isGood));
            }
        }

        private void heard(News news) {
            boolean isThere = news.by == location || world.links.isOpen(news.by.number, location.number);
            if (!isWaiting || news.of != tries || !isThere) {
                return;
            }
            if (news.isGood) {
                isWaiting = false;
                failures = 0;
                user.answers.add(world.now);
                world.truth.served();
                world.after(rest(), request);
            } else {
                tryAgain();
            }
        }

        /// In quiet times those of a location take turns, whatever has happened: a location that is served has an
        /// answer much more often than every second.
        private long rest() {
            if (!world.isDrawn && !isFaultNear()) {
                return Math.floorMod(turn - world.now - 1, pace) + 1;
            }
            return Math.max(0, (world.isDrawn ? pace : BUSY_PACE) - (world.now - sentAt));
        }

        private void reset(Place place) {
            if (isWaiting && connectedTo == place.number) {
                failed(place, tries);
            }
        }

        private void tryAgain() {
            isWaiting = false;
            connectedTo = NOWHERE;
            world.after(Math.max(0, afterFailure(failures++) - (world.now - sentAt)) + spread(), request);
        }

        private void lookAfter() {
            if (!isLookedAfter) {
                isLookedAfter = true;
                world.after(PATIENCE, look);
            }
        }

        private void look() {
            isLookedAfter = false;
            if (!isWaiting) {
                return;
            }
            long left = sentAt + PATIENCE - world.now;
            if (left <= 0) {
                tryAgain();
            } else {
                isLookedAfter = true;
                world.after(left, look);
            }
        }
    }
}
