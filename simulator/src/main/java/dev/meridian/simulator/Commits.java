package dev.meridian.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The writes of one primary that are not acknowledged yet, and how far its standbys have confirmed: a write is
/// acknowledged when as many of them as the policy asks for have it.
final class Commits {
    private final World world;
    private final Place place;
    private final List<Waiting> waiting = new ArrayList<>();
    private final long[] confirmed;

    private record Waiting(long epoch, long position, Reply to, long number) {}

    /// Who is told what became of a write.
    interface Reply {
        void acknowledged(Place by, long number);

        void failed(Place by, long number);
    }

    Commits(World world, Place place) {
        this.world = world;
        this.place = place;
        this.confirmed = new long[world.scene.places().size()];
    }

    /// A write that stands at a position now; `to` is told what becomes of it.
    void add(long epoch, long position, Reply to, long number) {
        Waiting one = new Waiting(epoch, position, to, number);
        if (world.policy.waitFor() == 0) {
            acknowledged(one);
        } else {
            waiting.add(one);
        }
    }

    /// Sessions end: whoever waits hears that it may have been committed or not.
    void cutOff() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.to.failed(place, one.number));
    }

    /// What standbys had confirmed says nothing any more.
    void forget() {
        Arrays.fill(confirmed, 0);
    }

    void confirmed(Place by, long position) {
        if (position <= confirmed[by.number]) {
            return;
        }
        confirmed[by.number] = position;
        long durable = durable();
        int done = 0;
        while (done < waiting.size() && waiting.get(done).position <= durable) {
            done++;
        }
        if (done > 0) {
            List<Waiting> ready = List.copyOf(waiting.subList(0, done));
            waiting.subList(0, done).clear();
            ready.forEach(this::acknowledged);
        }
    }

    private void acknowledged(Waiting one) {
        world.truth.acknowledged(place, one.epoch, one.position);
        world.showing.acknowledged(place);
        one.to.acknowledged(place, one.number);
    }

    /// How far as many standbys as a commit waits for have confirmed.
    private long durable() {
        long[] all = new long[confirmed.length];
        int n = 0;
        for (Place other : world.places) {
            if (other != place && other.hasData) {
                all[n++] = confirmed[other.number];
            }
        }
        Arrays.sort(all, 0, n);
        int waitFor = world.policy.waitFor();
        return n < waitFor ? 0 : all[n - waitFor];
    }
}
