package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;

/// Faults, drawn per seed: each seed has its own mixture, so that some see much of one thing and none of another.
final class Weather {
    private static final List<String> KINDS =
            List.of("region-loss", "partition", "link-cut", "agent-crash", "agent-pause", "db-crash", "lag", "blip");

    private final World world;
    private final List<String> kinds = new ArrayList<>();
    private final long healsAt;
    private final boolean isRough;
    private final boolean oneStaysDead;

    Weather(World world) {
        this.world = world;
        KINDS.forEach(kind -> {
            if (world.random.nextBoolean()) {
                kinds.add(kind);
            }
        });
        healsAt = world.between(10_000, 40_000) * World.MS;
        isRough = world.random.nextBoolean();
        oneStaysDead = world.random.nextInt(3) == 0 && world.policy.voters().size() >= 3;
    }

    long healsAt() {
        return healsAt;
    }

    /// Whether proposals get lost, late and twice.
    boolean isRough() {
        return isRough && world.now < healsAt;
    }

    boolean isOver() {
        return world.now >= healsAt;
    }

    void begin() {
        long faults = world.between(0, 8);
        for (int i = 0; i < faults && !kinds.isEmpty(); i++) {
            String kind = kinds.get(world.random.nextInt(kinds.size()));
            Site site = any();
            long from = world.between(3_000, healsAt / World.MS) * World.MS;
            long length = world.random.nextBoolean() ? world.between(200, 4_000) : world.between(4_000, 30_000);
            world.at(from, () -> strike(kind, site, length * World.MS));
        }
        world.at(healsAt, this::heal);
    }

    private Site any() {
        List<RegionName> names = List.copyOf(world.sites.keySet());
        boolean isHome = world.random.nextInt(2) == 0;
        return world.site(isHome ? world.policy.home() : names.get(world.random.nextInt(names.size())));
    }

    private void strike(String kind, Site site, long length) {
        world.note("--- " + kind + " " + site.name + " for " + length / World.MS + " ms");
        switch (kind) {
            case "region-loss" -> {
                site.die();
                world.after(length, site::revive);
            }
            case "partition", "blip" -> {
                site.isCut = true;
                long lasts = kind.equals("blip") ? Math.min(length, 1_500 * World.MS) : length;
                world.after(lasts, () -> site.isCut = false);
            }
            case "link-cut" -> {
                Site other = any();
                String link = World.link(site.name, other.name);
                world.cutLinks.add(link);
                world.after(length, () -> world.cutLinks.remove(link));
            }
            case "agent-crash" -> {
                site.crash();
                world.after(Math.min(length, 5_000 * World.MS), site::restart);
            }
            case "agent-pause" -> site.pausedUntil = world.now + length;
            case "db-crash" -> site.database.kill();
            case "lag" -> {
                site.database.isSlow = true;
                world.after(length, () -> site.database.isSlow = false);
            }
            default -> throw new AssertionError(kind);
        }
    }

    /// Everything comes back, but for one region that never does in a third of the seeds.
    private void heal() {
        world.cutLinks.clear();
        Site dead = any();
        for (Site site : world.sites.values()) {
            site.isCut = false;
            site.pausedUntil = Math.min(site.pausedUntil, world.now);
            site.database.isSlow = false;
            site.revive();
            site.restart();
        }
        if (oneStaysDead) {
            world.note("--- " + dead.name + " dies for good");
            dead.die();
            dead.isGone = true;
        }
        world.note("--- healed");
    }
}
