package dev.meridian.engine;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A site's database: a list of entries, a role, an upstream. It acknowledges whatever it can while it runs as a
/// primary: nothing in it asks for a lease.
final class Store {
    final List<Truth.Entry> entries = new ArrayList<>();
    private final World world;
    private final Site site;
    private final List<Truth.Entry> waiting = new ArrayList<>();
    boolean isUp = true;
    boolean isPrimary;
    boolean isSlow;
    Epoch epoch = Epoch.NONE;
    Optional<RegionName> upstream = Optional.empty();
    private long beatAt;

    Store(World world, Site site) {
        this.world = world;
        this.site = site;
    }

    boolean canWrite() {
        return site.hasData && isUp && isPrimary;
    }

    ServerState state() {
        if (!site.hasData) {
            return ServerState.NONE;
        }
        return !isUp ? ServerState.DOWN : isPrimary ? ServerState.PRIMARY : ServerState.STANDBY;
    }

    void kill() {
        isUp = false;
        waiting.clear();
    }

    /// The newest heartbeat of this epoch: another holder's clock means nothing.
    OptionalLong heartbeat(Epoch of) {
        return entries.reversed().stream()
                .filter(entry -> entry.isBeat() && entry.epoch().equals(of))
                .mapToLong(Truth.Entry::nanos)
                .findFirst();
    }

    boolean isPrefixOf(Store other) {
        return entries.size() <= other.entries.size()
                && (entries.isEmpty() || entries.getLast() == other.entries.get(entries.size() - 1));
    }

    // ---- one tick of work ----

    void write() {
        if (!canWrite()) {
            return;
        }
        if (world.random.nextInt(3) != 0) {
            add(world.truth.entry(epoch, false, 0));
        }
        if (site.isRunning() && site.hasValidLease() && site.nanos() - beatAt >= 200 * World.MS) {
            beatAt = site.nanos();
            add(world.truth.entry(epoch, true, beatAt));
        }
    }

    private void add(Truth.Entry entry) {
        entries.add(entry);
        waiting.add(entry);
        world.truth.wrote(site, entry);
    }

    void receive() {
        if (!site.hasData || !isUp || isPrimary || upstream.isEmpty()) {
            return;
        }
        Site source = world.site(upstream.get());
        boolean isHeld = isSlow && world.random.nextInt(50) != 0;
        if (!source.database.isUp || !world.reach(site, source) || isHeld || !isPrefixOf(source.database)) {
            return;
        }
        int most = source.database.entries.size();
        int reached = world.random.nextInt(6) == 0 ? Math.min(most, entries.size() + 1) : most;
        entries.addAll(source.database.entries.subList(entries.size(), reached));
    }

    void acknowledge() {
        if (canWrite()) {
            waiting.removeIf(entry -> {
                boolean isEnough = world.policy.waitFor() == 0 || confirmations(entry) >= world.policy.waitFor();
                if (isEnough) {
                    world.truth.acknowledged(site, entry);
                }
                return isEnough;
            });
        }
    }

    private long confirmations(Truth.Entry entry) {
        return world.sites.values().stream()
                .filter(other -> other != site && other.database.isStreamingFrom(site) && other.database.has(entry))
                .count();
    }

    private boolean isStreamingFrom(Site primary) {
        return site.hasData
                && isUp
                && !isPrimary
                && upstream.equals(Optional.of(primary.name))
                && world.reach(site, primary);
    }

    boolean has(Truth.Entry entry) {
        int index = entries.size() - 1;
        while (index >= 0 && entries.get(index).number() > entry.number()) {
            index--;
        }
        return index >= 0 && entries.get(index) == entry;
    }
}
