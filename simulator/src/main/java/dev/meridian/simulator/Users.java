package dev.meridian.simulator;

import dev.meridian.units.Epoch;
import java.util.ArrayList;
import java.util.List;

/// People in front of every region that has data: each writes again and again, where DNS last told it to.
final class Users {
    /// A question to a DNS server that does not answer.
    private static final long DNS_TRY = 400 * World.MS;

    /// So many writes in the time that a move takes are enough to see when it was over.
    private static final int WRITES_PER_PATIENCE = 100;

    private static final long SHORTEST_PACE = 50 * World.MS;
    private static final long LONGEST_PACE = 500 * World.MS;

    private final World world;
    private final long pace;
    private final long ttl;
    private final List<User> all = new ArrayList<>();
    /// Where each region's DNS server sends users, and under which epoch.
    private final int[] routes;

    private final long[] routeEpochs;

    Users(World world) {
        this.world = world;
        long patience = world.scene.patience().toNanos();
        this.pace = Math.clamp(patience / WRITES_PER_PATIENCE, SHORTEST_PACE, LONGEST_PACE);
        this.ttl = world.scene.ttl().toNanos();
        this.routes = new int[world.scene.places().size()];
        this.routeEpochs = new long[routes.length];
    }

    void begin() {
        int home = world.scene.place(world.policy.home());
        for (Place place : world.places) {
            routes[place.number] = home;
            if (place.hasData) {
                User user = new User(place);
                all.add(user);
                world.after(world.work.between(0, pace), user.write);
            }
        }
    }

    List<User> all() {
        return all;
    }

    /// A region's DNS server is told where to send users; it refuses what is older than what it knows.
    void point(Place server, Place to, Epoch epoch) {
        if (epoch.number() < routeEpochs[server.number]) {
            throw world.truth.broken(
                    "I3",
                    server.name + " was told to route under epoch " + epoch + " after epoch "
                            + routeEpochs[server.number]);
        }
        routeEpochs[server.number] = epoch.number();
        routes[server.number] = to.number;
    }

    /// One location's users: together they write at one pace, whether earlier writes were answered or not.
    final class User {
        final Place location;
        final Runnable write = this::write;
        private int target = -1;
        private long knownUntil = Long.MIN_VALUE;
        private long streakSince = Long.MIN_VALUE;
        private long acknowledgedLast = Long.MIN_VALUE;

        User(Place location) {
            this.location = location;
        }

        /// When the writes began that have gone on since without a gap of more than a second.
        long streakSince() {
            return streakSince;
        }

        long acknowledgedLast() {
            return acknowledgedLast;
        }

        private void write() {
            if (world.now >= knownUntil && !resolve()) {
                world.after(DNS_TRY, write);
                return;
            }
            Place place = world.places.get(target);
            boolean isReached =
                    location.isAlive() && (location == place || world.links.isOpen(location.number, place.number));
            if (isReached) {
                world.after(world.links.delay(location.number, place.number), () -> arrive(place));
            }
            world.after(pace, write);
        }

        /// From its own region's server, else from the next that answers; an old answer is better than none.
        private boolean resolve() {
            for (int i = 0; i < world.places.size(); i++) {
                Place server = world.places.get((location.number + i) % world.places.size());
                if (server.isRunning() && world.reach(location, server)) {
                    target = routes[server.number];
                    knownUntil = world.now + ttl;
                    return true;
                }
            }
            return target >= 0 && location.isAlive();
        }

        private void arrive(Place place) {
            if (place.isAlive()) {
                place.database.write(_ -> acknowledge(place));
            }
        }

        private void acknowledge(Place place) {
            if (place == location || world.links.isOpen(place.number, location.number)) {
                world.after(world.links.delay(place.number, location.number), this::acknowledged);
            }
        }

        private void acknowledged() {
            if (acknowledgedLast == Long.MIN_VALUE || world.now - acknowledgedLast > World.SECOND) {
                streakSince = world.now;
            }
            acknowledgedLast = world.now;
            world.truth.served();
        }
    }
}
