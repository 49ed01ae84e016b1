package dev.meridian.simulator;

import dev.meridian.units.Epoch;
import java.util.ArrayList;
import java.util.List;

/// People in front of every region that has data: each writes again and again, where DNS last told it to.
final class Users {
    /// A write that is not answered for so long is given up, as the twin's users do.
    private static final long PATIENCE = World.SECOND;

    private static final long AFTER_FAILURE = 20 * World.MS;

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
            throw world.truth.broken("I3", server.name + " was told to route under epoch " + epoch + " after epoch "
                    + routeEpochs[server.number]);
        }
        routeEpochs[server.number] = epoch.number();
        routes[server.number] = to.number;
    }

    /// One location's users, taken for one that writes at their pace.
    final class User {
        final Place location;
        final Runnable write = this::write;
        private int target = -1;
        private long knownUntil = Long.MIN_VALUE;
        private long round;
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
            boolean isReached = location.isAlive()
                    && (location == place || world.links.isOpen(location.number, place.number));
            long mine = ++round;
            if (isReached) {
                world.after(world.links.delay(location.number, place.number), () -> arrive(place, mine));
            }
            world.after(PATIENCE, () -> givenUp(mine));
        }

        /// From its own region's server, else from the next that answers.
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

        private void arrive(Place place, long mine) {
            if (!place.isAlive()) {
                after(mine, world.links.delay(place.number, location.number) + AFTER_FAILURE);
                return;
            }
            if (place.database.isMute()) {
                return;
            }
            boolean isTaken = place.database.write(_ -> acknowledge(place, mine));
            if (!isTaken) {
                after(mine, world.links.delay(place.number, location.number) + AFTER_FAILURE);
            }
        }

        private void acknowledge(Place place, long mine) {
            if (world.links.isOpen(place.number, location.number) || place == location) {
                world.after(world.links.delay(place.number, location.number), () -> acknowledged(mine));
            }
        }

        private void acknowledged(long mine) {
            if (mine != round) {
                return;
            }
            if (acknowledgedLast == Long.MIN_VALUE || world.now - acknowledgedLast > World.SECOND) {
                streakSince = world.now;
            }
            acknowledgedLast = world.now;
            world.truth.served(this);
            after(mine, pace);
        }

        private void after(long mine, long delay) {
            if (mine == round) {
                round++;
                world.after(delay, write);
            }
        }

        private void givenUp(long mine) {
            if (mine == round) {
                round++;
                world.after(AFTER_FAILURE, write);
            }
        }
    }
}
