package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;

/// A small world that runs the decision function: one thread, one seed, one true time that nobody in it can read.
///
/// There is one replicated log. A proposal reaches it after any delay, twice, or never; every site applies its
/// entries in order but late. Everything random comes from the seed, so a seed is the whole story.
final class World {
    static final long MS = 1_000_000L;

    final long seed;
    final Random random;
    final Policy policy;
    final SequencedMap<RegionName, Site> sites = new LinkedHashMap<>();
    final List<Record> log = new ArrayList<>();
    final Set<String> cutLinks = new HashSet<>();
    final Truth truth = new Truth(this);
    final Weather weather;
    final List<String> trace = new ArrayList<>();
    boolean isTraced;
    long now;
    private long order;
    private final PriorityQueue<Happening> queue =
            new PriorityQueue<>(Comparator.comparingLong(Happening::at).thenComparingLong(Happening::order));

    /// A committed entry and what followed.
    record Record(Event event, Decision decision, long committedAt) {}

    private record Happening(long at, long order, Runnable what) {}

    World(long seed, boolean isTraced) {
        this.seed = seed;
        this.isTraced = isTraced;
        this.random = new Random(seed);
        this.policy = Climates.policy(random);
        this.weather = new Weather(this);
        for (RegionName region : policy.voters()) {
            sites.put(region, new Site(this, region, policy.members().contains(region)));
        }
    }

    /// Faults for a while, then heals, then expects that everything comes back.
    void run() {
        sites.values().forEach(Site::begin);
        weather.begin();
        at(20 * MS, this::replicate);
        long end = weather.healsAt() + policy.cooldown().toNanos() * 2 + 60_000 * MS;
        while (now < end && !(now > weather.healsAt() && random.nextInt(64) == 0 && truth.isWhole())) {
            Happening next = queue.remove();
            now = next.at();
            next.what().run();
            truth.check();
        }
        truth.checkTheEnd();
    }

    State state() {
        return log.isEmpty() ? State.INITIAL : log.getLast().decision().state();
    }

    State state(int applied) {
        return applied == 0 ? State.INITIAL : log.get(applied - 1).decision().state();
    }

    Site site(RegionName region) {
        return sites.get(region);
    }

    void at(long when, Runnable what) {
        queue.add(new Happening(Math.max(when, now), order++, what));
    }

    void after(long delay, Runnable what) {
        at(now + delay, what);
    }

    long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least));
    }

    void note(String what) {
        if (isTraced) {
            trace.add(String.format("%8.3f  %s", now / 1e9, what));
        }
    }

    // ---- the network and the log ----

    boolean reach(Site a, Site b) {
        return a.isAlive
                && b.isAlive
                && !a.isCut
                && !b.isCut
                && (cutLinks.isEmpty() || !cutLinks.contains(link(a.name, b.name)));
    }

    static String link(RegionName a, RegionName b) {
        return a.compareTo(b) < 0 ? a + "/" + b : b + "/" + a;
    }

    boolean hasQuorum(Site from) {
        if (!from.isRunning()) {
            return false;
        }
        int reached = 0;
        for (Site site : sites.values()) {
            reached += site.isRunning() && (site == from || reach(site, from)) ? 1 : 0;
        }
        return reached * 2 > sites.size();
    }

    void propose(Site by, Event event) {
        long delay = between(5 * MS, 150 * MS);
        if (weather.isRough() && random.nextInt(40) == 0) {
            delay = between(200 * MS, 9_000 * MS);
        }
        boolean isLost = !hasQuorum(by) || (weather.isRough() && random.nextInt(30) == 0);
        if (isLost && random.nextInt(4) != 0) {
            return;
        }
        after(delay, () -> commit(event, 40));
        if (weather.isRough() && random.nextInt(30) == 0) {
            after(delay + between(0, 3_000 * MS), () -> commit(event, 0));
        }
    }

    private void commit(Event event, int tries) {
        boolean isPossible = sites.values().stream().anyMatch(this::hasQuorum);
        if (!isPossible) {
            if (tries > 0) {
                after(300 * MS, () -> commit(event, tries - 1));
            }
            return;
        }
        Decision decision = Engine.decide(state(), event, policy);
        log.add(new Record(event, decision, now));
        if (isTraced && !(decision.reasons().isEmpty() && event instanceof Event.Observed)) {
            note("#" + decision.state().index() + " " + event);
            decision.reasons().forEach(reason -> note("      " + reason.rule() + " " + Prose.sentence(reason)));
        }
        truth.decided(event, decision);
    }

    // ---- the databases ----

    private void replicate() {
        for (Site site : sites.values()) {
            site.database.write();
        }
        for (Site site : sites.values()) {
            site.database.receive();
        }
        for (Site site : sites.values()) {
            site.database.acknowledge();
        }
        after(40 * MS, this::replicate);
    }
}
